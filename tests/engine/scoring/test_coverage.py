"""Which bands can be met."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.scoring import coverage
from parindex.engine.scoring.specs import Band


def band(at_least: str | None = None, below: str | None = None, at_most: str | None = None) -> Band:
    return Band(at_least=at_least, below=below, at_most=at_most, points="1")


@pytest.mark.parametrize(
    ("bands", "least", "missed"),
    [
        ((band("1"), band("0.8"), band("0.5")), Fraction(0), ()),
        ((band("0.8"), band("1")), Fraction(0), (1,)),
        ((band(at_most="0.5"), band(at_most="1")), Fraction(0), ()),
        ((band(at_most="1"), band(at_most="0.5")), None, (1,)),
        ((band("0.5", "0.5"),), None, (0,)),
        ((band("0.5", None, "0.5"),), None, ()),
        ((band("0.6", "0.5"),), None, (0,)),
        ((band("0", "1"), band("1", "2"), band("0.5", "1.5")), None, (2,)),
        ((band("0", "1"), band("1", "2"), band("0.5", None, "2")), None, ()),
        ((band("0", "1"), band("1.0", "2"), band("0.5", "2.5")), None, ()),
        ((band(below="0"),), Fraction(0), (0,)),
        ((band(below="0"),), None, ()),
        ((band(at_most="0"),), Fraction(0), ()),
        ((band(), band("1")), None, (1,)),
        ((band("0"), band()), Fraction(0), (1,)),
        ((band("0"), band()), None, ()),
        ((band("0", "1"), band("1"), band(below="0"), band()), None, (3,)),
        ((band("0", "1"), band("0.5", "1")), None, (1,)),
        ((band(below="9", at_most="8"), band("8.5", "9")), None, ()),
    ],
)
def test_unreachable_bands(bands: tuple[Band, ...], least: Fraction | None, missed: tuple[int, ...]) -> None:
    assert coverage.unreachable(bands, least=least) == missed
