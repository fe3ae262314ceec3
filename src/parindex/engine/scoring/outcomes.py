"""Outcomes: what a rule makes of one answer, exact and before the rounding of its leaf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parindex.engine.scoring.answers import Answer
from parindex.engine.scoring.specs import NotApplicable
from parindex.engine.values import points

ZERO = Fraction(0)

Place = tuple[str, ...]
"""Where a rule stands inside its leaf: keys of parts, 0-based positions of cases; () is the leaf's own."""

Bests = Mapping[Place, Fraction]
"""The best value of a peer group for each ``leader`` rule of one leaf."""


class State(StrEnum):
    """What is known about a node: zero, absent and not applicable are different things."""

    SCORED = "scored"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Lead:
    """One unit's value under a ``leader`` rule, the best it met, where it stands, which way is better."""

    place: Place
    value: Fraction
    best: Fraction
    higher_is_better: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """Points of one rule before clipping and rounding, and how they came about.

    ``points`` and ``max`` are exact and in points; ``max`` is without what does not apply.
    ``least`` is the lower end of the clip, None without end. ``chosen`` is the 0-based position
    of the option, band, branch or case that decided. ``inner`` holds one outcome a part or case
    (None: a case not claimed), or the gated rule's.
    """

    answer: Answer | None
    state: State
    points: Fraction
    max: Fraction
    least: Fraction | None = ZERO
    chosen: int | None = None
    inner: tuple[Outcome | None, ...] = ()
    lead: Lead | None = None


def in_units(outcome: Outcome, *, places: int, policy: NotApplicable) -> int:
    """The points after the clip and the one rounding, as a whole number of 10^-``places`` points.

    Source: the framework contract, Arithmetic. Rounding never changes an order, so that the ends of
    the clip may be rounded instead of clipping first. What is not applicable earns its maximum under
    ``full_points``, else nothing.
    """
    top = points.in_units(outcome.max, places)
    if outcome.state is State.NOT_APPLICABLE:
        return top if policy is NotApplicable.FULL_POINTS else 0
    earned = min(points.in_units(outcome.points, places), top)
    if outcome.least is None:
        return earned
    return max(earned, 0 if outcome.least is ZERO else points.in_units(outcome.least, places))


def leads(outcome: Outcome | None) -> Iterator[Lead]:
    """The values under ``leader`` rules in ``outcome`` and inside it."""
    if outcome is None:
        return
    if outcome.lead is not None:
        yield outcome.lead
    for each in outcome.inner:
        yield from leads(each)


def common(states: frozenset[State]) -> State:
    """The state all share, else scored. Source: the framework contract, States and totals."""
    return next(iter(states)) if len(states) == 1 else State.SCORED
