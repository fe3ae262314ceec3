"""Rows of tables that a page break cut, whole again where the print itself shows that they go on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from parindex.cycle.documents.formats import pdfwords, pdfwraps
from parindex.cycle.documents.formats.pdfgrids import Field, Grid
from parindex.cycle.documents.formats.pdflines import Printed
from parindex.cycle.documents.formats.pdfwraps import Habits, Room

_ALIKE = 4.0
_DEEPEST_HEAD = 4
_FIGURE = re.compile(r"[<>=≤≥]*\s*[\d.,]+%?")

Lines = tuple[Printed, ...]


@dataclass(slots=True)
class Sheet:
    """What one page shows of a table: its grid, the lines of its cells, and the cells' blank margins."""

    grid: Grid
    lines: dict[Field, Lines]
    margins: tuple[float, float]
    habits: Habits
    page: int
    head: int = 0
    gone: set[int] = field(default_factory=set)

    def width(self, cell: Field) -> float:
        """The room for text in a cell."""
        return cell.box[2] - cell.box[0] - sum(self.margins)

    def row(self, number: int) -> dict[int, Field]:
        """The cells that cover a row, by their first column."""
        return {cell.column: cell for cell in self.grid.fields if cell.row <= number < cell.row + cell.rows}

    def texts(self, number: int) -> tuple[tuple[int, str], ...]:
        """What the cells that begin in a row say."""
        return tuple(
            sorted(
                (cell.column, " ".join(line.text for line in lines))
                for cell, lines in self.lines.items()
                if cell.row == number and lines
            )
        )


def mend(sheets: Sequence[Sheet]) -> None:
    """Move what page breaks cut off back to where it began; ``sheets`` follow one another."""
    pieces: list[tuple[Sheet, Sheet]] = []
    head: Sheet | None = None
    for above, below in itertools.pairwise(sheets):
        if not _are_alike(above, below):
            head = None
            continue
        head = head or above
        below.head = _head_rows(head, below)
        pieces.append((above, below))
    for above, below in reversed(pieces):
        if below.head < len(below.grid.ys) - 1:
            _mend_row(above, below)


def _are_alike(above: Sheet, below: Sheet) -> bool:
    """Whether the columns of two sheets stand at the same places."""
    one, other = above.grid.xs, below.grid.xs
    return len(one) == len(other) and all(
        abs((x - one[0]) - (y - other[0])) <= _ALIKE for x, y in zip(one, other, strict=True)
    )


def _head_rows(head: Sheet, below: Sheet) -> int:
    """How many rows at the top of ``below`` repeat the head of the table."""
    most = min(_DEEPEST_HEAD, len(head.grid.ys) - 1, len(below.grid.ys) - 1)
    same = 0
    while same < most and head.texts(same) and head.texts(same) == below.texts(same):
        same += 1
    return same


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cell at the foot of a page and the one under it at the head of the next."""

    above: Field
    below: Field
    upper: Lines
    lower: Lines
    width: float
    keeps: bool

    @property
    def is_wrapped(self) -> bool:
        """Whether the last line above had no room for the next word."""
        last, first = self.upper[-1], self.lower[0]
        return not pdfwraps.had_room(last, replace(first, base=last.base), Room(self.width))

    @property
    def is_sure(self) -> bool:
        """Whether the print shows that the text goes on: a blank kept, a line stretched."""
        if not self.upper or not self.lower:
            return False
        last = self.upper[-1]
        return self.is_wrapped and (last.ends_open or last.stretched)

    @property
    def is_inside(self) -> bool:
        """Whether the page ends inside a word, which figures never are."""
        if not self.upper or not self.lower:
            return False
        last, first = self.upper[-1], self.lower[0]
        letters = f"{last.text}{first.text}".isalpha()
        return letters and pdfwords.is_inside_word(last, first, self.width, keeps=self.keeps)

    @property
    def is_likely(self) -> bool:
        """Whether the text may go on: the line was full and was not closed."""
        if not self.upper or not self.lower or not self.is_wrapped:
            return False
        return not (self.keeps and pdfwords.is_closed(self.upper[-1], self.width))

    @property
    def is_two_figures(self) -> bool:
        """Whether both cells hold a figure."""
        both = (self.upper, self.lower)
        return all(len(lines) == 1 and _FIGURE.fullmatch(lines[0].text) for lines in both)

    @property
    def is_small(self) -> bool:
        """Whether the text below begins with a small letter."""
        return bool(self.lower) and self.lower[0].text[:1].islower()


def _mend_row(above: Sheet, below: Sheet) -> None:
    first, last = below.head, len(above.grid.ys) - 2
    upper, lower = above.row(last), below.row(first)
    pairs = [
        _pair(above, below, upper[column], lower[column]) for column in sorted(upper.keys() & lower.keys())
    ]
    if upper.keys() == lower.keys() and _is_cut(pairs):
        moved = pairs
        if all(pair.below.rows == 1 for pair in pairs):
            below.gone.add(first)
    else:
        moved = [pair for pair in pairs if _goes_on(pair, pairs[0], head=above.head)]
    for pair in moved:
        if pair.lower:
            above.lines[pair.above] = (*pair.upper, *_shifted(pair))
            below.lines[pair.below] = ()


def _pair(above: Sheet, below: Sheet, upper: Field, lower: Field) -> _Pair:
    lines = above.lines.get(upper, ())
    centred = pdfwraps.is_centred(lines, upper.box[0] + above.margins[0], upper.box[2] - above.margins[1])
    keeps = above.habits.keeps_blanks and not centred
    return _Pair(upper, lower, lines, below.lines.get(lower, ()), above.width(upper), keeps)


def _is_cut(pairs: Sequence[_Pair]) -> bool:
    """Whether a row without a number of its own goes on from the page before."""
    number, shown = pairs[0], [pair for pair in pairs[1:] if pair.lower]
    if (number.lower and not number.is_inside) or any(pair.is_two_figures for pair in shown):
        return False
    is_title = len(shown) == 1 and sum(bool(pair.upper) for pair in pairs[1:]) == 1
    return any(
        pair.is_sure or pair.is_inside or (pair.is_likely and (pair.is_small or is_title)) for pair in shown
    )


def _goes_on(pair: _Pair, number: _Pair, *, head: int) -> bool:
    """Whether the text of a cell merged over several numbers goes on beside the rows of the next page."""
    if not pair.lower or max(pair.above.rows, pair.below.rows) < 2:
        return False
    if not pair.upper:
        # its text was set in the middle of all its rows, and that fell on the next page;
        # a cell that begins the page may have its text on the page before
        return pair.above.rows > number.above.rows and pair.above.row > head
    return pair.is_sure or pair.is_inside or (pair.is_likely and pair.is_small)


def _shifted(pair: _Pair) -> Iterator[Printed]:
    """The lines below as if they stood right under those above."""
    if not pair.upper:
        yield from pair.lower
        return
    step = pair.upper[-1].base - pair.upper[-2].base if len(pair.upper) > 1 else 1.15 * pair.upper[-1].size
    moved = pair.upper[-1].base + min(step, 1.2 * pair.upper[-1].size) - pair.lower[0].base
    for line in pair.lower:
        yield replace(line, base=line.base + moved, top=line.top + moved, bottom=line.bottom + moved)
