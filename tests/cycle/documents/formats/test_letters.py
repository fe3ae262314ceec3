"""Raw characters become one clean line, and bullets list items."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.blocks import At, Cell, Line, Merge, Row, Start
from parindex.cycle.documents.formats import grids, letters
from parindex.cycle.documents.formats.grids import Placed


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Sở\u00a0Nội \n vụ ", "Sở Nội vụ"),
        ("Tie\u0302\u0301n", "Tiến"),
        ("cải\u00ad cách\u200b", "cải cách"),
        ("57\u2011NQ/TW", "57-NQ/TW"),
        ("a\x00b\x07c\ud800", "abc"),
        ("\uf0b3 85", "≥ 85"),
        ("\uf0fc xong", "• xong"),
    ],
)
def test_clean(raw: str, clean: str):
    assert letters.clean(raw) == clean


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("• Báo cáo", Line("Báo cáo", Start.ITEM)),
        ("\uf0a7Báo cáo", Line("Báo cáo", Start.ITEM)),
        ("- Báo cáo", Line("- Báo cáo", Start.BREAK)),
        ("•", Line("•", Start.BREAK)),
    ],
)
def test_line(raw: str, line: Line):
    assert letters.line(raw, Start.BREAK) == line


def test_paragraph():
    assert [letters.paragraph(text) for text in ("• a", "+ b", "c")] == ["- a", "+ b", "c"]


@pytest.mark.parametrize(
    ("mark", "answer"), [("\uf0b7", True), ("▪", True), ("-", False), ("1.", False), ("", False)]
)
def test_is_bullet(mark: str, answer: bool):
    assert letters.is_bullet(mark) is answer


def test_columns_in_which_no_cell_begins_vanish():
    a, b = (Line("a"),), (Line("b"),)
    placed = (Placed(0, 0, a, columns=2), Placed(0, 2, b), Placed(1, 0, b, rows=5, columns=2))
    assert grids.rows(placed, ats=(At(row=1), At(row=2)), repeats=1) == (
        Row((Cell(a), Cell(b)), At(row=1), repeats=True),
        Row((Cell(b), Cell()), At(row=2)),
    )


def test_a_cell_over_rows_and_columns():
    placed = (Placed(0, 0, (Line("a"),), rows=2, columns=2), Placed(2, 1), Placed(2, 0))
    left, up = Cell(merge=Merge.LEFT), Cell(merge=Merge.UP)
    assert [row.cells for row in grids.rows(placed, ats=(At(), At(), At()))] == [
        (Cell((Line("a"),)), left),
        (up, left),
        (Cell(), Cell()),
    ]
