"""Reading the units of a cycle, who of them has submitted, who appraises them, how their work is divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from parindex.cycle.assessments import kinds, specs, states
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.cyclepages import (
    DividePage,
    DutyItem,
    LeafChoice,
    RightItem,
    UnitItem,
    UnitList,
    UnitPage,
)
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Duty, Extension, Reopening
from parindex.cycle.assessments.queries import cycles, lines, rights
from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.units import queries as units
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold
from parindex.foundation.accounts.models import Person

NO_HELPERS = (Kind.CITY.value, Kind.COMMUNE.value, Kind.DIVISION.value)
"""Who contributes to no province's sheet."""

WAITING, SUBMITTED, EXCEPTED = "waiting", "submitted", "excepted"
WAYS = (WAITING, SUBMITTED, EXCEPTED)


def listed(
    cycle: Cycle, *, by: Actor, words: str = "", show: str = "", first: int = 0, most: int | None = None
) -> UnitList:
    """Part of the units of a cycle, found by words and by where they stand; the same few queries for all."""
    sees = cycles.sees_states(cycle, by=by)
    rows = cycle.assessments.select_related("unit", "group")
    for word in fold(words).split():
        rows = rows.filter(unit__search__contains=word)
    if sees:
        rows = rows.filter(_standing(show))
    ordered = rows.order_by("group__position", "unit__position", "pk")
    cut = list(ordered[first:] if most is None else ordered[first : first + most])
    return UnitList(
        rows=_items(cut, by=by, sees_states=sees),
        count=rows.count(),
        leaves=_leaves(specs.book(cycle.version)),
    )


def sheet(key: int, *, by: Actor) -> Assessment:
    """One unit of a cycle that ``by`` runs or oversees; Assessment.DoesNotExist otherwise."""
    rows = Assessment.objects.select_related("cycle__owner", "cycle__version__framework", "unit", "group")
    found = rows.get(pk=key, cycle__in=cycles.visible(by).order_by())
    if not cycles.sees_states(found.cycle, by=by):
        raise Assessment.DoesNotExist
    return found


def page(key: int, *, by: Actor, at: datetime) -> UnitPage:
    """One unit of a cycle with the exceptions made for it; Assessment.DoesNotExist otherwise."""
    found = sheet(key, by=by)
    (item,) = cycles.items([found.cycle], by=by, at=at)
    (unit,) = _items([found], by=by, sees_states=True)
    kept = Extension.objects.filter(assessment=found.pk)
    return UnitPage(
        item=item,
        unit=unit,
        leaves=_leaves(specs.book(found.cycle.version)),
        extensions=cycles.extensions(kept, kind=found.cycle.kind),
        reopenings=cycles.reopenings(Reopening.objects.filter(assessment=found.pk)),
        may=cycles.deeds(found.cycle, by=by),
    )


def rights_of(cycle: Cycle) -> tuple[RightItem, ...]:
    """Every right in force, in the order of the tree; two queries."""
    rows = cycle.rights.filter(until=None).select_related("criterion", "agency", "group", "assessment__unit")
    found = list(rows.order_by("criterion__position", "agency__position", "pk"))
    names = _people([each.person for each in found])
    return tuple(
        RightItem(
            key=each.pk,
            path=each.criterion.path,
            name=each.criterion.name,
            depth=each.criterion.depth,
            agency=each.agency_id,
            agency_name=each.agency.name,
            group=each.group.name if each.group else "",
            unit_name=each.assessment.unit.name if each.assessment else "",
            person=names.get(each.person or 0, ""),
            since=each.since,
        )
        for each in found
    )


def criteria(cycle: Cycle) -> tuple[LeafChoice, ...]:
    """Every criterion of the cycle's framework, in the order of the tree; one query."""
    rows = Criterion.objects.filter(version=cycle.version_id).order_by("position", "pk")
    return tuple(
        LeafChoice(key, path, name, depth, is_leaf)
        for key, path, name, depth, is_leaf in rows.values_list("pk", "path", "name", "depth", "is_leaf")
    )


