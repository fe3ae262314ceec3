"""States of an assignment and the steps between them; how it stands on a day is derived from them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where an assignment is."""

    OPEN = "open"
    DONE = "done"
    """The unit reported it done; nobody verified it yet."""
    VERIFIED = "verified"
    CANCELLED = "cancelled"
    """By decision, or handed over to a successor."""


class Kind(StrEnum):
    """What an entry on an assignment is."""

    PROGRESS = "progress"
    DONE = "done"
    VERIFIED = "verified"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    """The task it was cancelled with stands in the plan again."""
    HANDED = "handed"
    DUE = "due"
    """Its due date was changed, armed or set."""
    ACCOUNT = "account"
    """The accountability note on a missed target or date."""


class DueChange(StrEnum):
    """Where a request for another due date is."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class Standing(StrEnum):
    """How an assignment stands on a day, as officials say it."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


STEPS: dict[Kind, tuple[frozenset[State], State]] = {
    Kind.PROGRESS: (frozenset({State.OPEN}), State.OPEN),
    Kind.DONE: (frozenset({State.OPEN}), State.DONE),
    Kind.VERIFIED: (frozenset({State.DONE}), State.VERIFIED),
    Kind.RETURNED: (frozenset({State.DONE, State.VERIFIED}), State.OPEN),
    Kind.CANCELLED: (frozenset({State.OPEN, State.DONE}), State.CANCELLED),
    Kind.HANDED: (frozenset({State.OPEN, State.DONE}), State.CANCELLED),
    Kind.RESTORED: (frozenset({State.CANCELLED}), State.OPEN),
}
"""From which states an entry may be made, and where it leads; the other kinds change no state."""


class WrongStep(ValueError):
    """The entry cannot be made in this state; the text names the state."""


def step(state: State, kind: Kind) -> State:
    """The state after an entry of ``kind``; WrongStep where it may not be made."""
    before, after = STEPS.get(kind, (frozenset({State.OPEN, State.DONE}), state))
    if state not in before:
        raise WrongStep(state.value)
    return after


def standing(
    state: State, *, due_on: date | None, done_on: date | None, has_reports: bool, on: date
) -> Standing:
    """How an assignment stands on ``on``; done on the due date is in time."""
    if state is State.CANCELLED:
        return Standing.CANCELLED
    if state is State.VERIFIED:
        return Standing.VERIFIED
    if state is State.DONE:
        is_late = due_on is not None and done_on is not None and done_on > due_on
        return Standing.DONE_LATE if is_late else Standing.DONE
    if due_on is not None and due_on < on:
        return Standing.LATE
    return Standing.ON_TRACK if has_reports else Standing.NOT_STARTED
