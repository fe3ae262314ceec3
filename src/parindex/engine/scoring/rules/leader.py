"""leader: measured against the best unit of the peer group."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import ZERO, Bests, Lead, Outcome, Place, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class Leader(shape.Rule):
    """value / best × max, or best / value × max. Source: the framework contract, leader.

    A unit is always one of its own group: without a better one its own value is the best.
    """

    keys = (frozenset({"value"}),)
    forms = ('{value: "12.5"}',)

    max: Fraction
    place: Place
    higher_is_better: bool

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points against the best. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.Value(answers.amount(entries, "value"))
        best = better(
            bests.get(self.place, answer.value), answer.value, higher_is_better=self.higher_is_better
        )
        lead = Lead(self.place, answer.value, best, self.higher_is_better)
        return Outcome(answer, State.SCORED, self.earned(answer.value, best), self.max, lead=lead)

    def earned(self, value: Fraction, best: Fraction) -> Fraction:
        """The exact points of ``value`` where the group's best is ``best``, both in its unit."""
        if self.higher_is_better:
            return value / best * self.max if best else ZERO
        if value == best:
            return self.max
        return best / value * self.max


def better(best: Fraction, value: Fraction, *, higher_is_better: bool) -> Fraction:
    """The better of the two, both in the unit of the value."""
    return max(best, value) if higher_is_better else min(best, value)


def build(rule: RuleSpec, ground: shape.Ground) -> Leader:
    """The rule on its ground."""
    return Leader(ground.max, ground.place, rule.better != "lower")
