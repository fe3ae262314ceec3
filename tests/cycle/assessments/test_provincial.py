"""The province scores itself: departments contribute, one office consolidates, the ministry appraises."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions import appraising, approving, deciding, explaining, opening, scoring
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Duty, Reopening, Right
from parindex.cycle.assessments.queries import members, moments, places, sheet, sheetlists
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import figures
from parindex.cycle.results.actions import freezing
from parindex.cycle.results.terms import Terms
from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import joining
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.engine.access.checks import Refused
from parindex.engine.access.roles import role
from parindex.engine.values import points
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, TODAY, Cast
from tests.cycle import rounds

FRAMEWORK = rounds.FRAMEWORK.replace("level: commune", "level: province")
BODY = "UBND thành phố Hà Nội"


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """The province's own cycle, in the middle of the stage in which departments contribute."""
    by = cast.actor("reform")
    cycle = rounds.prepared(cast, version=rounds.published(cast, FRAMEWORK), kind="provincial")
    opening.enrol(cycle, [cast.units[BODY]], group="Thành phố", by=by, at=AT)
    opening.open_cycle(cycle, by=by, at=AT)
    rounds.move_to(cycle, "contribution")
    return cycle


def joined(cast: Cast, who: str, key: str, unit: str) -> Actor:
    """Somebody new with a role at a unit."""
    person = joining.invite(
        who, full_name=who, email="", role=role(key), unit=cast.units[unit], since=TODAY, by=SYSTEM, at=AT
    ).membership.person
    return units.actor_for(person, on=TODAY)


class Office:
    """Those who work on the province's sheet, and what they do to one leaf of it."""

    def __init__(self, cast: Cast, cycle: Cycle) -> None:
        self.cycle = cycle
        self.sheet: Assessment = rounds.sheet(cycle, cast.units[BODY])
        self.lawyer = cast.actor("lawyer")
        self.clerk = joined(cast, "so-noi-vu", "unit_officer", "Sở Nội vụ")
        self.consolidator = joined(cast, "tong-hop", "unit_officer", BODY)
        self.chair = joined(cast, "chu-tich", "unit_leader", BODY)
        self.ministry = cast.actor("reform")

    def save(self, by: Actor, path: str, answer: Any, *, seen: int = 0, note: str = "") -> int:
        """One answer; returns its number in the ledger."""
        leaf = rounds.leaf(self.cycle, path).pk
        return scoring.save(self.sheet, leaf, answer=answer, note=note, seen=seen, by=by, at=AT).number

    def standing(self) -> dict[str, tuple[str, Decimal]]:
        """What stands for every leaf: the stage and the points."""
        rows = Cell.objects.filter(assessment=self.sheet.pk, is_standing=True).select_related("stage")
        found = rows.select_related("criterion", "stage").order_by("criterion__position")
        return {
            each.criterion.path: (each.stage.key, points.from_micro(each.points_micro or 0)) for each in found
        }

    def contributed(self) -> None:
        """Both departments give their parts."""
        self.save(self.clerk, "I/1", {"done": "17", "total": "20"}, note="Báo cáo đang in")
        self.save(self.clerk, "I/2", {"yes": True})
        self.save(self.lawyer, "II/1", {"count": "1"})
        self.save(self.lawyer, "II/2", {"value": "4"})

    def submitted(self) -> None:
        """The sheet is laid before the chair, who submits it."""
        approving.lay_before(self.sheet, by=self.consolidator, at=AT)
        approving.submit(self.sheet, by=self.chair, at=AT)
        self.sheet.refresh_from_db()


@pytest.fixture
def office(cast: Cast, cycle: Cycle) -> Office:
    """Everybody at their place."""
    return Office(cast, cycle)


def test_on_opening_departments_get_their_parts_and_the_office_the_ministry_s_word(
    office: Office, cycle: Cycle
) -> None:
    parts = [(each.criterion.path, str(each.unit)) for each in Duty.objects.order_by("criterion__position")]
    given = [(each.criterion.path, each.agency.name) for each in Right.objects.order_by("pk")]
    assert parts == [("I", "Sở Nội vụ"), ("II", "Sở Tư pháp")]
    assert given == [("I", "Sở Nội vụ"), ("II", "Sở Nội vụ")]


def test_a_department_writes_and_reads_its_part_only(office: Office, cast: Cast) -> None:
    office.save(office.clerk, "I/2", {"yes": True})
    with pytest.raises(Refused):
        office.save(office.lawyer, "I/2", {"yes": False}, seen=1)
    found = sheet.page_of(Reading(office.sheet, by=office.lawyer))
    assert {row.path for row in found.rows if row.is_leaf} == {"II/1", "II/2", "II/3"}
    seen = {who: list(places.visible(cast.actor(who))) for who in ("neighbour", "clerk")}
    assert seen == {"neighbour": [], "clerk": []}
    assert office.standing() == {"I/2": ("contribution", Decimal(1))}


