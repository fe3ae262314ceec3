"""Coverage: which of a list of bands can be met at all, the first that fits being taken."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring.specs import Band
from parindex.engine.values import points

# A cut is a place between numbers: just before (0) or just after (1) the number.
_Cut = tuple[Fraction, int]


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from one cut to another; None is without end."""

    low: _Cut | None
    high: _Cut | None

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        return self.low is not None and self.high is not None and self.low >= self.high


def unreachable(bands: tuple[Band, ...], *, least: Fraction | None) -> tuple[int, ...]:
    """The 0-based positions of the bands that no x meets: empty, or covered by earlier ones.

    ``least`` is the smallest possible x (None: no bound), in the unit of the bands. Source: the
    framework contract, kinds ``bands`` and ``growth``.
    """
    covered: list[Interval] = []
    missed = []
    for position, band in enumerate(bands):
        interval = _interval(band, least=least)
        if interval.is_empty or _is_covered(interval, covered):
            missed.append(position)
        else:
            covered.append(interval)
    return tuple(missed)


def _interval(band: Band, *, least: Fraction | None) -> Interval:
    lows = [_cut(band.at_least, 0)] if band.at_least is not None else []
    lows += [(least, 0)] if least is not None else []
    highs = [_cut(band.below, 0)] if band.below is not None else []
    highs += [_cut(band.at_most, 1)] if band.at_most is not None else []
    return Interval(low=max(lows, default=None), high=min(highs, default=None))


def _cut(text: str, side: int) -> _Cut:
    return Fraction(points.figure(text)), side


def _is_covered(interval: Interval, covered: list[Interval]) -> bool:
    """Walk from the low end up through the covering intervals; whoever is stuck is not covered."""
    reached = interval.low
    while True:
        further = [each for each in covered if _begins_by(each, reached) and _ends_after(each, reached)]
        if not further:
            return False
        if any(each.high is None for each in further):
            return True
        reached = max(each.high for each in further if each.high is not None)
        if interval.high is not None and reached >= interval.high:
            return True


def _begins_by(interval: Interval, reached: _Cut | None) -> bool:
    return interval.low is None or (reached is not None and interval.low <= reached)


def _ends_after(interval: Interval, reached: _Cut | None) -> bool:
    return interval.high is None or reached is None or interval.high > reached
