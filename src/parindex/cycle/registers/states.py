"""States of an entry and the steps between them."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an entry is; only what is entered counts."""

    DRAFT = "draft"
    ENTERED = "entered"
    WITHDRAWN = "withdrawn"


class WrongStep(ValueError):
    """The entry cannot take this step; the text names its state."""


STEPS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.DRAFT, State.ENTERED, State.WITHDRAWN}),
    State.ENTERED: frozenset({State.ENTERED, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}


def step(before: State, after: State) -> State:
    """``after``; WrongStep where it cannot be reached. What was entered is corrected, never a draft again."""
    if after not in STEPS[before]:
        raise WrongStep(before.value)
    return after
