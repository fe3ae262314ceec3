"""Printed figures: signs and words that compare, units, what is no figure."""

from __future__ import annotations

import pytest

from parindex.cycle.documents import figures
from parindex.cycle.documents.figures import Figure


@pytest.mark.parametrize(
    ("printed", "comparator", "value"),
    [
        ("≥85% trở lên", ">=", "85"),
        ("≥ 85 điểm trở lên", ">=", "85"),
        ("15% trở xuống", "<=", "15"),
        ("Tối thiểu đạt 85%", ">=", "85"),
        ("Đạt tối thiểu 85%", ">=", "85"),
        ("ít nhất đạt 80 điểm", ">=", "80"),
        ("> = 85", ">=", "85"),
        ("= > 85", ">=", "85"),
        ("&gt;= 85", ">=", "85"),
        ("Phấn đấu đạt 90%", "=", "90"),
        ("Phấn đấu trên 90.5%", ">", "90.5"),
        ("Lớn hơn hoặc bằng 90", ">=", "90"),
        ("bằng hoặc thấp hơn 5%", "<=", "5"),
        ("không vượt quá 5%", "<=", "5"),
        ("từ 85% trở lên", ">=", "85"),
        ("85 đ", "=", "85"),
        ("> -1", ">", "-1"),
    ],
)
def test_signs_and_words_that_compare(printed: str, comparator: str, value: str) -> None:
    assert figures.read(printed) == Figure(value, comparator, printed)


@pytest.mark.parametrize(
    "printed",
    ["khá", "≠ 85", "85-90", "từ 85 đến 90", "từ", "trở lên", "9.5²", "1.234,5", "trên trên 5 5", "tổ 5"],
)
def test_what_is_no_figure_is_told(printed: str) -> None:
    assert figures.read(printed) == Figure(printed=printed)


def test_a_comma_is_a_point_that_is_told() -> None:
    assert figures.read("≥ 85, 5 %") == Figure("85.5", ">=", "≥ 85, 5 %", has_comma=True)