def test_who_consolidates_may_put_right_what_departments_gave(office: Office, cycle: Cycle) -> None:
    office.contributed()
    rounds.move_to(cycle, "consolidation")
    assert office.save(office.consolidator, "II/1", {"count": "2"}) == 1
    assert office.standing()["II/1"] == ("consolidation", Decimal(1))
    first = Cell.objects.get(assessment=office.sheet.pk, criterion__path="II/1", stage__key="contribution")
    assert (first.points_micro, first.is_standing) == (1_500_000, False)


def test_a_leaf_put_right_is_counted_once_and_by_the_later_word(office: Office, cycle: Cycle) -> None:
    office.contributed()
    rounds.move_to(cycle, "consolidation")
    office.save(office.consolidator, "II/1", {"count": "2"})
    office.save(office.consolidator, "I/2", None, note="Chờ biên bản")

    (item,) = sheetlists.listed(by=office.chair).rows
    (member,) = members.listed(cycle, by=office.ministry).rows

    assert (item.answered, item.leaves, member.answered) == (3, 4, 3)
    assert points.from_micro(item.own_micro) == Decimal("3.7")


def test_nothing_is_contributed_once_the_chair_has_submitted(office: Office, cycle: Cycle) -> None:
    office.contributed()
    rounds.move_to(cycle, "consolidation")
    office.submitted()
    assert office.sheet.state == states.SUBMITTED
    with pytest.raises(gates.Locked):
        office.save(office.lawyer, "II/1", {"count": "0"})


def test_a_leaf_the_ministry_returns_is_scored_anew_over_the_consolidated_one(
    office: Office, cycle: Cycle
) -> None:
    office.contributed()
    rounds.move_to(cycle, "consolidation")
    office.save(office.consolidator, "II/1", {"count": "2"})
    office.submitted()
    rounds.move_to(cycle, "ministry")
    leaf, until = rounds.leaf(cycle, "II/1").pk, moments.database_now() + timedelta(days=2)
    appraising.give_back(
        office.sheet, leaf, reason="Thiếu quý IV", until=until, seen=0, by=office.ministry, at=AT
    )
    assert Reopening.objects.get().stage.key == "consolidation"
    office.save(office.lawyer, "II/1", {"count": "3"}, seen=1)
    assert office.standing()["II/1"] == ("consolidation", Decimal("0.5"))


def test_the_whole_story_from_contribution_to_the_frozen_result(
    office: Office, cycle: Cycle, cast: Cast
) -> None:
    measure = measures.keep(
        owner=cast.city, code="hai-long", name="Hài lòng", shape="single", by=SYSTEM, at=AT
    )
    measures.feed(measure, rounds.leaf(cycle, "I/3"), by=SYSTEM, at=AT)
    read = [measures.Read(cast.units[BODY], figures.single("0.9"))]
    period = {"since": cycle.since, "until": cycle.until, "as_of": TODAY, "source": "SIPAS"}
    measures.record(measure, read, **period, by=SYSTEM, at=AT)
    jobs.work_off(clock=lambda: AT)
    office.contributed()
    rounds.move_to(cycle, "consolidation")
    office.submitted()
    rounds.move_to(cycle, "ministry")
    by, (first, second, third, fourth) = office.ministry, leaves(cycle)
    appraising.accept(office.sheet, first, seen=0, by=by, at=AT)
    appraising.change(
        office.sheet, second, answer={"yes": False}, reason="Không có biên bản", seen=0, by=by, at=AT
    )
    appraising.ask(office.sheet, third, question="Đơn vị nào bị xử lý?", seen=0, by=by, at=AT)
    appraising.accept(office.sheet, fourth, seen=0, by=by, at=AT)
    rounds.move_to(cycle, "explanation")
    explaining.explain(
        office.sheet, third, note="Sở Y tế, đã khắc phục", answer=None, seen=0, by=office.consolidator, at=AT
    )
    rounds.move_to(cycle, "ministry-2")
    appraising.accept_all(office.sheet, by=by, at=AT)
    bonus = rounds.leaf(cycle, "II/3").pk
    deciding.record(
        office.sheet, bonus, answer={"points": "0.5", "reason": "Sáng kiến"}, seen=0, by=by, at=AT
    )
    assert office.standing() == {
        "I/1": ("ministry", Decimal("1.7")),
        "I/2": ("ministry", Decimal(0)),
        "I/3": ("contribution", Decimal("2.7")),
        "II/1": ("ministry-2", Decimal("1.5")),
        "II/2": ("ministry", Decimal(1)),
        "II/3": ("ministry-2", Decimal("0.5")),
    }
    rounds.move_to(cycle, "freeze")
    issue = freezing.freeze(cycle, Terms(), by=by, at=moments.database_now())
    (row,) = issue.units.all()
    assert (row.points_micro, row.rank) == (7_400_000, 1)
    with pytest.raises(gates.Locked):
        office.save(office.consolidator, "I/1", {"done": "20", "total": "20"}, seen=1)


def leaves(cycle: Cycle) -> tuple[int, ...]:
    """The leaves that the province scores itself."""
    return tuple(rounds.leaf(cycle, path).pk for path in ("I/1", "I/2", "II/1", "II/2"))
