"""Whatever the text: it is read without a fault, always alike, and becomes JSON."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.cycle.documents import texts

WORDS = (
    "STT",
    "TT",
    "Tiêu chí",
    "Nhiệm vụ",
    "Điểm tối đa",
    "Kết quả năm 2025",
    "Mục tiêu năm 2026",
    "Đơn vị chủ trì",
    "Thời hạn",
    "Sản phẩm",
    "Phối hợp",
    "Phụ lục 2",
    "KẾ HOẠCH",
    "(Kèm theo Kế hoạch",
    "I",
    "1.",
    "1.1",
    "-",
    "A",
    "V",
    "2,5",
    ">92.00",
    "92.90",
    "- Sở Nội vụ - Sở Y tế (y tế",
    "Các Sở: Nội vụ, Y tế;",
    "Tháng 6/2026",
    "Quý II",
    ")",
    "Trước ngày 31/2",
    "Sau 5 ngày kể từ",
    "Quyết định số 5/QĐ-UBND ngày 3/1/2026 của UBND",
    "số 6/QĐ-UBND và",
    "(1)",
    "Tổng cộng",
    "**",
    "*",
    "<li>",
    "<p>",
    "|",
    "\\|",
    '"',
    "ạ",
    "\u0301",
    "12",
    "[1]",
    "1 Ghi chú",
    "Luật số",
)
LINES = st.lists(st.sampled_from((*WORDS, "\t", "\t", "\t", " ")), max_size=10).map("".join)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)


@settings(max_examples=300)
@given(TEXTS)
@example("STT\tTiêu chí\tĐiểm tối đa\n\n\t\n1\t\t")
@example("TT\tNhiệm vụ\tThời hạn\tĐơn vị chủ trì\n\n\t\t\t- (")
def test_any_text_is_read(text: str) -> None:
    form = texts.read(text).as_json()

    assert json.loads(json.dumps(form)) == form


@settings(max_examples=150)
@given(TEXTS)
def test_a_reading_is_the_same_every_time(text: str) -> None:
    assert texts.read(text) == texts.read(text)
