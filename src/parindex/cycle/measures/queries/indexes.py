"""Reading the indexes of other bodies: value, rank, change, target, sub-indexes, unit by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from parindex.cycle.measures import queries, specs
from parindex.cycle.measures.models import FIGURE, RANK, TARGET, Measure, Reading
from parindex.cycle.measures.pages import IndexItem, PartItem, Standing, StandingList
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold

_Readings = Mapping[tuple[int, int], Reading]


def visible(by: Actor) -> QuerySet[Measure]:
    """The indexes of other bodies in the provinces in which ``by`` reads figures, by family."""
    rows = queries.visible(by).exclude(family="").filter(facet=FIGURE, part_of=None)
    return rows.select_related("owner", "kept_by").order_by("family", "code", "pk")


def get(key: int, *, by: Actor) -> Measure:
    """One visible index; Measure.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def listed(*, by: Actor) -> tuple[IndexItem, ...]:
    """Every visible index with its newest period, and how the province itself stands where it is read."""
    return tuple(_item(each, by=by) for each in visible(by))


def item(index: Measure, *, by: Actor) -> IndexItem:
    """One index as lists show it."""
    return _item(index, by=by)


def parts(index: Measure) -> tuple[PartItem, ...]:
    """The sub-indexes, in order."""
    rows = index.parts.filter(facet=FIGURE).order_by("code", "pk")
    return tuple(PartItem(each.pk, each.name, each.counted_in) for each in rows)


def facets(index: Measure) -> dict[str, Measure]:
    """The measures of its value, rank and target."""
    found = {each.facet: each for each in index.parts.exclude(facet=FIGURE)}
    return {FIGURE: index} | found


def standings(
    index: Measure,
    *,
    since: date,
    until: date,
    words: str = "",
    first: int = 0,
    most: int | None = None,
    by: Actor,
) -> StandingList:
    """Part of the units read in a period, the best rank first."""
    found = facets(index)
    own = list(index.parts.filter(facet=FIGURE).order_by("code", "pk"))
    readings = _of_period([*found.values(), *own], since=since, until=until, by=by)
    before = _before(index, since=since, by=by)
    yearly = _of_period(
        [found[TARGET]] if TARGET in found else [],
        since=date(since.year, 1, 1),
        until=date(since.year + 1, 1, 1),
        by=by,
    )
    read = {unit for _measure, unit in readings}
    named = Unit.objects.filter(pk__in=read)
    rows = [
        _standing(unit, index, found, own, readings=readings, before=before, yearly=yearly)
        for unit in _matching(named, words)
    ]
    rows.sort(key=lambda each: (each.rank is None, each.rank_order, fold(each.unit_name), each.unit))
    cut = rows[first:] if most is None else rows[first : first + most]
    return StandingList(rows=tuple(cut), count=len(rows))


def _matching(rows: QuerySet[Unit], words: str) -> Iterable[Unit]:
    return units.matching(rows, words).order_by("position", "pk")


def _item(index: Measure, *, by: Actor) -> IndexItem:
    periods = queries.periods(index, by=by)
    since, until = periods[0] if periods else (None, None)
    own: Standing | None = None
    count = 0
    if since is not None and until is not None:
        found = standings(index, since=since, until=until, by=by)
        count = found.count
        own = next((each for each in found.rows if each.unit == index.owner_id), None)
    return IndexItem(
        key=index.pk,
        family=index.family,
        name=index.name,
        kept_by=index.kept_by.name if index.kept_by else "",
        since=since,
        until=until,
        units=count,
        own=own,
    )


def _of_period(measures: Iterable[Measure], *, since: date, until: date, by: Actor) -> _Readings:
    """The readings in force of these measures in one period, by measure and unit."""
    keys = [each.pk for each in measures]
    rows = _readable(by).filter(measure__in=keys, since=since, until=until).order_by("number", "pk")
    return {(each.measure_id, each.unit_id): each for each in rows}


def _before(index: Measure, *, since: date, by: Actor) -> dict[int, Reading]:
    """What each unit read last before a day."""
    rows = _readable(by).filter(measure=index.pk, until__lte=since).order_by("until", "number", "pk")
    return {each.unit_id: each for each in rows}


def _readable(by: Actor) -> QuerySet[Reading]:
    rows = Reading.objects.all()
    return (
        rows if by.is_system else rows.filter(units.within(by.scope(Permission.MEASURE_READ), field="unit"))
    )


def _standing(
    unit: Unit,
    index: Measure,
    found: Mapping[str, Measure],
    own: Iterable[Measure],
    *,
    readings: _Readings,
    before: Mapping[int, Reading],
    yearly: _Readings,
) -> Standing:
    def said(measure: Measure | None, held: _Readings = readings) -> str | None:
        reading = held.get((measure.pk, unit.pk)) if measure else None
        return specs.figure(reading).value if reading else None

    now = readings.get((index.pk, unit.pk))
    last = before.get(unit.pk)
    values = defaultdict(str, {each.pk: said(each) or "" for each in own})
    return Standing(
        unit=unit.pk,
        unit_name=unit.name,
        unit_code=unit.code,
        value=said(index),
        previous=specs.figure(last).value if last else None,
        rank=said(found.get(RANK)),
        target=said(found.get(TARGET)) or said(found.get(TARGET), yearly),
        parts=tuple(values[each.pk] for each in own),
        as_of=now.as_of if now else None,
        source=now.source if now else "",
        is_illustrative=bool(now and now.is_illustrative),
    )
