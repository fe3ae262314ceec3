"""Which assignments a person may see, and how they stand on a day, as conditions of the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import F, Q, QuerySet

from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.monitoring.states import Standing, State, standing
from parindex.cycle.plans.models import LEAD, PARTNER, Plan
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission

CAP = 10_000
"""A list is counted, and leafed through, no further than this."""


def visible(by: Actor) -> QuerySet[Assignment]:
    """What units in reach owe, and what is owed to them by the plans they issued.

    The units are looked up first: a condition on their ids is what the indexes are made for.
    """
    rows = Assignment.objects.all()
    if by.is_system:
        return rows
    reading, verifying = by.scope(Permission.PLAN_READ), by.scope(Permission.TASK_VERIFY)
    issued = Q(owner__in=owners_within(_either(reading, verifying)))
    # who reaches a whole province reaches every plan that assigns within it
    near = Scope(units=reading.units)
    if not near:
        return rows.filter(issued)
    own = Unit.objects.filter(units.within(near)).order_by("pk").values_list("pk", flat=True)
    return rows.filter(issued | Q(unit__in=list(own)))


def owners_within(scope: Scope) -> list[int]:
    """The units in reach that assigned anything by a plan of theirs."""
    plans = Plan.objects.filter(units.within(scope, field="unit")).order_by()
    return sorted(set(plans.values_list("unit", flat=True).distinct()))


def get(key: int, *, by: Actor) -> Assignment:
    """One visible assignment with task, plan and units; Assignment.DoesNotExist otherwise."""
    rows = visible(by).select_related("task", "plan__document", "plan__unit", "owner", "unit")
    return rows.defer("plan__document__reading").get(pk=key)


def stands(row: Assignment, *, on: date) -> Standing:
    """How an assignment stands on a day; whoever only joins in is never late."""
    return standing(
        State(row.state),
        due_on=row.owed_by,
        done_on=row.done_on,
        has_reports=row.reported_at is not None,
        on=on,
    )


def standing_as(on: date) -> Mapping[Standing, Q]:
    """Each standing on a day as a condition; the same as ``stands``."""
    is_open, is_done = Q(state=State.OPEN), Q(state=State.DONE)
    leads, joins = Q(role=LEAD), Q(role=PARTNER)
    in_time = Q(due_on=None) | Q(due_on__gte=on) | joins
    done_in_time = Q(due_on=None) | Q(done_on=None) | Q(done_on__lte=F("due_on")) | joins
    return {
        Standing.NOT_STARTED: is_open & in_time & Q(reported_at=None),
        Standing.ON_TRACK: is_open & in_time & Q(reported_at__isnull=False),
        Standing.LATE: is_open & leads & Q(due_on__lt=on),
        Standing.DONE: is_done & done_in_time,
        Standing.DONE_LATE: is_done & leads & Q(done_on__gt=F("due_on")),
        Standing.VERIFIED: Q(state=State.VERIFIED),
        Standing.CANCELLED: Q(state=State.CANCELLED),
    }


def capped(rows: QuerySet[Assignment]) -> int:
    """How many there are, counted to one more than ``CAP``."""
    return rows.order_by()[: CAP + 1].count()


def _either(one: Scope, other: Scope) -> Scope:
    return Scope(provinces=one.provinces | other.provinces, units=one.units | other.units)
