"""Changing units: add, correct, rename, merge, split, dissolve; what was stays readable at its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from parindex.cycle.units import checks, events, queries
from parindex.cycle.units.facts import Kind, code_of
from parindex.cycle.units.models import Alias, Succession, Unit, UnitName, new_revision
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.periods import Period
from parindex.engine.values.vietnamese import fold, squeeze
from parindex.foundation.audit import actions as history


@transaction.atomic
def add(name: str, *, kind: Kind, parent: Unit, since: date | None, by: Actor, at: datetime) -> Unit:
    """Add a unit below ``parent``. Raises Unfit for a name that is blank or taken at the time."""
    require(by, Permission.UNIT_EDIT, at=parent.place)
    text = checks.name(name)
    checks.free(Period(since, None), _periods_called(text, kind=kind, parent=parent), called=text)
    unit = Unit.objects.create(
        code=_free_code(text, parent=parent),
        name=text,
        kind=kind.value,
        parent=parent,
        province=parent.province or parent,
        position=queries.next_position(parent),
        since=since,
        search=fold(text),
    )
    unit.lineage = f"{parent.lineage}{unit.pk}/"
    unit.save(update_fields=["lineage"])
    UnitName.objects.create(unit=unit, text=text, since=since)
    _renew(unit)
    history.record(events.ADDED, unit, by=by, at=at, place=unit.place)
    return unit


@transaction.atomic
def correct(
    unit: Unit, *, name: str, since: date | None, until: date | None, note: str, by: Actor, at: datetime
) -> None:
    """Put right what was noted wrongly from the start; a change at a day is ``rename`` or ``dissolve``.

    Raises Unfit for a blank name, one taken at the time, or an end before the start.
    """
    require(by, Permission.UNIT_EDIT, at=unit.place)
    text = checks.name(name)
    checks.in_order(since, until)
    others = _periods_called(text, kind=Kind(unit.kind), parent=unit.parent, besides=unit)
    checks.free(Period(since, until), others, called=text)
    stated = {"name": text, "since": since, "until": until, "note": squeeze(note)}
    for field, value in stated.items():
        before = getattr(unit, field)
        if before != value:
            setattr(unit, field, value)
            if field == "name":
                Alias.objects.get_or_create(unit=unit, text=before)  # papers printed meanwhile stay readable
            told = {"field": field, "before": _told(before), "after": _told(value)}
            history.record(events.CORRECTED, unit, by=by, at=at, place=unit.place, **told)
    unit.names.filter(until=None).update(text=text)
    first = unit.names.all()[0]
    checks.in_order(since, first.until)
    UnitName.objects.filter(pk=first.pk).update(since=since)
    _keep(unit)


@transaction.atomic
def rename(unit: Unit, *, name: str, on: date, by: Actor, at: datetime) -> None:
    """Give a unit a new name from the day ``on``; until then it keeps the old one, for ever readable."""
    require(by, Permission.UNIT_EDIT, at=unit.place)
    text = checks.name(name)
    current = unit.names.get(until=None)
    checks.inside(Period(current.since, unit.until), on, unit=unit.name)
    others = _periods_called(text, kind=Kind(unit.kind), parent=unit.parent, besides=unit)
    checks.free(Period(on, unit.until), others, called=text)
    before, unit.name, current.until = unit.name, text, on
    current.save(update_fields=["until"])
    UnitName.objects.create(unit=unit, text=text, since=on)
    _keep(unit)
    history.record(events.RENAMED, unit, by=by, at=at, place=unit.place, before=before, on=on.isoformat())


@transaction.atomic
def give_alias(unit: Unit, *, text: str, by: Actor, at: datetime) -> None:
    """Note another way the name is printed; the same one again changes nothing."""
    require(by, Permission.UNIT_EDIT, at=unit.place)
    alias, is_new = Alias.objects.get_or_create(unit=unit, text=checks.name(text))
    if is_new:
        _keep(unit)
        history.record(events.ALIAS_GIVEN, unit, by=by, at=at, place=unit.place, alias=alias.text)


@transaction.atomic
def take_alias(unit: Unit, *, text: str, by: Actor, at: datetime) -> None:
    """Remove another way the name is printed; Alias.DoesNotExist when there is none such."""
    require(by, Permission.UNIT_EDIT, at=unit.place)
    Alias.objects.get(unit=unit, text=text).delete()
    _keep(unit)
    history.record(events.ALIAS_TAKEN, unit, by=by, at=at, place=unit.place, alias=text)


@transaction.atomic
def merge(units: Sequence[Unit], *, into: Unit, on: date, by: Actor, at: datetime) -> None:
    """End ``units`` on the day ``on``, their work going over to ``into``, which exists that day.

    A unit that goes on under another name is ``rename``; one of several may be ``into`` itself
    only by leaving it out of ``units``.
    """
    require(by, Permission.UNIT_EDIT, at=into.place)
    checks.exists(into.period, on, unit=into.name)
    for unit in units:
        require(by, Permission.UNIT_EDIT, at=unit.place)
        checks.successors((unit.name, into.name), least=2)
        _end(unit, on=on)
        Succession.objects.get_or_create(predecessor=unit, successor=into)
        told = {"successor": into.name, "on": on.isoformat()}
        history.record(events.MERGED, unit, by=by, at=at, place=unit.place, **told)


@transaction.atomic
def split(unit: Unit, *, into: Sequence[Unit], on: date, by: Actor, at: datetime) -> None:
    """End ``unit`` on the day ``on``, its work going over to two or more units that exist that day."""
    require(by, Permission.UNIT_EDIT, at=unit.place)
    checks.successors((each.name for each in into if each != unit), least=2)
    for each in into:
        checks.exists(each.period, on, unit=each.name)
    _end(unit, on=on)
    for each in into:
        Succession.objects.get_or_create(predecessor=unit, successor=each)
    told = {"successors": ", ".join(each.name for each in into), "on": on.isoformat()}
    history.record(events.SPLIT, unit, by=by, at=at, place=unit.place, **told)


@transaction.atomic
def dissolve(unit: Unit, *, on: date, by: Actor, at: datetime) -> None:
    """End ``unit`` on the day ``on`` with nobody to take over."""
    require(by, Permission.UNIT_EDIT, at=unit.place)
    _end(unit, on=on)
    history.record(events.DISSOLVED, unit, by=by, at=at, place=unit.place, on=on.isoformat())


def _end(unit: Unit, *, on: date) -> None:
    """Roles end with the unit by themselves: queries.actor_for asks that the unit exists on the day."""
    checks.inside(unit.period, on, unit=unit.name)
    unit.until = on
    unit.save(update_fields=["until"])
    _renew(unit)
    unit.children.filter(queries.on_day(on)).exclude(since=on).update(until=on)


def _periods_called(
    name: str, *, kind: Kind, parent: Unit | None, besides: Unit | None = None
) -> list[Period]:
    rows = Unit.objects.filter(name=name, kind=kind.value, parent=parent)
    return [unit.period for unit in rows if besides is None or unit.pk != besides.pk]


def _free_code(name: str, *, parent: Unit) -> str:
    above = "" if parent.province is None else f"{parent.code}-"
    wanted, number = f"{above}{code_of(name)}", 1
    taken = set(Unit.objects.filter(province=parent.province or parent).values_list("code", flat=True))
    code = wanted
    while code in taken:
        number += 1
        code = f"{wanted}-{number}"
    return code


def _keep(unit: Unit) -> None:
    aliases = unit.aliases.values_list("text", flat=True)
    former = unit.names.exclude(text=unit.name).values_list("text", flat=True)
    unit.search = fold(" ".join((unit.name, *aliases, *former)))
    unit.save()
    _renew(unit)


def _renew(unit: Unit) -> None:
    """After ``unit`` itself is saved, lest saving a province undo it."""
    Unit.objects.filter(pk=unit.place.lineage[0]).update(revision=new_revision())


def _told(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
