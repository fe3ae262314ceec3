"""Fanning out: one assignment per unit that owes a task, each with its due date; bad tasks are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from parindex.cycle.documents.outline import Lead
from parindex.cycle.monitoring import specs
from parindex.cycle.monitoring.actions import fanning, verifying
from parindex.cycle.monitoring.fanout import Years, years_of
from parindex.cycle.monitoring.models import Assignment, Occasion
from parindex.cycle.monitoring.queries import assigning
from parindex.cycle.plans.actions import amending, deriving
from parindex.cycle.plans.actions.amending import Stated
from parindex.cycle.plans.models import LEAD, PARTNER, Plan, Task
from parindex.cycle.units.actions import changing
from parindex.cycle.units.facts import Kind
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from parindex.foundation.jobs import actions as worker
from parindex.foundation.jobs import queries as queue
from tests.cast import AT, TODAY, Cast
from tests.cycle.monitoring.assigned import CLERK_WARD, EVERYBODY, HOME, LAW, fanned, plan, task

Row = tuple[str, str, str]


def rows(found: Plan, *, role: str = LEAD) -> list[Row]:
    """(task, unit, scope) of the assignments in a role."""
    kept = Assignment.objects.filter(plan=found, role=role).order_by(
        "task__position", "unit__position", "turn"
    )
    return list(kept.values_list("task__number", "unit__name", "scope"))


def days(found: Plan) -> list[date | None]:
    kept = Assignment.objects.filter(plan=found, role=LEAD).order_by("task__position", "unit", "turn")
    return list(kept.values_list("due_on", flat=True))


def codes(made: fanning.FanOut) -> list[tuple[str, str | None]]:
    return [(each.code, each.path) for each in made.findings]


def test_named_units_and_groups_owe_and_partners_are_informed(cast: Cast) -> None:
    everybody = Lead("Các sở, ban, ngành, UBND cấp xã", groups=("all",))
    found = plan(
        cast.city,
        task("1", "Quý II/2026", LAW, HOME, partners=(EVERYBODY,)),
        task("2", "31/8/2026", EVERYBODY, partners=(everybody,)),
    )
    made = fanned(found)

    assert rows(found) == [
        ("1", "Sở Nội vụ", ""),
        ("1", "Sở Tư pháp", "lĩnh vực pháp chế"),
        ("2", "Phường Yên Hòa", ""),
        ("2", "Phường Cầu Giấy", ""),
        ("2", "Xã Thanh Trì", ""),
    ]
    assert rows(found, role=PARTNER) == [
        ("1", "Phường Yên Hòa", ""),
        ("1", "Phường Cầu Giấy", ""),
        ("1", "Xã Thanh Trì", ""),
        ("2", "Sở Nội vụ", ""),
        ("2", "Sở Tư pháp", ""),
    ]
    assert days(found) == [date(2026, 6, 30)] * 2 + [date(2026, 8, 31)] * 3
    assert (made.made, made.informed, made.findings) == (5, 5, ())
    assert {row.owner_id for row in Assignment.objects.filter(plan=found)} == {cast.city.pk}


def test_again_makes_only_what_is_new(cast: Cast) -> None:
    found = plan(cast.city, task("1", "Quý II/2026", HOME), task("2", "Hằng tháng", LAW))
    fanned(found)
    before = set(Assignment.objects.values_list("pk", flat=True))
    Task.objects.filter(plan=found, number="1").get().assignees.create(
        role=LEAD, position=9, text="UBND cấp xã", groups=",communes,"
    )

    assert (fanned(found).made, fanned(found).made) == (3, 0)
    assert before < set(Assignment.objects.values_list("pk", flat=True))
    assert [row.facts for row in audit.visible(SYSTEM).filter(event="plan.fanned-out").order_by("pk")] == [
        {"made": 11, "informed": 0, "findings": 0},
        {"made": 3, "informed": 0, "findings": 0},
        {"made": 0, "informed": 0, "findings": 0},
    ]


def test_a_unit_named_twice_owes_once_with_all_its_scopes(cast: Cast) -> None:
    other = Lead("Sở Tư pháp", scope="hộ tịch", units=("Sở Tư pháp",))
    found = plan(cast.city, task("1", "Năm 2026", LAW, other, LAW, partners=(LAW, HOME)))
    fanned(found)

    assert rows(found) == [("1", "Sở Tư pháp", "lĩnh vực pháp chế; hộ tịch")]
    assert rows(found, role=PARTNER) == [("1", "Sở Nội vụ", "")]


def test_what_recurs_is_owed_each_turn_through_the_year(cast: Cast) -> None:
    found = plan(
        cast.city, task("1", "Hằng quý, trước ngày 20 tháng cuối quý", HOME), issued_on=date(2026, 5, 4)
    )
    fanned(found)
    kept = Assignment.objects.filter(plan=found).order_by("turn")

    assert list(kept.values_list("turn", "since", "until", "due_on")) == [
        (2, date(2026, 4, 1), date(2026, 7, 1), date(2026, 6, 20)),
        (3, date(2026, 7, 1), date(2026, 10, 1), date(2026, 9, 20)),
        (4, date(2026, 10, 1), date(2027, 1, 1), date(2026, 12, 20)),
    ]


def test_continuous_tasks_have_the_rhythm_that_is_chosen(cast: Cast) -> None:
    found = plan(cast.city, task("1", "Thường xuyên", HOME))
    other = plan(cast.city, task("1", "Thường xuyên", HOME), number="02/KH-UBND")
    fanned(found)
    fanned(other, rhythm="quarterly")

    assert days(found) == [None]
    assert days(other) == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    assert fanned(found, rhythm="quarterly").made == 0


def test_a_term_from_the_issue_is_armed_at_once_and_others_wait(cast: Cast) -> None:
    found = plan(
        cast.city,
        task("1", "Sau 20 ngày kể từ ngày ban hành Kế hoạch này", HOME),
        task("2", "Sau 20 ngày kể từ ngày có kết quả", HOME),
        task("3", "Trước bầu cử", HOME),
        task("4", "Sau 5 ngày kể từ ngày công bố", HOME),
    )
    Occasion.objects.create(
        plan=found,
        event="kể từ ngày công bố",
        happened_on=date(2026, 4, 1),
        recorded_at=AT,
        recorded_by_name="Sở Nội vụ",
    )
    made = fanned(found)

    assert days(found) == [date(2026, 3, 23), None, None, date(2026, 4, 6)]
    assert codes(made) == [("DEADLINE_WAITS", "2"), ("DEADLINE_WAITS", "3")]


def test_bad_tasks_are_told_and_nothing_of_them_is_made(cast: Cast) -> None:
    related = Lead("Các đơn vị liên quan", groups=("related",))
    unknown = Lead("Ban Chỉ đạo 35")
    found = plan(
        cast.city,
        task("1", "Quý II/2026", row=1),
        task("2", "", HOME, row=2),
        task("3", "", row=3),
        task("4", "Quý II/2026", related, unknown, row=4),
        task("5", "Theo chỉ đạo của Trung ương", HOME, related, row=5),
        task("", "", text="Các nhiệm vụ khác", row=6),
        task("7", "Quý II/2026", row=7, partners=(HOME,)),
    )
    made = fanned(found)

    assert codes(made) == [
        ("TASK_WITHOUT_LEAD", "1"),
        ("TASK_WITHOUT_DEADLINE", "2"),
        ("TASK_WITHOUT_LEAD", "3"),
        ("TASK_WITHOUT_DEADLINE", "3"),
        ("LEAD_NAMES_NOBODY", "4"),
        ("LEAD_NAMES_NOBODY", "4"),
        ("LEAD_NAMES_NOBODY", "5"),
        ("DEADLINE_WITHOUT_DAY", "5"),
        ("TASK_WITHOUT_LEAD", "7"),
    ]
    assert rows(found) == [("5", "Sở Nội vụ", "")]
    assert rows(found, role=PARTNER) == []
    assert {(each.page, each.row, each.table, each.column) for each in made.findings if each.path == "1"} == {
        (4, 1, "t2", "lead")
    }
    first = made.findings[0]
    assert first.message.vi == "Nhiệm vụ 1: không ghi đơn vị chủ trì nên chưa giao được."
    assert first.remedy.vi.startswith("Bổ sung đơn vị chủ trì")


def test_a_further_row_of_a_task_has_the_deadline_of_the_first(cast: Cast) -> None:
    found = plan(cast.city, task("1", "Quý III/2026", HOME), task("", "", LAW, continues="1", text="", row=2))
    fanned(found)

    assert days(found) == [date(2026, 9, 30)] * 2


def test_a_date_before_the_issue_is_told(cast: Cast) -> None:
    found = plan(cast.city, task("1", "31/1/2026", HOME))

    assert codes(fanned(found)) == [("DUE_BEFORE_ISSUE", "1")]
    assert days(found) == [date(2026, 1, 31)]


def test_a_plan_of_2024_goes_to_the_districts_of_2024(cast: Cast) -> None:
    district = changing.add(
        "Quận Cầu Giấy", kind=Kind.DISTRICT, parent=cast.city, since=None, by=SYSTEM, at=AT
    )
    changing.dissolve(district, on=date(2025, 7, 1), by=SYSTEM, at=AT)
    levels = Lead("UBND các quận, huyện, cấp xã", groups=("districts", "communes"))
    type(cast.ward).objects.filter(kind=Kind.COMMUNE).update(since=date(2025, 7, 1))
    old = plan(cast.city, task("1", "31/12/2025", levels), issued_on=date(2024, 5, 30))
    new = plan(cast.city, task("1", "31/12/2026", levels), number="02/KH-UBND")
    made = fanned(old)
    fanned(new)

    assert [unit for _, unit, _ in rows(old)] == ["Quận Cầu Giấy"]
    assert [unit for _, unit, _ in rows(new)] == ["Phường Yên Hòa", "Phường Cầu Giấy", "Xã Thanh Trì"]
    assert codes(made) == [("UNIT_ENDS_BEFORE_DUE", "1")]
    assert "Quận Cầu Giấy (01/07/2025)" in made.findings[0].message.vi


def test_a_ward_assigns_to_itself_and_its_divisions_only(cast: Cast) -> None:
    office = changing.add(
        "Văn phòng HĐND và UBND", kind=Kind.DIVISION, parent=cast.ward, since=None, by=SYSTEM, at=AT
    )
    found = plan(
        cast.ward,
        task("1", "Quý II/2026", Lead("Các phòng, đơn vị", groups=("all",)), CLERK_WARD),
        task("2", "Quý II/2026", EVERYBODY, partners=(HOME,)),
    )
    made = fanned(found)

    assert sorted(unit for _, unit, _ in rows(found)) == sorted([office.name, "Phường Yên Hòa"])
    assert codes(made) == [("UNIT_OUT_OF_REACH", "2")]


def test_what_a_unit_owes_the_city_it_does_not_owe_itself_once_more(cast: Cast) -> None:
    city = plan(cast.city, task("1", "Quý II/2026", EVERYBODY))
    fanned(city)
    clerk, leader = cast.actor("clerk"), cast.actor("leader")
    own = deriving.draw_up(cast.ward, city, title="Kế hoạch của phường", by=clerk, at=AT)
    stated = Stated("Lập tổ giúp việc", deadline="30/6/2026")
    amending.add(own, stated, reason="Nhiệm vụ riêng", by=clerk, at=AT)
    deriving.issue(own, number="5/KH-UBND", on=TODAY, by=leader, at=AT)
    made = fanned(own, by=leader)

    assert (made.made, made.findings) == (1, ())
    owed = Assignment.objects.filter(unit=cast.ward).order_by("pk")
    assert list(owed.values_list("plan", "task__text")) == [
        (city.pk, "Ban hành kế hoạch"),
        (own.pk, "Lập tổ giúp việc"),
    ]


def test_changed_leads_are_told_before_it_is_assigned_again(cast: Cast) -> None:
    found = plan(cast.city, task("1", "Quý II/2026", HOME, LAW), task("2", "Quý II/2026", HOME))
    reform = cast.actor("reform")

    def told() -> list[tuple[str, str]]:
        shown = assigning.page(found.pk, by=reform, on=TODAY, most=9)
        return [(each.code, each.message.vi) for one in shown.tasks for each in one.findings]

    first = found.tasks.get(number="1")
    leads = "Sở Tư pháp\nUBND cấp xã"
    amending.correct(first, field="leads", value=leads, reason="Đính chính", by=reform, at=AT)
    assert told() == []
    amending.correct(first, field="leads", value="Sở Nội vụ", reason="Đính chính", by=reform, at=AT)
    fanned(found)
    assert told() == []

    amending.correct(first, field="leads", value=leads, reason="Đính chính", by=reform, at=AT)
    assert told() == [
        ("LEAD_NO_MORE", "Nhiệm vụ 1: đơn vị chủ trì đã thay đổi, nhưng vẫn đang giao cho: Sở Nội vụ."),
        (
            "LEAD_NOT_ASSIGNED",
            "Nhiệm vụ 1: đơn vị chủ trì đã thay đổi, chưa giao cho: "
            "Sở Tư pháp, Phường Yên Hòa, Phường Cầu Giấy và 1 đơn vị khác.",
        ),
    ]
    fanned(found)
    assert [code for code, _ in told()] == ["LEAD_NO_MORE"]
    old = Assignment.objects.get(task=first, unit__name="Sở Nội vụ")
    verifying.cancel(old, decision="9/QĐ-UBND", reason="Chuyển đơn vị", seen=1, by=reform, at=AT)
    assert told() == []


def test_a_cancelled_task_and_a_plan_still_drawn_up_assign_nothing(cast: Cast) -> None:
    found = plan(cast.city, task("1", "Quý II/2026", HOME))
    Task.objects.filter(plan=found).update(cancelled_on=date(2026, 4, 1), cancelled_by="12/QĐ-UBND")
    assert fanned(found).made == 0
    found.state = "draft"
    with pytest.raises(fanning.NotIssued):
        fanned(found)


@pytest.mark.parametrize("who", ["clerk", "leader", "city_leader", "auditor", "stranger"])
def test_only_who_issues_plans_there_fans_out(cast: Cast, who: str) -> None:
    found = plan(cast.city, task("1", "Quý II/2026", HOME))
    with pytest.raises(Refused):
        fanned(found, by=cast.actor(who))
    with pytest.raises(Refused):
        fanning.order(found, by=cast.actor(who), at=AT)
    assert Assignment.objects.count() == 0


def test_the_worker_fans_out_for_whoever_ordered_it(cast: Cast) -> None:
    found = plan(cast.city, task("1", "Thường xuyên", EVERYBODY), task("2", "Quý II/2026", HOME))
    fanning.order(found, rhythm="quarterly", by=cast.actor("reform"), at=timezone.now())
    fanning.order(found, rhythm="quarterly", by=cast.actor("reform"), at=timezone.now())
    worker.work_off(clock=timezone.now)

    progress = queue.progress_of(f"plans.plan:{found.pk}")
    assert progress is not None
    assert (progress.state, progress.done, progress.total) == ("done", 2, 2)
    assert Assignment.objects.filter(plan=found).count() == 3 * 4 + 1
    told = audit.visible(SYSTEM).filter(event="plan.fanned-out").order_by("pk")
    assert {row.person_name for row in told} == {"Nguyễn Thị Cải Cách"}


@pytest.mark.parametrize(
    ("title", "today", "years"),
    [
        ("Kế hoạch cải cách hành chính năm 2026", 2026, Years(2026, 2026)),
        ("Kế hoạch năm 2027", 2026, Years(2027, 2027)),
        ("Kế hoạch khắc phục tồn tại của Chỉ số năm 2025", 2026, Years(2026, 2026)),
        ("Kế hoạch giai đoạn 2021-2030", 2026, Years(2026, 2026)),
        ("Kế hoạch giai đoạn 2026 – 2030", 2028, Years(2026, 2028)),
        ("Kế hoạch giai đoạn 2026-2030", 2035, Years(2026, 2030)),
        ("", 2026, Years(2026, 2026)),
    ],
)
def test_a_plan_is_for_the_years_of_its_title(title: str, today: int, years: Years) -> None:
    assert years_of(title, issued_on=date(2026, 3, 1), today=date(today, 5, 1)) == years


def test_the_operators_days_off_count(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    specs.operators_list().write_text("2026-03-04;nghỉ;công bố\n", encoding="utf-8")
    found = plan(cast.city, task("1", "Sau 5 ngày làm việc kể từ ngày ban hành Kế hoạch này", HOME))
    fanned(found)

    assert days(found) == [date(2026, 3, 9)]


def test_of_a_plan_without_a_day_nothing_is_counted_from_its_issue(cast: Cast) -> None:
    found = plan(
        cast.city,
        task("1", "Hằng quý", HOME),
        task("2", "Sau 20 ngày kể từ ngày ban hành Kế hoạch này", HOME),
        task("3", "31/3/2026", HOME),
        issued_on=None,
        title="Kế hoạch năm 2026",
    )

    assert codes(fanned(found)) == [("DEADLINE_WAITS", "2")]
    assert days(found) == [
        *(date(2026, *day) for day in ((3, 31), (6, 30), (9, 30), (12, 31))),
        None,
        date(2026, 3, 31),
    ]
