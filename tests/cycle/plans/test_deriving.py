"""A unit's own plan: drawn up from the city's, divided, issued; and who has not issued theirs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parindex.cycle.plans import checks, queries
from parindex.cycle.plans.actions import amending, deriving, describing
from parindex.cycle.plans.actions.amending import Stated
from parindex.cycle.plans.actions.deriving import Charge
from parindex.cycle.plans.actions.describing import Description
from parindex.cycle.plans.models import Plan
from parindex.cycle.plans.queries import replies
from parindex.cycle.plans.queries.replies import Standing
from parindex.cycle.plans.states import NotPossible
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from tests.cast import AT, TODAY, Cast
from tests.cycle.plans.standing import of_city

ASKS = Description("Kế hoạch cải cách", "plan", ("departments", "communes"), within=80)


def drawn_up(cast: Cast, answered: Plan, who: str = "clerk") -> Plan:
    return deriving.draw_up(cast.ward, answered, title="Kế hoạch của phường", by=cast.actor(who), at=AT)


def test_a_unit_draws_up_what_concerns_it(cast: Cast) -> None:
    city = of_city(cast)
    plan = drawn_up(cast, city)
    assert (plan.state, plan.document, plan.answers) == ("draft", None, city)
    tasks = [
        (task.number, task.carries and task.carries.number, str(task.section), task.due_on)
        for task in plan.tasks.all()
    ]
    assert tasks == [
        ("1", "1", "I Điều hành", date(2026, 4, 30)),
        ("3", "3", "II Thủ tục", date(2026, 6, 30)),
    ]
    leads = [(lead.text, lead.scope) for task in plan.tasks.all() for lead in task.assignees.all()]
    assert leads == [("Phường Yên Hòa", "phối hợp với Sở Nội vụ"), ("Phường Yên Hòa", "")]
    assert drawn_up(cast, city).pk == plan.pk
    assert Plan.objects.count() == 2


def test_a_draft_is_known_to_its_unit_and_asks_nobody_anything(cast: Cast) -> None:
    plan = drawn_up(cast, of_city(cast))
    seen = {who for who in cast.people if queries.visible(cast.actor(who)).filter(pk=plan.pk).exists()}
    assert seen == {"reform", "clerk", "leader", "city_leader", "auditor"}
    mine = queries.tasks_of(cast.ward, by=cast.actor("clerk"), on=TODAY)
    assert [task.plan for task in (*mine.led, *mine.joined)] != [plan.pk]
    assert plan.pk not in {task.plan for task in (*mine.led, *mine.joined)}


def test_own_measures_are_added_and_work_is_divided(cast: Cast) -> None:
    plan, by = drawn_up(cast, of_city(cast)), cast.actor("clerk")
    own = amending.add(plan, Stated("Lập tổ giúp việc"), reason="Nhiệm vụ riêng", by=by, at=AT)
    chosen = list(plan.tasks.values_list("pk", flat=True))
    charge = Charge("Văn phòng HĐND và UBND", cast.people["leader"])
    assert deriving.divide(plan, chosen, charge, by=by, at=AT) == 3
    own.refresh_from_db()
    assert (own.carries, own.division, own.person_name) == (
        None,
        "Văn phòng HĐND và UBND",
        "Lê Thị Lãnh Đạo",
    )
    assert "le thi lanh dao" in own.search
    told = audit.visible(SYSTEM).get(event="task.divided").facts
    assert told == {"tasks": 3, "whom": "Văn phòng HĐND và UBND, Lê Thị Lãnh Đạo"}


def test_work_is_divided_within_the_unit_only(cast: Cast) -> None:
    city = of_city(cast)
    plan, by = drawn_up(cast, city), cast.actor("clerk")
    chosen = list(plan.tasks.values_list("pk", flat=True))
    foreign = list(city.tasks.values_list("pk", flat=True))
    for choice, charge, wrong in (
        (chosen, Charge(person=cast.people["neighbour"]), "person"),
        (chosen, Charge(), "division"),
        (foreign, Charge("Văn phòng"), "chosen"),
        ([], Charge("Văn phòng"), "chosen"),
    ):
        with pytest.raises(checks.WrongValue, match=wrong):
            deriving.divide(plan, choice, charge, by=by, at=AT)


def test_its_leader_issues_the_plan(cast: Cast) -> None:
    plan = drawn_up(cast, of_city(cast))
    with pytest.raises(Refused):
        deriving.issue(plan, number="05/KH-UBND", on=TODAY, by=cast.actor("clerk"), at=AT)
    with pytest.raises(Refused):
        deriving.issue(plan, number="05/KH-UBND", on=TODAY, by=cast.actor("neighbour_leader"), at=AT)
    leader = cast.actor("leader")
    for number, on, wrong in (
        (" ", TODAY, "number"),
        ("05/KH-UBND", TODAY + timedelta(days=1), "on"),
        ("05/KH-UBND", date(2026, 2, 28), "on"),
    ):
        with pytest.raises(checks.WrongValue, match=wrong):
            deriving.issue(plan, number=number, on=on, by=leader, at=AT)
    deriving.issue(plan, number="05/KH-UBND", on=TODAY, by=leader, at=AT)
    assert (plan.state, plan.number, plan.issued_on) == ("issued", "05/KH-UBND", TODAY)
    with pytest.raises(NotPossible):
        deriving.issue(plan, number="06/KH-UBND", on=TODAY, by=leader, at=AT)
    with pytest.raises(Refused):
        amending.add(plan, Stated("Thêm"), reason="x", by=cast.actor("clerk"), at=AT)


def test_a_plan_without_a_task_is_not_issued(cast: Cast) -> None:
    plan = deriving.draw_up(cast.ward, None, title="Kế hoạch riêng", by=cast.actor("clerk"), at=AT)
    with pytest.raises(checks.WrongValue, match="tasks"):
        deriving.issue(plan, number="05/KH-UBND", on=TODAY, by=cast.actor("leader"), at=AT)


def test_a_draft_or_the_own_plan_is_not_answered(cast: Cast) -> None:
    city = of_city(cast)
    draft = drawn_up(cast, city)
    with pytest.raises(checks.WrongValue, match="answered"):
        deriving.draw_up(cast.city, city, title="x", by=SYSTEM, at=AT)
    with pytest.raises(checks.WrongValue, match="answered"):
        deriving.draw_up(cast.other_ward, draft, title="x", by=SYSTEM, at=AT)
    with pytest.raises(Refused):
        deriving.draw_up(cast.other_ward, city, title="x", by=cast.actor("clerk"), at=AT)


def test_days_are_counted_from_the_issue(cast: Cast) -> None:
    city = of_city(cast)
    describing.describe(city, ASKS, by=cast.actor("reform"), at=AT)
    assert (city.reply_by, city.reply_groups) == (date(2026, 5, 20), ",departments,communes,")
    stated = Description("Kế hoạch", "directive", ("communes",), by_day=date(2026, 4, 1))
    describing.describe(city, stated, by=cast.actor("reform"), at=AT)
    assert (city.kind, city.reply_by, city.reply_within) == ("directive", date(2026, 4, 1), None)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (Description("x", "poem"), "kind"),
        (Description("x", "plan", (), within=20), "groups"),
        (Description("x", "plan", ("everybody",), within=20), "groups"),
        (Description("x", "plan", ("communes",), within=0), "within"),
        (Description("x", "plan", ("communes",), by_day=date(2026, 2, 1)), "by_day"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, said: Description, wrong: str) -> None:
    with pytest.raises(checks.WrongValue, match=wrong):
        describing.describe(of_city(cast), said, by=cast.actor("reform"), at=AT)


def test_the_city_sees_who_has_not_issued(cast: Cast) -> None:
    city, office = of_city(cast), cast.actor("reform")
    describing.describe(city, ASKS, by=office, at=AT)
    last = date(2026, 5, 20)
    late = last + timedelta(days=1)
    assert city.reply_by == last

    def standings(on: date) -> dict[str, Standing]:
        return {row.unit_name: row.standing for row in replies.of(city, by=office, on=on).rows}

    none = Standing.NONE
    assert standings(last) == dict.fromkeys(
        ("Sở Nội vụ", "Sở Tư pháp", "Phường Yên Hòa", "Phường Cầu Giấy", "Xã Thanh Trì"), none
    )
    plan = drawn_up(cast, city)
    assert standings(last)["Phường Yên Hòa"] is Standing.DRAFT
    assert standings(late)["Phường Yên Hòa"] is Standing.LATE
    deriving.issue(plan, number="05/KH-UBND", on=TODAY, by=cast.actor("leader"), at=AT)
    assert standings(late)["Phường Yên Hòa"] is Standing.ISSUED
    Plan.objects.filter(pk=plan.pk).update(issued_on=late)
    found = replies.of(city, by=office, on=late)
    assert (found.count(Standing.LATE), found.count(Standing.ISSUED_LATE)) == (4, 1)
    assert [row.unit_name for row in replies.of(city, by=cast.actor("clerk"), on=TODAY).rows] == [
        "Phường Yên Hòa"
    ]


def test_units_that_came_later_or_ended_need_not_reply(cast: Cast) -> None:
    city, office = of_city(cast), cast.actor("reform")
    describing.describe(city, ASKS, by=office, at=AT)
    Unit.objects.filter(pk=cast.ward.pk).update(since=date(2026, 3, 2))
    Unit.objects.filter(pk=cast.other_ward.pk).update(until=date(2026, 4, 1))
    found = {row.unit_name for row in replies.of(city, by=office, on=TODAY).rows}
    assert found == {"Sở Nội vụ", "Sở Tư pháp", "Xã Thanh Trì"}


def test_who_may_draw_up_is_asked(cast: Cast) -> None:
    city = of_city(cast)
    asked = {who: replies.own(city, by=cast.actor(who), on=TODAY) for who in cast.people}
    assert {who: [unit.name for unit in found] for who, found in asked.items() if found} == {
        "clerk": ["Phường Yên Hòa"],
        "leader": ["Phường Yên Hòa"],
        "neighbour": ["Phường Cầu Giấy"],
        "neighbour_leader": ["Phường Cầu Giấy"],
        "lawyer": ["Sở Tư pháp"],
    }
    drawn_up(cast, city)
    assert replies.own(city, by=cast.actor("clerk"), on=TODAY) == ()
