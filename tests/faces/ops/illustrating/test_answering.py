"""Answering: every rule kind takes the answers drawn for it, and they earn what their level says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from parindex.cycle.frameworks import packs, reading
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec
from parindex.faces.ops.illustrating import answering
from parindex.faces.ops.illustrating.answering import Level
from tests.faces.ops.illustrating import city

SEEDS = tuple(str(number) for number in range(12))
SCORED = ("hanoi-commune-2025", "par-index-province-2025", "par-index-province-2023")
LEAF = """
schema: parindex/framework/1
id: thu
total: "{top}"
criteria:
  - {{code: "1", name: a, owner: b, max: "{top}", rule: {{{rule}, citation: Điều 1, status: assumed}}}}
"""


def one(rule: str, top: str = "10") -> tuple[CriterionSpec, FrameworkSpec]:
    read = reading.read(LEAF.format(rule=rule, top=top).encode())
    assert read.findings == ()
    return read.spec.criteria[0], read.spec


def earned(rule: str, level: Level, *, top: str = "10") -> set[Fraction]:
    """What answers at ``level`` earn, over several seeds."""
    node, spec = one(rule, top)
    leaves = [city.leaf(node, spec, seed=seed) for seed in SEEDS]
    return {leaf.points(answering.answer(leaf, level)) for leaf in leaves}


@pytest.mark.parametrize("pack_id", SCORED)
def test_every_leaf_of_the_packs_takes_every_level(pack_id: str) -> None:
    spec = packs.spec(pack_id)
    for node in city.leaves(spec):
        for seed in SEEDS[:4]:
            leaf = city.leaf(node, spec, seed=seed)
            for level in Level:
                points = leaf.points(answering.answer(leaf, level))
                assert points <= leaf.top, (node.path, level)


@pytest.mark.parametrize("pack_id", SCORED)
def test_full_earns_the_maximum_of_what_a_unit_does_itself(pack_id: str) -> None:
    spec = packs.spec(pack_id)
    for node in city.leaves(spec):
        if node.rule is None or node.rule.kind in {"survey", "index", "council"}:
            continue
        for seed in SEEDS:
            leaf = city.leaf(node, spec, seed=seed)
            assert leaf.points(answering.answer(leaf, Level.FULL)) == leaf.top or _other_case(leaf), node.path


def _other_case(leaf: answering.Leaf) -> bool:
    """Whether the best of cases was claimed by one that cannot earn all."""
    rule = leaf.node.rule
    assert rule is not None
    if rule.kind != "best_case":
        return False
    cases = answering.answer(leaf, Level.FULL)["cases"]
    assert isinstance(cases, list)
    return cases[0] is None


@pytest.mark.parametrize(
    ("rule", "none", "half"),
    [
        ("kind: yes_no", {0}, {0}),
        (
            'kind: choice, options: [{key: a, points: "10"}, {key: b, share: "0.5"}, {key: c, points: "0"}]',
            {0},
            {5},
        ),
        ('kind: count, each: "2.5"', {0}, {5}),
        ('kind: deduct, each: "2", least: "1"', {1}, {4}),
        ("kind: veto", {0}, {0}),
        (
            "kind: bands, on: value, "
            'bands: [{from: "3", points: "10"}, {from: "1", below: "3", points: "4"}]',
            {0},
            {4},
        ),
        (
            "kind: growth, measure: percent, "
            'bands: [{from: "0.05", points: "10"}, {from: "0", below: "0.05", points: "3"}]',
            {0},
            {3},
        ),
        (
            'kind: growth, measure: difference, bands: [{to: "-2", points: "10"}, {to: "0", points: "4"}]',
            {0},
            {4},
        ),
        (
            "kind: formula, variables: [x, y], "
            'branches: [{when: "x == y", points: "10"}, {when: "y < x", points: "5"}]',
            {0},
            {5},
        ),
        (
            'kind: gate, then: {kind: choice, options: [{key: a, points: "10"}, {key: b, points: "6"}]}',
            {0},
            {6},
        ),
    ],
)
def test_levels_of_stepped_rules(rule: str, none: set[int], half: set[int]) -> None:
    assert earned(rule, Level.FULL) == {10}
    assert earned(rule, Level.HALF) == half
    assert earned(rule, Level.NONE) == none


def test_levels_of_a_ratio_lie_apart() -> None:
    rule = 'kind: ratio, floor: "0.5", full_at: "0.9"'
    assert earned(rule, Level.FULL) == {10}
    assert all(Fraction(74, 10) <= each < 9 for each in earned(rule, Level.MOST))
    assert all(5 <= each < Fraction("7.4") for each in earned(rule, Level.HALF))
    assert earned(rule, Level.NONE) == {0}


def test_levels_of_a_penalty() -> None:
    rule = 'kind: penalty, each: "0.5", least: "-1"'
    assert [earned(rule, level, top="0") for level in Level] == [{0}, {Fraction(-1, 2)}, {-1}, {-1}]


def test_a_leader_is_better_at_a_better_level() -> None:
    for better, ordered in (("higher", list(Level)), ("lower", list(reversed(Level)))):
        node, spec = one(f"kind: leader, better: {better}")
        leaf = city.leaf(node, spec)
        values = [Fraction(str(answering.answer(leaf, level)["value"])) for level in ordered]
        assert values == sorted(values, reverse=True)
        assert min(values) >= 0


def test_a_council_gives_half_points_with_a_reason() -> None:
    node, spec = one("kind: council")
    leaf = city.leaf(node, spec)
    assert [answering.answer(leaf, level)["points"] for level in Level] == ["10", "6.5", "3", "0"]
    assert answering.answer(leaf, Level.FULL)["reason"] == answering.COUNCIL_REASON


def test_more_than_all_is_claimed_only_where_a_band_asks_for_it() -> None:
    plain, beyond = ('bands: [{from: "1", points: "10"}]', 'bands: [{from: "1.05", points: "10"}]')
    for bands, most in ((plain, {True}), (beyond, {False})):
        node, spec = one(f"kind: bands, {bands}")
        given = [answering.answer(city.leaf(node, spec, seed=seed), Level.FULL) for seed in SEEDS]
        assert {int(str(each["done"])) <= int(str(each["total"])) for each in given} == most


def test_a_leaf_keeps_its_total_from_level_to_level() -> None:
    node, spec = one('kind: ratio, floor: "0.8"')
    leaf = city.leaf(node, spec)
    assert len({answering.answer(leaf, level)["total"] for level in Level}) == 1


def test_one_figure_of_a_unit_serves_several_criteria() -> None:
    spec = city.framework()
    nodes = {node.path: node for node in city.leaves(spec)}
    totals = {
        answering.answer(city.leaf(nodes[path], spec), Level.FULL)["total"] for path in ("III/5", "VII/3/3.2")
    }
    assert len(totals) == 1


def test_a_part_is_drawn_apart_from_its_leaf() -> None:
    node, spec = one('kind: ratio, floor: "0.8"')
    leaf = city.leaf(node, spec)
    assert node.rule is not None
    inside = leaf.inside("a", replace(node.rule, floor="0.5"), "4")
    assert (inside.top, inside.node.path, inside.unit) == (Fraction(4), "1", leaf.unit)
    assert inside.chance != leaf.chance


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(2), 4, "2"),
        (Fraction("0.96885"), 4, "0.9689"),
        (Fraction(1, 2), 0, "1"),
    ],
)
def test_numbers_are_written_short(number: Fraction, places: int, expected: str) -> None:
    assert answering.text(number, places) == expected
