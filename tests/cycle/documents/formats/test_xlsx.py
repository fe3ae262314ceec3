"""Workbooks to blocks: tables by their rules, the texts around them, figures as displayed."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, Side

from parindex.cycle.documents.blocks import (
    At,
    Block,
    Blocks,
    Cell,
    Line,
    Merge,
    Paragraph,
    Row,
    Start,
    Table,
)
from parindex.cycle.documents.formats import sheets, xlsx
from parindex.engine.values.findings import Finding, Severity, Words
from tests.cycle.documents.formats import packing

LEFT, UP = Cell(merge=Merge.LEFT), Cell(merge=Merge.UP)
THIN = Side(style="thin")
RULED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def cell(*lines: str) -> Cell:
    starts = [Start.PARAGRAPH, *[Start.BREAK] * len(lines)]
    return Cell(tuple(Line(line, start) for line, start in zip(lines, starts, strict=False)))


def book(*rows: list[object], ruled: str = "", merged: tuple[str, ...] = ()) -> openpyxl.Workbook:
    """A workbook of one sheet with these rows, a range drawn with rules, and merged ranges."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Phụ lục"
    for row in rows:
        sheet.append(row)
    for line in sheet[ruled] if ruled else ():
        for one in line:
            one.border = RULED
    for span in merged:
        sheet.merge_cells(span)
    return made


def read(made: openpyxl.Workbook) -> Blocks:
    return xlsx.read(packing.saved(made))


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """Paragraphs as their text, tables as their cells."""
    return [b.text if isinstance(b, Paragraph) else [row.cells for row in b.rows] for b in blocks]


def test_a_sheet_with_title_table_and_note():
    made = book(
        ["Phụ lục 2", None, None],
        ["Các chỉ tiêu", None, None],
        ["STT", "Tiêu chí", "Điểm"],
        [1, "Kiểm tra\nnội bộ", 1.5],
        ["Ghi chú: điểm tối đa", None, None],
        ruled="A3:C4",
        merged=("A1:C1",),
    )
    sheet = made.active
    sheet["A1"].font = Font(bold=True)
    sheet["A2"].font = Font(italic=True)
    sheet["A2"].alignment = Alignment(horizontal="center")
    sheet["C4"].number_format = "0.00"
    place = "Phụ lục"
    assert read(made) == Blocks(
        blocks=(
            Paragraph("Phụ lục 2", At(sheet=place, cell="A1", block=0), bold=True),
            Paragraph("Các chỉ tiêu", At(sheet=place, cell="A2", block=1), italic=True, centred=True),
            Table(
                rows=(
                    Row((cell("STT"), cell("Tiêu chí"), cell("Điểm")), At(row=1, sheet=place, cell="A3")),
                    Row(
                        (cell("1"), cell("Kiểm tra", "nội bộ"), cell("1.50")),
                        At(row=2, sheet=place, cell="A4"),
                    ),
                ),
                at=At(sheet=place, cell="A3", block=2),
            ),
            Paragraph("Ghi chú: điểm tối đa", At(sheet=place, cell="A5", block=3)),
        )
    )


def test_merged_ranges():
    made = book(
        ["STT", "Tiêu chí", "Điểm", None],
        [None, None, "Tối đa", "Kết quả"],
        [1, "Một", 1, 1],
        [2, "Hai", 1, 1],
        ruled="A1:D4",
        merged=("A1:A2", "B1:B2", "C1:D1", "C3:D4"),
    )
    assert shape(read(made).blocks) == [
        [
            (cell("STT"), cell("Tiêu chí"), cell("Điểm"), LEFT),
            (UP, UP, cell("Tối đa"), cell("Kết quả")),
            (cell("1"), cell("Một"), cell("1"), LEFT),
            (cell("2"), cell("Hai"), UP, LEFT),
        ]
    ]


def test_tables_one_under_the_other():
    made = book(
        ["A", "B", "C"],
        [1, 2, 3],
        [],
        ["D", "E", "F"],
        [4, 5, 6],
        ["Phụ lục 3", None, None],
        ["(Kèm theo Kế hoạch)", None, None],
        ["G", "H", "I"],
        ruled="A1:C8",
    )
    made.active["A3"].border = made.active["B3"].border = made.active["C3"].border = Border()
    assert shape(read(made).blocks) == [
        [(cell("A"), cell("B"), cell("C")), (cell("1"), cell("2"), cell("3"))],
        [(cell("D"), cell("E"), cell("F")), (cell("4"), cell("5"), cell("6"))],
        "Phụ lục 3",
        "(Kèm theo Kế hoạch)",
        [(cell("G"), cell("H"), cell("I"))],
    ]


def test_rows_drawn_but_blank_part_nothing():
    made = book(["A", "B", "C"], [], ["D", "E", "F"], ruled="A1:C9")
    assert shape(read(made).blocks) == [
        [(cell("A"), cell("B"), cell("C")), (cell("D"), cell("E"), cell("F"))]
    ]


