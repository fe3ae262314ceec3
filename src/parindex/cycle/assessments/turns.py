"""Whose turn it is: where one leaf of one unit stands between the unit and its appraisers; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from parindex.cycle.assessments import states


class Turn(StrEnum):
    """Where a leaf of a unit stands; the first two wait for the appraiser, the next two for the unit."""

    WAITING = "waiting"
    ANSWERED = "answered"
    ASKED = "asked"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    BLANK = "blank"
    """The unit left the leaf unanswered: nothing to decide, 0 points."""
    ABSENT = "absent"
    """The unit has not submitted its sheet."""


OPEN = frozenset({Turn.WAITING, Turn.ANSWERED})
"""The appraiser has to decide."""
AWAY = frozenset({Turn.ASKED, Turn.RETURNED})
"""The unit has to answer."""
DONE = frozenset({Turn.ACCEPTED, Turn.CHANGED})
IN_TALK = frozenset({Turn.ASKED, Turn.RETURNED, Turn.ANSWERED})
"""A question or a return, answered or not."""

_BY_DECISION = {
    states.ACCEPTED: Turn.ACCEPTED,
    states.CHANGED: Turn.CHANGED,
    states.ASKED: Turn.ASKED,
    states.RETURNED: Turn.RETURNED,
}


@dataclass(frozen=True, slots=True)
class Moves:
    """The last moves of both sides on one leaf; ``unit_at`` counts scores and explanations."""

    is_submitted: bool = True
    is_answered: bool = True
    unit_at: datetime | None = None
    decision: str = ""
    office_at: datetime | None = None


def turn(moves: Moves) -> Turn:
    """Whose turn it is. What the unit wrote after a decision asks for another one."""
    if not moves.is_submitted:
        return Turn.ABSENT
    is_later = moves.unit_at is not None and moves.office_at is not None and moves.unit_at > moves.office_at
    return settled(moves.decision, is_answered=moves.is_answered, is_later=is_later)


def settled(decision: str, *, is_answered: bool, is_later: bool) -> Turn:
    """The turn on a submitted sheet; ``is_later``: the unit wrote after the last decision."""
    if decision not in _BY_DECISION:
        return Turn.WAITING if is_answered else Turn.BLANK
    return Turn.ANSWERED if is_later else _BY_DECISION[decision]
