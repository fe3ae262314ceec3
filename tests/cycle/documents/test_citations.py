"""Cited documents: numbers, dates, issuers, lists, conflicts."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import citations
from parindex.cycle.documents.blocks import At
from parindex.cycle.documents.outline import Citation
from tests.cycle.documents.texts import read, told

HERE = At(page=3)


def cited(*passages: str, own: str | None = None) -> list[tuple[str, str, date | None, str | None]]:
    """Kind, number, date and issuer of the citations of these passages."""
    fragments = [citations.Fragment(text, HERE) for text in passages]
    found = citations.read(fragments, own=own)
    return [(one.kind, one.number, one.issued_on, one.issuer) for one in found.citations]


@pytest.mark.parametrize(
    ("text", "kind", "number", "issued_on", "issuer"),
    [
        (
            "Quyết định số 12/QĐ-UBND ngày 3/1/2026 của UBND tỉnh Bắc Giang về việc giao",
            "Quyết định",
            "12/QĐ-UBND",
            date(2026, 1, 3),
            "UBND tỉnh Bắc Giang",
        ),
        (
            "quyết định số 12 /QĐ - UBND, ngày 03 tháng 01 năm 2026 của Chủ tịch UBND xã phê duyệt",
            "Quyết định",
            "12/QĐ-UBND",
            date(2026, 1, 3),
            "Chủ tịch UBND xã",
        ),
        ("Nghị quyết số 57- NQ/TW của Bộ Chính trị", "Nghị quyết", "57-NQ/TW", None, "Bộ Chính trị"),
        ("Nghị quyết số 76NQ-CP của Chính phủ gắn với", "Nghị quyết", "76NQ-CP", None, "Chính phủ"),
        ("Kế hoạch 57/KH-UBND ngày 8/2/2024", "Kế hoạch", "57/KH-UBND", date(2024, 2, 8), None),
        (
            "Chỉ thị số 24-CT/TU của Ban Thường vụ Thành ủy; cán bộ",
            "Chỉ thị",
            "24-CT/TU",
            None,
            "Ban Thường vụ Thành ủy",
        ),
        (
            "Ngày 5/6/2025, Bộ Nội vụ đã ban hành Công văn số 12/BNV-CCHC về",
            "Công văn",
            "12/BNV-CCHC",
            date(2025, 6, 5),
            "Bộ Nội vụ",
        ),
        (
            "Báo cáo số 8 /BC- ĐGS ngày 20/6/2023 của Đoàn Giám sát của HĐND tỉnh. Kết quả",
            "Báo cáo",
            "8/BC-ĐGS",
            date(2023, 6, 20),
            "Đoàn Giám sát của HĐND tỉnh",
        ),
        (
            "Luật Tổ chức chính quyền địa phương số 65/2025/QH15 ngày 16/6/2025",
            "Luật",
            "65/2025/QH15",
            date(2025, 6, 16),
            None,
        ),
        (
            "Thông tư số 2/2023/TT-BGDĐT của Bộ Giáo dục và Đào tạo và Kế hoạch hành động",
            "Thông tư",
            "2/2023/TT-BGDĐT",
            None,
            "Bộ Giáo dục và Đào tạo",
        ),
        ("Quyết định số 3/QĐ-UBND ngày 31/2/2026 của về", "Quyết định", "3/QĐ-UBND", None, None),
    ],
)
def test_one_citation(text: str, kind: str, number: str, issued_on: date | None, issuer: str | None) -> None:
    assert cited(text) == [(kind, number, issued_on, issuer)]


def test_a_list_shares_kind_and_issuer() -> None:
    text = (
        "Nghị định số 7/2020/NĐ-CP ngày 14/9/2020, số 8/2020/NĐ-CP và 9/2020/NĐ-CP ngày "
        "7/10/2020 của Chính phủ và kết luận"
    )

    assert cited(text) == [
        ("Nghị định", "7/2020/NĐ-CP", date(2020, 9, 14), "Chính phủ"),
        ("Nghị định", "8/2020/NĐ-CP", None, "Chính phủ"),
        ("Nghị định", "9/2020/NĐ-CP", date(2020, 10, 7), "Chính phủ"),
    ]
    assert cited("Nghị quyết số 1/2022/NQ-HĐND và Nghị quyết số 3/NQ-HĐND của HĐND tỉnh") == [
        ("Nghị quyết", "1/2022/NQ-HĐND", None, "HĐND tỉnh"),
        ("Nghị quyết", "3/NQ-HĐND", None, "HĐND tỉnh"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số /KH-UBND ngày / /2026 của UBND xã",
        "Kế hoạch số …/KH-UBND",
        "Đề án 06 của Chính phủ",
        "xếp thứ 3/63 tỉnh, thành phố",
        "Ban Chỉ đạo số 57",
        "giai đoạn 2021 - 2030 UBND",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert cited(text) == []


def test_later_mentions_fill_what_is_missing_and_disagreement_is_told() -> None:
    passages = (
        "Quyết định số 5/QĐ-UBND",
        "Quyết định số 5/QĐ-UBND ngày 2/1/2026 của UBND xã",
        "Quyết định số 5/QĐ-UBND ngày 3/1/2026",
    )
    found = citations.read([citations.Fragment(text, HERE) for text in passages], own=None)

    assert found.citations == (Citation("Quyết định", "5/QĐ-UBND", date(2026, 1, 2), "UBND xã", HERE),)
    assert [(one.code, one.stated, one.computed, one.page) for one in found.findings] == [
        ("CITATION_CONFLICT", "2026-01-03", "2026-01-02", 3)
    ]


def test_the_own_number_is_no_citation() -> None:
    assert cited("Kế hoạch số 12/KH-UBND, Kế hoạch số 13/KH-UBND", own="12/KH-UBND") == [
        ("Kế hoạch", "13/KH-UBND", None, None)
    ]


def test_numbers_broken_over_lines_and_cells_are_read() -> None:
    text = (
        "Căn cứ Nghị quyết được ban hành trong năm qua và Quyết định số 56/QĐ-\nUBND của UBND tỉnh.\n\n"
        "Nhiệm vụ\n\nTT\tNhiệm vụ\tThời hạn\tChủ trì\n1\tTheo Kế hoạch số 9/KH-UBND\tQuý I/2026\tSở Y tế\n"
    )

    assert [(one.number, one.issuer, one.at.row) for one in read(text).citations] == [
        ("56/QĐ-UBND", "UBND tỉnh", None),
        ("9/KH-UBND", None, 1),
    ]
    assert told(text) == []
