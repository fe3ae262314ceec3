"""Raw answers in words, as an official would read them out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from parindex.engine.scoring import answers, inputs
from parindex.engine.scoring.specs import Option, Part, RuleSpec
from parindex.engine.values.findings import Words

RATIO = RuleSpec(kind="ratio", floor="0.8")
PARTS = RuleSpec(
    kind="parts",
    parts=(Part("a", "0.4", RuleSpec(kind="yes_no"), "Kế hoạch"), Part("b", "0.6", RuleSpec(kind="ratio"))),
)
LEVELS = RuleSpec(
    kind="choice",
    options=(Option("tot", "1", label="Tốt"), Option("kha", "0.5", label="Khá"), Option("dat", "0.2")),
)
CASES = RuleSpec(kind="best_case", cases=(RATIO, RuleSpec(kind="count", each="0.25")))


@pytest.mark.parametrize(
    ("rule", "raw", "vi", "en"),
    [
        (RATIO, None, "chưa trả lời", "not answered"),
        (RATIO, {"done": "0", "total": "0"}, "0/0", "0/0"),
        (
            PARTS,
            {"parts": {"a": {"yes": True}, "b": {"ratio": "0.5"}}},
            "“Kế hoạch”: có thực hiện; “b”: tỷ lệ 50 %",
            "“Kế hoạch”: it was done; “b”: a ratio of 50 %",
        ),
        (
            CASES,
            {"cases": [None, {"count": "2"}]},
            "trường hợp 2: số lượng 2",
            "case 2: a count of 2",
        ),
        (
            CASES,
            {"cases": [{"ratio": "0.5"}, {"count": "2"}]},
            "trường hợp 1: tỷ lệ 50 %; trường hợp 2: số lượng 2",
            "case 1: a ratio of 50 %; case 2: a count of 2",
        ),
        (RuleSpec("yes_no"), {"yes": False}, "không thực hiện", "it was not done"),
        (
            RuleSpec("gate", then=RATIO),
            {"gate": False},
            "không đạt điều kiện bắt buộc",
            "the condition does not hold",
        ),
        (
            RuleSpec("gate", then=RATIO),
            {"gate": True, "ratio": "0.9"},
            "đạt điều kiện bắt buộc; tỷ lệ 90 %",
            "the condition holds; a ratio of 90 %",
        ),
        (
            RuleSpec(kind="ratio", full_at="0.95"),
            {"done": "28499", "total": "30000"},
            "28499/30000 = khoảng 94,997 %",
            "28499/30000 = about 94.997 %",
        ),
        (
            RuleSpec(kind="ratio"),
            {"done": "29999", "total": "30000"},
            "29999/30000 = khoảng 99,997 %",
            "29999/30000 = about 99.997 %",
        ),
        (LEVELS, {"choice": "kha"}, "chọn mức “Khá”", "the option “Khá”"),
        (LEVELS, {"choice": "dat"}, "chọn mức “dat”", "the option “dat”"),
        (
            RuleSpec("gate", then=LEVELS),
            {"gate": True, "choice": "kha"},
            "đạt điều kiện bắt buộc; chọn mức “Khá”",
            "the condition holds; the option “Khá”",
        ),
        (
            RuleSpec("parts", parts=(Part("a", "1", LEVELS),)),
            {"parts": {"a": {"choice": "kha"}}},
            "“a”: chọn mức “Khá”",
            "“a”: the option “Khá”",
        ),
    ],
)
def test_an_answer_in_words(rule: RuleSpec, raw: Any, vi: str, en: str) -> None:
    assert inputs.told(rule, raw) == Words(vi, en)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("x" * 40, "x" * 40), ("x" * 41, "x" * 40 + "…"), (None, "null"), (True, "true"), ([1], "…")],
)
def test_what_was_typed_is_shown_up_to_forty_characters(raw: object, shown: str) -> None:
    assert answers.shown(raw) == shown


@pytest.mark.parametrize(
    ("figure", "typed"),
    [(Fraction(100), "100"), (Fraction(1, 8), "0.125"), (Fraction(-5, 2), "-2.5"), (Fraction(0), "0")],
)
def test_a_figure_is_typed_with_the_decimals_it_has(figure: Fraction, typed: str) -> None:
    assert inputs.printed(figure) == typed
