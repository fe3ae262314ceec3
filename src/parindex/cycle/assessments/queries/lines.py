"""Lines of the ledger and the windows they are written in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F

from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Cell, Entry, Stage


def windows_of(cycle: int) -> tuple[Window, ...]:
    """The stages of a cycle as the gates see them."""
    rows = Stage.objects.filter(cycle=cycle).order_by("position")
    return tuple(Window(each.pk, each.key, each.act, each.opens_at, each.closes_at) for each in rows)


def last_entries(cells: Iterable[int]) -> dict[int, Entry]:
    """The last line of each of these cells, by cell."""
    rows = Entry.objects.filter(cell__in=list(cells), number=F("cell__number")).order_by("cell_id")
    return {each.cell_id: each for each in rows}


def answers_of(cells: Sequence[Cell]) -> list[Any]:
    """The answers these cells follow from, in their order."""
    last = last_entries(cell.pk for cell in cells)
    return [last[cell.pk].answer for cell in cells]
