"""What anybody may read once a province opened it: the month's done and late tasks, no persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from parindex.cycle.monitoring.models import Assignment, PublicList
from parindex.cycle.monitoring.states import State
from parindex.cycle.plans.models import LEAD
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission

FINISHED = (State.DONE, State.VERIFIED)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many tasks a unit did in the month, and how many are late."""

    unit: int
    name: str
    late: int
    done: int


@dataclass(frozen=True, slots=True)
class PublicItem:
    """One task of one unit; without a day on which it was done it is late."""

    unit_name: str
    number: str
    text: str
    plan_name: str
    due_on: date | None
    done_on: date | None
    is_verified: bool


@dataclass(frozen=True, slots=True)
class PublicMonth:
    """The list of one month, a part of its tasks."""

    province_name: str
    month: date
    months: tuple[date, ...]
    """All that are open, the newest first."""
    units: tuple[UnitCount, ...]
    items: tuple[PublicItem, ...]
    matched: int


def switch_of(province: Unit, *, by: Actor) -> PublicList | None:
    """Whether and since when the list is open, for whoever may open it; None before it ever was."""
    if not by.can(Permission.PLAN_ISSUE, at=province.place):
        return None
    return PublicList.objects.filter(province=province).first()


def month(
    code: str, first: date, *, unit: int | None = None, on: date, start: int = 0, most: int
) -> PublicMonth:
    """The list of the month that begins on ``first``; PublicList.DoesNotExist unless it is open.

    Done: on a day of the month. Late: due before its end, and before today, and not done by then.
    """
    row = PublicList.objects.select_related("province").get(province__code=code, is_open=True)
    months = _months(row.since, on=on)
    if first not in months:
        raise PublicList.DoesNotExist
    after = _next(first)
    done = Q(state__in=FINISHED, done_on__gte=first, done_on__lt=after)
    late = Q(due_on__lt=min(after, on)) & (Q(state=State.OPEN) | Q(state__in=FINISHED, done_on__gte=after))
    rows = _owed_to(row.province).filter(done | late)
    counted = rows.values("unit", "unit__name", "unit__position").annotate(
        late=Count("pk", filter=late), done=Count("pk", filter=done)
    )
    units = tuple(
        UnitCount(each["unit"], each["unit__name"], each["late"], each["done"])
        for each in counted.order_by("unit__position", "unit")
    )
    chosen = rows if unit is None else rows.filter(unit=unit)
    return PublicMonth(
        province_name=row.province.name,
        month=first,
        months=months,
        units=units,
        items=_items(chosen, after=after, start=start, most=most),
        matched=sum(each.late + each.done for each in units if unit in (None, each.unit)),
    )


def _owed_to(province: Unit) -> QuerySet[Assignment]:
    """What leads owe the province itself, or the body it acts through."""
    owners = Unit.objects.filter(Q(pk=province.pk) | Q(province=province, kind=Kind.CITY_BODY)).order_by()
    keys = list(owners.values_list("pk", flat=True))
    return Assignment.objects.filter(owner__in=keys, role=LEAD).order_by()


def _items(rows: QuerySet[Assignment], *, after: date, start: int, most: int) -> tuple[PublicItem, ...]:
    ordered = rows.order_by("unit__position", "unit", F("due_on").asc(nulls_last=True), "pk")
    whole = ordered.select_related("task", "plan", "unit").only(
        *("task__number", "task__text", "plan__number", "plan__title", "unit__name"),
        *("due_on", "done_on", "state"),
    )
    return tuple(
        PublicItem(
            unit_name=row.unit.name,
            number=row.task.number,
            text=row.task.text,
            plan_name=row.plan.number or row.plan.title,
            due_on=row.due_on,
            done_on=row.done_on if row.done_on and row.done_on < after else None,
            is_verified=row.state == State.VERIFIED,
        )
        for row in whole[start : start + most]
    )


def _months(since: date, *, on: date) -> tuple[date, ...]:
    found, each = [], on.replace(day=1)
    while each >= since:
        found.append(each)
        each = (each - timedelta(days=1)).replace(day=1)
    return tuple(found)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
