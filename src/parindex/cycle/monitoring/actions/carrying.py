"""Carrying over: what was reported and decided elsewhere, with its own times, onto many assignments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parindex.cycle.monitoring import events
from parindex.cycle.monitoring.models import Assignment, Report
from parindex.cycle.monitoring.states import Kind, State, step
from parindex.cycle.plans.models import Plan
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history

_AT_ONCE = 1000
_FIELDS = ("state", "done", "total", "done_on", "reported_at", "version")


@dataclass(frozen=True, slots=True)
class CarriedEntry:
    """One entry as it was made elsewhere."""

    assignment: int
    kind: Kind
    at: datetime
    by_name: str
    text: str = ""
    done: int | None = None
    total: int | None = None
    done_on: date | None = None
    obstacle: str = ""
    proposal: str = ""


@transaction.atomic
def carry(
    plan: Plan, entries: Sequence[CarriedEntry], *, is_illustrative: bool = False, by: Actor, at: datetime
) -> int:
    """Add entries to assignments of a plan that have none yet; returns how many, all of them or none.

    Raises states.WrongStep for an order that cannot be.
    """
    require(by, Permission.TASK_VERIFY, at=plan.unit.place)
    told: dict[int, list[CarriedEntry]] = defaultdict(list)
    for entry in entries:
        told[entry.assignment].append(entry)
    rows = Assignment.objects.select_for_update(of=("self",)).filter(plan=plan, reports=None)
    held = [row for row in rows.order_by("pk") if row.pk in told]
    made = [
        _made(row, number, entry, is_illustrative=is_illustrative)
        for row in held
        for number, entry in enumerate(sorted(told[row.pk], key=lambda each: each.at), start=1)
    ]
    Report.objects.bulk_create(made, batch_size=_AT_ONCE)
    Assignment.objects.bulk_update(held, _FIELDS, batch_size=_AT_ONCE)
    history.record(events.CARRIED, plan, by=by, at=at, place=plan.unit.place, entries=len(made))
    return len(made)


def _made(row: Assignment, number: int, entry: CarriedEntry, *, is_illustrative: bool) -> Report:
    """The entry, and ``row`` as it stands after it."""
    row.state = step(State(row.state), entry.kind)
    row.version += 1
    if entry.kind in (Kind.PROGRESS, Kind.DONE):
        row.reported_at, row.done_on = entry.at, entry.done_on
        if entry.total is not None:
            row.done, row.total = entry.done, entry.total
    elif entry.kind is Kind.RETURNED:
        row.done_on = None
    return Report(
        assignment_id=row.pk,
        number=number,
        kind=entry.kind,
        text=entry.text,
        done=entry.done,
        total=entry.total,
        done_on=entry.done_on,
        obstacle=entry.obstacle,
        proposal=entry.proposal,
        is_illustrative=is_illustrative,
        made_at=entry.at,
        made_by=0,
        made_by_name=entry.by_name[:160],
    )
