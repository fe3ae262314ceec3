"""Word tables that only set texts side by side: letterheads and signatures, read column by column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parindex.cycle.documents.blocks import Line, Paragraph
from parindex.cycle.documents.formats import wordgrids


@dataclass(frozen=True, slots=True)
class Written:
    """One printed line of a paragraph: how it begins and what it is in a cell and in the body."""

    line: Line
    paragraph: Paragraph


def is_letterhead(grid: list[list[wordgrids.GridCell]], written: list[list[list[Written]]]) -> bool:
    """Whether a table without rules has text in at most two columns: it only sets texts side by side."""
    filled = {
        cell.start
        for row, texts in zip(grid, written, strict=True)
        for cell, lines in zip(row, texts, strict=True)
        if lines and len(row) > 1
    }
    return len(filled) <= 2


def paragraphs(
    grid: list[list[wordgrids.GridCell]], written: list[list[list[Written]]]
) -> Iterator[Paragraph]:
    """The left column whole, then the right one; a row of one cell parts what is above and below."""
    columns: dict[int, list[Paragraph]] = {}
    for row, texts in zip(grid, written, strict=True):
        if len(row) == 1:
            yield from _poured(columns)
            yield from (one.paragraph for one in texts[0])
            continue
        for cell, lines in zip(row, texts, strict=True):
            columns.setdefault(cell.start, []).extend(one.paragraph for one in lines)
    yield from _poured(columns)


def _poured(columns: dict[int, list[Paragraph]]) -> Iterator[Paragraph]:
    for start in sorted(columns):
        yield from columns[start]
    columns.clear()
