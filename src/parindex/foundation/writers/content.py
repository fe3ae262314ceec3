"""What an official document says, apart from how any format draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"


class Align(StrEnum):
    """Where the text of a column or cell stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


class Start(StrEnum):
    """How a line begins: a new paragraph, a forced break inside one, or a list item."""

    PARAGRAPH = "paragraph"
    BREAK = "break"
    ITEM = "item"


class Paper(StrEnum):
    """How the A4 sheets of a section lie."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Rows(StrEnum):
    """Whether the rows of a table stay whole at the foot of a page or may go on overleaf."""

    WHOLE = "whole"
    SPLIT = "split"


class Role(StrEnum):
    """What a paragraph is: running text, a legal basis, an item, an item under an item, a centred line."""

    BODY = "body"
    BASIS = "basis"
    ITEM = "item"
    SUBITEM = "subitem"
    CENTRED = "centred"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face; ``note`` is the footnote called right after it."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as its author wrote it: never a soft wrap."""

    runs: tuple[Run, ...]
    start: Start = Start.PARAGRAPH

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, ``across`` columns wide and ``down`` rows high."""

    lines: tuple[Line, ...] = ()
    across: int = 1
    down: int = 1
    align: Align | None = None

    @property
    def text(self) -> str:
        """All lines joined by one blank."""
        return " ".join(line.text for line in self.lines if line.text)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its share of the width, its alignment, whether it prints figures and with which mark."""

    width: int
    align: Align = Align.LEFT
    figures: bool = False
    mark: str = "."


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in this row, left to right; merged cells stand only where they begin."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; ``head`` is repeated on every page it goes on to.

    A table right after a table goes on where the page before ended.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    keep: Rows = Rows.WHOLE


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline with its printed number; level 1 is a part such as "I."."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of prose."""

    line: Line
    role: Role = Role.BODY


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the document, under which number, where and when.

    ``number`` is blank and ``issued_on`` None in a draft, which then names only its ``year``.
    """

    parent: str
    issuer: str
    symbol: str
    place: str
    year: int
    number: str = ""
    issued_on: date | None = None

    def number_line(self, *, gap: str = " ") -> str:
        """The number, "Số: 05/KH-UBND"; below ten with a leading zero (Decree 30/2020, Annex I).

        A draft leaves ``gap`` free for the registry's pen.
        """
        return f"Số: {self.number.zfill(2)}/{self.symbol}" if self.number else f"Số:{gap}/{self.symbol}"

    def place_line(self, *, gap: str = " ") -> str:
        """Place and date; days below ten, January and February take a leading zero (Decree 30/2020)."""
        if self.issued_on is None:
            return f"{self.place}, ngày{gap}tháng{gap}năm {self.year}"
        month = f"{self.issued_on.month:02d}" if self.issued_on.month <= 2 else str(self.issued_on.month)
        return f"{self.place}, ngày {self.issued_on.day:02d} tháng {month} năm {self.issued_on.year}"


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines above the signature ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") and the name under it."""

    authority: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on its own sheets: label ("Phụ lục 2"), title, bracketed caption, blocks."""

    label: str
    title: str
    caption: str
    blocks: tuple[Block, ...]
    paper: Paper = Paper.PORTRAIT


@dataclass(frozen=True, slots=True)
class Content:
    """A whole official document, ready to be written in any format.

    A document without letterhead, kind and body is a bare set of annexes.
    """

    letterhead: Letterhead | None = None
    kind: str = ""
    title: str = ""
    addressee: str = ""
    body: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature | None = None
    annexes: tuple[Annex, ...] = ()


def printable(text: str) -> str:
    """``text`` without the control characters that no office format can hold."""
    return "".join(letter for letter in text if letter >= " " and letter not in "\x7f\ufffe\uffff")


def line(text: str, start: Start = Start.PARAGRAPH) -> Line:
    """A line in the plain face."""
    return Line((Run(text),), start)


def bold(text: str, start: Start = Start.PARAGRAPH) -> Line:
    """A line in bold."""
    return Line((Run(text, bold=True),), start)


def italic(text: str, start: Start = Start.PARAGRAPH) -> Line:
    """A line in italics."""
    return Line((Run(text, italic=True),), start)


def cell(*lines: Line) -> Cell:
    """A cell of one column and one row; lines without words are left out."""
    return Cell(tuple(written for written in lines if written.text))


def lists(start: Start, *texts: str) -> tuple[Line, ...]:
    """Several plain lines that all begin in the same way."""
    return tuple(line(text, start) for text in texts)
