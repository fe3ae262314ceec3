"""Gains: the smallest change of an answer that earns more points after rounding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.engine.scoring import leaves, speech
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.gains import kinds
from parindex.engine.scoring.gains.changing import Change, Seat
from parindex.engine.scoring.leaves import LeafScore
from parindex.engine.scoring.outcomes import Bests, Place, State
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Gain:
    """A changed raw answer, the points it earns, and the change with what it adds in one sentence."""

    answer: object
    points: Decimal
    words: Words


def smallest(
    leaf: CriterionSpec, raw: object, *, framework: FrameworkSpec, best: Fraction | Bests | None = None
) -> Gain | None:
    """The smallest change of ``raw`` that earns more points; None where there is none.

    None: the leaf has its maximum or does not apply, its points are a council's to give, or its rule gives no
    more. Raises AnswerRefused for an answer that cannot be scored. ``best`` is as in ``leaves.score``.
    """
    now = leaves.score(leaf, raw, framework=framework, best=best)
    if leaf.rule is None or leaf.rule.is_empty or now.state is State.NOT_APPLICABLE or now.points >= now.max:
        return None

    def scored(answer: object) -> LeafScore:
        return leaves.score(leaf, answer, framework=framework, best=best)

    def gains(answer: object) -> bool:
        try:
            after = scored(answer)
        except AnswerRefused:
            return False
        return after.state is State.SCORED and after.points > now.points

    seat = Seat(max=Fraction(leaf.max or "0"), gains=gains, best=_known(best), change=kinds.change)
    change = kinds.change(leaf.rule, raw, seat)
    return None if change is None else _gain(change, now, scored(change.answer))


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
    return Gain(change.answer, after.points, words)
