"""A ladder of bands: the first that holds a figure, and what it earns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring.outcomes import ZERO
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import Band


@dataclass(frozen=True, slots=True)
class Step:
    """One band made exact; ``earned`` gives its points for a figure inside it."""

    at_least: Fraction | None
    below: Fraction | None
    at_most: Fraction | None
    earned: Callable[[Fraction], Fraction]

    def holds(self, figure: Fraction) -> bool:
        """from ≤ x, x < below, x ≤ to; each bound is optional."""
        return (
            (self.at_least is None or figure >= self.at_least)
            and (self.below is None or figure < self.below)
            and (self.at_most is None or figure <= self.at_most)
        )


Ladder = tuple[Step, ...]


def build(bands: tuple[Band, ...], *, maximum: Fraction) -> Ladder:
    """The bands in their order. Source: the framework contract, bands."""
    return tuple(
        Step(
            at_least=_bound(band.at_least),
            below=_bound(band.below),
            at_most=_bound(band.at_most),
            earned=_earned(band, maximum),
        )
        for band in bands
    )


def climb(ladder: Ladder, figure: Fraction) -> tuple[int | None, Fraction]:
    """The 0-based position of the first band that holds ``figure``, and its points; none: 0."""
    for position, step in enumerate(ladder):
        if step.holds(figure):
            return position, step.earned(figure)
    return None, ZERO


def _bound(text: str | None) -> Fraction | None:
    return None if text is None else shape.exact(text, "0")


def _earned(band: Band, maximum: Fraction) -> Callable[[Fraction], Fraction]:
    if band.is_ratio:
        return lambda figure: figure * maximum
    fixed = shape.exact(band.share, "0") * maximum if band.points is None else shape.exact(band.points, "0")
    return lambda figure: fixed
