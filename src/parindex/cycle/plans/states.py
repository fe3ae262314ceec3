"""States of a plan: drawn up by a unit, then issued with number and day."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    ISSUED = "issued"


class NotPossible(Exception):
    """The plan, or the task of it, does not stand where this deed may be done; the text names where."""


def must_be_draft(state: str) -> None:
    """Raise NotPossible unless the plan is still drawn up."""
    if state != State.DRAFT:
        raise NotPossible(state)