def test_a_table_without_rules():
    made = book(
        ["KẾ HOẠCH"],
        ["TT", "Nhiệm vụ", "Tiến độ"],
        ["I", "Cải cách thể chế"],
        [1, "Rà soát", "Quý II"],
        ["-", "Kiểm tra"],
        ["Ghi chú"],
    )
    assert shape(read(made).blocks) == [
        "KẾ HOẠCH",
        [
            (cell("TT"), cell("Nhiệm vụ"), cell("Tiến độ")),
            (cell("I"), cell("Cải cách thể chế"), Cell()),
            (cell("1"), cell("Rà soát"), cell("Quý II")),
            (cell("-"), cell("Kiểm tra"), Cell()),
        ],
        "Ghi chú",
    ]


def test_tables_without_rules_are_parted_by_titles():
    made = book(["A", "B", "C"], [1, 2, 3], ["Phụ lục 2"], ["D", "E", "F"])
    assert shape(read(made).blocks) == [
        [(cell("A"), cell("B"), cell("C")), (cell("1"), cell("2"), cell("3"))],
        "Phụ lục 2",
        [(cell("D"), cell("E"), cell("F"))],
    ]


def test_a_letterhead_is_read_column_by_column():
    made = book(
        ["UBND THÀNH PHỐ", None, "CỘNG HÒA"],
        ["SỞ NỘI VỤ", None, "Độc lập"],
        ["Số: 1/KH"],
        [None, None, "Hà Nội, ngày"],
        ["Số phụ", None, "tháng 5"],
        ["KẾ HOẠCH"],
        [],
        ["A", "B", "C"],
        ruled="A8:C8",
        merged=("A6:C6",),
    )
    assert shape(read(made).blocks) == [
        "UBND THÀNH PHỐ",
        "SỞ NỘI VỤ",
        "Số: 1/KH",
        "Số phụ",
        "CỘNG HÒA",
        "Độc lập",
        "Hà Nội, ngày",
        "tháng 5",
        "KẾ HOẠCH",
        [(cell("A"), cell("B"), cell("C"))],
    ]


def test_lines_of_a_text_are_paragraphs():
    made = book(["KẾ HOẠCH\nNâng cao\r\nChỉ số"])
    assert shape(read(made).blocks) == ["KẾ HOẠCH", "Nâng cao", "Chỉ số"]


def test_items_in_a_cell():
    made = book(["• Một\n• Hai\n- Ba", "B", "C"], ruled="A1:C1")
    lines = (Line("Một", Start.ITEM), Line("Hai", Start.ITEM), Line("- Ba", Start.BREAK))
    assert shape(read(made).blocks) == [[(Cell(lines), cell("B"), cell("C"))]]


def test_figures_dates_and_truths():
    made = book(
        ["x", datetime.date(2024, 5, 30), 0.8357, True, 9, "#N/A"],
        ruled="A1:F1",
    )
    made.active["B1"].number_format = "dd/mm/yyyy"
    made.active["C1"].number_format = "0.00%"
    made.active["E1"].number_format = '">"0.00'
    assert shape(read(made).blocks) == [
        [(cell("x"), cell("30/05/2024"), cell("83.57%"), cell("TRUE"), cell(">9.00"), cell("#N/A"))]
    ]


def test_dates_stored_as_text_and_the_calendar_of_1904():
    made = book(["x", datetime.date(2024, 5, 30), datetime.date(2024, 5, 30)], ruled="A1:C1")
    made.active["B1"].number_format = made.active["C1"].number_format = "d/m/yyyy"
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.iso_dates = True
    assert shape(read(made).blocks) == [[(cell("x"), cell("30/5/2024"), cell("30/5/2024"))]]
    made.iso_dates = False
    assert shape(read(made).blocks) == [[(cell("x"), cell("30/5/2024"), cell("30/5/2024"))]]


def test_rich_text():
    made = book([CellRichText("Mức ", TextBlock(InlineFont(b=True), "hài lòng"), " chung"), "B", "C"])
    assert shape(read(made).blocks) == [[(cell("Mức hài lòng chung"), cell("B"), cell("C"))]]


def test_formulas_read_as_last_computed():
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = made.add_worksheet("A")
    sheet.write_row(0, 0, ["x", "y"])
    sheet.write_formula(0, 2, "=1+1", made.add_format({"num_format": "0.00"}), 2)
    sheet.write_formula(0, 3, '="a"', None, "a")
    made.close()
    found = xlsx.read(out.getvalue())
    assert (shape(found.blocks), found.findings) == ([[(cell("x"), cell("y"), cell("2.00"), cell("a"))]], ())


