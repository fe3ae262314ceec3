"""Units beside each other: domains as a heat map, and one criterion across all units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.cycle.assessments import specs
from parindex.cycle.assessments.book import Book
from parindex.cycle.results import sheets
from parindex.cycle.results.models import Issue, LeafScore, UnitScore
from parindex.cycle.results.pages import Amount, CriterionItem, CriterionPage, CriterionRow, HeatPage
from parindex.cycle.results.queries import cards, issues, leagues, sums
from parindex.cycle.results.queries.issues import NoSuchResult
from parindex.engine.access.actors import Actor
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import walk
from parindex.engine.values import points
from parindex.engine.values.findings import Words


def heat(key: int, *, by: Actor, number: int | None = None) -> HeatPage:
    """Units × domains, with the mean share of every domain. Raises NoSuchResult."""
    league = leagues.league(key, by=by, number=number)
    columns = range(len(league.domains))
    return HeatPage(league, tuple(_mean(row.domains[place] for row in league.rows) for place in columns))


def criterion(
    key: int, path: str, *, by: Actor, number: int | None = None, start: int = 0, most: int | None = None
) -> CriterionPage:
    """One criterion (blank: the first domain) across all units, most points first: ``most`` after ``start``.

    Raises NoSuchResult.
    """
    issue = issues.issue(key, by=by, number=number)
    book = specs.book(issue.cycle.version)
    items = tuple(
        CriterionItem(step.node.path, step.node.code, step.node.name, step.depth, step.node.is_leaf)
        for step in walk(book.spec)
    )
    chosen = next((each for each in items if path in ("", each.path)), None)
    if chosen is None:
        raise NoSuchResult(path)
    is_leaf = book.key_of[chosen.path] in book.leaves
    found = (_of_leaf if is_leaf else _of_parent)(issue, chosen.path, book)
    ordered = _in_places(sheets.units_of(issue), found)
    part = ordered[start:] if most is None else ordered[start : start + most]
    said = _sentences(issue, chosen.path, book, part) if is_leaf else {}
    amounts = [each.amount for each in found.values()]
    return CriterionPage(
        cycle=issues.item_of(issue.cycle, issue, by=by),
        issue=issues.issue_item(issue),
        criterion=chosen,
        criteria=items,
        rows=_rows(part, said, own=issues.own_units(by)),
        count=len(ordered),
        mean=_mean(amounts),
        full=sum(each.max > 0 and each.points == each.max for each in amounts),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What one unit has on the criterion."""

    state: str
    amount: Amount

    @property
    def applies(self) -> bool:
        return self.state != State.NOT_APPLICABLE.value


_Placed = tuple[UnitScore, _Found, int | None]
"""A unit, what it has on the criterion, and its place."""


def _of_leaf(issue: Issue, path: str, book: Book) -> dict[int, _Found]:
    """What every unit has, by the id of its row."""
    rows = LeafScore.objects.filter(unit_score__issue=issue.pk, criterion=book.key_of[path]).order_by("pk")
    return {
        key: _Found(state, Amount(points.from_micro(earned), points.from_micro(top)))
        for key, state, earned, top in rows.values_list("unit_score", "state", "points_micro", "max_micro")
    }


def _of_parent(issue: Issue, path: str, book: Book) -> dict[int, _Found]:
    nodes = {key: tree.nodes[path] for key, tree in sums.trees_of(issue, book).items()}
    return {key: _Found(node.state.value, sums.counted(node, book)) for key, node in nodes.items()}


def _in_places(units: Iterable[UnitScore], found: Mapping[int, _Found]) -> list[_Placed]:
    """The units by points, those it does not apply to last; equal points in the order of the table."""
    earned = sorted((each.amount.points for each in found.values() if each.applies), reverse=True)
    first: dict[Decimal, int] = {}
    for place, amount in enumerate(earned, start=1):
        first.setdefault(amount, place)
    placed = [
        (row, found[row.pk], first[found[row.pk].amount.points] if found[row.pk].applies else None)
        for row in units
    ]
    return sorted(placed, key=lambda each: len(placed) + 1 if each[2] is None else each[2])


def _sentences(issue: Issue, path: str, book: Book, part: Sequence[_Placed]) -> dict[int, tuple[Words, ...]]:
    """Why the units of ``part`` have their points, by the id of the unit's row."""
    groups = dict.fromkeys(row.group for row, _found, _place in part)
    bests = {group: cards.bests_of(issue, group, book).get(path) for group in groups}
    rows = LeafScore.objects.filter(
        unit_score__in=[row.pk for row, _found, _place in part], criterion=book.key_of[path]
    )
    fields = rows.order_by("pk").values_list("unit_score", "unit_score__group", "answer")
    return {key: cards.why(book, path, answer, bests[group]) for key, group, answer in fields}


def _rows(
    part: Sequence[_Placed], said: Mapping[int, tuple[Words, ...]], *, own: frozenset[int]
) -> tuple[CriterionRow, ...]:
    return tuple(
        CriterionRow(
            unit=row.unit_id,
            unit_name=row.unit.name,
            group=row.group,
            rank=row.rank,
            is_own=row.unit_id in own,
            state=found.state,
            amount=found.amount,
            place=place,
            why=said.get(row.pk, ()),
        )
        for row, found, place in part
    )


def _mean(amounts: Iterable[Amount]) -> Decimal | None:
    """The mean share of the maximum in per cent, over the units the node applies to."""
    shares = [Fraction(each.points) / Fraction(each.max) for each in amounts if each.max]
    if not shares:
        return None
    return points.half_up(sum(shares, Fraction(0)) * 100 / len(shares), 2)
