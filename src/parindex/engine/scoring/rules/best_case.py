"""best_case: the case that earns most among those claimed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import AnswerRefused, Entries
from parindex.engine.scoring.outcomes import ZERO, Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.rules.shape import Ground, Rule
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class BestCase(shape.Rule):
    """The highest of the claimed cases, unrounded. Source: the framework contract, best_case."""

    keys = (frozenset({"cases"}),)
    forms = ("{cases: [{…}, null]}",)

    max: Fraction
    cases: tuple[Rule, ...]

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The best claimed case that applies. Raises AnswerRefused."""
        self.form(entries)
        given = entries["cases"]
        if not isinstance(given, list) or len(given) != len(self.cases):
            answers.refuse(
                f"“cases” phải là danh sách đúng {len(self.cases)} câu trả lời",
                f"“cases” must be a list of exactly {len(self.cases)} answers",
                vi_remedy="Ghi mỗi trường hợp một câu trả lời theo thứ tự; null nếu không chọn.",
                en_remedy="Write one answer a case in their order; null for a case not claimed.",
            )
        inner = tuple(
            self._case(position, rule, raw, bests)
            for position, (rule, raw) in enumerate(zip(self.cases, given, strict=True))
        )
        return self._best(inner)

    def _case(self, position: int, rule: Rule, raw: object, bests: Bests) -> Outcome | None:
        if raw is None:
            return None
        try:
            return rule.outcome(raw, bests)
        except AnswerRefused as refused:
            raise refused.within(str(position + 1)) from None

    def _best(self, inner: tuple[Outcome | None, ...]) -> Outcome:
        claimed = [(position, each) for position, each in enumerate(inner) if each is not None]
        apply = [(position, each) for position, each in claimed if each.state is not State.NOT_APPLICABLE]
        if claimed and not apply:
            return Outcome(answers.Cases(), State.NOT_APPLICABLE, ZERO, self.max, inner=inner)
        if not apply:
            return Outcome(answers.Cases(), State.SCORED, ZERO, self.max, inner=inner)
        # max keeps the first of equals: the order of the framework decides which case is named.
        position, best = max(apply, key=lambda case: case[1].points)
        return replace(
            best, answer=answers.Cases(), state=State.SCORED, chosen=position, inner=inner, lead=None
        )


def build(rule: RuleSpec, ground: Ground) -> BestCase:
    """The rule on its ground; every case stands on the same one, in a place of its own."""
    cases = tuple(
        ground.build(each, replace(ground, place=(*ground.place, str(position))))
        for position, each in enumerate(rule.cases)
    )
    return BestCase(ground.max, cases)
