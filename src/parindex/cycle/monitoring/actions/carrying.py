"""Carrying over: what was reported and decided elsewhere, with its own times, onto many assignments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from parindex.cycle.monitoring import events
from parindex.cycle.monitoring.models import Assignment, Report
from parindex.cycle.monitoring.states import Kind, State, step
from parindex.cycle.plans.actions.amending import ADDED
from parindex.cycle.plans.models import LEAD, Amendment, Plan, Task
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history

_AT_ONCE = 1000
_DONE = frozenset({"done", "done_late"})
_SAYS_NOTHING = ("", "not_started")
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
    return _carry(plan, entries, is_illustrative=is_illustrative, by=by, at=at)


@transaction.atomic
def carry_listed(plan: Plan, *, by: Actor, at: datetime) -> int:
    """Say of imported tasks how they stood in their list, where one unit alone owes them, once; how many.

    What the list calls done is reported done, to be verified as ever; the day is known only as far as the
    list says that it was late.
    """
    require(by, Permission.PLAN_ISSUE, at=plan.unit.place)
    listed = Task.objects.filter(plan=plan, cancelled_on=None).exclude(listed_as__in=_SAYS_NOTHING)
    owed = Assignment.objects.filter(task__in=listed, role=LEAD).order_by()
    alone = owed.values("task").annotate(units=Count("pk")).filter(units=1).values("task")
    rows = owed.filter(task__in=alone, state=State.OPEN, reports=None).select_related("task")
    said = Amendment.objects.filter(task__in=[row.task_id for row in rows], field=ADDED)
    added = {each.task_id: each for each in said.order_by("task", "pk")}
    entries = [_listed(row, added[row.task_id]) for row in rows if row.task_id in added]
    return _carry(plan, entries, is_illustrative=False, by=by, at=at) if entries else 0


def _listed(row: Assignment, added: Amendment) -> CarriedEntry:
    imported_on, is_done = timezone.localdate(added.made_at), row.task.listed_as in _DONE
    is_late = row.task.listed_as == "done_late" and row.due_on is not None and row.due_on < imported_on
    return CarriedEntry(
        row.pk,
        Kind.DONE if is_done else Kind.PROGRESS,
        at=added.made_at,
        by_name=added.made_by_name,
        text=added.reason,
        done_on=imported_on if is_late else None,
    )


def _carry(
    plan: Plan, entries: Sequence[CarriedEntry], *, is_illustrative: bool, by: Actor, at: datetime
) -> int:
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
