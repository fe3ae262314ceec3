"""What a unit can plan with: where the smallest change would hardly show, the round steps are named first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from parindex.engine.scoring import leaves, traces
from parindex.engine.scoring.specs import Part, RuleSpec
from tests.engine.scoring.chance import framed

PARTS = RuleSpec(
    kind="parts",
    parts=(Part("a", "0.4", RuleSpec(kind="yes_no"), "Kế hoạch"), Part("b", "0.6", RuleSpec(kind="ratio"))),
)


def last(rule: RuleSpec, raw: Any, *, maximum: str = "1") -> str:
    trial = framed(rule, raw, maximum=maximum)
    score = leaves.score(trial.leaf, raw, framework=trial.framework)
    return traces.explain(trial.leaf, raw, score, framework=trial.framework)[-1].vi


PLANNED = [
    (
        RuleSpec(kind="survey"),
        {"share": "0.45"},
        "Nâng tỷ lệ khảo sát từ 45 % lên 46 % thì được thêm 0,01 điểm; "
        "nâng tỷ lệ khảo sát từ 45 % lên 100 % thì đạt điểm tối đa (thêm 0,55 điểm). "
        "Thay đổi nhỏ nhất làm tăng điểm: nâng tỷ lệ khảo sát từ 45 % lên 45,01 % thì được thêm 0,0001 điểm.",
    ),
    (
        RuleSpec(kind="survey"),
        {"mean": "4.2", "scale": "5"},
        "Nâng điểm trung bình từ 4,2 lên 4,3 thì được thêm 0,02 điểm; "
        "nâng điểm trung bình từ 4,2 lên 5 thì đạt điểm tối đa (thêm 0,16 điểm). "
        "Thay đổi nhỏ nhất làm tăng điểm: nâng điểm trung bình từ 4,2 lên 4,21 thì được thêm 0,002 điểm.",
    ),
    (
        RuleSpec(kind="index"),
        {"value": "99.6"},
        "Nâng giá trị từ 99,6 lên 100 thì đạt điểm tối đa (thêm 0,004 điểm). "
        "Thay đổi nhỏ nhất làm tăng điểm: nâng giá trị từ 99,6 lên 99,61 thì được thêm 0,0001 điểm.",
    ),
    (
        RuleSpec(kind="ratio", full_at="0.955"),
        {"ratio": "0.9"},
        "Nâng tỷ lệ từ 90 % lên 91 % thì được thêm 0,01 điểm; "
        "nâng tỷ lệ từ 90 % lên 95,5 % thì đạt điểm tối đa (thêm 0,1 điểm). "
        "Thay đổi nhỏ nhất làm tăng điểm: nâng tỷ lệ từ 90 % lên 90,01 % thì được thêm 0,0001 điểm.",
    ),
    (
        RuleSpec(kind="ratio"),
        {"ratio": "0.99"},
        "Nâng tỷ lệ từ 99 % lên 100 % thì đạt điểm tối đa (thêm 0,01 điểm). "
        "Thay đổi nhỏ nhất làm tăng điểm: nâng tỷ lệ từ 99 % lên 99,01 % thì được thêm 0,0001 điểm.",
    ),
    (
        PARTS,
        {"parts": {"a": {"yes": False}, "b": {"ratio": "0.9"}}},
        "Ở phần “b”, nâng tỷ lệ từ 90 % lên 92 % thì được thêm 0,012 điểm. "
        "Thay đổi nhỏ nhất làm tăng điểm: ở phần “b”, nâng tỷ lệ từ 90 % lên 90,01 % "
        "thì được thêm 0,0001 điểm.",
    ),
]


@pytest.mark.parametrize(("rule", "raw", "vi"), PLANNED)
def test_a_change_too_small_to_show_comes_after_the_steps_to_plan_with(
    rule: RuleSpec, raw: Any, vi: str
) -> None:
    assert last(rule, raw) == vi


def test_a_change_that_shows_is_said_alone() -> None:
    nine = last(RuleSpec(kind="survey"), {"mean": "4.2", "scale": "5"}, maximum="9")

    assert nine == "Nâng điểm trung bình từ 4,2 lên 4,21 thì được thêm 0,018 điểm."


def test_a_framework_that_shows_more_decimals_has_smaller_steps_that_show() -> None:
    trial = framed(RuleSpec(kind="survey"), {"share": "0.45"})
    finer = replace(trial.framework, display_decimals=4)
    score = leaves.score(trial.leaf, trial.raw, framework=finer)

    line = traces.explain(trial.leaf, trial.raw, score, framework=finer)[-1]

    assert line.vi == "Nâng tỷ lệ khảo sát từ 45 % lên 45,01 % thì được thêm 0,0001 điểm."
