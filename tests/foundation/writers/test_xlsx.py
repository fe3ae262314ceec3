"""The workbook, as openpyxl shows it."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from parindex.foundation.writers import xlsx
from parindex.foundation.writers.content import Annex, Column, Content, Paper, Row, Table, cell, line
from tests.foundation.writers import documents


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.write(documents.plan())))


def test_the_text_and_each_annex_have_a_sheet(book: Workbook) -> None:
    assert book.sheetnames == ["Văn bản", "Phụ lục 1"]


def test_annexes_of_one_name_get_sheets_of_their_own() -> None:
    annex = Annex("Phụ lục: số 1/2 [mới] của kế hoạch năm 2026 và sau đó", "", "", ())
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(Content(annexes=(annex, annex)))))
    assert book.sheetnames == ["Phụ lục  số 1 2  mới  của kế", "Phụ lục  số 1 2  mới  của kế 2"]


def test_figures_are_numbers_shown_as_printed_and_the_rest_is_text(book: Workbook) -> None:
    cells = [book["Phụ lục 1"].cell(row, column) for row in (8, 9) for column in (3, 4)]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (2.5, "0.00"),
        (">2", "General"),
        (1.5, "0.0"),
        (2.3956, "0.0000"),
    ]


def test_cells_are_merged_both_ways(book: Workbook) -> None:
    merged = {str(area) for area in book["Phụ lục 1"].merged_cells.ranges}
    assert {"A5:A6", "C5:D5", "B7:E7", "E8:E9"} <= merged


def test_lines_of_a_cell_stay_apart(book: Workbook) -> None:
    sheet = book["Phụ lục 1"]
    assert sheet["E8"].value == "- Sở Nội vụ\n- Sở Tài chính"
    assert sheet["B9"].value == "Một\nHai"


def test_paper_margins_heads_and_page_numbers(book: Workbook) -> None:
    sheet = book["Phụ lục 1"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert round(sheet.page_margins.top * 25.4) == 20
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.oddHeader.center.text == "&P"
    assert sheet["A8"].font.name == "Times New Roman"
    assert sheet["A8"].border.left.style == "thin"


def test_every_vietnamese_letter_survives(book: Workbook) -> None:
    texts = [str(cell.value) for row in book["Văn bản"] for cell in row]
    assert any(documents.LETTERS in text for text in texts)


def test_same_content_same_bytes() -> None:
    assert xlsx.write(documents.plan()) == xlsx.write(documents.plan())


def test_tables_of_one_sheet_keep_their_own_columns() -> None:
    def table(*widths: int) -> Table:
        texts = tuple(cell(line(f"{at}/{len(widths)}")) for at in range(len(widths)))
        return Table(columns=tuple(Column(width) for width in widths), head=(), rows=(Row(texts),))

    annex = Annex("Phụ lục 1", "", "", (table(10, 20, 70), table(10, 60, 10, 20)), Paper.LANDSCAPE)
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(Content(annexes=(annex,)))))
    sheet = book["Phụ lục 1"]

    ends = {}
    for row in sheet.iter_rows():
        for each in (each for each in row if each.value and "/" in str(each.value)):
            spans = [span for span in sheet.merged_cells.ranges if each.coordinate in span]
            last = spans[0].max_col if spans else each.column
            letters = [get_column_letter(at) for at in range(1, last + 1)]
            ends[each.value] = round(sum(sheet.column_dimensions[at].width for at in letters))
    whole = ends["2/3"]
    shares = {text: round(100 * end / whole) for text, end in ends.items()}
    assert shares == {"0/3": 10, "1/3": 30, "2/3": 100, "0/4": 10, "1/4": 70, "2/4": 80, "3/4": 100}


def test_rows_are_as_high_as_their_longest_cell_needs() -> None:
    row = Row((cell(line("1")), cell(line("chữ " * 120)), cell(line("1")), cell(line("1")), cell(line("A"))))
    data = xlsx.write(documents.plan(rows=(row,)))
    heights = openpyxl.load_workbook(io.BytesIO(data))["Phụ lục 1"].row_dimensions
    assert heights[7].height > 4 * heights[6].height
