"""The first sheet of a workbook with cases, as the text of a CSV file; its rows keep their numbers; pure."""

from __future__ import annotations

import csv
from io import StringIO

from parindex.cycle.measures import tables
from parindex.foundation.cases import columns

_FURTHEST_HEAD = 20


def text_of(data: bytes) -> bytes:
    """The sheet with the most known headings, from its first row on. Raises blocks.Unusable."""
    sheets = [(_known(sheet), sheet) for sheet in tables.sheets_of(data)]
    best = max(sheets, key=lambda each: each[0], default=(0, []))[1]
    width = max((len(cells) for _, cells in best), default=0)
    text, last = StringIO(), 0
    writer = csv.writer(text, delimiter=";")
    for number, cells in best:
        text.write("\r\n" * (number - last - 1))
        last = number
        writer.writerow([cell.replace("\n", " ").replace("\r", " ") for cell in _filled(cells, width)])
    return text.getvalue().encode()


def _filled(cells: list[str], width: int) -> list[str]:
    return [*cells, *("" for _ in range(width - len(cells)))]


def _known(sheet: list[tuple[int, list[str]]]) -> int:
    return max((len(columns.known(cells)) for _, cells in sheet[:_FURTHEST_HEAD]), default=0)
