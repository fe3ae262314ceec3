"""Evaluating a framework: leaves into totals, for one unit or for many with their peer groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction

from parindex.engine.scoring import leaves, outcomes
from parindex.engine.scoring.answers import AnswerRefused, AnswersRefused
from parindex.engine.scoring.leaves import Leaf, LeafScore
from parindex.engine.scoring.outcomes import Bests, Lead, State
from parindex.engine.scoring.specs import Aggregate, CriterionSpec, FrameworkSpec, NotApplicable
from parindex.engine.values import points
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class NodeScore:
    """Points, maximum and state of one node; ``leaf`` is how it was scored, None for a sum."""

    path: str
    points: Decimal
    max: Decimal
    state: State
    leaf: LeafScore | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A published figure that is not what its children's figures make: their sum, or their range."""

    path: str
    stated: Decimal
    computed: Decimal


@dataclass(frozen=True, slots=True)
class ScoreTree:
    """One unit's nodes by path, parents before children, and its totals.

    ``max`` is the applicable maximum; ``score`` is on the framework's total, None when nothing applies.
    """

    points: Decimal
    max: Decimal
    score: Decimal | None
    nodes: Mapping[str, NodeScore]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sum:
    """A node on its way up, in units of the last decimal; ``counted`` is its maximum that applies."""

    points: int
    max: int
    counted: int
    state: State


@dataclass(slots=True)
class _Fold:
    """One unit's tree being added up."""

    spec: FrameworkSpec
    scores: Mapping[str, LeafScore]
    nodes: dict[str, NodeScore] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    def total(self) -> ScoreTree:
        sums = [self.node(root) for root in self.spec.criteria]
        places = self.spec.decimals
        earned, counted = sum(each.points for each in sums), sum(each.counted for each in sums)
        if len(sums) > 1 and self.spec.aggregate is Aggregate.GIVEN and self._are_means(sums):
            earned, counted = _mean(sums)
        return ScoreTree(
            points=points.of_units(earned, places),
            max=_shortest(counted, places),
            score=self._score(sums, earned, counted),
            nodes=self.nodes,
            differences=tuple(self.differences),
        )

    def node(self, node: CriterionSpec) -> _Sum:
        aggregate = node.aggregate or self.spec.aggregate
        if node.is_leaf or aggregate is Aggregate.GIVEN:
            return self._own(node)
        self.nodes[node.path] = _PENDING
        sums = [self.node(child) for child in node.children]
        state = outcomes.common(frozenset(each.state for each in sums))
        if aggregate is Aggregate.SUM:
            counted = sum(each.counted for each in sums)
            return self._kept(node, _Sum(sum(each.points for each in sums), counted, counted, state))
        return self._kept(node, self._weighted(node, sums, state))

    def _own(self, node: CriterionSpec) -> _Sum:
        """A node scored by an answer of its own, whatever its children say."""
        leaf = self.scores.get(node.path) or leaves.ready(node, self.spec).unanswered
        self.nodes[node.path] = NodeScore(node.path, leaf.points, leaf.max, leaf.state, leaf)
        top = _units(leaf.max, self.spec.decimals)
        own = _Sum(_units(leaf.points, self.spec.decimals), top, self._counted(top, leaf.state), leaf.state)
        if node.children:
            self._compare(node, own, [self.node(child) for child in node.children])
        return own

    def _counted(self, top: int, state: State) -> int:
        leaves_total = state is State.NOT_APPLICABLE and self.spec.not_applicable is NotApplicable.EXCLUDE
        return 0 if leaves_total else top

    def _weighted(self, node: CriterionSpec, sums: list[_Sum], state: State) -> _Sum:
        """points = max × Σ weight · points/max ÷ Σ weight over applicable children, rounded.

        Source: the framework contract, Parents.
        """
        top = _units(points.figure(node.max or "0"), self.spec.decimals)
        weights = [Fraction(points.figure(child.weight or "0")) for child in node.children]
        pairs = [(weight, each) for weight, each in zip(weights, sums, strict=True) if each.counted]
        whole = sum(weight for weight, _ in pairs)
        share = sum((weight * each.points / each.counted for weight, each in pairs), Fraction(0))
        earned = points.in_units(top * share / whole, 0) if whole else 0
        return _Sum(earned, top, self._counted(top, state), state)

    def _kept(self, node: CriterionSpec, own: _Sum) -> _Sum:
        places = self.spec.decimals
        self.nodes[node.path] = NodeScore(
            node.path, points.of_units(own.points, places), _shortest(own.max, places), own.state
        )
        return own

    def _compare(self, node: CriterionSpec, own: _Sum, children: list[_Sum]) -> None:
        """Note where a published figure differs from its children's, once all are known."""
        if any(each.state is not State.SCORED for each in (own, *children)):
            return
        earned = [each.points for each in children]
        computed = sum(earned)
        if all(each.max == own.max for each in children):
            # Means, as in SIPAS: they never add up, but lie between the children's.
            computed = min(max(own.points, min(earned)), max(earned))
        if computed != own.points:
            stated, made = (points.of_units(each, self.spec.decimals) for each in (own.points, computed))
            self.differences.append(Difference(node.path, stated, made))

    def _are_means(self, sums: list[_Sum]) -> bool:
        total = _units(points.figure(self.spec.total or "0"), self.spec.decimals)
        return all(each.max == total for each in sums)

    def _score(self, sums: list[_Sum], earned: int, counted: int) -> Decimal | None:
        places = self.spec.decimals
        if self.spec.not_applicable is NotApplicable.FULL_POINTS:
            return points.of_units(earned, places)
        if all(each.state is State.NOT_APPLICABLE for each in sums):
            return None
        total = Fraction(points.figure(self.spec.total or "0")) * 10**places
        if total == counted:
            return points.of_units(earned, places)
        return points.of_units(points.in_units(earned * total / counted, 0), places) if counted else None


