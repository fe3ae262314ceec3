"""A plan about to be fanned out: what each task comes to, what is there already, how far the worker is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Count

from parindex.cycle.documents.outline import DeadlineKind
from parindex.cycle.monitoring import fanout, findings, specs
from parindex.cycle.monitoring.models import Assignment, Occasion
from parindex.cycle.monitoring.pages import Awaited, FanOutPage, PlannedTask
from parindex.cycle.monitoring.states import State as Owing
from parindex.cycle.plans import queries as plans
from parindex.cycle.plans.models import LEAD, PARTNER, Amendment, Plan, Task
from parindex.cycle.plans.states import State
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.schedules.deadlines import Frequency
from parindex.engine.values.findings import Finding
from parindex.foundation.jobs import queries as jobs
from parindex.foundation.jobs.queries import Progress

LEADS = "leads"
"""How an amendment of the leads is called."""
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
    works = specs.works(shown, plan=plan)
    spreads = [fanout.spread(work, scene) for work in works]
    changed = _changed(works, spreads, scene)
    there = dict(
        Assignment.objects.filter(task__in=[row.pk for row in shown])
        .order_by()
        .values_list("task")
        .annotate(rows=Count("pk"))
    )
    return tuple(
        _task(row, spread, there.get(row.pk, 0), (*spread.findings, *changed.get(row.pk, ())))
        for row, spread in zip(shown, spreads, strict=True)
    )


def _changed(
    works: Sequence[fanout.Work], spreads: Sequence[fanout.Spread], scene: fanout.Scene
) -> dict[int, list[Finding]]:
    """Of the tasks that were assigned and whose leads were amended: who owes what is no longer theirs, and
    who does not owe yet what is. What a successor took over stays theirs."""
    amended = Amendment.objects.filter(field=LEADS, task__in=[work.key for work in works]).order_by()
    rows = Assignment.objects.filter(task__in=amended.values("task"), role=LEAD).order_by("unit__position")
    owing: dict[int, dict[int, bool]] = {}
    for task, unit, state, came in rows.values_list("task", "unit", "state", "handed_from"):
        known = owing.setdefault(task, {})
        known[unit] = known.get(unit, False) or (state == Owing.OPEN and came is None)
    found: dict[int, list[Finding]] = {}
    for work, spread in zip(works, spreads, strict=True):
        if work.key in owing:
            found[work.key] = list(_of_leads(work, spread, owing[work.key], scene))
    return found


def _of_leads(
    work: fanout.Work, spread: fanout.Spread, owing: Mapping[int, bool], scene: fanout.Scene
) -> Iterator[Finding]:
    leads = dict.fromkeys(each.unit for each in spread.owed if each.role == LEAD)
    known = scene.bodies
    gone = [
        known[unit].name for unit, is_open in owing.items() if is_open and unit in known and unit not in leads
    ]
    new = [known[unit].name for unit in leads if unit not in owing]
    if gone:
        yield findings.lead_no_more(work.where, gone)
    if new:
        yield findings.lead_not_assigned(work.where, new)


def _task(row: Task, spread: fanout.Spread, there: int, found: tuple[Finding, ...]) -> PlannedTask:
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
        findings=found,
    )


def _awaited(plan: Plan) -> tuple[Awaited, ...]:
    """The events that deadlines of the plan wait for."""
    happened = dict(Occasion.objects.filter(plan=plan).order_by().values_list("event", "happened_on"))
    rows = Task.objects.filter(plan=plan, cancelled_on=None, deadline_kind__in=_WAITING).exclude(event="")
    counted = rows.order_by("event").values_list("event").annotate(tasks=Count("pk"))
    return tuple(Awaited(event, tasks, happened.get(event)) for event, tasks in counted)


_WAITING = (DeadlineKind.RELATIVE, DeadlineKind.EVENT)
