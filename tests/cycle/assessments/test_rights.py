"""Appraisal rights are criteria × units: who may decide where, and nobody at their own unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from parindex.cycle.assessments.actions import appraising, granting
from parindex.cycle.assessments.models import Cycle, Right
from parindex.cycle.assessments.queries import moments, rights, worklists
from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import loading
from parindex.cycle.units.directory import Directory
from parindex.engine.access.actors import SYSTEM, Actor, Grant
from parindex.engine.access.checks import Refused
from parindex.engine.access.roles import role
from tests.cast import AT, TODAY, Cast
from tests.cycle import rounds
from tests.cycle.appraisers import appraiser, scored, waiting


@dataclass(frozen=True)
class Round:
    """A cycle in appraisal with a third unit, a department that appraises as well."""

    cycle: Cycle
    cast: Cast

    def grant(self, agency: str, path: str, **scope: Any) -> Right:
        """A right of ``agency`` over a criterion."""
        return granting.grant(
            self.cycle,
            rounds.leaf(self.cycle, path),
            agency=self.cast.units[agency],
            **scope,
            by=self.cast.actor("reform"),
            at=AT,
        )

    def may(self, by: Actor, unit: str, path: str) -> bool:
        """Whether ``by`` may decide on a leaf of a unit, as the rule says and as a deed finds it."""
        sheet = rounds.sheet(self.cycle, self.cast.units[unit])
        leaf = rounds.leaf(self.cycle, path).pk
        said = rights.reach(self.cycle, by=by, at=moments.database_now()).covers(sheet, leaf)
        try:
            appraising.ask(sheet, leaf, question="Vì sao?", seen=0, by=by, at=AT)
            done = True
        except Refused:
            done = False
        assert said == done
        return said


@pytest.fixture
def held(cast: Cast) -> Round:
    """The first appraisal without any right yet."""
    cycle = waiting(cast)
    law = cast.units["Sở Tư pháp"]
    cycle.assessments.create(unit=law, group=cycle.groups.get(), state="submitted")
    cycle.rights.all().delete()
    return Round(cycle, cast)


WARD, OTHER, LAW, HOME = "Phường Yên Hòa", "Phường Cầu Giấy", "Sở Tư pháp", "Sở Nội vụ"


@pytest.mark.parametrize(
    ("granted", "agency", "unit", "path", "may"),
    [
        ("I", HOME, WARD, "I/1", True),
        ("I", HOME, WARD, "I/2", True),
        ("I/1", HOME, WARD, "I/1", True),
        ("I/1", HOME, WARD, "I/2", False),
        ("I", HOME, WARD, "II/1", False),
        ("II", HOME, WARD, "I/1", False),
        ("I", LAW, WARD, "I/1", True),
        ("I", LAW, OTHER, "I/1", True),
        ("I", LAW, LAW, "I/1", False),
        ("I", HOME, LAW, "I/1", True),
    ],
)
def test_a_right_covers_a_criterion_with_all_below_at_every_unit_but_the_own(
    held: Round, granted: str, agency: str, unit: str, path: str, may: bool
) -> None:
    held.grant(agency, granted)
    assert held.may(appraiser(held.cast, agency), unit, path) is may


@pytest.mark.parametrize(("unit", "may"), [(WARD, True), (OTHER, False)])
def test_a_right_may_be_for_one_unit(held: Round, unit: str, may: bool) -> None:
    held.grant(HOME, "I", assessment=rounds.sheet(held.cycle, held.cast.ward))
    assert held.may(appraiser(held.cast, HOME), unit, "I/1") is may


@pytest.mark.parametrize(("unit", "may"), [(WARD, False), (LAW, True)])
def test_a_right_may_be_for_one_group(held: Round, unit: str, may: bool) -> None:
    apart = held.cycle.groups.create(name="Sở, ngành", position=2)
    held.cycle.assessments.filter(unit=held.cast.units[LAW]).update(group=apart)
    held.grant(HOME, "I", group=apart)
    assert held.may(appraiser(held.cast, HOME), unit, "I/1") is may


def test_a_right_may_be_of_one_person_of_the_agency(held: Round) -> None:
    chosen, other = appraiser(held.cast, HOME), appraiser(held.cast, HOME, name="Người khác")
    held.grant(HOME, "I", person=chosen.person)
    assert (held.may(chosen, WARD, "I/1"), held.may(other, WARD, "I/1")) == (True, False)


def test_a_right_that_was_withdrawn_is_none(held: Round) -> None:
    right, by = held.grant(HOME, "I"), appraiser(held.cast, HOME)
    assert held.may(by, WARD, "I/1")
    granting.withdraw(right, by=held.cast.actor("reform"), at=AT)
    assert not held.may(by, WARD, "I/2")


def test_the_role_without_a_right_and_the_right_without_the_role_are_nothing(held: Round) -> None:
    assert not held.may(held.cast.actor("reform"), WARD, "I/1")
    held.grant(LAW, "I")
    assert not held.may(held.cast.actor("lawyer"), WARD, "I/1")
    held.grant(HOME, "I")
    assert held.may(held.cast.actor("reform"), WARD, "I/1")


def test_whoever_also_works_at_a_unit_does_not_appraise_it(held: Round) -> None:
    held.grant(HOME, "I")
    by = appraiser(held.cast, HOME)
    both = Actor(by.person, by.name, (*by.grants, Grant(role("unit_officer"), held.cast.ward.place)))
    assert (held.may(both, WARD, "I/1"), held.may(both, OTHER, "I/1")) == (False, True)


def test_an_appraiser_of_another_province_finds_nothing(held: Round) -> None:
    other = """
city: Thành phố Huế
city_body: UBND thành phố Huế
departments:
  - {name: "Sở Nội vụ", aliases: ["SNV"]}
wards: ["An Cựu"]
communes: []
"""
    loading.load(Directory.load(other), by=SYSTEM, at=AT)
    home = next(
        each
        for each in units.existing(SYSTEM, on=TODAY)
        if each.name == HOME and each.pk != held.cast.units[HOME].pk
    )
    by = Actor(999, "Thẩm định viên Huế", (Grant(role("appraiser"), home.place),))
    held.grant(HOME, "I")
    assert not held.may(by, WARD, "I/1")
    assert worklists.cycles(by=by, at=moments.database_now()) == ()
    with pytest.raises(Cycle.DoesNotExist):
        worklists.queue(held.cycle.pk, by=by, at=moments.database_now())


def test_accepting_many_is_refused_as_a_whole_when_one_unit_is_out_of_reach(held: Round) -> None:
    held.grant(LAW, "I")
    by, leaf = appraiser(held.cast, LAW), rounds.leaf(held.cycle, "I/1").pk
    with pytest.raises(Refused):
        appraising.accept_many(held.cycle, leaf, list(held.cycle.assessments.all()), by=by, at=AT)
    with pytest.raises(Refused):
        appraising.accept_all(rounds.sheet(held.cycle, held.cast.units[LAW]), by=by, at=AT)
    assert appraising.accept_all(rounds.sheet(held.cycle, held.cast.ward), by=by, at=AT).count == 2


def test_opening_gives_each_domain_to_the_agency_that_answers_for_it(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    scored(cycle, cast)
    rounds.move_to(cycle, "appraisal-1")
    at = moments.database_now()
    assert {each.agency_name for each in rights.held(cycle, at=at)} == {HOME, LAW}
    assert rights.reach(cycle, by=appraiser(cast, LAW), at=at).leaves == {
        rounds.leaf(cycle, f"II/{code}").pk for code in (1, 2, 3)
    }
