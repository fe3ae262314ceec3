"""Tables of figures as they come in files: comma-separated text or a workbook, into rows of cells; pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from parindex.cycle.documents.formats import decoding, packages, sheets
from parindex.engine.values.vietnamese import fold, nfc, squeeze

UNIT = ("don vi", "ten don vi", "unit", "unit name")
CODE = ("ma", "ma don vi", "code", "unit code")
VALUE = ("gia tri", "so lieu", "ket qua", "value", "figure")
DONE = ("so dat", "da thuc hien", "so da thuc hien", "done", "part")
TOTAL = ("tong so", "tong", "total", "whole")
_HEADS = {"unit": UNIT, "code": CODE, "value": VALUE, "done": DONE, "total": TOTAL}
_FURTHEST_HEAD = 20
_PARTS = ";\t,"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BESIDE = re.compile(r"\s*\(.*\)$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and what stands in the columns we know."""

    number: int
    unit: str = ""
    code: str = ""
    value: str = ""
    done: str = ""
    total: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it holds no figure at all."""
        return not (self.value or self.done or self.total)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns we know that the table has, and its rows."""

    columns: frozenset[str]
    rows: tuple[Row, ...]


def read(data: bytes) -> Table:
    """The table in ``data``: of a workbook the first sheet with known columns. Raises blocks.Unusable."""
    return next((each for each in map(_table, sheets_of(data)) if each.columns), Table(frozenset(), ()))


def by_column(data: bytes, heads: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, Table]]:
    """For each column of ``heads`` that the table has: its head as printed, and the table of its figures.

    At the line of heads with most known columns. Raises blocks.Unusable.
    """
    folded = {fold(head): name for name, said in heads.items() for head in said}
    best: dict[str, tuple[str, Table]] = {}
    for lines in sheets_of(data):
        for at, (_, cells) in enumerate(lines[:_FURTHEST_HEAD]):
            units = {name: place for name, place in _columns(cells).items() if name in ("unit", "code")}
            found = {
                folded[_BESIDE.sub("", fold(text))]: place
                for place, text in enumerate(cells)
                if _BESIDE.sub("", fold(text)) in folded
            }
            if units and len(found) > len(best):
                best = {
                    name: (squeeze(cells[place]), _one_column(lines[at + 1 :], units | {"value": place}))
                    for name, place in found.items()
                }
    return best


def _one_column(lines: Sequence[tuple[int, list[str]]], columns: dict[str, int]) -> Table:
    rows = (_row(number, texts, columns) for number, texts in lines)
    return Table(frozenset(columns), tuple(row for row in rows if row.unit or row.code))


def sheets_of(data: bytes) -> Iterator[list[tuple[int, list[str]]]]:
    """The lines of every sheet, each with its number; text is one sheet. Raises blocks.Unusable."""
    if data.startswith(b"PK"):
        yield from _workbook(data)
    else:
        yield _text(data)


def _table(lines: list[tuple[int, list[str]]]) -> Table:
    for at, (_, cells) in enumerate(lines[:_FURTHEST_HEAD]):
        columns = _columns(cells)
        if {"unit", "code"} & set(columns) and {"value", "done", "total"} & set(columns):
            rows = (_row(number, texts, columns) for number, texts in lines[at + 1 :])
            return Table(frozenset(columns), tuple(row for row in rows if row.unit or row.code))
    known = frozenset(name for _, cells in lines[:_FURTHEST_HEAD] for name in _columns(cells))
    return Table(known, ())


def _columns(cells: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, text in enumerate(cells):
        said = _BESIDE.sub("", fold(text))
        name = next((name for name, heads in _HEADS.items() if said in heads), None)
        if name is not None:
            found.setdefault(name, at)
    return found


def _row(number: int, texts: list[str], columns: dict[str, int]) -> Row:
    said = {name: squeeze(nfc(texts[at])) if at < len(texts) else "" for name, at in columns.items()}
    return Row(number, **said)


def _text(data: bytes) -> list[tuple[int, list[str]]]:
    text = decoding.text_of(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    part = max(_PARTS, key=first.count)
    reader = csv.reader(StringIO(text), delimiter=part)
    return [(reader.line_num, row) for row in reader]


def _workbook(data: bytes) -> Iterator[list[tuple[int, list[str]]]]:
    package = packages.opened(data)
    main = package.main()
    relations = package.relations(main)
    related = dict(relations.values())
    book = package.xml(main)
    shared = sheets.book(
        package.xml(related.get("sharedStrings", "")), package.xml(related.get("styles", "")), book
    )
    for item in book.findall(f"{sheets.S}sheets/{sheets.S}sheet"):
        kind, part = relations.get(item.get(_ID, ""), ("", ""))
        if kind == "worksheet" and part in package.names:
            sheet = sheets.read(package.part(part), shared)
            yield [(number, _laid(cells)) for number, cells in sorted(sheet.rows.items())]


def _laid(cells: list[sheets.Filled]) -> list[str]:
    """The texts of a row at their columns, blanks between."""
    found: list[str] = []
    for cell in sorted(cells, key=lambda each: each.column):
        found += [""] * (cell.column - 1 - len(found))
        found.append(cell.text)
    return found
