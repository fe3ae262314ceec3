"""Joining and leaving: the roles people hold at units, and inviting somebody new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from parindex.cycle.units import checks, events, queries
from parindex.cycle.units.models import Membership, Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import Role
from parindex.engine.values.periods import Period
from parindex.foundation.accounts import actions as accounts
from parindex.foundation.audit import actions as history


@dataclass(frozen=True, slots=True)
class Invited:
    """A new person's first role, and the temporary password, shown once and kept nowhere."""

    membership: Membership
    password: str


@transaction.atomic
def add_membership(
    person: Any, *, role: Role, unit: Unit, since: date, until: date | None = None, by: Actor, at: datetime
) -> Membership:
    """Give a person a role at a unit from ``since`` until before ``until``.

    Raises Unfit when they hold it in that time already, when the unit does not exist on the first day, or
    when the end is not after the start.
    """
    require(by, Permission.MEMBERSHIP_GRANT, at=unit.place)
    checks.not_to_oneself(person.pk, by=by)
    checks.in_order(since, until)
    checks.exists(unit.period, since, unit=unit.name)
    held = Membership.objects.filter(person=person, unit=unit, role=role.key)
    taken = [Period(each.since, each.until) for each in held]
    checks.not_held(Period(since, until), taken, person=person.full_name)
    membership = Membership.objects.create(person=person, unit=unit, role=role.key, since=since, until=until)
    history.record(
        events.GRANTED,
        membership,
        by=by,
        at=at,
        place=unit.place,
        person=person.full_name,
        role=role.title.vi,
        unit=unit.name,
        since=since.isoformat(),
    )
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, on: date, by: Actor, at: datetime) -> None:
    """Take a role back from the day ``on``; from that very day it holds no more.

    Raises Unfit when it has ended by then; a day before its start means that it never held.
    """
    require(by, Permission.MEMBERSHIP_GRANT, at=membership.unit.place)
    if Permission.MEMBERSHIP_GRANT in membership.held.permissions:
        checks.not_oneself(membership.person_id, by=by)
        left = queries.managers(membership.unit.place, on=on)
        checks.somebody_is_left(left, without=membership.person_id)
    if membership.until is not None and membership.until <= on:
        raise checks.Unfit(
            "Vai trò này đã kết thúc trước ngày đã chọn. Không cần làm gì thêm.",
            "This role ended before that day. Nothing more needs doing.",
        )
    membership.until = max(on, membership.since)
    membership.save(update_fields=["until"])
    history.record(
        events.ENDED,
        membership,
        by=by,
        at=at,
        place=membership.unit.place,
        person=membership.person.full_name,
        role=membership.held.title.vi,
        unit=membership.unit.name,
        until=membership.until.isoformat(),
    )


@transaction.atomic
def invite(
    username: str, *, full_name: str, email: str, role: Role, unit: Unit, since: date, by: Actor, at: datetime
) -> Invited:
    """Make an account with a temporary password and give it its first role. Raises NameTaken, Unfit."""
    require(by, Permission.MEMBERSHIP_GRANT, at=unit.place)
    password = accounts.temporary_password()
    person = accounts.create(
        username, full_name=full_name, email=email, password=password, place=unit.place, by=by, at=at
    )
    membership = add_membership(person, role=role, unit=unit, since=since, by=by, at=at)
    return Invited(membership, password)