def criterion(cycle: Cycle, key: int) -> Criterion | None:
    """One criterion of the cycle's framework; None when it has none such."""
    return Criterion.objects.filter(version=cycle.version_id, pk=key).first()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may still be chosen: whole kinds with how many units each has, and units found by words."""

    kinds: tuple[tuple[str, int], ...]
    units: tuple[tuple[int, str], ...]
    count: int


def candidates(cycle: Cycle, *, words: str, by: Actor, on: date, most: int) -> Candidates:
    """The units of the province that do not take part in a cycle yet."""
    rows = units.existing(by, on=on).filter(lineage__startswith=f"/{cycle.owner.place.lineage[0]}/")
    free = rows.exclude(kind=Kind.CITY.value).exclude(pk__in=cycle.assessments.order_by().values("unit"))
    counted = units.kinds(free.exclude(kind=Kind.DIVISION.value))
    found = units.by_kind(units.matching(free, words)) if words.strip() else free.none()
    return Candidates(
        kinds=tuple((kind.value, counted[kind.value]) for kind in Kind if kind.value in counted),
        units=tuple(found.values_list("pk", "name")[:most]),
        count=found.count(),
    )


def chosen(
    cycle: Cycle, *, kinds: Sequence[str], keys: Sequence[int], by: Actor, on: date
) -> tuple[Unit, ...]:
    """The units of these kinds, and those with these ids, of the province of a cycle."""
    rows = units.existing(by, on=on).filter(lineage__startswith=f"/{cycle.owner.place.lineage[0]}/")
    rows = rows.filter(Q(kind__in=kinds) | Q(pk__in=keys)).exclude(kind=Kind.CITY.value)
    return tuple(rows.select_related(None).order_by("position", "pk"))


def agencies(cycle: Cycle, *, by: Actor, on: date) -> tuple[tuple[int, str], ...]:
    """The units that may be given something to appraise: all but communes and divisions."""
    rows = units.existing(by, on=on).filter(lineage__startswith=f"/{cycle.owner.place.lineage[0]}/")
    return tuple(units.by_kind(rows.exclude(kind__in=NO_HELPERS)).values_list("pk", "name"))


def agency(key: int, *, by: Actor) -> Unit:
    """One unit that may be given work; Unit.DoesNotExist outside the reader's provinces."""
    return units.get(key, by=by)


def taking_part(cycle: Cycle) -> tuple[tuple[int, str], ...]:
    """The sheets of a cycle with the names of their units, in the directory's order; one query."""
    rows = cycle.assessments.order_by("group__position", "unit__position", "pk")
    return tuple(rows.values_list("pk", "unit__name"))


def divided(key: int, *, by: Actor) -> Assessment:
    """A sheet that ``by`` may divide; Assessment.DoesNotExist otherwise."""
    rows = Assessment.objects.select_related("cycle__version", "cycle__owner", "unit", "group")
    reached = (
        rows
        if by.is_system
        else rows.filter(units.within(by.scope(Permission.ASSESSMENT_DIVIDE), field="unit"))
    )
    return reached.get(pk=key, cycle__in=cycles.visible(by).order_by())


def duty(key: int, *, by: Actor) -> Duty:
    """One duty of a sheet that ``by`` may divide; Duty.DoesNotExist otherwise."""
    rows = Duty.objects.select_related("assessment__unit", "assessment__cycle", "criterion")
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.ASSESSMENT_DIVIDE), field="assessment__unit"))
    return rows.get(pk=key)


