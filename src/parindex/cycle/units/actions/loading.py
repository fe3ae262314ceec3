"""Loading a directory: what the file adds and states otherwise; the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from parindex.cycle.units import checks, comparison, events, facts, queries, specs
from parindex.cycle.units.comparison import Change, Difference
from parindex.cycle.units.directory import Directory
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Alias, Succession, Unit, UnitName, new_revision
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold
from parindex.foundation.audit import actions as history


@transaction.atomic
def load(directory: Directory, *, by: Actor, at: datetime) -> Difference:
    """Bring the kept units of a province in line with ``directory``; tells what was added and changed.

    A province that is not kept yet may only be set up by the system. Raises Unfit without a province.
    """
    require(by, Permission.UNIT_EDIT, at=queries.place_of(_province_in(directory).code))
    difference = compare(directory, by=by, at=at)
    if not difference:
        return difference
    units = _add(difference.added, directory=directory)
    province = units[_province_in(directory).code]
    for stated in difference.added:
        _succeed(units[stated.code], stated.successors, units=units)
    for change in difference.changes:
        unit = units[change.code]
        _change(unit, change, units=units)
        told = {"field": change.field, "before": change.before, "after": change.after}
        history.record(events.CORRECTED, unit, by=by, at=at, place=unit.place, **told)
    counts = {"added": len(difference.added), "changed": len(difference.changed)}
    Unit.objects.filter(pk=province.pk).update(revision=new_revision())
    history.record(events.LOADED, province, by=by, at=at, place=province.place, **counts)
    return difference


def compare(directory: Directory, *, by: Actor, at: datetime) -> Difference:
    """What ``load`` would add and change, without doing it."""
    require(by, Permission.UNIT_EDIT, at=queries.place_of(_province_in(directory).code))
    province = queries.province(_province_in(directory).code)
    return comparison.between(specs.kept(province) if province else {}, directory.units)


def _province_in(directory: Directory) -> facts.Unit:
    for unit in directory.units:
        if unit.kind is Kind.CITY:
            return unit
    raise checks.Unfit(
        "Danh mục không ghi tên tỉnh, thành phố. Thêm mục city.",
        "The directory names no province. Add the key city.",
    )


def _add(added: Sequence[facts.Unit], *, directory: Directory) -> dict[str, Unit]:
    """Add the province, then what stands right below it, then divisions; gives all units by code."""
    code = _province_in(directory).code
    positions = {unit.code: number for number, unit in enumerate(directory.units)}
    _insert([unit for unit in added if unit.kind is Kind.CITY], parents={}, positions=positions)
    province = Unit.objects.get(code=code, province=None)
    below = [unit for unit in added if unit.kind is not Kind.CITY and unit.parent is None]
    _insert(below, parents={None: province}, positions=positions)
    parents: dict[str | None, Unit] = {unit.name: unit for unit in Unit.objects.filter(province=province)}
    _insert([unit for unit in added if unit.parent is not None], parents=parents, positions=positions)
    return {unit.code: unit for unit in (province, *Unit.objects.filter(province=province))}


def _insert(
    stated: Sequence[facts.Unit], *, parents: Mapping[str | None, Unit], positions: Mapping[str, int]
) -> None:
    rows = [_row(unit, parent=parents.get(unit.parent), position=positions[unit.code]) for unit in stated]
    Unit.objects.bulk_create(rows)
    for row in rows:
        row.lineage = f"{row.parent.lineage if row.parent else '/'}{row.pk}/"
    Unit.objects.bulk_update(rows, ["lineage"], batch_size=200)
    UnitName.objects.bulk_create(UnitName(unit=row, text=row.name, since=row.since) for row in rows)
    aliases = ((row, text) for row, unit in zip(rows, stated, strict=True) for text in unit.aliases)
    Alias.objects.bulk_create(Alias(unit=row, text=text) for row, text in aliases)


def _row(unit: facts.Unit, *, parent: Unit | None, position: int) -> Unit:
    return Unit(
        code=unit.code,
        name=unit.name,
        kind=unit.kind.value,
        parent=parent,
        province=(parent.province or parent) if parent else None,
        position=position,
        since=unit.since,
        until=unit.until,
        note=unit.note,
        search=fold(" ".join((unit.name, *unit.aliases))),
    )


def _succeed(unit: Unit, names: Sequence[str], *, units: Mapping[str, Unit]) -> None:
    """Note the successors called so: of units that share a name, the one that exists when ``unit`` ends."""
    for name in names:
        alike = [each for each in units.values() if each.name == name and each.pk != unit.pk]
        day = unit.until or date.max
        successor = next((each for each in alike if each.exists_on(day)), alike[0] if alike else None)
        if successor is not None:
            Succession.objects.get_or_create(predecessor=unit, successor=successor)


def _change(unit: Unit, change: Change, *, units: Mapping[str, Unit]) -> None:
    if change.field == "successors":
        _succeed(unit, (change.after,), units=units)
    elif change.field == "aliases":
        Alias.objects.create(unit=unit, text=change.after)
    elif change.field in {"since", "until"}:
        setattr(unit, change.field, date.fromisoformat(change.after) if change.after else None)
        if change.field == "since":
            unit.names.filter(pk__in=unit.names.values_list("pk", flat=True)[:1]).update(since=unit.since)
    else:
        setattr(unit, change.field, change.after)
        if change.field == "name":
            unit.names.filter(until=None).update(text=change.after)
    unit.search = fold(" ".join((unit.name, *unit.aliases.values_list("text", flat=True))))
    unit.save()
