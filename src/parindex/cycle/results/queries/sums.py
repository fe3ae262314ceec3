"""Exact sums: totals and domains of all units, added up by the database wherever a total is a plain sum."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Case, QuerySet, Sum, Value, When

from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.models import Cell, Cycle
from parindex.cycle.results import folding
from parindex.cycle.results.models import Issue, LeafScore
from parindex.cycle.results.pages import Amount
from parindex.cycle.results.reckoning import LeafLine
from parindex.engine.scoring.evaluate import NodeScore, ScoreTree
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import NotApplicable
from parindex.engine.values import points

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Total:
    """One unit as it stands: its points, as much of the maximum as counts, its score on the total."""

    amount: Amount
    score: Decimal | None


def totals(cycle: Cycle, book: Book) -> dict[int, Total]:
    """Points and scores of all units of a cycle by assessment: one sum over the standing cells."""
    keys = cycle.assessments.order_by("pk").values_list("pk", flat=True)
    if not folding.is_sum(book.spec):
        trees = _standing_trees(cycle, book)
        nothing = folding.tree(book.spec, {})
        return {key: _of_tree(trees.get(key, nothing)) for key in keys}
    rows = Cell.objects.filter(cycle=cycle.pk, is_standing=True).order_by()
    found = rows.values_list("assessment").annotate(Sum("points_micro"), Sum("out_micro"))
    by_key = {key: (earned, out) for key, earned, out in found}
    return {key: _of_sum(*by_key.get(key, (0, 0)), book=book) for key in keys}


def standing(cycle: Cycle, book: Book) -> dict[int, tuple[Amount, ...]]:
    """Every domain of every unit as it stands, by assessment."""
    keys = list(cycle.assessments.order_by("pk").values_list("pk", flat=True))
    if not folding.is_sum(book.spec):
        trees = _standing_trees(cycle, book)
        nothing = folding.tree(book.spec, {})
        return {key: _domains(trees.get(key, nothing), book) for key in keys}
    rows = Cell.objects.filter(cycle=cycle.pk, is_standing=True).order_by()
    found = _by_domain(rows, "assessment", "out_micro", book)
    tops = [sum(leaf.max_micro for leaf in leaves) for leaves in _leaves(book)]
    return {
        key: tuple(
            _amount(earned, top - out)
            for top, (earned, out) in ((top, own.get(place, (0, 0))) for place, top in enumerate(tops))
        )
        for key, own in ((key, found.get(key, {})) for key in keys)
    }


def of_issue(issue: Issue, book: Book) -> dict[int, tuple[Amount, ...]]:
    """Every domain of every unit of an issue, by the id of its row."""
    keys = issue.units.values_list("pk", flat=True)
    if not folding.is_sum(book.spec):
        return {key: _domains(tree, book) for key, tree in trees_of(issue, book).items()}
    rows = LeafScore.objects.filter(unit_score__issue=issue.pk).order_by()
    found = _by_domain(rows, "unit_score", "max_micro", book)
    places = range(len(book.spec.criteria))
    return {key: tuple(_amount(*found.get(key, {}).get(place, (0, 0))) for place in places) for key in keys}


def trees_of(issue: Issue, book: Book) -> dict[int, ScoreTree]:
    """The whole tree of every unit of an issue, by the id of its row."""
    rows = LeafScore.objects.filter(unit_score__issue=issue.pk).order_by("unit_score", "pk")
    lines = rows.values_list("unit_score", "criterion", "state", "points_micro", "max_micro")
    return _trees(lines.iterator(_BATCH), book)


def _standing_trees(cycle: Cycle, book: Book) -> dict[int, ScoreTree]:
    rows = Cell.objects.filter(cycle=cycle.pk, is_standing=True).order_by("assessment", "pk")
    lines = rows.values_list("assessment", "criterion", "state", "points_micro", "out_micro")
    return _trees(
        (
            (key, criterion, state, earned, book.leaves[criterion].max_micro - out)
            for key, criterion, state, earned, out in lines.iterator(_BATCH)
        ),
        book,
    )


def _trees(lines: Iterable[tuple[Any, ...]], book: Book) -> dict[int, ScoreTree]:
    by_key: dict[int, dict[str, LeafLine]] = {}
    for key, criterion, state, earned, top in lines:
        path = book.leaves[criterion].spec.path
        by_key.setdefault(key, {})[path] = LeafLine(path, None, state, earned, top)
    return {key: folding.tree(book.spec, each) for key, each in by_key.items()}


def _by_domain(rows: QuerySet[Any], key: str, top: str, book: Book) -> dict[int, dict[int, tuple[int, int]]]:
    """Points and ``top`` by ``key`` and the place of the domain, all in one walk over the rows."""
    domain = Case(
        *(
            When(criterion__in=[leaf.criterion for leaf in leaves], then=Value(place))
            for place, leaves in enumerate(_leaves(book))
        )
    )
    found: dict[int, dict[int, tuple[int, int]]] = {}
    sums = rows.annotate(domain=domain).values_list(key, "domain").annotate(Sum("points_micro"), Sum(top))
    for unit, place, earned, counted in sums:
        found.setdefault(unit, {})[place] = (earned, counted)
    return found


def _leaves(book: Book) -> list[list[Any]]:
    """The leaves of each domain."""
    roots = [book.key_of[root.path] for root in book.spec.criteria]
    return [[leaf for leaf in book.leaves.values() if leaf.line[0] == root] for root in roots]


def _of_sum(earned: int, out: int, *, book: Book) -> Total:
    """The score on the framework's total, as the contract rounds it: States and totals."""
    top = book.total_micro - out
    amount = _amount(earned, top)
    if book.spec.not_applicable is NotApplicable.FULL_POINTS or not out:
        return Total(amount, amount.points)
    if not top:
        return Total(amount, None)
    return Total(
        amount,
        points.half_up(Fraction(earned * book.total_micro, top) / 10**points.MICRO, book.spec.decimals),
    )


def _of_tree(tree: ScoreTree) -> Total:
    return Total(Amount(tree.points, tree.max), tree.score)


def _domains(tree: ScoreTree, book: Book) -> tuple[Amount, ...]:
    return tuple(counted(tree.nodes[root.path], book) for root in book.spec.criteria)


def counted(node: NodeScore, book: Book) -> Amount:
    """The points of a node, and as much of its maximum as counts."""
    is_out = node.state is State.NOT_APPLICABLE and book.spec.not_applicable is NotApplicable.EXCLUDE
    return Amount(node.points, Decimal(0) if is_out else node.max)


@functools.lru_cache(maxsize=4096)
def _amount(earned: int, top: int) -> Amount:
    return Amount(points.from_micro(earned), points.from_micro(top))
