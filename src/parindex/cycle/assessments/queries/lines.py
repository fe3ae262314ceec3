"""Lines of the ledger and the windows they are written in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from parindex.cycle.assessments import kinds
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Cell, Entry, Stage
from parindex.engine.scoring.specs import Source


def windows_of(cycle: int) -> tuple[Window, ...]:
    """The stages of a cycle as the gates see them."""
    rows = Stage.objects.filter(cycle=cycle).order_by("position")
    return tuple(Window(each.pk, each.key, each.act, each.opens_at, each.closes_at) for each in rows)


def own_words(sheets: Iterable[int]) -> QuerySet[Cell]:
    """What units say themselves of their own leaves: one cell a leaf, of the last stage they scored it in."""
    acts = (kinds.SCORE, kinds.CONSOLIDATE)
    later = Cell.objects.filter(
        assessment=OuterRef("assessment"),
        criterion=OuterRef("criterion"),
        stage__act__in=acts,
        stage__position__gt=OuterRef("stage__position"),
    )
    rows = Cell.objects.filter(
        assessment__in=list(sheets), stage__act__in=acts, criterion__kind__in=("", Source.SELF.value)
    )
    return rows.exclude(Exists(later))


def last_entries(cells: Iterable[int]) -> dict[int, Entry]:
    """The last line of each of these cells, by cell."""
    rows = Entry.objects.filter(cell__in=list(cells), number=F("cell__number")).order_by("cell_id")
    return {each.cell_id: each for each in rows}


def answers_of(cells: Sequence[Cell]) -> list[Any]:
    """The answers these cells follow from, in their order."""
    last = last_entries(cell.pk for cell in cells)
    return [last[cell.pk].answer for cell in cells]
