"""Rows cut by page ends: their pieces put together again."""

from __future__ import annotations

from parindex.cycle.documents.blocks import Cell, Line, Start
from parindex.engine.values.vietnamese import squeeze


def glued(above: Cell, below: Cell) -> Cell:
    """A cell cut by a page end: the first piece below goes on with the last line above."""
    if not above.lines or not below.lines:
        return Cell((*above.lines, *below.lines))
    first, *rest = below.lines
    if first.start is Start.ITEM or (first.text[:1] in "-+•" and first.text[1:2] == " "):
        return Cell((*above.lines, *below.lines))
    last = above.lines[-1]
    whole = Line(f"{last.text} {first.text}", last.start)
    return Cell((*above.lines[:-1], whole, *rest))


def lengthened(cells: tuple[str, ...], text: str, *, place: int) -> tuple[str, ...]:
    """The printed cells of a row, one of them with the piece below a page end."""
    return (*cells[:place], squeeze(f"{cells[place]} {text}"), *cells[place + 1 :])
