"""Grids of a PDF page and the glyphs in them as tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from parindex.cycle.documents.blocks import At, Table
from parindex.cycle.documents.formats import grids, pdflines, pdfwords, pdfwraps
from parindex.cycle.documents.formats.grids import Placed
from parindex.cycle.documents.formats.pdfcuts import Sheet
from parindex.cycle.documents.formats.pdfgrids import Field, Grid
from parindex.cycle.documents.formats.pdfium import Glyph
from parindex.cycle.documents.formats.pdflines import Printed
from parindex.cycle.documents.formats.pdfwraps import PADDING, Habits

# letters of one word stand nearer to one another, in letter sizes
_APART = 0.2


def shared_out(
    glyphs: Sequence[Glyph], tables: Sequence[Grid]
) -> tuple[list[Glyph], list[dict[Field, list[Glyph]]]]:
    """The glyphs outside all grids, and for each grid those of its cells."""
    outside: list[Glyph] = []
    inside: list[dict[Field, list[Glyph]]] = [{} for _ in tables]
    owners = [_owners(grid) for grid in tables]
    for word in _words(glyphs):
        x, y = (word[0].x0 + word[-1].x1) / 2, word[0].base - 0.25 * word[0].size
        for grid, owner, cells in zip(tables, owners, inside, strict=True):
            place = (bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1)
            if place in owner:
                cells.setdefault(owner[place], []).extend(word)
                break
        else:
            outside.extend(word)
    return outside, inside


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters printed in one go without a gap: a word too long for its cell stays one word."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and not _is_next(word[-1], glyph):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _is_next(last: Glyph, glyph: Glyph) -> bool:
    if not (glyph.piece and glyph.piece == last.piece and glyph.base == last.base):
        return False
    return bool(glyph.text.strip() and last.text.strip()) and abs(glyph.x0 - last.x1) < _APART * glyph.size


def _owners(grid: Grid) -> dict[tuple[int, int], Field]:
    return {
        (row, column): field
        for field in grid.fields
        for row in range(field.row, field.row + field.rows)
        for column in range(field.column, field.column + field.columns)
    }


def sheet(grid: Grid, inside: dict[Field, list[Glyph]], *, page: int, notes: frozenset[str]) -> Sheet:
    """What a page shows of the table that a grid and the glyphs in its cells make."""
    lines = {field: pdflines.printed(glyphs, notes=notes) for field, glyphs in inside.items()}
    left, right = _padding(lines)
    habits = Habits(
        pitch=pdfwraps.common_pitch(lines.values()),
        keeps_blanks=pdfwords.keeps_blanks(
            (found, field.box[2] - field.box[0] - left - right) for field, found in lines.items()
        ),
    )
    return Sheet(grid, lines, (left, right), habits, page)


def table(shown: Sheet) -> Table:
    """The table of a sheet, without the rows that belong to the page before."""
    grid, (left, right) = shown.grid, shown.margins
    kept = [row for row in range(len(grid.ys) - 1) if row not in shown.gone]
    place = {row: index for index, row in enumerate(kept)}
    placed = [
        Placed(
            row=place[field.row],
            column=field.column,
            lines=pdfwraps.cell_lines(
                shown.lines.get(field, ()),
                left=field.box[0] + left,
                right=field.box[2] - right,
                habits=shown.habits,
            ),
            rows=field.rows,
            columns=field.columns,
        )
        for field in grid.fields
        if field.row in place
    ]
    ats = [
        At(page=shown.page, row=row + 1, box=(grid.xs[0], grid.ys[row], grid.xs[-1], grid.ys[row + 1]))
        for row in kept
    ]
    return Table(rows=grids.rows(placed, ats=ats), at=At(page=shown.page, box=grid.box))


def _padding(lines: dict[Field, tuple[Printed, ...]]) -> tuple[float, float]:
    """The blank margin inside cells: the smallest that any line leaves, at most the usual one.

    Only lines of several words tell: a single one may be too long for its cell.
    """
    told = [(field, line) for field, found in lines.items() for line in found if " " in line.text]
    lefts = [line.x0 - field.box[0] for field, line in told]
    rights = [field.box[2] - line.x1 for field, line in told]
    least_left = max(0.0, min([PADDING, *lefts]))
    least_right = max(0.0, min([PADDING, *rights]))
    return least_left, max(least_right, least_left if least_left < PADDING else 0.0)
