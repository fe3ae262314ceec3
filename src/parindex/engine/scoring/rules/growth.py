"""growth: bands on how much a value changed since the one before."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import Bests, Outcome, State
from parindex.engine.scoring.rules import ladder, shape
from parindex.engine.scoring.rules.ladder import Ladder
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class Growth(shape.Rule):
    """Bands on value − previous, or on that over previous. Source: the framework contract, growth."""

    keys = (frozenset({"value", "previous"}),)
    forms = ('{value: "105", previous: "100"}',)

    max: Fraction
    is_percent: bool
    ladder: Ladder

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points of the first band that holds the growth. Raises AnswerRefused."""
        self.form(entries)
        answer = answers.Change(answers.number(entries, "value"), answers.number(entries, "previous"))
        growth = answer.value - answer.previous
        if self.is_percent:
            if answer.previous <= 0:
                previous = answers.shown(entries["previous"])
                answers.refuse(
                    f"“previous” là {previous}, không tính được tỷ lệ tăng",
                    f"“previous” is {previous}, a rate of growth cannot be computed",
                    vi_remedy="Ghi số kỳ trước (previous) lớn hơn 0, hoặc ghi không áp dụng kèm lý do.",
                    en_remedy="Write a previous figure above 0, or answer not applicable with the reason.",
                )
            growth /= answer.previous
        position, earned = ladder.climb(self.ladder, growth)
        return Outcome(answer, State.SCORED, earned, self.max, chosen=position)


def build(rule: RuleSpec, ground: shape.Ground) -> Growth:
    """The rule on its ground."""
    return Growth(ground.max, rule.measure == "percent", ladder.build(rule.bands, maximum=ground.max))
