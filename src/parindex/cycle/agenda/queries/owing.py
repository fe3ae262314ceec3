"""What the tasks that were assigned ask of a person: to report, to verify, to decide on due dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q

from parindex.cycle.monitoring.models import Assignment, DueRequest
from parindex.cycle.monitoring.queries import base, groups
from parindex.cycle.monitoring.states import DueChange, State
from parindex.cycle.plans.models import LEAD
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class Owing:
    """How much is late and soon due at the person's own units, and what waits for their verdict.

    ``since`` is the earliest of the days that are past, ``nearest`` the next one to come.
    """

    late: int = 0
    since: date | None = None
    soon: int = 0
    nearest: date | None = None
    waiting: int = 0
    asked: int = 0
    behind: int = 0
    """How much other units are late with, by the plans that the person verifies; counted to a cap."""


def owing(*, by: Actor, on: date) -> Owing:
    """What is asked of ``by`` on a day; nothing of the system."""
    if by.is_system:
        return Owing()
    return Owing(**_to_report(by, on=on), **_to_verify(by, on=on))


def _to_report(by: Actor, *, on: date) -> dict[str, Any]:
    if not by.scope(Permission.TASK_REPORT):
        return {}
    rows = Assignment.objects.filter(unit__in=_own(by), state=State.OPEN, role=LEAD).order_by()
    past, soon = Q(due_on__lt=on), Q(due_on__range=(on, on + groups.SOON))
    return rows.filter(due_on__lte=on + groups.SOON).aggregate(
        late=Count("pk", filter=past),
        since=Min("due_on", filter=past),
        soon=Count("pk", filter=soon),
        nearest=Min("due_on", filter=soon),
    )


def _own(by: Actor) -> list[int]:
    """The units that the person reports for."""
    own = Unit.objects.filter(units.within(by.scope(Permission.TASK_REPORT)))
    return list(own.order_by("pk").values_list("pk", flat=True))


def _to_verify(by: Actor, *, on: date) -> dict[str, Any]:
    scope = by.scope(Permission.TASK_VERIFY)
    if not scope:
        return {}
    owners = base.owners_within(scope)
    rows = Assignment.objects.filter(owner__in=owners).order_by()
    asked = DueRequest.objects.filter(state=DueChange.ASKED, assignment__owner__in=owners)
    late = rows.filter(state=State.OPEN, role=LEAD, due_on__lt=on).exclude(unit__in=_own(by))
    return {
        "behind": min(base.capped(late), base.CAP),
        "waiting": min(base.capped(rows.filter(state=State.DONE)), base.CAP),
        "asked": asked.count(),
    }
