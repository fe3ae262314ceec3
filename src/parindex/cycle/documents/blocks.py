"""Blocks: what every format reader gives, paragraphs and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from parindex.engine.values.findings import Finding


@dataclass(frozen=True, slots=True)
class At:
    """A place in the source: 1-based page and row; sheet and cell for workbooks.

    ``block`` is the index of the block, ``box`` the place on the page in points
    (left, top, right, bottom): both serve the review screen and stay out of the JSON.
    """

    page: int | None = None
    row: int | None = None
    sheet: str | None = None
    cell: str | None = None
    block: int | None = None
    box: tuple[float, float, float, float] | None = None

    def as_json(self) -> dict[str, int | str | None]:
        """Page and row always; sheet and cell where the format has them."""
        place: dict[str, int | str | None] = {"page": self.page, "row": self.row}
        if self.sheet is not None:
            place["sheet"] = self.sheet
        if self.cell is not None:
            place["cell"] = self.cell
        return place


class Start(StrEnum):
    """How a line of a cell begins: a new paragraph, a forced line break, or a list item."""

    PARAGRAPH = "paragraph"
    BREAK = "break"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Line:
    """One line the author wrote (never a soft wrap), without tags or emphasis marks, squeezed."""

    text: str
    start: Start = Start.PARAGRAPH


class Merge(StrEnum):
    """Whether a cell is its own or only continues a merged one to its left or above."""

    NONE = "none"
    LEFT = "left"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid; a continued merged cell has no lines."""

    lines: tuple[Line, ...] = ()
    merge: Merge = Merge.NONE

    @property
    def text(self) -> str:
        """All lines joined by one blank."""
        return " ".join(line.text for line in self.lines if line.text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid. ``repeats`` is true where the format marks a repeated header row."""

    cells: tuple[Cell, ...]
    at: At = field(default_factory=At)
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid as it stands in the source, every row with the same number of cells.

    ``bordered`` is false where the format shows a table without rules (letterheads, signatures).
    """

    rows: tuple[Row, ...]
    at: At = field(default_factory=At)
    bordered: bool = True


class Style(StrEnum):
    """What the source says a paragraph is."""

    BODY = "body"
    HEADING = "heading"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, squeezed to one line, without tags or emphasis marks."""

    text: str
    at: At = field(default_factory=At)
    style: Style = Style.BODY
    bold: bool = False
    italic: bool = False
    centred: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Blocks:
    """A whole source: its blocks in reading order, its pages, and what could not be read."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    findings: tuple[Finding, ...] = ()


class Unusable(Exception):
    """The file cannot be opened as what its name and content say.

    Carries one sentence for a person, with the remedy, in Vietnamese and English.
    """

    def __init__(self, vi: str, en: str) -> None:
        """Keep both sentences; the Vietnamese one is the exception's text."""
        super().__init__(vi)
        self.vi = vi
        self.en = en
