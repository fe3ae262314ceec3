"""A plan about to be fanned out: what each task comes to, what is there already, how far the worker is."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from parindex.cycle.documents.outline import DeadlineKind
from parindex.cycle.monitoring import fanout, specs
from parindex.cycle.monitoring.models import Assignment, Occasion
from parindex.cycle.monitoring.pages import Awaited, FanOutPage, PlannedTask
from parindex.cycle.plans import queries as plans
from parindex.cycle.plans.models import LEAD, PARTNER, Plan, Task
from parindex.cycle.plans.states import State
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.schedules.deadlines import Frequency
from parindex.foundation.jobs import queries as jobs
from parindex.foundation.jobs.queries import Progress

UNDER_WAY = frozenset({"queued", "running"})


def page(key: int, *, rhythm: str = "", by: Actor, on: date, first: int = 0, most: int) -> FanOutPage:
    """``most`` tasks of one visible plan from number ``first`` on; Plan.DoesNotExist otherwise."""
    plan = plans.get(key, by=by)
    live = Task.objects.filter(plan=plan, cancelled_on=None)
    shown = list(live.order_by("table", "position", "pk")[first : first + most])
    run = under_way(plan)
    return FanOutPage(
        plan=plan.pk,
        name=plan.number or plan.title,
        is_issued=plan.state == State.ISSUED,
        tasks=_tasks(plan, shown, rhythm=rhythm, on=on),
        count=live.count(),
        there=Assignment.objects.filter(plan=plan, role=LEAD).count(),
        has_continuous=live.filter(deadline_kind=DeadlineKind.CONTINUOUS).exists(),
        awaited=_awaited(plan),
        is_running=run is not None and run.state in UNDER_WAY,
        done=run.done if run else 0,
        total=run.total if run else 0,
        failed=run is not None and run.state == "failed",
        may_record=by.can(Permission.TASK_VERIFY, at=plan.unit.place),
    )


def under_way(plan: Plan) -> Progress | None:
    """How far the newest job on a plan is."""
    return jobs.progress_of(f"{plan._meta.label_lower}:{plan.pk}")


def _tasks(plan: Plan, shown: list[Task], *, rhythm: str, on: date) -> tuple[PlannedTask, ...]:
    frequency = Frequency(rhythm) if rhythm in set(Frequency) else None
    scene = specs.scene(plan, today=on, rhythm=frequency)
    spreads = [fanout.spread(work, scene) for work in specs.works(shown, plan=plan)]
    there = dict(
        Assignment.objects.filter(task__in=[row.pk for row in shown])
        .order_by()
        .values_list("task")
        .annotate(rows=Count("pk"))
    )
    return tuple(_task(row, spread, there.get(row.pk, 0)) for row, spread in zip(shown, spreads, strict=True))


def _task(row: Task, spread: fanout.Spread, there: int) -> PlannedTask:
    led = [each for each in spread.owed if each.role == LEAD]
    units = {each.unit for each in led}
    days = [each.due_on for each in led if each.due_on is not None]
    return PlannedTask(
        task=row.pk,
        number=row.number,
        text=row.text,
        deadline=row.deadline_text,
        leads=len(units),
        partners=len({each.unit for each in spread.owed if each.role == PARTNER}),
        turns=len({each.turn for each in led}),
        due_on=min(days, default=None),
        there=there,
        findings=spread.findings,
    )


def _awaited(plan: Plan) -> tuple[Awaited, ...]:
    """The events that deadlines of the plan wait for."""
    happened = dict(Occasion.objects.filter(plan=plan).order_by().values_list("event", "happened_on"))
    rows = Task.objects.filter(plan=plan, cancelled_on=None, deadline_kind__in=_WAITING).exclude(event="")
    counted = rows.order_by("event").values_list("event").annotate(tasks=Count("pk"))
    return tuple(Awaited(event, tasks, happened.get(event)) for event, tasks in counted)


_WAITING = (DeadlineKind.RELATIVE, DeadlineKind.EVENT)
