"""The smallest change at the edges: caps, bounds of bands, far leaders, and which part moves least."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from parindex.engine.scoring import gains
from parindex.engine.scoring.gains import Gain
from parindex.engine.scoring.specs import Band, Option, Part, RuleSpec
from tests.engine.scoring.chance import framed

RATIO = RuleSpec(kind="ratio", floor="0.8")
VOTES = RuleSpec(kind="survey", weights=(("A", "1"), ("B", "0.6"), ("C", "0")))


def found(rule: RuleSpec, raw: Any, *, best: Fraction | None = None, **more: Any) -> Gain | None:
    trial = framed(rule, raw, **more)
    return gains.smallest(trial.leaf, raw, framework=trial.framework, best=best)


def test_an_option_is_worth_its_points_or_its_share_of_the_maximum() -> None:
    options = (Option("a", share="0.5"), Option("b", points="0.8"), Option("c", points="0"))

    gain = found(RuleSpec(kind="choice", options=options), {"choice": "c"}, maximum="2")

    assert gain is not None
    assert (gain.answer, f"{gain.points}") == ({"choice": "b"}, "0.8000")


def test_the_last_step_may_reach_the_cap_or_the_start() -> None:
    last_up = found(RuleSpec(kind="count", each="0.3"), {"count": "3"})
    last_down = found(RuleSpec(kind="deduct", each="0.4"), {"count": "1"})

    assert last_up is not None
    assert (last_up.answer, f"{last_up.points}") == ({"count": "4"}, "1.0000")
    assert last_down is not None
    assert (last_down.answer, f"{last_down.points}") == ({"count": "0"}, "1.0000")


@pytest.mark.parametrize(
    ("done", "moved"),
    [("5", "a"), ("6", "b")],
    ids=["three of ten are more than a quarter", "two of ten are less than a quarter"],
)
def test_the_part_that_moves_the_smaller_share_of_its_scale_is_proposed(done: str, moved: str) -> None:
    deduct = RuleSpec(kind="deduct", each="0.1")
    rule = RuleSpec(kind="parts", parts=(Part("a", "0.4", deduct), Part("b", "0.6", RATIO)))
    raw = {"parts": {"a": {"count": "2"}, "b": {"done": done, "total": "10"}}}

    gain = found(rule, raw)

    assert gain is not None
    changed = gain.answer["parts"]  # type: ignore[index]
    assert [key for key in ("a", "b") if changed[key] != raw["parts"][key]] == [moved]


@pytest.mark.parametrize(
    ("measure", "band", "value"),
    [
        ("percent", Band(below="0"), "1999"),
        ("percent", Band(at_most="-0.1"), "1800"),
        ("percent", Band(at_least="0.1", at_most="0.1"), "2200"),
        ("difference", Band(at_most="-50"), "1950"),
        ("difference", Band(at_least="50", below="51"), "2050"),
    ],
)
def test_growth_is_sought_at_the_bounds_of_its_bands(measure: str, band: Band, value: str) -> None:
    rule = RuleSpec(kind="growth", measure=measure, bands=(replace(band, points="1"),))

    gain = found(rule, {"value": "2000", "previous": "2000"})

    assert gain is not None
    assert gain.answer == {"value": value, "previous": "2000"}


def test_a_far_leader_is_approached_by_as_much_as_shows() -> None:
    rule = RuleSpec(kind="leader", better="higher")

    gain = found(rule, {"value": "0"}, best=Fraction(100000), decimals=2)

    assert gain is not None
    assert gain.answer == {"value": "500"}


def test_a_far_leader_below_is_approached_by_as_much_as_shows() -> None:
    gain = found(RuleSpec(kind="leader", better="lower"), {"value": "1000"}, best=Fraction(1), decimals=2)

    assert gain is not None
    assert gain.answer == {"value": "200"}


@pytest.mark.parametrize(
    ("bands", "value", "answer"),
    [
        ((Band(at_most="1.0", points="1"), Band(at_least="2.0", points="1")), "1.4", "1"),
        ((Band(at_most="1.0", points="1"), Band(at_least="2.0", points="1")), "1.6", "2"),
        ((Band(at_most="1.0", points="1"), Band(at_least="2.0", points="1")), "1.5", "2"),
        ((Band(at_most="5", points="0.2"), Band(points="1")), "5", "6"),
        ((Band(at_least="5", points="0.2"), Band(points="1")), "5", "4"),
        ((Band(below="5", points="0.2"), Band(points="1")), "2", "5"),
    ],
)
def test_the_nearest_band_above_or_below(bands: tuple[Band, ...], value: str, answer: str) -> None:
    gain = found(RuleSpec(kind="bands", on="value", bands=bands), {"value": value})

    assert gain is not None
    assert gain.answer == {"value": answer}


def test_a_lower_leader_is_approached_by_its_own_decimals() -> None:
    gain = found(RuleSpec(kind="leader", better="lower"), {"value": "2.5"}, best=Fraction("2.25"))

    assert gain is not None
    assert gain.answer == {"value": "2.49"}


def test_an_option_nobody_chose_counts_no_answers() -> None:
    gain = found(VOTES, {"counts": {"C": "3"}})

    assert gain is not None
    assert gain.answer == {"counts": {"C": "2", "A": "1"}}
    assert "tỷ lệ thành khoảng 33,33 %" in gain.words.vi


def test_a_published_figure_moves_a_share_of_its_scale() -> None:
    index = RuleSpec(kind="index")
    rule = RuleSpec(kind="parts", parts=(Part("a", "0.5", index), Part("b", "0.5", RATIO)))
    raw = {"parts": {"a": {"value": "50"}, "b": {"done": "999", "total": "1000"}}}

    gain = found(rule, raw)

    assert gain is not None
    assert gain.answer == {"parts": {"a": {"value": "50.01"}, "b": raw["parts"]["b"]}}


def test_what_does_not_apply_is_not_made_to_apply() -> None:
    rule = RuleSpec(kind="parts", parts=(Part("a", "0.4", RATIO), Part("b", "0.6", RuleSpec(kind="yes_no"))))
    raw = {"parts": {"a": {"done": "0", "total": "0"}, "b": {"yes": False}}}

    gain = found(rule, raw)

    assert gain is not None
    assert gain.answer == {"parts": {"a": {"done": "0", "total": "0"}, "b": {"yes": True}}}


WHOLE = [
    (RuleSpec(kind="yes_no"), {"yes": False}),
    (RuleSpec(kind="ratio", floor="1"), {"done": "0", "total": "20"}),
    (RuleSpec(kind="ratio", empty="zero"), {"done": "0", "total": "0"}),
    (RuleSpec(kind="choice", options=(Option("x", share="1"), Option("y", share="0"))), {"choice": "y"}),
    (RuleSpec(kind="veto"), {"count": "2"}),
    (RuleSpec(kind="count", each="0.5"), {"count": "0"}),
    (RuleSpec(kind="survey"), {"share": "0"}),
]
"""Answers with all of their scale to move."""


@pytest.mark.parametrize("first", WHOLE, ids=[rule.kind for rule, _ in WHOLE])
@pytest.mark.parametrize("second", WHOLE, ids=[rule.kind for rule, _ in WHOLE])
def test_of_two_parts_with_as_much_to_move_the_first_is_proposed(
    first: tuple[RuleSpec, Any], second: tuple[RuleSpec, Any]
) -> None:
    rule = RuleSpec(kind="parts", parts=(Part("a", "0.5", first[0]), Part("b", "0.5", second[0])))

    gain = found(rule, {"parts": {"a": first[1], "b": second[1]}}, decimals=0, maximum="1")

    assert gain is not None
    assert gain.answer["parts"]["b"] == second[1]  # type: ignore[index]


def test_a_closed_gate_counts_as_one_more_thing_to_do() -> None:
    gate, simple = RuleSpec(kind="gate", then=RATIO), RuleSpec(kind="yes_no")
    rule = RuleSpec(kind="parts", parts=(Part("a", "0.5", gate), Part("b", "0.5", simple)))
    raw = {"parts": {"a": {"gate": False}, "b": {"yes": False}}}

    gain = found(rule, raw)

    assert gain is not None
    assert gain.answer == {"parts": {"a": {"gate": False}, "b": {"yes": True}}}


def test_where_no_case_applies_none_is_proposed() -> None:
    rule = RuleSpec(kind="best_case", cases=(RATIO, RuleSpec(kind="yes_no")))
    absent = {"not_applicable": True, "reason": "Không được giao"}

    assert found(rule, {"cases": [absent, None]}) is None


def test_an_index_without_a_scale_ends_at_a_hundred() -> None:
    gain = found(RuleSpec(kind="index"), None)

    assert gain is not None
    assert gain.answer == {"value": "100"}


@pytest.mark.parametrize(("of", "value", "after"), [("200", "150.5", "150.51"), (None, "50.5", "50.51")])
def test_an_index_rises_on_its_own_scale(of: str | None, value: str, after: str) -> None:
    gain = found(RuleSpec(kind="index", of=of), {"value": value})

    assert gain is not None
    assert gain.answer == {"value": after}


def test_having_something_to_do_is_proposed_only_where_it_gains() -> None:
    rule = RuleSpec(kind="bands", empty="zero", bands=(Band(at_most="0.1", points="1"),))

    assert found(rule, {"done": "0", "total": "0"}) is None


@pytest.mark.parametrize(
    ("rule", "raw", "visible"),
    [
        (RuleSpec(kind="ratio", floor="0.855"), {"ratio": "0.9003"}, {"ratio": "0.911"}),
        (RuleSpec(kind="ratio", full_at="0.955"), {"ratio": "0.9003"}, {"ratio": "0.911"}),
        (RuleSpec(kind="ratio", floor="0.8"), {"ratio": "0.9003"}, {"ratio": "0.92"}),
        (RuleSpec(kind="index", of="4.6"), {"value": "2.003"}, {"value": "2.05"}),
        (RuleSpec(kind="index", of="5"), {"value": "2.003"}, {"value": "2.1"}),
        (RuleSpec(kind="index", of="0.4"), {"value": "0.10003"}, {"value": "0.105"}),
    ],
)
def test_round_steps_suit_the_scale(rule: RuleSpec, raw: Any, visible: Any) -> None:
    trial = framed(rule, raw)

    ahead = gains.ahead(trial.leaf, trial.raw, framework=trial.framework)

    assert ahead is not None
    assert ahead.visible is not None
    assert ahead.visible.answer == visible


def test_a_bound_between_two_whole_numbers_is_found_from_above() -> None:
    gain = found(
        RuleSpec(kind="bands", bands=(Band(at_most="0.25", points="1"),)), {"done": "5", "total": "10"}
    )

    assert gain is not None
    assert gain.answer == {"done": "2", "total": "10"}
