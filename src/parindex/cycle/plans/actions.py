"""Deeds on plans: take tasks from an accepted table, correct a task with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from parindex.cycle.documents import deadlines
from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import Deadline, Lead, TaskTable
from parindex.cycle.plans import events, taking
from parindex.cycle.plans.models import LEAD, PARTNER, Assignee, Plan, Section, Task
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold, squeeze
from parindex.foundation.audit import actions as history

FIELDS = ("text", "deadline")


class Overtaken(Exception):
    """Somebody else changed the field since it was shown; the text names the field."""


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


@transaction.atomic
def take(document: Document, table: TaskTable, *, by: Actor, at: datetime) -> Plan:
    """The tasks that ``table`` prints, in the plan of the document; the same table again changes nothing."""
    require(by, Permission.PLAN_EDIT, at=document.owner.place)
    plan, _ = Plan.objects.get_or_create(
        document=document,
        defaults={
            "unit": document.owner,
            "title": document.title,
            "number": document.number,
            "issued_on": document.issued_on,
            "taken_at": at,
        },
    )
    if plan.tasks.filter(table=table.id).exists():
        return plan
    taken = taking.take(table)
    sections = _store_sections(plan, table, taken.sections)
    tasks = _store_tasks(plan, table, taken.tasks, sections)
    day = document.issued_on or timezone.localdate(at)
    _store_assignees(taken.tasks, tasks, owner=document.owner, on=day)
    history.record(events.TAKEN, plan, by=by, at=at, place=document.owner.place, tasks=len(tasks))
    return plan


@transaction.atomic
def correct(
    task: Task, *, field: str, value: str, was: str | None = None, reason: str, by: Actor, at: datetime
) -> None:
    """Correct the text or the deadline of a task.

    ``was`` is what the person saw in the field (None: whatever stands there). Raises Overtaken when
    it reads otherwise now, WrongValue when the value cannot stand there.
    """
    require(by, Permission.PLAN_EDIT, at=task.plan.unit.place)
    task.refresh_from_db(from_queryset=Task.objects.select_for_update(of=("self",)))
    said, text = squeeze(reason), squeeze(value)
    if not said:
        raise WrongValue("reason")
    if field == "deadline":
        before = task.deadline_text
        changes = _deadline(deadlines.read(text, year=_year_of(task.plan, at=at)))
    elif field == "text" and text:
        before = task.text
        changes = {"text": text}
    else:
        raise WrongValue(field)
    if was is not None and squeeze(was) != squeeze(before):
        raise Overtaken(field)
    Task.objects.filter(pk=task.pk).update(**changes)
    task.refresh_from_db()
    Task.objects.filter(pk=task.pk).update(search=_searchable(task))
    history.record(
        events.TASK_CORRECTED,
        task.plan,
        by=by,
        at=at,
        place=task.plan.unit.place,
        field=field,
        number=task.number or str(task.position),
        before=before,
        value=text,
        reason=said,
    )


def _store_sections(
    plan: Plan, table: TaskTable, rows: Iterable[taking.SectionRow]
) -> dict[int | None, Section | None]:
    made = Section.objects.bulk_create(
        Section(
            plan=plan,
            table=table.id,
            position=row.position,
            number=row.number,
            title=row.title,
            part=row.part,
            part_title=row.part_title,
        )
        for row in rows
    )
    return {None: None} | {section.position: section for section in made}


def _store_tasks(
    plan: Plan,
    table: TaskTable,
    entries: Iterable[taking.TaskEntry],
    sections: dict[int | None, Section | None],
) -> list[Task]:
    return Task.objects.bulk_create(
        Task(
            plan=plan,
            section=sections[entry.section],
            table=table.id,
            position=entry.position,
            number=entry.row.number,
            continues=entry.row.continues or "",
            text=entry.row.text,
            deliverables=list(entry.row.deliverables),
            search=entry.search,
            source_page=entry.row.at.page,
            source_row=entry.row.at.row,
            **_deadline(entry.row.deadline),
        )
        for entry in entries
    )


def _store_assignees(
    entries: tuple[taking.TaskEntry, ...], tasks: list[Task], *, owner: Unit, on: date
) -> None:
    printed = [
        (task, role, position, lead)
        for entry, task in zip(entries, tasks, strict=True)
        for role, leads in ((LEAD, entry.row.leads), (PARTNER, entry.row.partners))
        for position, lead in enumerate(leads, start=1)
    ]
    made = Assignee.objects.bulk_create(_assignee(*each) for each in printed)
    known = units.called({name for *_, lead in printed for name in lead.units}, on=on, owner=owner)
    naming = Assignee.units.through
    naming.objects.bulk_create(
        naming(assignee_id=assignee.pk, unit_id=unit.pk)
        for assignee, (*_, lead) in zip(made, printed, strict=True)
        for unit in {known[name] for name in lead.units if name in known}
    )


def _assignee(task: Task, role: str, position: int, lead: Lead) -> Assignee:
    return Assignee(
        task=task,
        role=role,
        position=position,
        text=lead.text,
        scope=lead.scope or "",
        groups=taking.grouped(lead.groups),
    )


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "deadline_text": deadline.text,
        "deadline_kind": deadline.kind.value,
        "due_on": deadline.due,
        "days": deadline.days,
        "event": deadline.event or "",
        "frequency": deadline.frequency or "",
    }


def _year_of(plan: Plan, *, at: datetime) -> int:
    """The year a deadline without one is meant in: that of the plan."""
    return (plan.issued_on or timezone.localdate(at)).year


def _searchable(task: Task) -> str:
    people = task.assignees.values_list("text", flat=True)
    return fold(" ".join([task.number, task.text, task.deadline_text, *people, *task.deliverables]))
