"""Gains: the smallest change of an answer that earns more points, and the steps to plan with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.engine.scoring import leaves, speech
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.gains import kinds
from parindex.engine.scoring.gains.changing import Change, Seat, Step
from parindex.engine.scoring.leaves import LeafScore
from parindex.engine.scoring.outcomes import Bests, Place, State
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec, RuleSpec
from parindex.engine.values.findings import Words

Enough = Callable[[Decimal], bool]
"""Whether so many points are what is sought."""


@dataclass(frozen=True, slots=True)
class Gain:
    """A changed raw answer, the points it earns, and the change in words, alone and with what it adds."""

    answer: object
    points: Decimal
    change: Words
    words: Words


@dataclass(frozen=True, slots=True)
class Ahead:
    """The smallest change, the next that shows in the points, and the one to the maximum.

    ``visible`` and ``fullest`` are sought only where ``smallest`` earns less than the points are shown with,
    and None where no round step leads there.
    """

    smallest: Gain
    visible: Gain | None = None
    fullest: Gain | None = None


def smallest(
    leaf: CriterionSpec, raw: object, *, framework: FrameworkSpec, best: Fraction | Bests | None = None
) -> Gain | None:
    """The smallest change of ``raw`` that earns more points; None where there is none.

    None: the leaf has its maximum or does not apply, its points are a council's to give, or its rule gives no
    more. Raises AnswerRefused for an answer that cannot be scored. ``best`` is as in ``leaves.score``.
    """
    search = _Search.begun(leaf, raw, framework=framework, best=best)
    return None if search is None else search.first(lambda points: points > search.now.points, Step.FINEST)


def ahead(
    leaf: CriterionSpec, raw: object, *, framework: FrameworkSpec, best: Fraction | Bests | None = None
) -> Ahead | None:
    """The ``smallest`` change and, where it would hardly show, the round steps to plan; None as there.

    A gain shows when it is at least one of the last decimal displayed. Raises AnswerRefused.
    """
    search = _Search.begun(leaf, raw, framework=framework, best=best)
    if search is None:
        return None
    now = search.now
    least = search.first(lambda points: points > now.points, Step.FINEST)
    shown = Decimal(1).scaleb(-framework.display_decimals)
    if least is None or least.points - now.points >= shown:
        return None if least is None else Ahead(least)
    visible = search.first(lambda points: points - now.points >= shown, Step.ROUND)
    return Ahead(least, visible, search.first(lambda points: points >= now.max, Step.ROUND))


@dataclass(frozen=True, slots=True)
class _Search:
    """A leaf with its answer, and what it is worth now."""

    leaf: CriterionSpec
    rule: RuleSpec
    raw: object
    framework: FrameworkSpec
    best: Fraction | Bests | None
    now: LeafScore

    @classmethod
    def begun(
        cls, leaf: CriterionSpec, raw: object, *, framework: FrameworkSpec, best: Fraction | Bests | None
    ) -> _Search | None:
        """The search of a leaf that may still gain; else None. Raises AnswerRefused."""
        now = leaves.score(leaf, raw, framework=framework, best=best)
        if leaf.rule is None or leaf.rule.is_empty:
            return None
        if now.state is State.NOT_APPLICABLE or now.points >= now.max:
            return None
        return cls(leaf, leaf.rule, raw, framework, best, now)

    def first(self, enough: Enough, step: Step) -> Gain | None:
        """The smallest change, in such steps, after which the points are enough."""

        def gains(answer: object) -> bool:
            try:
                after = self._scored(answer)
            except AnswerRefused:
                return False
            return after.state is State.SCORED and enough(after.points)

        seat = Seat(
            max=Fraction(self.leaf.max or "0"),
            gains=gains,
            best=_known(self.best),
            change=kinds.change,
            step=step,
        )
        change = kinds.change(self.rule, self.raw, seat)
        return None if change is None else _gain(change, self.now, self._scored(change.answer))

    def _scored(self, answer: object) -> LeafScore:
        return leaves.score(self.leaf, answer, framework=self.framework, best=self.best)


def _known(best: Fraction | Bests | None) -> Callable[[Place], Fraction | None]:
    def at(place: Place) -> Fraction | None:
        return best if best is None or isinstance(best, Fraction) else best.get(place)

    return at


def _gain(change: Change, now: LeafScore, after: LeafScore) -> Gain:
    words = speech.say(
        "{change} thì được thêm {more}.",
        "{change} gains {more}.",
        change=speech.begun(change.words),
        more=speech.points(after.points - now.points),
    )
    return Gain(change.answer, after.points, change.words, words)
