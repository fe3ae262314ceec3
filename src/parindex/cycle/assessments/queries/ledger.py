"""The ledger read back: every line of a cell, the sheet at a past instant, stages side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from parindex.cycle.assessments import kinds, scored, standing
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.models import Attachment, Entry
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.assessments.sheetpages import LineItem
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One piece of evidence of a leaf: from when to when it was shown, at which stage."""

    name: str
    pages: str
    stage: Words
    added_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One leaf at one stage at one instant."""

    stage_key: str
    number: int
    answer: Any
    state: str
    decision: str
    points_micro: int | None
    out_micro: int
    note: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class PastRow:
    """One leaf at one instant: what stood at each stage that had touched it, and which of them stood."""

    criterion: int
    path: str
    name: str
    max_micro: int
    cells: tuple[Cell, ...]
    standing: Cell | None
    evidence: tuple[str, ...]

    def at(self, stage: str) -> Cell | None:
        """What stood at the stage with this key."""
        return next((each for each in self.cells if each.stage_key == stage), None)


@dataclass(frozen=True, slots=True)
class PastSheet:
    """A sheet as it stood at ``moment``."""

    moment: datetime
    rows: tuple[PastRow, ...]

    def total_micro(self, stage: str = "") -> int:
        """The points of all leaves that stood, or that stood at one stage."""
        shown = (row.at(stage) if stage else row.standing for row in self.rows)
        return sum(cell.points_micro or 0 for cell in shown if cell is not None)


@dataclass(frozen=True, slots=True)
class Pair:
    """One leaf at two stages."""

    criterion: int
    path: str
    name: str
    max_micro: int
    one: Cell | None
    other: Cell | None

    @property
    def difference_micro(self) -> int | None:
        """Points of the other less points of the one; None where either has none."""
        if self.one is None or self.other is None:
            return None
        if self.one.points_micro is None or self.other.points_micro is None:
            return None
        return self.other.points_micro - self.one.points_micro


def lines_of(reading: Reading, criterion: int) -> tuple[LineItem, ...]:
    """Every line ever written for one leaf, at every stage, in the order written."""
    rows = Entry.objects.filter(cell__assessment=reading.assessment.pk, cell__criterion=criterion)
    keys = {each.stage: each.key for each in reading.windows}
    return tuple(
        LineItem(
            number=each.number,
            stage_key=keys[each.cell.stage_id],
            stage=_title(reading, keys[each.cell.stage_id]),
            answer=each.answer,
            state=each.state,
            decision=each.decision,
            points_micro=each.points_micro,
            note=each.note,
            origin=each.origin,
            at=each.at,
            by_name=each.by_name,
        )
        for each in rows.select_related("cell").order_by("at", "pk")
    )


def evidence_of(reading: Reading, criterion: int) -> tuple[ShownItem, ...]:
    """Every piece of evidence ever shown for one leaf, as added."""
    rows = Attachment.objects.filter(assessment=reading.assessment.pk, criterion=criterion)
    keys = {each.stage: each.key for each in reading.windows}
    return tuple(
        ShownItem(
            str(each.item), each.pages, _title(reading, keys[each.stage_id]), each.added_at, each.removed_at
        )
        for each in rows.select_related("item").order_by("added_at", "pk")
    )


def as_of(reading: Reading, moment: datetime) -> PastSheet:
    """The whole sheet as it stood at ``moment``, inclusive; made of lines alone."""
    rows = Entry.objects.filter(cell__assessment=reading.assessment.pk, at__lte=moment)
    last: dict[int, dict[int, Entry]] = defaultdict(dict)
    for each in rows.select_related("cell").order_by("at", "pk"):
        last[each.cell.criterion_id][each.cell.stage_id] = each
    moved = _relative_points(reading, moment)
    shown = _evidence(reading, moment)
    part = reading.part
    return PastSheet(
        moment=moment,
        rows=tuple(
            _row(reading, leaf, last.get(key, {}), shown=shown.get(key, ()), moved=moved.get(key))
            for key, leaf in reading.book.leaves.items()
            if part is None or part & set(leaf.line)
        ),
    )


def side_by_side(past: PastSheet, one: str, other: str) -> tuple[Pair, ...]:
    """Every leaf at two stages of a sheet as it stood."""
    return tuple(
        Pair(row.criterion, row.path, row.name, row.max_micro, row.at(one), row.at(other))
        for row in past.rows
    )


def _row(
    reading: Reading,
    leaf: Leaf,
    last: Mapping[int, Entry],
    *,
    shown: tuple[str, ...],
    moved: scored.Worth | None,
) -> PastRow:
    stands = standing.stage(reading.windows, last)
    cells = []
    stood = None
    for window in reading.windows:
        entry = last.get(window.stage)
        if entry is None:
            continue
        cell = _cell(window.key, entry, moved if window.stage == stands else None)
        cells.append(cell)
        stood = cell if window.stage == stands else stood
    return PastRow(
        criterion=leaf.criterion,
        path=leaf.spec.path,
        name=leaf.spec.name,
        max_micro=leaf.max_micro,
        cells=tuple(cells),
        standing=stood,
        evidence=shown,
    )


def _cell(key: str, entry: Entry, moved: scored.Worth | None) -> Cell:
    return Cell(
        stage_key=key,
        number=entry.number,
        answer=entry.answer,
        state=entry.state,
        decision=entry.decision,
        points_micro=moved.points_micro if moved else entry.points_micro,
        out_micro=moved.out_micro if moved else entry.out_micro,
        note=entry.note,
        at=entry.at,
        by_name=entry.by_name,
    )


def _relative_points(reading: Reading, moment: datetime) -> Mapping[int, scored.Worth]:
    """What leaves measured against the best unit were worth then: the best was another one then."""
    relative = [key for key, leaf in reading.book.leaves.items() if leaf.is_relative]
    if not relative:
        return {}
    rows = Entry.objects.filter(
        at__lte=moment,
        cell__cycle=reading.cycle.pk,
        cell__criterion__in=relative,
        cell__assessment__group=reading.assessment.group_id,
    )
    last: dict[int, dict[int, dict[int, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for each in rows.select_related("cell").order_by("at", "pk"):
        last[each.cell.criterion_id][each.cell.assessment_id][each.cell.stage_id] = each
    found = {}
    for key, sheets_of_group in last.items():
        leaf = reading.book.leaves[key]
        answers = {sheet: _stood(reading, cells) for sheet, cells in sheets_of_group.items()}
        bests = scored.bests(leaf, answers.values(), book=reading.book)
        if reading.assessment.pk in answers:
            own = answers[reading.assessment.pk]
            found[key] = scored.worth(leaf, own, book=reading.book, bests=bests)
    return found


def _stood(reading: Reading, cells: Mapping[int, Entry]) -> Any:
    stage = standing.stage(reading.windows, cells)
    return None if stage is None else cells[stage].answer


def _evidence(reading: Reading, moment: datetime) -> Mapping[int, tuple[str, ...]]:
    rows = Attachment.objects.filter(assessment=reading.assessment.pk, added_at__lte=moment)
    still = rows.filter(Q(removed_at=None) | Q(removed_at__gt=moment))
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for each in still.select_related("item").order_by("added_at", "pk"):
        found[each.criterion_id] += (str(each.item),)
    return found


def moments_of(reading: Reading) -> tuple[datetime, ...]:
    """When each stage ended that has ended, and now: the instants people ask for."""
    past: Iterable[datetime] = (each.closes_at for each in reading.windows if each.closes_at <= reading.now)
    return (*past, reading.now)


def _title(reading: Reading, key: str) -> Words:
    return kinds.stage(reading.cycle.kind, key).title
