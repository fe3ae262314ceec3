"""Numbers read as Excel shows them."""

from __future__ import annotations

import datetime

import pytest

from parindex.cycle.documents.formats import numberformats


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("9.5", "General", "9.5"),
        ("9", "General", "9"),
        ("0.81000000000000005", "General", "0.81"),
        ("0.30000000000000004", "General", "0.3"),
        ("8.6120000000000001", "General", "8.612"),
        ("1E-3", "General", "0.001"),
        ("1.5E+10", "General", "15000000000"),
        ("-2.5", "General", "-2.5"),
        ("0", "General", "0"),
        ("0", "0.00", "0.00"),
        ("92.9", "0.00", "92.90"),
        ("1.005", "0.00", "1.01"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("-0.001", "0.00", "0.00"),
        ("0.25", "#.##", ".25"),
        ("0.25", "0.##", "0.25"),
        ("12", "#,##0.##", "12"),
        ("1234567.891", "#,##0.##", "1,234,567.89"),
        ("123", "#,##0", "123"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234500", "0.0,", "1234.5"),
        ("2.3956", "0.0000", "2.3956"),
        ("7", "00", "07"),
        ("0.8357", "0.00%", "83.57%"),
        ("0.85", "0%", "85%"),
        ("0.85", '">"0%', ">85%"),
        ("92", '">"0.00', ">92.00"),
        ("92", r"\≥0.0", "≥92.0"),
        ("5", '0" điểm"', "5 điểm"),
        ("5", '"Điểm" 0', "Điểm 5"),
        ("-5", "0;(0)", "(5)"),
        ("-5", "0.0_);[Red](0.0)", "(5.0)"),
        ("0", '0;-0;"-"', "-"),
        ("0", "0;-0;", ""),
        ("5", "[>=10]0.0;[<10]0.00", "5.00"),
        ("50", "[>=10]0.0;[<10]0.00", "50.0"),
        ("5", "[>10]0.0;0", "5"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("99999", "0.0E+0", "1.0E+5"),
        ("0.00012", "0.0E+00", "1.2E-04"),
        ("0.5", "# ?/?", "0.5"),
        ("5", "@", "5"),
        ("1500000", "#,##0 [$₫-42A]", "1,500,000 ₫"),
        ("45442", "dd/mm/yyyy", "30/05/2024"),
        ("45442", "d/m/yy", "30/5/24"),
        ("45442", '"Tháng" m/yyyy', "Tháng 5/2024"),
        ("45442", '"Quý II"/yyyy', "Quý II/2024"),
        ("45442", "[$-42A]dd mmmm yyyy", "30 Tháng Năm 2024"),
        ("45442", "[$-42A]mmm", "Thg5"),
        ("45442", "mmm-yy", "May-24"),
        ("45442", "mmmm", "May"),
        ("45442", "mmmmm", "M"),
        ("45442", "dddd", "Thursday"),
        ("45442", "ddd", "Thu"),
        ("45442", "[$-42A]dddd", "Thứ Năm"),
        ("45442.5625", "dd/mm/yyyy hh:mm", "30/05/2024 13:30"),
        ("45442.5625", "h:mm AM/PM", "1:30 PM"),
        ("45442.5625", "[$-42A]h:mm AM/PM", "1:30 CH"),
        ("0.5", "h:mm", "12:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.000011574", "mm:ss.0", "00:01.0"),
        ("1", "dd/mm/yyyy", "01/01/1900"),
        ("61", "dd/mm/yyyy", "01/03/1900"),
        ("-1", "dd/mm/yyyy", "-1"),
        ("4545442000", "dd/mm/yyyy", "4545442000"),
        ("abc", "0.00", "abc"),
        ("nan", "0.00", "nan"),
        ("1e999", "0.00", "1e999"),
    ],
)
def test_display(stored: str, code: str, shown: str):
    assert numberformats.display(stored, code) == shown


def test_days_of_the_old_macintosh():
    assert numberformats.display("0", "dd/mm/yyyy", from_1904=True) == "01/01/1904"


@pytest.mark.parametrize(("code", "shown"), [("d/m/yyyy", "30/5/2024"), ("General", "30/05/2024")])
def test_moment(code: str, shown: str):
    assert numberformats.moment(datetime.datetime(2024, 5, 30), code) == shown


@pytest.mark.parametrize("key", sorted(numberformats.BUILT_IN))
def test_every_format_built_in_shows_something(key: int):
    assert numberformats.display("45442.5625", numberformats.BUILT_IN[key]) != ""
