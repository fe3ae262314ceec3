"""Amending: a task added by hand, any field of one changed, one cancelled by decision, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from parindex.cycle.plans import checks, events, stating
from parindex.cycle.plans.actions.keeping import Keeper
from parindex.cycle.plans.checks import Overtaken, WrongValue
from parindex.cycle.plans.models import BY_HAND, LEAD, PARTNER, Plan, Section, Task
from parindex.cycle.plans.queries import fields
from parindex.cycle.plans.states import NotPossible
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.audit import actions as history

FIELDS = ("number", "text", "deadline", "leads", "partners", "deliverables", "division")
_ROLES = {"leads": LEAD, "partners": PARTNER}
CANCELLED, RESTORED, ADDED = "cancelled", "restored", "added"


@dataclass(frozen=True, slots=True)
class Stated:
    """A task as a person states it; leads, partners and deliverables one a line."""

    text: str
    number: str = ""
    deadline: str = ""
    leads: str = ""
    partners: str = ""
    deliverables: str = ""
    division: str = ""
    section: int | None = None


@transaction.atomic
def add(plan: Plan, stated: Stated, *, reason: str, by: Actor, at: datetime) -> Task:
    """Add a task by hand, behind all others. Raises WrongValue."""
    require(by, Keeper(plan, by, at).permission, at=plan.unit.place)
    keeper = Keeper(Keeper(plan, by, at).locked(), by, at)
    why = checks.said(reason, field="reason")
    task = Task.objects.create(
        plan=keeper.plan,
        section=_section(plan, stated.section),
        table=BY_HAND,
        position=keeper.next_position(BY_HAND),
        number=squeeze(stated.number),
        text=checks.said(stated.text, field="text"),
        deliverables=stating.pieces(stated.deliverables),
        division=squeeze(stated.division),
        **stating.deadline_fields(keeper.deadline(squeeze(stated.deadline))),
    )
    keeper.name(
        (task, role, keeper.people(text))
        for role, text in ((LEAD, stated.leads), (PARTNER, stated.partners))
        if text
    )
    keeper.index(task)
    keeper.note(task, field=ADDED, before="", value=task.text, reason=why)
    place = plan.unit.place
    history.record(events.TASK_ADDED, plan, by=by, at=at, place=place, task=str(task), reason=why)
    return task


@transaction.atomic
def correct(
    task: Task, *, field: str, value: str, was: str | None = None, reason: str, by: Actor, at: datetime
) -> None:
    """Change one field of a task; what it read before is kept.

    ``was`` is what the person saw in the field (None: whatever stands there). Raises Overtaken when
    it reads otherwise now, WrongValue when the value cannot stand there, NotPossible once cancelled.
    """
    require(by, Keeper(task.plan, by, at).permission, at=task.plan.unit.place)
    held, keeper = _held(task), Keeper(task.plan, by, at)
    why = checks.said(reason, field="reason")
    if field not in FIELDS:
        raise WrongValue(field)
    before, text = fields.of(held, field), _kept(field, value)
    if was is not None and _kept(field, was) != _kept(field, before):
        raise Overtaken(field)
    if field in _ROLES:
        held.assignees.filter(role=_ROLES[field]).delete()
        keeper.name([(held, _ROLES[field], keeper.people(text))])
    else:
        Task.objects.filter(pk=held.pk).update(**_fields(field, text, keeper))
    _tell(held, keeper, field=field, before=before, value=text, reason=why)
    task.refresh_from_db()


@transaction.atomic
def cancel(task: Task, *, decision: str, on: date, reason: str, by: Actor, at: datetime) -> None:
    """Cancel a task by a decision, whose number is told. Raises WrongValue, NotPossible."""
    require(by, Keeper(task.plan, by, at).permission, at=task.plan.unit.place)
    held, keeper = _held(task), Keeper(task.plan, by, at)
    told, why = checks.said(decision, field="decision"), checks.said(reason, field="reason")
    Task.objects.filter(pk=held.pk).update(cancelled_on=on, cancelled_by=told)
    keeper.note(held, field=CANCELLED, before="", value=told, reason=why)
    history.record(
        events.TASK_CANCELLED,
        task.plan,
        by=by,
        at=at,
        place=task.plan.unit.place,
        task=str(held),
        decision=told,
        reason=why,
    )
    task.refresh_from_db()


@transaction.atomic
def restore(task: Task, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a cancellation back. Raises NotPossible for a task that is not cancelled."""
    require(by, Keeper(task.plan, by, at).permission, at=task.plan.unit.place)
    held = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if held.cancelled_on is None:
        raise NotPossible(RESTORED)
    why = checks.said(reason, field="reason")
    Task.objects.filter(pk=held.pk).update(cancelled_on=None, cancelled_by="")
    keeper = Keeper(task.plan, by, at)
    keeper.note(held, field=RESTORED, before=held.cancelled_by, value="", reason=why)
    place = task.plan.unit.place
    history.record(events.TASK_RESTORED, task.plan, by=by, at=at, place=place, task=str(held), reason=why)
    task.refresh_from_db()


def _held(task: Task) -> Task:
    held = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if held.cancelled_on is not None:
        raise NotPossible(CANCELLED)
    return held


def _section(plan: Plan, key: int | None) -> Section | None:
    if key is None:
        return None
    found = plan.sections.filter(pk=key).first()
    if found is None:
        raise WrongValue("section")
    return found


def _kept(field: str, value: str) -> str:
    """A field's text as it is kept: lists line by line, the rest on one line."""
    if field in (*_ROLES, "deliverables"):
        return "\n".join(stating.pieces(value))
    return squeeze(value)


def _fields(field: str, text: str, keeper: Keeper) -> dict[str, Any]:
    if field == "deadline":
        return stating.deadline_fields(keeper.deadline(text))
    if field == "deliverables":
        return {"deliverables": stating.pieces(text)}
    if field == "text" and not text:
        raise WrongValue("text")
    return {field: text}


def _tell(task: Task, keeper: Keeper, *, field: str, before: str, value: str, reason: str) -> None:
    task.refresh_from_db()
    keeper.index(task)
    keeper.note(task, field=field, before=before, value=value, reason=reason)
    history.record(
        events.TASK_CORRECTED,
        keeper.plan,
        by=keeper.by,
        at=keeper.at,
        place=keeper.plan.unit.place,
        field=field,
        number=task.number or str(task.position),
        before=before,
        value=value,
        reason=reason,
    )
