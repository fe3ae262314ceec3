"""Ranks are exact: against an independent oracle of whole numbers, and by their properties."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.ranking import ranking
from parindex.engine.ranking.ranking import Placing, Ranking
from parindex.engine.ranking.scores import Part, Score, Unrankable
from parindex.engine.ranking.settings import Below, Class, Compare, Settings, Ties, places
from parindex.engine.values.findings import Words

# What a float cannot hold: tenths of a point, a dozen units on each.
TENTHS = [random.Random(seed).choices(range(860, 947), k=142) for seed in range(10)]
A_B_C = (Class("A", from_score=Decimal(93)), Class("B", top=Decimal("0.57")), Class("C", Decimal(0)))


def tenths(numbers: list[int]) -> list[Score]:
    """142 units on a scale of a tenth of a point."""
    return [Score(f"u{place}", "xã", Decimal(number).scaleb(-1)) for place, number in enumerate(numbers)]


def one_group(scores: list[Score], settings: Settings) -> tuple[Placing, ...]:
    """The placings of the only group."""
    (group,) = ranking.rank(scores, settings)
    return group.placings


def oracle(numbers: list[int], ties: Ties) -> dict[str, tuple[int, bool, str]]:
    """Rank, tie and class by counting whole tenths, the slow way."""
    quota = -(-57 * len(numbers) // 100)
    edge = sorted(numbers)[-quota]
    found = {}
    for place, number in enumerate(numbers):
        better = [other for other in numbers if other > number]
        rank = 1 + len(better if ties is Ties.COMPETITION else set(better))
        name = "A" if number >= 930 else "B" if number >= edge else "C"
        found[f"u{place}"] = (rank, numbers.count(number) > 1, name)
    return found


@pytest.mark.parametrize("ties", Ties)
@pytest.mark.parametrize("compare", Compare)
@pytest.mark.parametrize("numbers", TENTHS, ids=range(len(TENTHS)))
def test_142_units_on_tenths_rank_without_one_error(numbers: list[int], ties: Ties, compare: Compare) -> None:
    settings = Settings(ties=ties, decimals=1, compare=compare, classes=A_B_C, classes_compare=compare)
    placings = one_group(tenths(numbers), settings)
    expected = oracle(numbers, ties)
    assert {each.unit: (each.rank, each.tied, each.class_name) for each in placings} == expected
    assert [each.unit for each in placings] == sorted(
        expected, key=lambda unit: (-numbers[int(unit[1:])], int(unit[1:]))
    )


def test_sums_of_tenths_that_floats_would_part_are_equal() -> None:
    leaves = [Fraction(1, 10)] * 3
    scores = [Score("tổng", "xã", sum(leaves, Fraction())), Score("số in", "xã", Decimal("0.3"))]
    assert [(each.rank, each.tied) for each in one_group(scores, Settings(compare=Compare.UNROUNDED))] == [
        (1, True),
        (1, True),
    ]


@pytest.mark.parametrize(
    ("top", "size", "expected"),
    [
        ("0.07", 100, 7), ("0.57", 100, 57), ("0.29", 100, 29),  # 0.07 * 100 is above 7 in floats
        ("0.1", 126, 13), ("0.5", 3, 2), ("0.999", 1, 1), ("0", 126, 0),
        ("1", 126, 1), ("1.00", 126, 1), ("17", 126, 17), ("17", 5, 5),
    ],
)  # fmt: skip
def test_a_share_is_rounded_up_and_never_more_than_the_group(top: str, size: int, expected: int) -> None:
    assert places(Decimal(top), size) == expected
    assert places(Fraction(top), size) == expected


def test_groups_are_ranked_apart_in_the_order_they_came() -> None:
    scores = [
        Score("Sở Nội vụ", "sở", Decimal("90")),
        Score("Xã Đông Anh", "xã", Decimal("95")),
        Score("Sở Tư pháp", "sở", Fraction(181, 2)),
    ]
    settings = Settings(decimals=1, classes=(Class("A", top=Decimal("0.5")),))
    assert ranking.rank(scores, settings) == (
        Ranking(
            "sở",
            (
                Placing("Sở Tư pháp", Decimal("90.5"), 1, tied=False, class_name="A"),
                Placing("Sở Nội vụ", Decimal("90.0"), 2, tied=False, class_name=None),
            ),
        ),
        Ranking("xã", (Placing("Xã Đông Anh", Decimal("95.0"), 1, tied=False, class_name="A"),)),
    )


def test_the_same_unit_may_stand_in_two_groups() -> None:
    scores = [Score("Sở Nội vụ", group, Decimal(90)) for group in ("sở", "chung")]
    assert [group.group for group in ranking.rank(scores, Settings())] == ["sở", "chung"]


@given(st.lists(st.integers(0, 20)), st.sampled_from(Ties))
def test_whole_numbers_alone_are_ranked_the_same(keys: list[int], ties: Ties) -> None:
    found = ranking.ranks(keys, ties)
    placings = ranking.rank(tenths(keys), Settings(ties=ties, decimals=1))
    by_unit = {each.unit: each.rank for group in placings for each in group.placings}
    assert found == [by_unit[f"u{place}"] for place in range(len(keys))]


def test_no_scores_are_no_groups() -> None:
    assert ranking.rank([], Settings(classes=A_B_C)) == ()


numbers = st.lists(st.decimals(min_value=-5, max_value=105, places=3), min_size=1, max_size=30)
sets = st.builds(
    Settings,
    ties=st.sampled_from(Ties),
    decimals=st.integers(0, 3),
    compare=st.sampled_from(Compare),
    classes=st.sampled_from([(), A_B_C]),
    classes_compare=st.sampled_from(Compare),
)


@given(numbers, sets)
def test_a_ranking_keeps_every_unit_and_falls(given_points: list[Decimal], settings: Settings) -> None:
    scores = [Score(str(place), "xã", each) for place, each in enumerate(given_points)]
    placings = one_group(scores, settings)
    assert sorted(int(each.unit) for each in placings) == list(range(len(scores)))
    assert [each.score for each in placings] == sorted((each.score for each in placings), reverse=True)
    assert [each.rank for each in placings] == sorted(each.rank for each in placings)
    ranks = [each.rank for each in placings]
    assert [each.tied for each in placings] == [ranks.count(rank) > 1 for rank in ranks]
    if settings.ties is Ties.DENSE:
        assert sorted(set(ranks)) == list(range(1, max(ranks) + 1))
    else:
        assert [ranks.index(rank) + 1 for rank in ranks] == ranks


@given(numbers, sets, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing_but_the_order_of_ties(
    given_points: list[Decimal], settings: Settings, chance: random.Random
) -> None:
    scores = [Score(str(place), "xã", each) for place, each in enumerate(given_points)]
    shuffled = chance.sample(scores, len(scores))
    before = {each.unit: each for each in one_group(scores, settings)}
    after = {each.unit: each for each in one_group(shuffled, settings)}
    assert before == after


@given(numbers, st.integers(0, 29), sets)
def test_more_points_never_lower_rank_or_class(
    given_points: list[Decimal], chosen: int, settings: Settings
) -> None:
    scores = [Score(str(place), "xã", each) for place, each in enumerate(given_points)]
    chosen %= len(scores)
    raised = [*scores]
    raised[chosen] = replace(scores[chosen], points=given_points[chosen] + 1)
    before = next(each for each in one_group(scores, settings) if each.unit == str(chosen))
    after = next(each for each in one_group(raised, settings) if each.unit == str(chosen))
    order = [*(each.name for each in settings.classes), None]
    assert after.rank <= before.rank
    assert order.index(after.class_name) <= order.index(before.class_name)


def refusal(scores: list[Score], settings: Settings) -> Unrankable:
    """Why these give no ranking."""
    with pytest.raises(Unrankable) as refused:
        ranking.rank(scores, settings)
    assert str(refused.value) == f"{refused.value.message.en} {refused.value.remedy.en}"
    return refused.value


def test_a_missing_score_is_not_zero() -> None:
    refused = refusal([Score("a", "xã", Decimal(0)), Score("b", "xã", None)], Settings())
    assert (refused.at, refused.first) == (1, None)
    assert refused.message == Words("“b” chưa có điểm.", "“b” has no score.")


def test_a_unit_twice_in_a_group_is_refused() -> None:
    scores = [Score("a", "xã", Decimal(0)), Score("b", "xã", Decimal(1)), Score("a", "xã", Decimal(2))]
    refused = refusal(scores, Settings())
    assert (refused.at, refused.first) == (2, 0)
    assert refused.message.vi == "“a” có hai lần trong nhóm “xã”."


@pytest.mark.parametrize(
    "settings",
    [
        Settings(tiebreaks=("VIII",)),
        Settings(classes=(Class("A", Decimal(90), unless=(Below("VIII", Decimal(15)),)),)),
    ],
)
def test_points_a_setting_needs_are_not_guessed(settings: Settings) -> None:
    assert ranking.rank([Score("a", "xã", Decimal(1), parts=(Part("VIII", None),))], settings)
    refused = refusal([Score("a", "xã", Decimal(1), parts=(Part("VII", Decimal(3)),))], settings)
    assert refused.message.vi == "“a” thiếu điểm của tiêu chí VIII mà cách xếp hạng cần đến."


def test_what_does_not_apply_breaks_a_tie_below_zero() -> None:
    absent = Score("a", "xã", Decimal(1), parts=(Part("VIII", None),))
    zero = Score("b", "xã", Decimal(1), parts=(Part("VIII", Decimal(0)),))

    placings = one_group([absent, zero], Settings(tiebreaks=("VIII",)))

    assert [(each.unit, each.rank, each.tied) for each in placings] == [("b", 1, False), ("a", 2, False)]


def class_of(from_score: str = "", top: str = "", blocked: str = "") -> Class:
    """A class named by what it asks for."""
    return Class(
        f"{from_score}/{top}",
        Decimal(from_score) if from_score else None,
        Fraction(top) if top else None,
        unless=(Below(blocked, Decimal(1)),) if blocked else (),
    )


@pytest.mark.parametrize(
    ("classes", "at", "first"),
    [
        ([class_of()], 0, None),
        ([class_of("90"), class_of(top="-1")], 1, None),
        ([class_of(top="1.5")], 0, None),
        ([class_of("90"), class_of("90")], 1, 0),
        ([class_of("90"), class_of("80"), class_of("85")], 2, 1),
        ([class_of(top="5"), class_of(top="5")], 1, 0),
        ([class_of(top="1"), class_of(top="1")], 1, 0),
        ([class_of(top="0.5"), class_of(top="0.4")], 1, 0),
        ([class_of("90"), class_of("95", top="5")], 1, 0),
        ([class_of("90", top="5"), class_of("95", top="3")], 1, 0),
    ],
)
def test_classes_that_contradict_themselves_are_refused(
    classes: list[Class], at: int, first: int | None
) -> None:
    refused = refusal([], Settings(classes=tuple(classes)))
    assert (refused.at, refused.first) == (at, first)


@pytest.mark.parametrize(
    "classes",
    [
        [class_of("90"), class_of("89.99")],
        [class_of(top="5"), class_of(top="6")],
        [class_of(top="0.5"), class_of(top="5")],  # which holds more depends on the group
        [class_of(top="5"), class_of(top="0.5")],
        [class_of(top="1"), class_of(top="0.5")],  # one unit, and half of the group
        [class_of("90"), class_of(top="5")],
        [class_of(top="5"), class_of("90")],
        [class_of("90", top="5"), class_of("90", top="6")],
        [class_of("90", top="5"), class_of("85", top="5")],
        [class_of("90", blocked="I"), class_of("90")],  # the second takes those the first turns away
    ],
)
def test_classes_that_can_each_be_reached_are_taken(classes: list[Class]) -> None:
    assert ranking.rank([], Settings(classes=tuple(classes))) == ()


def test_scores_are_shown_with_two_decimals_where_nothing_is_said() -> None:
    assert Settings().decimals == 2
