"""Cells placed on a grid, some over several rows and columns, as the rows of a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from parindex.cycle.documents.blocks import At, Cell, Line, Merge, Row
from parindex.cycle.documents.formats import limits


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell's lines and where it stands: first row and column from 0, and how many of each it covers."""

    row: int
    column: int
    lines: tuple[Line, ...] = ()
    rows: int = 1
    columns: int = 1


def rows(placed: Sequence[Placed], *, ats: Sequence[At], repeats: int = 0) -> tuple[Row, ...]:
    """The rows of a grid, as many as there are ``ats``; the first ``repeats`` are repeated headers.

    A column in which no cell begins is no column. Places that no cell covers are empty cells.
    Raises Unusable for a grid of too many places, or whose cells cover one another many times.
    """
    starts = sorted({0, *(cell.column for cell in placed)})
    if len(ats) * len(starts) > limits.MAX_PLACES:
        raise limits.too_long()
    column_of = {start: index for index, start in enumerate(starts)}
    grid = [[Cell()] * len(starts) for _ in ats]
    covered = 0
    for cell in placed:
        first = column_of[cell.column]
        width = max(1, bisect_left(starts, cell.column + cell.columns) - first)
        covered += min(cell.rows, len(ats)) * width
        if covered > 4 * limits.MAX_PLACES:
            raise limits.too_long()
        _fill(grid, cell, first=first, width=width)
    return tuple(
        Row(cells=tuple(cells), at=at, repeats=index < repeats)
        for index, (cells, at) in enumerate(zip(grid, ats, strict=True))
    )


def _fill(grid: list[list[Cell]], cell: Placed, *, first: int, width: int) -> None:
    for row in range(cell.row, min(cell.row + cell.rows, len(grid))):
        for column in range(first, first + width):
            grid[row][column] = Cell(merge=Merge.UP if column == first else Merge.LEFT)
    grid[cell.row][first] = Cell(lines=cell.lines)
