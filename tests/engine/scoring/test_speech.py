"""Figures in sentences: exact where they end, said to be rounded where they do not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from parindex.engine.scoring import speech
from parindex.engine.values.findings import Words


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Fraction(17, 20), "0,85", "0.85"),
        (Decimal("1.50"), "1,5", "1.5"),
        (20, "20", "20"),
        (Fraction(-1, 2), "−0,5", "−0.5"),
        (Fraction(1, 10**10), "0,0000000001", "0.0000000001"),
        (Fraction(1, 10**11), "khoảng 0", "about 0"),
        (Fraction(1, 3), "khoảng 0,33", "about 0.33"),
        (Fraction(2, 3), "khoảng 0,67", "about 0.67"),
        (Fraction(1999, 1000), "1,999", "1.999"),
    ],
)
def test_a_number(value: Fraction | Decimal | int, vi: str, en: str) -> None:
    assert speech.number(value) == Words(vi, en)


@pytest.mark.parametrize(
    ("value", "near", "vi"),
    [
        (Fraction(23999, 30000), Fraction(4, 5), "khoảng 0,79997"),
        (Fraction(24001, 30000), Fraction(4, 5), "khoảng 0,80003"),
        (Fraction(2, 3), Fraction(2, 3), "khoảng 0,67"),
        (Fraction(2, 3), Fraction(1, 2), "khoảng 0,67"),
        (Fraction(1, 3), Fraction(1, 3) - Fraction(1, 10**5), "khoảng 0,33333"),
    ],
)
def test_rounding_never_carries_a_figure_over_its_threshold(value: Fraction, near: Fraction, vi: str) -> None:
    assert speech.number(value, near=(near,)).vi == vi


def test_a_per_cent_figure_and_its_thresholds() -> None:
    assert speech.percent(Fraction(17, 20)) == Words("85 %", "85 %")
    assert speech.percent(Fraction(1, 3)) == Words("khoảng 33,33 %", "about 33.33 %")
    assert speech.percent(Fraction(23999, 30000), near=(Fraction(4, 5),)).vi == "khoảng 79,997 %"


def test_points_count_one_point_in_english() -> None:
    assert speech.points(Decimal("1")) == Words("1 điểm", "1 point")
    assert speech.points(Decimal("0.5")) == Words("0,5 điểm", "0.5 points")
    assert speech.points(Fraction(1, 3)) == Words("khoảng 0,33 điểm", "about 0.33 points")
    assert speech.points(Fraction(1, 3), places=6) == Words("khoảng 0,333333 điểm", "about 0.333333 points")


def test_sentences_are_put_together() -> None:
    part = Words("phần", "part")

    assert speech.say("{a} và {a}", "{a} and {a}", a=part) == Words("phần và phần", "part and part")
    assert speech.begun(part) == Words("Phần", "Part")
    assert speech.ended(part) == Words("Phần.", "Part.")
    assert speech.name("tốt") == Words("“tốt”", "“tốt”")
    assert speech.same("a") == Words("a", "a")
    assert speech.equal(part, part) == Words("phần = phần", "part = part")
    assert speech.times(part, part) == Words("phần × phần", "part × part")
    assert speech.joined((part, part)) == Words("phần, phần", "part, part")
    assert speech.joined((part, part), mark=";") == Words("phần; phần", "part; part")
    assert speech.joined_sum((part, part)) == Words("phần + phần", "part + part")
    assert speech.labelled("A", "B", part) == Words("A: phần", "B: part")
    assert speech.counted("A", Fraction(3)) == Words("A: 3", "A: 3")


def test_what_ends_and_what_does_not() -> None:
    assert speech.ends(Fraction(1, 8)) is True
    assert speech.ends(Fraction(1, 3)) is False
