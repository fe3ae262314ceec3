"""Whose turn a leaf is: the rule, and the database's count of the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parindex.cycle.assessments import turns
from parindex.cycle.assessments.turns import Moves, Turn

FIRST = datetime(2026, 5, 12, tzinfo=UTC)
LATER = FIRST + timedelta(hours=1)


@pytest.mark.parametrize(
    ("moves", "turn"),
    [
        (Moves(is_submitted=False), Turn.ABSENT),
        (Moves(is_submitted=False, decision="accepted", office_at=FIRST), Turn.ABSENT),
        (Moves(is_answered=False), Turn.BLANK),
        (Moves(unit_at=FIRST), Turn.WAITING),
        (Moves(unit_at=FIRST, decision="accepted", office_at=LATER), Turn.ACCEPTED),
        (Moves(unit_at=FIRST, decision="changed", office_at=LATER), Turn.CHANGED),
        (Moves(is_answered=False, decision="changed", office_at=LATER), Turn.CHANGED),
        (Moves(unit_at=FIRST, decision="asked", office_at=LATER), Turn.ASKED),
        (Moves(unit_at=LATER, decision="asked", office_at=FIRST), Turn.ANSWERED),
        (Moves(unit_at=FIRST, decision="returned", office_at=LATER), Turn.RETURNED),
        (Moves(unit_at=LATER, decision="returned", office_at=FIRST), Turn.ANSWERED),
        (Moves(unit_at=LATER, decision="accepted", office_at=FIRST), Turn.ANSWERED),
        (Moves(unit_at=FIRST, decision="accepted", office_at=FIRST), Turn.ACCEPTED),
    ],
)
def test_the_turn_follows_from_the_last_moves(moves: Moves, turn: Turn) -> None:
    assert turns.turn(moves) is turn


def test_every_turn_is_waited_for_by_somebody_or_done() -> None:
    parts = (turns.OPEN, turns.AWAY, turns.DONE, {Turn.BLANK, Turn.ABSENT})
    assert frozenset().union(*parts) == frozenset(Turn)
    assert sum(len(each) for each in parts) == len(Turn)
