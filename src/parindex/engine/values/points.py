"""Points: exact, never floats; the only place where rounding is defined.

A figure is a ``Decimal`` as printed. Stored points are integers of one micro-point (1e-6 point),
so that every database sums them exactly.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

MICRO = 6
_FIGURE = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


class NotAFigure(ValueError):
    """The text is no plain decimal number."""


def figure(text: str) -> Decimal:
    """The exact number that ``text`` prints: sign, ASCII digits, decimal point.

    Raises NotAFigure for anything else (comma, exponent, blank, nan).
    """
    if not _FIGURE.fullmatch(text):
        raise NotAFigure(text)
    return Decimal(text)


def decimals(text: str) -> int:
    """How many decimals ``text`` prints: "9.50" has 2, "9" has 0."""
    return len(text.partition(".")[2])


def half_up(number: Fraction | Decimal, places: int) -> Decimal:
    """``number`` rounded half up (ties towards +infinity) to ``places`` decimals; no minus zero."""
    return of_units(in_units(number, places), places)


def in_units(number: Fraction | Decimal, places: int) -> int:
    """``number`` rounded half up, as a whole number of 10^-``places``: 87.125 to 2 places is 8713."""
    above, below = number.as_integer_ratio()
    whole: int = (2 * above * 10**places + below) // (2 * below)
    return whole


def of_units(units: int, places: int) -> Decimal:
    """The number of so many units of 10^-``places``: 8713 of 2 places are 87.13."""
    # Made from text: arithmetic of Decimal would round to 28 digits.
    return Decimal(f"{units}e-{places}")


def to_micro(number: Decimal) -> int:
    """``number`` in micro-points. Raises NotAFigure for more than six decimals or beyond 64 bits."""
    scaled = Fraction(number) * 10**MICRO
    if scaled.denominator != 1 or abs(scaled) >= 2**63:
        raise NotAFigure(str(number))
    return int(scaled.numerator)


def from_micro(micro: int) -> Decimal:
    """The exact number of ``micro`` micro-points, in its shortest form."""
    return Decimal(shortest(Decimal(micro).scaleb(-MICRO)))


def micro_in_units(micro: int, places: int) -> int:
    """Micro-points rounded half up to at most six ``places``, as ``in_units`` does: for millions of them."""
    unit: int = 10 ** (MICRO - places)
    return (2 * micro + unit) // (2 * unit)


def shortest(number: Decimal) -> str:
    """``number`` without an exponent and without trailing zeros: 9.50 prints "9.5"."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0", "-"} else text


def fixed(number: Decimal, places: int) -> str:
    """``number`` rounded half up and printed with exactly ``places`` decimals."""
    return f"{half_up(number, places):f}"
