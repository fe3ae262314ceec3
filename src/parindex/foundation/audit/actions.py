"""The one writer of history, and the sealing of its chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, models, transaction

from parindex.engine.access.actors import Actor, Place
from parindex.engine.values.vietnamese import fold
from parindex.foundation.audit import chain, queries
from parindex.foundation.audit.event import Event
from parindex.foundation.audit.models import HistoryRow, Link

_SEALING_LOCK = 0x5EA1
# Transactions commit out of order, so a row may appear below the highest sealed one; none is this late.
_LATE = 100_000


class OutsideTransaction(RuntimeError):
    """History must be written in the transaction of the deed it tells of."""


def record(
    event: Event,
    subject: models.Model,
    *,
    by: Actor,
    at: datetime,
    place: Place | None,
    **facts: str | int | None,
) -> None:
    """Write one history row. Raises OutsideTransaction when no transaction is open."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(event.name)
    HistoryRow.objects.create(
        at=at,
        event=event.name,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject),
        person=by.person,
        person_name=by.name,
        lineage="/" + "".join(f"{unit}/" for unit in place.lineage) if place else "",
        facts=facts,
        search=fold(f"{subject} {by.name}"),
    )


@transaction.atomic
def seal(*, at: datetime, most: int = 500) -> Sequence[HistoryRow]:
    """Link the oldest unsealed rows to the chain; returns them in the order of the chain.

    One sealer at a time: SQLite's write transaction, PostgreSQL's advisory lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALING_LOCK])
    head = queries.head()
    newest = queries.newest_sealed()
    # The late ones are looked for only when there is something new, for that is ten times slower.
    if not queries.unsealed(after=newest - queries.NEAR).exists():
        return []
    rows = list(queries.unsealed(after=newest - _LATE).order_by("pk")[:most])
    digest, links = head.digest, []
    for position, row in enumerate(rows, start=head.position + 1):
        digest = chain.link(digest, queries.entry(row))
        links.append(Link(position=position, row=row.pk, digest=digest, sealed_at=at))
    Link.objects.bulk_create(links)
    return rows
