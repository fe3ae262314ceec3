"""Taking over: the tasks of an accepted table, and tasks found in prose that a person chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import TaskTable
from parindex.cycle.plans import checks, events, kinds, stating, taking
from parindex.cycle.plans.actions.keeping import Keeper
from parindex.cycle.plans.models import LEAD, PARTNER, PROSE, Plan, Section, Task
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.audit import actions as history

_Sections = dict[int | None, Section | None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A task found in prose as a person takes it: its place among the drafts (from 1) and what it says."""

    position: int
    text: str
    deadline: str
    leads: str
    section: str = ""
    page: int | None = None
    row: int | None = None


@transaction.atomic
def take(document: Document, table: TaskTable, *, by: Actor, at: datetime) -> Plan:
    """The tasks that ``table`` prints, in the plan of the document; the same table again changes nothing."""
    require(by, Permission.PLAN_EDIT, at=document.owner.place)
    plan = _plan_of(document, at=at)
    if plan.tasks.filter(table=table.id).exists():
        return plan
    taken = taking.take(table)
    sections = _store_sections(plan, table, taken.sections)
    tasks = _store_tasks(plan, table, taken.tasks, sections)
    Keeper(plan, by, at).name(
        (task, role, leads)
        for entry, task in zip(taken.tasks, tasks, strict=True)
        for role, leads in ((LEAD, entry.row.leads), (PARTNER, entry.row.partners))
    )
    history.record(events.TAKEN, plan, by=by, at=at, place=document.owner.place, tasks=len(tasks))
    return plan


@transaction.atomic
def take_drafts(document: Document, chosen: Sequence[Chosen], *, by: Actor, at: datetime) -> Plan:
    """The tasks that a person chose among those found in prose; one taken before stays as it is.

    Raises WrongValue for a choice of none, or one without a text.
    """
    require(by, Permission.PLAN_EDIT, at=document.owner.place)
    if not chosen:
        raise checks.WrongValue("chosen")
    plan = _plan_of(document, at=at)
    keeper = Keeper(plan, by, at)
    keeper.locked()
    known = set(plan.tasks.filter(table=PROSE).values_list("position", flat=True))
    fresh = [each for each in chosen if each.position not in known]
    tasks = Task.objects.bulk_create(_of_prose(each, keeper) for each in fresh)
    keeper.name(
        (task, LEAD, keeper.people(each.leads)) for task, each in zip(tasks, fresh, strict=True) if each.leads
    )
    if tasks:
        history.record(events.TAKEN, plan, by=by, at=at, place=document.owner.place, tasks=len(tasks))
    return plan


def _plan_of(document: Document, *, at: datetime) -> Plan:
    """The plan of the document; its kind as its head says."""
    kind = kinds.of_document(read=document.kind, number=document.number, title=document.title)
    plan, _ = Plan.objects.select_related("unit").get_or_create(
        document=document,
        defaults={
            "unit": document.owner,
            "kind": kind.value,
            "title": document.title,
            "number": document.number,
            "issued_on": document.issued_on,
            "taken_at": at,
        },
    )
    return plan


def _of_prose(each: Chosen, keeper: Keeper) -> Task:
    text = checks.said(each.text, field="text")
    deadline = keeper.deadline(squeeze(each.deadline))
    return Task(
        plan=keeper.plan,
        table=PROSE,
        position=each.position,
        number=each.section,
        text=text,
        search=stating.searchable(each.section, text, deadline.text, each.leads),
        source_page=each.page,
        source_row=each.row,
        **stating.deadline_fields(deadline),
    )


def _store_sections(plan: Plan, table: TaskTable, rows: Iterable[taking.SectionRow]) -> _Sections:
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
    plan: Plan, table: TaskTable, entries: Iterable[taking.TaskEntry], sections: _Sections
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
            **stating.deadline_fields(entry.row.deadline),
        )
        for entry in entries
    )
