"""gate: another rule behind a condition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import ZERO, Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.rules.shape import Ground, Rule
from parindex.engine.scoring.specs import EMPTY_RULE, RuleSpec


@dataclass(frozen=True)
class Gate(shape.Rule):
    """The inner rule's points while the condition holds, else 0. Source: the framework contract, gate."""

    keys = (frozenset({"gate"}),)

    max: Fraction
    then: Rule
    forms: tuple[str, ...]

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The inner rule's outcome, unrounded. Raises AnswerRefused; beside a closed gate too."""
        if not entries:
            self.form(entries)
        if "gate" not in entries:
            answers.refuse(
                "chưa ghi điều kiện “gate”",
                "the condition “gate” is missing",
                vi_remedy=self.remedy("vi"),
                en_remedy=self.remedy("en"),
            )
        answer = answers.Gate(answers.flag(entries, "gate"))
        rest = {key: value for key, value in entries.items() if key != "gate"}
        if not answer.is_open:
            if rest:
                self.then.outcome(rest, bests)
            return Outcome(answer, State.SCORED, ZERO, self.max)
        inner = self.then.outcome(rest, bests)
        return replace(inner, answer=answer, chosen=None, inner=(inner,), lead=None)


def build(rule: RuleSpec, ground: Ground) -> Gate:
    """The rule on its ground; the inner rule stands on the same one."""
    then = ground.build(rule.then or EMPTY_RULE, ground)
    forms = (*(f"{{gate: true, {form[1:]}" for form in then.forms), "{gate: false}")
    return Gate(ground.max, then, forms)
