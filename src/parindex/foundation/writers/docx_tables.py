"""Tables of an official document in WordprocessingML."""

from __future__ import annotations

from itertools import accumulate

from parindex.foundation.writers import grid
from parindex.foundation.writers.content import Align, Line, Rows, Table
from parindex.foundation.writers.docx_xml import Element, Notes, keep_with_next, leaf, node, paragraphs

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_EMPTY = Line(())


def table(written: Table, *, measure: int, notes: Notes) -> Element:
    """A ruled table as wide as the text (``measure`` in twips), its head repeated on every page."""
    widths = shares(tuple(column.width for column in written.columns), measure)
    element = node("tbl", _properties(measure, ruled=True), _grid(widths))
    places = grid.places((*written.head, *written.rows), width=len(written.columns))
    kept = grid.kept_with_next(places)
    for number, row in enumerate(places):
        in_head = number < len(written.head)
        drawn = _row(row, written, widths, notes, in_head=in_head)
        if kept[number]:
            keep_with_next(drawn)
        element.append(drawn)
    return element


def frame(cells: tuple[tuple[list[Element], int], ...]) -> Element:
    """One unruled row of cells (content, width in twips): letterheads and signatures."""
    row = node("tr", node("trPr", leaf("cantSplit")))
    for content, width in cells:
        row.append(node("tc", node("tcPr", leaf("tcW", w=width, type="dxa")), *content))
    widths = tuple(width for _, width in cells)
    return node("tbl", _properties(sum(widths), ruled=False), _grid(widths), row)


def shares(weights: tuple[int, ...], measure: int) -> tuple[int, ...]:
    """``measure`` dealt out by weight, exactly."""
    total = sum(weights)
    ends = [measure * passed // total for passed in accumulate(weights)]
    return tuple(end - begin for begin, end in zip([0, *ends], ends, strict=False))


def _properties(measure: int, *, ruled: bool) -> Element:
    line = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if ruled else {"val": "nil"}
    borders = node("tblBorders", *(leaf(side, **line) for side in _SIDES))
    margins = node("tblCellMar", *(leaf(side, w=57, type="dxa") for side in ("left", "right")))
    return node(
        "tblPr",
        leaf("tblW", w=measure, type="dxa"),
        leaf("jc", val="center"),
        borders,
        leaf("tblLayout", type="fixed"),
        margins,
    )


def _grid(widths: tuple[int, ...]) -> Element:
    return node("tblGrid", *(leaf("gridCol", w=width) for width in widths))


def _row(
    places: tuple[grid.Place, ...], written: Table, widths: tuple[int, ...], notes: Notes, *, in_head: bool
) -> Element:
    properties = leaf("trPr")
    if in_head or written.keep is Rows.WHOLE:
        properties.append(leaf("cantSplit"))
    if in_head:
        properties.append(leaf("tblHeader"))
    row = node("tr", properties)
    for column, place in enumerate(places):
        if not place.left:
            width = sum(widths[column : column + place.cell.across])
            align = Align.CENTRE if in_head else written.columns[column].align
            high = written.keep is Rows.SPLIT and not in_head
            row.append(_cell(place, width=width, align=align, high=high, notes=notes))
    return row


def _cell(place: grid.Place, *, width: int, align: Align, high: bool, notes: Notes) -> Element:
    """One cell; what may go on overleaf begins at its top."""
    properties = node("tcPr", leaf("tcW", w=width, type="dxa"))
    if place.cell.across > 1:
        properties.append(leaf("gridSpan", val=place.cell.across))
    if place.cell.down > 1:
        properties.append(leaf("vMerge") if place.above else leaf("vMerge", val="restart"))
    high = high or place.cell.down > grid.KEPT_TOGETHER
    properties.append(leaf("vAlign", val="top" if high else "center"))
    lines = () if place.above else place.cell.lines
    content = paragraphs("Cell", lines, notes=notes, align=place.cell.align or align)
    return node("tc", properties, *(content or paragraphs("Cell", (_EMPTY,), notes=notes)))
