"""choice: one of the options, with its points or its share of the maximum."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import Option, RuleSpec


@dataclass(frozen=True)
class Choice(shape.Rule):
    """The option's points, or share × max. Source: the framework contract, choice."""

    keys = (frozenset({"choice"}),)
    forms = ("{choice: …}",)

    max: Fraction
    earned: tuple[tuple[str, Fraction], ...]

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points of the option chosen. Raises AnswerRefused for an unknown one."""
        self.form(entries)
        chosen = answers.key_text(entries["choice"], "choice")
        for position, (key, earned) in enumerate(self.earned):
            if key == chosen:
                return Outcome(answers.Choice(key), State.SCORED, earned, self.max, chosen=position)
        known = ", ".join(f"“{key}”" for key, _ in self.earned)
        answers.refuse(
            f"không có lựa chọn “{answers.shown(chosen)}”",
            f"there is no option “{answers.shown(chosen)}”",
            vi_remedy=f"Chọn một trong: {known}.",
            en_remedy=f"Choose one of: {known}.",
        )


def build(rule: RuleSpec, ground: shape.Ground) -> Choice:
    """The rule on its ground."""
    return Choice(ground.max, tuple((each.key, _earned(each, ground.max)) for each in rule.options))


def _earned(option: Option, maximum: Fraction) -> Fraction:
    if option.points is not None:
        return shape.exact(option.points, "0")
    return shape.exact(option.share, "0") * maximum
