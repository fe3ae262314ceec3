"""The scene of a rule that is explained: its points, the rounding, and how inner rules are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from parindex.engine.scoring import outcomes, speech
from parindex.engine.scoring.outcomes import Outcome
from parindex.engine.scoring.specs import NotApplicable, RuleSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Words

FINER = 2
"""Points that do not end are shown with so many decimals more than they are rounded to."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What surrounds a rule: the points it can earn, rounding, policy; ``tell`` explains any rule."""

    max: Fraction
    places: int
    policy: NotApplicable
    tell: Callable[[RuleSpec, object, Outcome, Scene], tuple[Words, ...]]

    def part(self, maximum: Fraction) -> Scene:
        """The scene of a part with its own maximum."""
        return replace(self, max=maximum)

    def points(self, exact: Fraction) -> Words:
        """Points not yet rounded."""
        return speech.points(exact, places=self.places + FINER)

    def full(self) -> Words:
        """The maximum in points."""
        return self.points(self.max)

    def computed(self, left: Words, exact: Fraction) -> Words:
        """``85 % × 1 điểm = 0,85 điểm.``"""
        return speech.ended(speech.equal(left, self.points(exact)))

    def rounded(self, outcome: Outcome) -> tuple[Words, ...]:
        """What the clip and the one rounding make of the exact points, where they make something of them."""
        found = []
        clipped = min(outcome.points, outcome.max)
        if outcome.least is not None:
            clipped = max(clipped, outcome.least)
        if clipped != outcome.points:
            found.append(
                speech.say(
                    "Điểm nằm ngoài khoảng cho phép nên tính {clipped}.",
                    "The points lie outside their range, so they count as {clipped}.",
                    clipped=self.points(clipped),
                )
            )
        units = outcomes.in_units(outcome, places=self.places, policy=self.policy)
        earned = points.of_units(units, self.places)
        if Fraction(earned) != clipped:
            found.append(
                speech.say(
                    "Làm tròn đến {places} chữ số thập phân: {earned}.",
                    "Rounded to {places} decimals: {earned}.",
                    places=speech.number(self.places),
                    earned=speech.points(earned),
                )
            )
        return tuple(found)

    def left_out(self, maximum: Fraction) -> tuple[Words, ...]:
        """What a leaf or part that does not apply means for what stands above it."""
        if self.policy is NotApplicable.FULL_POINTS:
            return (
                speech.say(
                    "Theo quy định của bộ tiêu chí, nội dung không áp dụng được đủ {max}.",
                    "By the framework, what does not apply earns its full {max}.",
                    max=self.points(maximum),
                ),
            )
        return (
            speech.say(
                "Điểm tối đa {max} ở đây không tính vào tổng.",
                "The maximum of {max} here is not counted above.",
                max=self.points(maximum),
            ),
        )
