"""The grid of a Word table: where its cells stand, and whether it is drawn with rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from parindex.cycle.documents.formats import limits, wordstyles
from parindex.cycle.documents.formats.numbering import W
from parindex.cycle.documents.formats.wordstyles import Styles

SLIM = 140
# Word itself stops at 63 columns
_WIDEST = 2000
WIDE = 3  # columns from which a table in a frame is read as a table of its own
_CONTENT = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag", f"{W}moveTo"}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_DRAWN_BY = {
    "top": ("top", "insideH"),
    "bottom": ("bottom", "insideH"),
    "left": ("left", "insideV"),
    "right": ("right", "insideV"),
}


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's element, its columns [start, end) and whether it continues the one above."""

    element: Any
    start: int
    end: int
    continues: bool


def children(parent: Any, name: str) -> Iterator[Any]:
    """The children called ``name``, those inside content controls and insertions included."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _CONTENT:
            yield from children(child, name)


def is_deleted(row: Any) -> bool:
    """Whether a tracked change deletes the row."""
    return row.find(f"{W}trPr/{W}del") is not None


def repeats(row: Any) -> bool:
    """Whether the row is marked as a header that every page repeats."""
    return wordstyles.switched(row.find(f"{W}trPr"), "tblHeader") is True


def cells(rows: Sequence[Any], table: Any) -> list[list[GridCell]]:
    """The cells of each row on one grid; boundaries that nearly meet are one."""
    placed = [_row(row) for row in rows]
    column_of = _columns(table, placed)
    return [
        [
            GridCell(cell.element, column_of[cell.start], column_of[cell.end], cell.continues)
            for cell in row
            if column_of[cell.end] > column_of[cell.start]
        ]
        for row in placed
    ]


def _row(row: Any) -> list[GridCell]:
    place = _whole(wordstyles.value(row, "trPr/gridBefore"))
    found = []
    for element in children(row, "tc"):
        span = max(1, _whole(wordstyles.value(element, "tcPr/gridSpan"), otherwise=1))
        merge = element.find(f"{W}tcPr/{W}vMerge")
        continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        found.append(GridCell(element, place, place + span, continues))
        place += span
    return found


def _columns(table: Any, placed: list[list[GridCell]]) -> list[int]:
    """For each boundary of Word's grid, the column it begins on a grid without slivers."""
    count = max((cell.end for row in placed for cell in row), default=0)
    if count > _WIDEST:
        raise limits.too_long()
    widths = [_whole(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    known = len(widths) >= count and all(width > 0 for width in widths[:count])
    used = {0} | {edge for row in placed for cell in row for edge in (cell.start, cell.end)}
    pairs = {(cell.start, cell.end) for row in placed for cell in row}
    column_of, group, gap = [0], {0}, 0
    for boundary in range(1, count + 1):
        gap += widths[boundary - 1] if known else SLIM
        near = known and gap < SLIM and not any((start, boundary) in pairs for start in group)
        if boundary in used and not near:
            column_of.append(column_of[-1] + 1)
            group, gap = {boundary}, 0
        else:
            column_of.append(column_of[-1])
            group.add(boundary)
    return column_of


def is_frame(grid: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a table has text in one column only, and a table of its own in it: it just lays out."""
    filled = [cell for row in grid for cell in row if _says(cell.element)]
    return len({cell.start for cell in filled}) == 1 and any(_holds_table(cell.element) for cell in filled)


def _says(element: Any) -> bool:
    return any((text.text or "").strip() for text in element.iter(f"{W}t"))


def _holds_table(element: Any) -> bool:
    """Whether a table of three columns or more stands in it, at any depth."""
    return any(len(list(children(row, "tc"))) >= WIDE for row in element.iter(f"{W}tr"))


def is_bordered(table: Any, rows: Sequence[Any], styles: Styles) -> bool:
    """Whether at least half of the cells are drawn with two rules or more."""
    whole = _table_sides(table, styles)
    drawn = total = 0
    for row in rows:
        for cell in children(row, "tc"):
            own = cell.find(f"{W}tcPr/{W}tcBorders")
            drawn += _sides_of(own, whole) >= 2
            total += 1
    return total > 0 and drawn * 2 >= total


def _table_sides(table: Any, styles: Styles) -> dict[str, bool]:
    sides: dict[str, bool] = {}
    style = styles.chain(wordstyles.value(table, "tblPr/tblStyle"))
    holders = [table.find(f"{W}tblPr/{W}tblBorders")]
    holders += [element.find(f"{W}tblPr/{W}tblBorders") for element in style]
    for element in style:
        holders += element.findall(f".//{W}tblStylePr//{W}tblBorders")
        holders += element.findall(f".//{W}tblStylePr//{W}tcBorders")
    for holder in holders:
        for side in _SIDES:
            drawn = _drawn(holder, side)
            if drawn is not None:
                sides.setdefault(side, drawn)
    return sides


def _sides_of(own: Any, whole: dict[str, bool]) -> int:
    count = 0
    for side, by_table in _DRAWN_BY.items():
        direct = _drawn(own, side)
        count += any(whole.get(name, False) for name in by_table) if direct is None else direct
    return count


def _drawn(holder: Any, side: str) -> bool | None:
    names = {"left": ("left", "start"), "right": ("right", "end")}.get(side, (side,))
    for name in names:
        border = None if holder is None else holder.find(f"{W}{name}")
        if border is not None:
            return border.get(f"{W}val", "single") not in {"nil", "none"}
    return None


def _whole(text: str | None, *, otherwise: int = 0) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else otherwise
