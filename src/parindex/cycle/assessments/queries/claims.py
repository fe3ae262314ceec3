"""What the unit says of a leaf: the answer it claims, with the line of the ledger that holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from parindex.cycle.assessments import kinds, states
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Cell, Entry
from parindex.cycle.assessments.queries import lines

SCORING = frozenset({kinds.SCORE, kinds.CONSOLIDATE})
"""The acts in which a unit scores."""
OFFICE = frozenset({kinds.APPRAISE, kinds.DECIDE})
"""The acts in which appraisers decide."""


class Move(Protocol):
    """What a cell shows of itself here."""

    @property
    def pk(self) -> int:
        """Its id."""

    @property
    def decision(self) -> str:
        """What was decided."""

    @property
    def changed_at(self) -> datetime:
        """When it was written last."""


C = TypeVar("C", bound=Move)


@dataclass(frozen=True, slots=True)
class Claim:
    """The unit's answer as it stands: what it scored, or what it claims in its explanation."""

    cell: Cell
    entry: Entry

    @property
    def answer(self) -> Any:
        """The raw answer; None where the leaf was left unanswered."""
        return self.entry.answer

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to accept."""
        return self.entry.answer is None


def claim(windows: Sequence[Window], cells: Mapping[int, Cell]) -> Claim | None:
    """What the unit claims in one leaf; None where it never touched it."""
    held = of_unit(windows, cells)
    return pick(windows, cells, lines.last_entries(each.pk for each in held))


def of_unit(windows: Sequence[Window], cells: Mapping[int, C]) -> tuple[C, ...]:
    """The cells that the unit wrote: its last score and its last explanation."""
    return tuple(each for each in (scored(windows, cells), explained(windows, cells)) if each is not None)


def pick(windows: Sequence[Window], cells: Mapping[int, Cell], entries: Mapping[int, Entry]) -> Claim | None:
    """The same from lines that were read before: the answer of the later explanation, else of the score."""
    own, word = scored(windows, cells), explained(windows, cells)
    is_newer = word is not None and (own is None or word.changed_at >= own.changed_at)
    if word is not None and is_newer and entries[word.pk].answer is not None:
        return Claim(word, entries[word.pk])
    return None if own is None else Claim(own, entries[own.pk])


def scored(windows: Sequence[Window], cells: Mapping[int, C]) -> C | None:
    """The cell of the last stage in which the unit scored the leaf."""
    return _last(windows, cells, SCORING)


def explained(windows: Sequence[Window], cells: Mapping[int, C]) -> C | None:
    """The cell of the last explanation."""
    found = _last(windows, cells, frozenset({kinds.EXPLAIN}))
    return found if found is not None and found.decision == states.EXPLAINED else None


def office(windows: Sequence[Window], cells: Mapping[int, C]) -> C | None:
    """The cell of the last stage in which the appraisers said something."""
    return _last(windows, cells, OFFICE)


def judged(windows: Sequence[Window], cells: Mapping[int, Any]) -> Window | None:
    """The last stage in which the appraisers gave points."""
    for each in reversed(windows):
        if each.act in OFFICE and each.stage in cells and cells[each.stage].points_micro is not None:
            return each
    return None


def _last(windows: Sequence[Window], cells: Mapping[int, C], acts: frozenset[str]) -> C | None:
    for each in reversed(windows):
        if each.act in acts and each.stage in cells:
            return cells[each.stage]
    return None
