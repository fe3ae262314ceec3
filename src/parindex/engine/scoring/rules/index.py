"""index: a figure published elsewhere, brought to the maximum."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class Index(shape.Rule):
    """value / of × max. Source: the framework contract, index."""

    keys = (frozenset({"value"}),)
    forms = ('{value: "82.5"}',)

    max: Fraction
    of: Fraction

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points of the published figure. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.Value(answers.number(entries, "value"))
        return Outcome(answer, State.SCORED, answer.value / self.of * self.max, self.max)


def build(rule: RuleSpec, ground: shape.Ground) -> Index:
    """The rule on its ground."""
    return Index(ground.max, shape.exact(rule.of, "100"))
