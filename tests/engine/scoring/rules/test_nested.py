"""Rules inside rules: what parts, cases and gates pass on, and what does not apply inside them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import NotApplicable, Part, RuleSpec
from tests.engine.scoring import small

ABSENT = {"not_applicable": True, "reason": "Không có nhiệm vụ được giao"}
THIRD = {"ratio": "0.33335"}
RATIO = RuleSpec(kind="ratio")
HALVES = RuleSpec(kind="parts", parts=(Part("a", "1", RATIO), Part("b", "1", RATIO)))
NESTED = RuleSpec(kind="parts", parts=(Part("x", "1", HALVES), Part("y", "1", RATIO)))
SIGNED = RuleSpec(kind="parts", parts=(Part("a", "2", RATIO), Part("b", "0", small.PENALTY)))


def halves(first: object, second: object) -> dict[str, object]:
    return {"parts": {"a": first, "b": second}}


@pytest.mark.parametrize(
    ("rule", "raw", "points", "max", "state"),
    [
        (HALVES, halves(THIRD, THIRD), "0.6668", "2", "scored"),
        (HALVES, halves(ABSENT, {"ratio": "0.5"}), "0.5000", "1", "scored"),
        (HALVES, halves(ABSENT, None), "0.0000", "1", "scored"),
        (HALVES, halves(ABSENT, ABSENT), "0.0000", "2", "not_applicable"),
        (HALVES, halves(None, None), "0.0000", "2", "unanswered"),
        (HALVES, halves({"done": "0", "total": "0"}, {"ratio": "1"}), "1.0000", "1", "scored"),
        (SIGNED, halves({"ratio": "1"}, {"count": "1"}), "1.5000", "2", "scored"),
        (SIGNED, halves({"ratio": "0"}, {"count": "9"}), "0.0000", "2", "scored"),
        (small.GATE, {"gate": True, **ABSENT}, "0.0000", "2", "not_applicable"),
        (small.GATE, {"gate": True, "done": "0", "total": "0"}, "0.0000", "2", "not_applicable"),
        (small.GATE, {"gate": False, **ABSENT}, "0.0000", "2", "scored"),
        (small.GATE, ABSENT, "0.0000", "2", "not_applicable"),
        (small.CASES, {"cases": [ABSENT, {"ratio": "0.9"}]}, "1.8000", "2", "scored"),
        (small.CASES, {"cases": [ABSENT, {"ratio": "0.1"}]}, "0.0000", "2", "scored"),
        (small.CASES, {"cases": [ABSENT, None]}, "0.0000", "2", "not_applicable"),
        (small.CASES, {"cases": [ABSENT, ABSENT]}, "0.0000", "2", "not_applicable"),
    ],
)
def test_what_is_not_applicable_leaves_the_maximum(
    rule: RuleSpec, raw: object, points: str, max: str, state: str
) -> None:
    score = small.score(rule, raw)

    assert (f"{score.points:f}", f"{score.max:f}", score.state.value) == (points, max, state)


@pytest.mark.parametrize(
    ("rule", "raw", "points", "state"),
    [
        (HALVES, halves(ABSENT, {"ratio": "0.5"}), "1.5000", "scored"),
        (HALVES, halves(ABSENT, ABSENT), "2.0000", "not_applicable"),
        (small.CASES, {"cases": [ABSENT, {"ratio": "0.9"}]}, "1.8000", "scored"),
        (small.CASES, {"cases": [ABSENT, None]}, "2.0000", "not_applicable"),
        (small.GATE, {"gate": True, **ABSENT}, "2.0000", "not_applicable"),
        (small.PENALTY, ABSENT, "0.0000", "not_applicable"),
        (RATIO, {"done": "0", "total": "0"}, "2.0000", "not_applicable"),
    ],
)
def test_what_is_not_applicable_earns_its_maximum(
    rule: RuleSpec, raw: object, points: str, state: str
) -> None:
    score = small.score(rule, raw, not_applicable=NotApplicable.FULL_POINTS)

    assert (f"{score.points:f}", score.state.value) == (points, state)
    assert score.max == (0 if rule is small.PENALTY else 2)


def test_parts_of_parts_are_rounded_where_they_stand() -> None:
    rule = RuleSpec(kind="parts", parts=(Part("x", "2", HALVES), Part("y", "1", RATIO)))
    raw = {"parts": {"x": halves(THIRD, ABSENT), "y": THIRD}}

    score = small.score(rule, raw, max="3")

    assert (f"{score.points:f}", f"{score.max:f}") == ("0.6668", "2")
    inner = score.outcome.inner[0]
    assert inner is not None
    assert (inner.points, inner.max) == (Fraction(3334, 10000), 1)


def test_cases_pass_what_is_not_rounded() -> None:
    third = RuleSpec(kind="index", of="3")
    rule = RuleSpec(kind="best_case", cases=(third, third))

    score = small.score(rule, {"cases": [{"value": "1.00001"}, {"value": "1"}]}, decimals=0)

    assert (score.outcome.chosen, f"{score.points:f}") == (0, "1")
    assert score.outcome.points == Fraction("1.00001") / 3 * 2


def test_a_winning_case_brings_its_own_maximum() -> None:
    rule = RuleSpec(kind="best_case", cases=(HALVES, RATIO))

    score = small.score(rule, {"cases": [halves(ABSENT, {"ratio": "1"}), {"ratio": "0.4"}]})

    assert (f"{score.points:f}", f"{score.max:f}") == ("1.0000", "1")


def test_a_claimed_case_without_figures_is_scored() -> None:
    rule = RuleSpec(kind="best_case", cases=(HALVES, RATIO))

    score = small.score(rule, {"cases": [halves(None, None), None]})

    assert (f"{score.points:f}", score.state) == ("0.0000", State.SCORED)


def test_a_penalty_behind_a_gate_stays_below_zero() -> None:
    rule = RuleSpec(kind="gate", then=small.PENALTY)

    earned = [
        f"{small.score(rule, raw, max='0').points:f}"
        for raw in ({"gate": True, "count": "3"}, {"gate": True, "count": "7"}, {"gate": False})
    ]

    assert earned == ["-1.5000", "-2.0000", "0.0000"]


def test_the_best_penalty_of_two() -> None:
    harsh = replace(small.PENALTY, each="1", least="-3")
    rule = RuleSpec(kind="best_case", cases=(harsh, small.PENALTY))

    score = small.score(rule, {"cases": [{"count": "9"}, {"count": "9"}]}, max="0")

    assert (f"{score.points:f}", score.outcome.chosen) == ("-2.0000", 1)


@pytest.mark.parametrize(
    ("least", "decimals", "points"), [("-0.33335", 4, "-0.3333"), ("-0.5", 0, "0"), ("-0.6", 0, "-1")]
)
def test_a_least_finer_than_the_decimals_is_rounded_half_up(least: str, decimals: int, points: str) -> None:
    rule = RuleSpec(kind="penalty", each="1", least=least)

    assert f"{small.score(rule, {'count': '1'}, decimals=decimals).points:f}" == points


def test_leaders_inside_a_leaf_have_each_their_own_best() -> None:
    rule = RuleSpec(
        kind="parts",
        parts=(Part("a", "1", small.LEADER), Part("b", "1", RuleSpec(kind="gate", then=small.LEADER))),
    )
    raw = halves({"value": "2"}, {"gate": True, "value": "2"})

    score = small.score(rule, raw, best={("a",): Fraction(4), ("b",): Fraction(8)})
    everywhere = small.score(rule, raw, best=Fraction(4))

    assert f"{score.points:f}" == "0.7500"
    assert score.best == {("a",): Fraction(4), ("b",): Fraction(8)}
    assert f"{everywhere.points:f}" == "1.0000"


def test_the_best_of_a_case_stands_at_its_position() -> None:
    rule = RuleSpec(kind="best_case", cases=(small.YES_NO, small.LEADER))

    score = small.score(rule, {"cases": [None, {"value": "1"}]}, best=Fraction(2))

    assert score.best == {("1",): Fraction(2)}
