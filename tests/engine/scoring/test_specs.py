"""A framework as a value: how it is walked, how paths join, what its maxima add up to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import (
    EMPTY_RULE,
    Aggregate,
    CriterionSpec,
    Evidence,
    FrameworkSpec,
    NotApplicable,
    RuleSpec,
    Step,
)


def leaf(path: str, maximum: str | None = "1", owner: str | None = None) -> CriterionSpec:
    return CriterionSpec(path=path, code=path.rpartition("/")[2], name=path, max=maximum, owner=owner)


def parent(path: str, *children: CriterionSpec, maximum: str | None = None, **more: object) -> CriterionSpec:
    return CriterionSpec(
        path=path,
        code=path,
        name=path,
        max=maximum,
        children=children,
        **more,  # type: ignore[arg-type]
    )


def test_a_criterion_without_children_is_a_leaf() -> None:
    assert leaf("1").is_leaf is True
    assert parent("1", leaf("1/1")).is_leaf is False


def test_a_rule_without_a_kind_is_still_to_be_written() -> None:
    assert EMPTY_RULE.is_empty is True
    assert RuleSpec(kind="yes_no").is_empty is False


def test_where_a_criterion_stands_and_what_is_readable_do_not_make_it_another() -> None:
    assert CriterionSpec("1", "1", "a", line=3) == CriterionSpec("1", "1", "a", line=9)
    assert RuleSpec(kind="x", is_readable=False) == RuleSpec(kind="x")
    assert FrameworkSpec("a", (), total_line=1) == FrameworkSpec("a", ())


def test_a_walk_goes_down_before_it_goes_on_and_hands_owners_and_aggregates_down() -> None:
    deep = leaf("1/1.1/1.1.1")
    weighted = parent("1/1.1", deep, owner="Sở Tư pháp", aggregate=Aggregate.WEIGHTED)
    first = parent("1", weighted, leaf("1/1.2"), owner="Sở Nội vụ")
    second = leaf("2")

    steps = list(specs.walk(FrameworkSpec("a", (first, second), aggregate=Aggregate.GIVEN)))

    given, by_weight = Aggregate.GIVEN, Aggregate.WEIGHTED
    assert steps == [
        Step(node=first, depth=0, owner="Sở Nội vụ", aggregate=given, above=None),
        Step(node=weighted, depth=1, owner="Sở Tư pháp", aggregate=by_weight, above=given),
        Step(node=deep, depth=2, owner="Sở Tư pháp", aggregate=given, above=by_weight),
        Step(node=first.children[1], depth=1, owner="Sở Nội vụ", aggregate=given, above=given),
        Step(node=second, depth=0, owner=None, aggregate=given, above=None),
    ]


@pytest.mark.parametrize(
    ("above", "code", "position", "path"),
    [
        ("", "1", 1, "1"),
        ("1", "1.2", 2, "1/1.2"),
        ("1/1.2", "-", 3, "1/1.2/3"),
        ("", "•", 4, "4"),
        ("II", "", 1, "II/1"),
    ],
)
def test_a_bullet_counts_by_its_place_among_its_siblings(
    above: str, code: str, position: int, path: str
) -> None:
    assert specs.join(above, code, position=position) == path


@pytest.mark.parametrize(
    ("node", "default", "maximum"),
    [
        (leaf("1", "2.50"), Aggregate.SUM, Fraction(5, 2)),
        (leaf("1", None), Aggregate.SUM, None),
        (parent("1", leaf("a", "0.1"), leaf("b", "0.2"), maximum="9"), Aggregate.SUM, Fraction(3, 10)),
        (parent("1", leaf("a", "0.1"), leaf("b", None), maximum="9"), Aggregate.SUM, None),
        (parent("1", leaf("a", "1"), maximum="9"), Aggregate.GIVEN, Fraction(9)),
        (parent("1", leaf("a", "1"), maximum=None), Aggregate.WEIGHTED, None),
        (parent("1", leaf("a", "1"), maximum="9", aggregate=Aggregate.SUM), Aggregate.GIVEN, Fraction(1)),
        (parent("1", leaf("a", "1"), maximum="9", aggregate=Aggregate.GIVEN), Aggregate.SUM, Fraction(9)),
        (parent("1", parent("2", leaf("a", "1"), maximum="9")), Aggregate.SUM, Fraction(1)),
    ],
)
def test_a_maximum_is_its_own_or_the_exact_sum_below(
    node: CriterionSpec, default: Aggregate, maximum: Fraction | None
) -> None:
    assert specs.maximum(node, default=default) == maximum


def test_the_default_aggregate_holds_below() -> None:
    inner = parent("2", leaf("a", "1"), maximum="9")
    outer = parent("1", inner, aggregate=Aggregate.SUM)

    assert specs.maximum(outer, default=Aggregate.GIVEN) == Fraction(9)
    assert specs.maximum(outer, default=Aggregate.SUM) == Fraction(1)


def test_the_total_of_nothing_is_zero_and_a_missing_maximum_is_not() -> None:
    assert specs.total_of((), default=Aggregate.SUM) == 0
    assert specs.total_of((leaf("a", "1"), leaf("b", "0.5")), default=Aggregate.SUM) == Fraction(3, 2)
    assert specs.total_of((leaf("a", "1"), leaf("b", None)), default=Aggregate.SUM) is None


def test_what_a_file_leaves_out() -> None:
    plain = FrameworkSpec("a", ())

    assert (plain.decimals, plain.display_decimals) == (4, 2)
    assert (plain.not_applicable, plain.aggregate) == (NotApplicable.EXCLUDE, Aggregate.SUM)
    assert Evidence().required is False
    assert RuleSpec(kind="yes_no").is_readable is True
