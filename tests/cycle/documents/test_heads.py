"""The head of a document: kind, number, date, place, issuer, title."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import heads
from parindex.cycle.documents.outline import Head

LETTERHEAD = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH BẮC GIANG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
)


def test_a_whole_head() -> None:
    lines = (
        *LETTERHEAD,
        "Số: 12 /KH-UBND",
        "Bắc Giang, ngày 05 tháng 01 năm 2026",
        "KẾ HOẠCH",
        "Nâng cao Chỉ số cải cách hành chính",
        "năm 2026 của tỉnh",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
    )

    assert heads.read(lines) == Head(
        "plan",
        "12/KH-UBND",
        date(2026, 1, 5),
        "Bắc Giang",
        "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG",
        "Nâng cao Chỉ số cải cách hành chính năm 2026 của tỉnh",
    )


def test_blank_number_and_day() -> None:
    head = heads.read(
        ("Số:      /KH-UBND", "Yên Hòa, ngày     tháng     năm 2026", "KẾ HOẠCH", "Cải thiện Chỉ số")
    )

    assert (head.number, head.issued_on, head.place) == (None, None, "Yên Hòa")


def test_number_and_date_on_one_line() -> None:
    head = heads.read(
        ("Số: 5/QĐ-UBND Hà Nội, ngày 2 tháng 3 năm 2026", "QUYẾT ĐỊNH", "Về việc giao chỉ tiêu")
    )

    assert head == Head("decision", "5/QĐ-UBND", date(2026, 3, 2), "Hà Nội", None, "Về việc giao chỉ tiêu")


def test_the_body_that_issues_stands_under_its_parent() -> None:
    lines = (
        "UBND THÀNH PHỐ HÀ NỘI",
        "SỞ NỘI VỤ",
        "Số: 7/BC-SNV",
        "BÁO CÁO",
        "Kết quả quý I",
        "Kính gửi: UBND",
    )

    assert heads.read(lines) == Head("report", "7/BC-SNV", None, None, "SỞ NỘI VỤ", "Kết quả quý I")


def test_without_a_letterhead_the_signature_names_the_body() -> None:
    head = heads.read(("KẾ HOẠCH", "Cải thiện", "Căn cứ luật;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))

    assert head.issuer == "ỦY BAN NHÂN DÂN"


def test_an_annex_alone() -> None:
    lines = ("Phụ lục 2", "Các chỉ tiêu cần cải thiện", "(Kèm theo Kế hoạch số /KH-UBND ngày / /2026)")

    assert heads.read(lines) == Head("annex", title="Các chỉ tiêu cần cải thiện")


def test_a_cited_number_is_not_the_own_one() -> None:
    head = heads.read(("BÁO CÁO", "Thực hiện Nghị quyết số 20/NQ-HĐND của HĐND", "Kính gửi: HĐND"))

    assert (head.kind, head.number) == ("report", None)


@pytest.mark.parametrize(
    ("head", "day", "year"),
    [
        (Head(issued_on=date(2024, 5, 30), title="Kế hoạch năm 2024"), date(2024, 5, 30), 2024),
        (Head(issued_on=date(2025, 12, 30), title="Kế hoạch năm 2026"), date(2025, 12, 30), 2026),
        (Head(issued_on=date(2025, 12, 30), title="Kế hoạch"), date(2025, 12, 30), None),
        (Head(issued_on=date(2026, 2, 3), title="Kế hoạch"), date(2026, 2, 3), 2026),
        (Head(title="Kế hoạch năm 2024"), date(2024, 12, 31), 2024),
        (Head(title="Kế hoạch"), date(2026, 11, 20), None),
        (Head(title="Kế hoạch giai đoạn 2026 - 2030"), date(2030, 12, 31), None),
    ],
)
def test_the_day_for_units_and_the_year_for_deadlines(head: Head, day: date, year: int | None) -> None:
    assert heads.day_of(head, today=date(2026, 11, 20)) == day
    assert heads.year_of(head) == year


def test_the_body_that_decides_is_no_title() -> None:
    lines = (
        "Số: 5/QĐ-UBND",
        "QUYẾT ĐỊNH",
        "Về việc ban hành Chỉ số",
        "ỦY BAN NHÂN DÂN THÀNH PHỐ",
        "Căn cứ Luật;",
    )

    assert heads.read(lines).title == "Về việc ban hành Chỉ số"


def test_an_official_letter_says_what_it_is_about() -> None:
    head = heads.read(("Số: 5/UBND-NC", "V/v nâng cao Chỉ số", "Kính gửi: Các sở."))

    assert (head.kind, head.number, head.title) == ("other", "5/UBND-NC", "nâng cao Chỉ số")


def test_of_several_annexes_the_first_names_the_document() -> None:
    lines = ("Phụ lục 1: CHỈ TIÊU PAR INDEX", "Ghi chú: số liệu tạm tính.", "Phụ lục 2: CHỈ TIÊU PAPI")

    assert heads.read(lines).title == "CHỈ TIÊU PAR INDEX"
