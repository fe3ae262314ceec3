"""veto: the maximum while nothing happened, nothing after the first time."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import ZERO, Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class Veto(shape.Rule):
    """A count of 0 earns the maximum. Source: the framework contract, veto."""

    keys = (frozenset({"count"}),)
    forms = ("{count: 0}",)

    max: Fraction

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The maximum or 0. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.Count(answers.count(entries, "count"))
        return Outcome(answer, State.SCORED, ZERO if answer.count else self.max, self.max)


def build(rule: RuleSpec, ground: shape.Ground) -> Veto:
    """The rule on its ground."""
    return Veto(ground.max)
