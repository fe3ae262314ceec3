"""The original beside what was read: a page of the PDF with the row marked, or the blocks of the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.documents import blocks as source_blocks
from parindex.cycle.documents.blocks import At, Blocks, Merge
from parindex.cycle.documents.outline import TaskRow
from parindex.engine.values.vietnamese import fold

SHOWN_BLOCKS = 24
SHOWN_ROWS = 400


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from the top left."""

    left: str
    top: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture, with the place to mark."""

    url: str
    width: str
    height: str
    box: Box | None


@dataclass(frozen=True, slots=True)
class PaperCell:
    """One cell as the source prints it."""

    lines: tuple[str, ...]
    across: int = 1


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One row as the source prints it."""

    cells: tuple[PaperCell, ...]
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """A paragraph or a table as the source prints it."""

    text: str = ""
    style: str = ""
    rows: tuple[PaperRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """The way to another part of the source: on the desk, and alone."""

    page: str
    part: str


@dataclass(frozen=True, slots=True)
class Source:
    """What the pane of the original shows."""

    place: str = ""
    picture: Picture | None = None
    blocks: tuple[PaperBlock, ...] = ()
    before: Turn | None = None
    after: Turn | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the source is asked for: a row that was read, or a page or block by number."""

    at: At
    words: tuple[str, ...] = ()
    page: int = 0


def wanted(table: Any, row: Any, *, page: int) -> Wanted:
    """The place of ``row`` (None: none), else page or block ``page``."""
    if row is None:
        return Wanted(table.at if table is not None and not page else At(), page=page)
    name = row.text if isinstance(row, TaskRow) else row.name
    code = getattr(row, "code", None) or getattr(row, "number", "")
    return Wanted(row.at, tuple(fold(part) for part in (code, name) if part), page=row.at.page or page)


def of_pdf(key: int, asked: Wanted, *, pages: int, size: tuple[float, float]) -> Source:
    """The page of a PDF, with the row's place marked where the reader knows it."""
    number = page_number(asked, pages=pages)
    width, height = size
    picture = Picture(
        url=reverse("document-page", args=[key, number]),
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        box=_box(asked.at.box, width=width) if asked.words else None,
    )
    return Source(
        place=_("trang %(number)s / %(pages)s") % {"number": number, "pages": pages},
        picture=picture,
        before=_turn(key, number - 1) if number > 1 else None,
        after=_turn(key, number + 1) if number < pages else None,
    )


def page_number(asked: Wanted, *, pages: int) -> int:
    """The page asked for, within the document."""
    return min(max(asked.page or asked.at.page or 1, 1), max(pages, 1))


def _box(box: tuple[float, float, float, float] | None, *, width: float) -> Box | None:
    if box is None:
        return None
    left, top, right, bottom = box
    return Box(
        f"{max(left - 3, 0):.1f}",
        f"{top - 2:.1f}",
        f"{min(right + 3, width) - left + 3:.1f}",
        f"{bottom - top + 4:.1f}",
    )


def _turn(key: int, number: int) -> Turn:
    query = urlencode({"page": number})
    return Turn(
        f"{reverse('document', args=[key])}?{query}", f"{reverse('document-source', args=[key])}?{query}"
    )


def of_blocks(key: int, asked: Wanted, source: Blocks | None) -> Source:
    """The blocks around the row asked for, or the part of that number."""
    if source is None or not source.blocks:
        return Source()
    found = _find(source, asked)
    start = _start(source, asked, found)
    last = min(start + SHOWN_BLOCKS, len(source.blocks))
    parts = -(-len(source.blocks) // SHOWN_BLOCKS)
    number = start // SHOWN_BLOCKS + 1
    return Source(
        place=_("phần %(number)s / %(parts)s") % {"number": number, "parts": parts} if parts > 1 else "",
        blocks=tuple(
            _block(source.blocks[at], here=found[1] if found and found[0] == at else None)
            for at in range(start, last)
        ),
        before=_turn(key, number - 1) if number > 1 else None,
        after=_turn(key, number + 1) if last < len(source.blocks) else None,
    )


def _start(source: Blocks, asked: Wanted, found: tuple[int, int] | None) -> int:
    """The first block shown: a little above the row, or the part asked for."""
    if found:
        return max(0, found[0] - 3)
    if asked.words or not asked.page:
        return max(0, (asked.at.block or 0) - 3)
    return min((asked.page - 1) * SHOWN_BLOCKS, (len(source.blocks) - 1) // SHOWN_BLOCKS * SHOWN_BLOCKS)


def _find(source: Blocks, asked: Wanted) -> tuple[int, int] | None:
    """The block and the row that print what was read: on its page if it has one, best match first."""
    if not asked.words:
        return None
    candidates = [
        (_score(row, asked), at, number)
        for at, block in enumerate(source.blocks)
        if isinstance(block, source_blocks.Table) and _may_hold(block.at, asked.at)
        for number, row in enumerate(block.rows)
    ]
    best = max(candidates, key=lambda each: each[0], default=(0, 0, 0))
    return (best[1], best[2]) if best[0] > 0 else None


def _may_hold(block: At, at: At) -> bool:
    same_sheet = at.sheet is None or block.sheet is None or block.sheet == at.sheet
    return same_sheet and (at.block is None or block.block is None or block.block == at.block)


def _score(row: source_blocks.Row, asked: Wanted) -> int:
    """How well a printed row fits: the whole name counts most, its beginning, then the code and the page."""
    cells = [fold(cell.text) for cell in row.cells]
    name = asked.words[-1]
    if name in cells:
        score = 8
    elif any(
        cell and (cell.startswith(name[:60]) or name.startswith(cell)) for cell in cells if len(cell) > 12
    ):
        score = 4
    else:
        return 0
    score += 2 * any(cell.rstrip(".") == asked.words[0] for cell in cells)
    return score + (asked.at.page is not None and row.at.page == asked.at.page)


def _block(block: source_blocks.Block, *, here: int | None) -> PaperBlock:
    if isinstance(block, source_blocks.Paragraph):
        marks = (
            ("bold", block.bold or block.style is source_blocks.Style.HEADING),
            ("centred", block.centred),
        )
        return PaperBlock(text=block.text, style=" ".join(name for name, holds in marks if holds))
    first = max(0, (here or 0) - SHOWN_ROWS // 2)
    rows = enumerate(block.rows[first : first + SHOWN_ROWS], start=first)
    return PaperBlock(rows=tuple(PaperRow(_cells(row.cells), is_here=at == here) for at, row in rows))


def _cells(cells: Iterable[source_blocks.Cell]) -> tuple[PaperCell, ...]:
    """The cells with what a merged one covers to its right."""
    shown: list[PaperCell] = []
    for cell in cells:
        if cell.merge is Merge.LEFT and shown:
            shown[-1] = PaperCell(shown[-1].lines, shown[-1].across + 1)
        else:
            shown.append(PaperCell(tuple(line.text for line in cell.lines)))
    return tuple(shown)
