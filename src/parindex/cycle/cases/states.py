"""The steps a case file may take; reads as the procedure."""

from __future__ import annotations

READING, LOADED, FAILED, SET_ASIDE = "reading", "loaded", "failed", "set_aside"
ALL = (READING, LOADED, FAILED, SET_ASIDE)

STEPS: dict[str, frozenset[str]] = {
    READING: frozenset({LOADED, FAILED}),
    LOADED: frozenset({SET_ASIDE, READING}),
    FAILED: frozenset({READING, SET_ASIDE}),
    SET_ASIDE: frozenset({READING}),
}


class NotPossible(Exception):
    """The file does not stand where this deed may be done."""

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
