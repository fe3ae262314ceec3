"""Tallying: once a day, how much each unit owes and is late with, for the trend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from parindex.cycle.monitoring.models import Assignment, Tally
from parindex.cycle.monitoring.states import State
from parindex.cycle.plans.models import LEAD
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require_anywhere
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
    Tally.objects.bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=("owner", "unit", "day"),
        update_fields=_COUNTS,
    )
    progress(len(rows), len(rows))
    return len(rows)
