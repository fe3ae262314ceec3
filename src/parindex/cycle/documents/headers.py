"""Headers of grids: the rows that name the columns, and rows that only number them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parindex.cycle.documents import codes, figures
from parindex.cycle.documents import columns as headings
from parindex.cycle.documents.blocks import Cell, Line, Merge, Row, Table
from parindex.cycle.documents.outline import Column, Role
from parindex.engine.values.vietnamese import fold

_DEEPEST_HEADER = 12
_MOST_ROWS = 4
_POINTS = re.compile(r"\bdiem\b|\bchi so\b|index|ket qua")
_SAMPLE = 60
_YEAR = re.compile(r"20\d\d")
_INDEX = re.compile(r"\(?(\d{1,2}|[a-z])\)?")


def find(table: Table) -> tuple[int, int, tuple[Column, ...]] | None:
    """First row, row after the last, and columns of the header, if the table has one."""
    for start, row in enumerate(table.rows[:_DEEPEST_HEADER]):
        found = _at(table, start)
        if found is None:
            if sum(bool(text) for text in texts_of(row)) > 2 and start >= 6:
                return None
            continue
        end, columns = found
        if end < len(table.rows) and is_index_row(texts_of(table.rows[end])):
            end += 1
        if not _is_of_points(columns, table.rows[end:]):
            return start, end, columns
    return None


def _at(table: Table, start: int) -> tuple[int, tuple[Column, ...]] | None:
    """The row after the last one of the header that begins here, and its columns."""
    for end, headed, telling in _candidates(table.rows[start : start + _MOST_ROWS + 1]):
        coded = _coded(table, start + end)
        columns = headings.of_headings(headed, telling=telling, coded=coded)
        if columns:
            return start + end, columns
    return None


def _candidates(rows: Sequence[Row]) -> Iterable[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """How many of these rows may make a header, its headings and what tells their roles; the best first."""
    marked = next((place for place, row in enumerate(rows) if is_index_row(texts_of(row))), 0)
    if marked > 1 and not any(row.cells[0].text for row in rows[1:marked]):
        yield marked, *_stacked(_over(rows[: marked - 1]), rows[marked - 1])
    if len(rows) > 2 and _may_stand_under(rows[0], rows[1]) and _ends(_over(rows[:2]), rows[2]):
        yield 3, *_stacked(_over(rows[:2]), rows[2])
    if len(rows) > 1 and _ends(rows[0], rows[1]):
        yield 2, *_stacked(rows[0], rows[1])
    yield 1, texts_of(rows[0]), ()


def _over(rows: Sequence[Row]) -> Row:
    """The upper rows of a header as one row of headings."""
    upper = rows[0]
    for lower in rows[1:]:
        stacked, _ = _stacked(upper, lower)
        upper = Row(tuple(Cell((Line(text),)) if text else Cell() for text in stacked))
    return upper


def _may_stand_under(upper: Row, lower: Row) -> bool:
    """Whether a row can be the middle of a header: words only under groups, no figures but years."""
    words = texts_of(lower)
    filled = [place for place, text in enumerate(words) if text]
    if not filled or words[0] or is_index_row(words):
        return False
    said = "".join(_YEAR.sub("", words[place]) for place in filled)
    return _is_under_groups(upper, filled) and not any(letter.isdigit() for letter in said)


def _is_of_points(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether a table that looks like tasks prints points: no list of tasks is mostly figures."""
    roles = {column.role for column in columns}
    if headings.is_criteria(roles) or roles & {Role.DEADLINE, Role.PARTNER, Role.DELIVERABLE}:
        return False
    others = [place for place, column in enumerate(columns) if column.role is Role.OTHER]
    if not any(_POINTS.search(fold(columns[place].heading)) for place in others):
        return False
    printed = [sum(figures.is_figure(row.cells[place].text) for place in others) for row in rows]
    return sum(count > 1 for count in printed) * 2 > len(rows)


def _ends(upper: Row, lower: Row) -> bool:
    """Whether a row is the last of a header, below one that stands above it."""
    words = texts_of(lower)
    filled = [place for place, text in enumerate(words) if text]
    if not filled or words[0] or is_index_row(words) or not any(texts_of(upper)):
        return False
    told = all(headings.looks_like(words[place]) for place in filled) or _is_under_groups(upper, filled)
    if not told or len(filled) == len(words):
        return False
    if any(
        any(letter.isdigit() for letter in words[place]) and not headings.year_of(words[place])
        for place in filled
    ):
        return False
    return len(filled) > 1 or texts_of(upper)[filled[0]] == "" or _is_group(upper, filled[0])


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
