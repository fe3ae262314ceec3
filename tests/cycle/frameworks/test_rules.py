"""Every kind of rule: what it needs, what it refuses, and its ranges."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import reading
from tests.cycle.frameworks import files

PENALTY = '"0"'


@pytest.mark.parametrize(
    "text",
    [
        "kind: yes_no",
        'kind: choice, options: [{key: tốt, points: "10"}, {key: 1.10, share: "0.5", label: Khá}]',
        "kind: ratio",
        'kind: ratio, floor: "0.8", full_at: "0.95", empty: full',
        'kind: ratio, floor: "0.8", full_at: "0.8"',
        'kind: bands, bands: [{from: "1", points: "10"}, {from: "0.5", ratio: true}, {share: "0"}]',
        'kind: bands, on: value, empty: zero, bands: [{to: "-1", points: "0"}, {from: "-1", points: "5"}]',
        'kind: count, each: "0.5"',
        'kind: count, each: "0.5", cap: "10"',
        'kind: deduct, each: "0.25", least: "2"',
        "kind: veto",
        'kind: parts, parts: [{key: a, max: "4", rule: {kind: veto}},'
        ' {key: b, max: "6", rule: {kind: ratio}}]',
        'kind: best_case, cases: [{kind: yes_no}, {kind: gate, then: {kind: ratio, floor: "0.5"}}]',
        'kind: growth, measure: percent, bands: [{from: "0.05", points: "10"}, {below: "0", points: "0"}]',
        "kind: leader, better: lower",
        "kind: survey",
        'kind: survey, weights: {A: "1", N: "0.6", no: "0"}',
        "kind: index",
        'kind: index, of: "18"',
        "kind: council",
        "kind: gate, then: {kind: veto}",
        'kind: formula, variables: [x], branches: [{when: "x >= 2", points: "x * 0.5"}, {points: "0"}]',
        'kind: formula, variables: [], branches: [{points: "10"}]',
        'kind: formula, variables: [x], labels: {x: "Số hồ sơ"}, branches: [{points: "x"}]',
    ],
)
def test_a_good_rule_has_no_finding(text: str) -> None:
    assert files.rule(text) == ()


def test_a_good_penalty_has_no_finding() -> None:
    assert files.rule('kind: penalty, each: "0.5"', maximum=PENALTY) == ()
    assert files.rule('kind: penalty, each: "0.5", least: "-2"', maximum=PENALTY) == ()


@pytest.mark.parametrize(
    "text",
    [
        "kind: unknown",
        'floor: "0.8"',
        'kind: ratio, flor: "0.8"',
        "kind: yes_no, options: []",
        "kind: choice",
        "kind: choice, options: []",
        "kind: choice, options: [{key: a}]",
        'kind: choice, options: [{key: a, points: "1", share: "0.5"}]',
        'kind: choice, options: [{points: "1"}]',
        'kind: choice, options: [{key: a, points: "1"}, {key: a, points: "2"}]',
        'kind: choice, options: [{key: a, point: "1"}]',
        "kind: bands",
        'kind: bands, bands: [{from: "1"}]',
        'kind: bands, bands: [{from: "1", points: "1", ratio: true}]',
        "kind: bands, bands: [{ratio: false}]",
        'kind: bands, on: count, bands: [{points: "1"}]',
        "kind: ratio, empty: maybe",
        "kind: count",
        "kind: deduct",
        "kind: penalty",
        "kind: parts",
        'kind: parts, parts: [{key: a, max: "10"}]',
        'kind: parts, parts: [{max: "10", rule: {kind: yes_no}}]',
        'kind: parts, parts: [{key: a, max: "10", rule: {}}]',
        'kind: parts, parts: [{key: a, max: "10", rule: {kind: choice}}]',
        "kind: best_case",
        "kind: best_case, cases: []",
        "kind: best_case, cases: [{}]",
        'kind: growth, bands: [{points: "1"}]',
        "kind: growth, measure: percent",
        'kind: growth, measure: share, bands: [{points: "1"}]',
        "kind: leader",
        "kind: leader, better: best",
        "kind: survey, weights: {}",
        "kind: gate",
        "kind: gate, then: {kind: gate, then: {kind: yes_no}}",
        "kind: formula, variables: [x]",
        'kind: formula, branches: [{points: "1"}]',
        "kind: formula, variables: [x], branches: []",
        'kind: formula, variables: [x], branches: [{when: "x > 1"}]',
        'kind: formula, variables: [x], labels: {y: "Số hồ sơ"}, branches: [{points: "x"}]',
        'kind: formula, variables: [[x]], branches: [{points: "1"}]',
    ],
)
def test_an_incomplete_rule_is_an_error(text: str) -> None:
    assert {each[:2] for each in files.told(files.rule(text))} == {("RULE_INCOMPLETE", "error")}


@pytest.mark.parametrize(
    "text",
    [
        'kind: choice, options: [{key: a, points: "10.5"}]',
        'kind: choice, options: [{key: a, points: "-1"}]',
        'kind: choice, options: [{key: a, share: "1.01"}]',
        'kind: ratio, floor: "0.9", full_at: "0.8"',
        'kind: ratio, floor: "80"',
        'kind: ratio, full_at: "1.2"',
        'kind: ratio, floor: "-0.1"',
        'kind: bands, bands: [{from: "1", points: "11"}]',
        'kind: bands, bands: [{from: "1", share: "2"}]',
        'kind: bands, bands: [{from: "0.8", points: "5"}, {from: "1", points: "10"}]',
        'kind: bands, bands: [{from: "0.8", below: "0.8", points: "5"}]',
        'kind: bands, bands: [{below: "0", points: "5"}]',
        'kind: growth, measure: difference, bands: [{points: "5"}, {from: "1", points: "10"}]',
        'kind: count, each: "0"',
        'kind: count, each: "1", cap: "11"',
        'kind: count, each: "1", cap: "-1"',
        'kind: deduct, each: "-1"',
        'kind: deduct, each: "1", least: "11"',
        'kind: penalty, each: "1"',
        'kind: survey, weights: {A: "1.5"}',
        'kind: index, of: "0"',
        'kind: gate, then: {kind: ratio, floor: "0.9", full_at: "0.8"}',
        'kind: best_case, cases: [{kind: yes_no}, {kind: count, each: "1", cap: "20"}]',
        'kind: parts, parts: [{key: a, max: "4", rule: {kind: count, each: "1", cap: "5"}},'
        ' {key: b, max: "6", rule: {kind: yes_no}}]',
        'kind: parts, parts: [{key: a, max: "9.99999", rule: {kind: yes_no}},'
        ' {key: b, max: "0.00001", rule: {kind: yes_no}}]',
        'kind: formula, variables: [x], branches: [{points: "1"}, {when: "x > 1", points: "2"}]',
        'kind: formula, variables: [x], branches: [{points: "10.1"}]',
        'kind: formula, variables: [x], branches: [{points: "-1"}]',
    ],
)
def test_a_figure_outside_its_range_is_an_error(text: str) -> None:
    assert {each[:2] for each in files.told(files.rule(text))} == {("RULE_RANGE", "error")}


def test_a_penalty_never_adds() -> None:
    found = files.rule('kind: penalty, each: "1", least: "1"', maximum=PENALTY)
    assert files.told(found) == [("RULE_RANGE", "error", "1")]


@pytest.mark.parametrize(
    "text",
    [
        'kind: formula, variables: [x], branches: [{points: "y"}]',
        'kind: formula, variables: [x], branches: [{when: "x", points: "1"}]',
        'kind: formula, variables: [x], branches: [{points: "x > 1"}]',
        'kind: formula, variables: [x], branches: [{points: "1 / 0"}]',
        'kind: formula, variables: [x], branches: [{when: true, points: "1"}]',
        'kind: formula, variables: [x, x], branches: [{points: "x"}]',
        'kind: formula, variables: ["1x"], branches: [{points: "1"}]',
        'kind: formula, variables: [and], branches: [{points: "1"}]',
        'kind: best_case, cases: [{kind: formula, variables: [x], branches: [{points: "x +"}]}]',
    ],
)
def test_a_formula_outside_the_language_is_an_error(text: str) -> None:
    assert files.told(files.rule(text)) == [("FORMULA_INVALID", "error", "1")]


def test_parts_add_up_to_the_leaf() -> None:
    found = files.rule('kind: parts, parts: [{key: a, max: "4", rule: {kind: yes_no}}]')
    assert files.told(found) == [("TOTAL_MISMATCH", "error", "1")]
    assert (found[0].stated, found[0].computed) == ("10", "4")


def test_a_part_without_maximum() -> None:
    found = files.rule("kind: parts, parts: [{key: a, rule: {kind: yes_no}}]")
    assert files.told(found) == [("MAX_MISSING", "error", "1")]


@pytest.mark.parametrize(
    "number", ["'0,8'", "1e-1", "8_0", "4/5", ".nan", ".inf", "true", "'80%'", "''", "[1]", "9" * 41]
)
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(Unusable) as refusal:
        files.rule(f"kind: ratio, floor: {number}")
    assert refusal.value.vi.startswith("Dòng 5")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("kind: ratio, floor: 0.8, full_at: 1", 2),
        ("kind: survey, weights: {A: 1, B: 0.6}", 2),
        ("kind: choice, options: [{key: 1, points: 10}]", 1),
        ("kind: formula, variables: [x], branches: [{points: 1}]", 1),
        ("kind: formula, variables: [x], branches: [{points: x * 0.5}]", 0),
        ("kind: parts, parts: [{key: 1, max: 10, rule: {kind: index, of: 100}}]", 2),
    ],
)
def test_unquoted_points_and_rates_are_warned_of(text: str, count: int) -> None:
    assert files.told(files.rule(text)) == [("NUMBER_UNQUOTED", "warning", "1")] * count


def test_every_leaf_rule_carries_citation_and_status_and_inner_ones_need_not() -> None:
    bare = reading.read(files.leaf("{kind: gate, then: {kind: yes_no}}")).findings
    unsure = reading.read(files.leaf("{kind: yes_no, citation: Điều 1}")).findings
    wrong = reading.read(files.leaf("{kind: yes_no, citation: Điều 1, status: sure}")).findings
    assert files.told(bare) == [("CITATION_MISSING", "warning", "1")]
    assert files.told(unsure) == [("CITATION_MISSING", "warning", "1")]
    assert files.told(wrong) == [("RULE_INCOMPLETE", "error", "1")]


@pytest.mark.parametrize("empty", ["{}", "null", "", "{citation: Điều 1}"])
def test_a_rule_left_empty_is_a_warning(empty: str) -> None:
    assert files.told(reading.read(files.leaf(empty)).findings) == [("RULE_INCOMPLETE", "warning", "1")]


@pytest.mark.parametrize("rule", ["yes_no", "[yes_no]"])
def test_a_rule_that_is_no_mapping_is_an_error(rule: str) -> None:
    assert files.told(reading.read(files.leaf(rule)).findings) == [("RULE_INCOMPLETE", "error", "1")]
