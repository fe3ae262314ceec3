"""What the units owe by the plans of the demonstration, and how far they are with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from parindex.cycle.monitoring import queries
from parindex.cycle.monitoring.actions import carrying, dividing, fanning, rescheduling, tallying
from parindex.cycle.monitoring.queries import base
from parindex.cycle.monitoring.states import Standing
from parindex.cycle.plans import queries as plans
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.faces.ops.demo import city
from parindex.faces.ops.illustrating import progress
from parindex.faces.ops.illustrating.progress import Duty, Season
from parindex.faces.ops.telling import now, tell, today

SEED = "parindex-2026-duties"
_LEAD = "lead"
_BEGUN = date(2026, 1, 15)
"""When work began on a plan that prints no day of issue."""
_DAYS_OF_WORK = 300
_WEEKS_TOLD = 16


def build() -> None:
    """Assign what the plans in force ask, and tell how it went, unless it was done: all or nothing."""
    if queries.visible(SYSTEM).exists():
        return
    tell("Đang giao nhiệm vụ của các kế hoạch…")
    with transaction.atomic():
        for plan in plans.visible(SYSTEM).order_by("pk"):
            fanning.fan_out(plan, by=_who(plan), at=now())
            _tell_progress(plan)
        _ask_for_time(city.actor("yenhoa"))
        weeks = [today() - timedelta(weeks=number) for number in range(1, _WEEKS_TOLD)]
        tallying.recount(city.unit(city.NAME), weeks, by=SYSTEM, at=now())
        tallying.tally(today(), by=SYSTEM, at=now())


def _who(plan: Any) -> Actor:
    """Who assigns the tasks of a plan: the reform office those of the city, its leader those of the ward."""
    return city.actor("lanhdao.yenhoa") if plan.unit.name == city.WARD else city.office()


def _tell_progress(plan: Any) -> None:
    rows = queries.visible(SYSTEM).filter(plan=plan.pk, role=_LEAD).order_by("pk")
    begun = plan.issued_on or _BEGUN
    season = Season(since=max(begun, today() - timedelta(days=_DAYS_OF_WORK)), today=today())
    entries = [
        entry
        for row in rows.values_list("pk", "task__position", "unit__name", "due_on", "turn")
        for entry in progress.course(_duty(*row), season, seed=SEED)
    ]
    carrying.carry(plan, entries, is_illustrative=True, by=_who(plan), at=now())


def _duty(key: int, position: int, unit: str, due_on: Any, turn: int) -> Duty:
    return Duty(key=key, task=str(position), unit=unit, due_on=due_on, turn=turn)


def _ask_for_time(by: Actor) -> None:
    """Yên Hòa has divided a task and asks for more time for one that is late."""
    own = queries.visible(by).filter(unit__name=city.WARD, owner__name=city.NAME, role=_LEAD)
    late = own.filter(base.standing_as(today())[Standing.LATE]).order_by("due_on", "pk").first()
    if late is None:
        return
    dividing.divide(late, division="Văn phòng HĐND và UBND phường", seen=late.version, by=by, at=now())
    rescheduling.ask(
        late,
        wanted=today() + timedelta(days=20),
        reason="Chờ hướng dẫn chuyên môn (số liệu minh họa)",
        seen=late.version,
        by=by,
        at=now(),
    )
