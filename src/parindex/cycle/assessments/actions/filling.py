"""Filling the leaves that are surveyed or imported from the figures of measures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from parindex.cycle.assessments import events, gates, scored, states
from parindex.cycle.assessments.actions.bulk import Bulk, Row, Writer
from parindex.cycle.assessments.actions.ledger import Line
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.gates import Facts, Window
from parindex.cycle.assessments.models import Cell, Cycle
from parindex.cycle.assessments.queries import lines
from parindex.cycle.measures import specs as measures
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.specs import Source
from parindex.foundation.audit import actions as history

FILLED = frozenset({Source.SURVEY, Source.IMPORTED})


def take_measures(
    cycle: Cycle, *, by: Actor, at: datetime, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Fill every surveyed or imported leaf anew where its figures changed; returns how many cells.

    Leaf by leaf, each in a transaction of its own. Raises Locked unless a stage that counts is open.
    """
    require(by, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    units = dict(cycle.assessments.values_list("unit", "pk"))
    read = measures.answers(cycle.version_id, units, since=cycle.since, until=cycle.until)
    filled = 0
    for done, (criterion, answers) in enumerate(sorted(read.items()), start=1):
        by_sheet = {units[unit]: answer for unit, answer in answers.items()}
        filled += _fill(cycle, criterion, by_sheet, by=by, at=at)
        progress(done, len(read))
    return filled


@transaction.atomic
def _fill(
    cycle: Cycle, criterion: int, answers: dict[int, dict[str, object]], *, by: Actor, at: datetime
) -> int:
    bulk = Bulk(cycle.pk)
    window = _open_now(bulk)
    leaf = bulk.book.leaves[criterion]
    if leaf.source not in FILLED:
        return 0
    known = _standing(cycle, criterion)
    rows, refused = [], 0
    bests = scored.bests(leaf, answers.values(), book=bulk.book) if leaf.is_relative else None
    for sheet, answer in answers.items():
        if known.get(sheet) == answer:
            continue
        try:
            worth = scored.worth(leaf, answer, book=bulk.book, bests=bests)
        except AnswerRefused:
            refused += 1
            continue
        rows.append(Row(sheet, leaf, window, Line(states.MEASURE, answer, worth)))
    written = bulk.write(rows, writer=Writer(by.person, by.name))
    if written or refused:
        _tell(cycle, leaf, written, refused, by=by, at=at)
    return written


def _open_now(bulk: Bulk) -> Window:
    """The stage that counts and is open now. Raises Locked."""
    facts = Facts(
        now=bulk.now, cycle_state=bulk.cycle.state, sheet_state=states.SUBMITTED, windows=bulk.windows
    )
    return gates.filling(facts)


def _standing(cycle: Cycle, criterion: int) -> dict[int, object]:
    cells = list(Cell.objects.filter(cycle=cycle.pk, criterion=criterion, is_standing=True).order_by("pk"))
    return {cell.assessment_id: answer for cell, answer in zip(cells, lines.answers_of(cells), strict=True)}


def _tell(cycle: Cycle, leaf: Leaf, written: int, refused: int, *, by: Actor, at: datetime) -> None:
    history.record(
        events.FILLED,
        cycle,
        by=by,
        at=at,
        place=cycle.owner.place,
        path=leaf.spec.path,
        cells=written,
        refused=refused,
    )
