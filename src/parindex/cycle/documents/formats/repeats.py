"""Cells that converters repeat over a merged range, each said once, at its left and top."""

from __future__ import annotations

import re
from itertools import pairwise

Grid = list[list[str]]

_WORDS = re.compile(r"[^\W\d_]{2}")
_NUMBER = re.compile(r"\d[\d.]*")
_FIGURE = re.compile(r"[<>=≥≤]*\s*\d+(?:[.,]\d+)?\s*%?")


def said_once(grid: Grid) -> Grid:
    """``grid`` with blanks where a cell only repeats the merged one to its left or above."""
    rows = [[cell.strip() for cell in row] for row in grid]
    once = [_across(row) for row in rows]
    for place, (above, row) in enumerate(pairwise(rows)):
        if _is_double_header(above, row):
            left = ["", *above[:-1]]
            once[place] = ["" if same == cell else cell for same, cell in zip(left, above, strict=True)]
            once[place + 1] = ["" if top == cell else cell for top, cell in zip(above, row, strict=True)]
        elif _is_second_assignment(above, row):
            once[place + 1][:2] = ["", ""]
    return once


def _across(row: list[str]) -> list[str]:
    """A row whose cells, after the first or all of them, say one thing; a total's name over two cells."""
    rest = set(row[1:])
    enough = 4 if _NUMBER.fullmatch(row[0]) else 3
    if len(row) >= enough and len(rest) == 1 and _WORDS.search(row[1]):
        name = "" if row[0] == row[1] else row[1]
        return [row[0], name, *[""] * (len(row) - 2)]
    if row[0] == row[1] and _WORDS.search(row[0]):
        return [row[0], "", *row[2:]]
    return row


def _is_double_header(above: list[str], row: list[str]) -> bool:
    """Whether a heading stands over each column twice, or once over several that ``row`` parts."""
    groups = [
        bool(cell) and cell in (above[max(0, place - 1)] if place else None, *above[place + 1 : place + 2])
        for place, cell in enumerate(above)
    ]
    kept = [top == cell and bool(_WORDS.search(cell)) for top, cell in zip(above, row, strict=True)]
    parted = [group and not same for group, same in zip(groups, kept, strict=True)]
    return any(kept) and any(parted) and all(one or two for one, two in zip(kept, parted, strict=True))


def _is_second_assignment(above: list[str], row: list[str]) -> bool:
    """Whether number and words repeat the row above for another deadline or lead."""
    if not _NUMBER.fullmatch(row[0]) or row[:2] != above[:2] or not _WORDS.search(row[1]) or row == above:
        return False
    return not any(_FIGURE.fullmatch(cell) for cell in row[2:])
