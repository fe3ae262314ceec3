"""The Word file, as python-docx and its parts show it."""

from __future__ import annotations

import io
import re
import zipfile

import docx as reader
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from parindex.foundation.writers import docx
from tests.foundation.writers import documents


@pytest.fixture(scope="module")
def written() -> bytes:
    return docx.write(documents.plan())


@pytest.fixture(scope="module")
def opened(written: bytes) -> Document:
    return reader.Document(io.BytesIO(written))


def part(written: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(written)).read(name).decode()


def test_sheets_and_margins_follow_the_decree(opened: Document) -> None:
    body, annex = opened.sections
    sides = [(round(s.page_width.mm), round(s.page_height.mm)) for s in (body, annex)]
    margins = [
        round(m.mm) for m in (body.top_margin, body.bottom_margin, body.left_margin, body.right_margin)
    ]
    assert sides == [(210, 297), (297, 210)]
    assert margins == [20, 20, 30, 20]
    assert [body.orientation, annex.orientation] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_everything_is_set_in_times_new_roman(written: bytes) -> None:
    styles = part(written, "word/styles.xml")
    assert set(re.findall(r'w:(?:ascii|hAnsi|cs)="([^"]+)"', styles)) == {
        "Times New Roman",
    }
    assert 'w:sz w:val="28"' in styles
    assert "w:rFonts" not in part(written, "word/document.xml")


def test_page_numbers_stand_top_centre_from_page_two_of_each_section(
    opened: Document, written: bytes
) -> None:
    for section in opened.sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert [p.text for p in section.first_page_header.paragraphs] == [""]
    header = part(written, "word/header1.xml")
    assert " PAGE " in header
    assert opened.styles["Header"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_the_letterhead_holds_issuer_and_nation(opened: Document) -> None:
    left, right = opened.tables[0].rows[0].cells
    assert [p.text.replace("\xa0", " ") for p in left.paragraphs if p.text] == [
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ HÀ NỘI",
        "Số:        /KH-UBND",
    ]
    assert [p.text.replace("\xa0", " ") for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày      tháng      năm 2026",
    ]
    assert len(left._tc.findall(".//" + qn("w:pBdr"))) == len(right._tc.findall(".//" + qn("w:pBdr"))) == 1


def test_headings_carry_their_level(opened: Document) -> None:
    styles = {p.text: p.style.name for p in opened.paragraphs if p.text}
    assert styles["I. MỤC ĐÍCH"] == "Heading 1"
    assert opened.styles["Heading 1"].element.find(".//" + qn("w:outlineLvl")).get(qn("w:val")) == "0"


def test_the_head_of_a_table_repeats_and_rows_do_not_split(opened: Document) -> None:
    rows = opened.tables[2].rows
    repeated = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in rows]
    whole = [row._tr.find(".//" + qn("w:cantSplit")) is not None for row in rows]
    assert repeated == [True, True, False, False, False]
    assert whole == [True] * 5


def test_merged_cells_span_columns_and_rows(opened: Document) -> None:
    table = opened.tables[2]
    assert table.cell(2, 1)._tc is table.cell(2, 4)._tc
    assert table.cell(3, 4)._tc is table.cell(4, 4)._tc
    assert table.cell(0, 2)._tc is table.cell(0, 3)._tc


def test_lists_and_breaks_in_cells(opened: Document) -> None:
    table = opened.tables[2]
    items = table.cell(3, 4).paragraphs
    assert [(p.text, p._p.find(".//" + qn("w:numPr")) is not None) for p in items] == [
        ("Sở Nội vụ", True),
        ("Sở Tài chính", True),
    ]
    assert [p.text for p in table.cell(4, 1).paragraphs] == ["Một\nHai"]


def test_footnotes_are_numbered_and_called(written: bytes) -> None:
    assert 'w:footnoteReference w:id="1"' in part(written, "word/document.xml")
    assert "Quyết định số 1/QĐ-UBND." in part(written, "word/footnotes.xml")


def test_tables_are_as_wide_as_the_text(opened: Document) -> None:
    widths = [int(column.get(qn("w:w"))) for column in opened.tables[2]._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert sum(widths) == pytest.approx(Mm(257).twips, abs=1)


def test_every_vietnamese_letter_survives(opened: Document) -> None:
    assert documents.LETTERS in "\n".join(p.text for p in opened.paragraphs)


def test_a_table_after_a_table_begins_a_new_page() -> None:
    plan = documents.plan()
    annex = plan.annexes[0]
    twice = type(plan)(annexes=(type(annex)(annex.label, annex.title, annex.caption, annex.blocks * 2),))
    assert part(docx.write(twice), "word/document.xml").count('w:br w:type="page"') == 1


def test_same_content_same_bytes(written: bytes) -> None:
    assert docx.write(documents.plan()) == written
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(written)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
