"""Deeds on accounts: create, passwords, close and reopen."""

from __future__ import annotations

import secrets
from datetime import datetime

from axes import utils as attempts
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from parindex.engine.access.actors import Actor, Place
from parindex.engine.access.checks import Refused, require, require_anywhere
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold, squeeze
from parindex.foundation.accounts import events, names
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit import actions as history
from parindex.foundation.audit import queries as history_queries

# Letters and digits nobody confuses on paper: no 0/O, 1/l/I.
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


class NameTaken(ValueError):
    """Somebody signs in with this name already."""


class NameUnfit(ValueError):
    """A name to sign in with is made of letters without diacritics, digits, and . _ @ -."""


def temporary_password() -> str:
    """Sixteen letters and digits in four groups, easy to read out."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


@transaction.atomic
def create(
    username: str, *, full_name: str, email: str, password: str, place: Place, by: Actor, at: datetime
) -> Person:
    """Create an account whose password must be changed at first sign-in. Raises NameTaken, NameUnfit."""
    require(by, Permission.PERSON_MANAGE, at=place)
    name = username.strip()
    if not names.is_fit(name):
        raise NameUnfit(name)
    if Person.objects.filter(username__iexact=name).exists():
        raise NameTaken(name)
    full = squeeze(full_name)
    search = fold(f"{full} {name} {email}")[:300]
    person = Person(username=name, full_name=full, email=email, search=search, created_at=at)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as taken:
        # Somebody else took the name at the same moment.
        raise NameTaken(name) from taken
    history.record(events.CREATED, person, by=by, at=at, place=place, username=name)
    return person


@transaction.atomic
def change_own_password(
    person: Person, *, password: str, place: Place | None, by: Actor, at: datetime
) -> None:
    """Set a password of one's own choice. Raises ValidationError when it is too weak, Refused for others."""
    if by.person != person.pk:
        raise Refused(Permission.PERSON_MANAGE)
    validate_password(password, user=person)
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    history.record(events.PASSWORD_CHANGED, person, by=by, at=at, place=place)


@transaction.atomic
def reset_password(person: Person, *, password: str, place: Place, by: Actor, at: datetime) -> None:
    """Give a temporary password, to be changed at the next sign-in; open sessions end."""
    require(by, Permission.PERSON_MANAGE, at=place)
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    # The page of a locked-out person sends them here: the wrong tries before count no more.
    attempts.reset(username=person.username.casefold())
    history.record(events.PASSWORD_RESET, person, by=by, at=at, place=place)


@transaction.atomic
def close(person: Person, *, place: Place, by: Actor, at: datetime) -> None:
    """Stop a person from signing in; nothing of theirs is deleted."""
    require(by, Permission.PERSON_MANAGE, at=place)
    person.is_active = False
    person.save(update_fields=["is_active"])
    history.record(events.CLOSED, person, by=by, at=at, place=place)


@transaction.atomic
def reopen(person: Person, *, place: Place, by: Actor, at: datetime) -> None:
    """Let a person sign in again."""
    require(by, Permission.PERSON_MANAGE, at=place)
    person.is_active = True
    person.save(update_fields=["is_active"])
    history.record(events.REOPENED, person, by=by, at=at, place=place)


@transaction.atomic
def choose_language(person: Person, *, language: str, place: Place | None, by: Actor, at: datetime) -> None:
    """Remember the language a person reads the screens in. Raises Refused for others."""
    if by.person != person.pk:
        raise Refused(Permission.PERSON_MANAGE)
    person.language = language
    person.save(update_fields=["language"])
    history.record(events.LANGUAGE_CHOSEN, person, by=by, at=at, place=place, language=language)


@transaction.atomic
def enter(person: Person, *, place: Place | None, by: Actor, at: datetime) -> None:
    """Keep that a person signed in. Raises Refused for others."""
    if by.person != person.pk:
        raise Refused(Permission.PERSON_MANAGE)
    history.record(events.SIGNED_IN, person, by=by, at=at, place=place)


@transaction.atomic
def lock_out(person: Person, *, since: datetime, place: Place | None, by: Actor, at: datetime) -> None:
    """Keep that wrong passwords locked a person out: one row a lock, however often it is tried again."""
    require_anywhere(by, Permission.PERSON_MANAGE)
    told = history_queries.of_subject(person._meta.label_lower, str(person.pk), by=by)
    if not told.filter(event=events.LOCKED_OUT.name, at__gte=since).exists():
        history.record(events.LOCKED_OUT, person, by=by, at=at, place=place)
