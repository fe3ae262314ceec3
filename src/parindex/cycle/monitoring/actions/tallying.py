"""Tallying: once a day, how much each unit owes and is late with, for the trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from parindex.cycle.monitoring.models import Assignment, Report, Tally
from parindex.cycle.monitoring.states import STEPS, Kind, State
from parindex.cycle.plans.models import LEAD
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require, require_anywhere
from parindex.engine.access.permissions import Permission

_COUNTS = ("owed", "late", "waiting", "verified")


@transaction.atomic
def tally(
    day: date, *, by: Actor, at: datetime, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Count what stands now as the tally of ``day``; the same day again replaces it. Returns its rows."""
    require_anywhere(by, Permission.TASK_VERIFY)
    is_open = Q(state=State.OPEN)
    counted = (
        Assignment.objects.filter(role=LEAD)
        .exclude(state=State.CANCELLED)
        .order_by("owner", "unit")
        .values("owner", "unit")
        .annotate(
            owed=Count("pk", filter=is_open),
            late=Count("pk", filter=is_open & Q(due_on__lt=day)),
            waiting=Count("pk", filter=Q(state=State.DONE)),
            verified=Count("pk", filter=Q(state=State.VERIFIED)),
        )
    )
    rows = [
        Tally(
            owner_id=each["owner"],
            unit_id=each["unit"],
            day=day,
            owed=each["owed"],
            late=each["late"],
            waiting=each["waiting"],
            verified=each["verified"],
        )
        for each in counted
    ]
    _keep(rows)
    progress(len(rows), len(rows))
    return len(rows)


@transaction.atomic
def recount(owner: Unit, days: Sequence[date], *, by: Actor, at: datetime) -> int:
    """Count past days from the trails, after progress was carried over; returns how many rows.

    What is owed now counts as owed on all of them: when it was assigned elsewhere nobody told.
    """
    require(by, Permission.TASK_VERIFY, at=owner.place)
    due = Assignment.objects.filter(owner=owner, role=LEAD).exclude(state=State.CANCELLED)
    trails = _trails(owner)
    counted: dict[tuple[int, date], dict[str, int]] = defaultdict(lambda: dict.fromkeys(_COUNTS, 0))
    for key, unit, due_on in due.order_by("pk").values_list("pk", "unit", "due_on"):
        for day in days:
            told = [state for on, state in trails.get(key, ()) if on <= day]
            one = counted[unit, day]
            state = told[-1] if told else State.OPEN
            one["waiting"] += state is State.DONE
            one["verified"] += state is State.VERIFIED
            one["owed"] += state is State.OPEN
            one["late"] += state is State.OPEN and due_on is not None and due_on < day
    rows = [Tally(owner=owner, unit_id=unit, day=day, **one) for (unit, day), one in counted.items()]
    _keep(rows)
    return len(rows)


def _trails(owner: Unit) -> dict[int, list[tuple[date, State]]]:
    """For each assignment the days on which its state changed, oldest first."""
    found: dict[int, list[tuple[date, State]]] = defaultdict(list)
    told = Report.objects.filter(assignment__owner=owner, kind__in=list(STEPS)).order_by(
        "assignment", "number"
    )
    for key, kind, made_at in told.values_list("assignment", "kind", "made_at"):
        found[key].append((timezone.localdate(made_at), STEPS[Kind(kind)][1]))
    return found


def _keep(rows: Sequence[Tally]) -> None:
    Tally.objects.bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=("owner", "unit", "day"),
        update_fields=_COUNTS,
    )
