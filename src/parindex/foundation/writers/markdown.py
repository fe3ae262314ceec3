"""An official document as Markdown with pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from parindex.foundation.writers import content, grid, prose
from parindex.foundation.writers.content import Align, Cell, Column, Content, Line, Run, Start, Table

_SPECIAL: Final = re.compile(r"([\\`*_|<>\[\]])")
_HEADINGS: Final = {
    prose.Rank.TITLE: "# ",
    prose.Rank.SECTION: "## ",
    prose.Rank.PART: "### ",
    prose.Rank.SUBPART: "#### ",
    prose.Rank.TEXT: "",
}
_DELIMITERS: Final = {
    Align.LEFT: "---",
    Align.CENTRE: ":---:",
    Align.RIGHT: "---:",
    Align.JUSTIFIED: "---",
}


def write(document: Content) -> bytes:
    """``document`` as UTF-8 Markdown; lines inside a cell are parted by ``<br>``."""
    notes: list[str] = []
    pieces = [_piece(block, notes) for block in prose.flow(document)]
    pieces += [f"[^{number}]: {note}" for number, note in enumerate(notes, start=1)]
    return ("\n\n".join(pieces) + "\n").encode()


def _piece(block: prose.Written | Table, notes: list[str]) -> str:
    if isinstance(block, Table):
        return "\n".join(_rows(block))
    text = _HEADINGS[block.rank] + _line(block.line, notes)
    return f"\\{text}" if text.startswith("#") and block.rank is prose.Rank.TEXT else text


def _rows(table: Table) -> Iterator[str]:
    """Head, delimiter, rows; Markdown knows one head row, so a second one is the first row below."""
    rows = grid.places((*table.head, *table.rows), width=len(table.columns))
    if not table.head:
        yield "|" + "  |" * len(table.columns)
        yield _delimiters(table.columns)
    for number, row in enumerate(rows):
        yield "| " + " | ".join(_cell(place.cell) if place.begins else "" for place in row) + " |"
        if number == 0 and table.head:
            yield _delimiters(table.columns)


def _delimiters(columns: tuple[Column, ...]) -> str:
    return "| " + " | ".join(_DELIMITERS[column.align] for column in columns) + " |"


def _cell(cell: Cell) -> str:
    return "<br>".join(
        f"- {_line(line, [])}" if line.start is Start.ITEM else _line(line, []) for line in cell.lines
    )


def _line(line: Line, notes: list[str]) -> str:
    return "".join(_run(run, notes) for run in line.runs)


def _run(run: Run, notes: list[str]) -> str:
    text = _faced(run)
    if not run.note:
        return text
    notes.append(_escaped(run.note))
    return f"{text}[^{len(notes)}]"


def _faced(run: Run) -> str:
    """Emphasis marks stand tight around the words, blanks outside them."""
    words = run.text.strip()
    mark = ("**" if run.bold else "") + ("*" if run.italic else "")
    if not words or not mark:
        return _escaped(run.text)
    before, _, after = run.text.partition(words)
    return f"{before}{mark}{_escaped(words)}{mark[::-1]}{after}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", content.printable(" ".join(text.split("\n"))))
