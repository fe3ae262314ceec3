"""Narrow columns and page breaks in PDFs: broken words, cut rows, tables set one under another."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.blocks import Block, Paragraph, Table
from parindex.cycle.documents.formats import pdf
from tests.cycle.documents.formats import packing

SMALL = "#set page(width: 170mm, height: 60mm, margin: 10mm)\n"
LONG = "Rà soát hồ sơ trễ hạn để rút ngắn thời gian chờ của người dân, gắn với chuyển đổi số ở các xã, phường"


def read(source: str) -> tuple[Block, ...]:
    return pdf.read(packing.a_pdf(source)).blocks


def rows(source: str) -> list[list[str]]:
    tables = [block for block in read(source) if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("(PARINDE", "X)", "(PARINDEX)"),
        ("15/11/20", "26", "15/11/2026"),
        ("33/2023/N", "Đ-CP", "33/2023/NĐ-CP"),
        ("VII", "I", "VIII"),
        ("12,", "86", "12,86"),
        ("1.1.", "3", "1.1.3"),
        ("Thườn", "g", "Thường"),
        ("QĐ-", "UBND", "QĐ-UBND"),
        ("Thường", "xuyên", "Thường xuyên"),
        ("UBND", "TP", "UBND TP"),
        ("Tháng", "02/2026", "Tháng 02/2026"),
        ("2026", "của", "2026 của"),
        ("Báo cáo", "kết quả", "Báo cáo kết quả"),
    ],
)
def test_two_lines_of_a_cell_that_the_first_one_fills(above: str, below: str, whole: str) -> None:
    source = f"#table(columns: (auto, 60mm), [{above} \\ {below}], [Một hai])"
    assert rows(source) == [[whole, "Một hai"]]


def test_a_word_longer_than_its_column_stays_in_its_cell() -> None:
    source = "#table(columns: (40mm, 10mm, 30mm), align: center, [Một hai], [15/11/2026], [Ba bốn])"
    assert rows(source) == [["Một hai", "15/11/2026", "Ba bốn"]]


def test_a_long_word_does_not_widen_the_other_cells() -> None:
    lines = "Báo cáo kết quả thực hiện trong năm"
    source = f"#table(columns: (10mm, 24mm), inset: 2mm, [15/11/2026], [{lines}], [1], [{lines}])"
    (table,) = read(source)
    assert isinstance(table, Table)
    assert [len(row.cells[1].lines) for row in table.rows] == [1, 1]


def test_tables_right_under_one_another_with_other_columns() -> None:
    source = """#stack(table(columns: (10mm, 60mm, 30mm), [1], [Một], [a], [2], [Hai], [b]),
      table(columns: (20mm, 40mm, 40mm), [3], [Ba], [c], table.cell(colspan: 3)[Hết], [4], [Bốn], [d]))"""
    assert rows(source) == [
        ["1", "Một", "a"],
        ["2", "Hai", "b"],
        ["3", "Ba", "c"],
        ["Hết", "", ""],
        ["4", "Bốn", "d"],
    ]


@pytest.mark.parametrize("head", ["", "table.header([TT], [Nhiệm vụ], [Thời hạn]),"])
def test_a_row_cut_by_a_page_is_whole(head: str) -> None:
    filler = ", ".join(f"[{number}.], [Việc {number}], [Quý {number}]" for number in range(1, 4))
    lines = " ".join([LONG] * 4)
    due = "Trước ngày 15 tháng 11 năm 2026 " * 3
    cut = f"[4.], [{lines}], [{due}], [5.], [x], [y]"
    source = f"{SMALL}#table(columns: (10mm, 40mm, 14mm), {head} {filler}, {cut})"
    found = [row for row in rows(source) if row[0] != "TT"]
    assert found == [
        *([f"{number}.", f"Việc {number}", f"Quý {number}"] for number in range(1, 4)),
        ["4.", lines, due.strip()],
        ["5.", "x", "y"],
    ]


def test_a_row_of_its_own_after_a_page_break_stays_one() -> None:
    filler = ", ".join(f"[{number}.], [Việc thứ {number}], [Sở Nội vụ]" for number in range(1, 6))
    source = (
        f"{SMALL}#table(columns: (10mm, 40mm, 40mm), {filler})\n#pagebreak()\n"
        "#table(columns: (10mm, 40mm, 40mm), [], [], [Sở Tư pháp])"
    )
    assert rows(source)[-2:] == [["5.", "Việc thứ 5", "Sở Nội vụ"], ["", "", "Sở Tư pháp"]]


def test_a_dash_that_begins_a_line_of_stretched_text() -> None:
    for letters in range(4, 30):
        text = "a" * letters + " phản ánh về phường (qua phòng Văn hóa - Xã hội) để tổng hợp, báo cáo" * 3
        found = read(f"#set par(justify: true)\n{text}.")
        assert [block.text for block in found if isinstance(block, Paragraph)] == [f"{text}."]
