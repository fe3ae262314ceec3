"""Reading cycles: what a person sees of them, how far they are, what the office may do next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from parindex.cycle.assessments import checks, findings, kinds, specs, states
from parindex.cycle.assessments.cyclepages import (
    CycleItem,
    CycleList,
    CyclePage,
    Exceptional,
    GroupItem,
    Working,
)
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Assessment, Cycle, Extension, Group, Reopening, Right, Stage
from parindex.cycle.assessments.queries import calendar, rights
from parindex.cycle.assessments.sheetpages import StageItem
from parindex.cycle.frameworks import states as frameworks
from parindex.cycle.frameworks.models import Version
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding
from parindex.foundation.accounts.models import Person
from parindex.foundation.jobs import queries as jobs

MOST = 20


def visible(by: Actor) -> QuerySet[Cycle]:
    """The cycles of the provinces of ``by``; those in preparation only for whoever runs them."""
    rows = Cycle.objects.select_related("owner", "version__framework").order_by("-since", "-until", "-pk")
    if by.is_system:
        return rows
    own = units.within(Scope(provinces=by.provinces), field="owner")
    managed = units.within(by.scope(Permission.CYCLE_MANAGE), field="owner")
    return rows.filter(own).filter(~Q(state=states.PREPARING) | managed)


def get(key: int, *, by: Actor) -> Cycle:
    """One visible cycle; Cycle.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def versions(by: Actor) -> tuple[Version, ...]:
    """The framework versions in force, of provinces, over which ``by`` may begin a cycle."""
    rows = Version.objects.filter(state=frameworks.PUBLISHED, framework__owner__province=None)
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.CYCLE_MANAGE), field="framework__owner"))
    return tuple(rows.select_related("framework__owner").order_by("-year", "framework", "-number", "-pk"))


def stage(key: int, *, by: Actor) -> Stage:
    """One stage of a visible cycle; Stage.DoesNotExist otherwise."""
    return Stage.objects.select_related("cycle__owner").get(pk=key, cycle__in=visible(by).order_by())


def group(cycle: Cycle, key: int) -> Group | None:
    """One peer group of a cycle; None when it has none such."""
    return cycle.groups.filter(pk=key).first()


def right(key: int, *, by: Actor) -> Right:
    """One right of a visible cycle; Right.DoesNotExist otherwise."""
    rows = Right.objects.select_related("cycle__owner", "agency", "criterion")
    return rows.get(pk=key, cycle__in=visible(by).order_by())


def listed(*, by: Actor, at: datetime) -> CycleList:
    """The cycles a person sees, newest period first; three queries."""
    rows = list(visible(by))
    return CycleList(rows=items(rows, by=by, at=at), may_prepare=by.can_anywhere(Permission.CYCLE_MANAGE))


def items(cycles: Sequence[Cycle], *, by: Actor, at: datetime) -> tuple[CycleItem, ...]:
    """The cycles as lists show them."""
    windows: dict[int, list[Window]] = defaultdict(list)
    for each in Stage.objects.filter(cycle__in=[cycle.pk for cycle in cycles]).order_by("cycle", "position"):
        windows[each.cycle_id].append(Window(each.pk, each.key, each.act, each.opens_at, each.closes_at))
    counted = Assessment.objects.filter(cycle__in=[cycle.pk for cycle in cycles]).order_by()
    sums = counted.values_list("cycle").annotate(
        units=Count("pk"), submitted=Count("pk", filter=Q(state=states.SUBMITTED))
    )
    counts = {cycle: (total, submitted) for cycle, total, submitted in sums}
    return tuple(
        _item(
            each,
            calendar.stages(each.kind, windows[each.pk], extended=(), now=at),
            counts=counts.get(each.pk, (0, 0)),
            sees_states=sees_states(each, by=by),
        )
        for each in cycles
    )


def sees_states(cycle: Cycle, *, by: Actor) -> bool:
    """Whether ``by`` may know of every unit whether it has submitted."""
    place = cycle.owner.place
    return by.can(Permission.CYCLE_MANAGE, at=place) or by.can(Permission.RESULT_READ, at=place)


def page(key: int, *, by: Actor, at: datetime) -> CyclePage:
    """One visible cycle with its groups, exceptions and what may be done; Cycle.DoesNotExist otherwise."""
    cycle = get(key, by=by)
    sees = sees_states(cycle, by=by)
    (item,) = items([cycle], by=by, at=at)
    exceptions = _exceptions(cycle) if sees else ((), (), ())
    return CyclePage(
        item=item,
        missed_counts=cycle.missed_counts,
        opened_at=cycle.opened_at,
        groups=groups(cycle, sees_states=sees),
        extensions=exceptions[0],
        reopenings=exceptions[1],
        admitted=exceptions[2],
        rights=cycle.rights.filter(until=None).count() if sees else 0,
        working=working(cycle) if sees else None,
        findings=_findings(cycle, item, at=at) if sees else (),
        sees_states=sees,
        may=deeds(cycle, by=by),
    )