_ALONE: Bests = {}
"""The bests of a unit without peers."""

_WIDE = Context(prec=1000)
"""No figure of a framework or an answer is as long: nothing is rounded."""

_PENDING = NodeScore("", Decimal(0), Decimal(0), State.UNANSWERED)
"""Keeps the place of a parent before its children until its sum is known."""


def totals(spec: FrameworkSpec, leaf_scores: Mapping[str, LeafScore]) -> ScoreTree:
    """The tree of one unit from its scored leaves by path; a leaf that is absent is unanswered.

    Source: the framework contract, Parents, States and totals.
    """
    return _Fold(spec, leaf_scores).total()


@dataclass(frozen=True, slots=True)
class Peers:
    """A framework made ready for many units, with the best values of every peer group."""

    spec: FrameworkSpec
    leaves: Mapping[str, Leaf]
    bests: Mapping[tuple[str | None, str], Bests]

    def score(self, unit: str, given: Mapping[str, object], *, group: str | None = None) -> ScoreTree:
        """The tree of one unit from its raw answers by path. Raises AnswersRefused with all it refuses."""
        scores = {}
        refusals = []
        for path, raw in given.items():
            leaf = self.leaves.get(path)
            try:
                if leaf is None:
                    raise _unknown(self.spec, path)
                scores[path] = leaf.score(raw, self.best(path, group=group))
            except AnswerRefused as refused:
                refusals.append(refused.of(unit))
        if refusals:
            raise AnswersRefused(tuple(refusals))
        return totals(self.spec, scores)

    def best(self, path: str, *, group: str | None = None) -> Bests:
        """The best values of ``group`` for the ``leader`` rules of one leaf."""
        return self.bests.get((group, path), _ALONE)


def peers(
    spec: FrameworkSpec,
    units: Mapping[str, Mapping[str, object]],
    groups: Mapping[str, str] | None = None,
) -> Peers:
    """``spec`` made ready for ``units``: their answers are looked through for the best values only.

    ``groups`` names the peer group of units; those without one are peers of each other.
    """
    ready = {node.path: leaves.ready(node, spec) for node in answered_nodes(spec)}
    return Peers(spec, ready, _group_bests(ready, units, groups or {}))


