"""Tables drawn with pipes, as markdown and text extractors write them."""

from __future__ import annotations

import re

from parindex.cycle.documents.blocks import Cell, Line, Row, Table
from parindex.cycle.documents.formats import markup

_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$")
_GRID = re.compile(r"\s*\+[-=+:]+\+\s*$")
_PIPE = re.compile(r"(?<!\\)\|")


def begins(lines: list[str], position: int) -> bool:
    """Whether a pipe table begins at this line."""
    line = lines[position].strip()
    if _GRID.match(line):
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
    while end < len(lines) and (_PIPE.search(lines[end]) or _GRID.match(lines[end])):
        end += 1
    written = [line for line in lines[position:end] if not _is_rule(line) and not _GRID.match(line)]
    is_open = not lines[position].lstrip().startswith("|") and end - position == len(written)
    grid = [_PIPE.split(line) if is_open else _fields(line) for line in written]
    width = max((len(fields) for fields in grid), default=0)
    if width < 2:
        return None, position
    rows = tuple(
        Row(tuple(_cell(field) for field in fields + [""] * (width - len(fields)))) for fields in grid
    )
    return Table(rows), end


def _is_rule(line: str) -> bool:
    return "|" in line and bool(_RULE.match(line))


def _fields(line: str) -> list[str]:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return _PIPE.split(inner)


def _cell(field: str) -> Cell:
    lines = markup.lines(markup.unescaped(field.strip()))
    return Cell(tuple(Line(markup.revealed(line.text), line.start) for line in lines))
