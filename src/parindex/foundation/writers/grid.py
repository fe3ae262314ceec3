"""Where the cells of a table stand, and which places a merged cell covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from parindex.foundation.writers.content import Cell, Row


class Uneven(ValueError):
    """The cells of a row do not fill the columns of its table exactly."""


# Rows joined by a merged cell stay on one page up to this many; the text of a taller cell stands at its top.
KEPT_TOGETHER: Final = 6


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the grid: the cell it belongs to and whether the cell begins here.

    ``left`` and ``above`` say that the place continues a cell that began there.
    """

    cell: Cell
    left: bool = False
    above: bool = False

    @property
    def begins(self) -> bool:
        """Whether the cell's text stands in this place."""
        return not (self.left or self.above)


def places(rows: Sequence[Row], *, width: int) -> tuple[tuple[Place, ...], ...]:
    """Every place of the grid, row by row. Raises Uneven when a row is too short or too long."""
    grid: list[tuple[Place, ...]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for number, row in enumerate(rows, start=1):
        line = _filled(row, width=width, hanging=hanging)
        if len(line) != width:
            raise Uneven(f"row {number} fills {len(line)} of {width} columns")
        grid.append(tuple(line))
    if hanging:
        raise Uneven("a merged cell goes on below the last row")
    return tuple(grid)


def kept_with_next(grid: Sequence[tuple[Place, ...]]) -> tuple[bool, ...]:
    """For each row whether a short merged cell joins it to the row below, or it is a title."""
    belows = (*grid[1:], ())
    return tuple(
        bool(below) and (_hangs(below) or _is_title(row)) for row, below in zip(grid, belows, strict=True)
    )


def _hangs(row: tuple[Place, ...]) -> bool:
    return any(place.above and place.cell.down <= KEPT_TOGETHER for place in row)


def _is_title(row: tuple[Place, ...]) -> bool:
    """Whether one cell takes nearly the whole row, like the title of a section."""
    return any(place.begins and place.cell.across >= max(2, len(row) - 1) for place in row)


def _filled(row: Row, *, width: int, hanging: dict[int, tuple[Cell, int]]) -> list[Place]:
    """One row of the grid; ``hanging`` keeps by column the cells that still go down."""
    line: list[Place] = []
    waiting = list(row.cells)
    while len(line) < width and (waiting or len(line) in hanging):
        column = len(line)
        if column in hanging:
            cell, left = hanging.pop(column)
            line.extend(Place(cell, left=index > 0, above=True) for index in range(cell.across))
        else:
            cell = waiting.pop(0)
            left = cell.down
            line.extend(Place(cell, left=index > 0) for index in range(cell.across))
        if left > 1:
            hanging[column] = (cell, left - 1)
    if waiting:
        raise Uneven("a row has more cells than columns")
    return line
