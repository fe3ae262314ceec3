"""Carrying over: what happened elsewhere, with its own times, all or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from parindex.cycle.monitoring.actions import carrying, reporting, tallying, verifying
from parindex.cycle.monitoring.actions.carrying import CarriedEntry
from parindex.cycle.monitoring.checks import ProgressEntry
from parindex.cycle.monitoring.models import Assignment, Report, Tally
from parindex.cycle.monitoring.states import Kind, WrongStep
from parindex.cycle.plans import tables
from parindex.cycle.plans.actions import importing
from parindex.cycle.plans.models import Plan
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from tests.cast import AT, TODAY, Cast
from tests.cycle.monitoring import assigned

DAY = timedelta(days=1)


def three(cast: Cast) -> tuple[Plan, list[Assignment]]:
    """A task that two wards and a commune owe."""
    found = assigned.plan(cast.city, assigned.task("1", "30/6/2026", assigned.EVERYBODY))
    assigned.fanned(found)
    return found, list(Assignment.objects.filter(plan=found).order_by("unit__position"))


def entry(row: Assignment, kind: Kind, *, days: int, **said: Any) -> CarriedEntry:
    return CarriedEntry(row.pk, kind, AT - days * DAY, "Cán bộ xã", **said)


def test_entries_are_carried_in_the_order_of_their_times(cast: Cast) -> None:
    plan, (first, second, third) = three(cast)
    done_on = TODAY - 5 * DAY
    entries = [
        entry(first, Kind.VERIFIED, days=3),
        entry(first, Kind.DONE, days=5, done=4, total=4, done_on=done_on),
        entry(second, Kind.PROGRESS, days=9, text="Đang làm", done=1, total=4),
        entry(third, Kind.DONE, days=8, done_on=done_on),
        entry(third, Kind.RETURNED, days=7, text="Thiếu"),
    ]
    made = carrying.carry(plan, entries, is_illustrative=True, by=cast.actor("reform"), at=AT)

    assert made == 5
    kept = Assignment.objects.filter(plan=plan).order_by("unit__position")
    assert list(kept.values_list("state", "done", "total", "done_on", "version")) == [
        ("verified", 4, 4, done_on, 3),
        ("open", 1, 4, None, 2),
        ("open", None, None, None, 3),
    ]
    assert list(first.reports.values_list("number", "kind", "made_at", "made_by_name")) == [
        (1, "done", AT - 5 * DAY, "Cán bộ xã"),
        (2, "verified", AT - 3 * DAY, "Cán bộ xã"),
    ]
    assert set(Report.objects.values_list("is_illustrative", flat=True)) == {True}
    assert audit.visible(SYSTEM).get(event="plan.progress-carried").facts == {"entries": 5}


def test_an_order_that_cannot_be_carries_nothing(cast: Cast) -> None:
    plan, (first, second, _) = three(cast)
    entries = [entry(first, Kind.PROGRESS, days=3), entry(second, Kind.VERIFIED, days=3)]
    with pytest.raises(WrongStep):
        carrying.carry(plan, entries, by=SYSTEM, at=AT)
    assert Report.objects.count() == 0
    assert set(Assignment.objects.values_list("version", flat=True)) == {1}


def test_what_was_reported_here_stays(cast: Cast) -> None:
    plan, (first, *_) = three(cast)
    reporting.report(first, ProgressEntry(text="Đang làm"), seen=1, by=cast.actor("clerk"), at=AT)
    assert carrying.carry(plan, [entry(first, Kind.PROGRESS, days=3)], by=SYSTEM, at=AT) == 0
    with pytest.raises(Refused):
        carrying.carry(plan, [entry(first, Kind.PROGRESS, days=3)], by=cast.actor("leader"), at=AT)


def test_past_days_are_counted_from_the_trails(cast: Cast) -> None:
    plan, (first, second, _) = three(cast)
    Assignment.objects.filter(plan=plan).update(due_on=TODAY - 4 * DAY)
    entries = [
        entry(first, Kind.DONE, days=5, done_on=TODAY - 5 * DAY),
        entry(first, Kind.VERIFIED, days=2),
        entry(second, Kind.DONE, days=1, done_on=TODAY - DAY),
    ]
    carrying.carry(plan, entries, by=SYSTEM, at=AT)
    days = [TODAY - number * DAY for number in (6, 3, 1)]
    assert tallying.recount(cast.city, days, by=cast.actor("reform"), at=AT) == 9

    kept = Tally.objects.order_by("day", "unit__position")
    assert list(kept.values_list("owed", "late", "waiting", "verified")) == [
        *[(1, 0, 0, 0)] * 3,
        *[(0, 0, 1, 0), (1, 1, 0, 0), (1, 1, 0, 0)],
        *[(0, 0, 0, 1), (0, 0, 1, 0), (1, 1, 0, 0)],
    ]
    with pytest.raises(Refused):
        tallying.recount(cast.city, days, by=cast.actor("leader"), at=AT)


LISTED = """Số;Nhiệm vụ;Chủ trì;Thời hạn;Trạng thái
1;Rà soát;Sở Nội vụ;31/1/2026;Hoàn thành quá hạn
2;Đối thoại;Sở Tư pháp;30/6/2026;Đã hoàn thành
3;Công khai;Sở Nội vụ;30/6/2026;Đang thực hiện
4;Tập huấn;Sở Nội vụ;30/6/2026;Chưa thực hiện
5;Niêm yết;UBND cấp xã;30/6/2026;Đã hoàn thành
"""


def test_what_a_list_says_is_told_where_one_unit_owes_it(cast: Cast) -> None:
    reform = cast.actor("reform")
    plan = assigned.plan(cast.city, assigned.task("9", "30/6/2026", assigned.LAW))
    found = tables.read(LISTED.encode())
    importing.bring(plan, found, file="a.csv", despite=True, by=reform, at=AT)
    assigned.fanned(plan, by=reform)
    rows = Assignment.objects.filter(plan=plan, reports__isnull=False).order_by("task__position")
    assert list(rows.values_list("task__number", "state", "done_on", "version")) == [
        ("1", "done", TODAY, 2),
        ("2", "done", None, 2),
        ("3", "open", None, 2),
    ]
    entry = Report.objects.get(assignment=rows[1])
    assert (entry.kind, entry.text) == ("done", "Tệp “a.csv”, dòng 3; trạng thái trong tệp: Đã hoàn thành")
    assert entry.made_by_name == reform.name
    assert audit.visible(SYSTEM).get(event="plan.progress-carried").facts == {"entries": 3}

    verifying.return_(rows[1], reason="Chưa có minh chứng", seen=2, by=reform, at=AT)
    assigned.fanned(plan, by=reform)
    assert Report.objects.count() == 4
    with pytest.raises(Refused):
        carrying.carry_listed(plan, by=cast.actor("leader"), at=AT)
