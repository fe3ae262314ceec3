"""Changing: what a change of an answer is, and where the rule it belongs to stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from parindex.engine.scoring.outcomes import Place
from parindex.engine.scoring.specs import RuleSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Words

WHOLE = Fraction(1)
"""The effort of something that is done or not."""


class Step(Enum):
    """What a measured figure moves by: its last decimal, or what a person plans with (a per cent)."""

    FINEST = "finest"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Change:
    """A changed raw answer, the part of its scale that moves (more than 1 for two moves), and what moves.

    The words are the beginning of a sentence, without a capital letter.
    """

    answer: object
    effort: Fraction
    words: Words


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a rule stands: the points it can earn, its place in the leaf, and whether an answer of it gains.

    ``gains`` tells for a raw answer of this rule whether the whole leaf then earns as much more as is sought;
    ``best`` is the best value of the peer group at a place, None where the unit is alone; ``change`` finds
    the smallest change of any rule in its seat, in steps of ``step``.
    """

    max: Fraction
    gains: Callable[[object], bool]
    best: Callable[[Place], Fraction | None]
    change: Callable[[RuleSpec, object, Seat], Change | None]
    place: Place = ()
    step: Step = Step.FINEST

    def inside(self, key: str, wrap: Callable[[object], object], *, maximum: Fraction | None = None) -> Seat:
        """The seat of a part or case of this rule: ``wrap`` makes this rule's answer of the inner answer."""
        top = self.max if maximum is None else maximum
        return replace(self.behind(wrap), max=top, place=(*self.place, key))

    def behind(self, wrap: Callable[[object], object]) -> Seat:
        """The seat of the rule behind a gate, in the gate's own place."""
        return replace(self, gains=lambda inner: self.gains(wrap(inner)))


def grain(*figures: object, least: int = 0) -> int:
    """How many decimals the finest of ``figures`` prints, at least ``least``."""
    return max([least, *(points.decimals(points.shortest(points.figure(str(each)))) for each in figures)])


def printed(steps: int, places: int) -> str:
    """So many steps of the last of ``places`` decimals, as an answer types them."""
    return points.shortest(points.of_units(steps, places))


def moved(before: Fraction, after: Fraction) -> Fraction:
    """How far ``after`` is from ``before``, as a part of both."""
    return abs(after - before) / (abs(before) + abs(after - before))
