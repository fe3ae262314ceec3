"""Reading plans: lists limited to what the actor may see, tasks searched and filtered, a unit's tasks."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, When

from parindex.cycle.documents.outline import DeadlineKind
from parindex.cycle.plans import taking
from parindex.cycle.plans.models import LEAD, PARTNER, Assignee, Plan, Section, Task
from parindex.cycle.plans.pages import (
    AssigneeItem,
    Choice,
    DeadlineItem,
    OwedTasks,
    PlanFilter,
    PlanItem,
    PlanList,
    PlanPage,
    SectionItem,
    TaskItem,
    UnitItem,
    UnitTasks,
)
from parindex.cycle.plans.states import State
from parindex.cycle.units import queries as units
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold

SOON = timedelta(days=30)
GROUPS_OF_KIND: dict[str, tuple[str, ...]] = {
    Kind.CITY_BODY.value: ("all",),
    Kind.DEPARTMENT.value: ("departments", "all"),
    Kind.DEPARTMENT_EQUIVALENT.value: ("departments", "all"),
    Kind.DISTRICT.value: ("districts", "all"),
    Kind.COMMUNE.value: ("communes", "all"),
}
"""The collective expressions that reach a unit by its kind; "related" and "other" name nobody for certain."""


def visible(by: Actor) -> QuerySet[Plan]:
    """Plans of units in reach, and those that the actor's own province issued."""
    rows = Plan.objects.select_related("unit", "document").defer("document__reading")
    if by.is_system:
        return rows
    near = units.within(by.scope(Permission.PLAN_READ), field="unit")
    return rows.filter(near | Q(unit__in=by.provinces, state=State.ISSUED))