def division(sheet: Assessment, *, by: Actor, on: date) -> DividePage:
    """How a sheet is divided, and among whom it may be."""
    rows = list(sheet.duties.select_related("criterion", "unit").order_by("criterion__position", "pk"))
    names = _people([each.person for each in rows])
    return DividePage(
        sheet=sheet.pk,
        cycle=sheet.cycle_id,
        cycle_name=sheet.cycle.name,
        unit=sheet.unit_id,
        unit_name=sheet.unit.name,
        is_locked=sheet.cycle.state not in (states.PREPARING, states.OPEN),
        duties=tuple(
            DutyItem(
                key=each.pk,
                criterion=each.criterion_id,
                path=each.criterion.path,
                name=each.criterion.name,
                unit_name=each.unit.name if each.unit else "",
                person=names.get(each.person or 0, ""),
            )
            for each in rows
        ),
        criteria=criteria(sheet.cycle),
        people=_officers(sheet, by=by, on=on),
        units=_helpers(sheet, by=by, on=on),
    )


def person(sheet: Assessment, key: int, *, by: Actor, on: date) -> Person | None:
    """One of the people among whom a sheet may be divided; None when it is nobody of them."""
    return Person.objects.filter(pk=key).first() if key in dict(_officers(sheet, by=by, on=on)) else None


def _officers(sheet: Assessment, *, by: Actor, on: date) -> tuple[tuple[int, str], ...]:
    """Those who score or approve at the unit or below it."""
    held = units.memberships(by).filter(
        units.on_day(on), unit__lineage__startswith=sheet.unit.lineage, person__is_active=True
    )
    rows = held.order_by("person__full_name", "person").values_list("person", "person__full_name")
    return tuple(dict.fromkeys(rows))


def _helpers(sheet: Assessment, *, by: Actor, on: date) -> tuple[tuple[int, str], ...]:
    """The units that may take a part: divisions of the unit; of a province's own sheet, its departments."""
    rows = units.existing(by, on=on)
    if sheet.cycle.kind == kinds.PROVINCIAL.key:
        rows = rows.exclude(kind__in=NO_HELPERS).exclude(pk=sheet.unit_id)
    else:
        rows = rows.filter(lineage__startswith=sheet.unit.lineage).exclude(pk=sheet.unit_id)
    return tuple(units.by_kind(rows).values_list("pk", "name"))


def _standing(show: str) -> Q:
    return {
        WAITING: ~Q(state=states.SUBMITTED),
        SUBMITTED: Q(state=states.SUBMITTED),
        EXCEPTED: ~Q(admitted_because="") | Q(pk__in=Extension.objects.values("assessment")),
    }.get(show, Q())


def _items(rows: Sequence[Assessment], *, by: Actor, sees_states: bool) -> tuple[UnitItem, ...]:
    keys = [each.pk for each in rows]
    answered = _counts(lines.own_words(keys).exclude(state=states.UNANSWERED))
    reopened = _counts(Reopening.objects.filter(assessment__in=keys))
    extended = dict(
        Extension.objects.filter(assessment__in=keys).order_by("pk").values_list("assessment", "until")
    )
    found = []
    for each in rows:
        mine = by.can(Permission.ASSESSMENT_READ, at=each.unit.place) and _belongs(each, by)
        told = sees_states or mine
        found.append(
            UnitItem(
                key=each.pk,
                unit=each.unit_id,
                unit_name=each.unit.name,
                group=each.group.name,
                state=each.state if told else "",
                answered=answered.get(each.pk, 0) if told else None,
                submitted_at=each.submitted_at if told else None,
                admitted_because=each.admitted_because if told else "",
                extended_until=extended.get(each.pk) if told else None,
                reopened=reopened.get(each.pk, 0) if told else 0,
                is_mine=mine,
            )
        )
    return tuple(found)


def _counts(rows: QuerySet[Cell] | QuerySet[Reopening]) -> Mapping[int, int]:
    """How many leaves of each sheet there are in ``rows``."""
    found = rows.order_by().values_list("assessment")
    return dict(found.annotate(leaves=Count("criterion", distinct=True)))


def _belongs(sheet: Assessment, by: Actor) -> bool:
    return any(grant.place.unit in sheet.unit.place.lineage[1:] for grant in by.grants)


def _leaves(book: Book) -> int:
    return len(rights.appraised(book))


def _people(keys: Sequence[int | None]) -> Mapping[int, str]:
    wanted = {each for each in keys if each is not None}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "full_name")) if wanted else {}
