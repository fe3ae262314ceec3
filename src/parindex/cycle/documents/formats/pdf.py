"""PDF documents to blocks: the text layer by place, tables by their rules, scanned pages by tesseract."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from parindex.cycle.documents.blocks import At, Block, Blocks, Paragraph, Table
from parindex.cycle.documents.formats import (
    letters,
    limits,
    pdfbands,
    pdfcuts,
    pdfflow,
    pdfgrids,
    pdfium,
    pdfnotes,
    pdftables,
    scanning,
)
from parindex.cycle.documents.formats.pdfcuts import Sheet
from parindex.cycle.documents.formats.pdfflow import Margins, Piece
from parindex.cycle.documents.formats.pdfium import Leaf
from parindex.cycle.documents.formats.pdflines import Printed
from parindex.engine.values.findings import Finding, Severity, Words

_NUMBER = re.compile(r"[-–—]?\s*(trang\s*)?\d{1,4}(\s*[/|]\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE)
_TOP, _FOOT = 0.12, 0.90
_FEW = 8
_REPEATED = 3
# the widest margin of Decree 30/2020 in points: 35 mm
_WIDEST = 99.2
_APART = 1.7


@dataclass(slots=True)
class _Page:
    """One page taken apart: tables, lines outside them, footnotes, scanned paragraphs."""

    number: int
    size: tuple[float, float]
    sheets: list[Sheet] = field(default_factory=list)
    lines: list[Printed] = field(default_factory=list)
    notes: list[Printed] = field(default_factory=list)
    scanned: tuple[str, ...] = ()


def read(data: bytes, *, most: int = pdfium.MAX_PAGES, patience: float = scanning.PATIENCE) -> Blocks:
    """The blocks of the PDF in ``data``, of its first ``most`` pages. Raises blocks.Unusable.

    Scanned pages are read for ``patience`` seconds in all; with none, only the text layer is.
    """
    findings: list[Finding] = []
    with pdfium.opened(data) as document:
        scanner = scanning.Scanner(patience=patience)
        tally = limits.Tally()
        shown = range(min(len(document), most))
        pages = [_page(document, index, scanner, findings, tally) for index in shown]
    running = _drop_running(pages)
    margins = _margins(pages)
    for sheets in _going_on(pages):
        pdfcuts.mend(sheets)
    blocks: list[Block] = []
    for block in _flow(pages, margins):
        blocks.append(block.paragraph() if isinstance(block, Piece) else block)
    blocks += _footnotes(pages, margins)
    blocks += running
    placed = tuple(
        replace(block, at=replace(block.at, block=i)) for i, block in enumerate(limits.within(blocks))
    )
    return Blocks(blocks=placed, pages=len(pages), findings=tuple(findings))


def _page(
    document: Any, index: int, scanner: scanning.Scanner, findings: list[Finding], tally: limits.Tally
) -> _Page:
    leaf = pdfium.leaf(document, index)
    tally.count_glyphs(len(leaf.glyphs))
    page = _Page(number=index + 1, size=(round(leaf.width), round(leaf.height)))
    visible = sum(1 for glyph in leaf.glyphs if glyph.text.strip())
    if visible < _FEW and leaf.pictured:
        page.scanned = scanner.words(document[index]) or ()
        if not page.scanned:
            findings.append(_unreadable(index + 1))
        return page
    _take_apart(leaf, page)
    return page


def _take_apart(leaf: Leaf, page: _Page) -> None:
    whole = pdfgrids.grids(leaf.across, leaf.down)
    grids = [part for grid in whole for part in pdfbands.bands(grid)]
    outside, inside = pdftables.shared_out(leaf.glyphs, grids)
    kept = [number for number, cells in enumerate(inside) if cells]
    floor = max((grids[number].box[3] for number in kept), default=0.0)
    page.lines, page.notes, marks = pdfnotes.parted(outside, leaf, floor)
    page.sheets = [
        pdftables.sheet(grids[number], inside[number], page=page.number, notes=marks) for number in kept
    ]


def _drop_running(pages: Sequence[_Page]) -> list[Block]:
    """Take page numbers and running heads out of the pages; a running head comes back once."""
    for page in pages:
        for lines in (page.lines, page.notes):
            for line in [line for line in lines if _is_marginal(line, page) and _NUMBER.fullmatch(line.text)]:
                lines.remove(line)
    seen = Counter(
        (line.text, round(line.base))
        for page in pages
        for line in page.lines
        if _is_marginal(line, page, apart=_APART * line.size)
    )
    running = {key for key, count in seen.items() if count >= max(_REPEATED, len(pages) // 2)}
    for page in pages:
        page.lines = [line for line in page.lines if (line.text, round(line.base)) not in running]
    texts = dict.fromkeys(letters.paragraph(text) for text, _ in sorted(running, key=lambda key: key[1]))
    return [Paragraph(text=text) for text in texts]


def _is_marginal(line: Printed, page: _Page, *, apart: float = 0.0) -> bool:
    """Whether a line is the first or last of the page, in its margin, and ``apart`` from the rest."""
    height = page.size[1]
    others = [other.base for other in (*page.lines, *page.notes) if abs(other.base - line.base) > 1]
    others += [edge for sheet in page.sheets for edge in sheet.grid.box[1::2]]
    if line.base < _TOP * height:
        return all(line.base + apart < other for other in others)
    return line.base > _FOOT * height and all(line.base - apart > other for other in others)


def _going_on(pages: Sequence[_Page]) -> Iterator[list[Sheet]]:
    """Runs of tables with nothing but page ends between: what may be one table."""
    run: list[Sheet] = []
    for page in pages:
        above = 0.0
        for sheet in page.sheets:
            if above or any(line.base <= sheet.grid.box[1] for line in page.lines):
                yield run
                run = []
            run.append(sheet)
            above = sheet.grid.box[3]
        if any(line.base > above for line in page.lines):
            yield run
            run = []
    yield run


def _margins(pages: Sequence[_Page]) -> dict[tuple[float, float], Margins]:
    """From where to where lines run, for each size of page."""
    edges: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for page in pages:
        found = edges.setdefault(page.size, [])
        found += [(line.x0, line.x1) for line in (*page.lines, *page.notes)]
        found += [(sheet.grid.xs[0] + 5.4, sheet.grid.xs[-1] - 5.4) for sheet in page.sheets]
    return {size: _usual(size[0], found) for size, found in edges.items() if found}


def _usual(width: float, edges: Sequence[tuple[float, float]]) -> Margins:
    """The outermost edges; on pages with few lines at least what an official sheet leaves free."""
    left = min(_WIDEST, *(left for left, _ in edges))
    return Margins(left, max(width - left, *(right for _, right in edges)))


def _flow(
    pages: Sequence[_Page], margins: dict[tuple[float, float], Margins]
) -> list[Piece | Table | Paragraph]:
    """Everything in reading order; a paragraph cut by a page break is put together again."""
    flow: list[Piece | Table | Paragraph] = []
    cut = False
    for page in pages:
        blocks = list(_blocks(page, margins))
        if cut and blocks:
            last, first = flow[-1], blocks[0]
            if (
                isinstance(last, Piece)
                and isinstance(first, Piece)
                and pdfflow.continued(last, first, margins[page.size])
            ):
                flow[-1] = pdfflow.rejoined(last, first)
                blocks = blocks[1:]
        cut = bool(blocks) or (cut and bool(page.lines))
        flow += blocks
    return flow


def _blocks(page: _Page, margins: dict[tuple[float, float], Margins]) -> Iterator[Piece | Table | Paragraph]:
    for text in page.scanned:
        yield Paragraph(text=letters.paragraph(text), at=At(page=page.number))
    rest = list(page.lines)
    for sheet in page.sheets:
        top = sheet.grid.box[1]
        above = [line for line in rest if line.base <= top]
        rest = [line for line in rest if line.base > top]
        if above:
            yield from pdfflow.pieces(above, margins[page.size], page.number)
        table = pdftables.table(sheet)
        if table.rows:
            yield table
    if rest:
        yield from pdfflow.pieces(rest, margins[page.size], page.number)


def _footnotes(pages: Sequence[_Page], margins: dict[tuple[float, float], Margins]) -> Iterator[Block]:
    for page in pages:
        groups: list[list[Printed]] = []
        for line in page.notes:
            if line.mark or not groups:
                groups.append([])
            groups[-1].append(line)
        for group in groups:
            pieces = pdfflow.pieces(group, margins[page.size], page.number)
            yield pdfflow.footnote(pieces)


def _unreadable(page: int) -> Finding:
    return Finding(
        code="UNREADABLE",
        severity=Severity.ERROR,
        message=Words(
            vi=f"Trang {page} là ảnh quét, không có lớp chữ nên không đọc được.",
            en=f"Page {page} is a scanned picture without text and could not be read.",
        ),
        remedy=Words(
            vi="Hãy gửi bản Word, Excel hoặc PDF xuất từ phần mềm soạn thảo, "
            "hoặc nhờ quản trị viên cài tesseract với tiếng Việt (vie).",
            en="Send the Word, Excel or PDF that the program wrote, "
            "or have the administrator install tesseract with Vietnamese (vie).",
        ),
        page=page,
    )
