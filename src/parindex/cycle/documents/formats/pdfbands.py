"""Tables set one right under another: a grid cut where the columns of all rows below stand elsewhere."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from parindex.cycle.documents.formats.pdfgrids import Field, Grid

_FEWEST = 2


def bands(grid: Grid) -> tuple[Grid, ...]:
    """``grid``, or the tables it holds one under another, each with as many columns as the others.

    Two tables with nothing between, or pieces of one with slightly different columns, hang together
    by their rules; as one grid they would have columns in which half the rows have no cell.
    """
    starts = [_starts(grid, row) for row in range(len(grid.ys) - 1)]
    widest = [found for found in set(starts) if not any(found < other for other in starts)]
    if len(widest) < 2 or len({len(found) for found in widest}) > 1 or len(widest[0]) < _FEWEST:
        return (grid,)
    ends = [row for row in _ends(starts, widest) if not any(_is_across(field, row) for field in grid.fields)]
    edges = [0, *ends, len(starts)]
    return tuple(_part(grid, first, last) for first, last in itertools.pairwise(edges))


def _starts(grid: Grid, row: int) -> frozenset[int]:
    """The inner columns in which cells of a row begin."""
    return frozenset(
        field.column for field in grid.fields if field.row <= row < field.row + field.rows and field.column
    )


def _ends(starts: Sequence[frozenset[int]], widest: Sequence[frozenset[int]]) -> list[int]:
    """The rows with which another set of columns begins; a row of merged cells stays with those above."""
    ends: list[int] = []
    current: frozenset[int] | None = None
    for row, found in enumerate(starts):
        if current is not None and found <= current:
            continue
        fits = [other for other in widest if found <= other]
        if len(fits) == 1:
            if current is not None:
                ends.append(row)
            current = fits[0]
    return ends


def _is_across(field: Field, row: int) -> bool:
    return field.row < row < field.row + field.rows


def _part(grid: Grid, first: int, last: int) -> Grid:
    """The rows from ``first`` to before ``last`` as a grid with only their own columns."""
    fields = [field for field in grid.fields if first <= field.row < last]
    columns = sorted({0, *(field.column for field in fields)})
    place = {column: index for index, column in enumerate(columns)}
    moved = (
        replace(
            field,
            row=field.row - first,
            column=place[field.column],
            columns=sum(field.column <= column < field.column + field.columns for column in columns),
        )
        for field in fields
    )
    xs = (*(grid.xs[column] for column in columns), grid.xs[-1])
    return Grid(xs, grid.ys[first : last + 1], tuple(moved))
