"""An official document as plain text, tables tab-separated, the way text extractors leave them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from html import escape
from itertools import groupby

from parindex.foundation.writers import content, grid, prose
from parindex.foundation.writers.content import Cell, Content, Line, Run, Start, Table


class Marks(StrEnum):
    """What is left of lists, paragraphs and faces inside cells: nothing, or HTML tags."""

    NONE = "none"
    TAGS = "tags"


def write(document: Content, *, marks: Marks = Marks.NONE) -> bytes:
    """``document`` as UTF-8 text; paragraphs stand apart by a blank line, rows of a table do not."""
    notes: list[str] = []
    pieces = [_piece(block, marks=marks, notes=notes) for block in prose.flow(document)]
    pieces += [f"[{number}] {note}" for number, note in enumerate(notes, start=1)]
    return ("\n\n".join(pieces) + "\n").encode()


def _piece(block: prose.Written | Table, *, marks: Marks, notes: list[str]) -> str:
    if isinstance(block, Table):
        return "\n".join(_rows(block, marks=marks))
    return "".join(_run(run, notes) for run in block.line.runs)


def _run(run: Run, notes: list[str]) -> str:
    """The words and, in brackets, the number of the footnote they call."""
    if not run.note:
        return _clean(run.text)
    notes.append(_clean(run.note))
    return f"{_clean(run.text)}[{len(notes)}]"


def _rows(table: Table, *, marks: Marks) -> Iterator[str]:
    """One line a row; a place that continues a merged cell is blank."""
    spelled = _tagged if marks is Marks.TAGS else _plain
    for row in grid.places((*table.head, *table.rows), width=len(table.columns)):
        yield "\t".join(spelled(place.cell) if place.begins else "" for place in row)


def _plain(cell: Cell) -> str:
    """All lines in one, items behind their dashes."""
    return " ".join(_dashed(line) for line in cell.lines)


def _dashed(line: Line) -> str:
    return f"- {_clean(line.text)}" if line.start is Start.ITEM else _clean(line.text)


def _tagged(cell: Cell) -> str:
    """Lists, further paragraphs, breaks and faces as HTML tags; a single plain line stays bare."""
    if len(cell.lines) == 1 and cell.lines[0].start is not Start.ITEM:
        return _faces(cell.lines[0])
    groups = groupby(cell.lines, key=lambda line: line.start is Start.ITEM)
    return "".join(_list(tuple(lines)) if items else _paragraphs(tuple(lines)) for items, lines in groups)


def _list(lines: tuple[Line, ...]) -> str:
    return "<ul>" + "".join(f"<li>{_faces(line)}</li>" for line in lines) + "</ul>"


def _paragraphs(lines: tuple[Line, ...]) -> str:
    text = ""
    for line in lines:
        if line.start is Start.BREAK and text:
            text = f"{text.removesuffix('</p>')}<br>{_faces(line)}</p>"
        else:
            text += f"<p>{_faces(line)}</p>"
    return text


def _faces(line: Line) -> str:
    return "".join(_face(run) for run in line.runs)


def _face(run: Run) -> str:
    text = escape(_clean(run.text), quote=False)
    if run.bold:
        text = f"<b>{text}</b>"
    return f"<i>{text}</i>" if run.italic else text


def _clean(text: str) -> str:
    """Tabs and line ends separate cells and rows here, so none may stand inside."""
    return content.printable(" ".join(text.split()) if "\t" in text or "\n" in text else text)
