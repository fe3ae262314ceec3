"""Carrying over: what happened elsewhere, with its own times, all or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from parindex.cycle.monitoring.actions import carrying, reporting, tallying
from parindex.cycle.monitoring.actions.carrying import CarriedEntry
from parindex.cycle.monitoring.checks import ProgressEntry
from parindex.cycle.monitoring.models import Assignment, Report, Tally
from parindex.cycle.monitoring.states import Kind, WrongStep
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
