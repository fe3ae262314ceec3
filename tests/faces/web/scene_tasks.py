"""What each unit owes: a task of its plan, reported on, done, and with a request for another date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parindex.cycle.monitoring.actions import reporting, rescheduling
from parindex.cycle.monitoring.checks import ProgressEntry
from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.plans.models import LEAD, Plan, Task
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, TODAY

EVENT = "Luật có hiệu lực"


@dataclass(frozen=True, slots=True)
class Owing:
    """Three turns of a task that are late: one open, one reported done, one with a request."""

    open: Any
    done: Any
    asked: Any


def owe(unit: Any, plan: Plan, mark: str, *, draft: int) -> Owing:
    """What ``unit`` owes by its own plan, full of its marker; a deadline of its draft waits for an event."""
    Task.objects.filter(plan=draft).update(deadline_kind="event", event=EVENT)
    rows = [_owed(unit, plan, mark, turn=turn) for turn in (1, 2, 3)]
    said = ProgressEntry(text=f"{mark}draft", obstacle=f"{mark}draft", done=1, total=2)
    reporting.report(rows[0], said, seen=rows[0].version, by=SYSTEM, at=AT)
    finished = ProgressEntry(text=f"{mark}draft", done_on=TODAY)
    reporting.report(rows[1], finished, seen=rows[1].version, by=SYSTEM, at=AT)
    wanted, why = TODAY.replace(year=TODAY.year + 1), f"{mark}draft"
    rescheduling.ask(rows[2], wanted=wanted, reason=why, seen=rows[2].version, by=SYSTEM, at=AT)
    return Owing(*rows)


def _owed(unit: Any, plan: Plan, mark: str, *, turn: int) -> Assignment:
    task = Task.objects.filter(plan=plan).order_by("pk")[0]
    return Assignment.objects.create(
        task=task,
        plan=plan,
        owner=unit,
        unit=unit,
        role=LEAD,
        scope=f"{mark}draft",
        turn=turn,
        due_on=TODAY,
        made_at=AT,
    )
