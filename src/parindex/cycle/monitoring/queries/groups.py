"""Assignments counted: by the unit that owes them, and by the criterion they are to gain points of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.monitoring.pages import Counts, Grouped
from parindex.cycle.monitoring.queries import base
from parindex.cycle.monitoring.states import State
from parindex.cycle.plans.models import LEAD
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor

SOON = timedelta(days=7)
GOING = (State.OPEN, State.DONE, State.VERIFIED)
"""Every state but that of what was cancelled, named: the indexes begin with owner and state."""


def owed(by: Actor) -> QuerySet[Assignment]:
    """What the visible assignments ask of their leads: whoever only joins in owes no result."""
    return base.visible(by).filter(role=LEAD, state__in=GOING).order_by()


def counting(on: date) -> dict[str, Any]:
    """How assignments are counted on a day, in the names of ``Counts``."""
    is_open = Q(state=State.OPEN)
    return {
        "owed": Count("*"),
        "late": Count("pk", filter=is_open & Q(due_on__lt=on)),
        "waiting": Count("pk", filter=Q(state=State.DONE)),
        "verified": Count("pk", filter=Q(state=State.VERIFIED)),
        "soon": Count("pk", filter=is_open & Q(due_on__range=(on, on + SOON))),
    }


def counted(
    rows: QuerySet[Assignment], *fields: str, on: date, order: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The counts of the rows for each value of ``fields``."""
    found: Any = rows.values(*fields).annotate(**counting(on))
    return list(found.order_by(*order))


def by_unit(
    *, by: Actor, on: date, named: str = "", only: Sequence[int] | None = None
) -> tuple[Grouped, ...]:
    """Every unit that owes something visible, or those in ``only``: the most that is late first."""
    rows = owed(by) if only is None else owed(by).filter(unit__in=only)
    if named.strip():
        found = units.matching(units.visible(by), named).order_by()
        rows = rows.filter(unit__in=list(found.values_list("pk", flat=True)))
    found_rows = counted(rows, "unit", on=on)
    known = Unit.objects.in_bulk([each["unit"] for each in found_rows])
    groups = (
        Grouped(each["unit"], known[each["unit"]].name, known[each["unit"]].kind, counts_of(each))
        for each in found_rows
    )
    return tuple(sorted(groups, key=lambda each: (-each.counts.late, known[each.key].position, each.key)))


def by_criterion(*, by: Actor, on: date) -> tuple[Grouped, ...]:
    """Every criterion that a visible task is to gain points of, in the order of its framework."""
    linked = owed(by).filter(task__criteria__isnull=False)
    fields = (
        "task__criteria__criterion",
        "task__criteria__criterion__code",
        "task__criteria__criterion__name",
    )
    about = "task__criteria__criterion__version__title"
    order = ("task__criteria__criterion__version", "task__criteria__criterion__position")
    rows = counted(linked, *fields, about, *order, on=on, order=order)
    return tuple(
        Grouped(
            key=each[fields[0]],
            name=f"{each[fields[1]]} {each[fields[2]]}",
            about=each[about],
            counts=counts_of(each),
        )
        for each in rows
    )


def unlinked(*, by: Actor) -> int:
    """How many visible assignments serve no criterion; counted to the cap."""
    return base.capped(owed(by).filter(task__criteria=None))


def counts_of(row: dict[str, Any]) -> Counts:
    """The counts of one row."""
    return Counts(**{name: row[name] for name in ("owed", "late", "waiting", "verified", "soon")})