def score_units(
    spec: FrameworkSpec,
    units: Mapping[str, Mapping[str, object]],
    groups: Mapping[str, str] | None = None,
) -> dict[str, ScoreTree]:
    """The tree of every unit from its raw answers by path, in the order given.

    Raises AnswersRefused with everything that cannot be used; then no unit is scored. ``groups`` as in
    ``peers``, which is for thousands of units: there no tree is kept.
    """
    return score_all(peers(spec, units, groups), units, groups)


def score_all(
    ready: Peers,
    units: Mapping[str, Mapping[str, object]],
    groups: Mapping[str, str] | None = None,
) -> dict[str, ScoreTree]:
    """As ``score_units``, where ``ready`` was made of the same units and groups."""
    refusals: list[AnswerRefused] = []
    trees = {}
    for unit, given in units.items():
        try:
            trees[unit] = ready.score(unit, given, group=(groups or {}).get(unit))
        except AnswersRefused as refused:
            refusals.extend(refused.refusals)
    if refusals:
        raise AnswersRefused(tuple(refusals))
    return trees


def answered_nodes(spec: FrameworkSpec) -> tuple[CriterionSpec, ...]:
    """The nodes that take an answer: leaves, and every node of a published index, in the file's order."""
    return tuple(_answered(spec.criteria, spec.aggregate))


def _answered(nodes: tuple[CriterionSpec, ...], default: Aggregate) -> list[CriterionSpec]:
    found = []
    for node in nodes:
        if node.is_leaf or (node.aggregate or default) is Aggregate.GIVEN:
            found.append(node)
        found.extend(_answered(node.children, default))
    return found


def _group_bests(
    answerable: Mapping[str, Leaf],
    units: Mapping[str, Mapping[str, object]],
    groups: Mapping[str, str],
) -> dict[tuple[str | None, str], Bests]:
    """The best values of every group for every leaf that is measured against its leader."""
    led = [path for path, leaf in answerable.items() if leaf.has_leader]
    found: dict[tuple[str | None, str], list[Lead]] = {}
    for unit, given in units.items():
        for path in led:
            try:
                score = answerable[path].score(given.get(path), _ALONE)
            except AnswerRefused:
                continue  # told with all other refusals, when the unit itself is scored
            found.setdefault((groups.get(unit), path), []).extend(outcomes.leads(score.outcome))
    return {place: leaves.bests(leads) for place, leads in found.items()}


def _unknown(spec: FrameworkSpec, path: str) -> AnswerRefused:
    is_parent = any(path == node.path for node in _all(spec.criteria))
    what = Words(
        "đây là mục có tiêu chí con, điểm được cộng từ các tiêu chí con",
        "this criterion has children, its points are added up from theirs",
    )
    remedy = Words(
        "Ghi câu trả lời cho từng tiêu chí con và bỏ dòng này.",
        "Answer each of its children and remove this line.",
    )
    if not is_parent:
        what = Words("bộ tiêu chí không có đường dẫn này", "the framework has no criterion with this path")
        remedy = Words(
            "Kiểm tra lại mã, nối các mã từ lĩnh vực xuống bằng dấu “/”, ví dụ "
            f"“{answered_nodes(spec)[0].path}”.",
            f"Check the codes, joined by “/” from the domain down, such as “{answered_nodes(spec)[0].path}”.",
        )
    return AnswerRefused(what, remedy, path=path)


def _all(nodes: tuple[CriterionSpec, ...]) -> list[CriterionSpec]:
    return [each for node in nodes for each in (node, *_all(node.children))]


def _mean(sums: list[_Sum]) -> tuple[int, int]:
    """The mean of published figures on one scale, over those that apply, and that scale."""
    counted = [each for each in sums if each.counted]
    if not counted:
        return 0, 0
    earned = points.in_units(Fraction(sum(each.points for each in counted), len(counted)), 0)
    return earned, counted[0].counted


def _units(figure: Decimal, places: int) -> int:
    """A figure of at most ``places`` decimals as a whole number of its last one."""
    return int(figure.scaleb(places, context=_WIDE))


def _shortest(units: int, places: int) -> Decimal:
    return Decimal(points.shortest(points.of_units(units, places)))
