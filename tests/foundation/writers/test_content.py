"""The words Decree 30/2020 prescribes."""

from __future__ import annotations

from datetime import date

from parindex.foundation.writers import content
from parindex.foundation.writers.content import Letterhead


def letterhead(number: str, issued_on: date | None) -> Letterhead:
    return Letterhead("", "UBND", "KH-UBND", "Hà Nội", 2026, number, issued_on)


def test_numbers_days_and_early_months_take_a_leading_zero() -> None:
    head = letterhead("5", date(2026, 2, 3))
    assert head.number_line() == "Số: 05/KH-UBND"
    assert head.place_line() == "Hà Nội, ngày 03 tháng 02 năm 2026"


def test_other_numbers_days_and_months_do_not() -> None:
    head = letterhead("164", date(2026, 5, 30))
    assert head.number_line() == "Số: 164/KH-UBND"
    assert head.place_line() == "Hà Nội, ngày 30 tháng 5 năm 2026"


def test_a_draft_leaves_number_and_day_to_the_pen() -> None:
    head = letterhead("", None)
    assert head.number_line() == "Số: /KH-UBND"
    assert head.place_line(gap="___") == "Hà Nội, ngày___tháng___năm 2026"


def test_control_characters_are_no_text() -> None:
    assert content.printable("a\x00b\x0bc\ufffe") == "abc"
