"""Word documents (.docx) to blocks, in document order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from parindex.cycle.documents.blocks import At, Block, Blocks, Paragraph, Start, Style, Table
from parindex.cycle.documents.formats import (
    grids,
    letters,
    limits,
    numbering,
    packages,
    wordgrids,
    wordheads,
    wordstyles,
)
from parindex.cycle.documents.formats.grids import Placed
from parindex.cycle.documents.formats.numbering import Counters, W
from parindex.cycle.documents.formats.packages import Package
from parindex.cycle.documents.formats.wordheads import Written
from parindex.cycle.documents.formats.wordtext import Inline, Scribe

_HOLDERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_NOTE_PARTS = (("footnotes", "footnote"), ("endnotes", "endnote"))
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARGINS = ("headerReference", "footerReference")


@dataclass(slots=True)
class _Story:
    """The state of reading one story: lists counted, fields open, page reached, notes met."""

    scribe: Scribe
    counters: Counters
    page: int | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)
    carried: str = ""


def read(data: bytes) -> Blocks:
    """The blocks of the Word document in ``data``.

    Pages are those of Word's last layout where the file keeps its page breaks, else None.
    Raises blocks.Unusable for a file that is no readable Word document.
    """
    package = packages.opened(data)
    main = package.main()
    body = package.xml(main).find(f"{W}body")
    if body is None:
        raise packages.damaged()

    related = dict(package.relations(main).values())
    styles = wordstyles.styles(package.xml(related.get("styles", "")))
    counters = numbering.counters(package.xml(related.get("numbering", "")))
    has_pages = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    story = _Story(Scribe(styles), counters, page=1 if has_pages else None)

    found = list(limits.within(_blocks(body, story)))
    pages = story.page
    found += _notes(package, related, story)
    found += _margins(package, main, body, story, found)
    return Blocks(blocks=_numbered(found), pages=pages)


def _numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(replace(block, at=replace(block.at, block=i)) for i, block in enumerate(blocks))


def _blocks(parent: Any, story: _Story) -> Iterator[Block]:
    for element in parent:
        if element.tag == f"{W}p":
            for found in _paragraph(element, story):
                yield found.paragraph if isinstance(found, Written) else found
        elif element.tag == f"{W}tbl":
            yield from _table(element, story)
        elif element.tag in _HOLDERS:
            yield from _blocks(element, story)


def _paragraph(element: Any, story: _Story) -> Iterator[Written | Table]:
    properties = element.find(f"{W}pPr")
    style = wordstyles.value(properties, "pStyle") or story.scribe.styles.default
    said = story.scribe.inline(element, style)
    if story.page is not None:
        at = At(page=story.page + said.breaks_before)
        story.page += said.breaks
    else:
        at = At()
    story.notes += said.notes
    said.lines[0] = story.carried + said.lines[0]
    story.carried = ""
    if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
        story.carried = " ".join(said.lines)
        said.lines = [""]

    yield from _lines(said, properties, style, story, at)
    for box in said.boxes:
        for block in _blocks(box, story):
            if isinstance(block, Table) and len(block.rows[0].cells) >= wordgrids.WIDE:
                yield block
            else:
                yield from _flattened(block)


def _lines(said: Inline, properties: Any, style: str | None, story: _Story, at: At) -> Iterator[Written]:
    if said.is_empty and properties is None:
        return
    label = _label(properties, style, story, empty=said.is_empty)
    manner = story.scribe.styles.manner(style)
    alignment = wordstyles.value(properties, "jc") or manner.alignment
    outlined = (wordstyles.value(properties, "outlineLvl") or "9") in "012345678"
    first = True
    for text in said.lines:
        whole = label + text if first else text
        line = letters.line(whole, Start.PARAGRAPH if first else Start.BREAK)
        first = False
        if not line.text:
            continue
        yield Written(
            line=line,
            paragraph=Paragraph(
                text=letters.paragraph(whole),
                at=at,
                style=Style.HEADING if outlined or manner.is_heading else Style.BODY,
                bold=said.bold and not said.is_empty,
                italic=said.italic and not said.is_empty,
                centred=alignment == "center",
            ),
        )


def _label(properties: Any, style: str | None, story: _Story, *, empty: bool) -> str:
    """What automatic numbering prints before the text; Word prints no bullet before nothing."""
    manner = story.scribe.styles.manner(style)
    number = wordstyles.value(properties, "numPr/numId")
    level = wordstyles.value(properties, "numPr/ilvl")
    if number is None:
        number = manner.list
        depth = manner.level
        fallback = story.counters.level_of_style(number or "", manner.list_style)
        level = level or depth or str(fallback)
    if number in {None, "0"}:
        return ""
    printed = story.counters.step(str(number), int(level or "0") if (level or "0").isdecimal() else 0)
    if printed is None:
        return ""
    mark, suffix = printed
    if mark == "o" or letters.is_bullet(mark):
        return "" if empty else "• "
    return mark + suffix


def _flattened(block: Block) -> Iterator[Written]:
    if isinstance(block, Paragraph):
        yield Written(letters.line(block.text), block)
        return
    for row in block.rows:
        for cell in row.cells:
            for line in cell.lines:
                yield Written(line, Paragraph(text=line.text, at=row.at))


def _table(element: Any, story: _Story) -> Iterator[Block]:
    rows = [row for row in wordgrids.children(element, "tr") if not wordgrids.is_deleted(row)]
    if not rows:
        return
    grid = wordgrids.cells(rows, element)
    if wordgrids.is_frame(grid):
        for cell in (cell for row in grid for cell in row):
            yield from _blocks(cell.element, story)
        return
    at = At(page=story.page)
    ats, written = [], []
    for index, row in enumerate(grid):
        texts, page = _row_texts(row, story)
        written.append(texts)
        ats.append(At(page=page, row=index + 1))
    if not wordgrids.is_bordered(element, rows, story.scribe.styles) and wordheads.is_letterhead(
        grid, written
    ):
        yield from wordheads.paragraphs(grid, written)
        return

    heights = _heights(grid)
    placed = [
        Placed(
            row=index,
            column=cell.start,
            lines=tuple(one.line for one in texts),
            rows=heights[index, cell.start],
            columns=cell.end - cell.start,
        )
        for index, row in enumerate(grid)
        for cell, texts in zip(row, written[index], strict=True)
        if not (cell.continues and index and not texts)
    ]
    heads = next((i for i, row in enumerate(rows) if not wordgrids.repeats(row)), len(rows))
    yield Table(
        rows=grids.rows(placed, ats=ats, repeats=heads),
        at=at,
        bordered=wordgrids.is_bordered(element, rows, story.scribe.styles),
    )


def _row_texts(row: Sequence[wordgrids.GridCell], story: _Story) -> tuple[list[list[Written]], int | None]:
    """The texts of a row's cells and its page: every cell of a cut row turns the page anew."""
    start = story.page
    reached, texts = [], []
    begun = None
    for cell in row:
        story.page = start
        texts.append(list(_cell(cell.element, story)))
        reached.append(story.page)
        if begun is None and texts[-1]:
            begun = texts[-1][0].paragraph.at.page
    if start is None:
        return texts, None
    story.page = max((page for page in reached if page is not None), default=start)
    return texts, begun if begun is not None else start


