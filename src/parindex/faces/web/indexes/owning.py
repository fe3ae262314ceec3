"""Who may answer for a target: the unit itself, and the departments of its province."""

from __future__ import annotations

from datetime import date

from parindex.cycle.targets.pages import IndexPage
from parindex.cycle.units import queries as units
from parindex.cycle.units.facts import Kind
from parindex.engine.access.actors import Actor

_KINDS = (Kind.DEPARTMENT.value, Kind.DEPARTMENT_EQUIVALENT.value)


def choices(data: IndexPage, *, by: Actor, on: date) -> list[tuple[int, str]]:
    """Keys and names, the unit itself first."""
    rows = units.existing(by, on=on).select_related(None)
    others = rows.filter(kind__in=_KINDS).exclude(pk=data.unit)
    return [(data.unit, data.unit_name), *((each.pk, each.name) for each in others)]
