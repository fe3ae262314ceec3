"""What LibreOffice prints of a Word file reads like the Word file itself."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from parindex.cycle.documents.blocks import Block, Paragraph, Table
from parindex.cycle.documents.formats import docx as word
from parindex.cycle.documents.formats import pdf
from tests.cycle.documents.formats import packing

pytestmark = pytest.mark.libreoffice

LONG = (
    "Thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030, Thành phố tiếp tục "
    "rà soát từng tiêu chí, phân tích nguyên nhân mất điểm và giao đơn vị chịu trách nhiệm khắc phục"
)
HEAD = ("STT", "Lĩnh vực, tiêu chí", "Điểm tối đa", "Kết quả", "Đơn vị chủ trì")


def sheet() -> Document:
    """An empty document on A4 with the margins and letters of an official one."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    made.styles["Normal"].font.name = "Liberation Serif"
    made.styles["Normal"].font.size = Pt(13)
    return made


def body(made: Document, text: str) -> None:
    paragraph = made.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_after = Pt(6)


def letterhead(made: Document) -> None:
    table = made.add_table(2, 2)
    for row, texts in enumerate(
        (
            ("UBND THÀNH PHỐ\nSỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
            ("Số: 12/KH-SNV", "Hà Nội, ngày 05 tháng 02 năm 2026"),
        )
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
            table.cell(row, column).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def criteria(made: Document, rows: int) -> None:
    table = made.add_table(2 + rows, len(HEAD))
    table.style = "Table Grid"
    for column, text in enumerate(HEAD):
        table.cell(0, column).text = text
        if column not in {2, 3}:
            table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 3).text = ""
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Điểm"
    table.cell(1, 2).text, table.cell(1, 3).text = HEAD[2:4]
    for number in range(rows):
        table.cell(2 + number, 0).text = f"1.{number + 1}"
        table.cell(2 + number, 1).text = LONG if number % 3 else "Kiểm tra công vụ"
        table.cell(2 + number, 2).text = "1.5"
        table.cell(2 + number, 3).text = "0.8679"
        table.cell(2 + number, 4).text = "- Sở Nội vụ;\n- Văn phòng UBND" if number % 2 else "Sở Tư pháp"
    table.cell(2, 4).merge(table.cell(4, 4)).text = "Văn phòng HĐND - UBND phường"


def said(blocks: tuple[Block, ...]) -> list[object]:
    """Paragraphs as text; tables as the texts and merges of their cells, line by line."""
    return [
        block.text
        if isinstance(block, Paragraph)
        else [
            [(tuple(line.text for line in cell.lines), cell.merge) for cell in row.cells]
            for row in block.rows
        ]
        for block in blocks
    ]


def both(made: Document, folder: Path) -> tuple[list[object], list[object]]:
    data = packing.saved(made)
    return said(pdf.read(packing.printed(data, ".docx", folder)).blocks), said(word.read(data).blocks)


def test_a_plan_of_one_page(tmp_path: Path):
    made = sheet()
    made.styles["Normal"].font.size = Pt(11)
    letterhead(made)
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("KẾ HOẠCH\nCải thiện, nâng cao Chỉ số cải cách hành chính năm 2026").bold = True
    for text in ("I. MỤC ĐÍCH", f"1. {LONG}.", "- Sở Nội vụ chủ trì;", "- Văn phòng phối hợp."):
        body(made, text)
    criteria(made, 3)
    printed, written = both(made, tmp_path)
    assert printed == written


def test_blanks_left_for_the_pen(tmp_path: Path):
    """A draft leaves room for number and day: that is a blank, not a gap between columns."""
    made = sheet()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "SỞ NỘI VỤ\nSố:" + " " * 15 + "/KH-SNV"
    table.cell(0, 1).text = (
        "Độc lập - Tự do - Hạnh phúc\nHà Nội, ngày" + " " * 10 + "tháng" + " " * 10 + "năm 2026"
    )
    made.add_paragraph("(Kèm theo Kế hoạch số" + " " * 12 + "/KH-SNV ngày" + " " * 9 + "/2026)")
    printed, written = both(made, tmp_path)
    assert printed == written


def test_automatic_lists(tmp_path: Path):
    made = sheet()
    for text in ("Một", LONG, "Ba"):
        made.add_paragraph(text, style="List Number")
    for text in ("Bốn", LONG, "Sáu"):
        made.add_paragraph(text, style="List Bullet")
    printed, written = both(made, tmp_path)
    assert written == ["1. Một", f"2. {LONG}", "3. Ba", "- Bốn", f"- {LONG}", "- Sáu"]
    assert printed == written


def test_an_annex_in_landscape(tmp_path: Path):
    made = sheet()
    body(made, LONG + ".")
    section = made.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for text in ("Phụ lục 1", "Các nhiệm vụ nâng cao Chỉ số"):
        made.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    criteria(made, 4)
    printed, written = both(made, tmp_path)
    assert printed == written


def test_a_table_over_many_pages(tmp_path: Path):
    made = sheet()
    criteria(made, 60)
    data = packing.saved(made)
    printed = pdf.read(packing.printed(data, ".docx", tmp_path))
    pieces = [block for block in printed.blocks if isinstance(block, Table)]
    assert (len(pieces), printed.pages) == (len(printed.blocks), len(pieces))
    (whole,) = word.read(data).blocks
    assert isinstance(whole, Table)
    for column in range(len(HEAD)):
        told = [row.cells[column].text for row in whole.rows]
        seen = [row.cells[column].text for piece in pieces for row in piece.rows]
        assert " ".join(text for text in seen if text) == " ".join(text for text in told if text)


def test_a_long_text_over_pages(tmp_path: Path):
    made = sheet()
    for number in range(30):
        body(made, f"{number}. {LONG}; {LONG}; {'kết quả ' * number}được báo cáo.")
    printed, written = both(made, tmp_path)
    assert printed == written
