"""Leaves: the points of one leaf for one answer, exact until the one rounding."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.engine.scoring import outcomes
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.outcomes import ZERO, Bests, Lead, Outcome, Place, State
from parindex.engine.scoring.rules import leader, registry
from parindex.engine.scoring.rules.shape import Ground, Rule
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec, NotApplicable, RuleSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class LeafScore:
    """Points and maximum of one leaf, rounded, and the exact outcome they come from.

    ``max`` is without the parts that do not apply; a leaf not applicable keeps its own.
    """

    points: Decimal
    max: Decimal
    state: State
    outcome: Outcome

    @property
    def best(self) -> Bests:
        """The best values its ``leader`` rules were measured against."""
        return {lead.place: lead.best for lead in outcomes.leads(self.outcome)}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf made ready: its rule built, its answer if it has none already scored."""

    path: str
    rule: Rule | None
    places: int
    policy: NotApplicable
    unanswered: LeafScore
    has_leader: bool

    def score(self, raw: object, bests: Bests) -> LeafScore:
        """The score of a raw answer. Raises AnswerRefused with the path."""
        if raw is None:
            return self.unanswered
        if self.rule is None:
            raise _without_rule(self.path)
        try:
            outcome = self.rule.outcome(raw, bests)
        except AnswerRefused as refused:
            raise refused.at(self.path) from None
        earned = outcomes.in_units(outcome, places=self.places, policy=self.policy)
        top = self.unanswered.max
        if outcome.max != self.unanswered.outcome.max:
            top = _figure(outcome.max, self.places)
        return LeafScore(_earned(earned, self.places), top, outcome.state, outcome)


def score(
    leaf: CriterionSpec, raw: object, *, framework: FrameworkSpec, best: Fraction | Bests | None = None
) -> LeafScore:
    """The score of ``raw``, a plain answer tree, for ``leaf``. Raises AnswerRefused with the path.

    ``best`` is the best value of the peer group (in the unit of the value), or one for each place
    of a ``leader`` rule inside the leaf; None: the unit is alone. The framework has no errors.
    Source: the framework contract, Rules.
    """
    return ready(leaf, framework).score(raw, _bests(leaf, best))


def ready(leaf: CriterionSpec, framework: FrameworkSpec) -> Leaf:
    """``leaf`` made ready for any number of answers; kept for the next call."""
    rule = None if leaf.rule is None or leaf.rule.is_empty else leaf.rule
    return _ready(leaf.path, rule, leaf.max or "0", framework.decimals, framework.not_applicable)


def leads(leaf: CriterionSpec, raw: object, *, framework: FrameworkSpec) -> tuple[Lead, ...]:
    """The values ``raw`` brings to the ``leader`` rules of ``leaf``; none for most. Raises AnswerRefused."""
    return tuple(outcomes.leads(score(leaf, raw, framework=framework).outcome))


def bests(found: Iterable[Lead]) -> Bests:
    """The best value at each place, over the units of one peer group. Source: the contract, leader."""
    best: dict[Place, Fraction] = {}
    for lead in found:
        known = best.get(lead.place, lead.value)
        best[lead.place] = leader.better(known, lead.value, higher_is_better=lead.higher_is_better)
    return best


@functools.lru_cache(maxsize=65536)
def _earned(units: int, places: int) -> Decimal:
    """Points as a figure; thousands of units share the few that occur."""
    return points.of_units(units, places)


@functools.lru_cache(maxsize=4096)
def _ready(path: str, rule: RuleSpec | None, top: str, places: int, policy: NotApplicable) -> Leaf:
    maximum = Fraction(points.figure(top))
    built = None
    if rule is not None:
        built = registry.build(rule, Ground(maximum, places, policy, (), registry.build))
    nothing = LeafScore(
        points.of_units(0, places),
        _figure(maximum, places),
        State.UNANSWERED,
        Outcome(None, State.UNANSWERED, ZERO, maximum),
    )
    return Leaf(path, built, places, policy, nothing, has_leader=any(True for _ in _places(rule, ())))


def _bests(leaf: CriterionSpec, best: Fraction | Bests | None) -> Bests:
    if isinstance(best, Fraction):
        return dict.fromkeys(_places(leaf.rule, ()), best)
    return best or {}


def _places(rule: RuleSpec | None, place: Place) -> Iterator[Place]:
    """Where ``leader`` rules stand in ``rule``."""
    if rule is None:
        return
    if rule.kind == "leader":
        yield place
    yield from _places(rule.then, place)
    for part in rule.parts:
        yield from _places(part.rule, (*place, part.key))
    for position, case in enumerate(rule.cases):
        yield from _places(case, (*place, str(position)))


def _figure(maximum: Fraction, places: int) -> Decimal:
    """A maximum in its shortest form; it has at most ``places`` decimals."""
    return Decimal(points.shortest(points.half_up(maximum, places)))


def _without_rule(path: str) -> AnswerRefused:
    return AnswerRefused(
        Words(
            "tiêu chí này không có quy tắc chấm điểm riêng", "this criterion has no scoring rule of its own"
        ),
        Words(
            "Bỏ câu trả lời này, hoặc ghi quy tắc cho tiêu chí trong bộ tiêu chí.",
            "Remove this answer, or give the criterion a rule in the framework.",
        ),
        path=path,
    )
