"""yes_no: the maximum, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import ZERO, Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class YesNo(shape.Rule):
    """``{yes: true}`` earns the maximum. Source: the framework contract, yes_no."""

    keys = (frozenset({"yes"}),)
    forms = ("{yes: true}", "{yes: false}")

    max: Fraction

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The maximum or 0. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.YesNo(answers.flag(entries, "yes"))
        return Outcome(answer, State.SCORED, self.max if answer.yes else ZERO, self.max)


def build(rule: RuleSpec, ground: shape.Ground) -> YesNo:
    """The rule on its ground."""
    return YesNo(ground.max)
