"""Points: exact, never floats; the only place where rounding is defined.

A figure is a ``Decimal`` as printed. Stored points are integers of one micro-point (1e-6 point),
so that every database sums them exactly.
"""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal
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
    scaled = Fraction(number) * 10**places + Fraction(1, 2)
    whole = scaled.numerator // scaled.denominator
    return Decimal(whole).scaleb(-places).quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR)


def to_micro(number: Decimal) -> int:
    """``number`` in micro-points. Raises NotAFigure for more than six decimals or beyond 64 bits."""
    scaled = Fraction(number) * 10**MICRO
    if scaled.denominator != 1 or abs(scaled) >= 2**63:
        raise NotAFigure(str(number))
    return int(scaled.numerator)


def from_micro(micro: int) -> Decimal:
    """The exact number of ``micro`` micro-points, in its shortest form."""
    return Decimal(shortest(Decimal(micro).scaleb(-MICRO)))


def shortest(number: Decimal) -> str:
    """``number`` without an exponent and without trailing zeros: 9.50 prints "9.5"."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0", "-"} else text


def fixed(number: Decimal, places: int) -> str:
    """``number`` rounded half up and printed with exactly ``places`` decimals."""
    return f"{half_up(number, places):f}"
