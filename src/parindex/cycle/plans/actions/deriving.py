"""Deriving: a unit's own plan, drawn up from what a plan of the city asks of it, divided and issued."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.documents.outline import Lead
from parindex.cycle.plans import checks, events, kinds, queries, states, stating
from parindex.cycle.plans.actions.keeping import Keeper
from parindex.cycle.plans.models import CARRIED, LEAD, Assignee, Plan, Section, Task, TaskCriterion
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit import actions as history


@dataclass(frozen=True, slots=True)
class Charge:
    """Who of the unit does the work: a division, a person in charge, or both."""

    division: str = ""
    person: Person | None = None


@transaction.atomic
def draw_up(unit: Unit, answered: Plan | None, *, title: str, by: Actor, at: datetime) -> Plan:
    """Begin the own plan of ``unit``, with what ``answered`` asks of it (None: without any task yet).

    Drawn up before, that plan is given back as it stands. Raises WrongValue for one that cannot be answered.
    """
    require(by, Keeper(Plan(unit=unit, state=states.State.DRAFT), by, at).permission, at=unit.place)
    if answered is not None and (answered.unit_id == unit.pk or answered.state != states.State.ISSUED):
        raise checks.WrongValue("answered")
    fresh = {
        "kind": kinds.Kind.PLAN.value,
        "state": states.State.DRAFT.value,
        "title": checks.said(title, field="title"),
        "taken_at": at,
    }
    if answered is None:
        plan, is_new = Plan.objects.create(unit=unit, **fresh), True
    else:
        plan, is_new = Plan.objects.get_or_create(unit=unit, answers=answered, defaults=fresh)
    if not is_new:
        return plan
    tasks = list(queries.concerning(unit, answered, by=by)) if answered else []
    made = _carry(Keeper(plan, by, at), tasks)
    told = str(answered) if answered else "–"
    history.record(events.DRAWN_UP, plan, by=by, at=at, place=unit.place, tasks=made, answered=told)
    return plan


@transaction.atomic
def divide(plan: Plan, chosen: Sequence[int], charge: Charge, *, by: Actor, at: datetime) -> int:
    """Give chosen tasks of the plan to a division, to somebody of the unit, or to both; how many.

    Raises WrongValue for nobody, for a choice of none, and for a person who is not of the unit.
    """
    require(by, Keeper(plan, by, at).permission, at=plan.unit.place)
    division, person = squeeze(charge.division), charge.person
    if not division and person is None:
        raise checks.WrongValue("division")
    if person is not None and not _belongs(person, plan.unit, on=timezone.localdate(at)):
        raise checks.WrongValue("person")
    rows = Task.objects.select_for_update(of=("self",)).filter(plan=plan, cancelled_on=None, pk__in=chosen)
    tasks = list(rows.order_by("pk"))
    if not tasks:
        raise checks.WrongValue("chosen")
    keeper, name = Keeper(plan, by, at), person.full_name if person else ""
    whom = ", ".join(part for part in (division, name) if part)
    for task in tasks:
        before = ", ".join(part for part in (task.division, task.person_name) if part)
        task.division, task.person, task.person_name = division, person.pk if person else None, name
        task.save(update_fields=("division", "person", "person_name"))
        keeper.index(task)
        if plan.state == states.State.ISSUED:
            keeper.note(task, field="division", before=before, value=whom, reason="Phân công lại")
    history.record(
        events.TASKS_DIVIDED, plan, by=by, at=at, place=plan.unit.place, tasks=len(tasks), whom=whom
    )
    return len(tasks)


@transaction.atomic
def issue(plan: Plan, *, number: str, on: date, by: Actor, at: datetime) -> None:
    """Issue a plan that was drawn up, with its number and day. Raises WrongValue, NotPossible."""
    require(by, Permission.PLAN_ISSUE, at=plan.unit.place)
    held = Keeper(plan, by, at).locked()
    states.must_be_draft(held.state)
    told = checks.said(number, field="number")
    answered = Plan.objects.filter(pk=held.answers_id).first() if held.answers_id else None
    if on > timezone.localdate(at) or (answered and answered.issued_on and on < answered.issued_on):
        raise checks.WrongValue("on")
    tasks = held.tasks.filter(cancelled_on=None).count()
    if not tasks:
        raise checks.WrongValue("tasks")
    held.number, held.issued_on, held.state = told, on, states.State.ISSUED.value
    if held.reply_within is not None:
        held.reply_by = checks.last_day(issued_on=on, within=held.reply_within, by_day=None)
    held.save(update_fields=("number", "issued_on", "state", "reply_by"))
    history.record(events.ISSUED, held, by=by, at=at, place=held.unit.place, tasks=tasks)
    plan.refresh_from_db()


def _belongs(person: Person, unit: Unit, *, on: date) -> bool:
    return any(unit.pk in place.lineage for place in units.places_of(person, on=on))


def _carry(keeper: Keeper, tasks: Iterable[Task]) -> int:
    """Copy tasks into the unit's plan: the unit leads its part of each; criteria come along without gains."""
    found = list(tasks)
    sections = _sections(keeper.plan, found)
    made = Task.objects.bulk_create(
        _carried(keeper.plan, task, sections.get(task.section_id), position)
        for position, task in enumerate(found, start=1)
    )
    unit = keeper.plan.unit.name
    leaders = _leaders(found)
    leading = [_lead(unit, task, leaders.get(task.pk, [])) for task in found]
    keeper.name((task, LEAD, (lead,)) for task, lead in zip(made, leading, strict=True))
    copies = {task.carries_id: task for task in made}
    links = TaskCriterion.objects.filter(task__in=found)
    TaskCriterion.objects.bulk_create(
        TaskCriterion(task=copies[each.task_id], criterion_id=each.criterion_id, note=each.note)
        for each in links
    )
    return len(made)


def _sections(plan: Plan, tasks: Iterable[Task]) -> dict[int | None, Section]:
    """The sections of the tasks, once more in the unit's plan."""
    found = {task.section_id: task.section for task in tasks if task.section is not None}
    made = Section.objects.bulk_create(
        Section(
            plan=plan,
            table=CARRIED,
            position=position,
            number=each.number,
            title=each.title,
            part=each.part,
            part_title=each.part_title,
        )
        for position, each in enumerate(found.values(), start=1)
    )
    return dict(zip(found, made, strict=True))


def _carried(plan: Plan, task: Task, section: Section | None, position: int) -> Task:
    people = [plan.unit.name]
    said = (task.number, task.text, task.deadline_text)
    return Task(
        plan=plan,
        section=section,
        table=CARRIED,
        position=position,
        carries=task,
        number=task.number,
        text=task.text,
        deadline_text=task.deadline_text,
        deadline_kind=task.deadline_kind,
        due_on=task.due_on,
        days=task.days,
        event=task.event,
        frequency=task.frequency,
        deliverables=task.deliverables,
        search=stating.searchable(*said, people=people, deliverables=task.deliverables),
    )


def _leaders(tasks: Sequence[Task]) -> dict[int, list[str]]:
    """Who leads each task, as printed."""
    found: dict[int, list[str]] = {}
    for each in Assignee.objects.filter(task__in=tasks, role=LEAD):
        found.setdefault(each.task_id, []).append(each.text)
    return found


def _lead(unit: str, task: Task, leaders: Sequence[str]) -> Lead:
    """The unit as it leads its part: where it only joins, with whom is said as its scope."""
    if getattr(task, "is_led", True):
        return Lead(unit, units=(unit,))
    with_whom = ", ".join(leaders)
    return Lead(unit, scope=f"phối hợp với {with_whom}" if with_whom else "phối hợp", units=(unit,))
