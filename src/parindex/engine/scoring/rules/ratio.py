"""ratio: done of total; everything from full_at on, nothing below the floor."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import ZERO, Bests, Outcome, State
from parindex.engine.scoring.rules import emptiness, shape
from parindex.engine.scoring.rules.emptiness import Empty
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class Ratio(shape.Rule):
    """r ≥ full_at: max; r < floor: 0; else r × max. Source: the framework contract, ratio."""

    keys = (frozenset({"done", "total"}), frozenset({"ratio"}))
    forms = ("{done: 19, total: 20}", '{ratio: "0.95"}')

    max: Fraction
    floor: Fraction
    full_at: Fraction
    empty: Empty

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points of the ratio. Raises AnswerRefused."""
        if self.form(entries) == 1:
            rate = answers.Rate(answers.fraction(entries, "ratio"))
            return Outcome(rate, State.SCORED, self.earned(rate.ratio), self.max)
        answer = answers.Quotient(answers.amount(entries, "done"), answers.amount(entries, "total"))
        if answer.done > answer.total:
            done, total = answers.shown(entries["done"]), answers.shown(entries["total"])
            answers.refuse(
                f"done {done} lớn hơn total {total}",
                f"done {done} is more than total {total}",
                vi_remedy="Sửa để số đã làm (done) không vượt tổng số (total).",
                en_remedy="Correct them, so that done is not above total.",
            )
        if not answer.total:
            return emptiness.outcome(answer, self.empty, self.max)
        return Outcome(answer, State.SCORED, self.earned(answer.done / answer.total), self.max)

    def earned(self, ratio: Fraction) -> Fraction:
        """The exact points of a ratio from 0 to 1."""
        if ratio >= self.full_at:
            return self.max
        return ZERO if ratio < self.floor else ratio * self.max


def build(rule: RuleSpec, ground: shape.Ground) -> Ratio:
    """The rule on its ground."""
    floor, full_at = shape.exact(rule.floor, "0"), shape.exact(rule.full_at, "1")
    return Ratio(ground.max, floor, full_at, emptiness.policy(rule))
