"""Leaves: rounding, maxima and bests of one leaf."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from parindex.engine.scoring import leaves
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.leaves import LeafScore
from parindex.engine.scoring.outcomes import Lead, Outcome, State
from parindex.engine.scoring.specs import EMPTY_RULE, NotApplicable, Part, RuleSpec
from tests.engine.scoring import small

THIRD = RuleSpec(kind="index", of="3")


@pytest.mark.parametrize(
    ("decimals", "value", "points"),
    [
        (0, "0.7499", "0"),
        (0, "0.75", "1"),
        (1, "0.5", "0.3"),
        (2, "0.5", "0.33"),
        (4, "1", "0.6667"),
        (6, "1", "0.666667"),
    ],
)
def test_points_are_rounded_half_up_once(decimals: int, value: str, points: str) -> None:
    assert f"{small.score(THIRD, {'value': value}, decimals=decimals).points:f}" == points


def test_ties_go_up_below_zero_too() -> None:
    rule = RuleSpec(kind="penalty", each="0.25", least="-9")

    earned = [f"{small.score(rule, {'count': n}, decimals=1).points:f}" for n in ("0", "1", "2", "3")]

    assert earned == ["0.0", "-0.2", "-0.5", "-0.7"]


def test_a_small_penalty_has_no_minus_zero() -> None:
    rule = RuleSpec(kind="penalty", each="0.0001", least="-9")

    assert f"{small.score(rule, {'count': '1'}, decimals=2).points:f}" == "0.00"


def test_no_answer_is_unanswered() -> None:
    for rule in small.RULES.values():
        score = small.score(rule, None)
        top = Fraction(0 if rule.kind == "penalty" else 2)
        nothing = Outcome(None, State.UNANSWERED, Fraction(0), top)
        assert score == LeafScore(Decimal("0.0000"), Decimal(int(top)), State.UNANSWERED, nothing)


def test_a_maximum_is_in_its_shortest_form() -> None:
    score = small.score(small.YES_NO, {"yes": True}, max="10.50")

    assert (f"{score.points:f}", f"{score.max:f}") == ("10.5000", "10.5")


@pytest.mark.parametrize(("policy", "points"), [("exclude", "0.0000"), ("full_points", "2.0000")])
def test_a_leaf_not_applicable_keeps_its_own_maximum(policy: str, points: str) -> None:
    raw = {"not_applicable": True, "reason": "Không có thủ tục nào"}

    score = small.score(small.YES_NO, raw, not_applicable=NotApplicable(policy))

    assert (f"{score.points:f}", f"{score.max:f}", score.state) == (points, "2", State.NOT_APPLICABLE)


@pytest.mark.parametrize("rule", [None, EMPTY_RULE])
def test_a_criterion_without_a_rule_takes_no_answer(rule: RuleSpec | None) -> None:
    leaf = small.leaf(rule)
    spec = small.framework(leaf)

    assert leaves.score(leaf, None, framework=spec).state is State.UNANSWERED
    with pytest.raises(AnswerRefused) as caught:
        leaves.score(leaf, {"value": "3"}, framework=spec)
    assert caught.value.path == "1"
    assert "no scoring rule of its own" in caught.value.line("en")


def test_a_leaf_is_made_ready_once() -> None:
    leaf = small.leaf(small.PARTS)

    assert leaves.ready(leaf, small.framework(leaf)) is leaves.ready(leaf, small.framework(leaf))


def test_the_values_a_leaf_brings_to_its_leaders() -> None:
    inner = RuleSpec(kind="leader", better="lower")
    leaf = small.leaf(RuleSpec(kind="parts", parts=(Part("a", "1", small.LEADER), Part("b", "1", inner))))
    spec = small.framework(leaf)
    found = [
        leaves.leads(leaf, {"parts": {"a": {"value": a}, "b": {"value": b}}}, framework=spec)
        for a, b in (("3", "4"), ("5", "2"), ("1", "9"))
    ]
    one = leaves.leads(leaf, {"parts": {"a": {"value": "9"}, "b": None}}, framework=spec)

    assert one == (Lead(("a",), Fraction(9), Fraction(9), True),)
    assert leaves.bests(lead for each in (*found, one) for lead in each) == {
        ("a",): Fraction(9),
        ("b",): Fraction(2),
    }
    assert leaves.leads(leaf, None, framework=spec) == ()
    assert leaves.bests(()) == {}


def test_a_closed_gate_and_an_unclaimed_case_bring_no_value() -> None:
    gated = small.leaf(RuleSpec(kind="gate", then=small.LEADER))
    cases = small.leaf(RuleSpec(kind="best_case", cases=(small.LEADER, small.LEADER)))
    spec = small.framework(gated)

    assert leaves.leads(gated, {"gate": False, "value": "3"}, framework=spec) == ()
    assert leaves.leads(gated, {"gate": True, "value": "3"}, framework=spec) == (
        Lead((), Fraction(3), Fraction(3), True),
    )
    assert leaves.leads(cases, {"cases": [None, {"value": "3"}]}, framework=spec) == (
        Lead(("1",), Fraction(3), Fraction(3), True),
    )
