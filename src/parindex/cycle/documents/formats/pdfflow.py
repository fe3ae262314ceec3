"""Printed lines outside tables into paragraphs, in reading order, columns one after the other."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parindex.cycle.documents.blocks import At, Paragraph, Style
from parindex.cycle.documents.formats import letters, pdfwraps
from parindex.cycle.documents.formats.pdflines import Printed
from parindex.cycle.documents.formats.pdfwraps import Room
from parindex.engine.values import vietnamese

_BESIDE = 0.8
_CHAIN = 110.0
_INDENT = 7.0
_CENTRE = 5.0
_FLUSH = 1.5
_LEADING = 1.45
_CELL_PADDING = 11.0
# in a letterhead "ỦY BAN NHÂN DÂN" and the name of the place are two lines, however narrow the column
_SIGNING = re.compile(r"(TM|KT|TL|TUQ|Q)\. ?\S|(CHỦ TỊCH|PHÓ |QUYỀN |GIÁM ĐỐC|CHÁNH |TRƯỞNG )")
# the national heading is one line, though a narrow column wraps it (Decree 30/2020, Annex I)
_NATION = "cong hoa xa hoi chu nghia viet nam"
_OFFICE = re.compile(r"(THÀNH PHỐ|TỈNH|PHƯỜNG|XÃ|QUẬN|HUYỆN|THỊ XÃ|THỊ TRẤN|ĐẶC KHU)\b")


@dataclass(frozen=True, slots=True)
class Margins:
    """From where to where lines run on pages of one size."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """The room of a line."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Where centred lines have their middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or what a page holds of it, with the lines it was printed in."""

    lines: tuple[Printed, ...]
    text: str
    centred: bool
    page: int

    def paragraph(self) -> Paragraph:
        """The paragraph."""
        box = (
            min(line.x0 for line in self.lines),
            min(line.top for line in self.lines),
            max(line.x1 for line in self.lines),
            max(line.bottom for line in self.lines),
        )
        return Paragraph(
            text=letters.paragraph(self.text),
            at=At(page=self.page, box=box),
            bold=all(line.bold for line in self.lines),
            italic=all(line.italic for line in self.lines),
            centred=self.centred,
        )


def pieces(lines: Sequence[Printed], margins: Margins, page: int) -> list[Piece]:
    """The paragraphs of the lines between two tables of a page."""
    found: list[Piece] = []
    pitches = _pitches(lines, margins)
    for column, room in _columns(lines, margins):
        found += _paragraphs(column, room, pitches, page)
    return found


def _columns(lines: Sequence[Printed], margins: Margins) -> Iterator[tuple[list[Printed], Margins]]:
    """Lines in reading order: where two columns stand side by side, the left one whole first."""
    rest = sorted(lines, key=lambda line: (line.base, line.x0))
    plain: list[Printed] = []
    while rest:
        side = _side_by_side(rest)
        if side is None:
            plain.append(rest.pop(0))
            continue
        if plain:
            yield plain, margins
            plain = []
        left, right = side
        taken = {id(line) for line in (*left, *right)}
        rest = [line for line in rest if id(line) not in taken]
        yield left, _column_margins(left, margins.left, min(line.x0 for line in right))
        yield right, _column_margins(right, max(line.x1 for line in left), margins.right)
    if plain:
        yield plain, margins


def _column_margins(lines: list[Printed], left: float, right: float) -> Margins:
    """A column's room, known on its outer side: centred lines tell the other."""
    low, high = min(line.x0 for line in lines), max(line.x1 for line in lines)
    flush = len(lines) > 1 and max(line.x0 for line in lines) - low < _FLUSH
    if flush or statistics.pstdev([line.middle for line in lines]) >= _CENTRE:
        return Margins(low, max(high, right - _CELL_PADDING))
    middle = statistics.median(line.middle for line in lines)
    half = max((high - low) / 2, min(middle - left, right - middle) - _CELL_PADDING / 2)
    return Margins(middle - half, middle + half)


def _side_by_side(rest: Sequence[Printed]) -> tuple[list[Printed], list[Printed]] | None:
    """The two columns that begin with the first line, if another line stands beside it."""
    first = rest[0]
    beside = [line for line in rest[1:8] if _beside(first, line)]
    if not beside:
        return None
    one, other = sorted((first, beside[0]), key=lambda line: line.x0)
    low, high = one.x1, other.x0
    left: list[Printed] = []
    right: list[Printed] = []
    held: list[Printed] = []
    reach = first.base
    for line in rest:
        on_left, on_right = line.x1 < high - 1, line.x0 > low + 1
        if on_left == on_right or line.base - reach > _CHAIN:
            break
        held.append(line)
        if any(_beside(line, other) for other in held[:-1]):
            for taken in held:
                (left if taken.x1 < high - 1 else right).append(taken)
                low = max(low, taken.x1) if taken.x1 < high - 1 else low
                high = min(high, taken.x0) if taken.x0 > low else high
            held = []
            reach = line.base
    if not left or not right:
        return None
    for line in held:
        column = left if line.x1 < high - 1 else right
        if not _continues(column[-1], line):
            break
        column.append(line)
    return left, right


def _beside(one: Printed, other: Printed) -> bool:
    near = abs(one.base - other.base) < _BESIDE * max(one.size, other.size)
    return near and (one.x1 + 2 < other.x0 or other.x1 + 2 < one.x0)


