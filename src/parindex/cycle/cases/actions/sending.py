"""Send a case file in, have it read again, set it aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.db import transaction

from parindex.cycle.cases import events, states
from parindex.cycle.cases.models import Batch
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Words
from parindex.foundation.audit import actions as history
from parindex.foundation.files import actions as files
from parindex.foundation.files import inspection, kinds, refusals

CSV, PARQUET = "text/csv", "application/vnd.apache.parquet"
_KINDS = {".csv": CSV, ".txt": CSV, ".xlsx": kinds.XLSX.media_type, ".parquet": PARQUET}
SUFFIXES = tuple(_KINDS)
_MARKS = {b"PAR1": PARQUET, b"PK\x03\x04": kinds.XLSX.media_type}
_TITLES = {PARQUET: Words("Parquet", "Parquet"), kinds.XLSX.media_type: kinds.XLSX.title}


class WrongPeriod(ValueError):
    """The period ends before it begins, begins in the future, or is longer than a year."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The file of an upload; ``is_new`` is false when it was there before for this period."""

    batch: Batch
    is_new: bool


@transaction.atomic
def send(data: bytes, *, name: str, since: date, until: date, owner: Unit, by: Actor, at: datetime) -> Sent:
    """Keep a case file of the period [since, until) and have it read.

    Raises refusals.Unacceptable for what is no case file by its name and first bytes, WrongPeriod.
    """
    require(by, Permission.CASE_LOAD, at=owner.place)
    if not since < until or since < date(2000, 1, 1) or (until - since).days > 366:
        raise WrongPeriod
    shown = inspection.plain_name(name)
    file = files.store(data, media_type=_media_type(data, name=shown), at=at)
    batch, is_new = Batch.objects.get_or_create(
        owner=owner,
        file=file,
        since=since,
        until=until,
        defaults={
            "name": shown,
            "uploaded_at": at,
            "uploaded_by": by.person or 0,
            "uploaded_by_name": by.name,
        },
    )
    if is_new:
        history.record(
            events.UPLOADED,
            batch,
            by=by,
            at=at,
            place=owner.place,
            since=since.isoformat(),
            until=until.isoformat(),
        )
    return Sent(batch, is_new=is_new)


@transaction.atomic
def read_again(batch: Batch, *, by: Actor, at: datetime) -> None:
    """Have the original read once more: after the directory got better, or when it was set aside."""
    require(by, Permission.CASE_LOAD, at=batch.owner.place)
    enter(batch, states.READING, by=by, at=at)
    history.record(events.SENT_TO_READING, batch, by=by, at=at, place=batch.owner.place)


@transaction.atomic
def set_aside(batch: Batch, *, by: Actor, at: datetime) -> None:
    """Have a file count no more; the worker counts again what is left."""
    require(by, Permission.CASE_LOAD, at=batch.owner.place)
    enter(batch, states.SET_ASIDE, by=by, at=at, is_superseded=False)
    history.record(events.SET_ASIDE, batch, by=by, at=at, place=batch.owner.place)


def enter(batch: Batch, state: str, *, by: Actor, at: datetime, **fields: object) -> None:
    """Step to ``state`` under the lock of the row. Raises states.NotPossible."""
    require(by, Permission.CASE_LOAD, at=batch.owner.place)
    batch.state = Batch.objects.select_for_update().get(pk=batch.pk).state
    batch.state = states.step(batch.state, state)
    for name, value in fields.items():
        setattr(batch, name, value)
    batch.save(update_fields=["state", *fields])


def _media_type(data: bytes, *, name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    if not data.strip(b"\x00\t\n\r "):
        raise refusals.empty()
    if len(data) > settings.UPLOAD_LIMIT:
        raise refusals.too_large(settings.UPLOAD_LIMIT)
    if suffix not in _KINDS:
        raise refusals.kind_not_taken(suffix)
    found = next((kind for mark, kind in _MARKS.items() if data.startswith(mark)), CSV)
    if found != _KINDS[suffix]:
        raise refusals.other_content(suffix, _TITLES.get(found))
    return found
