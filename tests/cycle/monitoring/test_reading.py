"""What is read of assignments: who sees which, searched, narrowed, counted, by day, by unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.cycle.monitoring import queries
from parindex.cycle.monitoring.models import Assignment, DueRequest, Tally
from parindex.cycle.monitoring.pages import ALL, AssignmentPage, Choice, Chosen, Counts, Moment
from parindex.cycle.monitoring.queries import base, board, calendars, groups, leaders, lists, one
from parindex.cycle.monitoring.states import Standing
from parindex.cycle.plans.models import PARTNER, Task, TaskCriterion
from parindex.engine.access.actors import SYSTEM, Actor
from tests.cast import AT, TODAY, Cast
from tests.cycle import rounds
from tests.cycle.monitoring.owed import DAY, Owed, assigned, more, owed, plan_of, task_of


@pytest.fixture
def story(cast: Cast) -> Owed:
    return owed(cast)


def named(story: Owed, keys: Any) -> list[str]:
    names = {row.pk: name for name, row in story.rows.items()}
    return [names[key] for key in keys]


def shown(story: Owed, by: Actor, **fields: Any) -> list[str]:
    chosen = replace(Chosen(standing=ALL), **fields)
    found = lists.listed(chosen, by=by, on=TODAY, most=50)
    assert (found.count, found.is_least, found.chosen) == (len(found.rows), False, chosen)
    return named(story, [row.key for row in found.rows])


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("clerk", ["late", "not started", "undated"]),
        ("neighbour", ["done late", "on track", "done"]),
        ("lawyer", ["verified", "joined", "cancelled"]),
        ("appraiser", []),
        ("administrator", []),
        ("stranger", []),
    ],
)
def test_a_unit_sees_what_it_owes_and_nothing_else(
    cast: Cast, story: Owed, who: str, seen: list[str]
) -> None:
    by = cast.actor(who) if who in cast.people else Actor(person=None, name="")
    assert named(story, queries.visible(by).values_list("pk", flat=True)) == seen


@pytest.mark.parametrize("who", ["reform", "city_leader", "auditor"])
def test_the_side_it_is_owed_to_sees_everything(cast: Cast, story: Owed, who: str) -> None:
    assert set(named(story, queries.visible(cast.actor(who)).values_list("pk", flat=True))) == set(story.rows)
    assert queries.visible(SYSTEM).count() == 9


def test_a_unit_sees_what_others_owe_by_its_own_plan(cast: Cast, story: Owed) -> None:
    own = plan_of(cast.units["Sở Tư pháp"], number="2/KH-STP")
    Assignment.objects.bulk_create([assigned(task_of(own, "1", "Báo cáo"), cast.ward, due_on=None)])
    found = queries.visible(cast.actor("lawyer")).filter(plan=own)
    assert [row.unit for row in found] == [cast.ward]
    assert not queries.visible(cast.actor("neighbour")).filter(plan=own).exists()
    with pytest.raises(Assignment.DoesNotExist):
        queries.get(found[0].pk, by=cast.actor("neighbour"))


def test_the_conditions_of_the_database_say_what_the_rule_says(story: Owed) -> None:
    told = {
        each: set(queries.visible(SYSTEM).filter(condition).values_list("pk", flat=True))
        for each, condition in base.standing_as(TODAY).items()
    }
    ruled: dict[Standing, set[int]] = {each: set() for each in Standing}
    for row in story.rows.values():
        ruled[base.stands(row, on=TODAY)].add(row.pk)
    assert told == ruled
    assert all(ruled.values())


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({"words": "DOI THOAI"}, ["not started", "on track", "joined"]),
        ({"words": "doi xyz"}, []),
        ({"standing": "late"}, ["late"]),
        ({"standing": "todo"}, ["late", "not started", "on track", "joined", "undated"]),
        ({"standing": "nonsense"}, []),
        ({"named": "yen hoa"}, ["late", "not started", "undated"]),
        ({"named": "khong co"}, []),
        ({"role": "partner"}, ["joined"]),
        ({"day": TODAY - 3 * DAY}, ["late", "done late", "verified"]),
        ({"month": "2026-05", "standing": "done_late"}, ["done late"]),
        ({"month": "2026-13"}, []),
        ({"plan": 0}, []),
        ({"task": 0}, []),
    ],
)
def test_the_list_is_searched_and_narrowed(
    cast: Cast, story: Owed, fields: dict[str, Any], left: list[str]
) -> None:
    assert shown(story, cast.actor("reform"), **fields) == left


def test_the_list_says_what_it_is_limited_to(cast: Cast, story: Owed) -> None:
    by = cast.actor("reform")
    chosen = Chosen(standing=ALL, unit=cast.ward.pk, plan=story.plan.pk)
    found = lists.listed(chosen, by=by, on=TODAY, first=1, most=1)
    assert (found.count, found.unit_name) == (3, "Phường Yên Hòa")
    assert found.plans == (Choice(story.plan.pk, "10/KH-UBND Kế hoạch cải thiện chỉ số"),)
    (row,) = found.rows
    assert (row.key, row.text, row.plan_name) == (
        story.rows["not started"].pk,
        "Tổ chức đối thoại với người dân",
        "10/KH-UBND",
    )
    assert lists.around(chosen, by=cast.actor("administrator")).plans == ()


def test_a_list_is_counted_no_further_than_the_cap(
    cast: Cast, story: Owed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "CAP", 4)
    found = lists.listed(Chosen(standing=ALL), by=cast.actor("reform"), on=TODAY, most=50)
    assert (found.count, found.is_least, len(found.rows)) == (4, True, 9)


def test_whoever_only_joins_in_is_never_late(cast: Cast, story: Owed) -> None:
    Assignment.objects.update(role=PARTNER)
    by = cast.actor("reform")
    assert [shown(story, by, standing=each) for each in (Standing.LATE, Standing.DONE_LATE)] == [[], []]
    assert shown(story, by, standing=Standing.ON_TRACK) == ["late", "on track"]
    assert shown(story, by, standing=Standing.DONE) == ["done late", "done"]
    rows = Assignment.objects.all()
    for each, condition in base.standing_as(TODAY).items():
        told = set(queries.visible(SYSTEM).filter(condition).values_list("pk", flat=True))
        assert told == {row.pk for row in rows if base.stands(row, on=TODAY) is each}
    assert not one.page(story.rows["late"].pk, by=cast.actor("clerk"), on=TODAY).may["account"]


def test_the_board_has_a_column_for_each_standing(cast: Cast, story: Owed) -> None:
    columns = board.board(Chosen(standing="late"), by=cast.actor("reform"), on=TODAY, most=1)
    told = [(each.standing, each.count, named(story, [card.key for card in each.cards])) for each in columns]
    assert told == [
        (Standing.LATE, 1, ["late"]),
        (Standing.NOT_STARTED, 3, ["not started"]),
        (Standing.ON_TRACK, 1, ["on track"]),
        (Standing.DONE_LATE, 1, ["done late"]),
        (Standing.DONE, 1, ["done"]),
        (Standing.VERIFIED, 1, ["verified"]),
    ]


@pytest.mark.parametrize("chosen", [Chosen(), Chosen(words="ra soat"), Chosen(named="cau giay")])
def test_a_board_that_is_searched_has_the_same_columns(cast: Cast, story: Owed, chosen: Chosen) -> None:
    by = cast.actor("reform")
    more(story, 9, due_on=TODAY - DAY)
    Task.objects.update(search="ra soat doi thoai")
    rows = lists.narrowed(queries.visible(by), replace(chosen, standing=ALL), by=by, on=TODAY)
    one_by_one = board._one_by_one(rows, on=TODAY, most=3)
    assert board._at_once(rows, on=TODAY, most=3) == one_by_one
    assert max(one_by_one[1].values()) > 3


def test_a_search_that_finds_many_tasks_finds_the_same(
    cast: Cast, story: Owed, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = shown(story, cast.actor("reform"), words="cong")
    monkeypatch.setattr(lists, "FEW", 0)
    assert shown(story, cast.actor("reform"), words="cong") == few == ["undated", "done", "cancelled"]


def test_units_are_counted_by_what_they_lead(cast: Cast, story: Owed) -> None:
    told = [(each.name, each.counts) for each in groups.by_unit(by=cast.actor("reform"), on=TODAY)]
    assert told == [
        ("Phường Yên Hòa", Counts(owed=3, late=1, soon=1)),
        ("Sở Tư pháp", Counts(owed=1, verified=1)),
        ("Phường Cầu Giấy", Counts(owed=3, waiting=2, soon=1)),
    ]
    found = groups.by_unit(by=cast.actor("reform"), on=TODAY, named="tu phap")
    assert [each.name for each in found] == ["Sở Tư pháp"]
    assert [each.name for each in groups.by_unit(by=cast.actor("clerk"), on=TODAY)] == ["Phường Yên Hòa"]


def test_criteria_are_counted_by_the_tasks_that_serve_them(cast: Cast, story: Owed) -> None:
    leaf = rounds.leaf(rounds.opened(cast), "I/1")
    TaskCriterion.objects.create(
        task=story.tasks["1"], criterion=leaf, gain_micro=int(Decimal("0.5") * 1_000_000)
    )
    (group,) = groups.by_criterion(by=cast.actor("reform"), on=TODAY)
    assert (group.name, group.counts) == (
        "1 Kế hoạch cải cách hành chính",
        Counts(owed=3, late=1, waiting=1, verified=1),
    )
    assert groups.unlinked(by=cast.actor("reform")) == 4
    assert shown(story, cast.actor("reform"), criterion=leaf.pk) == ["late", "done late", "verified"]
    chosen = Chosen(criterion=leaf.pk)
    assert lists.around(chosen, by=cast.actor("clerk")).criterion_name == "1 Kế hoạch cải cách hành chính"
    assert lists.around(chosen, by=cast.actor("administrator")).criterion_name == ""


def test_the_month_shows_the_widest_tasks_of_each_day(cast: Cast, story: Owed) -> None:
    days = calendars.month(TODAY, by=cast.actor("reform"), on=TODAY, most=3)
    assert [(each.day, each.counts) for each in days] == [
        (TODAY - 3 * DAY, Counts(owed=3, late=1, waiting=1, verified=1)),
        (TODAY + 5 * DAY, Counts(owed=2, soon=2)),
    ]
    assert [(task.text, task.units, task.done) for task in days[0].tasks] == [
        ("Rà soát thủ tục hành chính", 3, 2)
    ]
    assert calendars.month(TODAY, by=cast.actor("stranger"), on=TODAY, most=3) == ()


def test_the_year_is_told_by_quarters(cast: Cast, story: Owed) -> None:
    found = calendars.year(2026, by=cast.actor("reform"), on=TODAY)
    none = Counts()
    assert [quarters for _plan, quarters in found.rows] == [
        (none, Counts(owed=5, late=1, waiting=1, verified=1, soon=2), none, none)
    ]
    assert (found.undated, found.years) == (2, (2026,))
    assert calendars.year(2025, by=cast.actor("reform"), on=TODAY).rows == ()


def test_leaders_see_what_is_late_who_owes_it_and_how_it_went(cast: Cast, story: Owed) -> None:
    for weeks, late in ((2, 9), (1, 4), (0, 1)):
        day = TODAY - weeks * 7 * DAY
        Tally.objects.create(owner=cast.city, unit=cast.ward, day=day, owed=7, late=late, verified=weeks)
    DueRequest.objects.create(
        assignment=story.rows["late"],
        was=story.rows["late"].due_on,
        wanted=TODAY + DAY,
        reason="Chậm số liệu",
        asked_at=AT,
        asked_by=1,
        asked_by_name="Trần Văn Cán Bộ",
    )
    page = leaders.page(by=cast.actor("city_leader"), on=TODAY)
    assert page.counts == Counts(owed=7, late=1, waiting=2, verified=1, soon=2)
    assert ([each.name for each in page.units], page.units_late) == (["Phường Yên Hòa"], 1)
    assert [(each.text, each.units, each.since) for each in page.tasks] == [
        ("Rà soát thủ tục hành chính", 1, TODAY - 3 * DAY)
    ]
    assert (page.asked, page.owner_name) == (1, "Thành phố Hà Nội")
    assert page.trend == (
        Moment(TODAY - 14 * DAY, 7, 9, 2),
        Moment(TODAY - 7 * DAY, 7, 4, 1),
        Moment(TODAY, 7, 1, 0),
    )
    assert leaders.page(by=cast.actor("neighbour"), on=TODAY).trend == ()


def test_one_assignment_tells_what_was_reported_and_what_may_be_done(cast: Cast, story: Owed) -> None:
    key = story.rows["late"].pk
    page = one.page(key, by=cast.actor("clerk"), on=TODAY)
    assert [(each.number, each.text, each.obstacle) for each in page.entries] == [
        (1, "Đã rà soát 12 thủ tục", "Thiếu người")
    ]
    assert _allowed(page) == {"report", "ask", "account", "divide", "evidence"}
    soon = one.page(story.rows["not started"].pk, by=cast.actor("clerk"), on=TODAY)
    assert _allowed(soon) == {"report", "ask", "divide", "evidence"}
    assert _allowed(one.page(key, by=cast.actor("reform"), on=TODAY)) == {"set-due", "cancel", "evidence"}
    done = one.page(story.rows["done"].pk, by=cast.actor("reform"), on=TODAY)
    assert _allowed(done) == {"verify", "return", "set-due", "cancel", "evidence"}
    gone = one.page(story.rows["cancelled"].pk, by=cast.actor("reform"), on=TODAY)
    assert _allowed(gone) == {"evidence"}
    with pytest.raises(Assignment.DoesNotExist):
        one.page(key, by=cast.actor("neighbour"), on=TODAY)


def _allowed(page: AssignmentPage) -> set[str]:
    return {name for name, allowed in page.may.items() if allowed}


READS: dict[str, Callable[[Actor], object]] = {
    "list": lambda by: lists.listed(Chosen(words="viec"), by=by, on=TODAY, most=50),
    "board": lambda by: board.board(Chosen(), by=by, on=TODAY, most=1),
    "units": lambda by: groups.by_unit(by=by, on=TODAY),
    "criteria": lambda by: groups.by_criterion(by=by, on=TODAY),
    "month": lambda by: calendars.month(TODAY, by=by, on=TODAY, most=3),
    "year": lambda by: calendars.year(2026, by=by, on=TODAY),
    "leaders": lambda by: leaders.page(by=by, on=TODAY),
}


@pytest.mark.parametrize("which", READS)
@pytest.mark.parametrize("who", ["reform", "clerk"])
def test_more_rows_ask_no_more_of_the_database(cast: Cast, story: Owed, which: str, who: str) -> None:
    by = cast.actor(who)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            READS[which](by)
        return len(caught)

    more(story, 1, due_on=TODAY - DAY)
    few = asked()
    more(story, 10, due_on=TODAY - DAY)
    assert asked() == few