def test_formulas_never_computed_are_named():
    made = book(["x", "y", "z", "=1+1", "=2+2"])
    assert read(made).findings == (
        Finding(
            code="NUMBER_UNREAD",
            severity=Severity.WARNING,
            message=Words(
                vi="Trang tính “Phụ lục” có 2 ô công thức chưa được tính (D1, E1).",
                en="The sheet “Phụ lục” has 2 formula cells never computed (D1, E1).",
            ),
            remedy=Words(
                vi="Hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại.",
                en="Open the file in Excel or LibreOffice, save it and send it again.",
            ),
        ),
    )


def test_sheets_in_order_and_hidden_ones_named():
    made = book(["một"])
    made.create_sheet("Ẩn").append(["bí mật"])
    made["Ẩn"].sheet_state = "hidden"
    made.create_sheet("Trống").sheet_state = "veryHidden"
    made.create_sheet("Sau").append(["hai"])
    made.create_chartsheet("Biểu đồ")
    found = read(made)
    assert shape(found.blocks) == ["một", "hai"]
    assert [(finding.code, finding.message.vi) for finding in found.findings] == [
        ("SHEET_HIDDEN", "Trang tính “Ẩn” đang ẩn nên không được đọc.")
    ]


def test_hidden_rows_and_columns_are_read():
    made = book(["A", "B", "C"], [1, 2, 3], ruled="A1:C2")
    made.active.row_dimensions[2].hidden = True
    made.active.column_dimensions["B"].hidden = True
    assert shape(read(made).blocks) == [
        [(cell("A"), cell("B"), cell("C")), (cell("1"), cell("2"), cell("3"))]
    ]


def test_a_table_that_begins_to_the_right():
    made = book([None, None, "A", "B", "C"], [None, None, 1, None, 3], ruled="C1:E2")
    found = read(made).blocks
    assert shape(found) == [[(cell("A"), cell("B"), cell("C")), (cell("1"), Cell(), cell("3"))]]
    assert found[0].at == At(sheet="Phụ lục", cell="C1", block=0)


def test_ten_thousand_rows():
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("A")
    for number in range(10_000):
        sheet.append([number, "Nội dung", 1.5, 1.25, 1.5, "Sở Nội vụ"])
    (table,) = xlsx.read(packing.saved(made)).blocks
    assert isinstance(table, Table)
    assert (len(table.rows), table.rows[-1].cells[0], table.rows[-1].at) == (
        10_000,
        cell("9999"),
        At(row=10_000, sheet="A", cell="A10000"),
    )


def test_a_cell_of_a_megabyte():
    made = book(["x", "y", "z"])
    text = "nội dung " * 110_000
    inline = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData>'
    data = packing.saved(made)
    part = sheet_xml(data).replace("</sheetData>", inline)
    blocks = xlsx.read(packing.repacked(data, {"xl/worksheets/sheet1.xml": part})).blocks
    assert shape(blocks)[1] == text.strip()


def sheet_xml(data: bytes) -> str:
    return packing.part(data, "xl/worksheets/sheet1.xml").decode()


def test_a_sheet_formatted_to_its_last_cell():
    """Formats over a million rows cost nothing: only cells with text are kept."""
    data = packing.saved(book(["A", "B", "C"], ruled="A1:C1"))
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="XFD{n}" s="1"/></row>' for n in range(2, 20_000))
    part = sheet_xml(data).replace("</sheetData>", rows + "</sheetData>")
    part = part.replace("A1:C1", "A1:XFD1048576")
    part = part.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>')
    blocks = xlsx.read(packing.repacked(data, {"xl/worksheets/sheet1.xml": part})).blocks
    assert shape(blocks) == [[(cell("A"), cell("B"), cell("C"))]]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ('<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c><c><v>3</v></c></row>', ["a", "2", "3"]),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c><c r="B1" s="999"><v>2</v></c></row>', ["2"]),
        ('<row r="1"><c r="A1" t="str"><v>a_x000D_b</v></c></row>', ["a", "b"]),
        ('<row r="1"><c r="A1" t="d"><v>hôm nay</v></c></row>', ["hôm nay"]),
        ('<row r="1"><c r="A1"><v>x</v></c></row>', ["x"]),
    ],
)
def test_cells_as_other_programs_write_them(row: str, shown: list[str]):
    data = packing.saved(book())
    part = sheet_xml(data).replace("<sheetData></sheetData>", f"<sheetData>{row}</sheetData>")
    blocks = xlsx.read(packing.repacked(data, {"xl/worksheets/sheet1.xml": part})).blocks
    found = [
        text
        for block in blocks
        for text in (
            [block.text] if isinstance(block, Paragraph) else [c.text for r in block.rows for c in r.cells]
        )
    ]
    assert found == shown


@pytest.mark.parametrize(("row", "column", "text"), [(1, 1, "A1"), (12, 28, "AB12"), (1, 16_384, "XFD1")])
def test_references(row: int, column: int, text: str):
    assert (sheets.reference(row, column), sheets.place(text)) == (text, (row, column))


def test_what_is_no_reference():
    assert sheets.place("A") == (0, 0)
