"""Due dates day by day through a month, and quarter by quarter through a year."""

from __future__ import annotations

import calendar
from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q

from parindex.cycle.monitoring.pages import Choice, Counts, DueDay, DueTask, Timeline
from parindex.cycle.monitoring.queries import base, groups
from parindex.cycle.monitoring.states import State
from parindex.cycle.plans.models import Plan, Task
from parindex.engine.access.actors import Actor


def month(begin: date, *, by: Actor, on: date, most: int) -> tuple[DueDay, ...]:
    """The days of the month of ``begin`` on which something is due, each with its ``most`` widest tasks."""
    first = begin.replace(day=1)
    last = begin.replace(day=calendar.monthrange(begin.year, begin.month)[1])
    rows = groups.owed(by).filter(due_on__range=(first, last))
    counted = groups.counted(rows, "due_on", "task", on=on, order=("due_on", "-owed", "task"))
    days: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for each in counted:
        days[each["due_on"]].append(each)
    shown = [each["task"] for some in days.values() for each in some[:most]]
    texts = dict(Task.objects.filter(pk__in=shown).order_by("pk").values_list("pk", "text"))
    return tuple(
        DueDay(
            day=day,
            counts=_sum(some),
            tasks=tuple(
                DueTask(each["task"], texts[each["task"]], each["owed"], each["waiting"] + each["verified"])
                for each in some[:most]
            ),
            tasks_count=len(some),
        )
        for day, some in days.items()
    )


def year(number: int, *, by: Actor, on: date) -> Timeline:
    """What is due in each quarter of a year, plan by plan, newest plan first."""
    rows = groups.owed(by)
    within = rows.filter(due_on__range=(date(number, 1, 1), date(number, 12, 31)))
    found: Any = within.values("plan").annotate(**_quarters(number, on=on))
    counted = {each["plan"]: each for each in found}
    plans = Plan.objects.filter(pk__in=counted).order_by("-issued_on", "-pk")
    ends = rows.aggregate(first=Min("due_on"), last=Max("due_on"))
    years = range(ends["first"].year, ends["last"].year + 1) if ends["first"] else ()
    return Timeline(
        year=number,
        rows=tuple((Choice(plan.pk, str(plan)), _of_quarters(counted[plan.pk])) for plan in plans),
        undated=base.capped(rows.filter(due_on=None)),
        years=tuple(years),
    )


def _quarters(number: int, *, on: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for quarter in range(4):
        first = date(number, 3 * quarter + 1, 1)
        last = date(number, 3 * quarter + 3, calendar.monthrange(number, 3 * quarter + 3)[1])
        here = Q(due_on__range=(first, last))
        is_open = here & Q(state=State.OPEN)
        found |= {
            f"owed{quarter}": Count("pk", filter=here),
            f"late{quarter}": Count("pk", filter=is_open & Q(due_on__lt=on)),
            f"waiting{quarter}": Count("pk", filter=here & Q(state=State.DONE)),
            f"verified{quarter}": Count("pk", filter=here & Q(state=State.VERIFIED)),
            f"soon{quarter}": Count("pk", filter=is_open & Q(due_on__range=(on, on + groups.SOON))),
        }
    return found


def _of_quarters(row: dict[str, Any]) -> tuple[Counts, Counts, Counts, Counts]:
    first, second, third, fourth = (
        Counts(**{name: row[f"{name}{quarter}"] for name in ("owed", "late", "waiting", "verified", "soon")})
        for quarter in range(4)
    )
    return first, second, third, fourth


def _sum(rows: list[dict[str, Any]]) -> Counts:
    names = ("owed", "late", "waiting", "verified", "soon")
    return Counts(**{name: sum(each[name] for each in rows) for name in names})
