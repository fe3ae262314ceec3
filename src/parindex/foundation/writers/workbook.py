"""A workbook of live tables: figures and formulas that Excel and LibreOffice reckon again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import accumulate
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from parindex.engine.values import points
from parindex.foundation.writers import content, decree, wrapping

_A4: Final = 9
_LONGEST_NAME: Final = 31
_POINTS_A_LINE: Final = 16
_POINTS_A_CHARACTER: Final = 5.25
_TALLEST_ROW: Final = 409
_WIDEST_NOTE: Final = 130
"""How many letters wide the lines above a table may be: they stay on the first page and in sight."""
_WIDEST_PAGE: Final = 300
"""How many letters wide a table may be to be printed on one page; a wider one takes several side by side."""
_SMALLEST_PRINT: Final = 60
"""The print of a wide table in per cent: still read without a glass, and the lines above it fit one page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, shown with ``places`` decimals."""

    number: Decimal
    places: int = 0


@dataclass(frozen=True, slots=True)
class Formula:
    """What a cell reckons, in the English names of functions and without the sign of equality.

    ``result`` is what comes out: programs that do not reckon show it. ``places`` as in Figure.
    """

    text: str
    result: Decimal | str
    places: int = 0


Value = str | Figure | Formula | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands above it, and how many letters wide it is."""

    title: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet: lines above the table, the head, the rows; ``kept`` columns stay in sight."""

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    kept: int = 1

    @property
    def head(self) -> int:
        """The number of the row, from 1, in which the head stands."""
        return len(self.notes) + 3

    @property
    def first(self) -> int:
        """The number of the first row of figures."""
        return self.head + 1


def cell(column: int, row: int, *, tab: str = "") -> str:
    """The address of a cell: ``column`` counts from 0, ``row`` from 1; ``tab`` names another sheet."""
    return f"{_sheet(tab)}{xl_col_to_name(column)}{row}"


def span(first: int, last: int, row: int, *, tab: str = "") -> str:
    """The address of some columns of one row."""
    return f"{_sheet(tab)}{xl_col_to_name(first)}{row}:{xl_col_to_name(last)}{row}"


def down(column: int, first: int, last: int) -> str:
    """The address of one column from a row to another, fixed whichever row asks."""
    name = xl_col_to_name(column)
    return f"${name}${first}:${name}${last}"


def write(tabs: tuple[Tab, ...]) -> bytes:
    """The sheets as .xlsx bytes; the same content gives the same bytes."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})
        faces = _Faces(book)
        for tab in tabs:
            _fill(book.add_worksheet(tab.name[:_LONGEST_NAME]), tab, faces)
    return target.getvalue()


def _sheet(tab: str) -> str:
    return f"'{tab}'!" if tab else ""


class _Faces:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}
        plain = {"font_name": decree.FONT, "font_size": decree.TABLE_SIZE, "valign": "vcenter"}
        self._plain = {**plain, "border": 1}
        bold = {"bold": True, "font_size": decree.TABLE_SIZE + 2, "text_wrap": True}
        self.title = book.add_format({**plain, **bold})
        self.note = book.add_format({**plain, "italic": True, "text_wrap": True})
        self.head = book.add_format({**self._plain, "bold": True, "text_wrap": True, "align": "center"})
        self.text = book.add_format({**self._plain, "text_wrap": True})

    def figure(self, places: int) -> Format:
        """Numbers with so many decimals."""
        shown = "0." + "0" * places if places else "0"
        if shown not in self._made:
            self._made[shown] = self._book.add_format({**self._plain, "num_format": shown, "align": "right"})
        return self._made[shown]


def _fill(sheet: Worksheet, tab: Tab, faces: _Faces) -> None:
    _above(sheet, tab, faces)
    for place, column in enumerate(tab.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(tab.head - 1, place, content.printable(column.title), faces.head)
    titles = [column.title for column in tab.columns]
    sheet.set_row(tab.head - 1, _tall(titles, tab.columns, is_bold=True))
    for row, values in enumerate(tab.rows, start=tab.head):
        sheet.set_row(row, _tall(values, tab.columns))
        for place, value in enumerate(values):
            _put(sheet, row, place, value, faces)
    sheet.freeze_panes(tab.head, tab.kept)
    sheet.repeat_rows(tab.head - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    if sum(column.width for column in tab.columns) <= _WIDEST_PAGE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(_SMALLEST_PRINT)
        sheet.repeat_columns(0, tab.kept - 1)


def _above(sheet: Worksheet, tab: Tab, faces: _Faces) -> None:
    """The title and the notes, each in one cell over as many columns as can be read at a glance."""
    widths = list(accumulate(column.width for column in tab.columns))
    last = max(sum(width <= _WIDEST_NOTE for width in widths) - 1, 0)
    room = (Column("", widths[last]),)
    for row, text in enumerate((tab.title, *tab.notes)):
        face = faces.note if row else faces.title
        sheet.set_row(row, _tall((text,), room, size=decree.TABLE_SIZE + (0 if row else 2), is_bold=not row))
        if last:
            sheet.merge_range(row, 0, row, last, "", face)
        sheet.write_string(row, 0, content.printable(text), face)


def _tall(
    values: Sequence[Value],
    columns: Sequence[Column],
    *,
    size: int = decree.TABLE_SIZE,
    is_bold: bool = False,
) -> float:
    """Points for a row: not every program fits rows to the text that is wrapped in them."""
    needed = 1
    for value, column in zip(values, columns, strict=True):
        text = value.result if isinstance(value, Formula) else value
        if isinstance(text, str):
            room = column.width * _POINTS_A_CHARACTER
            needed = max(needed, wrapping.lines(text, width=room, size=size, is_bold=is_bold))
    return min(_TALLEST_ROW, needed * _POINTS_A_LINE * size / decree.TABLE_SIZE + 2)


def _put(sheet: Worksheet, row: int, place: int, value: Value, faces: _Faces) -> None:
    if isinstance(value, Formula):
        shown: Any = value.result if isinstance(value.result, str) else float(value.result)
        sheet.write_formula(row, place, f"={value.text}", faces.figure(value.places), shown)
    elif isinstance(value, Figure):
        sheet.write_number(row, place, float(value.number), faces.figure(value.places))
    elif value:
        sheet.write_string(row, place, content.printable(value), faces.text)
    else:
        sheet.write_blank(row, place, None, faces.text)


def exact(number: Decimal) -> str:
    """A number inside a formula."""
    return points.shortest(number)
