"""The ledger of a sheet as the unit itself writes it: its own leaves, by rule, while they are open."""

from __future__ import annotations

from typing import Any

from parindex.cycle.assessments import gates, sources
from parindex.cycle.assessments.actions.ledger import Ledger, Line, Written
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Cell, Entry
from parindex.cycle.assessments.scored import Worth
from parindex.engine.access.actors import Actor

LONGEST_NOTE = 8000


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


class OwnLedger(Ledger):
    """The ledger in the hands of the unit."""

    def __init__(self, assessment: int) -> None:
        """Lock the assessment; what is read under the lock is read once."""
        super().__init__(assessment)
        self._cells: dict[int, dict[int, Cell]] = {}

    def cells(self, criterion: int) -> dict[int, Cell]:
        """The cells of one leaf by stage; nobody else writes them while the lock is held."""
        if criterion not in self._cells:
            self._cells[criterion] = super().cells(criterion)
        return self._cells[criterion]

    def leaf(self, criterion: int) -> Leaf:
        """One leaf of the sheet. Raises WrongValue when the framework has none such."""
        leaf = self.book.leaves.get(criterion)
        if leaf is None:
            raise WrongValue("criterion")
        return leaf

    def put(self, leaf: Leaf, *, answer: Any, note: str, seen: int, origin: str, by: Actor) -> Written:
        """Answer ``leaf`` while it is open to the unit; what already stands is not written again.

        Raises gates.Locked, Overtaken, the engine's AnswerRefused, WrongValue for a note too long.
        """
        locked = sources.lock(leaf.source)
        if locked is not None:
            raise gates.Locked(locked)
        if len(note) > LONGEST_NOTE:
            raise WrongValue("note")
        window = self._window(leaf)
        worth = self.worth(leaf, answer)
        line = Line(origin=origin, answer=answer, worth=worth, note=note.strip())
        standing = self._standing(leaf, window.stage, line, worth, seen=seen)
        return standing or self.write(leaf, window, line, seen=seen, by=by)

    def _window(self, leaf: Leaf) -> Window:
        """The window that is open; a leaf of its own may be open where the sheet is not."""
        try:
            return gates.scoring(self.facts())
        except gates.Locked:
            return gates.scoring(self.facts(leaf.criterion))

    def _standing(self, leaf: Leaf, stage: int, line: Line, worth: Worth, *, seen: int) -> Written | None:
        """The last line, when it is the one the writer saw and says the same; None otherwise."""
        cell = self.cells(leaf.criterion).get(stage)
        if cell is None or cell.number != seen or cell.state != worth.state:
            return None
        if not leaf.is_relative and (cell.points_micro, cell.out_micro) != (
            worth.points_micro,
            worth.out_micro,
        ):
            return None
        last = Entry.objects.get(cell=cell.pk, number=seen)
        same = (last.answer, last.note) == (line.answer, line.note)
        return Written(cell, last, is_new=False) if same else None
