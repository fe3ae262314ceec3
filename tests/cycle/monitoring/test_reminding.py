"""Who is reminded of what on which day: the unit first, those above when it stays undone, nobody twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parindex.config import wiring
from parindex.cycle.monitoring import reminders
from parindex.cycle.monitoring.actions import reminding, rescheduling, verifying
from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.monitoring.states import State
from parindex.cycle.plans.models import LEAD, PARTNER, Plan, Task
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.jobs import actions as jobs
from parindex.foundation.notices import sentences
from parindex.foundation.notices.models import Notice
from tests.cast import AT, TODAY, Cast

DUE = date(2026, 6, 30)
LONG_AGO = AT - timedelta(days=9)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan of the city with one task."""
    made = Plan.objects.create(
        unit=cast.city, number="164/KH-UBND", title="Kế hoạch", issued_on=TODAY, taken_at=AT
    )
    Task.objects.create(plan=made, table="t1", position=1, number="1", text="Rà soát", deadline_kind="date")
    return made


def owe(plan: Plan, unit: Any, **given: Any) -> Assignment:
    """What a unit owes by the task of the plan."""
    given = {"role": LEAD, "due_on": DUE, "made_at": LONG_AGO} | given
    return Assignment.objects.create(task=plan.tasks.all()[0], plan=plan, owner=plan.unit, unit=unit, **given)


def remind(day: date) -> None:
    """Remind on one day."""
    at = datetime(day.year, day.month, day.day, 7, tzinfo=timezone.get_default_timezone())
    reminding.remind(day, progress=lambda done, total: None, by=SYSTEM, at=at)


def told(cast: Cast, day: date) -> dict[str, str]:
    """Who was told on a day, and how much it weighs."""
    names = {person.pk: who for who, person in cast.people.items()}
    rows = Notice.objects.filter(made_at__date=day)
    return {names[each.person_id]: each.level for each in rows}


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (-8, {}),
        (-7, {"clerk": "soon"}),
        (-3, {"clerk": "soon"}),
        (-2, {}),
        (-1, {"clerk": "soon"}),
        (0, {"clerk": "soon"}),
        (1, {"clerk": "late"}),
        (7, {"clerk": "late", "leader": "escalated"}),
        (14, {"clerk": "late", "leader": "escalated", "reform": "escalated"}),
        (30, {"clerk": "late", "leader": "escalated", "reform": "escalated", "city_leader": "escalated"}),
        (31, {}),
        (90, {"clerk": "late", "leader": "escalated", "reform": "escalated", "city_leader": "escalated"}),
    ],
)
def test_each_step_tells_its_people(cast: Cast, plan: Plan, days: int, due: dict[str, str]) -> None:
    owe(plan, cast.ward)
    day = DUE + timedelta(days=days)
    remind(day)
    remind(day)

    assert told(cast, day) == due
    assert Notice.objects.count() == len(due)


@pytest.mark.parametrize(
    "given", [{"state": State.DONE}, {"state": State.CANCELLED}, {"due_on": None}, {"role": PARTNER}]
)
def test_nobody_is_reminded_of_what_is_not_owed(cast: Cast, plan: Plan, given: dict[str, Any]) -> None:
    owe(plan, cast.ward, **given)
    remind(DUE)

    assert told(cast, DUE) == {}


def test_the_person_in_charge_is_told_as_long_as_they_belong_to_the_unit(cast: Cast, plan: Plan) -> None:
    owe(plan, cast.ward, person=cast.people["leader"].pk)
    owe(plan, cast.other_ward, person=cast.people["leader"].pk)
    remind(DUE)

    assert told(cast, DUE) == {"clerk": "soon", "leader": "soon", "neighbour": "soon"}
    assert Notice.objects.filter(person=cast.people["leader"]).count() == 1


