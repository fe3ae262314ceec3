"""The smallest change that gains: kind by kind, its answer and its words, and that nothing smaller does."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from parindex.engine.scoring import gains
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.gains import Gain
from parindex.engine.scoring.outcomes import Bests
from parindex.engine.scoring.specs import Band, Branch, CriterionSpec, NotApplicable, Option, Part, RuleSpec
from tests.engine.scoring.chance import framed

RATIO = RuleSpec(kind="ratio", floor="0.8")
STEPS = (Band(at_least="0.3", points="1"), Band(at_least="0.2", below="0.3", points="0.5"))
DAYS = RuleSpec(
    kind="bands", on="value", bands=(Band(at_most="5", points="1"), Band(below="10", points="0.5"))
)
WEIGHTS = (("A", "1"), ("B", "0.6"), ("C", "0"))
COUNT = RuleSpec(kind="count", each="0.5")
PARTS = RuleSpec(
    kind="parts", parts=(Part("a", "0.4", RuleSpec(kind="yes_no"), "Kế hoạch"), Part("b", "0.6", RATIO))
)
CASES = RuleSpec(kind="best_case", cases=(RATIO, RuleSpec(kind="count", each="0.25")))
GATE = RuleSpec(kind="gate", then=RATIO)
CHOICE = RuleSpec(
    kind="choice",
    options=(Option("x", share="1", label="Tốt"), Option("y", points="0.5"), Option("z", points="0")),
)


def formula(*branches: Branch) -> RuleSpec:
    return RuleSpec(kind="formula", variables=("x",), branches=branches)


def found(
    rule: RuleSpec, raw: Any, *, maximum: str = "1", best: Fraction | Bests | None = None, **given_: Any
) -> Gain | None:
    trial = framed(rule, raw, maximum=maximum, **given_)
    return gains.smallest(trial.leaf, raw, framework=trial.framework, best=best)


CHANGES: list[tuple[RuleSpec, Any, Any, str, str]] = [
    (
        RuleSpec(kind="yes_no"),
        {"yes": False},
        {"yes": True},
        "Thực hiện được nội dung này thì được thêm 1 điểm.",
        "Having it done gains 1 point.",
    ),
    (
        CHOICE,
        {"choice": "z"},
        {"choice": "y"},
        "Đạt mức “y” thì được thêm 0,5 điểm.",
        "Reaching “y” gains 0.5 points.",
    ),
    (
        CHOICE,
        {"choice": "y"},
        {"choice": "x"},
        "Đạt mức “Tốt” thì được thêm 0,5 điểm.",
        "Reaching “Tốt” gains 0.5 points.",
    ),
    (
        RATIO,
        {"done": "17", "total": "20"},
        {"done": "18", "total": "20"},
        "Thực hiện thêm 1, thành 18/20 = 90 %, thì được thêm 0,05 điểm.",
        "Doing 1 more, 18/20 = 90 %, gains 0.05 points.",
    ),
    (
        RATIO,
        {"done": "9", "total": "20"},
        {"done": "16", "total": "20"},
        "Thực hiện thêm 7, thành 16/20 = 80 %, thì được thêm 0,8 điểm.",
        "Doing 7 more, 16/20 = 80 %, gains 0.8 points.",
    ),
    (
        RATIO,
        {"done": "9.458", "total": "10"},
        {"done": "9.459", "total": "10"},
        "Thực hiện thêm 0,001, thành 9,459/10 = 94,59 %, thì được thêm 0,0001 điểm.",
        "Doing 0.001 more, 9.459/10 = 94.59 %, gains 0.0001 points.",
    ),
    (
        RATIO,
        {"ratio": "0.5"},
        {"ratio": "0.8"},
        "Nâng tỷ lệ từ 50 % lên 80 % thì được thêm 0,8 điểm.",
        "Raising the ratio from 50 % to 80 % gains 0.8 points.",
    ),
    (
        RuleSpec(kind="ratio", empty="zero"),
        {"done": "0", "total": "0"},
        {"done": "1", "total": "1"},
        "Có việc phải làm và làm xong (1/1) thì được thêm 1 điểm.",
        "Having one to do and doing it (1/1) gains 1 point.",
    ),
    (
        RuleSpec(kind="bands", bands=STEPS),
        {"done": "5", "total": "40"},
        {"done": "8", "total": "40"},
        "Thực hiện thêm 3, thành 8/40 = 20 %, thì được thêm 0,5 điểm.",
        "Doing 3 more, 8/40 = 20 %, gains 0.5 points.",
    ),
    (
        RuleSpec(kind="bands", bands=(Band(at_most="0.1", points="1"),)),
        {"done": "5", "total": "20"},
        {"done": "2", "total": "20"},
        "Bớt 3, còn 2/20 = 10 %, thì được thêm 1 điểm.",
        "Doing 3 fewer, 2/20 = 10 %, gains 1 point.",
    ),
    (
        RuleSpec(kind="bands", bands=(Band(at_least="1.2", points="1"),)),
        {"done": "20", "total": "20"},
        {"done": "24", "total": "20"},
        "Thực hiện thêm 4, thành 24/20 = 120 %, thì được thêm 1 điểm.",
        "Doing 4 more, 24/20 = 120 %, gains 1 point.",
    ),
    (
        DAYS,
        {"value": "7"},
        {"value": "5"},
        "Đưa giá trị từ 7 xuống 5 thì được thêm 0,5 điểm.",
        "Bringing the value from 7 down to 5 gains 0.5 points.",
    ),
    (
        DAYS,
        {"value": "12.5"},
        {"value": "9.9"},
        "Đưa giá trị từ 12,5 xuống 9,9 thì được thêm 0,5 điểm.",
        "Bringing the value from 12.5 down to 9.9 gains 0.5 points.",
    ),
    (
        COUNT,
        {"count": "0"},
        {"count": "1"},
        "Có thêm 1, tổng cộng 1, thì được thêm 0,5 điểm.",
        "Having 1 more, 1 in all, gains 0.5 points.",
    ),
    (
        RuleSpec(kind="count", each="0.00002"),
        {"count": "0"},
        {"count": "3"},
        "Có thêm 3, tổng cộng 3, thì được thêm 0,0001 điểm.",
        "Having 3 more, 3 in all, gains 0.0001 points.",
    ),
    (
        RuleSpec(kind="deduct", each="0.4"),
        {"count": "5"},
        {"count": "2"},
        "Bớt 3 lần, còn 2 lần, thì được thêm 0,2 điểm.",
        "Having 3 fewer, 2 in all, gains 0.2 points.",
    ),
    (
        RuleSpec(kind="veto"),
        {"count": "3"},
        {"count": "0"},
        "Không để xảy ra lần nào thì được thêm 1 điểm.",
        "Having none at all gains 1 point.",
    ),
    (
        RuleSpec(kind="growth", measure="percent", bands=(Band(at_least="0.05", points="1"),)),
        {"value": "22", "previous": "21"},
        {"value": "23", "previous": "21"},
        "Đưa giá trị từ 22 lên 23 thì được thêm 1 điểm.",
        "Bringing the value from 22 up to 23 gains 1 point.",
    ),
    (
        RuleSpec(kind="growth", measure="difference", bands=(Band(below="0", points="1"),)),
        {"value": "22", "previous": "21"},
        {"value": "20", "previous": "21"},
        "Đưa giá trị từ 22 xuống 20 thì được thêm 1 điểm.",
        "Bringing the value from 22 down to 20 gains 1 point.",
    ),
    (
        RuleSpec(kind="survey"),
        {"share": "0.8679"},
        {"share": "0.868"},
        "Nâng tỷ lệ khảo sát từ 86,79 % lên 86,8 % thì được thêm 0,0001 điểm.",
        "Raising the surveyed share from 86.79 % to 86.8 % gains 0.0001 points.",
    ),
    (
        RuleSpec(kind="survey"),
        {"mean": "4.2", "scale": "5"},
        {"mean": "4.21", "scale": "5"},
        "Nâng điểm trung bình từ 4,2 lên 4,21 thì được thêm 0,002 điểm.",
        "Raising the mean from 4.2 to 4.21 gains 0.002 points.",
    ),
    (
        RuleSpec(kind="survey", weights=WEIGHTS),
        {"counts": {"A": "2", "B": "1", "C": "1", "E": "9"}},
        {"counts": {"A": "3", "B": "1", "C": "0", "E": "9"}},
        "Có thêm 1 phiếu chuyển từ mức thấp nhất sang “A” (tỷ lệ thành 90 %) thì được thêm 0,25 điểm.",
        "Having 1 more answers move from the lowest option to “A” (a share of 90 %) gains 0.25 points.",
    ),
    (
        RuleSpec(kind="index"),
        {"value": "82.093"},
        {"value": "82.095"},
        "Nâng giá trị từ 82,093 lên 82,095 thì được thêm 0,0001 điểm.",
        "Raising the value from 82.093 to 82.095 gains 0.0001 points.",
    ),
    (
        GATE,
        {"gate": True, "done": "17", "total": "20"},
        {"gate": True, "done": "18", "total": "20"},
        "Thực hiện thêm 1, thành 18/20 = 90 %, thì được thêm 0,05 điểm.",
        "Doing 1 more, 18/20 = 90 %, gains 0.05 points.",
    ),
    (
        GATE,
        {"gate": False},
        {"gate": True, "ratio": "0.8"},
        "Đạt điều kiện bắt buộc và trả lời tỷ lệ 80 % thì được thêm 0,8 điểm.",
        "Meeting the condition and answering a ratio of 80 % gains 0.8 points.",
    ),
    (
        GATE,
        {"gate": False, "done": "9", "total": "10"},
        {"gate": True, "done": "9", "total": "10"},
        "Đạt điều kiện bắt buộc thì được thêm 0,9 điểm.",
        "Meeting the condition gains 0.9 points.",
    ),
    (
        GATE,
        {"gate": False, "done": "7", "total": "10"},
        {"gate": True, "done": "8", "total": "10"},
        "Đạt điều kiện bắt buộc và thực hiện thêm 1, thành 8/10 = 80 %, thì được thêm 0,8 điểm.",
        "Meeting the condition and doing 1 more, 8/10 = 80 %, gains 0.8 points.",
    ),
    (
        PARTS,
        {"parts": {"a": {"yes": False}, "b": {"done": "9", "total": "10"}}},
        {"parts": {"a": {"yes": False}, "b": {"done": "10", "total": "10"}}},
        "Ở phần “b”, thực hiện thêm 1, thành 10/10 = 100 %, thì được thêm 0,06 điểm.",
        "In the part “b”, doing 1 more, 10/10 = 100 %, gains 0.06 points.",
    ),
    (
        PARTS,
        {"parts": {"a": {"yes": False}, "b": {"done": "10", "total": "10"}}},
        {"parts": {"a": {"yes": True}, "b": {"done": "10", "total": "10"}}},
        "Ở phần “Kế hoạch”, thực hiện được nội dung này thì được thêm 0,4 điểm.",
        "In the part “Kế hoạch”, having it done gains 0.4 points.",
    ),
    (
        PARTS,
        {"parts": {"b": {"done": "10", "total": "10"}}},
        {"parts": {"a": {"yes": True}, "b": {"done": "10", "total": "10"}}},
        "Ở phần “Kế hoạch”, trả lời có thực hiện thì được thêm 0,4 điểm.",
        "In the part “Kế hoạch”, answering it was done gains 0.4 points.",
    ),
    (
        CASES,
        {"cases": [{"done": "79", "total": "100"}, {"count": "2"}]},
        {"cases": [{"done": "80", "total": "100"}, {"count": "2"}]},
        "Ở trường hợp 1, thực hiện thêm 1, thành 80/100 = 80 %, thì được thêm 0,3 điểm.",
        "In case 1, doing 1 more, 80/100 = 80 %, gains 0.3 points.",
    ),
    (
        CASES,
        {"cases": [None, {"count": "2"}]},
        {"cases": [None, {"count": "3"}]},
        "Ở trường hợp 2, có thêm 1, tổng cộng 3, thì được thêm 0,25 điểm.",
        "In case 2, having 1 more, 3 in all, gains 0.25 points.",
    ),
    (
        formula(Branch("1", "x >= 1000"), Branch("0.5", "x < 3"), Branch("0")),
        {"variables": {"x": "5"}},
        {"variables": {"x": "2"}},
        "Đưa “x” từ 5 thành 2 thì được thêm 0,5 điểm.",
        "Bringing “x” from 5 to 2 gains 0.5 points.",
    ),
    (
        formula(Branch("1", "x >= 1000"), Branch("0")),
        {"variables": {"x": "5"}},
        {"variables": {"x": "1000"}},
        "Đưa “x” từ 5 thành 1000 thì được thêm 1 điểm.",
        "Bringing “x” from 5 to 1000 gains 1 point.",
    ),
    (
        formula(Branch("1 / x")),
        {"variables": {"x": "-2"}},
        {"variables": {"x": "1"}},
        "Đưa “x” từ −2 thành 1 thì được thêm 1 điểm.",
        "Bringing “x” from −2 to 1 gains 1 point.",
    ),
]


@pytest.mark.parametrize(("rule", "raw", "answer", "vi", "en"), CHANGES)
def test_the_smallest_change(rule: RuleSpec, raw: Any, answer: Any, vi: str, en: str) -> None:
    gain = found(rule, raw)

    assert gain is not None
    assert (gain.answer, gain.words.vi, gain.words.en) == (answer, vi, en)


UNANSWERED: list[tuple[RuleSpec, Any]] = [
    (RuleSpec(kind="yes_no"), {"yes": True}),
    (CHOICE, {"choice": "y"}),
    (RATIO, {"ratio": "0.8"}),
    (RuleSpec(kind="ratio", full_at="0.95"), {"ratio": "0.95"}),
    (RuleSpec(kind="ratio", floor="0"), {"ratio": "1"}),
    (RuleSpec(kind="ratio", floor="0.00001"), {"ratio": "0.00005"}),
    (RuleSpec(kind="bands", bands=STEPS), {"done": "20", "total": "100"}),
    (DAYS, {"value": "0"}),
    (COUNT, {"count": "1"}),
    (RuleSpec(kind="deduct", each="0.5"), {"count": "0"}),
    (RuleSpec(kind="veto"), {"count": "0"}),
    (
        RuleSpec(kind="growth", measure="percent", bands=(Band(at_least="0.05", points="1"),)),
        {"value": "105", "previous": "100"},
    ),
    (RuleSpec(kind="leader", better="higher"), {"value": "1"}),
    (RuleSpec(kind="leader", better="lower"), {"value": "0"}),
    (RuleSpec(kind="survey"), {"share": "1"}),
    (RuleSpec(kind="index", of="80"), {"value": "80"}),
    (PARTS, {"parts": {"a": {"yes": True}}}),
    (CASES, {"cases": [{"ratio": "0.8"}, None]}),
    (GATE, {"gate": True, "ratio": "0.8"}),
    (formula(Branch("x")), {"variables": {"x": "1"}}),
    (formula(Branch("1 / x")), {"variables": {"x": "1"}}),
]


@pytest.mark.parametrize(("rule", "answer"), UNANSWERED)
def test_what_is_not_answered_needs_an_answer(rule: RuleSpec, answer: Any) -> None:
    gain = found(rule, None)

    assert gain is not None
    assert gain.answer == answer
    assert "trả lời" in gain.words.vi.lower()


NOTHING: list[tuple[str, RuleSpec, Any]] = [
    ("at the maximum", RATIO, {"done": "20", "total": "20"}),
    ("a rounded maximum", RATIO, {"done": "99996", "total": "100000"}),
    ("not applicable", RATIO, {"not_applicable": True, "reason": "Không được giao"}),
    ("nothing to do", RATIO, {"done": "0", "total": "0"}),
    ("a council's", RuleSpec(kind="council"), {"points": "0.5", "reason": "Biểu quyết"}),
    ("a council's, unanswered", RuleSpec(kind="council"), None),
    ("at the cap", RuleSpec(kind="count", each="0.5", cap="0.5"), {"count": "1"}),
    ("the best option", RuleSpec(kind="choice", options=(Option("x", points="0.5"),)), {"choice": "x"}),
    ("the best band", RuleSpec(kind="bands", bands=(Band(share="0.5"),)), {"done": "1", "total": "3"}),
    ("all at the best weight", RuleSpec(kind="survey", weights=(("A", "0.5"),)), {"counts": {"A": "3"}}),
    ("a flat formula", formula(Branch("0.5")), {"variables": {"x": "1"}}),
    ("a flat formula, unanswered", formula(Branch("0")), None),
    ("a rule still to be written", RuleSpec(kind=""), None),
    ("a closed gate before nothing", RuleSpec(kind="gate", then=formula(Branch("0"))), {"gate": False}),
    (
        "an open gate before nothing",
        RuleSpec(kind="gate", then=RATIO),
        {"gate": True, "done": "0", "total": "0"},
    ),
    (
        "a part that does not apply",
        RuleSpec(kind="parts", parts=(Part("a", "0.4", RATIO), Part("b", "0.6", RuleSpec(kind="yes_no")))),
        {"parts": {"a": {"done": "0", "total": "0"}, "b": {"yes": True}}},
    ),
    (
        "a part from which nothing was taken",
        RuleSpec(
            kind="parts",
            parts=(
                Part("a", "0.4", RuleSpec(kind="deduct", each="0.1")),
                Part("b", "0.6", RuleSpec(kind="council")),
            ),
        ),
        {"parts": {"a": {"count": "0"}, "b": {"points": "0.5", "reason": "Biểu quyết"}}},
    ),
    (
        "a case that does not apply",
        RuleSpec(kind="best_case", cases=(RATIO, RuleSpec(kind="count", each="1", cap="0.5"))),
        {"cases": [{"not_applicable": True, "reason": "Không có"}, {"count": "1"}]},
    ),
]


@pytest.mark.parametrize(("why", "rule", "raw"), NOTHING, ids=[why for why, _, _ in NOTHING])
def test_where_nothing_gains_there_is_none(why: str, rule: RuleSpec, raw: Any) -> None:
    assert found(rule, raw) is None


def test_a_criterion_without_a_rule_gains_nothing() -> None:
    trial = framed(RATIO, None)
    bare = CriterionSpec(path="I", code="I", name="Lĩnh vực", max="1")

    assert gains.smallest(bare, None, framework=trial.framework) is None


def test_an_answer_that_cannot_be_scored_is_refused() -> None:
    with pytest.raises(AnswerRefused):
        found(RATIO, {"done": "21", "total": "20"})


def test_a_penalty_is_reduced_and_never_asked_for() -> None:
    penalty = RuleSpec(kind="penalty", each="0.5", least="-1")

    gain = found(penalty, {"count": "5"}, maximum="0")

    assert gain is not None
    assert (gain.answer, f"{gain.points}") == ({"count": "1"}, "-0.5000")
    assert gain.words.vi == "Bớt 4 lần, còn 1 lần, thì được thêm 0,5 điểm."
    assert found(penalty, None, maximum="0") is None
    assert found(penalty, {"count": "0"}, maximum="0") is None


def test_the_leader_is_approached_from_both_sides() -> None:
    higher, lower = (RuleSpec(kind="leader", better=better) for better in ("higher", "lower"))

    up = found(higher, {"value": "60"}, best=Fraction(80))
    down = found(lower, {"value": "60"}, best=Fraction(40))
    alone = found(higher, {"value": "0"}, best={(): Fraction(0)})
    exact = found(lower, {"value": "3"}, best=Fraction(0))
    coarse = found(higher, {"value": "99999"}, best=Fraction(100000), decimals=2)

    assert [each and each.answer for each in (up, down, alone, exact)] == [
        {"value": "61"},
        {"value": "59"},
        {"value": "1"},
        {"value": "0"},
    ]
    assert coarse is None


def test_the_best_of_a_group_counts_inside_parts_and_cases() -> None:
    leader = RuleSpec(kind="leader", better="higher")
    rule = RuleSpec(kind="parts", parts=(Part("a", "1", RuleSpec(kind="best_case", cases=(leader,))),))
    raw = {"parts": {"a": {"cases": [{"value": "4"}]}}}

    gain = found(rule, raw, best={("a", "0"): Fraction(5)})

    assert gain is not None
    assert gain.answer == {"parts": {"a": {"cases": [{"value": "5"}]}}}
    assert gain.words.vi == "Ở phần “a”, ở trường hợp 1, đưa giá trị từ 4 lên 5 thì được thêm 0,2 điểm."


def test_full_points_for_what_does_not_apply_are_not_gained_twice() -> None:
    raw = {"parts": {"a": {"not_applicable": True, "reason": "Không có"}, "b": {"ratio": "0.9"}}}

    gain = found(PARTS, raw, policy=NotApplicable.FULL_POINTS)

    assert gain is not None
    assert gain.answer["parts"]["b"] == {"ratio": "0.9001"}  # type: ignore[index]
