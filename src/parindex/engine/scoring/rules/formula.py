"""formula: the first branch whose condition holds, over declared variables."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers, formulas
from parindex.engine.scoring.answers import AnswerRefused, Entries
from parindex.engine.scoring.formulas import Expression, FormulaUndefined
from parindex.engine.scoring.outcomes import ZERO, Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import Branch, RuleSpec
from parindex.engine.values.findings import Words


@dataclass(frozen=True)
class Formula(shape.Rule):
    """The points of the first branch that holds; none: 0. Source: the framework contract, formula."""

    keys = (frozenset({"variables"}),)
    forms = ("{variables: {…: 3}}",)

    max: Fraction
    variables: tuple[str, ...]
    branches: tuple[tuple[Expression | None, Expression], ...]

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points of the branch. Raises AnswerRefused, for a division by zero too."""
        self.form(entries)
        values = self._values(entries["variables"])
        answer = answers.Variables(tuple(values.items()))
        try:
            for position, (when, points) in enumerate(self.branches):
                if when is None or formulas.holds(when, values):
                    earned = formulas.number(points, values)
                    return Outcome(answer, State.SCORED, earned, self.max, chosen=position)
        except FormulaUndefined as undefined:
            raise AnswerRefused(
                undefined.words,
                Words(
                    "Kiểm tra lại giá trị các biến; nếu đúng, đề nghị sửa công thức của bộ tiêu chí.",
                    "Check the variables; if they are right, have the formula corrected.",
                ),
            ) from None
        return Outcome(answer, State.SCORED, ZERO, self.max)

    def _values(self, given: object) -> dict[str, Fraction]:
        if not isinstance(given, dict) or given.keys() != frozenset(self.variables):
            known = ", ".join(f"“{name}”" for name in self.variables)
            answers.refuse(
                "thiếu hoặc thừa biến của công thức",
                "a variable of the formula is missing or one too many",
                vi_remedy=f"Ghi đúng các biến {known} trong “variables”.",
                en_remedy=f"Write exactly the variables {known} in “variables”.",
            )
        return {name: answers.number(given, name) for name in self.variables}


def build(rule: RuleSpec, ground: shape.Ground) -> Formula:
    """The rule on its ground, all branches parsed. Raises FormulaInvalid."""
    return Formula(ground.max, rule.variables, tuple(_branch(each, rule) for each in rule.branches))


def _branch(branch: Branch, rule: RuleSpec) -> tuple[Expression | None, Expression]:
    when = None
    if branch.when is not None:
        when = formulas.parse_condition(branch.when, variables=rule.variables)
    return when, formulas.parse_number(branch.points, variables=rule.variables)
