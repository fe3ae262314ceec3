"""Reading measures; every list is limited to what the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.frameworks import states as versions
from parindex.cycle.frameworks.models import Criterion, Version
from parindex.cycle.measures import checks, figures, specs
from parindex.cycle.measures.models import Feed, Measure, Reading
from parindex.cycle.measures.pages import (
    FeedItem,
    Grid,
    MeasureItem,
    MeasureList,
    OfferedFigure,
    ReadingItem,
    SlotItem,
    UnitLine,
)
from parindex.cycle.units import queries as units
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold


def visible(by: Actor, *, words: str = "") -> QuerySet[Measure]:
    """The measures of the provinces in which ``by`` reads figures, by code."""
    rows = Measure.objects.select_related("owner")
    if not by.is_system:
        reading = by.scope(Permission.MEASURE_READ)
        provinces = by.provinces if reading else frozenset()
        rows = rows.filter(units.within(Scope(provinces=provinces), field="owner"))
    for word in fold(words).split():
        rows = rows.filter(search__contains=word)
    return rows.annotate(fed=Count("feeds")).order_by("owner", "code", "pk")


def get(key: int, *, by: Actor) -> Measure:
    """One visible measure; Measure.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def readings(measure: Measure, *, by: Actor) -> QuerySet[Reading]:
    """The readings in force of a measure at the units where ``by`` reads figures, newest period first."""
    last = Reading.objects.filter(
        measure=OuterRef("measure"), unit=OuterRef("unit"), since=OuterRef("since"), until=OuterRef("until")
    ).order_by("-number")
    rows = measure.readings.filter(number=Subquery(last.values("number")[:1])).select_related("unit", "file")
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.MEASURE_READ), field="unit"))
    return rows.order_by("-since", "unit__position", "pk")


def history_of(measure: Measure, unit: int, *, since: date, until: date, by: Actor) -> QuerySet[Reading]:
    """Every reading of one unit and period, the one in force first."""
    rows = measure.readings.filter(unit=unit, since=since, until=until)
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.MEASURE_READ), field="unit"))
    return rows.order_by("-number", "-pk")


def feeds(measure: Measure) -> QuerySet[Feed]:
    """Which leaves take their input from a measure, framework by framework."""
    rows = measure.feeds.select_related("criterion__version__framework")
    return rows.order_by(F("criterion__version__year").desc(), "criterion__position", "slot", "pk")


LEVELS = {
    "province": (Kind.CITY_BODY, Kind.CITY),
    "department": (Kind.DEPARTMENT, Kind.DEPARTMENT_EQUIVALENT, Kind.SERVICE_CENTRE),
    "district": (Kind.DISTRICT,),
    "commune": (Kind.COMMUNE,),
}
"""Whom a framework of each level asks for figures."""


def listed(*, by: Actor, words: str = "", first: int = 0, most: int | None = None) -> MeasureList:
    """Part of the measures a person sees, with how often each is used and its newest period."""
    rows = visible(by, words=words)
    cut = list(rows[first:] if most is None else rows[first : first + most])
    return MeasureList(
        rows=items(cut, by=by), count=rows.count(), may_record=by.can_anywhere(Permission.MEASURE_RECORD)
    )


def items(measures: Sequence[Measure], *, by: Actor) -> tuple[MeasureItem, ...]:
    """The measures as lists show them; two queries."""
    keys = [each.pk for each in measures]
    used = Feed.objects.filter(measure__in=keys).order_by().values_list("measure")
    counts = {
        key: (leaves, sets)
        for key, leaves, sets in used.annotate(
            leaves=Count("pk"), sets=Count("criterion__version", distinct=True)
        )
    }
    periods = _newest_periods(keys, by=by)
    return tuple(_item(each, counts.get(each.pk, (0, 0)), periods.get(each.pk)) for each in measures)


def kinds_of(measure: Measure) -> tuple[str, ...]:
    """The kinds of unit that a measure is asked of: as the frameworks it feeds have it, else as read."""
    levels = (
        measure.feeds.order_by().values_list("criterion__version__framework__level", flat=True).distinct()
    )
    asked = {kind.value for level in levels for kind in LEVELS.get(level, ())}
    read = measure.readings.order_by().values_list("unit__kind", flat=True).distinct()
    return tuple(sorted(asked or set(read) or {Kind.COMMUNE.value}))


