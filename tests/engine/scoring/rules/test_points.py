"""What every kind of rule earns: each boundary and one past it, exact before the one rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Answer
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.rules import registry
from parindex.engine.scoring.specs import Band, Branch, Option, RuleSpec
from tests.engine.scoring import small

F = Fraction
WHY = "Biên bản họp Hội đồng ngày 12/3"

EARNED: list[tuple[str, object, str, str]] = [
    ("yes_no", {"yes": True}, "2", "2.0000"),
    ("yes_no", {"yes": False}, "0", "0.0000"),
    ("choice", {"choice": "tot"}, "2", "2.0000"),
    ("choice", {"choice": "kha"}, "1", "1.0000"),
    ("choice", {"choice": " kha "}, "1", "1.0000"),
    ("choice", {"choice": "1.10"}, "1/10", "0.1000"),
    ("ratio", {"done": "19", "total": "20"}, "19/10", "1.9000"),
    ("ratio", {"done": "20", "total": "20"}, "2", "2.0000"),
    ("ratio", {"done": "16", "total": "20"}, "8/5", "1.6000"),
    ("ratio", {"done": "15.99", "total": "20"}, "0", "0.0000"),
    ("ratio", {"ratio": "0.8"}, "8/5", "1.6000"),
    ("ratio", {"ratio": "0.7999"}, "0", "0.0000"),
    ("ratio", {"ratio": "1"}, "2", "2.0000"),
    ("ratio", {"ratio": "0"}, "0", "0.0000"),
    ("ratio", {"done": 6, "total": 7}, "12/7", "1.7143"),
    ("bands", {"done": "95", "total": "100"}, "2", "2.0000"),
    ("bands", {"done": "94.99", "total": "100"}, "1", "1.0000"),
    ("bands", {"done": "80", "total": "100"}, "1", "1.0000"),
    ("bands", {"done": "79", "total": "100"}, "79/50", "1.5800"),
    ("bands", {"done": "120", "total": "100"}, "2", "2.0000"),
    ("value_bands", {"value": "-1"}, "1", "1.0000"),
    ("value_bands", {"value": "-0.99"}, "0", "0.0000"),
    ("value_bands", {"value": "5"}, "2", "2.0000"),
    ("count", {"count": "3"}, "3/2", "1.5000"),
    ("count", {"count": "4"}, "2", "2.0000"),
    ("count", {"count": "5"}, "2", "2.0000"),
    ("count", {"count": "3.0"}, "3/2", "1.5000"),
    ("count", {"count": "-0"}, "0", "0.0000"),
    ("deduct", {"count": "0"}, "2", "2.0000"),
    ("deduct", {"count": "2"}, "1/2", "0.5000"),
    ("deduct", {"count": "3"}, "1/4", "0.2500"),
    ("veto", {"count": "0"}, "2", "2.0000"),
    ("veto", {"count": "1"}, "0", "0.0000"),
    ("growth", {"value": "105", "previous": "100"}, "2", "2.0000"),
    ("growth", {"value": "104.99", "previous": "100"}, "1", "1.0000"),
    ("growth", {"value": "99.99", "previous": "100"}, "0", "0.0000"),
    ("difference", {"value": "5", "previous": "0"}, "2", "2.0000"),
    ("difference", {"value": "-6", "previous": "-5"}, "1/2", "0.5000"),
    ("difference", {"value": "-6.1", "previous": "-5"}, "0", "0.0000"),
    ("leader", {"value": "0"}, "0", "0.0000"),
    ("leader", {"value": "7"}, "2", "2.0000"),
    ("lower", {"value": "0"}, "2", "2.0000"),
    ("survey", {"share": "0.8567"}, "8567/5000", "1.7134"),
    ("survey", {"counts": {"A": "30", "B": "10", "C": "2"}}, "12/7", "1.7143"),
    ("survey", {"counts": {"A": "1", "không ý kiến": "9"}}, "2", "2.0000"),
    ("survey", {"mean": "4.2", "scale": "5"}, "42/25", "1.6800"),
    ("unweighted", {"share": "1"}, "2", "2.0000"),
    ("index", {"value": "82.093"}, "82093/50000", "1.6419"),
    ("index", {"value": "120"}, "12/5", "2.0000"),
    ("index", {"value": "-3"}, "-3/50", "0.0000"),
    ("council", {"points": "2", "reason": WHY}, "2", "2.0000"),
    ("council", {"points": "0", "reason": WHY}, "0", "0.0000"),
    ("council", {"points": "0.75005", "reason": WHY}, "15001/20000", "0.7501"),
    ("formula", {"variables": {"x": "3", "y": "2"}}, "3/2", "1.5000"),
    ("formula", {"variables": {"x": "9", "y": "2"}}, "9/2", "2.0000"),
    ("formula", {"variables": {"x": "2", "y": "0"}}, "0", "0.0000"),
    ("formula", {"variables": {"x": "-3", "y": "0"}}, "-1/2", "0.0000"),
    ("constant", {"variables": {}}, "3/2", "1.5000"),
    ("penalty", {"count": "0"}, "0", "0.0000"),
    ("penalty", {"count": "3"}, "-3/2", "-1.5000"),
    ("penalty", {"count": "5"}, "-2", "-2.0000"),
    ("bottomless", {"count": "5"}, "-5/2", "-2.5000"),
    ("bottomless", {"count": "9" * 40}, f"-{'9' * 40}/2", f"-4{'9' * 39}.5000"),
    ("gate", {"gate": True, "done": "19", "total": "20"}, "19/10", "1.9000"),
    ("gate", {"gate": False}, "0", "0.0000"),
    ("gate", {"gate": False, "done": "19", "total": "20"}, "0", "0.0000"),
    ("parts", {"parts": {"a": {"yes": True}, "b": {"gate": True, "ratio": "0.9"}}}, "37/20", "1.8500"),
    ("parts", {"parts": {"a": {"yes": True}}}, "1/2", "0.5000"),
    ("best_case", {"cases": [{"yes": False}, {"ratio": "0.9"}]}, "9/5", "1.8000"),
    ("best_case", {"cases": [{"yes": True}, {"ratio": "0.9"}]}, "2", "2.0000"),
    ("best_case", {"cases": [None, None]}, "0", "0.0000"),
]


@pytest.mark.parametrize(("name", "raw", "exact", "points"), EARNED)
def test_points(name: str, raw: object, exact: str, points: str) -> None:
    score = small.score(small.RULES[name], raw)

    assert score.state is State.SCORED
    assert score.outcome.points == F(exact)
    assert f"{score.points:f}" == points
    assert f"{score.max:f}" == ("0" if "penalty" in small.RULES[name].kind else "2")


def test_every_kind_has_its_points() -> None:
    covered = {small.RULES[name].kind for name, *_ in EARNED}

    assert covered == set(registry.KINDS)


@pytest.mark.parametrize(
    ("name", "raw", "answer"),
    [
        ("yes_no", {"yes": True}, answers.YesNo(True)),
        ("choice", {"choice": "kha"}, answers.Choice("kha")),
        ("ratio", {"done": "19", "total": "20"}, answers.Quotient(F(19), F(20))),
        ("ratio", {"ratio": "0.9"}, answers.Rate(F(9, 10))),
        ("bands", {"done": "19", "total": "20"}, answers.Quotient(F(19), F(20))),
        ("value_bands", {"value": "1.5"}, answers.Value(F(3, 2))),
        ("count", {"count": "3"}, answers.Count(3)),
        ("growth", {"value": "2", "previous": "1"}, answers.Change(F(2), F(1))),
        ("survey", {"share": "0.5"}, answers.Share(F(1, 2))),
        ("survey", {"counts": {"A": "3", "x": "1"}}, answers.Counts((("A", 3), ("x", 1)))),
        ("survey", {"mean": "4", "scale": "5"}, answers.Mean(F(4), F(5))),
        ("council", {"points": "1", "reason": f" {WHY} "}, answers.Decision(F(1), WHY)),
        ("formula", {"variables": {"y": "2", "x": "3"}}, answers.Variables((("x", F(3)), ("y", F(2))))),
        ("gate", {"gate": False}, answers.Gate(False)),
        ("parts", {"parts": {"a": None}}, answers.Parts()),
        ("best_case", {"cases": [None, None]}, answers.Cases()),
    ],
)
def test_an_answer_is_kept_typed(name: str, raw: object, answer: Answer) -> None:
    assert small.score(small.RULES[name], raw).outcome.answer == answer


@pytest.mark.parametrize(
    ("name", "raw", "chosen"),
    [
        ("choice", {"choice": "kha"}, 1),
        ("bands", {"done": "8", "total": "10"}, 1),
        ("value_bands", {"value": "0"}, None),
        ("growth", {"value": "100", "previous": "100"}, 1),
        ("formula", {"variables": {"x": "-3", "y": "0"}}, 1),
        ("formula", {"variables": {"x": "0", "y": "0"}}, None),
        ("best_case", {"cases": [{"yes": False}, {"ratio": "0.9"}]}, 1),
        ("best_case", {"cases": [{"yes": True}, {"ratio": "1"}]}, 0),
    ],
)
def test_what_decided_is_named(name: str, raw: object, chosen: int | None) -> None:
    assert small.score(small.RULES[name], raw).outcome.chosen == chosen


@pytest.mark.parametrize(
    ("empty", "state", "points"),
    [
        (None, State.NOT_APPLICABLE, "0.0000"),
        ("not_applicable", State.NOT_APPLICABLE, "0.0000"),
        ("zero", State.SCORED, "0.0000"),
        ("full", State.SCORED, "2.0000"),
    ],
)
@pytest.mark.parametrize("kind", ["ratio", "bands"])
def test_nothing_to_do_is_as_the_rule_says(kind: str, empty: str | None, state: State, points: str) -> None:
    score = small.score(RuleSpec(kind=kind, empty=empty, bands=small.LADDER), {"done": "0", "total": "0"})

    assert (score.state, f"{score.points:f}") == (state, points)


@pytest.mark.parametrize(
    ("ratio", "points"), [("0.5", "1.0000"), ("0.49", "0.0000"), ("0.9", "2.0000"), ("0.8999", "1.7998")]
)
def test_a_ratio_is_full_from_its_own_mark_on(ratio: str, points: str) -> None:
    rule = RuleSpec(kind="ratio", floor="0.5", full_at="0.9")

    assert f"{small.score(rule, {'ratio': ratio}).points:f}" == points


@pytest.mark.parametrize(
    ("better", "value", "best", "points"),
    [
        ("higher", "3", "4", "1.5000"),
        ("higher", "5", "4", "2.0000"),
        ("higher", "0", "0", "0.0000"),
        ("lower", "4", "3", "1.5000"),
        ("lower", "4", "0", "0.0000"),
        ("lower", "0", "0", "2.0000"),
        ("lower", "2", "3", "2.0000"),
    ],
)
def test_a_leader_is_measured_against_the_best(better: str, value: str, best: str, points: str) -> None:
    score = small.score(RuleSpec(kind="leader", better=better), {"value": value}, best=F(best))

    assert f"{score.points:f}" == points
    assert score.best == {(): max(F(best), F(value)) if better == "higher" else min(F(best), F(value))}


def test_a_cap_of_its_own_holds() -> None:
    rule = RuleSpec(kind="count", each="0.5", cap="1.25")

    assert f"{small.score(rule, {'count': '3'}).points:f}" == "1.2500"


def test_a_band_earns_its_ratio_of_growth() -> None:
    rule = RuleSpec(kind="growth", measure="percent", bands=(Band(at_least="0", is_ratio=True),))

    assert f"{small.score(rule, {'value': '130', 'previous': '100'}).points:f}" == "0.6000"


def test_the_first_band_wins_and_ends_may_be_closed() -> None:
    rule = RuleSpec(kind="bands", on="value", bands=(Band(at_most="5", points="1"), Band(points="2")))

    assert [f"{small.score(rule, {'value': x}).points:f}" for x in ("5", "5.0001")] == ["1.0000", "2.0000"]


@pytest.mark.parametrize(
    ("band", "value", "points"),
    [
        (Band(below="5", points="1"), "4.9999", "1.0000"),
        (Band(below="5", points="1"), "5", "0.0000"),
        (Band(at_most="5", points="1"), "5", "1.0000"),
        (Band(at_most="5", points="1"), "5.0001", "0.0000"),
        (Band(at_least="5", points="1"), "5", "1.0000"),
        (Band(at_least="5", points="1"), "4.9999", "0.0000"),
    ],
)
def test_each_bound_of_a_band_is_open_or_closed_as_named(band: Band, value: str, points: str) -> None:
    rule = RuleSpec(kind="bands", on="value", bands=(band,))

    assert f"{small.score(rule, {'value': value}).points:f}" == points


def test_an_option_of_no_share_earns_nothing() -> None:
    rule = RuleSpec(kind="choice", options=(Option("kem", share="0"),))

    assert f"{small.score(rule, {'choice': 'kem'}).points:f}" == "0.0000"


def test_a_formula_stops_early() -> None:
    rule = RuleSpec(
        kind="formula",
        variables=("x",),
        branches=(Branch(when="x == 0 or 1 / x > 1", points="1"), Branch("2")),
    )

    assert f"{small.score(rule, {'variables': {'x': '0'}}).points:f}" == "1.0000"
