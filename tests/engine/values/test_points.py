"""Points are exact; rounding is half up, and only where it is asked for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.values import points


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        ("92.8981", 2, "92.90"), ("96.466", 2, "96.47"), ("0.125", 2, "0.13"), ("0.135", 2, "0.14"),
        ("-0.125", 2, "-0.12"), ("-0.126", 2, "-0.13"),
        ("-0.004", 2, "0.00"), ("2.5", 0, "3"), ("-2.5", 0, "-2"),
        ("0", 3, "0.000"), ("9.5", 4, "9.5000"),
    ],
)  # fmt: skip
def test_half_up(number: str, places: int, expected: str) -> None:
    assert str(points.half_up(Decimal(number), places)) == expected
    assert points.fixed(Decimal(number), places) == expected


def test_half_up_of_a_fraction_is_exact() -> None:
    assert points.half_up(Fraction(2, 3), 4) == Decimal("0.6667")
    assert points.half_up(Fraction(1, 8), 2) == Decimal("0.13")


@given(st.fractions(), st.integers(0, 12))
def test_units_are_the_nearest_and_half_goes_up(number: Fraction, places: int) -> None:
    units = points.in_units(number, places)
    assert Fraction(-1, 2) < units - number * 10**places <= Fraction(1, 2)
    assert points.of_units(units, places) == points.half_up(number, places) == Fraction(units, 10**places)


@given(st.integers(-(2**63) + 1, 2**63 - 1), st.integers(0, 6))
def test_micro_points_round_like_every_number(micro: int, places: int) -> None:
    assert points.micro_in_units(micro, places) == points.in_units(points.from_micro(micro), places)


@pytest.mark.parametrize(
    ("micro", "places", "units"),
    [
        (1_250_000, 6, 1_250_000),
        (1_250_000, 2, 125),
        (1_250_000, 1, 13),
        (1_249_999, 1, 12),
        (-1_250_000, 1, -12),
    ],
)
def test_micro_points_are_rounded_half_up(micro: int, places: int, units: int) -> None:
    assert points.micro_in_units(micro, places) == units
    assert points.from_micro(micro) == Decimal(micro) / 10**6


def test_no_digit_of_a_long_number_is_lost() -> None:
    long = "123456789012345678901234567890123456.745"
    assert str(points.half_up(Decimal(long), 2)) == f"{long[:-3]}75"


@pytest.mark.parametrize("text", ["1", "0.10", "+3", "-2.5", "007"])
def test_a_figure_is_sign_digits_and_point(text: str) -> None:
    assert points.figure(text) == Decimal(text)


@pytest.mark.parametrize("text", ["", "1,5", "1e3", "nan", "inf", ".5", "5.", "1_000", "٣", " 1", "1/2"])
def test_anything_else_is_no_figure(text: str) -> None:
    with pytest.raises(points.NotAFigure):
        points.figure(text)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=6))
def test_micro_points_lose_nothing(number: Decimal) -> None:
    assert points.from_micro(points.to_micro(number)) == number


@pytest.mark.parametrize("number", [2**63, -(2**63)])
def test_what_64_bits_cannot_hold_is_no_micro_points(number: int) -> None:
    assert points.to_micro(Decimal(2**63 - 1).scaleb(-6)) == 2**63 - 1
    with pytest.raises(points.NotAFigure):
        points.to_micro(Decimal(number).scaleb(-6))


def test_more_than_six_decimals_are_no_micro_points() -> None:
    with pytest.raises(points.NotAFigure):
        points.to_micro(Decimal("0.0000001"))


@pytest.mark.parametrize(
    ("number", "text"),
    [("9.50", "9.5"), ("100", "100"), ("0.00", "0"), ("-0", "0"), ("1E+2", "100"), ("0.1", "0.1")],
)
def test_the_shortest_form(number: str, text: str) -> None:
    assert points.shortest(Decimal(number)) == text


def test_decimals_counts_what_is_printed() -> None:
    assert [points.decimals(text) for text in ("9", "9.5", "9.50")] == [0, 1, 2]
