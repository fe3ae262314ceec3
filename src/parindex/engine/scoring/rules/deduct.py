"""deduct: the maximum less so many points each, down to a least."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class Deduct(shape.Rule):
    """max(max − count × each, least). Source: the framework contract, deduct."""

    keys = (frozenset({"count"}),)
    forms = ("{count: 2}",)

    max: Fraction
    each: Fraction
    least: Fraction

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """What is left of the maximum. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.Count(answers.count(entries, "count"))
        left = max(self.max - answer.count * self.each, self.least)
        return Outcome(answer, State.SCORED, left, self.max)


def build(rule: RuleSpec, ground: shape.Ground) -> Deduct:
    """The rule on its ground."""
    return Deduct(ground.max, shape.exact(rule.each, "0"), shape.exact(rule.least, "0"))
