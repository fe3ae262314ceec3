"""The steps a framework version may take; reads as the procedure."""

from __future__ import annotations

DRAFT, CHECKED, PUBLISHED, SUPERSEDED, SUSPENDED = "draft", "checked", "published", "superseded", "suspended"

STEPS: dict[str, frozenset[str]] = {
    DRAFT: frozenset({CHECKED}),
    CHECKED: frozenset({CHECKED, DRAFT, PUBLISHED}),
    PUBLISHED: frozenset({SUPERSEDED, SUSPENDED}),
    SUSPENDED: frozenset({PUBLISHED, SUPERSEDED}),
    SUPERSEDED: frozenset(),
}
OPEN = frozenset({DRAFT, CHECKED})
"""Where the content may still change."""
ISSUED = frozenset({PUBLISHED, SUPERSEDED, SUSPENDED})
"""Where the content never changes again."""


class NotPossible(Exception):
    """The version does not stand where this deed may be done."""

    def __init__(self, state: str, wanted: str) -> None:
        """Remember where it stands and what was wanted."""
        super().__init__(f"{state} -> {wanted}")
        self.state = state
        self.wanted = wanted


def step(state: str, wanted: str) -> str:
    """``wanted``, when the step from ``state`` is allowed; else NotPossible."""
    if wanted not in STEPS[state]:
        raise NotPossible(state, wanted)
    return wanted


def must_be_open(state: str) -> None:
    """Raise NotPossible unless the content may still change."""
    if state not in OPEN:
        raise NotPossible(state, DRAFT)


def must_be_issued(state: str) -> None:
    """Raise NotPossible unless the content never changes again."""
    if state not in ISSUED:
        raise NotPossible(state, PUBLISHED)