def grid(
    measure: Measure,
    *,
    since: date,
    until: date,
    kinds: Sequence[str],
    words: str = "",
    first: int = 0,
    most: int | None = None,
    by: Actor,
) -> Grid:
    """Part of the units of ``kinds`` with what each reads in a period; four queries."""
    rows = asked(measure, kinds=kinds, on=since, by=by)
    rows = units.matching(rows, words)
    ordered = units.by_kind(rows)
    cut = list(ordered[first:] if most is None else ordered[first : first + most])
    held = readings(measure, by=by).filter(since=since, until=until)
    found = {each.unit_id: each for each in held.filter(unit__in=[unit.pk for unit in cut])}
    return Grid(
        rows=tuple(
            UnitLine(each.pk, each.name, each.code, item_of(found[each.pk]) if each.pk in found else None)
            for each in cut
        ),
        count=rows.count(),
        known=held.filter(unit__in=rows.order_by().values("pk")).count(),
    )


def asked(measure: Measure, *, kinds: Sequence[str], on: date, by: Actor) -> QuerySet[Unit]:
    """The units of ``kinds`` in the province of a measure at which ``by`` reads figures."""
    rows = units.visible(by).filter(lineage__startswith=f"/{measure.owner.place.lineage[0]}/", kind__in=kinds)
    rows = rows.exclude(until__lte=on).select_related(None)
    return rows if by.is_system else rows.filter(units.within(by.scope(Permission.MEASURE_READ)))


def known(measure: Measure, *, kinds: Sequence[str], on: date, by: Actor) -> tuple[checks.Known, ...]:
    """Those units as a table may name them."""
    rows = asked(measure, kinds=kinds, on=on, by=by).order_by("position", "pk")
    return tuple(checks.Known(key, name, code) for key, name, code in rows.values_list("pk", "name", "code"))


def past(measure: Measure, unit: int, *, by: Actor) -> tuple[ReadingItem, ...]:
    """Every reading of one unit, the newest period and number first."""
    rows = measure.readings.filter(unit=unit)
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.MEASURE_READ), field="unit"))
    return tuple(item_of(each) for each in rows.order_by("-since", "-until", "-number", "-pk"))


def reading(key: int, *, by: Actor) -> Reading:
    """One reading at a unit where ``by`` reads figures; Reading.DoesNotExist otherwise."""
    rows = Reading.objects.select_related("measure", "unit", "file")
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.MEASURE_READ), field="unit"))
    return rows.get(pk=key)


def periods(measure: Measure, *, by: Actor) -> tuple[tuple[date, date], ...]:
    """The periods that anything was read for, newest first."""
    rows = measure.readings.order_by("-since", "-until").values_list("since", "until").distinct()
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.MEASURE_READ), field="unit"))
    return tuple(rows)


def fed(measure: Measure, *, by: Actor) -> tuple[FeedItem, ...]:
    """The leaves that take their input from a measure, of the frameworks ``by`` may see."""
    seen = frameworks.visible(by).order_by().values("pk")
    return tuple(
        FeedItem(
            key=each.pk,
            version=each.criterion.version_id,
            framework=str(each.criterion.version),
            state=each.criterion.version.state,
            criterion=each.criterion_id,
            path=each.criterion.path,
            name=each.criterion.name,
            slot=each.slot,
        )
        for each in feeds(measure).filter(criterion__version__in=seen)
    )


def feed(key: int, *, by: Actor) -> Feed:
    """One feed of a visible measure; Feed.DoesNotExist otherwise."""
    rows = Feed.objects.select_related("measure__owner", "criterion")
    return rows.get(pk=key, measure__in=visible(by).order_by().values("pk"))


def feedable(measure: Measure, *, by: Actor) -> tuple[Version, ...]:
    """The framework versions of the measure's province in which it may feed leaves, newest first."""
    rows = frameworks.visible(by).filter(
        state__in=(versions.DRAFT, versions.CHECKED, versions.PUBLISHED),
        framework__owner__lineage__startswith=f"/{measure.owner.place.lineage[0]}/",
    )
    return tuple(rows.order_by("-year", "framework", "-number", "-pk"))


