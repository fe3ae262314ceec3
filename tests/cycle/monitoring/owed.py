"""A plan of the city whose three tasks are owed by two wards and a department, each standing otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from parindex.cycle.monitoring.models import Assignment, Report
from parindex.cycle.monitoring.states import Kind, State
from parindex.cycle.plans.models import LEAD, PARTNER, Plan, Task
from parindex.cycle.units.models import Unit
from parindex.engine.values.vietnamese import fold
from tests.cast import AT, TODAY, Cast

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Owed:
    """The plan, its tasks by number, and the assignments by what they are in the story."""

    plan: Plan
    tasks: dict[str, Task]
    rows: dict[str, Assignment]


def plan_of(unit: Unit, *, number: str = "10/KH-UBND", title: str = "Kế hoạch cải thiện chỉ số") -> Plan:
    """An issued plan that was drawn up here."""
    return Plan.objects.create(unit=unit, title=title, number=number, issued_on=TODAY, taken_at=AT)


def task_of(plan: Plan, number: str, text: str, *, due_on: date | None = None) -> Task:
    """A task of a plan."""
    return Task.objects.create(
        plan=plan,
        table="t1",
        position=int(number),
        number=number,
        text=text,
        deadline_text="" if due_on is None else f"{due_on:%d/%m/%Y}",
        deadline_kind="unstated" if due_on is None else "date",
        due_on=due_on,
        search=fold(text),
    )


def assigned(task: Task, unit: Unit, *, due_on: date | None, **facts: Any) -> Assignment:
    """A task as a unit owes it."""
    given: dict[str, Any] = {"role": LEAD, "made_at": AT} | facts
    return Assignment(task=task, plan=task.plan, owner=task.plan.unit, unit=unit, due_on=due_on, **given)


def owed(cast: Cast) -> Owed:
    """The story: late, soon, on track, done, done late, verified and cancelled."""
    plan = plan_of(cast.city)
    tasks = {
        "1": task_of(plan, "1", "Rà soát thủ tục hành chính", due_on=TODAY - 3 * DAY),
        "2": task_of(plan, "2", "Tổ chức đối thoại với người dân", due_on=TODAY + 5 * DAY),
        "3": task_of(plan, "3", "Công khai dữ liệu"),
    }
    ward, other, law = cast.ward, cast.other_ward, cast.units["Sở Tư pháp"]
    late, soon = TODAY - 3 * DAY, TODAY + 5 * DAY
    done: dict[str, Any] = {"state": State.DONE, "done": 20, "total": 20, "reported_at": AT}
    rows = {
        "late": assigned(tasks["1"], ward, due_on=late, done=12, total=20, reported_at=AT),
        "done late": assigned(tasks["1"], other, due_on=late, done_on=TODAY, **done),
        "verified": assigned(
            tasks["1"], law, due_on=late, **done | {"state": State.VERIFIED, "done_on": late}
        ),
        "not started": assigned(tasks["2"], ward, due_on=soon),
        "on track": assigned(tasks["2"], other, due_on=soon, reported_at=AT),
        "joined": assigned(tasks["2"], law, due_on=soon, role=PARTNER),
        "undated": assigned(tasks["3"], ward, due_on=None),
        "done": assigned(tasks["3"], other, due_on=None, done_on=TODAY, **done),
        "cancelled": assigned(tasks["3"], law, due_on=None, state=State.CANCELLED),
    }
    Assignment.objects.bulk_create(rows.values())
    Report.objects.create(
        assignment=rows["late"],
        number=1,
        kind=Kind.PROGRESS,
        done=12,
        total=20,
        text="Đã rà soát 12 thủ tục",
        obstacle="Thiếu người",
        made_at=AT,
        made_by=cast.people["clerk"].pk,
        made_by_name="Trần Văn Cán Bộ",
    )
    return Owed(plan, tasks, rows)


def more(story: Owed, count: int, *, due_on: date | None) -> None:
    """So many tasks more, each owed by the same units."""
    units = list(dict.fromkeys(row.unit for row in story.rows.values()))
    first = 100 + Task.objects.filter(plan=story.plan).count()
    tasks = [
        task_of(story.plan, str(first + number), f"Việc thêm {number}", due_on=due_on)
        for number in range(count)
    ]
    Assignment.objects.bulk_create(assigned(task, unit, due_on=due_on) for task in tasks for unit in units)
