"""Tables drawn with pipes, as markdown and text extractors write them."""

from __future__ import annotations

import re
from itertools import zip_longest

from parindex.cycle.documents.blocks import Cell, Line, Row, Table
from parindex.cycle.documents.formats import frames, markup, repeats

_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$")
_UNFILLED = re.compile(r"NaN|nan|Unnamed: \d+(?:_level_\d+)?")
_PIPE = re.compile(r"(?<!\\)\|")


def begins(lines: list[str], position: int) -> bool:
    """Whether a pipe table begins at this line; where the line above began one, it came to nothing."""
    return _may_begin(lines, position) and not (position and _may_begin(lines, position - 1))


def _may_begin(lines: list[str], position: int) -> bool:
    line = lines[position].strip()
    if frames.is_rule(line):
        return position + 1 < len(lines) and lines[position + 1].strip().startswith("|")
    if not _PIPE.search(line):
        return False
    bars = len(_PIPE.findall(line))
    if line.startswith("|"):
        return bars >= 2
    below = lines[position + 1] if position + 1 < len(lines) else ""
    return _is_rule(below) or (bars >= 2 and len(_PIPE.findall(below)) == bars)


def table(lines: list[str], position: int) -> tuple[Table | None, int]:
    """The table that begins here and the line after it."""
    end = position
    while end < len(lines) and (_PIPE.search(lines[end]) or frames.is_rule(lines[end])):
        end += 1
    written = [line for line in lines[position:end] if not _is_rule(line)]
    is_open = not lines[position].lstrip().startswith(("|", "+")) and end - position == len(written)
    split = _PIPE.split if is_open else _fields
    grid = [_row([split(line) for line in row]) for row in frames.rows(written)]
    width = max((len(fields) for fields in grid), default=0)
    if width < 2:
        return None, position
    filled = repeats.said_once([fields + [""] * (width - len(fields)) for fields in grid])
    return Table(tuple(Row(tuple(_cell(field) for field in fields)) for fields in filled)), end


def _row(lines: list[list[str]]) -> list[str]:
    if len(lines) == 1:
        return lines[0]
    return [frames.joined(list(pieces)) for pieces in zip_longest(*lines, fillvalue="")]


def _is_rule(line: str) -> bool:
    return "|" in line and bool(_RULE.match(line))


def _fields(line: str) -> list[str]:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return _PIPE.split(inner)


def _cell(field: str) -> Cell:
    if _UNFILLED.fullmatch(field):
        return Cell()
    lines = markup.lines(markup.unescaped(field))
    return Cell(tuple(Line(markup.revealed(line.text), line.start) for line in lines))
