"""Who may do what, where: the reach of every role, written out."""

from __future__ import annotations

import pytest

from parindex.engine.access.actors import SYSTEM, Actor, Grant, Place, Scope
from parindex.engine.access.checks import Refused, require, require_anywhere, require_everywhere
from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import ROLES, UNIT_LEADER, UNIT_OFFICER, Reach, role

CITY, OFFICE, WARD, DIVISION = Place((1,)), Place((1, 2)), Place((1, 3)), Place((1, 3, 30))
OTHER_CITY, OTHER_WARD = Place((9,)), Place((9, 93))


@pytest.mark.parametrize("held", ROLES, ids=lambda each: each.key)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_holds_its_permissions_within_its_reach_and_nowhere_else(held, permission) -> None:
    actor = Actor(person=1, name="An", grants=(Grant(held, WARD),))
    holds = permission in held.permissions
    wide = held.reach is Reach.PROVINCE

    can = [
        actor.can(permission, at=place) for place in (CITY, OFFICE, WARD, DIVISION, OTHER_CITY, OTHER_WARD)
    ]

    assert can == [holds and wide, holds and wide, holds, holds, False, False]


def test_a_person_without_roles_can_nothing() -> None:
    nobody = Actor(person=1, name="An")

    assert [nobody.can(each, at=WARD) for each in Permission] == [False] * len(Permission)
    assert not nobody.scope(Permission.DOCUMENT_READ)
    with pytest.raises(Refused) as refused:
        require(nobody, Permission.DOCUMENT_READ, at=WARD)
    assert refused.value.permission is Permission.DOCUMENT_READ
    with pytest.raises(Refused):
        require_anywhere(nobody, Permission.DOCUMENT_READ)


def test_the_scope_limits_a_list_to_the_reach() -> None:
    two = Actor(person=1, name="An", grants=(Grant(UNIT_OFFICER, WARD), Grant(role("auditor"), OFFICE)))

    assert two.scope(Permission.DOCUMENT_READ) == Scope(provinces=frozenset({1}), units=frozenset({3}))
    assert two.scope(Permission.DOCUMENT_UPLOAD) == Scope(units=frozenset({3}))
    assert two.provinces == frozenset({1})


def test_home_is_where_the_first_role_is_held() -> None:
    two = Actor(person=1, name="An", grants=(Grant(UNIT_OFFICER, WARD), Grant(role("auditor"), OFFICE)))

    assert two.home == WARD
    assert Actor(person=1, name="An").home is None


def test_everywhere_means_every_place_and_at_least_one() -> None:
    two = Actor(person=1, name="An", grants=(Grant(UNIT_OFFICER, WARD),))

    require_everywhere(two, Permission.DOCUMENT_READ, at=(WARD, DIVISION))
    for places in ((), (WARD, OFFICE)):
        with pytest.raises(Refused):
            require_everywhere(two, Permission.DOCUMENT_READ, at=places)


def test_the_system_may_everything() -> None:
    require(SYSTEM, Permission.FRAMEWORK_PUBLISH, at=OTHER_WARD)
    require_anywhere(SYSTEM, Permission.FRAMEWORK_PUBLISH)


def test_a_division_does_not_reach_its_ward() -> None:
    head = Actor(person=1, name="An", grants=(Grant(UNIT_LEADER, DIVISION),))

    assert head.can(Permission.DOCUMENT_ACCEPT, at=DIVISION)
    assert not head.can(Permission.DOCUMENT_ACCEPT, at=WARD)


def test_separation_of_duties() -> None:
    holders = {p: {each.key for each in ROLES if p in each.permissions} for p in Permission}

    assert holders[Permission.MEMBERSHIP_GRANT] == {"administrator"}
    assert not holders[Permission.DOCUMENT_ACCEPT] & {"administrator", "auditor", "unit_officer"}
    assert holders[Permission.FRAMEWORK_PUBLISH] == {"reform_office"}
