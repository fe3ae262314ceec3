"""Goals: how many of a hundred points a unit's illustrative figures shall reach.

Some are published facts; the others are drawn so that the leading wards lie as close together as the
published ones do.
"""

from __future__ import annotations

from fractions import Fraction

from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.illustrating.facts import Range, facts

_WARD = "Phường "


def of(unit: str, chance: Chance) -> Fraction:
    """The goal of ``unit`` in points of a hundred, to two decimals: the published score, else a drawn one."""
    known = facts()
    if unit in known.published:
        return known.published[unit]
    if not unit.startswith(_WARD):
        return _between(known.others, _middle(chance))
    if chance.of("tier").happens(percent=known.leaders_percent):
        return _between(known.leaders, chance.of("first").share())
    return _between(known.wards, _middle(chance))


def _middle(chance: Chance) -> Fraction:
    """The mean of two draws: most units lie in the middle."""
    return (chance.of("first").share() + chance.of("second").share()) / 2


def _between(bounds: Range, share: Fraction) -> Fraction:
    low, high = bounds
    return Fraction(round((low + share * (high - low)) * 100), 100)
