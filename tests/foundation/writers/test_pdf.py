"""The PDF, as its pages show it."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from parindex.foundation.writers import pdf
from parindex.foundation.writers.content import Cell, Row, cell, line
from tests.foundation.writers import documents

_POINT = 25.4 / 72


@pytest.fixture(scope="module")
def written() -> bytes:
    return pdf.write(documents.long_plan())


def pages(data: bytes) -> list[pdfplumber.page.Page]:
    return list(pdfplumber.open(io.BytesIO(data)).pages)


def test_the_body_is_portrait_and_the_wide_annex_landscape(written: bytes) -> None:
    sides = [(round(page.width * _POINT), round(page.height * _POINT)) for page in pages(written)]
    assert sides[0] == (210, 297)
    assert set(sides[1:]) == {(297, 210)}


def test_text_keeps_to_the_margins(written: bytes) -> None:
    words = pages(written)[0].extract_words()
    assert min(word["x0"] for word in words) * _POINT >= 29.9
    assert max(word["x1"] for word in words) * _POINT <= 190.1


def test_fonts_are_our_own_and_embedded(written: bytes) -> None:
    fonts = {char["fontname"].partition("+")[2] for page in pages(written) for char in page.chars}
    faces = {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }
    assert fonts == faces


def test_page_numbers_stand_top_centre_from_page_two_of_each_section(written: bytes) -> None:
    found = []
    for page in pages(written):
        top = [word for word in page.extract_words() if word["bottom"] * _POINT < 18]
        found.append([word["text"] for word in top])
        assert all(abs((word["x0"] + word["x1"]) / 2 - page.width / 2) < 20 for word in top)
    assert found[:4] == [[], [], ["2"], ["3"]]


def test_the_head_of_a_table_repeats_on_every_page(written: bytes) -> None:
    annex = pages(written)[1:]
    assert len(annex) > 2
    assert all("Đơn vị chủ trì" in page.extract_text() for page in annex)


def test_rows_do_not_split(written: bytes) -> None:
    rows = [row for page in pages(written)[1:] for row in page.extract_table()[2:]]
    assert len(rows) == 80
    assert {row[4] for row in rows} == {"Sở Y tế"}


def test_a_row_taller_than_a_page_loses_nothing() -> None:
    words = [f"từ{number}" for number in range(3000)]
    tall = Row((cell(line("1")), cell(line(" ".join(words))), cell(line("1")), cell(line("1")), Cell()))
    text = "".join(page.extract_text() for page in pages(pdf.write(documents.plan(rows=(tall,)))))
    assert [word for word in words if word not in text] == []


def test_every_vietnamese_letter_survives(written: bytes) -> None:
    assert documents.LETTERS in pages(written)[0].extract_text().replace("\n", " ")


def test_same_content_same_bytes(written: bytes) -> None:
    assert pdf.write(documents.long_plan()) == written
