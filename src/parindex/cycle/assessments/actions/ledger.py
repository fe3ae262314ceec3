"""The open ledger of one unit: held under lock, written line by line, never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from parindex.cycle.assessments import scored, specs, standing, states
from parindex.cycle.assessments.book import Book, Leaf
from parindex.cycle.assessments.gates import Facts, Window
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry, Extension, Group, Reopening
from parindex.cycle.assessments.queries import lines, moments
from parindex.cycle.assessments.scored import Worth
from parindex.engine.access.actors import Actor


class Overtaken(Exception):
    """Somebody else wrote the cell since it was shown; ``entry`` is what stands there now."""

    def __init__(self, entry: Entry) -> None:
        """Keep the line of the other."""
        super().__init__(str(entry))
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be written: an answer with its worth, or a word about the cell without points."""

    origin: str
    answer: Any = None
    worth: Worth | None = None
    decision: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The cell after a line, and whether the line is new or the same one sent again."""

    cell: Cell
    entry: Entry
    is_new: bool


class Ledger:
    """The ledger of one assessment, locked until the transaction ends; must be made inside one.

    Whoever submits, freezes or writes holds the same lock, so that nothing slips in between.
    """

    def __init__(self, assessment: int) -> None:
        """Lock the assessment, then ask the database what time it is."""
        rows = Assessment.objects.select_for_update(of=("self",))
        self.assessment = rows.select_related("unit").get(pk=assessment)
        # Asked for once the lock is held: joined above, it would be as it was before a freeze we waited for.
        self.cycle = Cycle.objects.select_related("version").get(pk=self.assessment.cycle_id)
        self.assessment.cycle = self.cycle
        self.now = moments.database_now()

    @cached_property
    def book(self) -> Book:
        """The framework of the cycle."""
        return specs.book(self.cycle.version)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The stages of the cycle as they are set now."""
        return lines.windows_of(self.cycle.pk)

    @cached_property
    def extended(self) -> tuple[tuple[int, datetime], ...]:
        """The extensions of this unit."""
        rows = Extension.objects.filter(assessment=self.assessment.pk).order_by("pk")
        return tuple(rows.values_list("stage", "until"))

    def cells(self, criterion: int) -> dict[int, Cell]:
        """The cells of one leaf by stage."""
        rows = Cell.objects.filter(assessment=self.assessment.pk, criterion=criterion)
        return {each.stage_id: each for each in rows.order_by("stage_id")}

    def facts(self, criterion: int | None = None, *, cells: dict[int, Cell] | None = None) -> Facts:
        """What the gates decide by, for one leaf or for the sheet as a whole."""
        return Facts(
            now=self.now,
            cycle_state=self.cycle.state,
            sheet_state=self.assessment.state,
            windows=self.windows,
            is_admitted=self.assessment.admitted_because != "",
            extended=self.extended,
            reopened_until=self._reopened_until(criterion) if criterion else None,
            decision=standing.decision(self.windows, cells or {}),
        )

    def worth(self, leaf: Leaf, answer: Any) -> Worth:
        """What ``answer`` is worth by the rule. Raises AnswerRefused."""
        if not leaf.is_relative:
            return scored.worth(leaf, answer, book=self.book)
        others = [raw for _, raw in self._answers_of_group(leaf)]
        bests = scored.bests(leaf, [*others, answer], book=self.book)
        return scored.worth(leaf, answer, book=self.book, bests=bests)

    def write(self, leaf: Leaf, window: Window, line: Line, *, seen: int, by: Actor) -> Written:
        """Write ``line`` as the next one of a cell. Raises Overtaken unless ``seen`` is its last number.

        The same line of the same person again (a network that retried) is not written twice.
        """
        if leaf.is_relative:
            Group.objects.select_for_update().get(pk=self.assessment.group_id)
        cells = self.cells(leaf.criterion)
        cell = cells.get(window.stage)
        if cell is not None and cell.number != seen:
            return self._already(cell, line, by=by)
        if cell is None and seen:
            raise Overtaken(Entry(number=0))
        cell = cell or self._new_cell(leaf, window)
        self._fill(cell, line)
        entry = self._append(cell, cells | {window.stage: cell}, line, by=by)
        if leaf.is_relative and line.worth is not None:
            self._spread(leaf)
        return Written(cell, entry, is_new=True)

    def _already(self, cell: Cell, line: Line, *, by: Actor) -> Written:
        last = Entry.objects.get(cell=cell.pk, number=cell.number)
        same = (last.answer, last.note, last.decision) == (line.answer, line.note, line.decision)
        if same and last.by == by.person:
            return Written(cell, last, is_new=False)
        raise Overtaken(last)

    def _new_cell(self, leaf: Leaf, window: Window) -> Cell:
        return Cell(
            cycle_id=self.cycle.pk,
            assessment_id=self.assessment.pk,
            criterion_id=leaf.criterion,
            stage_id=window.stage,
            number=0,
        )

    def _fill(self, cell: Cell, line: Line) -> None:
        cell.number += 1
        cell.state = line.worth.state if line.worth else states.UNANSWERED
        cell.points_micro = line.worth.points_micro if line.worth else None
        cell.out_micro = line.worth.out_micro if line.worth else 0
        cell.decision = line.decision
        cell.changed_at = self.now

    def _append(self, cell: Cell, cells: dict[int, Cell], line: Line, *, by: Actor) -> Entry:
        """Store the cell and its line; of all cells of the leaf only the latest with points stands."""
        stands = standing.stage(self.windows, cells)
        others = [each for stage, each in cells.items() if each is not cell and each.is_standing]
        falling = [each.pk for each in others if each.stage_id != stands]
        if falling:
            Cell.objects.filter(pk__in=falling).update(is_standing=False)
        cell.is_standing = cell.stage_id == stands
        cell.save()
        if stands is not None and stands != cell.stage_id and not cells[stands].is_standing:
            Cell.objects.filter(pk=cells[stands].pk).update(is_standing=True)
        return Entry.objects.create(
            cell=cell,
            number=cell.number,
            answer=line.answer,
            state=cell.state,
            decision=cell.decision,
            points_micro=cell.points_micro,
            out_micro=cell.out_micro,
            note=line.note,
            origin=line.origin,
            at=self.now,
            by=by.person,
            by_name=by.name,
        )

    def _answers_of_group(self, leaf: Leaf) -> list[tuple[Cell, Any]]:
        """The standing cells of the leaf in the peer group with the answers they follow from, but the own."""
        rows = Cell.objects.filter(
            cycle=self.cycle.pk,
            criterion=leaf.criterion,
            is_standing=True,
            assessment__group=self.assessment.group_id,
        )
        cells = list(rows.exclude(assessment=self.assessment.pk).order_by("assessment", "pk"))
        return list(zip(cells, lines.answers_of(cells), strict=True))

    def _spread(self, leaf: Leaf) -> None:
        """Give every unit of the group its points again: they hang on the best of all."""
        own = Cell.objects.filter(assessment=self.assessment.pk, criterion=leaf.criterion, is_standing=True)
        mine = list(own)
        held = [*self._answers_of_group(leaf), *zip(mine, lines.answers_of(mine), strict=True)]
        bests = scored.bests(leaf, [answer for _, answer in held], book=self.book)
        changed = []
        for cell, answer in held:
            worth = scored.worth(leaf, answer, book=self.book, bests=bests)
            if (cell.points_micro, cell.out_micro) != (worth.points_micro, worth.out_micro):
                cell.points_micro, cell.out_micro = worth.points_micro, worth.out_micro
                changed.append(cell)
        Cell.objects.bulk_update(changed, ["points_micro", "out_micro"])

    def _reopened_until(self, criterion: int) -> datetime | None:
        rows = Reopening.objects.filter(assessment=self.assessment.pk, criterion=criterion)
        return rows.order_by("-pk").values_list("until", flat=True).first()
