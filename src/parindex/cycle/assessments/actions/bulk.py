"""Many lines of many ledgers at once, under the same locks and with the same outcome as one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from parindex.cycle.assessments import specs, standing, states
from parindex.cycle.assessments.actions.ledger import Line
from parindex.cycle.assessments.book import Book, Leaf
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry
from parindex.cycle.assessments.queries import lines, moments

AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One line for one cell; ``at`` is when it was written elsewhere, None: now."""

    assessment: int
    leaf: Leaf
    window: Window
    line: Line
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """Whose lines they are."""

    person: int | None
    name: str


class Bulk:
    """The ledgers of many assessments of one cycle, locked in one order until the transaction ends."""

    def __init__(self, cycle: int, *, assessments: Iterable[int] | None = None) -> None:
        """Lock the assessments, all of the cycle by default, then ask the database what time it is."""
        self.cycle = Cycle.objects.select_related("owner", "version").get(pk=cycle)
        rows = Assessment.objects.select_for_update(of=("self",)).filter(cycle=cycle)
        if assessments is not None:
            rows = rows.filter(pk__in=list(assessments))
        self.assessments = {each.pk: each for each in rows.select_related("unit").order_by("pk")}
        self.cycle.refresh_from_db(fields=["state"])
        self.now = moments.database_now()

    @cached_property
    def book(self) -> Book:
        """The framework of the cycle."""
        return specs.book(self.cycle.version)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The stages of the cycle as they are set now."""
        return lines.windows_of(self.cycle.pk)

    def write(self, rows: Sequence[Row], *, writer: Writer) -> int:
        """Write every line as the next one of its cell, in the order given; returns how many.

        Each cell is written once at most.
        """
        for first in range(0, len(rows), AT_ONCE):
            self._write(rows[first : first + AT_ONCE], writer)
        return len(rows)

    def _write(self, rows: Sequence[Row], writer: Writer) -> None:
        known = self._known(rows)
        fresh: list[Cell] = []
        renewed: list[Cell] = []
        moved: dict[int, Cell] = {}
        written: list[tuple[Cell, Row]] = []
        for row in rows:
            cells = known[row.assessment, row.leaf.criterion]
            before = {stage: cell.is_standing for stage, cell in cells.items()}
            cell = cells.setdefault(row.window.stage, self._new(row))
            self._fill(cell, row)
            self._stand(cells)
            (fresh if cell.number == 1 else renewed).append(cell)
            for stage, each in cells.items():
                if each is not cell and before[stage] is not each.is_standing:
                    moved[each.pk] = each
            written.append((cell, row))
        self._store(fresh, renewed, list(moved.values()))
        Entry.objects.bulk_create([self._entry(cell, row, writer) for cell, row in written], batch_size=500)

    def _known(self, rows: Sequence[Row]) -> dict[tuple[int, int], dict[int, Cell]]:
        found: dict[tuple[int, int], dict[int, Cell]] = defaultdict(dict)
        assessments = {row.assessment for row in rows}
        criteria = {row.leaf.criterion for row in rows}
        cells = Cell.objects.filter(
            cycle=self.cycle.pk, assessment__in=assessments, criterion__in=criteria
        ).order_by("pk")
        for each in cells:
            found[each.assessment_id, each.criterion_id][each.stage_id] = each
        return found

    def _new(self, row: Row) -> Cell:
        return Cell(
            cycle_id=self.cycle.pk,
            assessment_id=row.assessment,
            criterion_id=row.leaf.criterion,
            stage_id=row.window.stage,
            number=0,
        )

    def _fill(self, cell: Cell, row: Row) -> None:
        worth = row.line.worth
        cell.number += 1
        cell.state = worth.state if worth else states.UNANSWERED
        cell.points_micro = worth.points_micro if worth else None
        cell.out_micro = worth.out_micro if worth else 0
        cell.decision = row.line.decision
        cell.changed_at = row.at or self.now

    def _stand(self, cells: dict[int, Cell]) -> None:
        stands = standing.stage(self.windows, cells)
        for stage, each in cells.items():
            each.is_standing = stage == stands

    def _store(self, fresh: list[Cell], renewed: list[Cell], moved: list[Cell]) -> None:
        """Whoever no longer stands goes first: one leaf of a unit never has two that stand."""
        self._set_standing([each.pk for each in (*renewed, *moved) if not each.is_standing], False)
        fields = ["number", "state", "points_micro", "out_micro", "decision", "changed_at", "is_standing"]
        Cell.objects.bulk_update(renewed, fields, batch_size=200)
        self._set_standing([each.pk for each in moved if each.is_standing], True)
        Cell.objects.bulk_create(fresh, batch_size=500)

    def _set_standing(self, cells: list[int], stands: bool) -> None:
        for first in range(0, len(cells), 500):
            Cell.objects.filter(pk__in=cells[first : first + 500]).update(is_standing=stands)

    def _entry(self, cell: Cell, row: Row, writer: Writer) -> Entry:
        return Entry(
            cell=cell,
            number=cell.number,
            answer=row.line.answer,
            state=cell.state,
            decision=cell.decision,
            points_micro=cell.points_micro,
            out_micro=cell.out_micro,
            note=row.line.note,
            origin=row.line.origin,
            at=row.at or self.now,
            by=writer.person,
            by_name=writer.name,
        )
