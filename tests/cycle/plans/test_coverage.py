"""Lost points without a task, tasks without a criterion, and the forecast of both."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.plans import checks
from parindex.cycle.plans.actions import amending, linking
from parindex.cycle.plans.models import Plan, TaskCriterion
from parindex.cycle.plans.queries import coverage
from parindex.cycle.plans.queries import linking as links
from parindex.cycle.plans.queries.coverage import Coverage
from parindex.cycle.targets import queries as targets
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from tests.cast import AT, TODAY, Cast
from tests.cycle.plans.standing import of_city
from tests.cycle.targets.test_targets import live


def covered(cast: Cast, who: str = "reform") -> Coverage:
    by = cast.actor(who)
    page = targets.index_page(unit=cast.city.pk, index="PAR INDEX", by=by)
    return coverage.of(page, by=by, on=TODAY, most=2)


def link(plan: Plan, number: str, path: str, gain: str) -> TaskCriterion:
    task, criterion = plan.tasks.get(number=number), Criterion.objects.get(path=path)
    return linking.link(task, criterion, gain=gain, note="thử", by=SYSTEM, at=AT)


def stands(found: Coverage) -> dict[str, tuple[int, str, str, str]]:
    return {
        row.index.path: (row.tasks, str(row.gain), str(row.by_targets), str(row.by_tasks))
        for row in found.rows
    }


def test_before_any_link_everything_lost_is_open(cast: Cast) -> None:
    live(cast.city)
    of_city(cast, number="02/KH-UBND")
    found = covered(cast)
    assert (found.lost, found.uncovered, found.tasks, found.loose) == (Decimal("1.75"), Decimal("1.75"), 3, 3)
    assert [task.number for task in found.first_loose] == ["1", "2"]
    assert [row.index.path for row in found.rows if row.is_open] == ["1/1.1", "1/2", "2"]
    assert (str(found.total.by_tasks), str(found.total.by_targets), found.adds) == ("8.25", "9", True)


def test_tasks_cover_criteria_and_promise_points(cast: Cast) -> None:
    live(cast.city)
    plan = of_city(cast, number="02/KH-UBND")
    link(plan, "1", "1/1.1", "0,4")
    link(plan, "2", "1/1.1", "0.3")
    link(plan, "2", "2", "")
    found = covered(cast)
    assert stands(found) == {
        "1": (0, "0", "5.5", "5.25"),
        "1/1.1": (2, "0.7", "4", "4"),
        "1/2": (0, "0", "1.5", "1.25"),
        "2": (1, "0", "3.5", "3.5"),
    }
    assert (found.uncovered, found.loose) == (Decimal("0.75"), 1)
    (row,) = [row for row in found.rows if row.index.path == "1/1.1"]
    assert (str(row.capped), str(found.total.by_tasks)) == ("0.2", "8.75")


def test_a_task_of_a_domain_covers_all_below_and_a_cancelled_one_nothing(cast: Cast) -> None:
    live(cast.city)
    plan = of_city(cast, number="02/KH-UBND")
    link(plan, "3", "1", "0.5")
    assert [row.index.path for row in covered(cast).rows if row.is_open] == ["2"]
    task = plan.tasks.get(number="3")
    amending.cancel(task, decision="1/QĐ", on=TODAY, reason="x", by=SYSTEM, at=AT)
    again = covered(cast)
    assert (again.uncovered, again.tasks, str(again.total.by_tasks)) == (Decimal("1.75"), 2, "8.25")


def test_a_gain_is_a_number_within_the_maximum(cast: Cast) -> None:
    live(cast.city)
    plan = of_city(cast, number="02/KH-UBND")
    made = link(plan, "1", "1/2", "2")
    assert made.gain_micro == 2_000_000
    for gain in ("2.000001", "0", "-1", "nhiều", "0.0000001"):
        with pytest.raises(checks.WrongValue, match="gain"):
            link(plan, "1", "1/2", gain)
    assert link(plan, "1", "1/2", "").gain_micro is None
    assert TaskCriterion.objects.count() == 1


def test_who_may_not_change_the_plan_links_nothing(cast: Cast) -> None:
    live(cast.city)
    plan = of_city(cast, number="02/KH-UBND")
    made, by = link(plan, "1", "1/2", "1"), cast.actor("clerk")
    with pytest.raises(Refused):
        linking.link(made.task, made.criterion, by=by, at=AT)
    with pytest.raises(Refused):
        linking.unlink(made, by=by, at=AT)
    linking.unlink(made, by=cast.actor("reform"), at=AT)
    assert links.of(plan.tasks.get(number="1")) == ()


def test_criteria_are_suggested_by_words_and_leads(cast: Cast) -> None:
    live(cast.city)
    plan, by = of_city(cast, number="02/KH-UBND"), SYSTEM
    task = plan.tasks.get(number="1")
    found = links.candidates(task, words="", version=None, by=by, on=TODAY, most=9)
    assert [(each.path, each.likeness, each.is_led) for each in found] == [("1/1.1", 100, True)]
    sought = links.candidates(task, words="bao CAO", version=None, by=by, on=TODAY, most=9)
    assert [each.path for each in sought] == ["1/2"]
    link(plan, "1", "1/1.1", "")
    assert links.candidates(task, words="", version=None, by=by, on=TODAY, most=9) == ()


def test_coverage_costs_the_same_however_many_tasks(cast: Cast) -> None:
    live(cast.city)
    plan = of_city(cast, number="02/KH-UBND")

    def cost() -> int:
        with CaptureQueriesContext(connection) as context:
            covered(cast)
        return len(context)

    link(plan, "1", "1/1.1", "0.1")
    before = cost()
    link(plan, "2", "1/1.1", "0.1")
    link(plan, "2", "2", "0.1")
    assert cost() == before