def get(key: int, *, by: Actor) -> Plan:
    """One visible plan; Plan.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def reply_groups(plan: Plan) -> tuple[str, ...]:
    """Which units must issue their own plan to carry out this one."""
    return taking.groups_of(plan.reply_groups)


def may_work_on(plan: Plan, *, by: Actor) -> bool:
    """Whether the actor may change the tasks of a plan: its leader, and while it is drawn up its officers."""
    is_drawn_up = plan.state == State.DRAFT and by.can(Permission.TASK_REPORT, at=plan.unit.place)
    return is_drawn_up or by.can(Permission.PLAN_EDIT, at=plan.unit.place)


def task(key: int, *, by: Actor) -> Task:
    """One task of a visible plan; Task.DoesNotExist otherwise."""
    rows = Task.objects.select_related("plan__unit", "plan__document", "plan__answers", "section", "carries")
    return rows.defer("plan__document__reading").get(pk=key, plan__in=visible(by).values("pk"))


def task_item(row: Task, *, on: date) -> TaskItem:
    """One task with everybody in it."""
    return items((row,), on=on)[0]


def listed(*, by: Actor, on: date) -> PlanList:
    """Every visible plan: those that are drawn up, then the newest first."""
    rows = visible(by).order_by(F("issued_on").desc(nulls_first=True), "-taken_at", "-pk")
    late = Count("pk", filter=Q(due_on__lt=on, cancelled_on=None))
    tasks = Task.objects.filter(plan__in=visible(by).values("pk")).order_by()
    counts = {
        plan: (count, overdue)
        for plan, count, overdue in tasks.values_list("plan").annotate(all=Count("pk"), late=late)
    }
    none = (0, 0)
    return PlanList(
        rows=tuple(
            _plan(row, tasks=counts.get(row.pk, none)[0], overdue=counts.get(row.pk, none)[1]) for row in rows
        )
    )


def page(
    key: int, *, chosen: PlanFilter, by: Actor, on: date, first: int = 0, most: int | None = None
) -> PlanPage:
    """One visible plan with the tasks that ``chosen`` leaves: ``most`` of them from number ``first`` on.

    Plan.DoesNotExist otherwise.
    """
    plan = get(key, by=by)
    tasks = Task.objects.filter(plan=plan)
    late = Count("pk", filter=Q(due_on__lt=on, cancelled_on=None))
    counts = tasks.aggregate(all=Count("pk"), overdue=late)
    left = filtered(tasks, chosen, on=on)
    soon = Count("pk", filter=Q(due_on__range=(on, on + SOON), cancelled_on=None))
    matched = left.aggregate(all=Count("pk"), soon=soon)
    ordered = _whole(left).order_by("table", "position", "pk")
    shown = ordered[first : None if most is None else first + most]
    return PlanPage(
        plan=_plan(plan, tasks=counts["all"], overdue=counts["overdue"]),
        tasks=items(shown, on=on),
        total=counts["all"],
        matched=matched["all"],
        due_soon=matched["soon"],
        sections=sections(plan),
        leads=_leads(plan),
        kinds=_kinds(tasks),
        months=_months(tasks),
        chosen=chosen,
        may_correct=may_work_on(plan, by=by),
        may_issue=plan.state == State.DRAFT and by.can(Permission.PLAN_ISSUE, at=plan.unit.place),
    )


def matching_in(key: int, chosen: PlanFilter, *, by: Actor, on: date) -> int:
    """How many tasks of one visible plan ``chosen`` leaves; Plan.DoesNotExist otherwise."""
    return filtered(Task.objects.filter(plan=get(key, by=by)), chosen, on=on).count()


def filtered(tasks: QuerySet[Task], chosen: PlanFilter, *, on: date) -> QuerySet[Task]:
    """The tasks that ``chosen`` leaves; a month that is no month leaves none."""
    for word in fold(chosen.words).split():
        tasks = tasks.filter(search__contains=word)
    if chosen.section is not None:
        tasks = tasks.filter(section=chosen.section)
    if chosen.lead is not None:
        leading = Assignee.objects.filter(role=LEAD, units=chosen.lead)
        tasks = tasks.filter(pk__in=leading.values("task"))
    if chosen.kind:
        tasks = tasks.filter(deadline_kind=chosen.kind)
    if chosen.month:
        tasks = tasks.filter(_within(chosen.month))
    return tasks.filter(due_on__lt=on, cancelled_on=None) if chosen.only_overdue else tasks


def tasks_of(
    unit: Unit, *, by: Actor, on: date, words: str = "", first: int = 0, most: int | None = None
) -> UnitTasks:
    """The visible tasks that concern ``unit``: by name or through a group it is in.

    Those it leads come before those it joins in; ``most`` of them from number ``first`` (from 0) on.
    """
    rows = _naming((unit,), by=by)
    led = rows.filter(role=LEAD).values("task")
    everything = Task.objects.filter(pk__in=rows.values("task"))
    concerned = filtered(everything, PlanFilter(words=words), on=on)
    ordered = concerned.annotate(
        is_led=Case(When(pk__in=led, then=True), default=False, output_field=BooleanField())
    ).order_by("-is_led", "-plan__issued_on", "plan", "table", "position", "pk")
    shown = list(_whole(ordered)[first : None if most is None else first + most])
    lead = {row.pk for row in filter(attrgetter("is_led"), shown)}
    found = items(shown, on=on)
    return UnitTasks(
        unit=unit.pk,
        unit_name=unit.name,
        led=tuple(each for each in found if each.key in lead),
        joined=tuple(each for each in found if each.key not in lead),
    )


def concerning(unit: Unit, plan: Plan, *, by: Actor) -> QuerySet[Task]:
    """The tasks of a visible plan that concern ``unit`` and were not cancelled, as printed."""
    rows = _naming((unit,), by=by).filter(task__plan=plan)
    led = rows.filter(role=LEAD).values("task")
    found = Task.objects.filter(pk__in=rows.values("task"), cancelled_on=None).select_related("section")
    is_led = Case(When(pk__in=led, then=True), default=False, output_field=BooleanField())
    return found.annotate(is_led=is_led).order_by("table", "position", "pk")


def count_of(unit: Unit, *, by: Actor, words: str = "") -> int:
    """How many visible tasks concern ``unit`` and hold every word."""
    concerned = Task.objects.filter(pk__in=_naming((unit,), by=by).values("task"))
    for word in fold(words).split():
        concerned = concerned.filter(search__contains=word)
    return concerned.count()


def owed(
    owing: Iterable[Unit],
    *,
    until: date,
    by: Actor,
    on: date,
    most: int,
    settled: Iterable[int] = (),
) -> OwedTasks:
    """What the units lead or join in that was due before ``on`` or is due up to ``until``.

    At most ``most``: the late ones first, the latest of them in front; then the rest, soonest first. Tasks
    in ``settled``, and those of own plans that carry them out, are left out.
    """
    rows = _naming(tuple(owing), by=by)
    due = Task.objects.filter(pk__in=rows.values("task"), due_on__lte=until, cancelled_on=None)
    due = due.exclude(pk__in=settled).exclude(carries__isnull=False, carries__in=settled)
    counts = due.aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    late = _whole(due.filter(due_on__lt=on)).order_by("-due_on", "pk")[:most]
    soon = _whole(due.filter(due_on__gte=on)).order_by("due_on", "pk")[:most]
    return OwedTasks(tasks=items([*late, *soon][:most], on=on), count=counts["all"], late=counts["late"])


def matching(text: str, *, by: Actor, on: date, most: int) -> tuple[TaskItem, ...]:
    """At most ``most`` visible tasks that hold every word, diacritics or not; newest plans first."""
    rows = filtered(Task.objects.filter(plan__in=visible(by).values("pk")), PlanFilter(words=text), on=on)
    ordered = rows.order_by("-plan__issued_on", "plan", "table", "position", "pk")
    return items(_whole(ordered)[:most], on=on)


def _whole(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The tasks with what an item says of their section and plan."""
    return tasks.select_related("section", "plan")


