"""Accounts are kept by those who manage every place of the person, and never left without a keeper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from parindex.cycle.units import checks
from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import joining, keeping, loading
from parindex.cycle.units.directory import Directory
from parindex.cycle.units.models import Membership
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.engine.access.roles import role
from tests.cast import AT, TODAY, Cast, assemble

pytestmark = pytest.mark.django_db
OTHER = (
    "city: Thành phố Huế\ncity_body: UBND thành phố Huế\ndepartments:\n  - {name: Sở Nội vụ, aliases: []}\n"
)


@pytest.fixture
def story() -> Cast:
    return assemble()


def _moved_to_another_province(story: Cast) -> Any:
    """The clerk, whose role here ended yesterday and who now runs the indexes of another province."""
    loading.load(Directory.load(OTHER), by=SYSTEM, at=AT)
    office = units.existing(SYSTEM, on=TODAY).get(name="Sở Nội vụ", parent__name="Thành phố Huế")
    clerk = story.people["clerk"]
    joining.add_membership(clerk, role=role("reform_office"), unit=office, since=TODAY, by=SYSTEM, at=AT)
    here = Membership.objects.get(person=clerk, unit=story.ward)
    joining.end_membership(here, on=TODAY + timedelta(days=1), by=SYSTEM, at=AT)
    return clerk


def test_who_managed_a_person_once_does_not_take_their_account(story: Cast) -> None:
    clerk = _moved_to_another_province(story)
    later = AT + timedelta(days=2)

    for deed in (
        lambda: keeping.reset_password(clerk, password="x" * 12, by=story.actor("administrator"), at=later),
        lambda: keeping.close(clerk, by=story.actor("administrator"), at=later),
        lambda: keeping.reopen(clerk, by=story.actor("administrator"), at=later),
    ):
        with pytest.raises(Refused):
            deed()


def test_who_manages_one_of_two_places_does_not_either(story: Cast) -> None:
    clerk = _moved_to_another_province(story)

    with pytest.raises(Refused):
        keeping.reset_password(clerk, password="x" * 12, by=story.actor("administrator"), at=AT)


def test_an_administrator_keeps_the_accounts_of_the_province(story: Cast) -> None:
    clerk, by = story.people["clerk"], story.actor("administrator")

    keeping.reset_password(clerk, password="tam-thoi-2026x", by=by, at=AT)
    keeping.close(clerk, by=by, at=AT)
    clerk.refresh_from_db()
    assert (clerk.is_active, clerk.must_change_password) == (False, True)
    keeping.reopen(clerk, by=by, at=AT)
    assert clerk.is_active


def test_a_person_without_any_role_is_nobody_s_to_keep(story: Cast) -> None:
    with pytest.raises(Refused):
        keeping.close(story.people["stranger"], by=story.actor("administrator"), at=AT)


def test_nobody_closes_or_ends_themselves(story: Cast) -> None:
    by = story.actor("administrator")
    own = Membership.objects.get(person=story.people["administrator"])

    with pytest.raises(checks.Unfit):
        keeping.close(story.people["administrator"], by=by, at=AT)
    with pytest.raises(checks.Unfit):
        joining.end_membership(own, on=TODAY, by=by, at=AT)


def test_the_last_administrator_stays(story: Cast) -> None:
    last = story.people["administrator"]
    own = Membership.objects.get(person=last)

    with pytest.raises(checks.Unfit):
        keeping.close(last, by=SYSTEM, at=AT)
    with pytest.raises(checks.Unfit):
        joining.end_membership(own, on=TODAY, by=SYSTEM, at=AT)

    second = joining.add_membership(
        story.people["auditor"], role=role("administrator"), unit=story.city, since=TODAY, by=SYSTEM, at=AT
    )
    joining.end_membership(own, on=TODAY, by=SYSTEM, at=AT)
    with pytest.raises(checks.Unfit):
        joining.end_membership(second, on=TODAY, by=SYSTEM, at=AT)


def test_nobody_gives_themselves_a_role(story: Cast) -> None:
    own = story.people["administrator"]

    with pytest.raises(checks.Unfit):
        joining.add_membership(
            own,
            role=role("reform_office"),
            unit=story.city,
            since=TODAY,
            by=story.actor("administrator"),
            at=AT,
        )
