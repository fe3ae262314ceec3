"""Following a plan that was amended: cancelled tasks are owed no more, restored ones again, dates move."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from parindex.cycle.monitoring import events, fanout, specs
from parindex.cycle.monitoring.actions.entries import Entries
from parindex.cycle.monitoring.models import Assignment, Report
from parindex.cycle.monitoring.states import Kind, State
from parindex.cycle.plans.models import LEAD, Plan, Task
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.schedules.deadlines import DeadlineKind
from parindex.foundation.audit import actions as history

_DROPPED = "Nhiệm vụ bị hủy theo"


@dataclass(frozen=True, slots=True)
class Followed:
    """How many open assignments got another due date, how many are owed no more, how many are again."""

    moved: int
    cancelled: int
    reopened: int


@transaction.atomic
def follow(plan: Plan, *, by: Actor, at: datetime) -> Followed:
    """Bring the open assignments of a plan in line with its tasks as they read now.

    A due date that was set or armed on the assignment itself stays. New tasks and new leads are assigned by
    fanning out again, when somebody decides to.
    """
    require(by, Permission.PLAN_ISSUE, at=plan.unit.place)
    tasks = {task.pk: task for task in Task.objects.filter(plan=plan).order_by("pk")}
    reopened = _reopen(plan, by=by, at=at)
    rows = Assignment.objects.select_for_update(of=("self",)).filter(plan=plan, state=State.OPEN)
    found = list(rows.order_by("pk"))
    cancelled = _cancel(found, tasks, by=by, at=at)
    result = Followed(_move(plan, found, tasks, by=by, at=at), cancelled, reopened)
    if result != Followed(0, 0, 0):
        history.record(events.FOLLOWED, plan, by=by, at=at, place=plan.unit.place, **asdict(result))
    return result


def _reopen(plan: Plan, *, by: Actor, at: datetime) -> int:
    """Open again what was cancelled with its task alone: not what a decision of its own cancelled."""
    gone = Assignment.objects.select_for_update(of=("self",)).filter(plan=plan, state=State.CANCELLED)
    last = Report.objects.filter(assignment=OuterRef("pk")).order_by("-number")
    rows = gone.filter(task__cancelled_on=None).annotate(
        last_kind=Subquery(last.values("kind")[:1]), last_text=Subquery(last.values("text")[:1])
    )
    dropped = rows.filter(last_kind=Kind.CANCELLED, last_text__startswith=_DROPPED)
    keys = list(dropped.order_by("pk").values_list("pk", flat=True))
    if keys:
        text = "Nhiệm vụ được khôi phục trong kế hoạch."
        Entries(keys, by=by, at=at).add(Kind.RESTORED, text, state=State.OPEN)
    return len(keys)


def _cancel(rows: list[Assignment], tasks: dict[int, Task], *, by: Actor, at: datetime) -> int:
    dropped: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if tasks[row.task_id].cancelled_on is not None:
            dropped[tasks[row.task_id].cancelled_by].append(row.pk)
    for decision, keys in dropped.items():
        entries = Entries(keys, by=by, at=at)
        entries.add(Kind.CANCELLED, f"{_DROPPED} {decision}.", state=State.CANCELLED)
        entries.close_requests("Nhiệm vụ đã bị hủy.")
    return sum(len(keys) for keys in dropped.values())


def _move(plan: Plan, rows: list[Assignment], tasks: dict[int, Task], *, by: Actor, at: datetime) -> int:
    days = _days(plan, tasks, today=timezone.localdate(at))
    own = set(
        Report.objects.filter(assignment__plan=plan, kind=Kind.DUE)
        .order_by()
        .values_list("assignment", flat=True)
    )
    moved: dict[date, list[int]] = defaultdict(list)
    for row in rows:
        due_on = days.get((row.task_id, row.turn if row.since else 0))
        if row.role == LEAD and due_on is not None and due_on != row.due_on and row.pk not in own:
            moved[due_on].append(row.pk)
    for due_on, keys in moved.items():
        text = f"Hạn {due_on:%d/%m/%Y} theo thời hạn đã sửa trong kế hoạch."
        Entries(keys, by=by, at=at).add(Kind.DUE, text, due_on=due_on)
    return sum(len(keys) for keys in moved.values())


def _days(plan: Plan, tasks: dict[int, Task], *, today: date) -> dict[tuple[int, int], date]:
    """The due dates by task and turn; turn 0 for what is owed once."""
    scene = specs.scene(plan, today=today)
    found = {}
    for work in specs.works((task for task in tasks.values() if task.cancelled_on is None), plan=plan):
        if work.deadline.kind is DeadlineKind.UNSTATED:
            continue
        for slot in fanout.slots_of(work.deadline, scene):
            if slot.due_on is not None:
                found[work.key, slot.turn if slot.since else 0] = slot.due_on
    return found
