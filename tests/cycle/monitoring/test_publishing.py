"""The public list of a month: open by decision alone; done and late as they stood at its end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parindex.cycle.monitoring.actions import publishing
from parindex.cycle.monitoring.checks import WrongValue
from parindex.cycle.monitoring.models import Assignment, PublicList
from parindex.cycle.monitoring.queries import publishing as published
from parindex.cycle.monitoring.states import State
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from tests.cast import AT, TODAY, Cast
from tests.cycle.monitoring.owed import Owed, assigned, owed, plan_of, task_of

MAY, APRIL = date(2026, 5, 1), date(2026, 4, 1)


def opened(cast: Cast, *, since: date = APRIL) -> PublicList:
    return publishing.open_list(cast.city, since=since, decision="7/QĐ", by=cast.actor("reform"), at=AT)


def listed(cast: Cast, first: date, **limits: Any) -> list[tuple[str, str, date | None]]:
    found = published.month(cast.city.code, first, on=TODAY, most=50, **limits)
    return [(each.unit_name, each.number, each.done_on) for each in found.items]


def story(cast: Cast) -> Owed:
    """What is owed in May, and a task of a ward's own plan that is nobody else's business."""
    found = owed(cast)
    own = task_of(plan_of(cast.ward, number="1/KH-PYH"), "1", "Việc riêng của phường", due_on=APRIL)
    assigned(own, cast.ward, due_on=APRIL).save()
    return found


def test_a_month_tells_what_was_done_in_it_and_what_is_late(cast: Cast) -> None:
    found = story(cast)
    opened(cast)
    late = found.tasks["1"].due_on
    assert listed(cast, MAY) == [
        ("Sở Tư pháp", "1", late),
        ("Phường Yên Hòa", "1", None),
        ("Phường Cầu Giấy", "1", TODAY),
        ("Phường Cầu Giấy", "3", TODAY),
    ]
    month = published.month(cast.city.code, MAY, on=TODAY, most=2)
    assert (len(month.items), month.matched, month.months) == (2, 4, (MAY, APRIL))
    assert [(each.name, each.late, each.done) for each in month.units] == [
        ("Sở Tư pháp", 0, 1),
        ("Phường Yên Hòa", 1, 0),
        ("Phường Cầu Giấy", 0, 2),
    ]
    assert listed(cast, MAY, unit=cast.ward.pk) == [("Phường Yên Hòa", "1", None)]
    assert listed(cast, APRIL) == []


def test_what_was_done_after_the_month_was_late_in_it(cast: Cast) -> None:
    story(cast)
    opened(cast)
    Assignment.objects.filter(owner=cast.city).exclude(state=State.VERIFIED).update(state=State.CANCELLED)
    Assignment.objects.filter(state=State.VERIFIED).update(due_on=date(2026, 4, 20), done_on=TODAY)
    assert listed(cast, APRIL) == [("Sở Tư pháp", "1", None)]
    assert listed(cast, MAY) == [("Sở Tư pháp", "1", TODAY)]


def test_nothing_is_shown_that_is_not_open(cast: Cast) -> None:
    story(cast)
    for act in (lambda: None, lambda: opened(cast, since=MAY)):
        act()
        with pytest.raises(PublicList.DoesNotExist):
            published.month(cast.city.code, APRIL, on=TODAY, most=9)
    for code, first in ((cast.city.code, date(2026, 6, 1)), (cast.ward.code, MAY), ("x", MAY)):
        with pytest.raises(PublicList.DoesNotExist):
            published.month(code, first, on=TODAY, most=9)
    assert listed(cast, MAY)
    publishing.close_list(cast.city, decision="8/QĐ", by=cast.actor("reform"), at=AT)
    with pytest.raises(PublicList.DoesNotExist):
        published.month(cast.city.code, MAY, on=TODAY, most=9)
    told = audit.visible(SYSTEM).filter(event__startswith="public-list").order_by("pk")
    assert [(row.event, row.facts) for row in told] == [
        ("public-list.opened", {"since": "05/2026", "decision": "7/QĐ"}),
        ("public-list.closed", {"decision": "8/QĐ"}),
    ]


@pytest.mark.parametrize("who", ["clerk", "leader", "city_leader", "auditor", "administrator", "stranger"])
def test_only_who_issues_the_plans_of_the_province_turns_the_switch(cast: Cast, who: str) -> None:
    by = cast.actor(who)
    with pytest.raises(Refused):
        publishing.open_list(cast.city, since=MAY, decision="7/QĐ", by=by, at=AT)
    opened(cast)
    with pytest.raises(Refused):
        publishing.close_list(cast.city, decision="8/QĐ", by=by, at=AT)
    assert published.switch_of(cast.city, by=by) is None
    assert PublicList.objects.get().is_open


@pytest.mark.parametrize(
    ("since", "decision", "wrong"),
    [(date(2026, 6, 1), "7/QĐ", "since"), (date(2020, 6, 1), "7/QĐ", "since"), (MAY, " ", "decision")],
)
def test_a_switch_that_says_nothing_is_refused(cast: Cast, since: date, decision: str, wrong: str) -> None:
    with pytest.raises(WrongValue, match=wrong):
        publishing.open_list(cast.city, since=since, decision=decision, by=SYSTEM, at=AT)
    with pytest.raises(WrongValue, match="province"):
        publishing.open_list(cast.ward, since=MAY, decision="7/QĐ", by=cast.actor("leader"), at=AT)
    with pytest.raises(WrongValue, match="province"):
        publishing.close_list(cast.city, decision="8/QĐ", by=SYSTEM, at=AT)
    assert not PublicList.objects.exists()
