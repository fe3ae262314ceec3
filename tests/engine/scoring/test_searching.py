"""Searching: against trying every number."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.scoring.gains import searching

NUMBERS = st.integers(-60, 60)


@given(low=NUMBERS, high=NUMBERS, needed=NUMBERS)
def test_the_first_that_gains(low: int, high: int, needed: int) -> None:
    every = [number for number in range(low, high + 1) if number >= needed]

    assert searching.first(low, high, lambda number: number >= needed) == (every[0] if every else None)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[list[int], dict[int, int]]:
    """Cuts, and what every number from the first to the last earns: never less between two cuts."""
    cuts = sorted(draw(st.sets(NUMBERS, min_size=2, max_size=8)))
    earned = {}
    for low, high in itertools.pairwise(cuts):
        between = sorted(draw(st.lists(st.integers(0, 5), min_size=high - low - 1, max_size=high - low - 1)))
        earned |= dict(zip(range(low + 1, high), between, strict=True))
    earned |= {cut: draw(st.integers(0, 5)) for cut in cuts}
    return cuts, earned


@given(made=stretches(), data=st.data())
def test_the_nearest_that_gains(made: tuple[list[int], dict[int, int]], data: st.DataObject) -> None:
    cuts, earned = made
    current = data.draw(st.sampled_from(sorted(earned)))
    better = [number for number in earned if earned[number] > earned[current]]

    found = searching.nearest(current, cuts, lambda number: earned[number] > earned[current])

    assert found == min(better, key=lambda number: (abs(number - current), -number), default=None)


@given(gaining=st.sets(st.integers(1, 400), max_size=4), hints=st.lists(st.integers(-5, 500), max_size=3))
def test_anywhere_finds_a_hint_and_stops_where_one_step_less_gains_nothing(
    gaining: set[int], hints: list[int]
) -> None:
    found = searching.anywhere(hints, gaining.__contains__, most=400)

    assert found is None or found in gaining
    assert found is None or found - 1 not in gaining
    if found is None:
        assert not gaining & {*range(1, searching.NEAR + 1), *hints, 64, 128, 256}
    near = {steps for steps in gaining if steps <= searching.NEAR}
    if near:
        assert found == min(near)


def test_anywhere_goes_back_from_far_out() -> None:
    assert searching.anywhere((), lambda steps: steps >= 1000) == 1000
    assert searching.anywhere((), lambda steps: steps >= 1000, most=999) is None
    assert searching.anywhere((777,), lambda steps: steps == 777) == 777


def test_an_empty_range_holds_nothing() -> None:
    assert searching.first(5, 4, lambda number: True) is None
    assert searching.first(5, 5, lambda number: True) == 5
    assert searching.nearest(5, (), lambda number: True) is None


@pytest.mark.parametrize(
    ("gaining", "found"),
    [
        ({7}, 7),
        ({3}, 3),
        ({7, 3}, 7),
        ({8, 3}, 3),
        ({2, 9}, 2),
        ({1, 9}, 9),
        ({1}, 1),
        ({0}, None),
        ({10}, 10),
        ({11}, None),
    ],
)
def test_up_and_down_between_the_outer_cuts(gaining: set[int], found: int | None) -> None:
    assert searching.nearest(5, (1, 2, 3, 4, 7, 8, 9, 10), gaining.__contains__) == found


@pytest.mark.parametrize(
    ("cuts", "gaining", "found"),
    [
        ((1, 9), {4}, 4),
        ((1, 4, 9), {3}, 3),
        ((1, 9), {6, 7, 8}, 6),
        ((1, 7, 20), {8, *range(9, 20)}, 8),
        ((1, 7, 20), {19}, 19),
        ((0, 4, 9), {3, 8}, 3),
    ],
)
def test_between_two_cuts_the_lowest_above_and_the_highest_below(
    cuts: tuple[int, ...], gaining: set[int], found: int
) -> None:
    assert searching.nearest(5, cuts, gaining.__contains__) == found


@pytest.mark.parametrize(
    ("gaining", "hints", "most", "found"),
    [
        ({24}, (), 100, 24),
        ({25}, (), 100, None),
        ({5, 7}, (), 100, 5),
        ({499}, (500,), 1000, 499),
        ({501}, (500,), 1000, 501),
        ({502}, (500,), 1000, None),
        ({999}, (999,), 999, 999),
        ({1000}, (999,), 999, None),
        ({0, -3}, (0, -3), 100, None),
        ({2**24}, (), searching.FAR, 2**24),
        ({2**25}, (), searching.FAR, None),
        ({2**24 + 1}, (2**24,), searching.FAR, None),
    ],
)
def test_anywhere_tries_near_steps_hints_beside_hints_and_powers(
    gaining: set[int], hints: tuple[int, ...], most: int, found: int | None
) -> None:
    assert searching.anywhere(hints, gaining.__contains__, most=most) == found
