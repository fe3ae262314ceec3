"""count: so many points each, up to a cap."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class Count(shape.Rule):
    """min(count × each, cap). Source: the framework contract, count."""

    keys = (frozenset({"count"}),)
    forms = ("{count: 2}",)

    max: Fraction
    each: Fraction
    cap: Fraction

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points of all, at most the cap. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.Count(answers.count(entries, "count"))
        return Outcome(answer, State.SCORED, min(answer.count * self.each, self.cap), self.max)


def build(rule: RuleSpec, ground: shape.Ground) -> Count:
    """The rule on its ground; the cap is the maximum where the framework gives none."""
    cap = ground.max if rule.cap is None else shape.exact(rule.cap, "0")
    return Count(ground.max, shape.exact(rule.each, "0"), cap)
