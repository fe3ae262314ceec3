"""The league table: of an issue as frozen, or of a cycle as it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from parindex.cycle.assessments import specs
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.models import Assessment, Cycle
from parindex.cycle.results import sheets
from parindex.cycle.results.models import Issue, UnitScore
from parindex.cycle.results.pages import Amount, DomainItem, LeagueGroup, LeaguePage, LeagueRow, RankRow
from parindex.cycle.results.queries import issues, sums
from parindex.cycle.results.queries.sums import Total
from parindex.cycle.results.terms import Terms
from parindex.engine.access.actors import Actor
from parindex.engine.ranking import ranking
from parindex.engine.ranking.ranking import Placing
from parindex.engine.ranking.scores import Score
from parindex.engine.ranking.settings import Settings
from parindex.engine.scoring.specs import maximum
from parindex.engine.values import points


def league(key: int, *, by: Actor, number: int | None = None) -> LeaguePage:
    """The league table of the issue ``number``, or of the newest the reader may see. Raises NoSuchResult."""
    issue = issues.issue(key, by=by, number=number)
    book = specs.book(issue.cycle.version)
    domains, own, settings = sums.of_issue(issue, book), issues.own_units(by), sheets.terms_of(issue)
    rows = tuple(
        row_of(each, domains[each.pk], own=own, decimals=settings.ranking.decimals)
        for each in sheets.units_of(issue)
    )
    return _page(issue.cycle, issue, settings, rows, book=book, by=by)


def standings(key: int, *, by: Actor, settings: Settings | None = None) -> LeaguePage:
    """What stands now in a cycle, ranked as it would be; by ``settings`` without classes.

    Raises NoSuchResult for those who do not see results before they are published.
    """
    cycle = issues.cycle(key, by=by)
    book = specs.book(cycle.version)
    return _standings(cycle, book, sums.standing(cycle, book), settings=settings, by=by)


def standings_in_short(key: int, *, by: Actor) -> LeaguePage:
    """The same without the points of domains. Raises NoSuchResult."""
    cycle = issues.cycle(key, by=by)
    return _standings(cycle, specs.book(cycle.version), {}, settings=None, by=by)


def ranks(key: int, *, by: Actor, settings: Settings | None = None) -> tuple[RankRow, ...]:
    """Totals and ranks alone of all units of a cycle as they stand, in the directory's order.

    Raises NoSuchResult.
    """
    cycle = issues.cycle(key, by=by)
    book = specs.book(cycle.version)
    asked = settings or Settings(decimals=book.spec.display_decimals)
    totals = sums.totals(cycle, book)
    rows = cycle.assessments.order_by("group__position", "unit__position", "pk")
    units = {row[0]: row for row in rows.values_list("pk", "unit", "group__name")}
    scores = [Score(str(row[0]), row[2], totals[row[0]].score) for row in units.values()]
    placings = {
        int(placing.unit): placing
        for group in ranking.rank([each for each in scores if each.points is not None], asked)
        for placing in group.placings
    }
    return tuple(_rank_row(row, totals[row[0]], placings.get(row[0])) for row in units.values())


def row_of(row: UnitScore, domains: tuple[Amount, ...], *, own: frozenset[int], decimals: int) -> LeagueRow:
    """One stored unit as the table shows it."""
    return LeagueRow(
        unit=row.unit_id,
        unit_name=row.unit.name,
        group=row.group,
        position=row.position,
        amount=Amount(points.from_micro(row.points_micro), points.from_micro(row.max_micro)),
        score=shown(row.score_micro, decimals),
        rank=row.rank,
        is_tied=row.is_tied,
        class_name=row.class_name,
        blocked=sheets.blocked_of(row),
        has_missed=row.has_missed,
        is_own=row.unit_id in own,
        domains=domains,
    )


def shown(score_micro: int | None, decimals: int) -> Decimal | None:
    """A score rounded as it was compared."""
    return None if score_micro is None else points.half_up(points.from_micro(score_micro), decimals)


def domains_of(book: Book) -> tuple[DomainItem, ...]:
    """The domains of a framework with their maxima."""
    return tuple(
        DomainItem(
            path=root.path,
            code=root.code,
            name=root.name,
            max=points.half_up(maximum(root, default=book.spec.aggregate) or Decimal(0), points.MICRO),
        )
        for root in book.spec.criteria
    )


def _page(
    cycle: Cycle,
    issue: Issue | None,
    settings: Terms,
    rows: Sequence[LeagueRow],
    *,
    book: Book,
    by: Actor,
) -> LeaguePage:
    groups = dict.fromkeys(row.group for row in rows)
    seen = issues.issues_of(cycle, by=by)
    return LeaguePage(
        cycle=issues.item_of(cycle, issue, by=by) if issue else issues.newest_item(cycle, by=by),
        issue=None if issue is None else issues.issue_item(issue),
        issues=seen,
        terms=settings,
        domains=domains_of(book),
        groups=tuple(LeagueGroup(name, tuple(row for row in rows if row.group == name)) for name in groups),
        total=points.from_micro(book.total_micro),
        decimals=book.spec.decimals,
    )


def _standings(
    cycle: Cycle,
    book: Book,
    domains: Mapping[int, tuple[Amount, ...]],
    *,
    settings: Settings | None,
    by: Actor,
) -> LeaguePage:
    asked = settings or Settings(decimals=book.spec.display_decimals)
    totals = sums.totals(cycle, book)
    units = {each.pk: each for each in sheets.in_order(cycle.assessments.all())}
    placings = _placings(units, totals, asked)
    own = issues.own_units(by)
    rows = tuple(
        _standing(each, totals[each.pk], placings.get(each.pk), position, domains.get(each.pk, ()), own=own)
        for each, position in _in_places(units, placings)
    )
    return _page(cycle, None, Terms(asked), rows, book=book, by=by)


def _rank_row(row: tuple[int, int, str], total: Total, placing: Placing | None) -> RankRow:
    _, unit, group = row
    if placing is None:
        return RankRow(unit, group, total.amount, None, None, is_tied=False)
    return RankRow(unit, group, total.amount, placing.score, placing.rank, is_tied=placing.tied)


def _placings(
    units: Mapping[int, Assessment], totals: Mapping[int, Total], asked: Settings
) -> dict[int, Placing]:
    scores = [
        Score(str(key), each.group.name, totals[key].score)
        for key, each in units.items()
        if totals[key].score is not None
    ]
    found = ranking.rank(scores, asked)
    return {int(placing.unit): placing for group in found for placing in group.placings}


def _in_places(
    units: Mapping[int, Assessment], placings: Mapping[int, Placing]
) -> Iterator[tuple[Assessment, int]]:
    """The units group by group, best first, with their place; whoever has no score comes last."""
    for group in dict.fromkeys(each.group_id for each in units.values()):
        ranked = [units[key] for key in placings if units[key].group_id == group]
        rest = [each for key, each in units.items() if each.group_id == group and key not in placings]
        yield from ((each, position) for position, each in enumerate((*ranked, *rest), start=1))


def _standing(
    row: Assessment,
    total: Total,
    placing: Placing | None,
    position: int,
    domains: tuple[Amount, ...],
    *,
    own: frozenset[int],
) -> LeagueRow:
    return LeagueRow(
        unit=row.unit_id,
        unit_name=row.unit.name,
        group=row.group.name,
        position=position,
        amount=total.amount,
        score=None if placing is None else placing.score,
        rank=None if placing is None else placing.rank,
        is_tied=placing is not None and placing.tied,
        class_name=(placing.class_name if placing else None) or "",
        blocked=(),
        has_missed=sheets.has_missed(row),
        is_own=row.unit_id in own,
        domains=domains,
    )
