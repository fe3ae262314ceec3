"""Carrying over a cycle that took place elsewhere: its lines with their own times, scored by our rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from parindex.cycle.assessments import events, scored, states
from parindex.cycle.assessments.actions.bulk import Bulk, Row, Writer
from parindex.cycle.assessments.actions.ledger import Line
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.models import Assessment, Attachment, Cycle
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.outcomes import Bests
from parindex.foundation.audit import actions as history


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """One line of one leaf at one stage; without an answer it is a question, a return or an explanation."""

    path: str
    stage: str
    at: datetime
    by_name: str
    answer: object = None
    decision: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CarriedEvidence:
    """A piece of evidence shown for a leaf at a stage."""

    path: str
    stage: str
    item: int
    at: datetime
    pages: str = ""


@dataclass(frozen=True, slots=True)
class CarriedSheet:
    """Everything of one unit; of a leaf and stage one line at most."""

    unit: int
    lines: tuple[CarriedLine, ...]
    evidence: tuple[CarriedEvidence, ...] = ()


class NotCarried(Exception):
    """The cycle is no cycle to carry into: it is open here, or frozen already."""


@transaction.atomic
def carry(cycle: Cycle, sheets: Sequence[CarriedSheet], *, by: Actor, at: datetime) -> int:
    """Write the lines of ``sheets``, stage after stage; returns how many.

    Raises NotCarried unless the cycle waits for it, AnswerRefused where a rule cannot use an answer.
    """
    require(by, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    Cycle.objects.select_for_update(of=("self",), no_key=True).get(pk=cycle.pk)
    bulk = Bulk(cycle.pk)
    if bulk.cycle.state != states.PREPARING or not bulk.cycle.is_carried:
        raise NotCarried(bulk.cycle.state)
    sheet_of = {each.unit_id: each.pk for each in bulk.assessments.values()}
    written = 0
    for window in bulk.windows:
        placed = [
            (sheet_of[sheet.unit], line)
            for sheet in sheets
            for line in sheet.lines
            if line.stage == window.key
        ]
        bests = _bests(bulk, placed)
        by_writer: dict[str, list[Row]] = defaultdict(list)
        for assessment, line in placed:
            leaf = bulk.book.leaf(line.path)
            best = bests.get((bulk.assessments[assessment].group_id, line.path))
            row = Row(assessment, leaf, window, _line(bulk, leaf, line, best), at=line.at)
            by_writer[line.by_name].append(row)
        for name, rows in by_writer.items():
            written += bulk.write(rows, writer=Writer(None, name))
    _show(bulk, sheets, sheet_of)
    _submit(bulk, sheets, sheet_of)
    history.record(
        events.CARRIED, cycle, by=by, at=at, place=cycle.owner.place, lines=written, units=len(sheets)
    )
    return written


def _line(bulk: Bulk, leaf: Leaf, line: CarriedLine, bests: Bests | None) -> Line:
    worth = None
    if line.answer is not None:
        worth = scored.worth(leaf, line.answer, book=bulk.book, bests=bests)
    return Line(states.CARRIED, line.answer, worth, decision=line.decision, note=line.note)


def _bests(bulk: Bulk, placed: Iterable[tuple[int, CarriedLine]]) -> dict[tuple[int, str], Bests]:
    """The best values of every group for every leaf that is measured against its leader."""
    found: dict[tuple[int, str], list[object]] = defaultdict(list)
    for assessment, line in placed:
        if bulk.book.leaf(line.path).is_relative and line.answer is not None:
            found[bulk.assessments[assessment].group_id, line.path].append(line.answer)
    return {
        place: scored.bests(bulk.book.leaf(place[1]), answers, book=bulk.book)
        for place, answers in found.items()
    }


def _show(bulk: Bulk, sheets: Sequence[CarriedSheet], sheet_of: dict[int, int]) -> None:
    stages = {each.key: each.stage for each in bulk.windows}
    Attachment.objects.bulk_create(
        (
            Attachment(
                assessment_id=sheet_of[sheet.unit],
                criterion_id=bulk.book.key_of[each.path],
                stage_id=stages[each.stage],
                item_id=each.item,
                pages=each.pages,
                added_at=each.at,
            )
            for sheet in sheets
            for each in sheet.evidence
        ),
        batch_size=500,
    )


def _submit(bulk: Bulk, sheets: Sequence[CarriedSheet], sheet_of: dict[int, int]) -> None:
    """A carried sheet was submitted at the last minute of its first stage: in time, as all of it."""
    first = bulk.windows[0]
    Assessment.objects.filter(pk__in=[sheet_of[each.unit] for each in sheets]).update(
        state=states.SUBMITTED, submitted_at=first.closes_at - timedelta(minutes=1), submitted_by=0
    )
