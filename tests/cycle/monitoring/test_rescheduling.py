"""Due dates that change: asked for and decided, set, armed by an event; handing over; the daily tally."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from parindex.cycle.documents.outline import Lead
from parindex.cycle.monitoring import jobs
from parindex.cycle.monitoring.actions import handing, reporting, rescheduling, tallying, verifying
from parindex.cycle.monitoring.checks import Overtaken, ProgressEntry, WrongValue
from parindex.cycle.monitoring.models import Assignment, DueRequest, Occasion, Tally
from parindex.cycle.monitoring.states import DueChange, WrongStep
from parindex.cycle.plans.actions import amending
from parindex.cycle.plans.models import Plan
from parindex.cycle.units.actions import changing
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from parindex.foundation.jobs import actions as worker
from parindex.foundation.jobs.task import Task
from tests.cast import AT, TODAY, Cast
from tests.cycle.monitoring import assigned
from tests.cycle.monitoring.assigned import EVERYBODY, HOME, LATER, LAW, fanned, plan, task

LATE = date(2026, 9, 30)


def asked(cast: Cast) -> DueRequest:
    row = assigned.owed(cast)
    return rescheduling.ask(
        row, wanted=LATE, reason="Chờ hướng dẫn của Bộ", seen=1, by=cast.actor("clerk"), at=AT
    )


def test_a_request_is_granted_by_a_decision(cast: Cast) -> None:
    request, reform = asked(cast), cast.actor("reform")
    rescheduling.decide(request, verdict=DueChange.GRANTED, decision="15/TB-UBND", by=reform, at=LATER)
    request.refresh_from_db()
    row = request.assignment
    row.refresh_from_db()

    assert (request.state, request.was, request.decision, request.decided_by_name) == (
        "granted",
        date(2026, 6, 30),
        "15/TB-UBND",
        "Nguyễn Thị Cải Cách",
    )
    assert (row.due_on, row.version) == (LATE, 3)
    assert list(row.reports.values_list("kind", "text")) == [
        ("due", "Gia hạn đến 30/09/2026 theo 15/TB-UBND.")
    ]
    with pytest.raises(Overtaken):
        rescheduling.decide(request, verdict=DueChange.REFUSED, decision="x", by=reform, at=LATER)


def test_a_request_is_refused_for_a_reason(cast: Cast) -> None:
    request, reform = asked(cast), cast.actor("reform")
    with pytest.raises(WrongValue, match="decision"):
        rescheduling.decide(request, verdict=DueChange.REFUSED, decision=" ", by=reform, at=LATER)
    with pytest.raises(WrongValue, match="verdict"):
        rescheduling.decide(request, verdict=DueChange.ASKED, decision="x", by=reform, at=LATER)
    rescheduling.decide(request, verdict=DueChange.REFUSED, decision="Không đủ lý do", by=reform, at=LATER)
    row = Assignment.objects.get(pk=request.assignment_id)

    assert (row.due_on, row.version, row.reports.count()) == (date(2026, 6, 30), 3, 0)


def test_what_cannot_be_asked(cast: Cast) -> None:
    row, clerk = assigned.owed(cast), cast.actor("clerk")
    for wanted in (date(2026, 6, 30), date(2026, 5, 11)):
        with pytest.raises(WrongValue, match="wanted"):
            rescheduling.ask(row, wanted=wanted, reason="x", seen=1, by=clerk, at=AT)
    with pytest.raises(WrongValue, match="reason"):
        rescheduling.ask(row, wanted=LATE, reason="", seen=1, by=clerk, at=AT)
    with pytest.raises(Refused):
        rescheduling.ask(row, wanted=LATE, reason="x", seen=1, by=cast.actor("neighbour"), at=AT)
    rescheduling.ask(row, wanted=LATE, reason="x", seen=1, by=clerk, at=AT)
    with pytest.raises(WrongValue, match="request"):
        rescheduling.ask(row, wanted=LATE, reason="y", seen=2, by=clerk, at=AT)
    reporting.report(row, ProgressEntry(text="xong", done_on=TODAY), seen=2, by=clerk, at=AT)
    with pytest.raises(WrongStep):
        rescheduling.ask(row, wanted=LATE, reason="y", seen=3, by=clerk, at=AT)


@pytest.mark.parametrize("who", ["clerk", "leader", "neighbour_leader", "auditor"])
def test_only_the_owner_decides_on_dates(cast: Cast, who: str) -> None:
    request = asked(cast)
    by, found = cast.actor(who), request.assignment.plan
    with pytest.raises(Refused):
        rescheduling.decide(request, verdict=DueChange.GRANTED, decision="1", by=by, at=AT)
    with pytest.raises(Refused):
        rescheduling.set_due(request.assignment, due_on=LATE, decision="1", seen=2, by=by, at=AT)
    with pytest.raises(Refused):
        rescheduling.record_occasion(found, event="x", happened_on=TODAY, by=by, at=AT)


def test_the_owner_sets_a_due_date(cast: Cast) -> None:
    request, reform = asked(cast), cast.actor("reform")
    row = request.assignment
    rescheduling.set_due(row, due_on=LATE, decision="Họp giao ban tháng 5", seen=2, by=reform, at=AT)
    request.refresh_from_db()

    assert (row.due_on, row.version, request.state) == (LATE, 3, "refused")
    assert row.reports.get().text == "Ấn định hạn 30/09/2026: Họp giao ban tháng 5."


def waiting(cast: Cast) -> tuple[Plan, str]:
    found = plan(
        cast.city,
        task("1", "Sau 20 ngày kể từ ngày có kết quả", EVERYBODY),
        task("2", "Sau 30 ngày kể từ ngày có kết quả", HOME),
        task("3", "Sau khi Trung ương ban hành", HOME),
    )
    fanned(found)
    return found, "kể từ ngày có kết quả"


def dues(found: Plan) -> list[tuple[str, date | None, int]]:
    rows = Assignment.objects.filter(plan=found).order_by("task__position", "unit")
    return list(rows.values_list("task__number", "due_on", "version"))


def test_an_event_arms_every_deadline_that_waits_for_it(cast: Cast) -> None:
    found, event = waiting(cast)
    reform = cast.actor("reform")
    armed = rescheduling.record_occasion(found, event=event, happened_on=date(2026, 5, 4), by=reform, at=AT)

    assert (armed.assignments, armed.undated) == (4, 0)
    assert dues(found) == [("1", date(2026, 5, 25), 2)] * 3 + [("2", date(2026, 6, 3), 2), ("3", None, 1)]
    row = Assignment.objects.filter(plan=found, task__number="2").get()
    assert row.reports.get().text == "Hạn 03/06/2026: kể từ ngày có kết quả."
    facts = audit.visible(SYSTEM).get(event="occasion.recorded").facts
    assert facts == {"occasion": event, "on": "04/05/2026", "armed": 4}


def test_a_day_put_right_moves_what_it_armed_and_nothing_else(cast: Cast) -> None:
    found, event = waiting(cast)
    reform = cast.actor("reform")
    rescheduling.record_occasion(found, event=event, happened_on=date(2026, 5, 4), by=reform, at=AT)
    row = Assignment.objects.get(plan=found, task__number="1", unit=cast.ward)
    rescheduling.set_due(row, due_on=LATE, decision="1", seen=2, by=reform, at=AT)
    again, same = (
        rescheduling.record_occasion(found, event=event, happened_on=date(2026, 5, 6), by=reform, at=AT)
        for _ in range(2)
    )

    assert (again.assignments, same.assignments) == (3, 0)
    assert Occasion.objects.get().happened_on == date(2026, 5, 6)
    assert sorted(day for _, day, _ in dues(found) if day) == [
        *[date(2026, 5, 26)] * 2,
        date(2026, 6, 5),
        LATE,
    ]


def test_after_something_the_day_has_to_be_said(cast: Cast) -> None:
    found, _ = waiting(cast)
    reform, event = cast.actor("reform"), "Sau khi Trung ương ban hành"
    first = rescheduling.record_occasion(found, event=event, happened_on=TODAY, by=reform, at=AT)
    second = rescheduling.record_occasion(
        found, event=event, happened_on=TODAY, due_on=LATE, by=reform, at=AT
    )

    assert ((first.assignments, first.undated), (second.assignments, second.undated)) == ((0, 1), (1, 0))
    with pytest.raises(WrongValue, match="event"):
        rescheduling.record_occasion(found, event="Khi khác", happened_on=TODAY, by=reform, at=AT)


def merged(cast: Cast, *, on: date = date(2026, 5, 1)) -> Unit:
    changing.merge([cast.ward], into=cast.other_ward, on=on, by=SYSTEM, at=AT)
    return Unit.objects.get(pk=cast.ward.pk)


def test_open_work_of_a_merged_unit_goes_to_its_successor(cast: Cast) -> None:
    found = plan(cast.city, task("1", "30/6/2026", assigned.CLERK_WARD), task("2", "30/6/2026", EVERYBODY))
    fanned(found)
    old = merged(cast)
    worker.work_off(clock=timezone.now)
    first, second = Assignment.objects.filter(plan=found, unit=old).order_by("task__position")
    heir = Assignment.objects.get(plan=found, unit=cast.other_ward, task__number="1")

    assert (first.state, second.state) == ("cancelled", "cancelled")
    assert (heir.handed_from_id, heir.state, heir.due_on, heir.role) == (
        first.pk,
        "open",
        date(2026, 6, 30),
        "lead",
    )
    assert first.reports.get().text == "Chuyển cho Phường Cầu Giấy từ ngày 01/05/2026."
    assert Assignment.objects.filter(plan=found, unit=cast.other_ward).count() == 2
    assert handing.hand_over(old, by=SYSTEM, at=AT) == 0
    row = audit.visible(SYSTEM).get(event="unit.handed-over")
    assert row.facts == {"count": 2, "successors": "Phường Cầu Giấy"}


def test_a_split_unit_hands_over_to_all_or_to_those_chosen(cast: Cast) -> None:
    row = assigned.owed(cast)
    commune = cast.units["Xã Thanh Trì"]
    changing.split(cast.ward, into=[cast.other_ward, commune], on=date(2026, 5, 1), by=SYSTEM, at=AT)
    old = Unit.objects.get(pk=cast.ward.pk)
    reform = cast.actor("reform")
    for wrong in ([], [cast.units["Sở Nội vụ"]]):
        with pytest.raises(WrongValue, match="to"):
            handing.hand_over(old, to=wrong, by=reform, at=AT)
    with pytest.raises(Refused):
        handing.hand_over(old, by=cast.actor("neighbour_leader"), at=AT)
    assert handing.hand_over(old, to=[commune], by=reform, at=AT) == 1
    assert list(row.handed_to.values_list("unit__name", flat=True)) == ["Xã Thanh Trì"]

    other = plan(cast.city, task("1", "30/6/2026", assigned.CLERK_WARD), number="02/KH-UBND")
    Assignment.objects.create(
        task=other.tasks.get(), plan=other, owner=cast.city, unit=old, role="lead", made_at=AT
    )
    jobs.hand_over_ended(Task(args={}, at=AT, progress=lambda done, total: None))
    assert set(Assignment.objects.filter(plan=other, state="open").values_list("unit__name", flat=True)) == {
        "Phường Cầu Giấy",
        "Xã Thanh Trì",
    }


def test_work_goes_on_to_the_successor_of_a_successor(cast: Cast) -> None:
    row = assigned.owed(cast)
    merged(cast)
    changing.merge([cast.other_ward], into=cast.units["Xã Thanh Trì"], on=date(2026, 5, 10), by=SYSTEM, at=AT)
    assert handing.hand_over_ended(by=SYSTEM, at=AT) == 1
    assert row.handed_to.get().unit == cast.units["Xã Thanh Trì"]


def test_nothing_is_handed_over_before_the_end_or_to_nobody(cast: Cast) -> None:
    row = assigned.owed(cast)
    old = merged(cast, on=date(2026, 7, 1))
    assert handing.hand_over(old, by=SYSTEM, at=AT) == 0
    changing.dissolve(cast.other_ward, on=date(2026, 5, 1), by=SYSTEM, at=AT)
    gone = plan(cast.city, task("1", "30/6/2026", EVERYBODY), number="02/KH-UBND")
    fanned(gone)
    assert handing.hand_over_ended(by=SYSTEM, at=AT) == 0
    row.refresh_from_db()
    assert row.state == "open"


def test_what_is_reported_done_waits_for_its_verdict(cast: Cast) -> None:
    row = assigned.owed(cast)
    reporting.report(row, ProgressEntry(text="xong", done_on=TODAY), seen=1, by=cast.actor("clerk"), at=AT)
    assert handing.hand_over(merged(cast), by=SYSTEM, at=AT) == 0


def test_the_tally_of_a_day_counts_each_unit_once(cast: Cast) -> None:
    found = plan(
        cast.city,
        task("1", "30/4/2026", EVERYBODY, partners=(HOME,)),
        task("2", "30/6/2026", assigned.CLERK_WARD),
        task("3", "30/6/2026", LAW),
    )
    fanned(found)
    row = Assignment.objects.get(plan=found, unit=cast.units["Sở Tư pháp"])
    by = SYSTEM
    reporting.report(row, ProgressEntry(text="xong", done_on=TODAY), seen=1, by=by, at=AT)
    assert tallying.tally(TODAY, by=SYSTEM, at=AT) == 4
    assert tallying.tally(TODAY, by=SYSTEM, at=AT) == 4
    kept = Tally.objects.order_by("unit__position").values_list(
        "unit__name", "owed", "late", "waiting", "verified"
    )
    assert list(kept) == [
        ("Sở Tư pháp", 0, 0, 1, 0),
        ("Phường Yên Hòa", 2, 1, 0, 0),
        ("Phường Cầu Giấy", 1, 1, 0, 0),
        ("Xã Thanh Trì", 1, 1, 0, 0),
    ]
    with pytest.raises(Refused):
        tallying.tally(TODAY, by=cast.actor("auditor"), at=AT)


def test_a_day_that_is_over_is_not_counted_any_more(cast: Cast) -> None:
    assigned.owed(cast)
    for slot in ("2026-05-11", TODAY.isoformat()):
        jobs.tally(Task(args={"slot": slot}, at=AT, progress=lambda done, total: None))
    assert set(Tally.objects.values_list("day", flat=True)) == {TODAY}


def test_lead_by_lead_a_plan_with_two_leads_is_owed_twice(cast: Cast) -> None:
    both = (HOME, Lead("Sở Tư pháp", scope="pháp chế", units=("Sở Tư pháp",)))
    found = plan(cast.city, task("1", "30/6/2026", *both))
    fanned(found)
    tallying.tally(TODAY, by=SYSTEM, at=AT)
    assert sorted(Tally.objects.values_list("unit__name", "owed")) == [("Sở Nội vụ", 1), ("Sở Tư pháp", 1)]


def test_a_restored_task_is_owed_again_but_not_what_was_cancelled_on_its_own(cast: Cast) -> None:
    found = plan(cast.city, task("1", "30/6/2026", EVERYBODY))
    fanned(found)
    reform, only = cast.actor("reform"), found.tasks.get()
    rows = Assignment.objects.filter(plan=found).order_by("unit__position")
    given_up, dropped, done = rows
    verifying.cancel(given_up, decision="7/QĐ-UBND", reason="Không còn", seen=1, by=reform, at=AT)
    reporting.report(done, ProgressEntry(text="Xong", done_on=TODAY), seen=1, by=SYSTEM, at=AT)
    amending.cancel(only, decision="9/QĐ-UBND", on=TODAY, reason="Trùng", by=reform, at=AT)
    worker.work_off(clock=timezone.now)
    assert [row.state for row in rows.all()] == ["cancelled", "cancelled", "done"]

    amending.restore(only, reason="Hủy nhầm", by=reform, at=AT)
    amending.correct(only, field="deadline", value="31/7/2026", reason="Đính chính", by=reform, at=AT)
    worker.work_off(clock=timezone.now)
    assert list(rows.values_list("state", "due_on")) == [
        ("cancelled", date(2026, 6, 30)),
        ("open", date(2026, 7, 31)),
        ("done", date(2026, 6, 30)),
    ]
    assert list(dropped.reports.values_list("number", "kind")) == [
        (1, "cancelled"),
        (2, "restored"),
        (3, "due"),
    ]
    told = [row.facts for row in audit.visible(SYSTEM).filter(event="plan.followed").order_by("pk")]
    assert [(each["cancelled"], each["reopened"]) for each in told][:2] == [(1, 0), (0, 1)]


def test_what_is_owed_follows_an_amended_plan(cast: Cast) -> None:
    found = plan(
        cast.city,
        task("1", "30/6/2026", EVERYBODY),
        task("2", "Hằng quý", HOME),
        task("3", "30/6/2026", HOME),
        task("4", "30/6/2026", HOME),
    )
    fanned(found)
    reform = cast.actor("reform")
    own = Assignment.objects.get(plan=found, task__number="4")
    rescheduling.set_due(own, due_on=LATE, decision="1", seen=1, by=reform, at=AT)
    deadlines = {"1": "31/7/2026", "2": "Ngày 20 tháng cuối quý, hằng quý", "4": "31/7/2026"}
    for each in found.tasks.all():
        if each.number in deadlines:
            amending.correct(
                each, field="deadline", value=deadlines[each.number], reason="Đính chính", by=reform, at=AT
            )
        else:
            amending.cancel(each, decision="9/QĐ-UBND", on=TODAY, reason="Trùng", by=reform, at=AT)
    worker.work_off(clock=timezone.now)

    rows = Assignment.objects.filter(plan=found).order_by("task__position", "unit", "turn")
    assert list(rows.values_list("task__number", "due_on", "state")) == [
        *[("1", date(2026, 7, 31), "open")] * 3,
        *[("2", date(2026, month, 20), "open") for month in (3, 6, 9, 12)],
        ("3", date(2026, 6, 30), "cancelled"),
        ("4", LATE, "open"),
    ]
    gone = rows.get(state="cancelled").reports.get()
    assert (gone.kind, gone.text) == ("cancelled", "Nhiệm vụ bị hủy theo 9/QĐ-UBND.")
    told = [row.facts for row in audit.visible(SYSTEM).filter(event="plan.followed").order_by("pk")]
    assert (sum(each["moved"] for each in told), sum(each["cancelled"] for each in told)) == (7, 1)
