"""Due dates that change: asked for, decided, set, or reckoned once an event has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from parindex.cycle.monitoring import checks, events, specs
from parindex.cycle.monitoring.actions.entries import Entries
from parindex.cycle.monitoring.actions.held import Held
from parindex.cycle.monitoring.models import Assignment, DueRequest, Occasion, Report
from parindex.cycle.monitoring.states import DueChange, Kind, State, step
from parindex.cycle.plans.models import Plan, Task
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.schedules import dues
from parindex.foundation.audit import actions as history


@dataclass(frozen=True, slots=True)
class Armed:
    """What an event did: how many assignments got a due date, of how many tasks it still has to be set."""

    assignments: int
    undated: int


@transaction.atomic
def ask(
    assignment: Assignment, *, wanted: date, reason: str, seen: int, by: Actor, at: datetime
) -> DueRequest:
    """Ask for a later due date, one request at a time. Raises WrongValue, Overtaken, WrongStep."""
    require(by, Permission.TASK_REPORT, at=assignment.unit.place)
    held, why = Held(assignment, by=by, at=at), checks.said(reason, field="reason")
    held.must_be(seen)
    step(State(held.row.state), Kind.PROGRESS)
    if wanted < timezone.localdate(at) or (held.row.due_on is not None and wanted <= held.row.due_on):
        raise checks.WrongValue("wanted")
    if held.row.due_requests.filter(state=DueChange.ASKED).exists():
        raise checks.WrongValue("request")
    request = DueRequest.objects.create(
        assignment=held.row,
        was=held.row.due_on,
        wanted=wanted,
        reason=why,
        asked_at=at,
        asked_by=by.person or 0,
        asked_by_name=by.name[:160],
    )
    held.change()
    history.record(
        events.DUE_ASKED, held.row, by=by, at=at, place=held.place, **held.facts, wanted=f"{wanted:%d/%m/%Y}"
    )
    return request


@transaction.atomic
def decide(request: DueRequest, *, verdict: DueChange, decision: str, by: Actor, at: datetime) -> None:
    """Grant a request by the number of a decision, or refuse it for a reason; once.

    Raises Overtaken when it was decided meanwhile, WrongValue, WrongStep.
    """
    require(by, Permission.TASK_VERIFY, at=request.assignment.owner.place)
    held = Held(request.assignment, by=by, at=at)
    row = DueRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if row.state != DueChange.ASKED:
        raise checks.Overtaken(row.state)
    if verdict is DueChange.ASKED:
        raise checks.WrongValue("verdict")
    told = checks.said(decision, field="decision")
    is_granted = verdict is DueChange.GRANTED
    row.state, row.decision, row.decided_at, row.decided_by_name = verdict, told, at, by.name[:160]
    row.save(update_fields=["state", "decision", "decided_at", "decided_by_name"])
    wanted = f"{row.wanted:%d/%m/%Y}"
    if is_granted:
        held.enter(Kind.DUE, text=f"Gia hạn đến {wanted} theo {told}.", changes={"due_on": row.wanted})
        history.record(
            events.DUE_GRANTED,
            held.row,
            by=by,
            at=at,
            place=held.place,
            **held.facts,
            wanted=wanted,
            decision=told,
        )
    else:
        held.change()
        history.record(
            events.DUE_REFUSED, held.row, by=by, at=at, place=held.place, **held.facts, decision=told
        )


@transaction.atomic
def set_due(
    assignment: Assignment, *, due_on: date, decision: str, seen: int, by: Actor, at: datetime
) -> Report:
    """Set the due date of one assignment, by what is stated. Raises WrongValue, Overtaken, WrongStep."""
    require(by, Permission.TASK_VERIFY, at=assignment.owner.place)
    held, told = Held(assignment, by=by, at=at), checks.said(decision, field="decision")
    held.must_be(seen)
    day = f"{due_on:%d/%m/%Y}"
    entry = held.enter(Kind.DUE, text=f"Ấn định hạn {day}: {told}.", changes={"due_on": due_on})
    held.close_requests(f"Đã ấn định hạn {day}.")
    history.record(
        events.DUE_SET, held.row, by=by, at=at, place=held.place, **held.facts, due=day, decision=told
    )
    return entry


@transaction.atomic
def record_occasion(
    plan: Plan,
    *,
    event: str,
    happened_on: date,
    note: str = "",
    due_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Armed:
    """Note when something happened that deadlines of a plan wait for; the day may be put right later.

    ``event`` is as the deadlines print it; ``due_on`` is the due date where the deadline names no number of
    days ("sau khi …"). Due dates set by a decision stay. Raises WrongValue for an event that no deadline of
    the plan waits for.
    """
    require(by, Permission.TASK_VERIFY, at=plan.unit.place)
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    waiting = list(Task.objects.filter(plan=plan, event=event, cancelled_on=None).order_by("pk"))
    if not waiting or not event:
        raise checks.WrongValue("event")
    known = Occasion.objects.filter(plan=plan, event=event).first()
    was = known.happened_on if known else None
    said = {
        "happened_on": happened_on,
        "note": checks.written(note, field="note"),
        "recorded_at": at,
        "recorded_by_name": by.name[:160],
    }
    Occasion.objects.update_or_create(plan=plan, event=event, defaults=said)
    armed = undated = 0
    for task in waiting:
        day = _due(task, happened_on) or due_on
        undated += day is None
        armed += _arm(task, day, was=_due(task, was) if was else None, event=event, by=by, at=at)
    place, on = plan.unit.place, f"{happened_on:%d/%m/%Y}"
    history.record(events.OCCURRED, plan, by=by, at=at, place=place, occasion=event, on=on, armed=armed)
    return Armed(armed, undated)


def _due(task: Task, happened_on: date) -> date | None:
    return dues.due(specs.deadline(task), happened_on=happened_on, workdays=specs.workdays())


def _arm(task: Task, due_on: date | None, *, was: date | None, event: str, by: Actor, at: datetime) -> int:
    """Give the open assignments of a task their due date; those that have another one keep it."""
    if due_on is None:
        return 0
    unset = Q(due_on=None) if was is None else Q(due_on=None) | Q(due_on=was)
    rows = Assignment.objects.select_for_update(of=("self",)).filter(unset, task=task, state=State.OPEN)
    found = list(rows.exclude(due_on=due_on).order_by("pk").values_list("pk", flat=True))
    text = f"Hạn {due_on:%d/%m/%Y}: {event}."
    return Entries(found, by=by, at=at).add(Kind.DUE, text, due_on=due_on)
