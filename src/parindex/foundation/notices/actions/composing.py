"""Making mails of the notices that wait, each notice in one mail only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from parindex.foundation.accounts.models import Person
from parindex.foundation.notices import letters, queries, sentences
from parindex.foundation.notices.levels import Level, Wish
from parindex.foundation.notices.models import Mail, Notice

_COMPOSING_LOCK = 0x9057
_PEOPLE = 200
_ROWS = 5000


def compose(*, at: datetime) -> int:
    """Make one mail of all that waits for each person whose mail is due at ``at``; returns how many."""
    waiting, made = queries.waiting_people(at=at), 0
    people = iter(sorted(waiting))
    while batch := list(islice(people, _PEOPLE)):
        made += _compose({key: waiting[key] for key in batch}, at=at)
    return made


@transaction.atomic
def _compose(escalated: dict[int, bool], *, at: datetime) -> int:
    """The mails of some people, by whether something of theirs was escalated. One worker at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_COMPOSING_LOCK])
    local = timezone.localtime(at)
    given, wishes = queries.mails_on(local.date(), escalated), queries.wishes(escalated)
    due = [
        key
        for key, has_escalated in escalated.items()
        if wishes.get(key, Wish()).is_due(
            local.time(), has_escalated=has_escalated, had_mail_today=key in given
        )
    ]
    waiting: dict[int, list[Notice]] = defaultdict(list)
    for notice in queries.to_mail(at=at).filter(person__in=due).order_by("pk"):
        waiting[notice.person_id].append(notice)
    people = Person.objects.in_bulk(list(waiting))
    mails = {
        key: _mail(people[key], notices, number=given.get(key, 0) + 1, at=at)
        for key, notices in waiting.items()
    }
    Mail.objects.bulk_create(list(mails.values()))
    for key, mail in mails.items():
        _mark([notice.pk for notice in waiting[key]], mail)
    return len(mails)


def _mark(keys: Sequence[int], mail: Mail) -> None:
    for first in range(0, len(keys), _ROWS):
        Notice.objects.filter(pk__in=keys[first : first + _ROWS]).update(mail=mail)


def _mail(person: Person, notices: Sequence[Notice], *, number: int, at: datetime) -> Mail:
    language = person.language
    lines = [
        letters.Line(
            Level(notice.level),
            sentences.sentence(notice.event, notice.facts, language=language),
            f"{settings.NOTICES_AT}{notice.pk}/",
        )
        for notice in notices
    ]
    day = timezone.localdate(at)
    letter = letters.letter(
        lines,
        name=person.full_name,
        language=language,
        on=day,
        home=settings.NOTICES_AT,
        wishes=f"{settings.NOTICES_AT}settings/",
    )
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return Mail(
        person=person,
        day=day,
        number=number,
        message_id=letters.message_id(person.pk, (notice.key for notice in notices), domain=domain),
        address=person.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        made_at=at,
        due_at=at,
    )
