"""A workbook of live tables: figures as numbers, formulas with their results, text as text."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from parindex.foundation.writers import workbook
from parindex.foundation.writers.workbook import Column, Figure, Formula, Tab

TAB = Tab(
    name="Xếp hạng",
    title="Bảng xếp hạng",
    notes=("Ghi chú một.", "Ghi chú hai."),
    columns=(Column("Đơn vị", 30), Column("Điểm"), Column("Gấp đôi")),
    rows=(
        ("=1+1", Figure(Decimal("93.17"), 2), Formula("B5*2", Decimal("186.34"), 2)),
        ("http://a.vn\x00", None, Formula('IF(B6>0,"có","không")', "không")),
    ),
)


def sheet(*, results: bool) -> Worksheet:
    """The sheet as a reader sees it: results of formulas, or the formulas."""
    book = openpyxl.load_workbook(io.BytesIO(workbook.write((TAB,))), data_only=results)
    return book["Xếp hạng"]


def test_title_notes_head_and_rows_stand_below_each_other() -> None:
    rows = [list(row) for row in sheet(results=True).iter_rows(values_only=True)]
    assert rows == [
        ["Bảng xếp hạng", None, None],
        ["Ghi chú một.", None, None],
        ["Ghi chú hai.", None, None],
        [None, None, None],
        ["Đơn vị", "Điểm", "Gấp đôi"],
        ["=1+1", 93.17, 186.34],
        ["http://a.vn", None, "không"],
    ]
    assert (TAB.head, TAB.first) == (5, 6)


def test_formulas_are_formulas_and_text_is_text() -> None:
    found = sheet(results=False)
    assert (found["C6"].value, found["C6"].data_type) == ("=B5*2", "f")
    assert (found["A6"].value, found["A6"].data_type) == ("=1+1", "s")
    assert found["A7"].hyperlink is None


def test_numbers_show_their_decimals() -> None:
    found = sheet(results=False)
    assert (found["B6"].number_format, found["C7"].number_format) == ("0.00", "0")


def test_the_head_stays_in_sight_and_is_printed_on_every_page() -> None:
    found = sheet(results=False)
    assert (found.freeze_panes, found.print_title_rows) == ("B6", "$5:$5")
    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (workbook.cell(0, 1), "A1"),
        (workbook.cell(27, 5, tab="Điểm tối đa"), "'Điểm tối đa'!AB5"),
        (workbook.span(2, 4, 7), "C7:E7"),
        (workbook.span(2, 2, 7, tab="A"), "'A'!C7:C7"),
        (workbook.down(3, 5, 146), "$D$5:$D$146"),
        (workbook.exact(Decimal("90.50")), "90.5"),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert address == expected


def test_the_same_tabs_give_the_same_bytes() -> None:
    assert workbook.write((TAB,)) == workbook.write((TAB,))
