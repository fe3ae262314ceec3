"""Pages of evidence are drawn anew: what reaches a browser is a picture and nothing else."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from parindex.cycle.evidence import pictures
from parindex.cycle.evidence.pictures import NoSuchPage
from tests.cycle.documents.formats import packing
from tests.cycle.evidence import papers
from tests.foundation.files import hostile

MARK = b"<script>qzmark</script>"


def marked_png() -> bytes:
    """A PNG with a script in its comment."""
    info, out = PngInfo(), BytesIO()
    info.add_text("Comment", MARK.decode())
    Image.new("RGB", (3000, 20), "red").save(out, format="PNG", pnginfo=info)
    return out.getvalue()


def test_a_picture_is_made_smaller_and_loses_what_it_carried() -> None:
    data = marked_png()
    assert MARK in data

    shown = pictures.png(data, "png", number=1)

    assert MARK not in shown
    with Image.open(BytesIO(shown)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1600, 11))


def test_a_photograph_stands_upright() -> None:
    out = BytesIO()
    turned = Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(out, format="JPEG", exif=exif)

    with Image.open(BytesIO(pictures.png(out.getvalue(), "jpg", number=1))) as picture:
        assert picture.size == (20, 40)


def test_pages_of_a_pdf_are_drawn_one_by_one() -> None:
    with Image.open(BytesIO(pictures.png(papers.plan(), "pdf", number=1))) as picture:
        assert picture.format == "PNG"


@pytest.mark.parametrize(
    ("data", "kind", "number"),
    [
        (papers.plan(), "pdf", 2),
        (papers.plan(), "pdf", 0),
        (packing.a_pdf()[:500], "pdf", 1),
        (hostile.picture("PNG"), "png", 2),
        (hostile.picture("PNG")[:45], "png", 1),
        (packing.a_docx(), "docx", 1),
    ],
)
def test_a_page_that_is_not_there_is_none(data: bytes, kind: str, number: int) -> None:
    with pytest.raises(NoSuchPage):
        pictures.png(data, kind, number=number)
