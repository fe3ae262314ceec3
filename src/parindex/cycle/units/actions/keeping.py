"""Keeping accounts: passwords, closing and reopening, asked at every place where the person holds a role."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from parindex.cycle.units import checks, queries
from parindex.engine.access.actors import Actor, Place
from parindex.engine.access.checks import require_everywhere
from parindex.engine.access.permissions import Permission
from parindex.foundation.accounts import actions as accounts


@transaction.atomic
def reset_password(person: Any, *, password: str, by: Actor, at: datetime) -> None:
    """Give a temporary password. An account is one: who manages one of its units only may not take it."""
    require_everywhere(by, Permission.PERSON_MANAGE, at=_places(person, at))
    accounts.reset_password(person, password=password, place=_places(person, at)[0], by=by, at=at)


@transaction.atomic
def close(person: Any, *, by: Actor, at: datetime) -> None:
    """Stop a person from signing in. Raises Unfit for oneself and for the last who manages people."""
    require_everywhere(by, Permission.PERSON_MANAGE, at=_places(person, at))
    checks.not_oneself(person.pk, by=by)
    for place in _places(person, at):
        checks.somebody_is_left(queries.managers(place, on=timezone.localdate(at)), without=person.pk)
    accounts.close(person, place=_places(person, at)[0], by=by, at=at)


@transaction.atomic
def reopen(person: Any, *, by: Actor, at: datetime) -> None:
    """Let a person sign in again."""
    require_everywhere(by, Permission.PERSON_MANAGE, at=_places(person, at))
    accounts.reopen(person, place=_places(person, at)[0], by=by, at=at)


def _places(person: Any, at: datetime) -> tuple[Place, ...]:
    """Every place where the person holds a role now, or where they ever held one."""
    return queries.places_of(person, on=timezone.localdate(at))
