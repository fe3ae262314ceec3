"""The clock starts each job once a slot, however many workers look at it, and makes up for missed days."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings as DjangoSettings

from parindex.foundation.jobs import actions
from parindex.foundation.jobs.models import Job, State
from parindex.foundation.jobs.schedules import MOST_MISSED, Daily, Every, Slot

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = Daily("remind", at=time(7, 0))
OFTEN = Every("post", minutes=10)
AT = datetime(2026, 11, 20, 0, 5, tzinfo=UTC)
"""Five past seven in Hanoi."""


@pytest.fixture
def _scheduled(db: None, settings: DjangoSettings) -> None:
    settings.JOB_SCHEDULE = (MORNING, OFTEN)


def _names(schedule: Daily | Every, *, after: str, until: datetime) -> list[str]:
    return [slot.name for slot in schedule.slots(after=after, until=until, zone=HANOI)]


def test_a_day_begins_at_its_hour_in_hanoi() -> None:
    before = AT - timedelta(minutes=6)

    assert _names(MORNING, after="2026-11-19", until=before) == []
    assert MORNING.slots(after="2026-11-19", until=AT, zone=HANOI) == (
        Slot("2026-11-20", datetime(2026, 11, 20, 0, 0, tzinfo=UTC)),
    )
    assert _names(MORNING, after="2026-11-20", until=AT) == []
    assert _names(MORNING, after="", until=AT) == ["2026-11-20"]


def test_missed_days_are_made_up_for_up_to_a_month() -> None:
    assert _names(MORNING, after="2026-11-17", until=AT) == ["2026-11-18", "2026-11-19", "2026-11-20"]
    long = _names(MORNING, after="2026-01-01", until=AT)
    assert (len(long), long[0], long[-1]) == (MOST_MISSED, "2026-10-21", "2026-11-20")


def test_of_missed_minutes_only_the_newest_slot_counts() -> None:
    assert _names(OFTEN, after="2026-11-20T05:10", until=AT + timedelta(minutes=14)) == ["2026-11-20T07:10"]
    assert _names(OFTEN, after="2026-11-20T07:10", until=AT + timedelta(minutes=14)) == []
    assert _names(OFTEN, after="2026-11-20T08:00", until=AT) == []


@pytest.mark.usefixtures("_scheduled")
def test_two_workers_make_one_job_a_slot() -> None:
    first, second = actions.tick(at=AT, reached={}), actions.tick(at=AT, reached={})

    assert first == second == {"remind": "2026-11-20", "post": "2026-11-20T07:00"}
    assert sorted(Job.objects.values_list("key", flat=True)) == ["post:2026-11-20T07:00", "remind:2026-11-20"]
    assert Job.objects.get(kind="remind").args == {
        "slot": "2026-11-20",
        "moment": "2026-11-20T07:00:00+07:00",
    }


@pytest.mark.usefixtures("_scheduled")
def test_a_tick_without_a_new_slot_asks_nothing_of_the_database(django_assert_num_queries) -> None:
    reached = actions.tick(at=AT, reached={})

    with django_assert_num_queries(0):
        assert actions.tick(at=AT + timedelta(minutes=4), reached=reached) == reached


@pytest.mark.usefixtures("_scheduled")
def test_a_worker_that_was_away_for_days_catches_up() -> None:
    actions.tick(at=AT, reached={})
    actions.tick(at=AT + timedelta(days=3), reached={})

    days = Job.objects.filter(kind="remind").order_by("key").values_list("args__slot", flat=True)
    assert list(days) == ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]
    assert Job.objects.filter(kind="post").count() == 2


@pytest.mark.usefixtures("_scheduled")
def test_old_turns_leave_the_queue_and_failed_ones_stay() -> None:
    actions.tick(at=AT, reached={})
    Job.objects.filter(kind="remind").update(state=State.DONE)
    Job.objects.filter(kind="post").update(state=State.FAILED)
    actions.tick(at=AT + timedelta(days=8), reached={})

    assert not Job.objects.filter(key="remind:2026-11-20").exists()
    assert Job.objects.filter(key="post:2026-11-20T07:00").exists()
