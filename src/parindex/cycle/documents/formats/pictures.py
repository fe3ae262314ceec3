"""A page of a PDF as a picture, to stand beside what was read in it; pure bytes in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from parindex.cycle.documents.formats import pdfium

# 110 dots an inch: small print stays readable at the width of half a screen.
_SCALE = 110 / 72
_MOST_PIXELS = 4000


class NoSuchPage(LookupError):
    """The document has no page of that number."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a page in points, as it is shown."""

    width: float
    height: float


def size(data: bytes, *, number: int) -> Size:
    """The size of page ``number``, from 1. Raises NoSuchPage, or blocks.Unusable for a damaged file."""
    with pdfium.opened(data) as document:
        return Size(*_page(document, number).get_size())


def png(data: bytes, *, number: int, scale: float = _SCALE) -> bytes:
    """Page ``number``, from 1, as PNG, ``scale`` dots to the point but no side above _MOST_PIXELS.

    Raises NoSuchPage, or blocks.Unusable for a damaged file.
    """
    with pdfium.opened(data) as document:
        page = _page(document, number)
        scale = min(scale, _MOST_PIXELS / max(page.get_size()))
        picture = page.render(scale=scale).to_pil()
        written = BytesIO()
        picture.convert("P", palette=1, colors=64).save(written, format="PNG", optimize=False)
        return written.getvalue()


def _page(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    if not 1 <= number <= len(document):
        raise NoSuchPage(number)
    try:
        return document[number - 1]
    except pypdfium2.PdfiumError as damaged:
        raise NoSuchPage(number) from damaged
