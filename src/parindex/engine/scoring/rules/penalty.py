"""penalty: minus so many points each, down to a least; its maximum is 0."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class Penalty(shape.Rule):
    """max(−count × each, least), without a floor where ``least`` is None.

    Source: the framework contract, penalty.
    """

    keys = (frozenset({"count"}),)
    forms = ("{count: 1}",)

    max: Fraction
    each: Fraction
    least: Fraction | None

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """What is taken away, 0 or below. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.Count(answers.count(entries, "count"))
        taken = -answer.count * self.each
        if self.least is not None:
            taken = max(taken, self.least)
        return Outcome(answer, State.SCORED, taken, self.max, least=self.least)


def build(rule: RuleSpec, ground: shape.Ground) -> Penalty:
    """The rule on its ground."""
    least = None if rule.least is None else shape.exact(rule.least, "0")
    return Penalty(ground.max, shape.exact(rule.each, "0"), least)
