"""The steps a document may take; reads as the procedure."""

from __future__ import annotations

READING, READ, FAILED, ACCEPTED, SET_ASIDE = "reading", "read", "failed", "accepted", "set_aside"

STEPS: dict[str, frozenset[str]] = {
    READING: frozenset({READ, FAILED}),
    READ: frozenset({ACCEPTED, SET_ASIDE, READING}),
    FAILED: frozenset({READING, SET_ASIDE}),
    ACCEPTED: frozenset({ACCEPTED}),
    SET_ASIDE: frozenset({READING}),
}


class NotPossible(Exception):
    """The document does not stand where this deed may be done."""

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


CORRECTABLE = frozenset({READ, ACCEPTED})


def must_be_correctable(state: str) -> None:
    """Raise NotPossible unless what was read may be corrected now (accepted tables are locked apart)."""
    if state not in CORRECTABLE:
        raise NotPossible(state, READ)
