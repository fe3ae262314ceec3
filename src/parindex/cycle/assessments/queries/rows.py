"""Leaves of units as rows: first what all of them need, then the rest for those that are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from parindex.cycle.assessments import brief, states, turns
from parindex.cycle.assessments.models import Attachment, Cell, Entry, Reopening
from parindex.cycle.assessments.queries import claims, lines, rights
from parindex.cycle.assessments.queries.heads import Hall
from parindex.cycle.assessments.turns import Turn
from parindex.cycle.assessments.worklist import Alarm, FullRow, LeafHead, Row, Sheet
from parindex.cycle.evidence.models import Item
from parindex.engine.scoring import inputs
from parindex.engine.scoring.specs import EMPTY_RULE
from parindex.engine.values.findings import Words


class Move(NamedTuple):
    """A cell without what a row does not need."""

    pk: int
    sheet: int
    leaf: int
    stage: int
    number: int
    state: str
    decision: str
    points_micro: int | None
    changed_at: datetime


_FIELDS = (
    *("pk", "assessment_id", "criterion_id", "stage_id", "number", "state", "decision"),
    *("points_micro", "changed_at"),
)

Moves = Mapping[int, Move]
"""The cells of one leaf of one unit, by stage."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row with the cells it was made of."""

    row: Row
    moves: Moves


def of_leaf(hall: Hall, leaf: int, sheets: Iterable[Sheet]) -> tuple[Drawn, ...]:
    """One leaf of every unit that the person may see; one query."""
    cells = _moves(Cell.objects.filter(cycle=hall.cycle.pk, criterion=leaf))
    shown = (each for each in sheets if hall.sees(each, leaf))
    return tuple(_drawn(hall, each, leaf, cells.get((each.key, leaf), {})) for each in shown)


def of_sheet(hall: Hall, sheet: Sheet, leaves: Iterable[int]) -> tuple[Drawn, ...]:
    """Every leaf of one unit that the person may see; one query."""
    shown = [each for each in leaves if hall.sees(sheet, each)]
    cells = _moves(Cell.objects.filter(assessment=sheet.key, criterion__in=shown))
    return tuple(_drawn(hall, sheet, each, cells.get((sheet.key, each), {})) for each in shown)


def _moves(rows: Any) -> dict[tuple[int, int], dict[int, Move]]:
    found: dict[tuple[int, int], dict[int, Move]] = defaultdict(dict)
    for values in rows.order_by().values_list(*_FIELDS):
        move = Move(*values)
        found[move.sheet, move.leaf][move.stage] = move
    return found


def _drawn(hall: Hall, sheet: Sheet, leaf: int, known: Moves) -> Drawn:
    """A row; of a sheet that was not submitted nothing is told yet."""
    moves = known if sheet.is_submitted else {}
    windows = hall.head.windows
    own, office = claims.scored(windows, moves), claims.office(windows, moves)
    judged = claims.judged(windows, moves)
    current = moves.get(hall.head.stage.stage) if hall.head.stage else None
    return Drawn(
        Row(
            sheet=sheet,
            leaf=leaf,
            turn=_turn(hall, sheet, leaf, moves, own=own, office=office),
            number=current.number if current else 0,
            own_micro=own.points_micro if own and own.state != states.UNANSWERED else None,
            office_micro=moves[judged.stage].points_micro if judged else None,
            office_stage=judged.key if judged else "",
            may_decide=hall.head.is_open and sheet.is_submitted and _decides(hall, sheet, leaf),
            changed_at=office.changed_at if office else None,
        ),
        moves,
    )


def _decides(hall: Hall, sheet: Sheet, leaf: int) -> bool:
    if hall.book.leaves[leaf].source in rights.COUNCIL:
        return hall.records_council
    return hall.decides(sheet, leaf)


def _turn(
    hall: Hall, sheet: Sheet, leaf: int, moves: Moves, *, own: Move | None, office: Move | None
) -> Turn:
    word = claims.explained(hall.head.windows, moves)
    if hall.book.leaves[leaf].source in rights.COUNCIL:
        is_recorded = office is not None and office.state != states.UNANSWERED
        return Turn.ACCEPTED if is_recorded else Turn.WAITING if sheet.is_submitted else Turn.ABSENT
    return turns.turn(
        turns.Moves(
            is_submitted=sheet.is_submitted,
            is_answered=own is not None and own.state != states.UNANSWERED,
            unit_at=max((each.changed_at for each in (own, word) if each is not None), default=None),
            decision=office.decision if office else "",
            office_at=office.changed_at if office else None,
        )
    )


def full(
    hall: Hall, drawn: Sequence[Drawn], leaves: Mapping[int, LeafHead], *, at: datetime
) -> tuple[FullRow, ...]:
    """The rows with their words, evidence and deadlines; three queries for any number of rows."""
    entries = last_lines(hall, drawn)
    shown = _shown(drawn)
    due = _due(drawn)
    return tuple(_full(hall, each, leaves[each.row.leaf], entries, shown, due, at=at) for each in drawn)