def test_a_plan_of_a_unit_is_not_the_concern_of_the_city(cast: Cast, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(unit=cast.ward)
    plan.refresh_from_db()
    owe(plan, cast.ward)
    day = DUE + timedelta(days=30)
    remind(day)

    assert told(cast, day) == {"clerk": "late", "leader": "escalated"}


def test_a_changed_due_date_is_reminded_of_anew(cast: Cast, plan: Plan) -> None:
    owed = owe(plan, cast.ward)
    remind(DUE)
    Assignment.objects.filter(pk=owed.pk).update(due_on=DUE + timedelta(days=20))
    remind(DUE + timedelta(days=20))

    assert Notice.objects.count() == 2


def test_what_was_given_is_told_once_the_day_after(cast: Cast, plan: Plan) -> None:
    other = Task.objects.create(plan=plan, table="t1", position=2, number="2", deadline_kind="continuous")
    owe(plan, cast.ward, made_at=AT, due_on=None)
    Assignment.objects.create(
        task=other, plan=plan, owner=cast.city, unit=cast.ward, role=LEAD, made_at=AT, due_on=None
    )
    owe(plan, cast.other_ward, made_at=AT, due_on=None, role=PARTNER)
    for days in range(4):
        remind(TODAY + timedelta(days=days))

    said = {
        (each.person.username, sentences.sentence(each.event, each.facts, language="vi"))
        for each in Notice.objects.all()
    }
    given = "Phường Yên Hòa được giao 2 nhiệm vụ theo 164/KH-UBND"
    joined = "Phường Cầu Giấy phối hợp thực hiện 1 nhiệm vụ theo 164/KH-UBND"
    assert said == {
        ("clerk", given), ("leader", given), ("neighbour", joined), ("neighbour_leader", joined),
    }  # fmt: skip
    assert Notice.objects.count() == 4


def test_a_day_asks_no_more_often_for_more_units(cast: Cast, plan: Plan) -> None:
    def asked(day: date) -> int:
        with CaptureQueriesContext(connection) as spent:
            remind(day)
        return len(spent)

    owe(plan, cast.ward)
    few = asked(DUE)
    for unit in (cast.other_ward, cast.units["Sở Tư pháp"], cast.units["Sở Nội vụ"]):
        owe(plan, unit)

    assert asked(DUE + timedelta(days=1)) == few


def test_only_those_who_verify_may_remind(cast: Cast) -> None:
    with pytest.raises(Refused):
        reminding.remind(DUE, progress=lambda done, total: None, by=cast.actor("clerk"), at=AT)


def test_the_other_side_is_told_of_a_deed_and_whoever_did_it_is_not(cast: Cast, plan: Plan) -> None:
    owed = owe(plan, cast.ward, state=State.DONE, done_on=TODAY)
    verifying.return_(owed, reason="Thiếu minh chứng", seen=owed.version, by=cast.actor("reform"), at=AT)
    owed.refresh_from_db()
    rescheduling.ask(
        owed,
        wanted=DUE + timedelta(days=5),
        reason="Chờ hướng dẫn",
        seen=owed.version,
        by=cast.actor("clerk"),
        at=AT,
    )
    for _ in range(2):
        jobs.work_off(clock=lambda: AT)

    said = {
        each.person.username: sentences.sentence(each.event, each.facts, language="vi")
        for each in Notice.objects.select_related("person")
    }
    assert said == {
        "clerk": "Nguyễn Thị Cải Cách trả lại báo cáo nhiệm vụ 1 của Phường Yên Hòa: Thiếu minh chứng",
        "reform": "Trần Văn Cán Bộ xin gia hạn nhiệm vụ 1 của Phường Yên Hòa đến 05/07/2026",
    }
    assert {each.url for each in Notice.objects.all()} == {f"assignment:{owed.pk}"}


def test_every_deed_that_is_told_is_wired() -> None:
    wired = {name for name, kinds in wiring.REACTIONS.items() if "monitoring.relay" in kinds}

    assert wired == set(reminders.DEEDS)
