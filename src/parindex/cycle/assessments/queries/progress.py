"""The progress board: how far an appraisal is, by domain, agency and group, and what hinders it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from parindex.cycle.assessments import findings, kinds, states
from parindex.cycle.assessments.models import Cell, Cycle, Reopening
from parindex.cycle.assessments.queries import claims, heads, rights, tallies
from parindex.cycle.assessments.queries.heads import Hall
from parindex.cycle.assessments.queries.rights import Held
from parindex.cycle.assessments.queries.tallies import Counted
from parindex.cycle.assessments.turns import Turn
from parindex.cycle.assessments.worklist import LeafHead, Progress, Sheet, Tally
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Membership
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import ROLES
from parindex.engine.values.findings import Finding

MOST_FINDINGS = 50


def progress(cycle: int, *, by: Actor, at: datetime) -> Progress:
    """The board of a cycle, for those who read everything before publication; else Cycle.DoesNotExist."""
    hall = heads.hall(cycle, by=by, at=at)
    if not hall.sees_all:
        raise Cycle.DoesNotExist
    sheets, known = heads.sheets(hall), heads.leaves(hall.book)
    appraised = frozenset(rights.appraised(hall.book))
    counted = tallies.by_leaf_and_group(hall, rights.EVERYTHING)
    every = {each.key: appraised for each in sheets}
    whole = tallies.with_untouched(counted, sheets, every, part="group")
    held = rights.held(hall.cycle, at=at)
    tally = _sum(whole)
    return Progress(
        cycle=hall.head,
        tally=tally,
        overdue=_overdue_returns(hall, at=at) + _overdue_questions(hall, tally, at=at),
        domains=tuple(_domains(whole, known)),
        agencies=_agencies(hall, whole, sheets, held),
        groups=_groups(whole, sheets),
        absent=tuple(each for each in sheets if not each.is_submitted),
        findings=tuple(_findings(hall, sheets, known, held, at=at))[:MOST_FINDINGS],
    )


def _sum(rows: Iterable[Counted]) -> Tally:
    return tallies.tally((each.turn, each.number) for each in rows)


def _domains(whole: Sequence[Counted], known: Mapping[int, LeafHead]) -> Iterator[tuple[str, str, Tally]]:
    parts: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for leaf in known.values():
        parts.setdefault((leaf.domain, leaf.domain_name), [])
    for each in whole:
        leaf = known[each.leaf]
        parts[leaf.domain, leaf.domain_name].append(each)
    yield from ((domain, name, _sum(rows)) for (domain, name), rows in parts.items() if rows)


def _groups(whole: Sequence[Counted], sheets: Sequence[Sheet]) -> tuple[tuple[str, Tally], ...]:
    names = dict.fromkeys((each.group, each.group_name) for each in sheets)
    return tuple((name, _sum(each for each in whole if each.part == group)) for group, name in names)


def _agencies(
    hall: Hall, whole: Sequence[Counted], sheets: Sequence[Sheet], held: Sequence[Held]
) -> tuple[tuple[str, Tally], ...]:
    """What each agency appraises; a cell that two agencies may decide counts for both."""
    single = sorted({each.sheet for each in held if each.sheet is not None})
    chosen = [each for each in sheets if each.key in set(single)]
    apart: tuple[Counted, ...] = ()
    if chosen:
        mine = {each.key: frozenset(rights.appraised(hall.book)) for each in chosen}
        rows = tallies.by_leaf_and_sheet(hall, Q(assessment__in=single))
        apart = tallies.with_untouched(rows, chosen, mine, part="key")
    names = dict.fromkeys((each.agency, each.agency_name) for each in held)
    return tuple((name, _sum(_of_agency(agency, whole, apart, sheets, held))) for agency, name in names)


def _of_agency(
    agency: int,
    whole: Sequence[Counted],
    apart: Sequence[Counted],
    sheets: Sequence[Sheet],
    held: Sequence[Held],
) -> Iterator[Counted]:
    mine = [each for each in held if each.agency == agency]
    group_of = {each.key: each.group for each in sheets}

    def is_wide(leaf: int, group: int) -> bool:
        return any(
            leaf in each.leaves and each.sheet is None and each.group in (None, group) for each in mine
        )

    for row in whole:
        if is_wide(row.leaf, row.part):
            yield row
    for row in apart:
        is_given = any(each.sheet == row.part and row.leaf in each.leaves for each in mine)
        if is_given and not is_wide(row.leaf, group_of[row.part]):
            yield row


def _overdue_returns(hall: Hall, *, at: datetime) -> int:
    """Returned cells whose deadline has passed without a new score."""
    windows = hall.head.windows
    office = [each.stage for each in windows if each.act in claims.OFFICE]
    scoring = [each.stage for each in windows if each.act in claims.SCORING]
    last = Reopening.objects.filter(
        assessment=OuterRef("assessment"), criterion=OuterRef("criterion")
    ).order_by("-pk")
    own = Cell.objects.filter(
        assessment=OuterRef("assessment"), criterion=OuterRef("criterion"), stage__in=scoring
    )
    rows = Cell.objects.filter(cycle=hall.cycle.pk, stage__in=office, decision=states.RETURNED)
    rows = rows.annotate(
        until=Subquery(last.values("until")[:1]),
        unit_at=Subquery(own.order_by().values("assessment").annotate(l=Max("changed_at")).values("l")),
    )
    late = Q(until__lte=at) & (Q(unit_at=None) | Q(unit_at__lte=F("changed_at")))
    return rows.filter(late).count()


def _overdue_questions(hall: Hall, tally: Tally, *, at: datetime) -> int:
    """Questions that no stage is left to answer in."""
    still = any(each.act == kinds.EXPLAIN and at < each.closes_at for each in hall.head.windows)
    return 0 if still else tally.of(Turn.ASKED)


def _findings(
    hall: Hall, sheets: Sequence[Sheet], known: Mapping[int, LeafHead], held: Sequence[Held], *, at: datetime
) -> Iterator[Finding]:
    appraised = rights.appraised(hall.book)
    reached = frozenset(leaf for each in held for leaf in each.leaves)
    missed: dict[str, list[str]] = defaultdict(list)
    for key in appraised:
        if key not in reached:
            missed[known[key].domain].append(known[key].spec.path)
    for domain, paths in missed.items():
        yield findings.leaf_without_appraiser(domain, tuple(paths))
    manned = _manned(held, at=at)
    for agency, name in dict.fromkeys((each.agency, each.agency_name) for each in held):
        if agency not in manned:
            yield findings.agency_without_appraiser(name)
    for sheet in sheets:
        given = [each for each in held if _covers(each, sheet)]
        if not any(each.agency == sheet.unit for each in given):
            continue
        others = frozenset(leaf for each in given if each.agency != sheet.unit for leaf in each.leaves)
        own = [key for key in appraised if key in reached and key not in others]
        if own:
            yield findings.own_unit_without_appraiser(sheet.unit_name, count=len(own))


def _covers(each: Held, sheet: Sheet) -> bool:
    return each.sheet == sheet.key or (each.sheet is None and each.group in (None, sheet.group))


def _manned(held: Sequence[Held], *, at: datetime) -> frozenset[int]:
    """The agencies that have somebody who may appraise."""
    roles = [each.key for each in ROLES if Permission.ASSESSMENT_APPRAISE in each.permissions]
    rows = Membership.objects.filter(
        units.on_day(timezone.localdate(at)), role__in=roles, person__is_active=True
    )
    places = set(rows.order_by().values_list("unit__lineage", flat=True))
    return frozenset(each.agency for each in held if any(f"/{each.agency}/" in place for place in places))
