"""Keeping accounts: passwords, closing and reopening, asked at every place where the person holds a role."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from parindex.cycle.units import checks, queries
from parindex.engine.access.actors import Actor, Place
from parindex.engine.access.checks import Refused, require
from parindex.engine.access.permissions import Permission
from parindex.foundation.accounts import actions as accounts


@transaction.atomic
def reset_password(person: Any, *, password: str, by: Actor, at: datetime) -> None:
    """Give a temporary password. An account is one: who manages one of its units only may not take it."""
    places = _managed(person, by=by, at=at)
    accounts.reset_password(person, password=password, place=places[0], by=by, at=at)


@transaction.atomic
def close(person: Any, *, by: Actor, at: datetime) -> None:
    """Stop a person from signing in. Raises Unfit for oneself and for the last who manages people."""
    places = _managed(person, by=by, at=at)
    checks.not_oneself(person.pk, by=by)
    for place in places:
        checks.somebody_is_left(queries.managers(place, on=timezone.localdate(at)), without=person.pk)
    accounts.close(person, place=places[0], by=by, at=at)


@transaction.atomic
def reopen(person: Any, *, by: Actor, at: datetime) -> None:
    """Let a person sign in again."""
    places = _managed(person, by=by, at=at)
    accounts.reopen(person, place=places[0], by=by, at=at)


def _managed(person: Any, *, by: Actor, at: datetime) -> tuple[Place, ...]:
    """Every place where the person holds a role now, or ever held one; Refused unless ``by`` manages all."""
    places = queries.places_of(person, on=timezone.localdate(at))
    if not places:
        raise Refused(Permission.PERSON_MANAGE)
    for place in places:
        require(by, Permission.PERSON_MANAGE, at=place)
    return places
