"""What a person does with their notices: see them, and say how to be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused
from parindex.engine.access.permissions import Permission
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit import actions as history
from parindex.foundation.notices import events
from parindex.foundation.notices.levels import Wish
from parindex.foundation.notices.models import Notice, Preference


def see(person: Person, keys: Iterable[int] | None = None, *, by: Actor, at: datetime) -> None:
    """Mark notices of one's own as seen, all of them when none is named. Raises Refused for others."""
    if by.person != person.pk:
        raise Refused(Permission.PERSON_MANAGE)
    mine = Notice.objects.filter(person=person.pk, seen_at=None)
    if keys is not None:
        mine = mine.filter(pk__in=list(keys))
    mine.update(seen_at=at)


@transaction.atomic
def prefer(person: Person, wish: Wish, *, by: Actor, at: datetime) -> None:
    """Say how one wants to be told by e-mail. Raises Refused for others."""
    if by.person != person.pk:
        raise Refused(Permission.PERSON_MANAGE)
    chosen = {
        "by_mail": wish.by_mail,
        "quiet_from": wish.quiet_from,
        "quiet_until": wish.quiet_until,
    }
    Preference.objects.update_or_create(person=person, defaults=chosen)
    history.record(
        events.PREFERRED,
        person,
        by=by,
        at=at,
        place=by.home,
        by_mail=wish.by_mail.value,
        quiet_from=f"{wish.quiet_from:%H:%M}",
        quiet_until=f"{wish.quiet_until:%H:%M}",
    )
