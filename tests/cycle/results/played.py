"""A cycle of both wards played to the day of the freeze, line by line in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions.ledger import Ledger, Line
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Cycle
from tests.cast import Cast
from tests.cycle import rounds

Answers = Mapping[str, Any]

WARD: Answers = {
    "I/1": {"done": "17", "total": "20"},
    "I/2": {"yes": True},
    "I/3": {"share": "0.9"},
    "II/1": {"count": "1"},
    "II/2": {"value": "4"},
    "II/3": {"points": "0.5", "reason": "Sáng kiến cấp Thành phố"},
}
OTHER: Answers = {
    "I/1": {"done": "19", "total": "20"},
    "I/2": {"yes": False},
    "I/3": {"share": "0.85"},
    "II/1": {"not_applicable": True, "reason": "Không được giao"},
    "II/2": {"value": "8"},
}
OWN = ("I/1", "I/2", "II/1", "II/2")
"""The leaves a unit scores itself."""


def put(
    cycle: Cycle, unit: Any, path: str, line: Line, *, by: Any, key: str, seen: int | None = None
) -> None:
    """Write one line of one cell at the stage ``key``, whatever the gates would say."""
    with transaction.atomic():
        ledger = Ledger(rounds.sheet(cycle, unit).pk)
        leaf = ledger.book.leaf(path)
        window = window_of(ledger, key)
        last = ledger.cells(leaf.criterion).get(window.stage)
        number = seen if seen is not None else last.number if last else 0
        ledger.write(leaf, window, line, seen=number, by=by)


def window_of(ledger: Ledger, key: str) -> Window:
    """The stage ``key`` of the cycle."""
    return next(each for each in ledger.windows if each.key == key)


def valued(cycle: Cycle, unit: Any, path: str, answer: Any, *, decision: str = "", note: str = "") -> Line:
    """A line with an answer and what it is worth."""
    with transaction.atomic():
        ledger = Ledger(rounds.sheet(cycle, unit).pk)
        worth = ledger.worth(ledger.book.leaf(path), answer)
    return Line(states.FORM, answer, worth, decision=decision, note=note)


def score(cycle: Cycle, unit: Any, answers: Answers, *, cast: Cast, key: str = "self") -> None:
    """Have the answers of one unit stand at a stage."""
    for path, answer in answers.items():
        by = cast.actor("reform")
        put(cycle, unit, path, valued(cycle, unit, path, answer), by=by, key=key)


def accept(cycle: Cycle, unit: Any, answers: Answers, *, cast: Cast, key: str = "appraisal-1") -> None:
    """Have the appraisers take over what the unit scored itself."""
    for path in OWN:
        if path in answers:
            line = valued(cycle, unit, path, answers[path], decision=states.ACCEPTED)
            put(cycle, unit, path, line, by=cast.actor("reform"), key=key)


def submitted(cycle: Cycle, *units: Any) -> None:
    """Let the units have submitted their sheets."""
    cycle.assessments.filter(unit__in=units).update(state=states.SUBMITTED)


def to_the_freeze(cast: Cast) -> Cycle:
    """Both wards scored, submitted and accepted; the stage of freezing is open."""
    cycle = rounds.opened(cast)
    both = ((cast.ward, WARD), (cast.other_ward, OTHER))
    for unit, answers in both:
        score(cycle, unit, answers, cast=cast)
    for unit, answers in both:
        accept(cycle, unit, answers, cast=cast)
    submitted(cycle, cast.ward, cast.other_ward)
    rounds.move_to(cycle, "freeze")
    cycle.refresh_from_db()
    return cycle


def gate_of(cycle: Cycle, unit: Any) -> gates.Facts:
    """What the gates see of one unit."""
    with transaction.atomic():
        return Ledger(rounds.sheet(cycle, unit).pk).facts()
