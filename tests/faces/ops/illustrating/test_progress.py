"""The course of a task is drawn the same each time, in steps that can be, and calls itself illustrative."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from parindex.cycle.monitoring.states import Kind, State, step
from parindex.faces.ops.illustrating import progress
from parindex.faces.ops.illustrating.progress import Duty, Season

TODAY = date(2026, 11, 20)
SEASON = Season(since=date(2026, 1, 15), today=TODAY)


def duties() -> list[Duty]:
    return [
        Duty(number, str(number % 40), f"Xã {number}", TODAY + timedelta(days=number % 300 - 200), 1)
        for number in range(2000)
    ]


def test_every_course_is_possible_and_calls_itself_illustrative() -> None:
    ends: Counter[str] = Counter()
    for duty in duties():
        state, last = State.OPEN, None
        for entry in progress.course(duty, SEASON, seed="a"):
            state = step(state, entry.kind)
            assert entry.at.date() < TODAY
            assert last is None or entry.at > last
            assert entry.kind is Kind.VERIFIED or "(số liệu minh họa)" in entry.text
            assert entry.done is None or entry.total is None or entry.done <= entry.total
            last = entry.at
        ends["late" if state is State.OPEN and duty.due_on and duty.due_on < TODAY else state] += 1
    assert set(ends) == {"late", "open", "done", "verified"}
    assert ends["late"] < ends["verified"]


def test_the_same_seed_draws_the_same() -> None:
    once, again, other = (
        [list(progress.course(duty, SEASON, seed=seed)) for duty in duties()[:200]] for seed in "aab"
    )
    assert once == again
    assert once != other


def test_a_season_that_begins_today_tells_nothing() -> None:
    assert [list(progress.course(duty, Season(TODAY, TODAY), seed="a")) for duty in duties()[:50]] == [
        []
    ] * 50
