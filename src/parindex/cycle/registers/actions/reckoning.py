"""Reckoning: what the entries of a register come to is recorded in the measures it makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import queries as held
from parindex.cycle.measures import specs as readings
from parindex.cycle.measures.actions import Read
from parindex.cycle.registers import counts, specs
from parindex.cycle.registers.counts import Found, Span
from parindex.cycle.registers.models import Counting, Register
from parindex.cycle.registers.states import State
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission

_Figures = dict[tuple[int, Span], Found]


@transaction.atomic
def reckon(register: Register, *, unit: int | None = None, by: Actor, at: datetime) -> int:
    """Record every figure that changed, of one unit or of all; returns how many.

    The register is held meanwhile, so that an older count never comes after a newer one.
    """
    require(by, Permission.MEASURE_RECORD, at=register.owner.place)
    held_now = Register.objects.select_for_update(of=("self",)).get(pk=register.pk)
    rows = held_now.entries.filter(state=State.ENTERED.value).order_by("pk")
    if unit is not None:
        rows = rows.filter(unit=unit)
    entries = [specs.counted(each) for each in rows.only("unit", "occurred_on", "values")]
    illustrative = rows.filter(is_illustrative=True).exists()
    changed = 0
    for counting in held_now.countings.select_related("measure__owner").order_by("pk"):
        found = counts.counted(specs.count(counting), entries)
        changed += _record(
            counting, found, name=held_now.name, unit=unit, is_illustrative=illustrative, by=by, at=at
        )
    return changed


def _record(
    counting: Counting,
    found: _Figures,
    *,
    name: str,
    unit: int | None,
    is_illustrative: bool,
    by: Actor,
    at: datetime,
) -> int:
    """Record the figures of one measure that differ from those in force, period by period."""
    today = timezone.localdate(at)
    new: dict[Span, list[Read]] = defaultdict(list)
    differing = list(_differing(counting, found, unit=unit))
    units = Unit.objects.in_bulk({key for (key, _span), _figure in differing})
    for (key, span), figure in differing:
        new[span].append(Read(units[key], figure.figure, _source(name, figure.entries, today)))
    for (since, until), reads in sorted(new.items(), key=lambda each: each[0]):
        measures.record(
            counting.measure,
            reads,
            since=since,
            until=until,
            as_of=today,
            source=name,
            is_illustrative=is_illustrative,
            by=by,
            at=at,
        )
    return len(differing)


def _source(name: str, entries: int, on: date) -> str:
    """Where a figure comes from: the register, how many of its lines, up to which day."""
    return f"{name}, {entries} dòng, đến ngày {on.day}/{on.month}/{on.year}"


def _differing(
    counting: Counting, found: _Figures, *, unit: int | None
) -> Iterable[tuple[tuple[int, Span], Found]]:
    """The figures that are not in force yet; nought where every entry of a period is gone."""
    rows = held.readings(counting.measure, by=SYSTEM)
    if unit is not None:
        rows = rows.filter(unit=unit)
    in_force = {(each.unit_id, (each.since, each.until)): each for each in rows}
    for key, figure in found.items():
        known = in_force.get(key)
        if known is None or readings.figure(known) != figure.figure:
            yield key, figure
    count = specs.count(counting)
    nought = Found(counts.figure(count, ()), 0)
    for key, known in in_force.items():
        is_ours = not known.recorded_by and counts.period(known.since, count.rhythm) == key[1]
        if key not in found and is_ours and readings.figure(known) != nought.figure:
            yield key, nought
