"""Fanning a plan out: an assignment for every unit that owes a task; again makes only what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from parindex.cycle.monitoring import events, fanout, specs
from parindex.cycle.monitoring.actions import carrying
from parindex.cycle.monitoring.fanout import LEAD, Owed, Scene, Spread
from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.monitoring.states import State
from parindex.cycle.plans.models import Plan, Task
from parindex.cycle.plans.states import State as PlanState
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.schedules.deadlines import Frequency
from parindex.engine.values.findings import Finding
from parindex.foundation.audit import actions as history
from parindex.foundation.jobs import actions as jobs

Progress = Callable[[int, int], None]
JOB = "monitoring.fan-out"
_ROWS_AT_ONCE = 10_000
_INSERT = """
    INSERT INTO monitoring_assignment (
        task_id, plan_id, owner_id, unit_id, role, scope, turn, since, until, due_on, made_at,
        division, counted_in, state, version
    ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_COPY = """
    COPY monitoring_assignment (
        task_id, plan_id, owner_id, unit_id, role, scope, turn, since, until, due_on, made_at,
        division, counted_in, state, version
    ) FROM STDIN
"""


class NotIssued(Exception):
    """A plan that is still drawn up assigns nothing."""


@dataclass(frozen=True, slots=True)
class FanOut:
    """What came of it: new assignments of those who lead, of those who join in, and what was found."""

    made: int = 0
    informed: int = 0
    findings: tuple[Finding, ...] = ()


def order(plan: Plan, *, rhythm: str = "", by: Actor, at: datetime) -> None:
    """Have the worker fan a plan out on behalf of ``by``; ``jobs.queries.progress_of`` tells how far it is.

    Raises NotIssued.
    """
    require(by, Permission.PLAN_ISSUE, at=plan.unit.place)
    _must_be_issued(plan)
    jobs.enqueue(
        JOB,
        key=f"{JOB}:{plan.pk}:{at:%Y%m%dT%H%M%S}",
        subject=f"{plan._meta.label_lower}:{plan.pk}",
        at=at,
        plan=plan.pk,
        person=by.person or 0,
        rhythm=Frequency(rhythm).value if rhythm else "",
    )


def fan_out(
    plan: Plan,
    *,
    rhythm: str = "",
    by: Actor,
    at: datetime,
    progress: Progress = lambda _done, _all: None,
) -> FanOut:
    """Assign every task to whoever leads it or joins in, by the units that existed when the plan was issued.

    ``rhythm`` is how often continuous tasks are reported on: "monthly", "quarterly", "yearly"; blank: they
    are owed once, without a date. Task by task, each wholly or not at all; what exists stays as it is.
    Imported tasks that one unit owes stand as their list says.
    Raises NotIssued.
    """
    require(by, Permission.PLAN_ISSUE, at=plan.unit.place)
    _must_be_issued(plan)
    scene = specs.scene(plan, today=timezone.localdate(at), rhythm=Frequency(rhythm) if rhythm else None)
    tasks = list(Task.objects.filter(plan=plan, cancelled_on=None).order_by("table", "position", "pk"))
    made = informed = done = 0
    found: list[Finding] = []
    for some in _chunks(specs.works(tasks, plan=plan), scene):
        new = _make(plan, some, at=at)
        leading = sum(each.role == LEAD for each in new)
        made, informed, done = made + leading, informed + len(new) - leading, done + len(some)
        found += [each for one in some for each in one.findings]
        progress(done, len(tasks))
    result = FanOut(made, informed, tuple(found))
    _tell(plan, result, by=by, at=at)
    carrying.carry_listed(plan, by=by, at=at)
    return result


def _must_be_issued(plan: Plan) -> None:
    if plan.state != PlanState.ISSUED:
        raise NotIssued(plan.state)


def _chunks(works: Sequence[fanout.Work], scene: Scene) -> Iterator[list[Spread]]:
    """What tasks give, so many tasks at a time that one transaction stays short."""
    some: list[Spread] = []
    for work in works:
        some.append(fanout.spread(work, scene))
        if sum(len(each.owed) for each in some) >= _ROWS_AT_ONCE:
            yield some
            some = []
    if some:
        yield some


@transaction.atomic
def _make(plan: Plan, some: Sequence[Spread], *, at: datetime) -> list[Owed]:
    """Store what is not there yet; two at once take turns at the plan."""
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    wanted = [owed for each in some for owed in each.owed]
    there = _there({owed.task for owed in wanted})
    new = [owed for owed in wanted if not there.holds(owed)]
    _insert(plan, new, at=at)
    return new


@dataclass(frozen=True, slots=True)
class _There:
    """The assignments that some tasks have already."""

    keys: frozenset[tuple[int, int, str, int]]
    once: frozenset[tuple[int, int, str]]
    """Those owed once: a rhythm that is named later gives them no turns."""
    led: frozenset[tuple[int, int]]

    def holds(self, owed: Owed) -> bool:
        """Whether there is nothing to be made; who leads does not also join in."""
        if owed.key in self.keys or (owed.task, owed.unit, owed.role) in self.once:
            return True
        return owed.role != LEAD and (owed.task, owed.unit) in self.led


def _there(tasks: set[int]) -> _There:
    rows = Assignment.objects.filter(task__in=tasks).order_by()
    found = list(rows.values_list("task", "unit", "role", "turn", "since"))
    return _There(
        keys=frozenset((task, unit, role, turn) for task, unit, role, turn, _ in found),
        once=frozenset((task, unit, role) for task, unit, role, _, since in found if since is None),
        led=frozenset((task, unit) for task, unit, role, *_ in found if role == LEAD),
    )


def _insert(plan: Plan, new: Sequence[Owed], *, at: datetime) -> None:
    """Store the rows the fastest way the database has: making models of them takes four times as long."""
    day, moment = connection.ops.adapt_datefield_value, connection.ops.adapt_datetimefield_value(at)
    rows = [
        (
            *(each.task, plan.pk, plan.unit_id, each.unit, each.role, each.scope, each.turn),
            *(day(each.since), day(each.until), day(each.due_on), moment),
            *("", "", State.OPEN.value, 1),
        )
        for each in new
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(_COPY) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(_INSERT, rows)


@transaction.atomic
def _tell(plan: Plan, result: FanOut, *, by: Actor, at: datetime) -> None:
    """One row for the whole plan: what is done with an assignment later stands on its own trail."""
    history.record(
        events.FANNED_OUT,
        plan,
        by=by,
        at=at,
        place=plan.unit.place,
        made=result.made,
        informed=result.informed,
        findings=len(result.findings),
    )
