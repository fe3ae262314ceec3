"""The smallest change under a formula: near steps, far figures it names, and nothing below zero."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from parindex.engine.scoring import gains
from parindex.engine.scoring.gains import changing
from parindex.engine.scoring.specs import Branch, RuleSpec
from tests.engine.scoring.chance import framed


def brought(branch: Branch, value: str) -> Any:
    """The value of x that gains; None where none is found."""
    trial = framed(
        RuleSpec(kind="formula", variables=("x",), branches=(branch,)), {"variables": {"x": value}}
    )
    gain = gains.smallest(trial.leaf, trial.raw, framework=trial.framework)
    return None if gain is None else gain.answer["variables"]["x"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("points", "value", "after"),
    [
        ("x", "0.5", "0.6"),
        ("x", "0.25", "0.26"),
        ("1 - x", "0.25", "0.24"),
        ("1 - x", "0", None),
        ("0 - x", "0", None),
        ("0 - x", "-0.25", "-0.26"),
    ],
)
def test_a_variable_moves_by_its_last_decimal_and_from_zero_never_below(
    points: str, value: str, after: str | None
) -> None:
    assert brought(Branch(points), value) == after


@pytest.mark.parametrize(
    ("value", "after"),
    [("0", "1001"), ("0.5", "1000.3"), ("0.25", "1000.25"), ("5000", "1001"), ("5000.5", "1001.7")],
)
def test_the_figures_a_condition_names_are_tried_however_far(value: str, after: str) -> None:
    assert brought(Branch("1", "x >= 1000.25 and x <= 1001.75"), value) == after


def test_a_change_says_both_figures() -> None:
    trial = framed(
        RuleSpec(kind="formula", variables=("x",), branches=(Branch("x"),)), {"variables": {"x": "0.25"}}
    )
    gain = gains.smallest(trial.leaf, trial.raw, framework=trial.framework)

    assert gain is not None
    assert gain.words.vi == "Đưa “x” từ 0,25 thành 0,26 thì được thêm 0,01 điểm."


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        (Fraction(2), Fraction(3), Fraction(1, 3)),
        (Fraction(3), Fraction(2), Fraction(1, 4)),
        (Fraction(0), Fraction(5), Fraction(1)),
        (Fraction(-2), Fraction(1), Fraction(3, 5)),
    ],
)
def test_a_move_is_a_share_of_both_figures(before: Fraction, after: Fraction, share: Fraction) -> None:
    assert changing.moved(before, after) == share
