"""Headers of grids: the one or two rows that name the columns, and rows that only number them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parindex.cycle.documents import codes
from parindex.cycle.documents import columns as headings
from parindex.cycle.documents.blocks import Merge, Row, Table
from parindex.cycle.documents.outline import Column
from parindex.engine.values.vietnamese import fold

_DEEPEST_HEADER = 12
_SAMPLE = 60
_YEAR = re.compile(r"20\d\d")
_INDEX = re.compile(r"\(?(\d{1,2}|[a-z])\)?")


def find(table: Table) -> tuple[int, int, tuple[Column, ...]] | None:
    """First row, row after the last, and columns of the header, if the table has one."""
    for start, row in enumerate(table.rows[:_DEEPEST_HEADER]):
        texts = texts_of(row)
        columns = headings.of_headings(texts, coded=_coded(table, start + 1))
        double = _double(table, start)
        if columns is None and double is None:
            if sum(bool(text) for text in texts) > 2 and start >= 6:
                return None
            continue
        end = start + (2 if double else 1)
        columns = double or columns
        assert columns
        if end < len(table.rows) and is_index_row(texts_of(table.rows[end])):
            end += 1
        return start, end, columns
    return None


def _double(table: Table, start: int) -> tuple[Column, ...] | None:
    """The columns of a header that takes this row and the next, if it does."""
    if start + 1 >= len(table.rows):
        return None
    upper, lower = table.rows[start], table.rows[start + 1]
    words = texts_of(lower)
    filled = [place for place, text in enumerate(words) if text]
    if not filled or words[0] or is_index_row(words) or not any(texts_of(upper)):
        return None
    told = all(headings.looks_like(words[place]) for place in filled) or _is_under_groups(upper, filled)
    if not told or len(filled) == len(words):
        return None
    if any(
        any(letter.isdigit() for letter in words[place]) and not headings.year_of(words[place])
        for place in filled
    ):
        return None
    if len(filled) == 1 and not (texts_of(upper)[filled[0]] == "" or _is_group(upper, filled[0])):
        return None
    stacked, telling = _stacked(upper, lower)
    return headings.of_headings(stacked, telling=telling, coded=_coded(table, start + 2))


def _coded(table: Table, start: int) -> tuple[int, ...]:
    """The places of the columns whose filled cells, from a row on, are mostly codes."""
    rows = [texts_of(row) for row in table.rows[start : start + _SAMPLE]]
    return tuple(place for place in range(len(table.rows[0].cells)) if _holds_codes(rows, place))


def _holds_codes(rows: Sequence[Sequence[str]], place: int) -> bool:
    filled = [row[place] for row in rows if row[place]]
    coded = [text for text in filled if codes.read(text).kind is not codes.Kind.WORDS]
    return len(coded) * 3 > len(filled) * 2 and not all(_YEAR.fullmatch(text) for text in coded)


def _is_under_groups(upper: Row, filled: Sequence[int]) -> bool:
    """Whether these places stand side by side under headings that reach over them."""
    owners = {max((at for at in range(place + 1) if upper.cells[at].text), default=0) for place in filled}
    return len(filled) > 1 and all(owner and _is_group(upper, owner) for owner in owners)


def _is_group(row: Row, place: int) -> bool:
    """Whether the heading here reaches over the next column."""
    return place + 1 < len(row.cells) and (
        row.cells[place + 1].merge is Merge.LEFT or not row.cells[place + 1].text
    )


def _stacked(upper: Row, lower: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Headings of two rows, the group before each heading below it; and what tells their roles."""
    stacked: list[str] = []
    telling: list[str] = []
    group = ""
    for above, below in zip(upper.cells, lower.cells, strict=True):
        group = above.text or (group if below.text else "")
        whole = f"{group} {below.text}".strip() if below.text else above.text
        stacked.append(whole)
        telling.append(below.text if headings.is_telling(below.text) else whole)
    return tuple(stacked), tuple(telling)


def is_index_row(texts: Sequence[str]) -> bool:
    """A row that only numbers the columns: (1) (2) (3), or A B 1 2 3."""
    if any(len(text) > 8 for text in texts):
        return False
    filled = [fold(text).strip() for text in texts if text]
    if len(filled) < 3 or not all(_INDEX.fullmatch(text) for text in filled):
        return False
    numbers = [int(text.strip("()")) for text in filled if text.strip("()").isdigit()]
    bracketed = all(text.startswith("(") for text in filled)
    runs = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return runs and len(numbers) >= 2 and (bracketed or numbers[0] == 1) and len(texts[0]) <= 3


def texts_of(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells)


def flat(header: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """All rows of a header as one."""
    return tuple(" ".join(filter(None, texts)) for texts in zip(*header, strict=True))
