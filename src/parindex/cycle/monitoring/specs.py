"""From tables to what a plan is fanned out by: its tasks, whom it may assign to, its calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from parindex.cycle.monitoring.fanout import Body, Named, Scene, Work, years_of
from parindex.cycle.monitoring.findings import Where
from parindex.cycle.monitoring.models import Occasion
from parindex.cycle.plans import queries as plans
from parindex.cycle.plans import taking
from parindex.cycle.plans.models import Assignee, Plan, Task
from parindex.cycle.units import queries as units
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Scope
from parindex.engine.schedules import workdays as calendars
from parindex.engine.schedules.deadlines import DeadlineKind, DeadlineSpec, Frequency
from parindex.engine.schedules.workdays import Workdays

NARROW = frozenset({Kind.COMMUNE.value, Kind.DISTRICT.value, Kind.DIVISION.value})
"""Units of these kinds assign to themselves and what stands below them; the others to all of the province."""


def workdays() -> Workdays:
    """The working days: the official ones and what the operator noted beside the database."""
    place = operators_list()
    return _noted(place.read_text(encoding="utf-8") if place.exists() else "")


def operators_list() -> Path:
    """Where the operator notes days off and days worked besides the official ones."""
    return Path(settings.HOME) / "ngay-nghi.txt"


@lru_cache(maxsize=4)
def _noted(text: str) -> Workdays:
    return calendars.official(calendars.changes(text))


def issued_on(plan: Plan) -> date:
    """The day whose units a plan means: that of its issue, else the day it was taken."""
    return plan.issued_on or timezone.localdate(plan.taken_at)


def scene(plan: Plan, *, today: date, rhythm: Frequency | None = None) -> Scene:
    """What every task of a plan is fanned out by."""
    day, owner = issued_on(plan), plan.unit
    is_narrow = owner.kind in NARROW
    reach = (
        Scope(units=frozenset({owner.pk}))
        if is_narrow
        else Scope(provinces=frozenset(owner.place.lineage[:1]))
    )
    rows = list(Unit.objects.filter(units.within(reach)).order_by("position", "pk"))
    bodies = {row.pk: Body(row.pk, row.name, row.until) for row in rows}
    return Scene(
        owner=Body(owner.pk, owner.name, owner.until),
        bodies=bodies,
        groups=_groups(owner, [row for row in rows if row.exists_on(day)], bodies, is_narrow=is_narrow),
        issued_on=plan.issued_on,
        years=years_of(f"{plan.title}", issued_on=day, today=today),
        workdays=workdays(),
        occasions=dict(Occasion.objects.filter(plan=plan).values_list("event", "happened_on")),
        rhythm=rhythm,
    )


def works(tasks: Iterable[Task], *, plan: Plan) -> tuple[Work, ...]:
    """The tasks as they are fanned out; a further row of a task has the deadline of the row it continues."""
    rows = list(tasks)
    named: dict[int, list[Named]] = {}
    people = Assignee.objects.filter(task__in=[row.pk for row in rows]).order_by(
        "task", "role", "position", "pk"
    )
    for each in people.prefetch_related("units"):
        named.setdefault(each.task_id, []).append(_named(each))
    return tuple(
        Work(
            key=row.pk,
            where=Where(
                row.number or row.continues, table=row.table, page=row.source_page, row=row.source_row
            ),
            deadline=_deadline(row),
            people=tuple(named.get(row.pk, ())),
            is_own=plan.document_id is None,
            is_owed_above=row.carries_id is not None,
        )
        for row in rows
    )


def deadline(task: Task) -> DeadlineSpec:
    """The deadline of a task as a value."""
    return DeadlineSpec(
        kind=DeadlineKind(task.deadline_kind),
        text=task.deadline_text,
        due=task.due_on,
        days=task.days,
        event=task.event,
        frequency=task.frequency,
    )


def _deadline(row: Task) -> DeadlineSpec:
    if row.continues and row.deadline_kind == DeadlineKind.UNSTATED:
        above = Task.objects.filter(Q(number=row.continues), plan=row.plan_id, table=row.table)
        first = above.filter(position__lt=row.position).order_by("-position", "-pk").first()
        return deadline(first or row)
    return deadline(row)


def _named(row: Assignee) -> Named:
    return Named(
        role=row.role,
        text=row.text,
        scope=row.scope,
        units=tuple(unit.pk for unit in row.units.all()),
        groups=taking.groups_of(row.groups),
    )


def _groups(
    owner: Unit, rows: list[Unit], bodies: dict[int, Body], *, is_narrow: bool
) -> dict[str, tuple[Body, ...]]:
    """The units of each group that exist on the day, without the owner and the body it acts through."""
    found: dict[str, list[Body]] = {}
    for row in rows:
        if row.pk == owner.pk:
            continue
        if row.kind == Kind.DIVISION and row.parent_id == owner.pk:
            groups: tuple[str, ...] = ("divisions", "all") if is_narrow else ("divisions",)
        elif row.kind == Kind.CITY_BODY and owner.province_id is None:
            groups = ()
        else:
            groups = () if is_narrow else plans.GROUPS_OF_KIND.get(row.kind, ())
        for group in groups:
            found.setdefault(group, []).append(bodies[row.pk])
    return {group: tuple(members) for group, members in found.items()}