def _cell(element: Any, story: _Story) -> Iterator[Written]:
    for block in element:
        if block.tag == f"{W}p":
            for found in _paragraph(block, story):
                yield from (found,) if isinstance(found, Written) else _flattened(found)
        elif block.tag == f"{W}tbl":
            for inner in _table(block, story):
                yield from _flattened(inner)
        elif block.tag in _HOLDERS:
            yield from _cell(block, story)


def _heights(grid: Sequence[Sequence[wordgrids.GridCell]]) -> dict[tuple[int, int], int]:
    """By row and first column of a cell: how many rows it covers with those that continue it."""
    heights: dict[tuple[int, int], int] = {}
    below: dict[int, int] = {}
    for index in range(len(grid) - 1, -1, -1):
        here = {cell.start: 1 + below.get(cell.start, 0) for cell in grid[index]}
        heights |= {(index, start): height for start, height in here.items()}
        below = {cell.start: here[cell.start] for cell in grid[index] if cell.continues}
    return heights


def _notes(package: Package, related: dict[str, str], story: _Story) -> list[Block]:
    """Footnotes and endnotes in the order of their marks, without their numbers."""
    found: list[Block] = []
    for part, kind in _NOTE_PARTS:
        root = package.xml(related.get(part, ""))
        elements = {} if root is None else {e.get(f"{W}id"): e for e in root.findall(f"{W}{kind}")}
        used = dict.fromkeys(key for name, key in story.notes if name == kind and key in elements)
        for key in used:
            inner = _Story(Scribe(story.scribe.styles), story.counters)
            texts = [block.text for block in _blocks(elements[key], inner) if isinstance(block, Paragraph)]
            if texts:
                found.append(Paragraph(text=" ".join(texts), style=Style.FOOTNOTE))
    return found


def _margins(
    package: Package, main: str, body: Any, story: _Story, before: Sequence[Block]
) -> Iterator[Block]:
    """What headers and footers say and the body does not; page numbers are dropped."""
    relations = package.relations(main)
    seen = {text for block in before for text in _texts(block)}
    references = (reference for name in _MARGINS for reference in body.iter(f"{W}{name}"))
    named = (relations.get(reference.get(_RELATION), ("", ""))[1] for reference in references)
    for part in dict.fromkeys(named):
        root = package.xml(part)
        inner = _Story(Scribe(story.scribe.styles), story.counters)
        blocks = () if root is None else _blocks(root, inner)
        for written in (written for block in blocks for written in _flattened(block)):
            text = written.paragraph.text
            if any(letter.isalpha() for letter in text) and text not in seen:
                seen.add(text)
                yield replace(written.paragraph, at=At(), style=Style.BODY)


def _texts(block: Block) -> Iterator[str]:
    yield from (written.paragraph.text for written in _flattened(block))
