"""Pages as pictures: the right page, in its own shape, and none that is not there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import pictures

SAMPLE = Path(__file__).resolve().parents[4] / "samples" / "ke-hoach-phuong-yen-hoa-2026.pdf"


def test_a_page_is_pictured_in_its_own_shape() -> None:
    data = SAMPLE.read_bytes()
    size = pictures.size(data, number=2)
    picture = Image.open(BytesIO(pictures.png(data, number=2)))
    assert (round(size.width), round(size.height)) == (595, 842)
    assert picture.format == "PNG"
    assert abs(picture.width / picture.height - size.width / size.height) < 0.01
    dark = sum(picture.convert("L").histogram()[:100])
    assert 0.01 < dark / (picture.width * picture.height) < 0.3


def test_two_pages_are_two_pictures() -> None:
    data = SAMPLE.read_bytes()
    assert pictures.png(data, number=1) != pictures.png(data, number=2)


@pytest.mark.parametrize("number", [0, -1, 999])
def test_a_page_that_is_not_there_is_none(number: int) -> None:
    data = SAMPLE.read_bytes()
    with pytest.raises(pictures.NoSuchPage):
        pictures.png(data, number=number)
    with pytest.raises(pictures.NoSuchPage):
        pictures.size(data, number=number)


def test_no_picture_has_a_side_beyond_the_bound() -> None:
    picture = Image.open(BytesIO(pictures.png(SAMPLE.read_bytes(), number=1, scale=100)))
    assert max(picture.size) in {4000, 4001}


def test_what_is_no_pdf_is_told_as_unusable() -> None:
    with pytest.raises(Unusable):
        pictures.png(b"%PDF-1.7", number=1)
    with pytest.raises(Unusable):
        pictures.size(b"%PDF-1.7", number=1)
