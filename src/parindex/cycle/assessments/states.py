"""The steps a cycle and the sheet of a unit may take; reads as the procedure."""

from __future__ import annotations

PREPARING, OPEN, FROZEN, PUBLISHED = "preparing", "open", "frozen", "published"

STEPS: dict[str, frozenset[str]] = {
    PREPARING: frozenset({OPEN, FROZEN}),
    OPEN: frozenset({FROZEN}),
    FROZEN: frozenset({OPEN, PUBLISHED}),
    PUBLISHED: frozenset(),
}
"""A cycle that was carried over is frozen without having been open here."""

SCORING, APPROVAL, SUBMITTED = "scoring", "approval", "submitted"

SHEET_STEPS: dict[str, frozenset[str]] = {
    SCORING: frozenset({APPROVAL, SUBMITTED}),
    APPROVAL: frozenset({SCORING, SUBMITTED}),
    SUBMITTED: frozenset({SCORING}),
}
"""A unit scores, lays the sheet before its leader, who hands it back or submits it."""

SCORED, UNANSWERED, NOT_APPLICABLE = "scored", "unanswered", "not_applicable"
CELL_STATES = (SCORED, UNANSWERED, NOT_APPLICABLE)

ACCEPTED, CHANGED, ASKED, RETURNED, EXPLAINED = "accepted", "changed", "asked", "returned", "explained"
DECISIONS = ("", ACCEPTED, CHANGED, ASKED, RETURNED, EXPLAINED)

FORM, FILE, MEASURE, CARRIED, COUNCIL = "form", "file", "measure", "carried", "council"
ORIGINS = (FORM, FILE, MEASURE, CARRIED, COUNCIL)


class NotPossible(Exception):
    """The cycle or the sheet does not stand where this deed may be done."""

    def __init__(self, state: str, wanted: str) -> None:
        """Remember where it stands and what was wanted."""
        super().__init__(f"{state} -> {wanted}")
        self.state = state
        self.wanted = wanted


def step(state: str, wanted: str) -> str:
    """``wanted``, when the step of a cycle from ``state`` is allowed; else NotPossible."""
    return _step(STEPS, state, wanted)


def sheet_step(state: str, wanted: str) -> str:
    """``wanted``, when the step of a unit's sheet from ``state`` is allowed; else NotPossible."""
    return _step(SHEET_STEPS, state, wanted)


def _step(steps: dict[str, frozenset[str]], state: str, wanted: str) -> str:
    if wanted not in steps[state]:
        raise NotPossible(state, wanted)
    return wanted
