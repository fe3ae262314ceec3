"""A workbook of live tables: figures and formulas that Excel and LibreOffice reckon again."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from parindex.engine.values import points
from parindex.foundation.writers import content, decree

_A4: Final = 9
_LONGEST_NAME: Final = 31


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
        self.title = book.add_format({**plain, "bold": True, "font_size": decree.TABLE_SIZE + 2})
        self.note = book.add_format({**plain, "italic": True})
        self.head = book.add_format({**self._plain, "bold": True, "text_wrap": True, "align": "center"})
        self.text = book.add_format({**self._plain, "text_wrap": True})

    def figure(self, places: int) -> Format:
        """Numbers with so many decimals."""
        shown = "0." + "0" * places if places else "0"
        if shown not in self._made:
            self._made[shown] = self._book.add_format({**self._plain, "num_format": shown, "align": "right"})
        return self._made[shown]


def _fill(sheet: Worksheet, tab: Tab, faces: _Faces) -> None:
    sheet.write_string(0, 0, content.printable(tab.title), faces.title)
    for row, note in enumerate(tab.notes, start=1):
        sheet.write_string(row, 0, content.printable(note), faces.note)
    for place, column in enumerate(tab.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(tab.head - 1, place, content.printable(column.title), faces.head)
    for row, values in enumerate(tab.rows, start=tab.head):
        for place, value in enumerate(values):
            _put(sheet, row, place, value, faces)
    sheet.freeze_panes(tab.head, tab.kept)
    sheet.repeat_rows(tab.head - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


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
