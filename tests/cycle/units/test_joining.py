"""Memberships: who may give and take roles, when they hold, and what an actor may do on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from parindex.cycle.units import checks, queries, triggers
from parindex.cycle.units.actions import changing, joining
from parindex.cycle.units.models import Membership, Unit
from parindex.engine.access import roles
from parindex.engine.access.actors import SYSTEM, Actor, Grant, Scope
from parindex.engine.access.checks import Refused
from parindex.foundation.accounts.actions import NameTaken
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit.models import HistoryRow
from tests.cycle.units.conftest import AT, TODAY, Cast, person, unit

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def _give(somebody: Person, cast: Cast, *, since: date = MAY, until: date | None = None) -> Membership:
    where = unit("phuong-kinh-bac")
    return joining.add_membership(
        somebody, role=roles.UNIT_OFFICER, unit=where, since=since, until=until, by=cast.administrator, at=AT
    )


def test_a_role_holds_from_its_first_day_until_before_its_last(province: Unit, cast: Cast) -> None:
    somebody, ward = person("an"), unit("phuong-kinh-bac")
    membership = _give(somebody, cast, until=JUNE)

    assert membership.held == roles.UNIT_OFFICER
    nobody = Actor(person=somebody.pk, name="An")
    assert queries.actor_for(somebody, on=date(2026, 4, 30)) == nobody
    assert queries.actor_for(somebody, on=MAY) == Actor(
        person=somebody.pk, name="An", grants=(Grant(roles.UNIT_OFFICER, ward.place),)
    )
    assert queries.actor_for(somebody, on=JUNE) == nobody
    row = HistoryRow.objects.latest("pk")
    assert (row.event, row.lineage, row.facts) == (
        "membership.granted",
        f"/{province.pk}/{ward.pk}/",
        {
            "person": "An",
            "role": "Cán bộ đầu mối của đơn vị",
            "unit": "Phường Kinh Bắc",
            "since": "2026-05-01",
        },
    )


def test_a_role_taken_back_holds_no_more_that_very_day(province: Unit, cast: Cast) -> None:
    somebody = person("an")
    membership = _give(somebody, cast)
    joining.end_membership(membership, on=JUNE, by=cast.administrator, at=AT)

    assert queries.actor_for(somebody, on=date(2026, 5, 31)).grants != ()
    assert queries.actor_for(somebody, on=JUNE).grants == ()
    row = HistoryRow.objects.latest("pk")
    assert (row.event, row.facts["until"]) == ("membership.ended", "2026-06-01")
    with pytest.raises(checks.Unfit):
        joining.end_membership(membership, on=JUNE, by=cast.administrator, at=AT)


def test_a_role_taken_back_before_it_began_never_held(province: Unit, cast: Cast) -> None:
    somebody = person("an")
    membership = _give(somebody, cast)
    joining.end_membership(membership, on=date(2026, 4, 1), by=cast.administrator, at=AT)

    assert (membership.since, membership.until) == (MAY, MAY)
    assert queries.actor_for(somebody, on=MAY).grants == ()
    assert _give(somebody, cast).until is None


def test_one_role_at_one_unit_once_at_a_time(province: Unit, cast: Cast) -> None:
    somebody = person("an")
    _give(somebody, cast, since=MAY, until=JUNE)

    with pytest.raises(checks.Unfit) as wrong:
        _give(somebody, cast, since=date(2026, 5, 31))
    assert (
        wrong.value.words.en == "An holds this role at the unit in that time already. End the old one first."
    )
    assert _give(somebody, cast, since=JUNE).since == JUNE
    for since, until in (
        (date(2026, 5, 15), date(2026, 5, 16)),
        (date(2026, 4, 1), date(2026, 5, 2)),
        (JUNE, None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(
                person=somebody, unit=unit("phuong-kinh-bac"), role="unit_officer", since=since, until=until
            )


def test_the_database_refuses_a_change_that_overlaps(province: Unit, cast: Cast) -> None:
    somebody = person("an")
    first = _give(somebody, cast, since=MAY, until=JUNE)
    _give(somebody, cast, since=JUNE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=first.pk).update(until=date(2026, 7, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=first.pk).update(until=date(2026, 4, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=first.pk).update(role="")
    Membership.objects.filter(pk=first.pk).update(until=date(2026, 5, 20))


def test_the_triggers_can_be_taken_away_and_put_back(province: Unit, cast: Cast) -> None:
    somebody, ward = person("an"), unit("phuong-kinh-bac")
    _give(somebody, cast, since=MAY)
    doubled = {"person": somebody, "unit": ward, "role": "unit_officer", "since": MAY, "until": JUNE}

    triggers.remove(connection)
    Membership.objects.create(**doubled).delete()
    triggers.install(connection)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**doubled)


def test_another_role_or_another_unit_is_no_overlap(province: Unit, cast: Cast) -> None:
    somebody = person("an")
    _give(somebody, cast)
    for role, where in ((roles.UNIT_LEADER, "phuong-kinh-bac"), (roles.UNIT_OFFICER, "phuong-tu-son")):
        joining.add_membership(somebody, role=role, unit=unit(where), since=MAY, by=cast.administrator, at=AT)
    assert len(queries.actor_for(somebody, on=MAY).grants) == 3


def test_roles_need_a_unit_that_exists_and_days_in_order(province: Unit, cast: Cast) -> None:
    somebody = person("an")
    with pytest.raises(checks.Unfit):
        _give(somebody, cast, since=date(2025, 6, 30))
    with pytest.raises(checks.Unfit):
        _give(somebody, cast, since=JUNE, until=JUNE)


def test_roles_end_with_the_unit(province: Unit, cast: Cast) -> None:
    somebody = person("an")
    _give(somebody, cast)
    changing.dissolve(unit("phuong-kinh-bac"), on=JUNE, by=cast.administrator, at=AT)

    assert queries.actor_for(somebody, on=date(2026, 5, 31)).grants != ()
    assert queries.actor_for(somebody, on=JUNE).grants == ()


def test_inviting_makes_an_account_and_its_first_role(province: Unit, cast: Cast) -> None:
    invited = joining.invite(
        "binh.tv",
        full_name="Trần Văn Bình",
        email="binh@example.vn",
        role=roles.UNIT_OFFICER,
        unit=unit("phuong-tu-son"),
        since=TODAY,
        by=cast.administrator,
        at=AT,
    )

    somebody = Person.objects.get(username="binh.tv")
    assert somebody.check_password(invited.password)
    assert somebody.must_change_password
    assert (invited.membership.person, invited.membership.unit) == (somebody, unit("phuong-tu-son"))
    events = list(HistoryRow.objects.order_by("-pk").values_list("event", flat=True)[:2])
    assert events == ["membership.granted", "person.created"]
    assert invited.password not in str(list(HistoryRow.objects.values_list("facts", flat=True)))


def test_an_invitation_that_fails_leaves_nothing(province: Unit, cast: Cast) -> None:
    person("an")
    people, rows = Person.objects.count(), HistoryRow.objects.count()
    with pytest.raises(checks.Unfit):
        _invite(cast.administrator, "binh", since=date(2025, 1, 1))
    with pytest.raises(NameTaken):
        _invite(cast.administrator, "AN")
    assert (Person.objects.count(), HistoryRow.objects.count()) == (people, rows)


def _invite(by: Actor, username: str, *, since: date = TODAY) -> joining.Invited:
    return joining.invite(
        username,
        full_name="B",
        email="",
        role=roles.UNIT_OFFICER,
        unit=unit("phuong-tu-son"),
        since=since,
        by=by,
        at=AT,
    )


@pytest.mark.parametrize("who", ["officer", "leader", "stranger"])
def test_nobody_else_gives_or_takes_roles(province: Unit, cast: Cast, who: str) -> None:
    by, somebody = getattr(cast, who), person("an")
    membership = _give(somebody, cast)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: joining.add_membership(
            somebody, role=roles.AUDITOR, unit=unit("phuong-tu-son"), since=MAY, by=by, at=AT
        ),
        lambda: joining.end_membership(membership, on=JUNE, by=by, at=AT),
        lambda: _invite(by, "moi"),
    )
    before = (HistoryRow.objects.count(), Membership.objects.count(), Person.objects.count())
    for deed in deeds:
        with pytest.raises(Refused):
            deed()
    assert (HistoryRow.objects.count(), Membership.objects.count(), Person.objects.count()) == before


def test_members_are_read_within_reach(province: Unit, cast: Cast) -> None:
    ward, other = unit("phuong-tu-son"), unit("phuong-kinh-bac")
    _give(person("an"), cast, since=TODAY)

    assert [m.person.full_name for m in queries.members_of(ward, by=cast.officer, on=TODAY)] == [
        "Cán Bộ",
        "Lãnh Đạo",
    ]
    assert list(queries.members_of(other, by=cast.officer, on=TODAY)) == []
    assert [m.person.full_name for m in queries.members_of(other, by=cast.administrator, on=TODAY)] == ["An"]
    assert list(queries.members_of(other, by=cast.administrator, on=date(2026, 3, 29))) == []
    assert list(queries.members_of(other, by=cast.stranger, on=TODAY)) == []
    assert {m.unit for m in queries.memberships(cast.officer)} == {ward}
    assert queries.memberships(SYSTEM).count() == 5


def test_one_membership_is_found_within_reach_only(province: Unit, cast: Cast) -> None:
    membership = _give(person("an"), cast)

    assert queries.membership(membership.pk, by=cast.administrator) == membership
    assert list(queries.memberships_of(membership.person, by=cast.administrator)) == [membership]
    for by in (cast.officer, cast.stranger):
        assert list(queries.memberships_of(membership.person, by=by)) == []
        with pytest.raises(Membership.DoesNotExist):
            queries.membership(membership.pk, by=by)


def test_an_actor_costs_one_query(province: Unit, cast: Cast, django_assert_num_queries: Callable) -> None:
    somebody = person("an")
    _give(somebody, cast)
    with django_assert_num_queries(1):
        queries.actor_for(somebody, on=MAY)


def test_a_scope_takes_a_province_or_a_unit_with_all_below(province: Unit) -> None:
    ward = unit("phuong-tu-son")

    def codes(scope: Scope) -> set[str]:
        return set(Unit.objects.filter(queries.within(scope)).values_list("code", flat=True))

    assert codes(Scope()) == set()
    assert codes(Scope(units=frozenset({ward.pk}))) == {"phuong-tu-son", "phuong-tu-son-phong-kinh-te"}
    assert codes(Scope(provinces=frozenset({province.pk}))) == set(
        Unit.objects.exclude(code="tinh-la").exclude(province__code="tinh-la").values_list("code", flat=True)
    )
    below = Unit.objects.filter(queries.within(Scope(units=frozenset({ward.pk})), field="parent"))
    assert [each.code for each in below] == ["phuong-tu-son-phong-kinh-te"]
