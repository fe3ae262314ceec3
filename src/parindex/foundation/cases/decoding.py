"""Bytes of a CSV file as UTF-8, or why they are none; its separator, headings and rows; pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import nfc
from parindex.foundation.cases import columns, findings
from parindex.foundation.cases.findings import Rejected

MOST_ROWS = 5_000_000
LONGEST_LINE = 65_536
_SEPARATORS = ";\t,|"
_FURTHEST_HEAD = 20
_MARKS = (
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
    (b"\xef\xbb\xbf", "utf-8-sig", ""),
)
_LEGACY = "cp1258"


@dataclass(frozen=True, slots=True)
class Text:
    """A table as text: UTF-8, its separator, how many lines stand above its first row, its columns."""

    data: bytes
    separator: str
    above: int
    width: int
    places: dict[str, int]
    found: tuple[Finding, ...] = ()


def read(data: bytes) -> Text:
    """The table in ``data``. Raises Rejected: no text, another encoding, no headings, too much."""
    recoded, found = _utf8(data)
    if b"\x00" in recoded:
        raise Rejected((findings.unreadable(),))
    heads = list(_heads(recoded))
    for above, cells, separator in heads:
        places = columns.placed(cells)
        if len(places) >= 3:
            columns.check(places)
            if len(cells) > columns.MOST:
                raise Rejected((findings.too_many(MOST_ROWS),))
            return Text(recoded, separator, above, len(cells), places, found)
    columns.check({key: 0 for _, cells, _ in heads for key in columns.placed(cells)})
    raise Rejected((findings.unreadable(),))


def rows_at(text: Text, wanted: Iterable[int]) -> dict[int, int]:
    """The row of the file in which each wanted case (from 1) stands: blank rows are rows as well."""
    left, found, case = set(wanted), {}, 0
    reader = csv.reader(StringIO(text.data.decode(), newline=""), delimiter=text.separator)
    for row, cells in enumerate(reader, start=1):
        if row <= text.above or not cells:
            continue
        case += 1
        if case in left:
            found[case] = row
            left.remove(case)
            if not left:
                break
    return found


def _utf8(data: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as wrong:
                row = data[: wrong.start].decode(encoding, "ignore").count("\n") + 1
                raise Rejected((findings.not_utf8(row=row),)) from None
            return text.encode(), ((findings.recoded(name),) if name else ())
    try:
        data.decode()
    except UnicodeDecodeError as wrong:
        return _legacy(data, wrong.start)
    return data, ()


def _legacy(data: bytes, at: int) -> tuple[bytes, tuple[Finding, ...]]:
    """Windows-1258, when its headings are ours in it and not in UTF-8: else nobody can know."""
    row = data.count(b"\n", 0, at) + 1
    refused = Rejected((findings.not_utf8(row=row),))
    end = data.find(b"\n", at)
    head = data if end < 0 else data[:end]
    if b"\x00" in data or row > _FURTHEST_HEAD:
        raise refused
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.isascii() and _is_utf8(line):
            raise Rejected((findings.not_utf8(row=max(row, number)),))
    try:
        heads = _heads(nfc(head.decode(_LEGACY)).encode())
        if not any(above == row and len(columns.placed(cells)) >= 3 for above, cells, _ in heads):
            raise refused
        return nfc(data.decode(_LEGACY)).encode(), (findings.recoded("Windows-1258"),)
    except UnicodeDecodeError:
        raise refused from None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _heads(data: bytes) -> Iterator[tuple[int, list[str], str]]:
    """The first rows as cells, each with how many rows stand above what follows it, and its separator."""
    start = 0
    for above in range(1, _FURTHEST_HEAD + 1):
        if start >= len(data):
            return
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        if end - start > LONGEST_LINE:
            raise Rejected((findings.too_many(MOST_ROWS),))
        line = data[start:end].decode(errors="replace").rstrip("\r")
        separator = max(_SEPARATORS, key=line.count)
        yield above, next(csv.reader([line], delimiter=separator), []), separator
        start = end + 1
