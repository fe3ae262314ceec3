"""One worksheet's XML as filled cells with their places, merged ranges and looks."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from parindex.cycle.documents.formats import limits, numberformats, packages

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MAX_COLUMN = 16_384
MAX_ROW = 1_048_576
_ENDLESS = 8_000_000
_COVERED = 5_000_000

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell is formatted: its number format, and what tells titles and tables apart."""

    code: str = numberformats.GENERAL
    bold: bool = False
    italic: bool = False
    centred: bool = False
    bordered: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share."""

    strings: tuple[str, ...] = ()
    looks: tuple[CellLook, ...] = ()
    from_1904: bool = False
    tally: limits.Tally = field(default_factory=limits.Tally)


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell with text, as displayed, and the rows and columns it covers."""

    row: int
    column: int
    text: str
    look: CellLook
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Sheet:
    """The filled cells of a sheet by row; rows drawn with rules though blank; formulas never computed.

    ``blank`` gives by row the columns whose ruled cell is blank and no part of a merged one.
    """

    rows: dict[int, list[Filled]] = field(default_factory=dict)
    ruled: set[int] = field(default_factory=set)
    blank: dict[int, set[int]] = field(default_factory=dict)
    uncomputed: list[str] = field(default_factory=list)


def place(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of a reference such as "B12"; (0, 0) for what is no reference."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - 64
    return int(match.group(2)), column


def reference(row: int, column: int) -> str:
    """The reference of a row and column: (12, 2) is "B12"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def book(strings: Any, styles: Any, workbook: Any) -> Book:
    """The shared strings, looks and date system from the root elements of those parts."""
    properties = workbook.find(f"{S}workbookPr")
    mac = properties is not None and properties.get("date1904") in {"1", "true"}
    items = () if strings is None else strings.findall(f"{S}si")
    return Book(strings=tuple(text_of(item) for item in items), looks=_looks(styles), from_1904=mac)


def text_of(item: Any) -> str:
    """The text of a shared or inline string: all runs, without phonetic guides."""
    runs = [t.text or "" for t in item.iter(f"{S}t") if t.getparent().tag != f"{S}rPh"]
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), "".join(runs))


def _looks(root: Any) -> tuple[CellLook, ...]:
    if root is None:
        return ()
    codes = dict(numberformats.BUILT_IN)
    for item in root.findall(f"{S}numFmts/{S}numFmt"):
        codes[_index(item, "numFmtId")] = item.get("formatCode", numberformats.GENERAL)
    fonts = [(_on(font, "b"), _on(font, "i")) for font in root.findall(f"{S}fonts/{S}font")]
    borders = [_is_ruled(border) for border in root.findall(f"{S}borders/{S}border")]
    return tuple(_look(item, codes, fonts, borders) for item in root.findall(f"{S}cellXfs/{S}xf"))


def _look(item: Any, codes: dict[int, str], fonts: list[tuple[bool, bool]], borders: list[bool]) -> CellLook:
    font, border = _index(item, "fontId"), _index(item, "borderId")
    bold, italic = fonts[font] if font < len(fonts) else (False, False)
    alignment = item.find(f"{S}alignment")
    across = {"center", "centerContinuous"}
    return CellLook(
        code=codes.get(_index(item, "numFmtId"), numberformats.GENERAL),
        bold=bold,
        italic=italic,
        centred=alignment is not None and alignment.get("horizontal") in across,
        bordered=border < len(borders) and borders[border],
    )


def _index(item: Any, name: str) -> int:
    text = item.get(name, "0")
    return int(text) if text.isdecimal() else 0


def _on(font: Any, name: str) -> bool:
    toggle = font.find(f"{S}{name}")
    value = None if toggle is None else str(toggle.get("val", "1"))
    return value not in {None, "0", "false"}


def _is_ruled(border: Any) -> bool:
    sides = ("left", "right", "start", "end", "top", "bottom")
    drawn = [side for side in border if side.tag in {f"{S}{name}" for name in sides}]
    return len([side for side in drawn if side.get("style", "none") != "none"]) >= 2


def read(data: bytes, shared: Book) -> Sheet:
    """The filled cells of a worksheet part; cells that are only formatted cost nothing."""
    sheet = Sheet()
    merges: list[str] = []
    for strict, usual in packages.STRICT:
        data = data.replace(strict, usual)
    if packages.pieces(data) > packages.MAX_SHEET_PIECES or _has_endless_row(data):
        raise limits.too_long()
    number = 0
    try:
        events = etree.iterparse(
            io.BytesIO(data),
            tag=(f"{S}row", f"{S}mergeCell"),
            resolve_entities=False,
            no_network=True,
        )
        for _, element in events:
            if element.tag == f"{S}row":
                number = _row(element, number, sheet, shared)
            else:
                merges.append(element.get("ref", ""))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise packages.misread(error) from error
    _merge(sheet, merges)
    return sheet


def _has_endless_row(data: bytes) -> bool:
    """Whether no row ends for longer than any row is: it would be held as a whole."""
    position = 0
    while len(data) - position > _ENDLESS:
        position = data.rfind(b"row", position + 1, position + _ENDLESS)
        if position < 0:
            return True
    return False


def _row(element: Any, above: int, sheet: Sheet, shared: Book) -> int:
    told = element.get("r", "")
    number = int(told) if told.isdecimal() else above + 1
    filled = []
    column = 0
    for cell in element.iter(f"{S}c"):
        column = place(cell.get("r", ""))[1] or column + 1
        look = _look_of(cell, shared)
        if len(cell):
            text = _text(cell, look, shared, sheet, reference(number, column))
            if text.strip():
                filled.append(Filled(number, column, text, look))
        if look.bordered:
            sheet.ruled.add(number)
            sheet.blank.setdefault(number, set()).add(column)
    sheet.blank.get(number, set()).difference_update(cell.column for cell in filled)
    if filled:
        sheet.rows[number] = filled
        shared.tally.count([cell.text for cell in filled])
    else:
        sheet.blank.pop(number, None)
    return number


def _look_of(cell: Any, shared: Book) -> CellLook:
    index = _index(cell, "s")
    return shared.looks[index] if index < len(shared.looks) else CellLook()


def _text(cell: Any, look: CellLook, shared: Book, sheet: Sheet, where: str) -> str:
    kind = cell.get("t", "n")
    inline = cell.find(f"{S}is")
    if kind == "inlineStr":
        return "" if inline is None else text_of(inline)
    value = cell.find(f"{S}v")
    stored = "" if value is None or value.text is None else value.text
    if not stored and kind != "str" and cell.find(f"{S}f") is not None:
        sheet.uncomputed.append(where)
    if not stored:
        return ""
    if kind == "s":
        return shared.strings[int(stored)] if stored.isdecimal() and int(stored) < len(shared.strings) else ""
    if kind == "b":
        return "TRUE" if stored == "1" else "FALSE"
    if kind == "d":
        return _day(stored, look)
    if kind == "n":
        return numberformats.display(stored, look.code, from_1904=shared.from_1904)
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), stored)


def _day(stored: str, look: CellLook) -> str:
    try:
        return numberformats.moment(datetime.datetime.fromisoformat(stored.rstrip("Z")), look.code)
    except ValueError:
        return stored


def _cover(sheet: Sheet, rows: range, columns: range) -> None:
    """Places inside a merged range are no blank cells of their own."""
    for number in rows if len(rows) < len(sheet.blank) else [row for row in sheet.blank if row in rows]:
        covered = {column for column in sheet.blank.get(number, ()) if column in columns}
        sheet.blank.get(number, set()).difference_update(covered)


def _merge(sheet: Sheet, merges: list[str]) -> None:
    """Give each filled cell that heads a merged range the rows and columns of the range."""
    spans = {}
    covered = 0
    for merged in merges:
        first, _, last = merged.partition(":")
        (top, left), (bottom, right) = place(first), place(last)
        if top and bottom >= top and right >= left:
            spans[top, left] = (bottom - top + 1, right - left + 1)
            covered += min(bottom - top + 1, len(sheet.blank))
            if covered > _COVERED:
                raise limits.too_long()
            _cover(sheet, range(top, bottom + 1), range(left, right + 1))
    for number, cells in sheet.rows.items():
        sheet.rows[number] = [
            Filled(cell.row, cell.column, cell.text, cell.look, *spans[cell.row, cell.column])
            if (cell.row, cell.column) in spans
            else cell
            for cell in cells
        ]
