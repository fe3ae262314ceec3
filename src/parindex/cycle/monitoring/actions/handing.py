"""Handing over: what a unit that is no more still owes goes to the units that took over from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.monitoring import checks, events
from parindex.cycle.monitoring.actions.entries import Entries
from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.monitoring.states import Kind, State
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require, require_anywhere
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history

_WHY = "Nhiệm vụ đã chuyển cho đơn vị kế thừa."


@transaction.atomic
def hand_over(unit: Unit, *, to: Sequence[Unit] | None = None, by: Actor, at: datetime) -> int:
    """Hand what ``unit`` still owes to its successors, or to those of them in ``to``; returns how many.

    Nothing happens before the unit has ended, nor where nobody took over. What is reported done waits for
    its verdict as before. Raises WrongValue for a unit that is no successor.
    """
    require(by, Permission.TASK_VERIFY, at=unit.place)
    today = timezone.localdate(at)
    if unit.until is None or unit.until > today:
        return 0
    heirs = _heirs(unit, on=today)
    if to is not None:
        if not {each.pk for each in to} <= {each.pk for each in heirs} or not to:
            raise checks.WrongValue("to")
        heirs = list(to)
    rows = Assignment.objects.select_for_update(of=("self",)).filter(unit=unit, state=State.OPEN)
    open_rows = list(rows.order_by("task", "role", "turn", "pk"))
    if not heirs or not open_rows:
        return 0
    _take_over(open_rows, heirs, at=at)
    names = ", ".join(each.name for each in heirs)
    entries = Entries([row.pk for row in open_rows], by=by, at=at)
    entries.add(Kind.HANDED, f"Chuyển cho {names} từ ngày {unit.until:%d/%m/%Y}.", state=State.CANCELLED)
    entries.close_requests(_WHY)
    told: dict[str, str | int] = {"count": len(open_rows), "successors": names}
    history.record(events.HANDED_OVER, unit, by=by, at=at, place=unit.place, **told)
    return len(open_rows)


def hand_over_ended(*, by: Actor, at: datetime) -> int:
    """Hand over what every unit that has ended still owes; each in a transaction of its own."""
    require_anywhere(by, Permission.TASK_VERIFY)
    owing = Assignment.objects.filter(state=State.OPEN, unit__until__lte=timezone.localdate(at)).order_by()
    ended = Unit.objects.filter(pk__in=owing.values("unit")).order_by("pk")
    return sum(hand_over(unit, by=by, at=at) for unit in ended)


def _heirs(unit: Unit, *, on: date) -> list[Unit]:
    """The successors that exist on a day; where one has ended too, its own."""
    found: dict[int, Unit] = {}
    asked, seen = [unit], {unit.pk}
    while asked:
        for heir in units.successors(asked.pop()).order_by("position", "pk"):
            if heir.exists_on(on):
                found.setdefault(heir.pk, heir)
            elif heir.pk not in seen:
                seen.add(heir.pk)
                asked.append(heir)
    return list(found.values())


def _take_over(rows: Sequence[Assignment], heirs: Sequence[Unit], *, at: datetime) -> None:
    """One assignment for each heir, unless it owes the very task already."""
    there = set(
        Assignment.objects.filter(task__in={row.task_id for row in rows}, unit__in=heirs)
        .order_by()
        .values_list("task", "unit", "role", "turn")
    )
    made = [
        Assignment(
            task_id=row.task_id,
            plan_id=row.plan_id,
            owner_id=row.owner_id,
            unit=heir,
            role=row.role,
            scope=row.scope,
            turn=row.turn,
            since=row.since,
            until=row.until,
            due_on=row.due_on,
            handed_from=row,
            made_at=at,
        )
        for row in rows
        for heir in heirs
        if (row.task_id, heir.pk, row.role, row.turn) not in there
    ]
    Assignment.objects.bulk_create(made, batch_size=2000)
