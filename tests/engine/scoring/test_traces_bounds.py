"""Why a leaf has its points, at the edges: bounds that are met exactly, other maxima, further options."""

from __future__ import annotations

from typing import Any

import pytest

from parindex.engine.scoring import leaves, traces
from parindex.engine.scoring.specs import EMPTY_RULE, CriterionSpec, Option, RuleSpec
from tests.engine.scoring.chance import framed
from tests.engine.scoring.test_traces import NOT_APPLICABLE, PARTS, RATIO, why

EDGES: list[tuple[RuleSpec, Any, list[str]]] = [
    (
        RATIO,
        {"done": "16", "total": "20"},
        ["16/20 = 80 %, từ 80 % trở lên nên tính theo tỷ lệ.", "80 % × 1 điểm = 0,8 điểm."],
    ),
    (
        RuleSpec("choice", options=(Option("a", points="1"), Option("b", share="0.5", label="Khá"))),
        {"choice": "b"},
        ["Chọn mức “Khá”.", "50 % × 1 điểm = 0,5 điểm."],
    ),
    (
        RuleSpec("count", each="0.5"),
        {"count": "2"},
        ["Số lượng 2, mỗi đơn vị 0,5 điểm, nhiều nhất 1 điểm.", "2 × 0,5 điểm = 1 điểm."],
    ),
    (
        RuleSpec("deduct", each="0.25", least="0.5"),
        {"count": "2"},
        [
            "Số lượng 2, mỗi lần trừ 0,25 điểm, không xuống dưới 0,5 điểm.",
            "1 − 2 × 0,25 điểm = 0,5 điểm.",
        ],
    ),
    (
        RuleSpec("index", of="200"),
        {"value": "82"},
        ["Giá trị 82, thang 200.", "82/200 × 1 điểm = 0,41 điểm."],
    ),
    (
        RuleSpec("ratio"),
        {"done": "1", "total": "1024"},
        [
            "1/1024 = 0,09765625 %, dưới 100 % nên tính theo tỷ lệ.",
            "0,09765625 % × 1 điểm = 0,0009765625 điểm.",
            "Làm tròn đến 4 chữ số thập phân: 0,001 điểm.",
        ],
    ),
    (
        RuleSpec("ratio"),
        {"done": "1", "total": "101"},
        [
            "1/101 = khoảng 0,99 %, dưới 100 % nên tính theo tỷ lệ.",
            "1/101 × 1 điểm = khoảng 0,009901 điểm.",
            "Làm tròn đến 4 chữ số thập phân: 0,0099 điểm.",
        ],
    ),
]


@pytest.mark.parametrize(("rule", "raw", "lines"), EDGES)
def test_what_meets_a_bound_exactly(rule: RuleSpec, raw: Any, lines: list[str]) -> None:
    assert why(rule, raw) == lines


def test_the_share_of_a_survey_is_of_any_maximum() -> None:
    lines = why(RuleSpec("survey"), {"share": "0.9"}, maximum="2")

    assert lines == ["Tỷ lệ khảo sát 90 %.", "90 % × 2 điểm = 1,8 điểm."]


def test_another_case_keeps_the_whole_maximum_where_parts_of_the_best_one_do_not_apply() -> None:
    rule = RuleSpec("best_case", cases=(PARTS, RuleSpec("ratio")))
    first = {"parts": {"a": NOT_APPLICABLE, "b": {"ratio": "0.5"}}}

    lines = why(rule, {"cases": [first, {"ratio": "0.1"}]})

    assert lines[-2:] == [
        "Trường hợp 2: 10 % × 1 điểm = 0,1 điểm.",
        "Trường hợp 1 có điểm cao nhất nên được tính: 0,3 điểm.",
    ]


def test_a_rule_still_to_be_written_has_no_figure() -> None:
    trial = framed(EMPTY_RULE, None)
    bare = CriterionSpec(path="I/1", code="1", name="Tiêu chí", max="1", rule=EMPTY_RULE)
    score = leaves.score(bare, None, framework=trial.framework)

    said = traces.explain(bare, None, score, framework=trial.framework)

    assert [each.vi for each in said] == ["Không có số liệu riêng cho mục này."]
