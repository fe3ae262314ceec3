"""One page for leaders: what is late, who owes what, and how it has gone."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Min, Q, Sum

from parindex.cycle.monitoring.models import DueRequest, Tally
from parindex.cycle.monitoring.pages import Counts, LeadersPage, Moment, Owing
from parindex.cycle.monitoring.queries import base, groups
from parindex.cycle.monitoring.states import DueChange, State
from parindex.cycle.plans.models import Task
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission

MOST = 10
WEEKS = 13


def page(*, by: Actor, on: date, most: int = MOST) -> LeadersPage:
    """What the visible assignments come to on a day: the ``most`` units and tasks that are late."""
    late = _late_units(by=by, on=on)
    return LeadersPage(
        owner_name=_owner(by),
        counts=_counts(sum(late.values()), by=by, on=on),
        units=groups.by_unit(by=by, on=on, only=list(late)[:most]),
        units_late=len(late),
        tasks=_tasks(by=by, on=on, most=most),
        asked=_asked(by),
        trend=trend(by=by, on=on),
    )


def trend(*, by: Actor, on: date) -> tuple[Moment, ...]:
    """How many were owed, late and verified week by week up to a day, as far as the worker kept it."""
    scope = by.scope(Permission.PLAN_READ)
    days = [on - timedelta(weeks=number) for number in range(WEEKS)]
    rows = Tally.objects.filter(day__in=days)
    if not by.is_system:
        seen = Unit.objects.filter(units.within(scope)).order_by().values("pk")
        rows = rows.filter(Q(owner__in=seen) | Q(unit__in=seen))
    summed = (
        rows.order_by("day")
        .values("day")
        .annotate(sum_owed=Sum("owed"), sum_late=Sum("late"), sum_verified=Sum("verified"))
    )
    return tuple(
        Moment(each["day"], each["sum_owed"], each["sum_late"], each["sum_verified"]) for each in summed
    )


def _late_units(*, by: Actor, on: date) -> dict[int, int]:
    """How much is late at each unit where anything is, the most first."""
    late = groups.owed(by).filter(state=State.OPEN, due_on__lt=on)
    counted = late.values_list("unit").annotate(count=Count("*")).order_by("-count", "unit")
    return dict(counted)


def _counts(late: int, *, by: Actor, on: date) -> Counts:
    """What all that is visible comes to: state by state, each counted in the index alone."""
    rows = groups.owed(by)
    states = {state: rows.filter(state=state).count() for state in groups.GOING}
    return Counts(
        owed=sum(states.values()),
        late=late,
        waiting=states[State.DONE],
        verified=states[State.VERIFIED],
        soon=rows.filter(state=State.OPEN, due_on__range=(on, on + groups.SOON)).count(),
    )


def _tasks(*, by: Actor, on: date, most: int) -> tuple[Owing, ...]:
    """The tasks that are late at the most units, the longest first among equals."""
    late = groups.owed(by).filter(state=State.OPEN, due_on__lt=on)
    counted = late.values("task").annotate(units=Count("unit", distinct=True), first=Min("due_on"))
    shown = list(counted.order_by("-units", "first", "task")[:most])
    known = Task.objects.select_related("plan").in_bulk([each["task"] for each in shown])
    return tuple(
        Owing(
            task=each["task"],
            plan=known[each["task"]].plan_id,
            text=known[each["task"]].text,
            plan_name=known[each["task"]].plan.number or known[each["task"]].plan.title,
            since=each["first"],
            units=each["units"],
        )
        for each in shown
    )


def _asked(by: Actor) -> int:
    """How many requests for another due date wait for a decision."""
    return DueRequest.objects.filter(
        state=DueChange.ASKED, assignment__in=base.visible(by).order_by().values("pk")
    ).count()


def _owner(by: Actor) -> str:
    """Whose page it is: the unit the person belongs to first."""
    found = Unit.objects.filter(pk=by.home.unit).first() if by.home else None
    return found.name if found else ""
