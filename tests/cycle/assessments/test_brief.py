"""Answers in the fewest signs, as a column of many units shows them."""

from __future__ import annotations

from typing import Any

import pytest

from parindex.cycle.assessments import brief
from parindex.engine.scoring.specs import Band, Option, RuleSpec

GROWTH = RuleSpec(kind="growth", bands=(Band(at_least="0", points="1"),))


@pytest.mark.parametrize(
    ("rule", "raw", "vi", "en"),
    [
        (RuleSpec(kind="ratio"), {"done": "17", "total": "20"}, "17/20", "17/20"),
        (RuleSpec(kind="ratio"), {"done": "1.5", "total": "2"}, "1,5/2", "1.5/2"),
        (RuleSpec(kind="ratio"), {"ratio": "0.855"}, "85,5 %", "85.5 %"),
        (RuleSpec(kind="survey"), {"share": "0.94"}, "94 %", "94 %"),
        (RuleSpec(kind="yes_no"), {"yes": True}, "có", "yes"),
        (RuleSpec(kind="yes_no"), {"yes": False}, "không", "no"),
        (RuleSpec(kind="count", each="1"), {"count": "3"}, "3", "3"),
        (RuleSpec(kind="leader"), {"value": "8.25"}, "8,25", "8.25"),
        (RuleSpec(kind="ratio"), None, "chưa trả lời", "not answered"),
        (
            RuleSpec(kind="choice", options=(Option("a", points="1", label="Tốt"),)),
            {"choice": "a"},
            "chọn mức “Tốt”",
            "the option “Tốt”",
        ),
        (
            RuleSpec(kind="yes_no"),
            {"not_applicable": True, "reason": "Không có"},
            "không áp dụng, lý do: Không có",
            "not applicable, because: Không có",
        ),
        (
            GROWTH,
            {"value": "3", "previous": "2"},
            "3 so với 2 của kỳ trước, chênh lệch 1",
            "3 against 2 before, a change of 1",
        ),
    ],
)
def test_an_answer_is_told_briefly(rule: RuleSpec, raw: Any, vi: str, en: str) -> None:
    said = brief.told(rule, raw)
    assert (said.vi, said.en) == (vi, en)
