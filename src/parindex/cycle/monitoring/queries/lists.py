"""The list of assignments: searched without diacritics, narrowed, in order of the day they are due."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.monitoring.models import Assignment, DueRequest
from parindex.cycle.monitoring.pages import ALL, ASKED, TODO, AssignmentItem, AssignmentList, Choice, Chosen
from parindex.cycle.monitoring.queries import base
from parindex.cycle.monitoring.states import DueChange, Standing, State
from parindex.cycle.plans.models import Plan, Task, TaskCriterion
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.values.vietnamese import fold

NOTHING = Q(pk__in=())
FEW = 2_000


def listed(chosen: Chosen, *, by: Actor, on: date, first: int = 0, most: int) -> AssignmentList:
    """At most ``most`` of the visible assignments that ``chosen`` leaves, from number ``first`` on."""
    rows = narrowed(base.visible(by), chosen, by=by, on=on)
    count = base.capped(rows)
    frame = around(chosen, by=by)
    shown = in_order(rows)[first : first + most]
    return replace(
        frame,
        rows=items(shown.values_list("pk", flat=True), on=on),
        count=min(count, base.CAP),
        is_least=count > base.CAP,
    )


def around(chosen: Chosen, *, by: Actor) -> AssignmentList:
    """What stands around a list that is limited so, without its rows."""
    named = units.visible(by).filter(pk=chosen.unit).first() if chosen.unit is not None else None
    return AssignmentList(
        rows=(),
        count=0,
        is_least=False,
        chosen=chosen,
        plans=plans_of(by),
        unit_name=named.name if named else chosen.named,
        criterion_name=_criterion(chosen.criterion, by=by) if chosen.criterion is not None else "",
    )


def narrowed(rows: QuerySet[Assignment], chosen: Chosen, *, by: Actor, on: date) -> QuerySet[Assignment]:
    """The assignments that ``chosen`` leaves; a standing or a month that is none leaves nothing."""
    rows = rows.filter(_standing(chosen.standing, on=on))
    if chosen.words.strip():
        rows = rows.filter(task__in=_holding(chosen.words))
    if chosen.plan is not None:
        rows = rows.filter(plan=chosen.plan)
    if chosen.task is not None:
        rows = rows.filter(task=chosen.task)
    if chosen.unit is not None:
        rows = rows.filter(unit=chosen.unit)
    elif chosen.named.strip():
        found = units.matching(units.visible(by), chosen.named).order_by()
        rows = rows.filter(unit__in=list(found.values_list("pk", flat=True)))
    if chosen.criterion is not None:
        rows = rows.filter(task__in=_serving(chosen.criterion))
    if chosen.month:
        rows = rows.filter(_within(chosen.month))
    if chosen.day is not None:
        rows = rows.filter(due_on=chosen.day)
    return rows.filter(role=chosen.role) if chosen.role else rows


def _holding(words: str) -> list[int] | QuerySet[Task, int]:
    """The tasks that hold every word: their ids while they are few, so that the database knows how few."""
    tasks = Task.objects.order_by("pk")
    for word in fold(words).split():
        tasks = tasks.filter(search__contains=word)
    found = list(tasks.values_list("pk", flat=True)[: FEW + 1])
    return found if len(found) <= FEW else tasks.order_by().values_list("pk", flat=True)


def in_order(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Soonest due first, those without a day last."""
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def items(keys: Iterable[int], *, on: date) -> tuple[AssignmentItem, ...]:
    """The assignments with these ids, in this order: few narrow rows are sorted, then the wide ones read."""
    wanted = list(keys)
    rows = Assignment.objects.filter(pk__in=wanted).select_related("task", "plan", "unit")
    found = {row.pk: item(row, on=on) for row in rows}
    return tuple(found[key] for key in wanted if key in found)


def item(row: Assignment, *, on: date) -> AssignmentItem:
    """One assignment in a list; its task, plan and unit are read with it."""
    return AssignmentItem(
        key=row.pk,
        task=row.task_id,
        number=row.task.number,
        text=row.task.text,
        deadline=row.task.deadline_text,
        plan=row.plan_id,
        plan_name=row.plan.number or row.plan.title,
        owner=row.owner_id,
        unit=row.unit_id,
        unit_name=row.unit.name,
        role=row.role,
        scope=row.scope,
        turn=row.turn,
        since=row.since,
        until=row.until,
        due_on=row.due_on,
        standing=base.stands(row, on=on),
        done=row.done,
        total=row.total,
        counted_in=row.counted_in,
        done_on=row.done_on,
        reported_at=row.reported_at,
    )


def plans_of(by: Actor) -> tuple[Choice, ...]:
    """The plans of which the person may see assignments, newest first."""
    seen = base.visible(by).order_by().filter(plan=OuterRef("pk"))
    rows = Plan.objects.filter(Exists(seen)).order_by("-issued_on", "-pk")
    return tuple(
        Choice(key, " ".join(part for part in (number, title) if part))
        for key, number, title in rows.values_list("pk", "number", "title")
    )


def _serving(criterion: int) -> QuerySet[TaskCriterion, int]:
    return TaskCriterion.objects.filter(criterion=criterion).order_by().values_list("task", flat=True)


def _criterion(key: int, *, by: Actor) -> str:
    """Code and name of a criterion that some visible assignment serves; nothing otherwise."""
    if not base.visible(by).filter(task__in=_serving(key)).exists():
        return ""
    found = Criterion.objects.filter(pk=key).values_list("code", "name").first()
    return " ".join(found) if found else ""


def _standing(wanted: str, *, on: date) -> Q:
    if wanted == ALL:
        return Q()
    if wanted == TODO:
        return Q(state=State.OPEN)
    if wanted == ASKED:
        open_requests = DueRequest.objects.filter(state=DueChange.ASKED).order_by()
        return Q(pk__in=open_requests.values("assignment"))
    return base.standing_as(on)[Standing(wanted)] if wanted in set(Standing) else NOTHING


def _within(month: str) -> Q:
    try:
        begin = date.fromisoformat(f"{month}-01")
    except ValueError:
        return NOTHING
    last = begin.replace(day=calendar.monthrange(begin.year, begin.month)[1])
    return Q(due_on__range=(begin, last))
