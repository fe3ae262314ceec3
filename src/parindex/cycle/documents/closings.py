"""What the last rows of a grid hold that is no row of its table: notes and signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parindex.cycle.documents import codes
from parindex.cycle.documents.blocks import Cell
from parindex.cycle.documents.codes import Kind
from parindex.cycle.documents.outline import Column, Role
from parindex.engine.values.vietnamese import fold

_NOTE = re.compile(r"\W*(?:(?:ghi chu|chu thich|chu giai|luu y|nguon)\s*(?:\d*\s*[:(]|$)|\(\*+\))")
_MARK = re.compile(r"\(?\*+\)?|[-–+•]|(?:ghi chu|chu thich|chu giai|luu y|nguon)\s*:?")
_SIGNED = re.compile(
    r"(?:tm|t/m|kt|tl|tuq)\.\s*(?:uy ban|ubnd|hoi dong|hdnd|thuong truc|dang uy|ban|doan|chu tich|bo truong|"
    r"thu truong|giam doc|vien|cuc|chi cuc|truong|chanh|tong)\b|"
    r"noi nhan\s*(?::|$)|(?:nguoi|can bo) lap(?: bieu| bang)?$"
)
_TOLD = {Role.CODE, Role.NAME}
_NUMBERED = (Kind.NUMBER, Kind.ROMAN, Kind.PART)


def end_of_rows(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> int:
    """The place of the first row that closes the table; the number of rows where none does."""
    place = end = _signature(rows)
    while place > 1 and (lines := _note(columns, rows[place - 1])):
        place -= 1
        end = place if _NOTE.match(fold(lines[0])) else end
    return end


def lines(columns: Sequence[Column], cells: Sequence[Cell]) -> tuple[str, ...]:
    """What a closing row says, line by line."""
    return _note(columns, cells) or tuple(line.text for cell in cells for line in cell.lines)


def is_signature(cells: Sequence[Cell]) -> bool:
    """Whether a row without number begins the end of a document: who signs, receives or made it."""
    if codes.read(cells[0].text).kind in _NUMBERED:
        return False
    return any(signs(cell.text) for cell in cells)


def signs(text: str) -> bool:
    """Whether a line begins with who signs the document, who receives it or who made its table."""
    return bool(_SIGNED.match(fold(text)))


def _signature(rows: Sequence[Sequence[Cell]]) -> int:
    """The place of the first signature below the last numbered row."""
    end = len(rows)
    for place in range(len(rows) - 1, 0, -1):
        if codes.read(rows[place][0].text).kind in _NUMBERED:
            break
        end = place if is_signature(rows[place]) else end
    return end


def _note(columns: Sequence[Column], cells: Sequence[Cell]) -> tuple[str, ...]:
    """The lines of a row that may be a note: one filled cell, or words beside a mark; of others none."""
    filled = {column.role: cell for column, cell in zip(columns, cells, strict=False) if cell.lines}
    if sum(bool(cell.lines) for cell in cells) != len(filled) or not filled.keys() <= _TOLD:
        return ()
    if len(filled) == 1:
        return tuple(line.text for cell in filled.values() for line in cell.lines)
    mark = filled[Role.CODE].text
    return (f"{mark} {filled[Role.NAME].text}",) if _MARK.fullmatch(fold(mark)) else ()
