"""Which cycles and issues a reader may see: after publication every member, before it few."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from parindex.cycle.assessments import states
from parindex.cycle.assessments.models import Cycle
from parindex.cycle.results import sheets
from parindex.cycle.results.models import Issue
from parindex.cycle.results.pages import CycleItem, IssueItem
from parindex.cycle.results.terms import Terms
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.ranking.settings import Settings


class NoSuchResult(LookupError):
    """There are no such results that the reader may see."""


def cycles(*, by: Actor) -> tuple[CycleItem, ...]:
    """The cycles whose results the reader may see, newest first, with the issue they see of each."""
    issues = Prefetch(
        "issues", queryset=Issue.objects.select_related("release").order_by("-number"), to_attr="all_issues"
    )
    rows = _visible(by).select_related("owner", "version__framework").prefetch_related(issues)
    found = []
    for cycle in rows.order_by("-since", "-until", "-pk"):
        seen = list(_readable(cycle, cycle.all_issues, by=by))
        if seen or may_see_all(cycle, by=by):
            found.append(_item(cycle, seen[0] if seen else None, cycle.all_issues, by=by))
    return tuple(found)


def cycle(key: int, *, by: Actor) -> Cycle:
    """One cycle whose unpublished results the reader may see. Raises NoSuchResult."""
    found = _visible(by).select_related("owner", "version__framework").filter(pk=key).first()
    if found is None or not may_see_all(found, by=by):
        raise NoSuchResult(key)
    return found


def issue(key: int, *, by: Actor, number: int | None = None) -> Issue:
    """The issue ``number`` of a cycle, or the newest the reader may see. Raises NoSuchResult."""
    rows = Issue.objects.select_related("release", "cycle__owner", "cycle__version__framework")
    found = list(rows.filter(cycle__in=_visible(by), cycle=key).order_by("-number"))
    seen = list(_readable(found[0].cycle, found, by=by)) if found else []
    chosen = next((each for each in seen if number in (None, each.number)), None)
    if chosen is None:
        raise NoSuchResult(key)
    return chosen


def issues_of(cycle: Cycle, *, by: Actor) -> tuple[IssueItem, ...]:
    """Every issue of a cycle the reader may see, newest first."""
    rows = Issue.objects.filter(cycle=cycle.pk).select_related("release").order_by("-number")
    return tuple(issue_item(each) for each in _readable(cycle, rows, by=by))


def units_of(cycle: Cycle) -> tuple[tuple[int, str], ...]:
    """The ids and names of the units of a cycle, in the directory's order."""
    rows = cycle.assessments.order_by("group__position", "unit__position", "pk")
    return tuple(rows.values_list("unit", "unit__name"))


def terms_before(cycle: Cycle) -> Terms:
    """The terms of the last issue of a cycle; before the first, the usual ones at the index's decimals."""
    last = Issue.objects.filter(cycle=cycle.pk).order_by("-number").first()
    return sheets.terms_of(last) if last else Terms(Settings(decimals=cycle.version.display_decimals))


def may_see_all(cycle: Cycle, *, by: Actor) -> bool:
    """Whether the reader sees results before they are published."""
    return by.can(Permission.RESULT_READ, at=cycle.owner.place)


def item_of(cycle: Cycle, seen: Issue | None, *, by: Actor) -> CycleItem:
    """The cycle with the issue the reader sees of it."""
    issues = Issue.objects.filter(cycle=cycle.pk).select_related("release").order_by("-number")
    return _item(cycle, seen, issues, by=by)


def newest_item(cycle: Cycle, *, by: Actor) -> CycleItem:
    """The cycle with the newest issue the reader may see of it."""
    issues = list(Issue.objects.filter(cycle=cycle.pk).select_related("release").order_by("-number"))
    return _item(cycle, next(iter(_readable(cycle, issues, by=by)), None), issues, by=by)


def _item(cycle: Cycle, seen: Issue | None, issues: Iterable[Issue], *, by: Actor) -> CycleItem:
    item = None if seen is None else issue_item(seen)
    return CycleItem(
        key=cycle.pk,
        name=cycle.name,
        owner=cycle.owner_id,
        owner_name=cycle.owner.name,
        index=cycle.version.framework.index,
        level=cycle.version.framework.level,
        state=cycle.state,
        since=cycle.since,
        until=cycle.until,
        is_illustrative=cycle.is_illustrative,
        number=item.number if item else None,
        frozen_at=item.frozen_at if item else None,
        released_at=item.released_at if item else None,
        decision=item.decision if item else "",
        deeds=_deeds(cycle, list(issues), by=by),
    )


def issue_item(issue: Issue) -> IssueItem:
    """One issue as it is shown."""
    release = getattr(issue, "release", None)
    return IssueItem(
        number=issue.number,
        frozen_at=issue.frozen_at,
        frozen_by=issue.frozen_by_name,
        reason=issue.reason,
        input_digest=issue.input_digest,
        output_digest=issue.output_digest,
        engine_version=issue.engine_version,
        released_at=release.released_at if release else None,
        decision=release.decision if release else "",
    )


def own_units(by: Actor) -> frozenset[int]:
    """The units the reader belongs to."""
    return frozenset(grant.place.unit for grant in by.grants)


def _visible(by: Actor) -> QuerySet[Cycle]:
    """The cycles of the provinces the reader belongs to."""
    if by.is_system:
        return Cycle.objects.all()
    return Cycle.objects.filter(units.within(Scope(provinces=by.provinces), field="owner"))


def _readable(cycle: Cycle, issues: Iterable[Issue], *, by: Actor) -> Iterable[Issue]:
    if may_see_all(cycle, by=by):
        return issues
    return (each for each in issues if getattr(each, "release", None) is not None)


def _deeds(cycle: Cycle, issues: list[Issue], *, by: Actor) -> frozenset[str]:
    place, may = cycle.owner.place, set()
    if may_see_all(cycle, by=by) and cycle.state != states.PREPARING:
        may.add("standings")
    if by.can(Permission.RESULT_FREEZE, at=place):
        if not issues and states.FROZEN in states.STEPS[cycle.state]:
            may.add("freeze")
        if issues:
            may.add("reissue")
        if cycle.state == states.FROZEN:
            may.add("resume")
    is_out = bool(issues) and getattr(issues[0], "release", None) is not None
    if issues and not is_out and cycle.state != states.OPEN and by.can(Permission.RESULT_PUBLISH, at=place):
        may.add("release")
    return frozenset(may)
