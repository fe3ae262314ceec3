"""Figures of a measure: one exact number, or a part and its whole; and the answers they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.engine.scoring.specs import RuleSpec
from parindex.engine.values import points

LONGEST = 40
_COUNTED = frozenset({"count", "deduct", "veto", "penalty"})


class WrongFigure(ValueError):
    """The text is no exact number that the measure can keep; the text names the field."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as canonical text; of a pair the part in ``value`` and the whole in ``whole``."""

    value: str
    whole: str = ""

    @property
    def is_pair(self) -> bool:
        """Whether it is a part of a whole."""
        return self.whole != ""


class Untyped(ValueError):
    """The text is no figure as people type them."""


_TYPED = re.compile(r"([+-]?)([0-9]+)(?:[.,]([0-9]+))?\s*(%?)")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "−": "-", "–": "-"})


def typed(text: str) -> str:
    """The plain number in ``text``: a decimal comma or point, 93% is 0.93. Raises Untyped.

    A sign that parts thousands is refused: nobody can know whether it parts thousands or decimals.
    """
    found = _TYPED.fullmatch(text.translate(_BLANKS).strip())
    if found is None:
        raise Untyped(text)
    sign, whole, rest, percent = found.groups()
    number = Decimal(f"{sign}{whole}.{rest or '0'}")
    return points.shortest(number.scaleb(-2) if percent else number)


def single(value: str) -> Figure:
    """One number. Raises WrongFigure."""
    return Figure(_canonical(value, "value"))


def pair(done: str, total: str) -> Figure:
    """A part and its whole, neither below nought. Raises WrongFigure."""
    part, whole = _canonical(done, "done"), _canonical(total, "total")
    if Fraction(part) < 0:
        raise WrongFigure("done")
    if Fraction(whole) < Fraction(part):
        raise WrongFigure("total")
    return Figure(part, whole)


def fits(rule: RuleSpec, *, shape: str) -> bool:
    """Whether a measure of ``shape`` can answer ``rule`` by itself."""
    if rule.kind == "ratio" or (rule.kind == "bands" and (rule.on or "ratio") == "ratio"):
        return True
    if rule.kind == "survey":
        return True
    return shape == "single" and (
        rule.kind in _COUNTED or rule.kind in {"bands", "index", "leader", "growth"}
    )


def answer(rule: RuleSpec, figure: Figure, *, previous: Figure | None = None) -> dict[str, object] | None:
    """The raw answer that ``figure`` gives to ``rule``; None when it gives none.

    A survey given as a pair is the mean on the scale; growth needs the ``previous`` period too.
    """
    if rule.kind == "survey":
        if figure.is_pair:
            return {"mean": figure.value, "scale": figure.whole}
        return {"share": figure.value}
    if figure.is_pair:
        return {"done": figure.value, "total": figure.whole} if fits(rule, shape="pair") else None
    if rule.kind == "ratio":
        return {"ratio": figure.value}
    if rule.kind in _COUNTED:
        return {"count": figure.value}
    if rule.kind == "growth":
        return {"value": figure.value, "previous": previous.value} if previous else None
    return {"value": figure.value} if rule.kind in {"bands", "index", "leader"} else None


def _canonical(text: str, field: str) -> str:
    try:
        found = points.shortest(points.figure(text.strip()))
    except points.NotAFigure:
        raise WrongFigure(field) from None
    if len(found) > LONGEST:
        raise WrongFigure(field)
    return found