def _naming(named: tuple[Unit, ...], *, by: Actor) -> QuerySet[Assignee]:
    """Who leads or joins a visible task and is one of the units, or a group that one of them is in."""
    found = Q(pk__in=())
    for unit in named:
        here = Q(units=unit)
        for group in GROUPS_OF_KIND.get(unit.kind, ()):
            here |= Q(groups__contains=f",{group},") & _while_it_was(unit)
        province = Scope(provinces=frozenset(unit.place.lineage[:1]))
        found |= here & units.within(province, field="task__plan__unit")
    issued = visible(by).filter(state=State.ISSUED)
    return Assignee.objects.filter(found, task__plan__in=issued.values("pk"))


def _while_it_was(unit: Unit) -> Q:
    """The plans issued while the unit existed; a plan without a date counts."""
    found = Q()
    if unit.since is not None:
        found &= Q(task__plan__issued_on=None) | Q(task__plan__issued_on__gte=unit.since)
    if unit.until is not None:
        found &= Q(task__plan__issued_on__lt=unit.until)
    return found


def _within(month: str) -> Q:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return Q(pk__in=())
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return Q(due_on__range=(first, last))


def items(tasks: Iterable[Task], *, on: date) -> tuple[TaskItem, ...]:
    """Tasks with everybody in them."""
    rows = list(tasks)
    people: dict[tuple[int, str], list[AssigneeItem]] = {}
    for each in Assignee.objects.filter(task__in=[row.pk for row in rows]).prefetch_related("units"):
        people.setdefault((each.task_id, each.role), []).append(_assignee(each))
    return tuple(_task(row, people=people, on=on) for row in rows)


def _task(row: Task, *, people: dict[tuple[int, str], list[AssigneeItem]], on: date) -> TaskItem:
    return TaskItem(
        key=row.pk,
        plan=row.plan_id,
        number=row.number,
        continues=row.continues,
        section=row.section_id,
        section_title=str(row.section) if row.section else "",
        text=row.text,
        deadline=DeadlineItem(
            text=row.deadline_text,
            kind=row.deadline_kind,
            due=row.due_on,
            days=row.days,
            event=row.event,
            frequency=row.frequency,
            is_overdue=row.due_on is not None and row.due_on < on and row.cancelled_on is None,
        ),
        leads=tuple(people.get((row.pk, LEAD), ())),
        partners=tuple(people.get((row.pk, PARTNER), ())),
        deliverables=tuple(row.deliverables),
        search=row.search,
        document=row.plan.document_id,
        table=row.table,
        page=row.source_page,
        row=row.source_row,
        division=row.division,
        person=row.person_name,
        cancelled_on=row.cancelled_on,
        cancelled_by=row.cancelled_by,
        carries=row.carries_id,
    )


def _assignee(row: Assignee) -> AssigneeItem:
    return AssigneeItem(
        text=row.text,
        scope=row.scope or None,
        units=tuple(UnitItem(unit.pk, unit.name) for unit in row.units.all()),
        groups=taking.groups_of(row.groups),
    )


def _plan(row: Plan, *, tasks: int, overdue: int) -> PlanItem:
    return PlanItem(
        key=row.pk,
        unit=row.unit_id,
        unit_name=row.unit.name,
        kind=row.kind,
        is_draft=row.state == State.DRAFT,
        number=row.number,
        title=row.title,
        issued_on=row.issued_on,
        tasks=tasks,
        overdue=overdue,
        document=row.document_id,
        document_name=(row.document.number or row.document.name) if row.document else None,
        answers=row.answers_id,
        reply_by=row.reply_by,
        reply_within=row.reply_within,
        reply_groups=reply_groups(row),
    )


def sections(plan: Plan) -> tuple[SectionItem, ...]:
    """The sections of a plan, with how many tasks stand in each."""
    rows = (
        Section.objects.filter(plan=plan)
        .annotate(task_count=Count("tasks"))
        .order_by("table", "position", "pk")
    )
    return tuple(
        SectionItem(
            key=row.pk,
            number=row.number,
            title=row.title,
            part=row.part,
            part_title=row.part_title,
            tasks=row.task_count,
        )
        for row in rows
    )


def _leads(plan: Plan) -> tuple[UnitItem, ...]:
    leading = Assignee.objects.filter(task__plan=plan, role=LEAD)
    rows = Unit.objects.filter(pk__in=leading.values("units")).order_by("position", "pk")
    return tuple(UnitItem(unit.pk, unit.name) for unit in rows)


def _kinds(tasks: QuerySet[Task]) -> tuple[Choice, ...]:
    counted = dict(tasks.order_by("deadline_kind").values_list("deadline_kind").annotate(tasks=Count("pk")))
    return tuple(
        Choice(value=kind.value, label=kind.value, tasks=counted[kind.value])
        for kind in DeadlineKind
        if kind.value in counted
    )


def _months(tasks: QuerySet[Task]) -> tuple[str, ...]:
    days = tasks.exclude(due_on=None).order_by("due_on").values_list("due_on", flat=True).distinct()
    return tuple(dict.fromkeys(f"{day:%Y-%m}" for day in days))
