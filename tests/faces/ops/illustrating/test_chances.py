"""Chances: the same place always draws the same, and stays inside its bounds."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from parindex.faces.ops.illustrating.chances import Chance


def test_a_place_draws_the_same_whatever_was_drawn_before() -> None:
    first = Chance("hạt").of("a", "b")
    drawn = (first.number(0, 10**9), first.share())
    Chance("hạt").of("c").number(0, 5)
    assert (Chance("hạt").of("a").of("b").number(0, 10**9), Chance("hạt").of("a", "b").share()) == drawn


def test_other_places_and_seeds_draw_otherwise() -> None:
    drawn = {Chance(seed).of(name).number(0, 10**9) for seed in ("một", "hai") for name in ("a", "b", "c")}
    assert len(drawn) == 6


def test_names_do_not_run_together() -> None:
    assert Chance("x").of("ab", "c").share() != Chance("x").of("a", "bc").share()


def test_numbers_cover_their_bounds_and_nothing_else() -> None:
    drawn = Counter(Chance("hạt").of(str(each)).number(3, 6) for each in range(400))
    assert sorted(drawn) == [3, 4, 5, 6]
    assert min(drawn.values()) > 60


def test_an_empty_range_gives_its_low_end() -> None:
    assert Chance("hạt").number(7, 2) == 7


def test_shares_and_what_lies_between() -> None:
    for each in range(200):
        chance = Chance("hạt").of(str(each))
        assert 0 <= chance.share() < 1
        assert Fraction(1, 3) <= chance.between(Fraction(1, 3), Fraction(1, 2)) < Fraction(1, 2)


@pytest.mark.parametrize(("percent", "least", "most"), [(0, 0, 0), (100, 1000, 1000), (30, 250, 350)])
def test_what_happens(percent: int, least: int, most: int) -> None:
    happened = sum(Chance("hạt").of(str(each)).happens(percent=percent) for each in range(1000))
    assert least <= happened <= most


def test_a_pick_is_one_of_them() -> None:
    picked = {Chance("hạt").of(str(each)).pick("abc") for each in range(60)}
    assert picked == {"a", "b", "c"}
