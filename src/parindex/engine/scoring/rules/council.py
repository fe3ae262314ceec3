"""council: points a council states, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import RuleSpec
from parindex.engine.values import points


@dataclass(frozen=True)
class Council(shape.Rule):
    """The stated points, from 0 to the maximum. Source: the framework contract, council."""

    keys = (frozenset({"points", "reason"}), frozenset({"points"}))
    forms = ('{points: "0.75", reason: "…"}',)

    max: Fraction

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The stated points. Raises AnswerRefused outside 0 … max and without a reason."""
        self.form(entries)
        answer = answers.Decision(answers.number(entries, "points"), answers.reason(entries))
        if not 0 <= answer.points <= self.max:
            stated = answers.shown(entries["points"])
            top = points.shortest(Decimal(self.max.numerator) / Decimal(self.max.denominator))
            answers.refuse(
                f"điểm {stated} nằm ngoài khoảng 0 … {top}",
                f"the points {stated} lie outside 0 … {top}",
                vi_remedy=f"Ghi điểm từ 0 đến {top}.",
                en_remedy=f"Write points from 0 to {top}.",
            )
        return Outcome(answer, State.SCORED, answer.points, self.max)


def build(rule: RuleSpec, ground: shape.Ground) -> Council:
    """The rule on its ground."""
    return Council(ground.max)
