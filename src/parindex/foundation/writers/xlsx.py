"""An official document as an Excel workbook: the text on one sheet, each annex on its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, pairwise
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from parindex.engine.values import points
from parindex.foundation.writers import content, decree, grid, prose, wrapping
from parindex.foundation.writers.content import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Content,
    Heading,
    Line,
    Paper,
    Start,
    Table,
    bold,
    italic,
)

_A4: Final = 9
_FIGURE: Final = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_MILLIMETRES_A_CHARACTER: Final = 2.1
_POINTS_A_LINE: Final = 16
_POINTS_A_CHARACTER: Final = 5.25
_NARROWEST: Final = 3
"""Two edges of columns, of two tables of one sheet, that stand closer than this, in millimetres, are one."""
_TALLEST_ROW: Final = 409
_ALIGNS: Final = {
    Align.LEFT: "left",
    Align.CENTRE: "center",
    Align.RIGHT: "right",
    Align.JUSTIFIED: "justify",
}


def write(document: Content) -> bytes:
    """``document`` as .xlsx bytes; the same content gives the same bytes."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})
        if document.letterhead or document.kind or document.title or document.body:
            _Sheet(book, "Văn bản", widths=(62, 98), paper=Paper.PORTRAIT).main(document)
        taken: set[str] = set()
        for annex in document.annexes:
            _Sheet(book, _name(annex, taken), widths=_widths(annex), paper=annex.paper).annex(annex)
    return target.getvalue()


def _name(annex: Annex, taken: set[str]) -> str:
    """A sheet name Excel accepts, used once."""
    wanted = re.sub(r"[\[\]:*?/\\']", " ", annex.label or "Phụ lục")[:28].strip()
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted} {number}"
    taken.add(name.casefold())
    return name


def _widths(annex: Annex) -> tuple[float, ...]:
    """The columns of the sheet in millimetres: every table of the annex finds its own edges among theirs."""
    measure = decree.SHEETS[annex.paper].measure
    tables = [block.columns for block in annex.blocks if isinstance(block, Table)]
    found = [0.0, float(measure)]
    for columns in sorted(tables, key=len, reverse=True):
        for edge in _edges(columns, measure):
            if all(abs(edge - known) >= _NARROWEST for known in found):
                found.append(edge)
    return tuple(after - before for before, after in pairwise(sorted(found)))


def _edges(columns: tuple[Column, ...], measure: float) -> list[float]:
    """Where each column ends, in millimetres from the left."""
    total = sum(column.width for column in columns)
    return [each * measure / total for each in accumulate(column.width for column in columns)]


def _spans(columns: tuple[Column, ...], widths: tuple[float, ...]) -> tuple[tuple[int, int], ...]:
    """The first and the last column of the sheet that each column of a table takes."""
    ends = list(accumulate(widths))
    found: list[tuple[int, int]] = []
    first = 0
    for left, edge in zip(range(len(columns) - 1, -1, -1), _edges(columns, ends[-1]), strict=True):
        nearest = min(range(len(ends)), key=lambda at: abs(ends[at] - edge))
        last = len(ends) - 1 if not left else min(max(nearest, first), len(ends) - 1 - left)
        found.append((first, last))
        first = last + 1
    return tuple(found)


