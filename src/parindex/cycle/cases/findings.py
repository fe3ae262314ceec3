"""Findings about case files beside other files and the directory of units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from parindex.engine.values.findings import Finding, Severity, Words

CASES_UNIT_UNKNOWN = "CASES_UNIT_UNKNOWN"
CASES_PERIOD_TAKEN = "CASES_PERIOD_TAKEN"
CASES_MONTH_OPEN = "CASES_MONTH_OPEN"
CASES_WORKBOOK = "CASES_WORKBOOK"
CASES_GIVEN_UP = "CASES_GIVEN_UP"
_MOST_NAMED = 10
_LONGEST = 80


def unknown_units(units: Sequence[tuple[str, int]]) -> Finding:
    """Cases of units that are not in the directory: kept, and counted once the directory knows them."""
    cases = sum(count for _, count in units)
    named = "; ".join(f"“{text[:_LONGEST]}” ({count})" for text, count in units[:_MOST_NAMED])
    rest = len(units) - _MOST_NAMED
    more_vi, more_en = (f"; và {rest} tên khác", f"; and {rest} further names") if rest > 0 else ("", "")
    return Finding(
        code=CASES_UNIT_UNKNOWN,
        severity=Severity.WARNING,
        message=Words(
            f"{cases} hồ sơ của {len(units)} đơn vị không có trong danh mục, chưa được tính: "
            f"{named}{more_vi}.",
            f"{cases} cases of {len(units)} units not in the directory do not count: {named}{more_en}.",
        ),
        remedy=Words(
            "Thêm tên gọi khác hoặc sửa mã ở trang Đơn vị rồi bấm “Đọc lại”.",
            "Add another name or mend the code on the page of units and read the file again.",
        ),
    )


def period_taken(name: str, since: date, until: date) -> Finding:
    """Another file covers part of the period, and without ids its cases would count twice."""
    span = f"{since:%d/%m/%Y} – {until - timedelta(days=1):%d/%m/%Y}"
    return Finding(
        code=CASES_PERIOD_TAKEN,
        severity=Severity.ERROR,
        message=Words(
            f"Kỳ của tệp trùng một phần với tệp “{name}” ({span}) và không có đủ mã hồ sơ để nhận ra "
            "hồ sơ trùng.",
            f"The period overlaps that of the file “{name}” ({span}); without ids cases would count twice.",
        ),
        remedy=Words(
            "Gác tệp kia lại, sửa kỳ của tệp này, hoặc thêm cột “Mã hồ sơ” ở cả hai tệp.",
            "Set the other file aside, correct this period, or add the column “Mã hồ sơ” to both.",
        ),
    )


def open_months(months: Sequence[date]) -> Finding:
    """Months that files cover in part only: nothing is recorded for them yet."""
    named = ", ".join(f"{each.month}/{each.year}" for each in months)
    return Finding(
        code=CASES_MONTH_OPEN,
        severity=Severity.INFO,
        message=Words(
            f"Chưa đủ tệp của tháng {named}, nên chưa ghi số liệu các tháng này.",
            f"Files of {named} are missing; no figures of these months were recorded.",
        ),
        remedy=Words(
            "Nạp các tệp còn thiếu từ đầu tháng; số liệu được ghi ngay khi đủ.",
            "Load the missing files from the first of the month; the figures follow at once.",
        ),
    )


def workbook(words: Words) -> Finding:
    """The workbook cannot be opened, or is too large for one."""
    return Finding(
        code=CASES_WORKBOOK,
        severity=Severity.ERROR,
        message=words,
        remedy=Words(
            "Tệp lớn nên xuất dạng CSV UTF-8 hoặc Parquet.",
            "Export large files as CSV in UTF-8 or as Parquet.",
        ),
    )


def given_up() -> Finding:
    """No try could read the file."""
    return Finding(
        code=CASES_GIVEN_UP,
        severity=Severity.ERROR,
        message=Words(
            "Phần mềm đã thử nhiều lần mà không đọc xong tệp này; tệp gốc vẫn được giữ.",
            "The software tried several times and could not finish reading this file; the original is kept.",
        ),
        remedy=Words(
            "Chia tệp nhỏ hơn hoặc xuất dạng khác (CSV UTF-8) rồi gửi lại, và báo quản trị hệ thống.",
            "Split it or export it in another format (CSV in UTF-8), and tell the administrator.",
        ),
    )
