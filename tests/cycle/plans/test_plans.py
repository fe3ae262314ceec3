"""Plans and tasks on the database: taken, filtered, found by unit, corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import TaskTable
from parindex.cycle.plans import checks, jobs, queries, taking
from parindex.cycle.plans.actions import amending
from parindex.cycle.plans.actions import taking as taking_over
from parindex.cycle.plans.models import Plan, Task
from parindex.cycle.plans.pages import Choice, DeadlineItem, PlanFilter, UnitItem
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from parindex.foundation.jobs import task as queue
from tests.cast import AT, TODAY, Cast
from tests.cycle import accepted


def taken(document: Document) -> Plan:
    jobs.take(queue.Task(args={"subject_id": str(document.pk)}, at=AT, progress=lambda done, total: None))
    return Plan.objects.get(document=document)


def live(owner: Unit, table: TaskTable = accepted.TASKS, number: str = "01/KH-UBND") -> Plan:
    return taken(accepted.document(owner, table, number=number))


def numbers(plan: Plan, chosen: PlanFilter, cast: Cast) -> list[str]:
    page = queries.page(plan.pk, chosen=chosen, by=cast.actor("clerk"), on=TODAY)
    assert (page.chosen, page.total) == (chosen, 3)
    return [task.number for task in page.tasks]


def test_an_accepted_table_becomes_a_plan(cast: Cast) -> None:
    plan = live(cast.city)
    page = queries.page(plan.pk, chosen=PlanFilter(), by=cast.actor("clerk"), on=TODAY)
    home, law = (cast.units[name] for name in ("Sở Nội vụ", "Sở Tư pháp"))
    assert (page.plan.number, page.plan.title, page.plan.issued_on) == (
        "01/KH-UBND",
        "Kế hoạch cải cách",
        date(2026, 3, 1),
    )
    assert (page.plan.tasks, page.plan.overdue, page.total) == (3, 1, 3)
    first = page.tasks[0]
    assert (first.number, first.text, first.section_title) == ("1", "Ban hành kế hoạch", "I Điều hành")
    assert first.deadline == DeadlineItem("Tháng 4/2026", "month", date(2026, 4, 30), None, "", "", True)
    assert [(lead.text, lead.units, lead.groups) for lead in first.leads] == [
        ("Sở Nội vụ", (UnitItem(home.pk, "Sở Nội vụ"),), ())
    ]
    assert [(each.text, each.units, each.groups) for each in first.partners] == [
        ("UBND các phường, xã", (), ("communes",))
    ]
    assert first.deliverables == ("Kế hoạch", "Báo cáo")
    assert (first.document, first.table, first.page, first.row) == (plan.document_id, "t2", 4, 1)
    assert [(each.number, each.title, each.tasks) for each in page.sections] == [
        ("I", "Điều hành", 1),
        ("II", "Thủ tục", 2),
    ]
    assert page.leads == (UnitItem(home.pk, "Sở Nội vụ"), UnitItem(law.pk, "Sở Tư pháp"))
    assert page.kinds == tuple(Choice(kind, kind, 1) for kind in ("month", "quarter", "continuous"))
    assert page.months == ("2026-04", "2026-06")
    assert page.tasks[1].leads[0].scope == "lĩnh vực pháp chế"


def test_the_same_table_is_taken_once(cast: Cast) -> None:
    document = accepted.document(cast.city, accepted.TASKS)
    taken(document)
    taken(document)
    assert (Plan.objects.count(), Task.objects.count()) == (1, 3)
    assert [row.facts for row in audit.visible(SYSTEM).filter(event="plan.taken")] == [{"tasks": 3}]


def test_two_tables_of_one_document_are_one_plan(cast: Cast) -> None:
    further = replace(accepted.TASKS, id="t3")
    plan = taken(accepted.document(cast.city, accepted.TASKS, further))
    assert [(task.table, task.number) for task in plan.tasks.all()] == [
        (table, number) for table in ("t2", "t3") for number in ("1", "2", "3")
    ]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ["1", "2", "3"]),
        ({"words": "RA SOAT"}, ["2"]),
        ({"words": "doi thoai phuong"}, ["3"]),
        ({"words": "tu phap"}, ["2"]),
        ({"words": "bao cao"}, ["1"]),
        ({"words": "khong co"}, []),
        ({"kind": "continuous"}, ["2"]),
        ({"month": "2026-06"}, ["3"]),
        ({"month": "2026-13"}, []),
        ({"month": "%"}, []),
        ({"only_overdue": True}, ["1"]),
        ({"only_overdue": True, "kind": "quarter"}, []),
    ],
)
def test_tasks_are_searched_and_filtered(cast: Cast, chosen: dict[str, Any], found: list[str]) -> None:
    assert numbers(live(cast.city), PlanFilter(**chosen), cast) == found


def test_tasks_of_a_section_and_of_a_lead(cast: Cast) -> None:
    plan = live(cast.city)
    section = plan.sections.get(number="II")
    assert numbers(plan, PlanFilter(section=section.pk), cast) == ["2", "3"]
    assert numbers(plan, PlanFilter(lead=cast.units["Sở Nội vụ"].pk), cast) == ["1", "2"]


def test_tasks_that_concern_a_unit_by_name_or_by_group(cast: Cast) -> None:
    live(cast.city)
    ward = queries.tasks_of(cast.ward, by=cast.actor("clerk"), on=TODAY)
    assert ([task.number for task in ward.led], [task.number for task in ward.joined]) == (["3"], ["1"])
    home = queries.tasks_of(cast.units["Sở Nội vụ"], by=cast.actor("reform"), on=TODAY)
    assert ([task.number for task in home.led], [task.number for task in home.joined]) == (["1", "2"], [])
    nobody = queries.tasks_of(cast.ward, by=cast.actor("stranger"), on=TODAY)
    assert (nobody.led, nobody.joined) == ((), ())


def test_a_group_reaches_only_units_of_the_plans_day(cast: Cast) -> None:
    live(cast.city)
    Unit.objects.filter(pk=cast.ward.pk).update(since=date(2026, 4, 1))
    young = Unit.objects.get(pk=cast.ward.pk)
    assert queries.tasks_of(young, by=cast.actor("reform"), on=TODAY).led == ()
    Unit.objects.filter(pk=cast.ward.pk).update(since=None, until=date(2026, 2, 1))
    gone = Unit.objects.get(pk=cast.ward.pk)
    assert queries.tasks_of(gone, by=cast.actor("reform"), on=TODAY).led == ()


def test_tasks_are_found_by_their_words(cast: Cast) -> None:
    live(cast.city)
    found = queries.matching("ke hoach", by=cast.actor("clerk"), on=TODAY, most=5)
    assert [task.number for task in found] == ["1"]
    assert len(queries.matching("", by=cast.actor("clerk"), on=TODAY, most=2)) == 2
    assert queries.matching("ke hoach", by=cast.actor("stranger"), on=TODAY, most=5) == ()


def test_what_units_owe_is_late_first_then_soonest_first(cast: Cast) -> None:
    live(cast.city)
    live(cast.city, number="02/KH-UBND")

    def owed(who: str, *unit: Unit, until: date, most: int = 9) -> tuple[list[str], int, int]:
        found = queries.owed(unit, until=until, by=cast.actor(who), on=TODAY, most=most)
        return [task.number for task in found.tasks], found.count, found.late

    june = date(2026, 6, 30)
    home = cast.units["Sở Nội vụ"]
    assert owed("clerk", cast.ward, until=june) == (["1", "1", "3", "3"], 4, 2)
    assert owed("clerk", cast.ward, until=june, most=3) == (["1", "1", "3"], 4, 2)
    assert owed("clerk", cast.ward, until=TODAY) == (["1", "1"], 2, 2)
    assert owed("reform", home, until=june) == (["1", "1"], 2, 2)
    assert owed("reform", home, cast.ward, until=june) == (["1", "1", "3", "3"], 4, 2)
    assert owed("clerk", until=june) == ([], 0, 0)
    assert owed("stranger", cast.ward, until=june) == ([], 0, 0)


def test_the_tasks_of_a_unit_come_in_parts(cast: Cast) -> None:
    live(cast.city)
    by = cast.actor("clerk")
    assert (queries.count_of(cast.ward, by=by), queries.count_of(cast.ward, by=cast.actor("stranger"))) == (
        2,
        0,
    )

    def part(first: int, most: int) -> tuple[list[str], list[str]]:
        found = queries.tasks_of(cast.ward, by=by, on=TODAY, first=first, most=most)
        return [task.number for task in found.led], [task.number for task in found.joined]

    assert (part(0, 1), part(1, 1), part(0, 2), part(2, 2)) == (
        (["3"], []),
        ([], ["1"]),
        (["3"], ["1"]),
        ([], []),
    )


@pytest.mark.parametrize(
    ("owner", "readers"),
    [
        ("ward", {"reform", "clerk", "leader", "city_leader", "auditor"}),
        (
            "city",
            {
                "reform",
                "clerk",
                "leader",
                "neighbour",
                "neighbour_leader",
                "lawyer",
                "city_leader",
                "auditor",
                "administrator",
            },
        ),
    ],
)
def test_who_reads_a_plan(cast: Cast, owner: str, readers: set[str]) -> None:
    plan = live(getattr(cast, owner))
    seen = {who for who in cast.people if queries.listed(by=cast.actor(who), on=TODAY).rows}
    assert seen == readers
    for who in set(cast.people) - readers:
        with pytest.raises(Plan.DoesNotExist):
            queries.page(plan.pk, chosen=PlanFilter(), by=cast.actor(who), on=TODAY)
        with pytest.raises(Task.DoesNotExist):
            queries.task(plan.tasks.all()[0].pk, by=cast.actor(who))


def test_a_task_is_corrected_with_a_reason(cast: Cast) -> None:
    plan = live(cast.city)
    by, task = cast.actor("reform"), queries.task(plan.tasks.get(number="2").pk, by=cast.actor("reform"))
    amending.correct(task, field="deadline", value="Tháng 9/2026", reason="Điều chỉnh", by=by, at=AT)
    amending.correct(task, field="text", value="Rà soát hồ sơ", reason="Điều chỉnh", by=by, at=AT)
    item = queries.task_item(queries.task(task.pk, by=by), on=TODAY)
    assert (item.text, item.deadline.kind, item.deadline.due) == ("Rà soát hồ sơ", "month", date(2026, 9, 30))
    assert numbers(plan, PlanFilter(words="ho so thang 9"), cast) == ["2"]
    assert numbers(plan, PlanFilter(words="thu tuc"), cast) == []
    told = audit.visible(SYSTEM).filter(event="task.corrected").last()
    assert told is not None
    assert told.facts == {
        "field": "deadline",
        "number": "2",
        "before": "Thường xuyên",
        "value": "Tháng 9/2026",
        "reason": "Điều chỉnh",
    }


@pytest.mark.parametrize(
    ("field", "value", "reason", "wrong"),
    [("text", "x", " ", "reason"), ("text", " ", "x", "text"), ("lead", "x", "x", "lead")],
)
def test_what_cannot_stand_is_refused(cast: Cast, field: str, value: str, reason: str, wrong: str) -> None:
    task = live(cast.city).tasks.all()[0]
    with pytest.raises(checks.WrongValue, match=wrong):
        amending.correct(task, field=field, value=value, reason=reason, by=cast.actor("reform"), at=AT)


@pytest.mark.parametrize(
    "who", ["clerk", "leader", "neighbour", "city_leader", "auditor", "administrator", "stranger"]
)
def test_only_the_reform_office_works_on_the_plan_of_the_city(cast: Cast, who: str) -> None:
    plan = live(cast.city)
    document = accepted.document(cast.city, accepted.TASKS, number="02/KH-UBND")
    with pytest.raises(Refused):
        amending.correct(plan.tasks.all()[0], field="text", value="x", reason="x", by=cast.actor(who), at=AT)
    with pytest.raises(Refused):
        taking_over.take(document, accepted.TASKS, by=cast.actor(who), at=AT)


def test_pages_cost_the_same_for_one_and_for_three(cast: Cast) -> None:
    short = live(cast.city, replace(accepted.TASKS, rows=accepted.TASKS.rows[:1]))
    by = cast.actor("clerk")

    def costs(plan: Plan) -> tuple[int, ...]:
        spent = []
        for read in (
            lambda: queries.page(plan.pk, chosen=PlanFilter(), by=by, on=TODAY),
            lambda: queries.listed(by=by, on=TODAY),
            lambda: queries.tasks_of(cast.ward, by=by, on=TODAY),
            lambda: queries.owed((cast.ward,), until=date(2026, 6, 30), by=by, on=TODAY, most=8),
        ):
            with CaptureQueriesContext(connection) as context:
                read()
            spent.append(len(context))
        return tuple(spent)

    before = costs(short)
    live(cast.city, accepted.TASKS, "03/KH-UBND")
    long = live(cast.city, accepted.TASKS, "02/KH-UBND")
    assert (before, costs(long)) == ((10, 2, 3, 5), (10, 2, 3, 5))


def test_groups_are_stored_so_that_one_is_found() -> None:
    assert taking.grouped(("departments", "all")) == ",departments,all,"
    assert taking.groups_of(",departments,all,") == ("departments", "all")
    assert (taking.grouped(()), taking.groups_of("")) == ("", ())
