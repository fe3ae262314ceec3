"""Figures of measures: what is a number, and which answers a figure gives to which rules."""

from __future__ import annotations

import pytest

from parindex.cycle.measures import figures, slots
from parindex.cycle.measures.figures import Figure, WrongFigure
from parindex.engine.scoring.specs import Part, RuleSpec


@pytest.mark.parametrize(
    ("text", "kept"), [("19", "19"), (" 0.950 ", "0.95"), ("-2.50", "-2.5"), ("+7", "7"), ("0.0", "0")]
)
def test_a_number_is_kept_in_its_shortest_form(text: str, kept: str) -> None:
    assert figures.single(text) == Figure(kept)


@pytest.mark.parametrize("text", ["", "1,5", "1e3", "nan", "½", "1 000", "1" * 41])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(WrongFigure, match="value"):
        figures.single(text)


@pytest.mark.parametrize(
    ("done", "total", "field"), [("-1", "2", "done"), ("3", "2", "total"), ("1", "x", "total")]
)
def test_a_part_is_between_nought_and_its_whole(done: str, total: str, field: str) -> None:
    with pytest.raises(WrongFigure, match=field):
        figures.pair(done, total)


ONE, TWO = Figure("3"), Figure("19", "20")

ANSWERS = [
    (RuleSpec("ratio"), TWO, {"done": "19", "total": "20"}),
    (RuleSpec("ratio"), Figure("0.95"), {"ratio": "0.95"}),
    (RuleSpec("bands"), TWO, {"done": "19", "total": "20"}),
    (RuleSpec("bands", on="value"), ONE, {"value": "3"}),
    (RuleSpec("bands", on="value"), TWO, None),
    (RuleSpec("count"), ONE, {"count": "3"}),
    (RuleSpec("deduct"), ONE, {"count": "3"}),
    (RuleSpec("veto"), ONE, {"count": "3"}),
    (RuleSpec("penalty"), ONE, {"count": "3"}),
    (RuleSpec("index"), ONE, {"value": "3"}),
    (RuleSpec("leader"), ONE, {"value": "3"}),
    (RuleSpec("survey"), Figure("0.94"), {"share": "0.94"}),
    (RuleSpec("survey"), Figure("4.2", "5"), {"mean": "4.2", "scale": "5"}),
    (RuleSpec("growth"), ONE, None),
    (RuleSpec("yes_no"), ONE, None),
]


@pytest.mark.parametrize(("rule", "figure", "answer"), ANSWERS)
def test_a_figure_answers_the_rules_that_can_use_it(
    rule: RuleSpec, figure: Figure, answer: dict[str, object] | None
) -> None:
    assert figures.answer(rule, figure) == answer


def test_growth_takes_the_period_before() -> None:
    assert figures.answer(RuleSpec("growth"), ONE, previous=Figure("2")) == {"value": "3", "previous": "2"}


PARTS = RuleSpec("parts", parts=(Part("a", "1", RuleSpec("count")), Part("b", "1", RuleSpec("ratio"))))
CASES = RuleSpec("best_case", cases=(RuleSpec("count"), RuleSpec("ratio")))


@pytest.mark.parametrize(
    ("rule", "slot", "kind"),
    [
        (PARTS, "", "parts"),
        (PARTS, "parts/b", "ratio"),
        (PARTS, "parts/c", None),
        (CASES, "cases/1", "count"),
        (CASES, "cases/0", None),
        (CASES, "cases/3", None),
        (CASES, "cases/x", None),
    ],
)
def test_a_slot_names_a_rule_inside_the_leaf(rule: RuleSpec, slot: str, kind: str | None) -> None:
    found = slots.rule_at(rule, slot)
    assert (found.kind if found else None) == kind


def test_slots_are_put_together_into_one_answer() -> None:
    three, ratio = {"count": "3"}, {"ratio": "1"}
    assert slots.assembled(PARTS, [("parts/a", three)]) == {"parts": {"a": three}}
    assert slots.assembled(CASES, [("cases/2", ratio)]) == {"cases": [None, ratio]}
    assert slots.assembled(PARTS, [("parts/a", three), ("", ratio)]) == ratio
    assert (slots.assembled(PARTS, []), slots.assembled(CASES, [])) == (None, None)
