"""Text boxes over worksheets: read as paragraphs where they hang."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from parindex.cycle.documents import reading
from parindex.cycle.documents.blocks import At, Blocks, Paragraph, Table
from parindex.cycle.documents.formats import drawings, packages, xlsx
from tests.cycle.documents.formats import packing
from tests.cycle.documents.texts import SOURCE, TODAY, directory

ROWS = (
    ("STT", "Tiêu chí", "Điểm tối đa", "Kết quả năm 2025"),
    ("1", "Chỉ đạo", "3", "2.5"),
)
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def book(*boxes: tuple[str, str], top: int = 5, name: str = "Bảng") -> bytes:
    """A workbook with one table from row ``top`` on and text boxes at cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet(name)
        for row, texts in enumerate(ROWS):
            for column, text in enumerate(texts):
                sheet.write_string(top - 1 + row, column, text)
        for cell, text in boxes:
            sheet.insert_textbox(cell, text)
    return out.getvalue()


def said(blocks: Blocks) -> list[str]:
    """Texts of paragraphs, and "table" for a table."""
    return ["table" if isinstance(block, Table) else block.text for block in blocks.blocks]


def drawn(shapes: str) -> bytes:
    """A workbook whose drawing holds these shapes."""
    drawing = f'<d:wsDr xmlns:d="{XDR}" xmlns:a="{A}" xmlns:mc="{MC}">{shapes}</d:wsDr>'
    return packing.repacked(book(("A1", "hộp")), {"xl/drawings/drawing1.xml": drawing})


def shape(text: str) -> str:
    return f"<d:sp><d:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:txBody></d:sp>"


def test_boxes_above_and_below_a_table_stand_above_and_below_it() -> None:
    blocks = xlsx.read(book(("B9", "dưới"), ("C2", "phải"), ("A2", "trên\nhai"), ("A1", "đầu")))

    assert said(blocks) == ["đầu", "trên", "hai", "phải", "table", "dưới"]
    assert blocks.blocks[3] == Paragraph("phải", At(sheet="Bảng", cell="C2", block=3))


def test_a_box_at_the_first_row_of_a_table_stands_above_it() -> None:
    assert said(xlsx.read(book(("A5", "tiêu đề"), ("A6", "chú thích")))) == ["tiêu đề", "table", "chú thích"]


def test_a_sheet_of_nothing_but_a_box_is_read() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        made.add_worksheet("Bìa").insert_textbox("B2", "KẾ HOẠCH")

    assert said(xlsx.read(out.getvalue())) == ["KẾ HOẠCH"]


@pytest.mark.parametrize(
    ("shapes", "boxes"),
    [
        ("", ()),
        (f"<d:absoluteAnchor>{shape('tự do')}</d:absoluteAnchor>", (drawings.Box(1, 1, ("tự do",)),)),
        (
            "<d:oneCellAnchor><d:from><d:col>2</d:col><d:row>3</d:row></d:from>"
            f"<d:grpSp>{shape('một')}{shape('hai')}</d:grpSp></d:oneCellAnchor>",
            (drawings.Box(4, 3, ("một",)), drawings.Box(4, 3, ("hai",))),
        ),
        (
            f"<d:twoCellAnchor><mc:AlternateContent><mc:Choice>{shape('chọn')}</mc:Choice>"
            f"<mc:Fallback>{shape('chọn')}</mc:Fallback></mc:AlternateContent></d:twoCellAnchor>",
            (drawings.Box(1, 1, ("chọn",)),),
        ),
        (f"<d:twoCellAnchor>{shape(' ')}</d:twoCellAnchor>", ()),
        (
            "<d:twoCellAnchor><d:sp><d:txBody><a:p><a:r><a:t>a</a:t></a:r><a:br/><a:r><a:t>b</a:t></a:r></a:p>"
            "</d:txBody></d:sp></d:twoCellAnchor>",
            (drawings.Box(1, 1, ("a b",)),),
        ),
    ],
)
def test_shapes_of_any_anchor(shapes: str, boxes: tuple[drawings.Box, ...]) -> None:
    assert drawings.read(packages.opened(drawn(shapes)), "xl/worksheets/sheet1.xml") == boxes


def test_a_title_in_a_box_heads_the_table() -> None:
    blocks = xlsx.read(book(("A1", "PHỤ LỤC 1\nChỉ tiêu SIPAS năm 2026")))

    (table,) = reading.read(blocks, source=SOURCE, directory=directory(), today=TODAY).tables

    assert (table.annex, table.title, table.index) == (1, "Chỉ tiêu SIPAS năm 2026", "SIPAS")


@pytest.mark.parametrize(
    ("name", "index"), [("SIPAS", "SIPAS"), ("PAR-Index 2026", "PAR INDEX"), ("Sheet1", None)]
)
def test_the_name_of_a_sheet_tells_the_index_of_a_table_without_title(name: str, index: str | None) -> None:
    blocks = xlsx.read(book(name=name, top=1))

    (table,) = reading.read(blocks, source=SOURCE, directory=directory(), today=TODAY).tables

    assert (table.title, table.index) == (None, index)