@dataclass
class _Sheet:
    """One sheet being filled from top to bottom."""

    book: xlsxwriter.Workbook
    name: str
    widths: tuple[float, ...]
    paper: Paper
    row: int = 0
    formats: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    sheet: Worksheet = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the paper: A4, margins of the decree, page number top centre from page 2."""
        paper = decree.SHEETS[self.paper]
        self.sheet = self.book.add_worksheet(self.name)
        self.sheet.set_paper(_A4)
        if self.paper is Paper.LANDSCAPE:
            self.sheet.set_landscape()
        inch = 25.4
        self.sheet.set_margins(paper.left / inch, paper.right / inch, paper.top / inch, paper.bottom / inch)
        number = f'&C&"{decree.FONT}"&{decree.PAGE_NUMBER_SIZE}&P'
        self.sheet.set_header(number, {"margin": 10 / inch})
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width / _MILLIMETRES_A_CHARACTER)

    def face(self, **properties: Any) -> Format:
        """The format with these properties, made once a workbook sheet."""
        settled = {
            "font_name": decree.FONT,
            "font_size": decree.TABLE_SIZE,
            "valign": "vcenter",
            **properties,
        }
        key = tuple(sorted(settled.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(settled)
        return self.formats[key]

    def main(self, document: Content) -> None:
        """Letterhead, title, body, recipients and signature."""
        if document.letterhead is not None:
            head = document.letterhead
            self.halves(prose.issuer_lines(head), prose.nation_lines(head), align="center")
        titles = [document.kind, *document.title.splitlines(), document.addressee]
        self.across((bold(title) for title in titles if title), align="center")
        self.blocks(document.body)
        if document.recipients or document.signature is not None:
            signed = prose.signature_lines(document.signature) if document.signature else ()
            self.halves(prose.recipient_lines(document.recipients), signed, align="left")

    def annex(self, annex: Annex) -> None:
        """Label, title and caption over the annex's blocks."""
        titles = [annex.label, *annex.title.splitlines()]
        self.across((bold(title) for title in titles if title), align="center")
        self.across(map(italic, annex.caption.splitlines()), align="center")
        self.blocks(annex.blocks)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Headings and paragraphs over the whole width, tables cell by cell."""
        before: Block | None = None
        for block in blocks:
            if isinstance(block, Table):
                self.row += 1
                if isinstance(before, Table):
                    self.breaks.append(self.row)
                    self.sheet.set_h_pagebreaks(self.breaks)
                self.table(block, first=not isinstance(before, Table))
            elif isinstance(block, Heading):
                self.across((bold(block.text),), align="left")
            else:
                self.across((block.line,), align="left")
            before = block

    def halves(self, left: tuple[Line, ...], right: tuple[Line, ...], *, align: str) -> None:
        """Two blocks side by side, each in one cell, the right one centred."""
        self.sheet.set_row(self.row, _POINTS_A_LINE * (1 + max(len(left), len(right))))
        for column, lines, side in ((0, left, align), (1, right, "center")):
            faces = self.one_face(lines)
            self.words(column, lines, self.face(align=side, text_wrap=True, valign="top", **faces))
        self.row += 2

    def across(self, lines: Iterable[Line], *, align: str) -> None:
        """Each line on a row of its own over all columns."""
        for written in lines:
            faces = self.one_face((written,))
            face = self.face(align=align, text_wrap=True, **faces)
            self.sheet.set_row(self.row, self.tall((written,), sum(self.widths)))
            if len(self.widths) > 1:
                self.sheet.merge_range(self.row, 0, self.row, len(self.widths) - 1, "", face)
            self.words(0, (written,), face)
            self.row += 1

    def table(self, table: Table, *, first: bool) -> None:
        """A ruled table; the head of the sheet's first one is repeated on every page."""
        top = self.row
        places = grid.places((*table.head, *table.rows), width=len(table.columns))
        spans = _spans(table.columns, self.widths)
        for number, row in enumerate(places):
            in_head = number < len(table.head)
            self.sheet.set_row(self.row, self.height(row, spans))
            for column, place in enumerate(row):
                if place.begins:
                    span = spans[column][0], spans[column + place.cell.across - 1][1]
                    self.cell(span, place.cell, table.columns[column], in_head=in_head)
            self.row += 1
        if table.head and first:
            self.sheet.repeat_rows(top, top + len(table.head) - 1)

    def height(self, row: tuple[grid.Place, ...], spans: tuple[tuple[int, int], ...]) -> float:
        """Points for the row's longest cell, by the words in it: not every program fits rows."""
        found = [self.tall((), 1)]
        for column, place in enumerate(row):
            if place.begins and place.cell.down == 1:
                first, last = spans[column][0], spans[column + place.cell.across - 1][1]
                found.append(self.tall(place.cell.lines, sum(self.widths[first : last + 1])))
        return max(found)

    def tall(self, written: tuple[Line, ...], width: float) -> float:
        """Points for lines in a cell ``width`` millimetres wide."""
        room = width / _MILLIMETRES_A_CHARACTER * _POINTS_A_CHARACTER
        needed = sum(
            wrapping.lines(
                line.text, width=room, size=decree.TABLE_SIZE, is_bold=any(run.bold for run in line.runs)
            )
            for line in written
        )
        return min(_TALLEST_ROW, max(needed, 1) * _POINTS_A_LINE + 3)

    def cell(self, span: tuple[int, int], cell: Cell, drawn: Column, *, in_head: bool) -> None:
        """One cell, merged over its columns and rows."""
        column, beyond = span
        align = cell.align or (Align.CENTRE if in_head else drawn.align)
        faces = self.one_face(cell.lines)
        face = self.face(align=_ALIGNS[align], text_wrap=True, border=1, **faces)
        if beyond > column or cell.down > 1:
            self.sheet.merge_range(self.row, column, self.row + cell.down - 1, beyond, "", face)
        number = cell.text.replace(drawn.mark, ".") if drawn.figures and not in_head else ""
        if _FIGURE.fullmatch(number):
            places = points.decimals(number)
            shown = self.face(
                align=_ALIGNS[align],
                border=1,
                num_format="0." + "0" * places if places else "0",
                **faces,
            )
            self.sheet.write_number(self.row, column, float(number), shown)
        else:
            self.words(column, cell.lines, face)

    def one_face(self, lines: tuple[Line, ...]) -> dict[str, bool]:
        """Bold or italic, where every run is."""
        runs = [run for written in lines for run in written.runs if run.text.strip()]
        faces = {"bold": all(run.bold for run in runs), "italic": all(run.italic for run in runs)}
        return {name: True for name, wanted in faces.items() if wanted and runs}

    def words(self, column: int, lines: tuple[Line, ...], face: Format) -> None:
        """The text of a cell, each line on its own, with its faces where they change."""
        pieces: list[tuple[str, dict[str, bool]]] = []
        for number, written in enumerate(lines):
            lead = "\n" * bool(number) + "- " * (written.start is Start.ITEM)
            if lead:
                pieces.append((lead, {}))
            for run in written.runs:
                note = f" [{run.note}]" if run.note else ""
                faces = {name: True for name in ("bold", "italic") if getattr(run, name)}
                pieces.append((content.printable(run.text) + note, faces))
        pieces = [piece for piece in pieces if piece[0]]
        text = "".join(piece for piece, _ in pieces)
        if not text:
            self.sheet.write_blank(self.row, column, None, face)
        elif self.one_face(lines) or not any(faces for _, faces in pieces):
            self.sheet.write_string(self.row, column, text, face)
        else:
            parts = [part for piece, faces in pieces for part in (self.face(**faces), piece)]
            self.sheet.write_rich_string(self.row, column, *parts, face)
