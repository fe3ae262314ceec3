"""bands: the first band that holds the ratio or the value."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import Bests, Outcome, State
from parindex.engine.scoring.rules import emptiness, ladder, shape
from parindex.engine.scoring.rules.emptiness import Empty
from parindex.engine.scoring.rules.ladder import Ladder
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class RatioBands(shape.Rule):
    """Bands on done / total, which may exceed 1. Source: the framework contract, bands."""

    keys = (frozenset({"done", "total"}),)
    forms = ("{done: 19, total: 20}",)

    max: Fraction
    ladder: Ladder
    empty: Empty

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points of the first band that holds the ratio. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.Quotient(answers.amount(entries, "done"), answers.amount(entries, "total"))
        if not answer.total:
            return emptiness.outcome(answer, self.empty, self.max)
        position, earned = ladder.climb(self.ladder, answer.done / answer.total)
        return Outcome(answer, State.SCORED, earned, self.max, chosen=position)


@dataclass(frozen=True)
class ValueBands(shape.Rule):
    """Bands on a value. Source: the framework contract, bands."""

    keys = (frozenset({"value"}),)
    forms = ('{value: "12.5"}',)

    max: Fraction
    ladder: Ladder

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points of the first band that holds the value. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.Value(answers.number(entries, "value"))
        position, earned = ladder.climb(self.ladder, answer.value)
        return Outcome(answer, State.SCORED, earned, self.max, chosen=position)


def build(rule: RuleSpec, ground: shape.Ground) -> RatioBands | ValueBands:
    """The rule on its ground; bands are on the ratio where the framework does not say."""
    steps = ladder.build(rule.bands, maximum=ground.max)
    if rule.on == "value":
        return ValueBands(ground.max, steps)
    return RatioBands(ground.max, steps, emptiness.policy(rule))
