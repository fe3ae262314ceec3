"""Replies: which units must issue their own plan to carry out one of the city, and which have not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q

from parindex.cycle.plans import queries, taking
from parindex.cycle.plans.models import Plan
from parindex.cycle.plans.states import State
from parindex.cycle.units import queries as units
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission

KINDS_OF_GROUP: dict[str, tuple[str, ...]] = {
    "departments": (Kind.DEPARTMENT.value, Kind.DEPARTMENT_EQUIVALENT.value),
    "districts": (Kind.DISTRICT.value,),
    "communes": (Kind.COMMUNE.value,),
}


class Standing(StrEnum):
    """How a unit stands with its own plan."""

    NONE = "none"
    DRAFT = "draft"
    ISSUED = "issued"
    ISSUED_LATE = "issued_late"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Reply:
    """One unit and its own plan, where it has one; ``plan`` is only given to who may open it."""

    unit: int
    unit_name: str
    kind: str
    standing: Standing
    number: str
    issued_on: date | None
    tasks: int
    plan: int | None


@dataclass(frozen=True, slots=True)
class Replies:
    """Every unit that must reply to a plan, in the directory's order."""

    plan: int
    reply_by: date | None
    rows: tuple[Reply, ...]

    def count(self, *standings: Standing) -> int:
        """How many units stand so."""
        return sum(row.standing in standings for row in self.rows)


def of(plan: Plan, *, by: Actor, on: date) -> Replies:
    """The units of the kinds named in the plan that existed when it was issued and still do.

    Only those whose plans the reader may see.
    """
    kinds = [kind for group in taking.groups_of(plan.reply_groups) for kind in KINDS_OF_GROUP.get(group, ())]
    province = Scope(provinces=frozenset(plan.unit.place.lineage[:1]))
    rows = Unit.objects.filter(units.within(province), units.on_day(plan.issued_on or on), units.on_day(on))
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.PLAN_READ)))
    answers = _answers(plan, by=by)
    wanted = rows.filter(kind__in=kinds).exclude(pk=plan.unit_id).order_by("position", "pk")
    return Replies(
        plan=plan.pk,
        reply_by=plan.reply_by,
        rows=tuple(_reply(unit, answers.get(unit.pk), plan, on=on) for unit in wanted),
    )


def own(plan: Plan, *, by: Actor, on: date) -> tuple[Unit, ...]:
    """The units for which the actor may draw up an own plan that carries out ``plan``, and has not yet."""
    if plan.state != State.ISSUED or by.is_system:
        return ()
    near = units.permitted(by, Permission.TASK_REPORT, on=on).exclude(pk=plan.unit_id)
    done = Plan.objects.filter(answers=plan).values("unit")
    same = Scope(provinces=frozenset(plan.unit.place.lineage[:1]))
    kept = near.filter(units.within(same)).exclude(kind=Kind.DIVISION.value)
    return tuple(kept.exclude(pk__in=done).order_by("position", "pk"))


def _answers(plan: Plan, *, by: Actor) -> dict[int, Plan]:
    active = Count("tasks", filter=Q(tasks__cancelled_on=None))
    rows = queries.visible(by).filter(answers=plan).annotate(task_count=active)
    return {row.unit_id: row for row in rows}


def _reply(unit: Unit, answer: Plan | None, plan: Plan, *, on: date) -> Reply:
    return Reply(
        unit=unit.pk,
        unit_name=unit.name,
        kind=unit.kind,
        standing=_standing(answer, plan, on=on),
        number=answer.number if answer else "",
        issued_on=answer.issued_on if answer else None,
        tasks=getattr(answer, "task_count", 0),
        plan=answer.pk if answer else None,
    )


def _standing(answer: Plan | None, plan: Plan, *, on: date) -> Standing:
    if answer is not None and answer.state == State.ISSUED:
        day, last = answer.issued_on, plan.reply_by
        return Standing.ISSUED_LATE if day and last and day > last else Standing.ISSUED
    if plan.reply_by is not None and on > plan.reply_by:
        return Standing.LATE
    return Standing.DRAFT if answer is not None else Standing.NONE