def _continues(above: Printed, below: Printed) -> bool:
    """Whether a lone line still belongs to the column above it: same face, close by."""
    return (
        below.base - above.base < _LEADING * above.size
        and abs(above.size - below.size) < 0.6
        and (above.bold, above.italic) == (below.bold, below.italic)
    )


def _pitches(lines: Sequence[Printed], margins: Margins) -> dict[int, float]:
    """The usual distance of wrapped lines, by size of letter."""
    steps: dict[int, list[float]] = {}
    room = Room(margins.width)
    for above, below in itertools.pairwise(lines):
        step = below.base - above.base
        same = abs(above.size - below.size) < 0.6 and 0.8 * above.size < step < 3 * above.size
        if same and not pdfwraps.had_room(above, below, room):
            steps.setdefault(round(above.size), []).append(step)
    return {size: statistics.median_low(found) for size, found in steps.items()}


def _paragraphs(
    lines: Sequence[Printed], margins: Margins, pitches: dict[int, float], page: int
) -> Iterator[Piece]:
    group: list[Printed] = []
    for line in lines:
        if group and _ends(group, line, margins, pitches):
            yield _piece(group, margins, page)
            group = []
        group.append(line)
    if group:
        yield _piece(group, margins, page)


def _piece(group: Sequence[Printed], margins: Margins, page: int) -> Piece:
    text = group[0].text
    for above, below in itertools.pairwise(group):
        text = pdfwraps.joined(text, below.text, open_end=above.ends_open)
    centred = all(is_centred(line, margins) for line in group[:1])
    return Piece(tuple(group), text, centred, page)


def is_centred(line: Printed, margins: Margins) -> bool:
    """Whether a line stands in the middle with room on both sides."""
    return abs(line.middle - margins.middle) < _CENTRE and line.x0 > margins.left + 2 * _CENTRE


def _ends(group: Sequence[Printed], below: Printed, margins: Margins, pitches: dict[int, float]) -> bool:
    """Whether the paragraph ends with the last line of ``group``."""
    above = group[-1]
    if abs(above.size - below.size) > 0.8:
        return True
    if _NATION.startswith(vietnamese.fold(" ".join(line.text for line in (*group, below)))):
        return False
    centred = is_centred(above, margins) or (_is_full(above, margins) and is_centred(below, margins))
    if centred and not is_centred(below, margins) and not _is_full(below, margins):
        return True
    if not centred and is_centred(below, margins):
        return True
    if centred and above.bold != below.bold:
        # a title in bold, its caption in italics; a parent body plain, the issuing body in bold
        return True
    if _OFFICE.match(below.text) and above.text.endswith("NHÂN DÂN"):
        return True
    if centred and above.text.isupper() and _SIGNING.match(below.text):
        return True
    pitch = pitches.get(round(above.size), 0.0)
    listed = pdfwraps.begins_item(group[0].text)
    room = Room(_room(above, margins, centred=centred), pitch=pitch, listed=listed)
    if pdfwraps.is_broken(above, below, room):
        return True
    return not centred and _is_indented(group, below, margins)


def _is_full(line: Printed, margins: Margins) -> bool:
    """Whether a line stands in the middle because it takes nearly all the room."""
    return abs(line.middle - margins.middle) < _CENTRE and line.width > 0.85 * margins.width


def _room(above: Printed, margins: Margins, *, centred: bool) -> float:
    return margins.width if centred else margins.right - above.x0


def _is_indented(group: Sequence[Printed], below: Printed, margins: Margins) -> bool:
    """Whether the line below is set in like a new paragraph rather than hung like a list item."""
    above = group[-1]
    if below.x0 > above.x0 + _INDENT:
        hung = pdfwraps.begins_item(group[0].text) and len(group) == 1
        return not hung or below.x0 > above.x0 + 4 * above.size
    same = abs(below.x0 - above.x0) <= _INDENT / 2 and below.x0 > margins.left + _INDENT
    if same and len(group) == 1 and below.text[:1].isupper():
        return pdfwraps.is_ended(above.text)
    return False


def continued(above: Piece, below: Piece, margins: Margins) -> bool:
    """Whether a paragraph at the foot of a page goes on at the head of the next."""
    last, first = above.lines[-1], below.lines[0]
    if above.centred or below.centred or abs(last.size - first.size) > 0.8:
        return False
    moved = replace(first, base=last.base)
    if pdfwraps.had_room(last, moved, Room(margins.right - last.x0)):
        return False
    if first.x0 > margins.left + _INDENT and len(above.lines) > 1:
        return False
    return not (pdfwraps.begins_item(first.text) and pdfwraps.is_ended(last.text))


def rejoined(above: Piece, below: Piece) -> Piece:
    """A paragraph that a page break had cut, with the place of its beginning."""
    text = pdfwraps.joined(above.text, below.text, open_end=above.lines[-1].ends_open)
    return replace(above, text=text, lines=above.lines)


def footnote(pieces: Sequence[Piece]) -> Paragraph:
    """A footnote, without its number."""
    text = " ".join(piece.paragraph().text for piece in pieces)
    return replace(pieces[0].paragraph(), text=text, style=Style.FOOTNOTE, centred=False)