def last_lines(hall: Hall, drawn: Sequence[Drawn]) -> dict[int, Entry]:
    """The last lines that the unit and its appraisers wrote, by cell."""
    windows = hall.head.windows
    wanted = set()
    for each in drawn:
        office = claims.office(windows, each.moves)
        wanted |= {move.pk for move in (*claims.of_unit(windows, each.moves), *([office] if office else []))}
    return lines.last_entries(sorted(wanted))


def claimed(hall: Hall, moves: Moves, entries: Mapping[int, Entry]) -> Entry | None:
    """The unit's line that holds what it claims."""
    windows = hall.head.windows
    own, word = claims.scored(windows, moves), claims.explained(windows, moves)
    is_newer = word is not None and (own is None or word.changed_at >= own.changed_at)
    if word is not None and is_newer and entries[word.pk].answer is not None:
        return entries[word.pk]
    return None if own is None else entries[own.pk]


def _full(
    hall: Hall,
    drawn: Drawn,
    leaf: LeafHead,
    entries: Mapping[int, Entry],
    shown: Mapping[tuple[int, int], tuple[_Shown, ...]],
    due: Mapping[tuple[int, int], datetime],
    *,
    at: datetime,
) -> FullRow:
    row, windows = drawn.row, hall.head.windows
    claim = claimed(hall, drawn.moves, entries)
    word, office = claims.explained(windows, drawn.moves), claims.office(windows, drawn.moves)
    spoken = entries[word.pk] if word else claim
    decided = entries[office.pk] if office else None
    until = due.get((row.sheet.key, row.leaf)) if row.turn is Turn.RETURNED else None
    items = shown.get((row.sheet.key, row.leaf), ())
    return FullRow(
        row=row,
        inputs=brief.told(leaf.spec.rule or EMPTY_RULE, claim.answer if claim else None),
        claim=claim.number if claim else 0,
        note=spoken.note if spoken else "",
        word=decided.note if decided else "",
        by_name=decided.by_name if decided else "",
        at=decided.at if decided else None,
        until=until,
        is_overdue=until is not None and until <= at,
        evidence=len(items),
        alarm=_alarm(hall, leaf, row, items),
    )


def said(leaf: LeafHead, answer: Any) -> Words:
    """An answer in words."""
    return inputs.told(leaf.spec.rule or EMPTY_RULE, answer)


class _Shown(NamedTuple):
    """A piece of evidence as an alarm looks at it."""

    file: int | None
    is_shared: bool
    issued_on: Any


def _at_others() -> QuerySet[Item]:
    """The file of an attachment as evidence of another unit."""
    return Item.objects.filter(file=OuterRef("item__file")).exclude(unit=OuterRef("item__unit"))


def _shown(drawn: Sequence[Drawn]) -> dict[tuple[int, int], tuple[_Shown, ...]]:
    keys = {(each.row.sheet.key, each.row.leaf) for each in drawn}
    rows = Attachment.objects.filter(
        assessment__in=sorted({sheet for sheet, _ in keys}),
        criterion__in=sorted({leaf for _, leaf in keys}),
        removed_at=None,
    )
    found: dict[tuple[int, int], tuple[_Shown, ...]] = defaultdict(tuple)
    asked = rows.order_by("pk").annotate(is_shared=Exists(_at_others()))
    for sheet, leaf, file, is_shared, day in asked.values_list(
        "assessment_id", "criterion_id", "item__file_id", "is_shared", "item__issued_on"
    ):
        found[sheet, leaf] += (_Shown(file, is_shared, day),)
    return found


def _alarm(hall: Hall, leaf: LeafHead, row: Row, items: Sequence[_Shown]) -> Alarm:
    cycle = hall.cycle
    days = [each.issued_on for each in items if each.issued_on is not None]
    asks = leaf.spec.evidence is not None and leaf.spec.evidence.required
    return Alarm(
        is_shared=any(each.is_shared for each in items),
        is_outside=any(not cycle.since <= day < cycle.until for day in days),
        is_missing=asks and not items and bool(row.own_micro),
    )


@dataclass(frozen=True, slots=True)
class Shared:
    """How many files are shown by more than one unit, and on whose sheets."""

    files: int
    sheets: frozenset[int]


def shared(hall: Hall, leaf: int, drawn: Sequence[Drawn]) -> Shared:
    """What of the evidence of one leaf at these units more than one unit shows; one query."""
    keys = {each.row.sheet.key for each in drawn}
    rows = Attachment.objects.filter(
        Exists(_at_others()), assessment__cycle=hall.cycle.pk, criterion=leaf, removed_at=None
    )
    pairs = rows.order_by("pk").values_list("assessment_id", "item__file_id")
    found = [(sheet, file) for sheet, file in pairs if sheet in keys]
    return Shared(len({file for _, file in found}), frozenset(sheet for sheet, _ in found))


def _due(drawn: Sequence[Drawn]) -> dict[tuple[int, int], datetime]:
    """The deadlines of returns: the last reopening of each cell."""
    sheets = sorted({each.row.sheet.key for each in drawn if each.row.turn is Turn.RETURNED})
    rows = Reopening.objects.filter(assessment__in=sheets).order_by("pk")
    found = rows.values_list("assessment_id", "criterion_id", "until")
    return {(sheet, leaf): timezone.localtime(until) for sheet, leaf, until in found}
