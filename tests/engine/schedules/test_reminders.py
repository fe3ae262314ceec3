"""Reminders: before, on and after a due date, and never on a day off."""

from __future__ import annotations

from datetime import date, timedelta

from parindex.engine.schedules import reminders, workdays
from parindex.engine.schedules.reminders import Moment, Rhythm, Stage

DAYS = workdays.official()
RHYTHM = Rhythm(before=(7, 1), after=(1, 7), escalated=(3,))


def test_the_reminders_of_a_due_date_in_order() -> None:
    found = reminders.moments(date(2026, 6, 30), rhythm=RHYTHM, workdays=DAYS)

    assert found == (
        Moment(date(2026, 6, 23), Stage.SOON, -7),
        Moment(date(2026, 6, 29), Stage.SOON, -1),
        Moment(date(2026, 6, 30), Stage.TODAY, 0),
        Moment(date(2026, 7, 1), Stage.LATE, 1),
        Moment(date(2026, 7, 3), Stage.ESCALATED, 3),
        Moment(date(2026, 7, 7), Stage.LATE, 7),
    )
    assert [each.key for each in found] == ["soon-7", "soon-1", "today+0", "late+1", "escalated+3", "late+7"]


def test_nobody_is_told_during_tet() -> None:
    found = reminders.moments(date(2026, 2, 17), rhythm=RHYTHM, workdays=DAYS)

    assert [(each.day, each.key) for each in found] == [
        (date(2026, 2, 10), "soon-7"),
        (date(2026, 2, 13), "soon-1"),
        (date(2026, 2, 13), "today+0"),
        (date(2026, 2, 23), "late+1"),
        (date(2026, 2, 23), "escalated+3"),
        (date(2026, 2, 24), "late+7"),
    ]


def test_two_reminders_of_one_stage_on_one_day_are_one() -> None:
    tight = Rhythm(before=(2, 1), after=(), escalated=())
    found = reminders.moments(date(2026, 5, 11), rhythm=tight, workdays=DAYS)

    assert [(each.day, each.offset) for each in found] == [(date(2026, 5, 8), -1), (date(2026, 5, 11), 0)]


def test_the_other_way_round_finds_the_same() -> None:
    first = date(2026, 1, 1)
    straight = {
        (moment.day, due_on, moment)
        for due_on in (first + timedelta(days=n) for n in range(365))
        for moment in reminders.moments(due_on, rhythm=RHYTHM, workdays=DAYS)
    }
    turned = {
        (on, due_on, moment)
        for on in (first + timedelta(days=n) for n in range(-60, 425))
        for due_on, told in reminders.due_days(on, rhythm=RHYTHM, workdays=DAYS).items()
        for moment in told
        if first <= due_on < first + timedelta(days=365)
    }
    assert turned == straight


def test_who_chooses_nothing_is_told_on_these_days() -> None:
    assert Rhythm() == Rhythm(before=(7, 3, 1), after=(1, 7, 14), escalated=(3, 10))


def test_the_other_way_round_looks_as_far_as_the_rhythm_reaches() -> None:
    wide = Rhythm(before=(60,), after=(45,), escalated=())
    found = reminders.due_days(date(2026, 6, 1), rhythm=wide, workdays=DAYS)

    assert {due_on: [each.key for each in told] for due_on, told in found.items()} == {
        date(2026, 4, 15): ["late+45"],
        date(2026, 4, 16): ["late+45"],
        date(2026, 4, 17): ["late+45"],
        date(2026, 6, 1): ["today+0"],
        date(2026, 7, 31): ["soon-60"],
    }
