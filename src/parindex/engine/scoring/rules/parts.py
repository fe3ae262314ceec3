"""parts: the sum of parts, each clipped and rounded like a leaf."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from parindex.engine.scoring import answers, outcomes
from parindex.engine.scoring.answers import AnswerRefused, Entries
from parindex.engine.scoring.outcomes import ZERO, Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.rules.shape import Ground, Rule
from parindex.engine.scoring.specs import EMPTY_RULE, NotApplicable, RuleSpec


@dataclass(frozen=True)
class Parts(shape.Rule):
    """The sum of the parts; a part without an answer earns 0. Source: the framework contract, parts."""

    keys = (frozenset({"parts"}),)
    forms = ("{parts: {…: …}}",)

    max: Fraction
    parts: tuple[tuple[str, Rule], ...]
    places: int
    policy: NotApplicable

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The sum over the parts that apply. Raises AnswerRefused for an unknown part."""
        self.form(entries)
        given = answers.inner(entries, "parts")
        self._check(given)
        return self._sum(tuple(self._part(key, rule, given, bests) for key, rule in self.parts))

    def _check(self, given: Entries) -> None:
        known = [key for key, _ in self.parts]
        for key in given:
            if key not in known:
                listed = ", ".join(f"“{each}”" for each in known)
                answers.refuse(
                    f"không có phần “{answers.shown(key)}”",
                    f"there is no part “{answers.shown(key)}”",
                    vi_remedy=f"Chỉ ghi các phần: {listed}.",
                    en_remedy=f"Write only the parts: {listed}.",
                )

    def _part(self, key: str, rule: Rule, given: Entries, bests: Bests) -> Outcome:
        try:
            return rule.outcome(given.get(key), bests)
        except AnswerRefused as refused:
            raise refused.within(key) from None

    def _sum(self, inner: tuple[Outcome, ...]) -> Outcome:
        state = outcomes.common(frozenset(each.state for each in inner))
        if state is State.NOT_APPLICABLE:
            return Outcome(answers.Parts(), state, ZERO, self.max, inner=inner)
        units = sum(outcomes.in_units(each, places=self.places, policy=self.policy) for each in inner)
        top = sum((self._counted(each) for each in inner), ZERO)
        return Outcome(answers.Parts(), state, Fraction(units, 10**self.places), top, inner=inner)

    def _counted(self, part: Outcome) -> Fraction:
        """What the part's maximum adds to the leaf's."""
        leaves = part.state is State.NOT_APPLICABLE and self.policy is NotApplicable.EXCLUDE
        return ZERO if leaves else part.max


def build(rule: RuleSpec, ground: Ground) -> Parts:
    """The rule on its ground, its parts each on their own."""
    built = []
    for part in rule.parts:
        own = replace(ground, max=shape.exact(part.max, "0"), place=(*ground.place, part.key))
        built.append((part.key, ground.build(part.rule or EMPTY_RULE, own)))
    return Parts(ground.max, tuple(built), ground.places, ground.policy)
