"""Reading notices: everybody their own, nobody anybody else's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from parindex.engine.access.actors import Actor
from parindex.foundation.notices.levels import Level, Wish
from parindex.foundation.notices.models import Mail, MailState, Notice, Preference

FRESH = timedelta(days=3)
"""Older notices are not mailed any more: not when mailing is first set up, nor after a long pause."""


def visible(by: Actor) -> QuerySet[Notice]:
    """The notices of ``by``, newest first."""
    return Notice.objects.filter(person=by.person) if by.person else Notice.objects.none()


def get(key: int, *, by: Actor) -> Notice:
    """One notice of ``by``; Notice.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def unseen(by: Actor) -> int:
    """How many notices ``by`` has not seen yet."""
    return visible(by).filter(seen_at=None).order_by().count()


def wish_of(person: int | None) -> Wish:
    """How a person wants to be told by e-mail."""
    kept = Preference.objects.filter(person=person).first() if person else None
    return kept.wish if kept else Wish()


def wishes(people: Iterable[int]) -> dict[int, Wish]:
    """How each of the people who made a choice wants to be told."""
    return {kept.person_id: kept.wish for kept in Preference.objects.filter(person__in=set(people))}


def to_mail(*, at: datetime) -> QuerySet[Notice]:
    """The notices nobody saw that were made in the last days and are in no mail yet."""
    fresh = Notice.objects.filter(mail=None, seen_at=None, made_at__gt=at - FRESH, made_at__lte=at)
    return fresh.filter(person__is_active=True).exclude(person__email="")


def waiting_people(*, at: datetime) -> dict[int, bool]:
    """Whoever has such a notice, and whether one of them was escalated."""
    found: dict[int, bool] = {}
    for person, level in to_mail(at=at).order_by().values_list("person", "level").distinct():
        found[person] = found.get(person, False) or level == Level.ESCALATED
    return found


def mails_on(day: date, people: Iterable[int]) -> dict[int, int]:
    """How many mails each of the people was given on a day."""
    rows = Mail.objects.filter(day=day, person__in=set(people)).order_by("number")
    return dict(rows.values_list("person", "number"))


def sendable(*, at: datetime) -> QuerySet[Mail]:
    """The mails that wait for the server and that no worker holds."""
    return Mail.objects.filter(state=MailState.QUEUED, due_at__lte=at).order_by("due_at", "pk")