def groups(cycle: Cycle, *, sees_states: bool) -> tuple[GroupItem, ...]:
    """The peer groups with how many units are in each."""
    counted = cycle.groups.annotate(
        units=Count("assessments"),
        submitted=Count("assessments", filter=Q(assessments__state=states.SUBMITTED)),
    )
    rows = counted.order_by("position", "pk").values_list("pk", "name", "units", "submitted")
    return tuple(
        GroupItem(key, name, total, submitted if sees_states else None)
        for key, name, total, submitted in rows
    )


def working(cycle: Cycle) -> Working | None:
    """How far the newest job for a cycle is; None when there was none."""
    found = jobs.progress_of(f"assessments.cycle:{cycle.pk}")
    return Working(found.state, found.done, found.total) if found else None


def deeds(cycle: Cycle, *, by: Actor) -> frozenset[str]:
    """What ``by`` may do with a cycle now: choose, arrange, open, settle, grant, except."""
    if not by.can(Permission.CYCLE_MANAGE, at=cycle.owner.place):
        return frozenset()
    return {
        states.PREPARING: frozenset({"choose", "leave-out", "arrange", "open", "settle", "grant"}),
        states.OPEN: frozenset({"choose", "arrange", "settle", "grant", "except"}),
    }.get(cycle.state, frozenset())


def unappraised(cycle: Cycle, *, at: datetime) -> tuple[Finding, ...]:
    """The leaves that units score and nobody may appraise, domain by domain; one query."""
    book = specs.book(cycle.version)
    reached = frozenset(leaf for each in rights.held(cycle, at=at) for leaf in each.leaves)
    missed: dict[str, list[str]] = defaultdict(list)
    for key in rights.appraised(book):
        path = book.leaves[key].spec.path
        if key not in reached:
            missed[path.partition("/")[0]].append(path)
    return tuple(findings.leaf_without_appraiser(domain, tuple(paths)) for domain, paths in missed.items())


def _item(
    cycle: Cycle, stages: tuple[StageItem, ...], *, counts: tuple[int, int], sees_states: bool
) -> CycleItem:
    version = cycle.version
    return CycleItem(
        key=cycle.pk,
        name=cycle.name,
        kind=kinds.KINDS[cycle.kind].title,
        kind_key=cycle.kind,
        state=cycle.state,
        owner=cycle.owner_id,
        owner_name=cycle.owner.name,
        version=version.pk,
        framework=f"{version.framework.index} {version.year}",
        since=cycle.since,
        until=cycle.until,
        units=counts[0],
        submitted=counts[1] if sees_states else None,
        stages=stages,
        is_carried=cycle.is_carried,
        is_illustrative=cycle.is_illustrative,
    )


def _findings(cycle: Cycle, item: CycleItem, *, at: datetime) -> tuple[Finding, ...]:
    """Before a cycle opens, what keeps it from opening; while it is open, what nobody appraises."""
    if cycle.state == states.PREPARING:
        windows = [(each.opens_at, each.closes_at) for each in item.stages]
        return checks.ready_to_open(units=item.units, windows=windows)
    return unappraised(cycle, at=at) if cycle.state == states.OPEN else ()


def _exceptions(
    cycle: Cycle,
) -> tuple[tuple[Exceptional, ...], tuple[Exceptional, ...], tuple[Exceptional, ...]]:
    """The newest extensions, cells reopened and units admitted late."""
    extended = Extension.objects.filter(assessment__cycle=cycle.pk)
    reopened = Reopening.objects.filter(assessment__cycle=cycle.pk)
    admitted = cycle.assessments.exclude(admitted_because="").select_related("unit")
    return (
        extensions(extended, kind=cycle.kind),
        reopenings(reopened),
        tuple(
            Exceptional(each.pk, each.unit.name, "", None, each.admitted_because, "", None)
            for each in admitted.order_by("unit__position", "pk")[:MOST]
        ),
    )


def extensions(rows: QuerySet[Extension], *, kind: str) -> tuple[Exceptional, ...]:
    """The newest of these extensions, with the names of those who granted them."""
    found = list(rows.select_related("assessment__unit", "stage").order_by("-pk")[:MOST])
    names = _names([each.granted_by for each in found])
    return tuple(
        Exceptional(
            sheet=each.assessment_id,
            unit_name=each.assessment.unit.name,
            what=each.stage.key,
            until=each.until,
            reason=each.reason,
            by_name=names.get(each.granted_by, ""),
            at=each.granted_at,
        )
        for each in found
        if kinds.stage(kind, each.stage.key)
    )


def reopenings(rows: QuerySet[Reopening]) -> tuple[Exceptional, ...]:
    """The newest of these cells that were opened again."""
    found = rows.select_related("assessment__unit", "criterion").order_by("-pk")[:MOST]
    return tuple(
        Exceptional(
            sheet=each.assessment_id,
            unit_name=each.assessment.unit.name,
            what=f"{each.criterion.path} {each.criterion.name}",
            until=each.until,
            reason=each.reason,
            by_name=each.opened_by_name,
            at=each.opened_at,
        )
        for each in found
    )


def _names(people: Sequence[int]) -> Mapping[int, str]:
    return dict(Person.objects.filter(pk__in=set(people)).values_list("pk", "full_name"))
