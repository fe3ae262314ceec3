"""A page of a piece of evidence as a picture for the preview; pure bytes in, bytes out."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import pictures
from parindex.foundation.files import kinds

SHOWN = kinds.PICTURES | {kinds.PDF.key}
"""The kinds that have pages to picture."""
_SIDE = 1600


class NoSuchPage(LookupError):
    """The file has no page of that number, or cannot be pictured."""


def png(data: bytes, kind: str, *, number: int) -> bytes:
    """Page ``number``, from 1, as PNG: drawn anew, so that nothing of the file itself reaches the browser.

    Raises NoSuchPage.
    """
    if kind == kinds.PDF.key:
        try:
            return pictures.png(data, number=number)
        except (pictures.NoSuchPage, Unusable) as missing:
            raise NoSuchPage(number) from missing
    if kind not in kinds.PICTURES or number != 1:
        raise NoSuchPage(number)
    try:
        return _drawn(data)
    except (OSError, SyntaxError, ValueError) as damaged:
        raise NoSuchPage(number) from damaged


def _drawn(data: bytes) -> bytes:
    with Image.open(BytesIO(data), formats=["JPEG", "PNG"]) as picture:
        picture.draft("RGB", (_SIDE, _SIDE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((_SIDE, _SIDE))
        out = BytesIO()
        upright.convert("RGB").save(out, format="PNG")
        return out.getvalue()