def slots(measure: Measure, version: Version) -> tuple[SlotItem, ...]:
    """Every place in the answers of a version that a measure may fill, in the order of the tree."""
    leaves = Criterion.objects.filter(version=version.pk, is_leaf=True).exclude(rule=None)
    return tuple(
        SlotItem(each.pk, slot, each.path, f"{each.name}{' – ' + part if part else ''}")
        for each in leaves.order_by("position", "pk")
        for slot, part in _slots(each, shape=measure.shape)
    )


def leaf(key: int) -> Criterion:
    """One leaf; Criterion.DoesNotExist otherwise."""
    return Criterion.objects.select_related("version__framework__owner").get(pk=key)


def offered(
    version: int, unit: int, *, since: date, until: date
) -> Mapping[int, tuple[dict[str, object], tuple[OfferedFigure, ...]]]:
    """What the readings of a unit answer in a period, leaf by leaf, with the figures answered from."""
    answers = specs.answers(version, [unit], since=since, until=until)
    fed_by = Feed.objects.filter(criterion__in=list(answers)).select_related("measure")
    held = Reading.objects.filter(unit=unit, since=since, until=until).order_by("number", "pk")
    found = {each.measure_id: each for each in held}
    used: dict[int, list[OfferedFigure]] = defaultdict(list)
    for each in fed_by.order_by("criterion__position", "slot", "pk"):
        if each.measure_id in found:
            used[each.criterion_id].append(_offer(each, found[each.measure_id]))
    return {key: (by_unit[unit], tuple(used[key])) for key, by_unit in answers.items() if unit in by_unit}


def _offer(each: Feed, read: Reading) -> OfferedFigure:
    figure = specs.figure(read)
    return OfferedFigure(
        slot=each.slot,
        measure=each.measure_id,
        measure_name=each.measure.name,
        value=figure.value,
        whole=figure.whole,
        as_of=read.as_of,
        source=read.source,
        is_illustrative=read.is_illustrative,
    )


def _slots(leaf: Criterion, *, shape: str) -> Iterable[tuple[str, str]]:
    """The slots of a leaf, each with the name of its part."""
    rule = specs.rule_of(leaf)
    assert rule is not None, "leaves without a rule were left out"
    if figures.fits(rule, shape=shape):
        yield "", ""
    for part in rule.parts:
        if part.rule is not None and figures.fits(part.rule, shape=shape):
            yield f"parts/{part.key}", part.key
    for number, case in enumerate(rule.cases, start=1):
        if figures.fits(case, shape=shape):
            yield f"cases/{number}", str(number)


def item_of(each: Reading) -> ReadingItem:
    """A reading as pages show it."""
    figure = specs.figure(each)
    return ReadingItem(
        key=each.pk,
        number=each.number,
        value=figure.value,
        whole=figure.whole,
        since=each.since,
        until=each.until,
        as_of=each.as_of,
        source=each.source,
        has_file=each.file_id is not None,
        is_illustrative=each.is_illustrative,
        by_name=each.recorded_by_name,
        at=each.recorded_at,
    )


def _newest_periods(keys: Sequence[int], *, by: Actor) -> dict[int, tuple[date, date, int]]:
    """The newest period of each measure with how many units have a figure in it."""
    rows = Reading.objects.filter(measure__in=keys)
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.MEASURE_READ), field="unit"))
    counted = rows.order_by("since", "until").values_list("measure", "since", "until")
    found = {}
    for measure, since, until, read in counted.annotate(read=Count("unit", distinct=True)):
        found[measure] = (since, until, read)
    return found


def _item(each: Measure, used: tuple[int, int], period: tuple[date, date, int] | None) -> MeasureItem:
    since, until, read = period or (None, None, 0)
    return MeasureItem(
        key=each.pk,
        code=each.code,
        name=each.name,
        shape=each.shape,
        counted_in=each.counted_in,
        note=each.note,
        owner=each.owner_id,
        owner_name=each.owner.name,
        feeds=used[0],
        frameworks=used[1],
        readings=read,
        since=since,
        until=until,
    )
