"""Realised gains beside expected ones: two frozen cycles, and the criterion that a task was to raise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from parindex.cycle.assessments.models import Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.monitoring.queries import gains
from parindex.cycle.plans.actions import linking
from parindex.cycle.plans.models import Plan
from parindex.cycle.results.actions import freezing, releasing
from parindex.cycle.results.models import Issue
from parindex.cycle.results.terms import Terms
from parindex.engine.ranking.settings import Settings
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.cycle.monitoring import assigned
from tests.cycle.results import played

TERMS = Terms(Settings(decimals=2))


def issued(cycle: Cycle, cast: Cast) -> Issue:
    return freezing.freeze(cycle, TERMS, by=cast.actor("reform"), at=moments.database_now())


def released(issue: Issue, cast: Cast) -> None:
    releasing.release(issue, decision="QĐ 1435", by=cast.actor("reform"), at=moments.database_now())


def next_year(cycle: Cycle, cast: Cast) -> Cycle:
    """The same framework once more: the ward gained on I/1, and lost I/2."""
    Cycle.objects.filter(pk=cycle.pk).update(
        name="Chỉ số năm 2025", since=date(2025, 1, 1), until=date(2026, 1, 1)
    )
    later = rounds.opened(cast, version=cycle.version)
    answers = {
        cast.ward: {**played.WARD, "I/1": {"done": "20", "total": "20"}, "I/2": {"yes": False}},
        cast.other_ward: played.OTHER,
    }
    for unit, given in answers.items():
        played.score(later, unit, given, cast=cast)
    for unit, given in answers.items():
        played.accept(later, unit, given, cast=cast)
    played.submitted(later, *answers)
    rounds.move_to(later, "freeze")
    later.refresh_from_db()
    return later


def linked(cycle: Cycle, cast: Cast) -> Plan:
    """A task of both wards and the commune for I/1 and for all of I."""
    plan = assigned.plan(cast.city, assigned.task("1", "30/6/2026", assigned.EVERYBODY))
    assigned.fanned(plan)
    task, reform = plan.tasks.get(), cast.actor("reform")
    linking.link(task, rounds.leaf(cycle, "I/1"), gain="0,25", by=reform, at=AT)
    linking.link(task, cycle.version.criteria.get(path="I"), by=reform, at=AT)
    return plan


def told(plan: Plan, cast: Cast, who: str) -> list[tuple[str, Decimal | None, Decimal | None, int]]:
    found = gains.of_plan(plan.pk, by=cast.actor(who))
    return sorted((each.path, each.expected, each.realised, each.units) for each in found)


def test_the_gain_is_known_once_the_next_cycle_is_frozen(cast: Cast) -> None:
    cycle = played.to_the_freeze(cast)
    plan = linked(cycle, cast)
    first = issued(cycle, cast)
    later = next_year(cycle, cast)
    assert told(plan, cast, "reform") == [("I", None, None, 0), ("I/1", Decimal("0.25"), None, 0)]

    second = issued(later, cast)
    assert told(plan, cast, "reform") == [
        ("I", None, Decimal("-0.3500"), 2),
        ("I/1", Decimal("0.25"), Decimal("0.1500"), 2),
    ]
    assert told(plan, cast, "clerk") == [("I", None, None, 0), ("I/1", Decimal("0.25"), None, 0)]
    released(first, cast)
    released(second, cast)
    assert told(plan, cast, "clerk") == [
        ("I", None, Decimal("-0.7000"), 1),
        ("I/1", Decimal("0.25"), Decimal("0.3000"), 1),
    ]
    shown = gains.of_plan(plan.pk, by=cast.actor("reform"))[0]
    assert (shown.since, shown.until) == ("Chỉ số năm 2025", "Chỉ số CCHC thử")
