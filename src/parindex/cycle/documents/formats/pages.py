"""Pages of a PDF as pictures, for the review screen."""

from __future__ import annotations

import io

from parindex.cycle.documents.formats import pdfium

MAX_SIDE = 4000


def page_image(data: bytes, page: int, *, scale: float = 1.5) -> bytes:
    """Page ``page`` (from 1) of the PDF in ``data`` as PNG, ``scale`` pixels to the point.

    No side is longer than MAX_SIDE pixels. Raises blocks.Unusable for a file that is no readable
    PDF and IndexError for a page it does not have.
    """
    with pdfium.opened(data) as document:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        leaf = document[page - 1]
        longest = max(leaf.get_size())
        picture = leaf.render(scale=min(scale, MAX_SIDE / longest)).to_pil()
        out = io.BytesIO()
        picture.save(out, format="PNG")
        return out.getvalue()


def page_count(data: bytes) -> int:
    """How many pages the PDF in ``data`` has. Raises blocks.Unusable."""
    with pdfium.opened(data) as document:
        return len(document)
