"""Tables of entries as they come in files, into rows of cells by field; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parindex.cycle.measures import tables
from parindex.cycle.registers.fields import Field
from parindex.engine.values.vietnamese import fold, nfc, squeeze

UNIT, CODE, DAY = "@unit", "@code", "@day"
"""The columns every register has, beside its own fields."""
DAY_HEADS = ("ngay", "ngay phat sinh", "ngay dien ra", "date")
_FURTHEST_HEAD = 20
_BESIDE = re.compile(r"\s*(\(.*\)|\*)$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and what stands in the columns we know."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns we know that the table has, with their heads as printed, and its rows."""

    columns: Mapping[str, str]
    rows: tuple[Row, ...]


def read(data: bytes, fields: Sequence[Field]) -> Table:
    """The table in ``data``: at the line of heads with most known columns. Raises blocks.Unusable."""
    best = Table({}, ())
    for lines in tables.sheets_of(data):
        for at, (_, cells) in enumerate(lines[:_FURTHEST_HEAD]):
            columns = _columns(cells, fields)
            if len(columns) > len(best.columns):
                heads = {name: squeeze(cells[place]) for name, place in columns.items()}
                rows = (_row(number, texts, columns) for number, texts in lines[at + 1 :])
                best = Table(heads, tuple(row for row in rows if any(row.cells.values())))
    return best


def _columns(cells: Sequence[str], fields: Sequence[Field]) -> dict[str, int]:
    known = {head: name for name, heads in _heads(fields).items() for head in heads}
    found: dict[str, int] = {}
    for at, text in enumerate(cells):
        name = known.get(_BESIDE.sub("", fold(text)).strip())
        if name is not None:
            found.setdefault(name, at)
    return found


def _heads(fields: Sequence[Field]) -> dict[str, tuple[str, ...]]:
    """What may stand above each column; a field of the register goes before the columns all have."""
    own: dict[str, tuple[str, ...]] = {
        each.key: (fold(each.label.vi), fold(each.label.en), fold(each.key)) for each in fields
    }
    shared: dict[str, tuple[str, ...]] = {UNIT: tables.UNIT, CODE: tables.CODE, DAY: DAY_HEADS}
    return shared | own


def _row(number: int, texts: Sequence[str], columns: Mapping[str, int]) -> Row:
    cells = {name: squeeze(nfc(texts[at])) if at < len(texts) else "" for name, at in columns.items()}
    return Row(number, cells)
