"""Reading what a stored file says of itself; pure bytes in, words out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO

from PIL import Image

from parindex.cycle.documents import reading as documents
from parindex.cycle.documents.blocks import Block, Blocks, Paragraph
from parindex.cycle.documents.formats import opening, pdf, pdfium, scanning
from parindex.cycle.evidence.told import Extract, Part, Told
from parindex.engine.values.vietnamese import nfc, squeeze
from parindex.foundation.files import kinds
from parindex.foundation.files.kinds import Kind

TEXTS = frozenset({kinds.DOCX.key, kinds.XLSX.key, kinds.TXT.key})
"""The kinds whose beginning is shown as text."""
READ = TEXTS | {kinds.PDF.key} | kinds.PICTURES
"""The kinds that are read at all."""

HEAD_PAGES = 2
HEAD_BLOCKS = 80
MOST_PARTS = 400
MOST_LETTERS = 60_000
MOST_CELLS = 24
QUICK_BYTES = 1_500_000
_PATIENCE = 240.0
_LONGEST = {"number": 120, "issuer": 400, "title": 2000}


def quick(data: bytes, kind: Kind) -> Told:
    """What can be told while a person waits: text layers, small packages; never a scanned page.

    Raises blocks.Unusable for a PDF that cannot be opened.
    """
    if kind is kinds.PDF:
        return _pdf(data, patience=0)
    if kind.key in kinds.PICTURES:
        return Told(pages=1, is_whole=not scanning.is_available())
    if kind.key not in TEXTS:
        return Told()
    return Told(is_whole=False) if len(data) > QUICK_BYTES else _text(data, kind)


def whole(data: bytes, kind: Kind) -> Told:
    """The same with all the time it takes: scanned pages and large packages too."""
    if kind is kinds.PDF:
        return replace(_pdf(data, patience=_PATIENCE), is_whole=True)
    if kind.key in kinds.PICTURES:
        return replace(_pdf(_as_pdf(data), patience=_PATIENCE), is_whole=True)
    return _text(data, kind) if kind.key in TEXTS else Told()


def _pdf(data: bytes, *, patience: float) -> Told:
    with pdfium.opened(data) as document:
        pages = len(document)
    blocks = pdf.read(data, most=HEAD_PAGES, patience=patience)
    told = _head(blocks)
    is_scanned = bool(blocks.findings) and not told.number
    return replace(told, pages=pages, is_whole=not (is_scanned and scanning.is_available()))


def _as_pdf(data: bytes) -> bytes:
    """A picture as a PDF of one page, for the reader of scanned pages."""
    with Image.open(BytesIO(data)) as picture:
        out = BytesIO()
        picture.convert("L").save(out, format="PDF", resolution=200)
        return out.getvalue()


def _text(data: bytes, kind: Kind) -> Told:
    blocks = opening.open_source(data, name=f"x{kind.suffixes[0]}").blocks
    return replace(_head(blocks), pages=blocks.pages, extract=extract(blocks.blocks))


def _head(blocks: Blocks) -> Told:
    head = documents.head(Blocks(blocks=blocks.blocks[:HEAD_BLOCKS]))
    return Told(
        number=_kept("number", head.number),
        issued_on=head.issued_on,
        issuer=_kept("issuer", head.issuer),
        title=_kept("title", head.title),
    )


def _kept(field: str, text: str | None) -> str:
    return nfc(squeeze(text or "").replace("\x00", ""))[: _LONGEST[field]]


def extract(blocks: Sequence[Block]) -> Extract:
    """The beginning of ``blocks`` as text, within what one page of a browser can bear."""
    parts: list[Part] = []
    left = MOST_LETTERS
    for block in blocks:
        if len(parts) >= MOST_PARTS or left <= 0:
            return Extract(tuple(parts), is_cut=True)
        part = _part(block, left=left)
        left -= len(part.text) + sum(len(cell) for row in part.rows for cell in row) + 8 * len(part.rows)
        if part.text or part.rows:
            parts.append(part)
    return Extract(tuple(parts))


def _part(block: Block, *, left: int) -> Part:
    if isinstance(block, Paragraph):
        return Part(text=_plain(block.text, left))
    return Part(rows=tuple(_rows((tuple(cell.text for cell in row.cells) for row in block.rows), left)))


def _rows(rows: Iterable[tuple[str, ...]], left: int) -> Iterable[tuple[str, ...]]:
    for row in rows:
        if left <= 0:
            return
        cells = tuple(_plain(cell, left) for cell in row[:MOST_CELLS])
        left -= sum(map(len, cells)) + 8
        yield cells


def _plain(text: str, left: int) -> str:
    return text.replace("\x00", "")[: max(0, left)]
