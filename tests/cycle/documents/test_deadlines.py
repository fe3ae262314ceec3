"""Deadlines as officials write them."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import deadlines
from parindex.cycle.documents.outline import Deadline
from parindex.cycle.documents.outline import DeadlineKind as Kind


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("30/6/2026", Kind.DATE, date(2026, 6, 30)),
        ("31.12.2026", Kind.DATE, date(2026, 12, 31)),
        ("Trước ngày 30/6/2026", Kind.DATE, date(2026, 6, 30)),
        ("ngày 30 tháng 6 năm 2026", Kind.DATE, date(2026, 6, 30)),
        ("Chậm nhất ngày 15/11/2026", Kind.DATE, date(2026, 11, 15)),
        ("Trước 15/12", Kind.DATE, date(2027, 12, 15)),
        ("15/6 và 15/12/2026", Kind.DATE, date(2026, 12, 15)),
        ("trước tháng 10/2026", Kind.DATE, date(2026, 9, 30)),
        ("Trước tháng 01/2026", Kind.DATE, date(2025, 12, 31)),
        ("Trước quý III/2026", Kind.DATE, date(2026, 6, 30)),
        ("Trước năm 2027", Kind.DATE, date(2026, 12, 31)),
        ("2026-06-30", Kind.DATE, date(2026, 6, 30)),
        ("2026-06-30 00:00:00", Kind.DATE, date(2026, 6, 30)),
        ("Trước 2026/6/5", Kind.DATE, date(2026, 6, 5)),
        ("2026-13-30", Kind.OTHER, None),
        ("15 Tháng Mười Hai 2026", Kind.DATE, date(2026, 12, 15)),
        ("15 tháng 12, 2026", Kind.DATE, date(2026, 12, 15)),
        ("05 Tháng Năm 2026", Kind.DATE, date(2026, 5, 5)),
        ("Tháng Mười năm 2026", Kind.MONTH, date(2026, 10, 31)),
        ("Tháng Sáu/2026", Kind.MONTH, date(2026, 6, 30)),
        ("Tháng năm năm 2026", Kind.MONTH, date(2026, 5, 31)),
        ("6 tháng năm 2026", Kind.YEAR, date(2026, 12, 31)),
        ("2026-12", Kind.MONTH, date(2026, 12, 31)),
        ("2026/12", Kind.MONTH, date(2026, 12, 31)),
        ("06-2026", Kind.MONTH, date(2026, 6, 30)),
        ("06.2026", Kind.MONTH, date(2026, 6, 30)),
        ("2026 - 2030", Kind.YEAR, date(2030, 12, 31)),
        ("Tháng 2/2024", Kind.MONTH, date(2024, 2, 29)),
        ("Tháng 06 năm 2026", Kind.MONTH, date(2026, 6, 30)),
        ("T6/2026", Kind.MONTH, date(2026, 6, 30)),
        ("6/2026", Kind.MONTH, date(2026, 6, 30)),
        ("Tháng 6", Kind.MONTH, date(2027, 6, 30)),
        ("Tháng 6-7/2026", Kind.MONTH, date(2026, 7, 31)),
        ("Tháng 6 và tháng 12/2026", Kind.MONTH, date(2026, 12, 31)),
        ("Từ tháng 3 đến tháng 6/2026", Kind.MONTH, date(2026, 6, 30)),
        ("6 tháng đầu năm 2026", Kind.MONTH, date(2026, 6, 30)),
        ("6 tháng cuối năm", Kind.MONTH, date(2027, 12, 31)),
        ("Quý II/2026", Kind.QUARTER, date(2026, 6, 30)),
        ("Q2/2026", Kind.QUARTER, date(2026, 6, 30)),
        ("Q.III năm 2026", Kind.QUARTER, date(2026, 9, 30)),
        ("Q1, Q2/2026", Kind.QUARTER, date(2026, 6, 30)),
        ("Q5/2026", Kind.OTHER, None),
        ("Quý 3 năm 2026", Kind.QUARTER, date(2026, 9, 30)),
        ("Quý I, II, III năm 2026", Kind.QUARTER, date(2026, 9, 30)),
        ("hoàn thành trong quý II và quý III/2026", Kind.QUARTER, date(2026, 9, 30)),
        ("Quý IV", Kind.QUARTER, date(2027, 12, 31)),
        ("Năm 2026", Kind.YEAR, date(2026, 12, 31)),
        ("Trong năm 2026", Kind.YEAR, date(2026, 12, 31)),
        ("Giai đoạn 2026 - 2030", Kind.YEAR, date(2030, 12, 31)),
        ("Từ nay đến hết năm 2026", Kind.YEAR, date(2026, 12, 31)),
        ("Thường xuyên", Kind.CONTINUOUS, None),
        ("Thường xuyên, liên tục trong năm 2026", Kind.CONTINUOUS, None),
        ("Theo quy định", Kind.OTHER, None),
        ("Theo kế hoạch của Thành phố", Kind.OTHER, None),
        ("Từ tháng 3/2026", Kind.OTHER, None),
        ("", Kind.UNSTATED, None),
        (" - ", Kind.UNSTATED, None),
    ],
)
def test_stretches_of_the_calendar(text: str, kind: Kind, due: date | None) -> None:
    read = deadlines.read(text, year=2027)

    assert (read.kind, read.due, read.frequency, read.days, read.event) == (kind, due, None, None, None)


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("Hằng tháng", "monthly"),
        ("Trước ngày 15 hằng tháng", "monthly"),
        ("Hàng quý báo cáo UBND xã", "quarterly"),
        ("Định kỳ hằng quý", "quarterly"),
        ("Định kỳ 3 tháng", "quarterly"),
        ("Hằng năm", "yearly"),
        ("Trước ngày 15/12 hàng năm", "yearly"),
    ],
)
def test_what_comes_again(text: str, frequency: str) -> None:
    assert deadlines.read(text, year=2026) == Deadline(text, Kind.RECURRING, frequency=frequency)


def test_days_after_something() -> None:
    assert deadlines.read("Sau 20 ngày kể từ ngày công bố kết quả") == Deadline(
        "Sau 20 ngày kể từ ngày công bố kết quả", Kind.RELATIVE, days=20, event="kể từ ngày công bố kết quả"
    )
    assert deadlines.read("Trong vòng 10 ngày làm việc sau khi họp") == Deadline(
        "Trong vòng 10 ngày làm việc sau khi họp", Kind.RELATIVE, days=10, event="sau khi họp"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Sau khi Quốc hội thông qua",
        "Trước kỳ họp tháng 7/2026",
        "Khi có hướng dẫn",
        "Trước và sau thi tuyển",
        "Sau ngày 30/6/2026",
    ],
)
def test_when_something_happens(text: str) -> None:
    assert deadlines.read(text, year=2026) == Deadline(text, Kind.EVENT, event=text)


def test_no_year_is_invented() -> None:
    assert deadlines.read("Tháng 6") == Deadline("Tháng 6", Kind.MONTH)


def test_a_piece_of_a_deadline_is_none_by_itself() -> None:
    assert deadlines.is_itself("Quý II") is True
    assert deadlines.is_itself("dự án") is False
    assert deadlines.is_itself("") is False


def test_only_what_applies_is_printed() -> None:
    assert deadlines.read("Tháng 6/2024").as_json() == {
        "text": "Tháng 6/2024",
        "kind": "month",
        "due": "2024-06-30",
    }
    assert deadlines.read("Hằng quý").as_json() == {
        "text": "Hằng quý",
        "kind": "recurring",
        "due": None,
        "frequency": "quarterly",
    }
