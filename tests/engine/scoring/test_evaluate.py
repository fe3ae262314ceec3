"""Totals of one unit and of many: sums, published figures, weighted means, what does not apply, peers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from parindex.engine.scoring import evaluate
from parindex.engine.scoring.answers import AnswersRefused
from parindex.engine.scoring.evaluate import Difference, ScoreTree
from parindex.engine.scoring.specs import Aggregate, CriterionSpec, FrameworkSpec, NotApplicable, RuleSpec
from tests.engine.scoring import small
from tests.engine.scoring.small import framework, leaf, parent

ABSENT = {"not_applicable": True, "reason": "Không được giao"}
FULL = {"yes": True}
YES_NO, INDEX, PENALTY, LEADER = small.YES_NO, small.INDEX, small.PENALTY, small.LEADER

Shown = dict[str, tuple[str, str, str]]


def one(spec: FrameworkSpec, given: dict[str, object]) -> ScoreTree:
    return evaluate.score_units(spec, {"Phường Mẫu": given})["Phường Mẫu"]


def nodes(tree: ScoreTree) -> Shown:
    return {path: (f"{n.points:f}", f"{n.max:f}", n.state.value) for path, n in tree.nodes.items()}


def total(tree: ScoreTree) -> tuple[str, str, str | None]:
    return f"{tree.points:f}", f"{tree.max:f}", None if tree.score is None else f"{tree.score:f}"


TREE = framework(
    parent(
        "I",
        leaf(YES_NO, code="1"),
        parent("2", leaf(INDEX, code="1", max="3"), leaf(YES_NO, code="2", max="1")),
    ),
    parent("II", leaf(YES_NO, code="1", max="4"), leaf(PENALTY, code="2", max="0")),
)


def test_a_parent_is_the_sum_of_its_children() -> None:
    given = {"I/1": FULL, "I/2/1": {"value": "33.333"}, "II/1": {"yes": False}, "II/2": {"count": "1"}}

    tree = one(TREE, given)

    assert nodes(tree) == {
        "I": ("3.0000", "6", "scored"),
        "I/1": ("2.0000", "2", "scored"),
        "I/2": ("1.0000", "4", "scored"),
        "I/2/1": ("1.0000", "3", "scored"),
        "I/2/2": ("0.0000", "1", "unanswered"),
        "II": ("-0.5000", "4", "scored"),
        "II/1": ("0.0000", "4", "scored"),
        "II/2": ("-0.5000", "0", "scored"),
    }
    assert list(tree.nodes) == ["I", "I/1", "I/2", "I/2/1", "I/2/2", "II", "II/1", "II/2"]
    assert total(tree) == ("2.5000", "10", "2.5000")
    assert (tree.nodes["I"].leaf, tree.differences) == (None, ())


def test_nothing_answered_is_said_so() -> None:
    tree = one(TREE, {})

    assert {state for _, _, state in nodes(tree).values()} == {"unanswered"}
    assert total(tree) == ("0.0000", "10", "0.0000")


@pytest.mark.parametrize(
    ("given", "expected", "parents"),
    [
        (
            {"I/1": ABSENT, "I/2/1": {"value": "100"}},
            ("3.0000", "8", "3.7500"),
            {"I": ("3.0000", "4", "scored"), "I/1": ("0.0000", "2", "not_applicable")},
        ),
        (
            {"I/1": FULL, "I/2/1": ABSENT, "I/2/2": ABSENT},
            ("2.0000", "6", "3.3333"),
            {"I": ("2.0000", "2", "scored"), "I/2": ("0.0000", "0", "not_applicable")},
        ),
        (
            {"I/1": ABSENT, "I/2/1": ABSENT, "I/2/2": ABSENT, "II/1": ABSENT, "II/2": ABSENT},
            ("0.0000", "0", None),
            {"I": ("0.0000", "0", "not_applicable"), "II": ("0.0000", "0", "not_applicable")},
        ),
        (
            {"I/1": ABSENT, "I/2/1": ABSENT, "I/2/2": ABSENT, "II/1": ABSENT, "II/2": {"count": "1"}},
            ("-0.5000", "0", None),
            {"II": ("-0.5000", "0", "scored")},
        ),
        (
            {"I/1": ABSENT, "II/2": {"count": "4"}},
            ("-2.0000", "8", "-2.5000"),
            {"I": ("0.0000", "4", "scored"), "II": ("-2.0000", "4", "scored")},
        ),
    ],
)
def test_what_does_not_apply_leaves_the_total(
    given: dict[str, object], expected: tuple[str, str, str | None], parents: Shown
) -> None:
    tree = one(TREE, given)

    assert total(tree) == expected
    assert {path: nodes(tree)[path] for path in parents} == parents


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"I/1": ABSENT}, ("2.0000", "10", "2.0000")),
        (
            {"I/1": ABSENT, "I/2/1": ABSENT, "I/2/2": ABSENT, "II/1": ABSENT, "II/2": ABSENT},
            ("10.0000", "10", "10.0000"),
        ),
    ],
)
def test_what_does_not_apply_earns_its_maximum(
    given: dict[str, object], expected: tuple[str, str, str]
) -> None:
    spec = framework(*TREE.criteria, not_applicable=NotApplicable.FULL_POINTS)

    tree = one(spec, given)

    assert total(tree) == expected
    assert nodes(tree)["I/1"] == ("2.0000", "2", "not_applicable")


def test_a_part_not_applicable_leaves_the_total() -> None:
    spec = framework(leaf(small.PARTS), total="2")

    tree = one(spec, {"1": {"parts": {"a": ABSENT, "b": {"gate": True, "ratio": "0.9"}}}})

    assert nodes(tree) == {"1": ("1.3500", "1.5", "scored")}
    assert total(tree) == ("1.3500", "1.5", "1.8000")


def test_penalties_alone_are_their_own_score() -> None:
    tree = one(framework(leaf(PENALTY, max="0"), total="0"), {"1": {"count": "1"}})

    assert total(tree) == ("-0.5000", "0", "-0.5000")


def test_domains_of_penalties_alone_are_added() -> None:
    spec = framework(leaf(PENALTY, max="0"), leaf(PENALTY, code="2", max="0"), total="0")

    assert total(one(spec, {"1": {"count": "1"}, "2": {"count": "2"}})) == ("-1.5000", "0", "-1.5000")


def weighted(*weights: str, **more: Any) -> FrameworkSpec:
    """A parent of 9 points over one yes-or-no of 2 and two index figures of 3."""
    children = (leaf(YES_NO, code="1"), leaf(INDEX, code="2", max="3"), leaf(INDEX, code="3", max="3"))
    placed = tuple(
        CriterionSpec(**{**_fields(child), "weight": weight})
        for child, weight in zip(children, weights, strict=True)
    )
    return framework(parent("W", *placed, aggregate=Aggregate.WEIGHTED, max="9"), total="9", **more)


def _fields(node: CriterionSpec) -> dict[str, Any]:
    return {name: getattr(node, name) for name in ("path", "code", "name", "max", "rule")}


@pytest.mark.parametrize(
    ("given", "points", "max", "state"),
    [
        ({"W/1": FULL, "W/2": {"value": "50"}, "W/3": {"value": "100"}}, "6.0000", "9", "scored"),
        ({"W/1": FULL}, "1.5000", "9", "scored"),
        ({}, "0.0000", "9", "unanswered"),
        ({"W/1": ABSENT, "W/2": {"value": "50"}, "W/3": {"value": "100"}}, "5.4000", "9", "scored"),
        ({"W/1": FULL, "W/2": {"value": "10"}, "W/3": ABSENT}, "2.5200", "9", "scored"),
        ({"W/1": FULL, "W/2": ABSENT, "W/3": {"value": "33.33"}}, "5.9999", "9", "scored"),
        ({"W/1": ABSENT, "W/2": ABSENT, "W/3": ABSENT}, "0.0000", "9", "not_applicable"),
    ],
)
def test_a_weighted_mean_over_what_applies(
    given: dict[str, object], points: str, max: str, state: str
) -> None:
    tree = one(weighted("1", "4", "1"), given)

    assert nodes(tree)["W"] == (points, max, state)
    assert total(tree)[:2] == (points, "0" if state == "not_applicable" else "9")


def test_a_weighted_mean_is_rounded_half_up() -> None:
    tree = one(weighted("1", "1", "1", decimals=0), {"W/1": FULL, "W/2": {"value": "17"}, "W/3": None})

    assert nodes(tree)["W"] == ("4", "9", "scored")


def test_a_weighted_mean_counts_full_points_in_full() -> None:
    spec = weighted("1", "1", "1", not_applicable=NotApplicable.FULL_POINTS)

    tree = one(spec, {"W/1": ABSENT, "W/2": ABSENT, "W/3": {"value": "0"}})

    assert nodes(tree)["W"] == ("6.0000", "9", "scored")
    assert total(tree) == ("6.0000", "9", "6.0000")


def test_a_weighted_mean_of_sums_takes_what_applies_of_them() -> None:
    inner = parent("1", leaf(YES_NO, code="1"), leaf(YES_NO, code="2"), weight="1")
    other = leaf(YES_NO, code="2", weight="3")
    spec = framework(parent("W", inner, other, aggregate=Aggregate.WEIGHTED, max="8"), total="8")

    tree = one(spec, {"W/1/1": FULL, "W/1/2": ABSENT, "W/2": {"yes": False}})

    assert nodes(tree)["W/1"] == ("2.0000", "2", "scored")
    assert nodes(tree)["W"] == ("2.0000", "8", "scored")


def published(*maxima: str, top: str = "10", **more: Any) -> FrameworkSpec:
    """A published index: a parent with its own answer over children with theirs."""
    children = tuple(
        leaf(RuleSpec(kind="index", of=each), code=str(n), max=each) for n, each in enumerate(maxima, start=1)
    )
    root = parent("P", *children, max=top, rule=RuleSpec(kind="index", of=top))
    return framework(root, total=top, aggregate=Aggregate.GIVEN, **more)


@pytest.mark.parametrize(
    ("given", "points", "state", "differences"),
    [
        ({"P": {"value": "7"}, "P/1": {"value": "3"}, "P/2": {"value": "4"}}, "7.0000", "scored", ()),
        (
            {"P": {"value": "7.01"}, "P/1": {"value": "3"}, "P/2": {"value": "4"}},
            "7.0100",
            "scored",
            (Difference("P", Decimal("7.0100"), Decimal("7.0000")),),
        ),
        ({"P": {"value": "7"}, "P/1": {"value": "3"}}, "7.0000", "scored", ()),
        ({"P/1": {"value": "3"}, "P/2": {"value": "4"}}, "0.0000", "unanswered", ()),
        ({"P": ABSENT, "P/1": {"value": "3"}, "P/2": {"value": "4"}}, "0.0000", "not_applicable", ()),
    ],
)
def test_a_published_figure_is_not_added_up(
    given: dict[str, object], points: str, state: str, differences: tuple[Difference, ...]
) -> None:
    tree = one(published("4", "6"), given)

    assert nodes(tree)["P"] == (points, "10", state)
    assert tree.differences == differences
    assert tree.nodes["P/2"].path == "P/2"
    assert total(tree)[1] == ("0" if state == "not_applicable" else "10")


@pytest.mark.parametrize(
    ("stated", "computed"), [("85", None), ("80", None), ("90.01", "90.0000"), ("79", "80.0000")]
)
def test_published_means_lie_between_their_children(stated: str, computed: str | None) -> None:
    given = {"P": {"value": stated}, "P/1": {"value": "80"}, "P/2": {"value": "90"}}

    tree = one(published("100", "100", top="100"), given)

    assert [f"{each.computed:f}" for each in tree.differences] == ([] if computed is None else [computed])


def test_a_published_figure_with_one_child_of_its_scale_is_compared_with_the_sum() -> None:
    tree = one(published("10", "5"), {"P": {"value": "9"}, "P/1": {"value": "6"}, "P/2": {"value": "4"}})

    assert tree.differences == (Difference("P", Decimal("9.0000"), Decimal("10.0000")),)


def test_a_published_domain_may_have_no_figure_of_its_own() -> None:
    children = (leaf(INDEX, code="1", max="4"), leaf(INDEX, code="2", max="6"))
    spec = framework(parent("P", *children, max="10"), aggregate=Aggregate.GIVEN)

    tree = one(spec, {"P/1": {"value": "50"}})

    assert nodes(tree) == {
        "P": ("0.0000", "10", "unanswered"),
        "P/1": ("2.0000", "4", "scored"),
        "P/2": ("0.0000", "6", "unanswered"),
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"1": {"value": "80"}, "2": {"value": "85.5"}}, ("82.7500", "100", "82.7500")),
        ({"1": ABSENT, "2": {"value": "85.5"}}, ("85.5000", "100", "85.5000")),
        ({"1": ABSENT, "2": ABSENT}, ("0.0000", "0", None)),
    ],
)
def test_published_means_side_by_side_are_averaged(
    given: dict[str, object], expected: tuple[str, str, str | None]
) -> None:
    roots = (leaf(INDEX, code="1", max="100"), leaf(INDEX, code="2", max="100"))
    spec = framework(*roots, total="100", aggregate=Aggregate.GIVEN)

    assert total(one(spec, given)) == expected


def test_published_domains_are_added_to_a_total() -> None:
    roots = (leaf(INDEX, code="1", max="4"), leaf(INDEX, code="2", max="6"))
    spec = framework(*roots, aggregate=Aggregate.GIVEN)

    assert total(one(spec, {"1": {"value": "50"}, "2": {"value": "100"}})) == ("8.0000", "10", "8.0000")


PEERS = framework(leaf(LEADER), leaf(RuleSpec(kind="leader", better="lower"), code="2"), total="4")


def test_the_best_is_of_the_same_group() -> None:
    units: dict[str, dict[str, object]] = {
        "Phường A": {"1": {"value": "8"}, "2": {"value": "3"}},
        "Phường B": {"1": {"value": "10"}, "2": None},
        "Xã C": {"1": {"value": "4"}, "2": {"value": "1"}},
        "Xã D": {"1": ABSENT, "2": {"value": "2"}},
        "Xã E": {},
    }
    groups = {"Phường A": "phường", "Phường B": "phường", "Xã C": "xã", "Xã D": "xã"}

    grouped = evaluate.score_units(PEERS, units, groups)
    together = evaluate.score_units(PEERS, units)

    assert {unit: f"{tree.nodes['1'].points:f}" for unit, tree in grouped.items()} == {
        "Phường A": "1.6000",
        "Phường B": "2.0000",
        "Xã C": "2.0000",
        "Xã D": "0.0000",
        "Xã E": "0.0000",
    }
    assert {unit: f"{tree.nodes['2'].points:f}" for unit, tree in together.items()} == {
        "Phường A": "0.6667",
        "Phường B": "0.0000",
        "Xã C": "2.0000",
        "Xã D": "1.0000",
        "Xã E": "0.0000",
    }
    assert list(grouped) == list(units)


@pytest.mark.parametrize(
    ("path", "raw", "words"),
    [
        ("I", FULL, "this criterion has children"),
        ("I/2", None, "this criterion has children"),
        ("I/3", FULL, "the framework has no criterion with this path"),
        ("1", FULL, "the framework has no criterion with this path"),
        ("I/1 ", None, "the framework has no criterion with this path"),
        ("", None, "the framework has no criterion with this path"),
        ("I/1", {}, "the answer is empty"),
    ],
)
def test_a_path_that_takes_no_answer(path: str, raw: object, words: str) -> None:
    with pytest.raises(AnswersRefused) as caught:
        evaluate.score_units(TREE, {"Phường Mẫu": {path: raw}})

    (refused,) = caught.value.refusals
    assert (refused.unit, refused.path) == ("Phường Mẫu", path)
    assert words in refused.words.en
    assert str(refused) == refused.words.vi
    assert str(caught.value) == str(refused)
    assert refused.line("vi").startswith(f"Phường Mẫu › {path}".strip(" ›"))


def test_every_refusal_of_every_unit_is_told() -> None:
    units = {"A": {"1": {"value": "-1"}, "9": None}, "B": {"1": {"value": "1"}}, "C": {"1": "x"}}

    with pytest.raises(AnswersRefused) as caught:
        evaluate.score_units(PEERS, units)

    assert [each.where for each in caught.value.refusals] == ["A › 1", "A › 9", "C › 1"]


def test_units_of_thousands_are_scored_one_by_one_with_the_same_bests() -> None:
    units: dict[str, dict[str, object]] = {
        "A": {"1": {"value": "8"}, "2": {"value": "3"}},
        "B": {"1": {"value": "10"}, "2": {"value": "2"}},
        "C": {"1": {"value": "-4"}},
    }
    groups = {"A": "xã", "B": "xã"}
    peers = evaluate.peers(PEERS, units, groups)

    good = {name: units[name] for name in "AB"}
    assert {name: peers.score(name, units[name], group="xã") for name in good} == evaluate.score_units(
        PEERS, good, groups
    )
    assert peers.best("1", group="xã") == {(): Fraction(10)}
    assert peers.best("1", group="phường") == {}
    with pytest.raises(AnswersRefused) as caught:
        peers.score("C", {**units["C"], "3": None})
    assert [each.where for each in caught.value.refusals] == ["C › 1", "C › 3"]


def test_the_nodes_that_take_an_answer() -> None:
    assert [node.path for node in evaluate.answered_nodes(TREE)] == ["I/1", "I/2/1", "I/2/2", "II/1", "II/2"]
    assert [node.path for node in evaluate.answered_nodes(published("4", "6"))] == ["P", "P/1", "P/2"]

    own = parent("P", leaf(INDEX), max="2", rule=INDEX, aggregate=Aggregate.GIVEN)
    assert [node.path for node in evaluate.answered_nodes(framework(own, total="2"))] == ["P", "P/1"]
    summed = parent("P", leaf(INDEX), aggregate=Aggregate.SUM)
    assert [node.path for node in evaluate.answered_nodes(framework(summed, aggregate=Aggregate.GIVEN))] == [
        "P/1"
    ]


def test_an_unknown_path_is_shown_the_first_there_is() -> None:
    with pytest.raises(AnswersRefused) as caught:
        evaluate.score_units(TREE, {"Phường Mẫu": {"I/3": FULL}})

    remedy = caught.value.refusals[0].remedy
    assert remedy.vi.endswith("ví dụ “I/1”.")
    assert remedy.en.endswith("such as “I/1”.")


def test_sums_are_exact_at_any_size() -> None:
    big = "1" + "0" * 30
    spec = framework(leaf(YES_NO, max=big), leaf(YES_NO, code="2", max="0.0001"), total=f"{big}.0001")

    assert total(one(spec, {"1": FULL, "2": FULL})) == (f"{big}.0001", f"{big}.0001", f"{big}.0001")
