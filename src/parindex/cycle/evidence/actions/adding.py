"""Adding evidence: a file, a link, or a reference to a classified document."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.evidence import checks, events, links, queries, reading, wording
from parindex.cycle.evidence.models import Extract, Item
from parindex.cycle.evidence.told import Told
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history
from parindex.foundation.files import actions as files
from parindex.foundation.files import inspection, kinds, refusals
from parindex.foundation.files import queries as stored
from parindex.foundation.files.kinds import Kind

_log = logging.getLogger(__name__)


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it is handed in."""

    data: bytes
    name: str


def add_file(
    data: bytes, *, name: str, unit: Unit, is_illustrative: bool = False, by: Actor, at: datetime
) -> Item:
    """Keep a file as evidence of ``unit``; the same content again is the piece it already is.

    The file is checked, scanned and read before anything is written. Raises refusals.Unacceptable.
    """
    require(by, Permission.EVIDENCE_ADD, at=unit.place)
    read = _read(Given(data, name))
    with transaction.atomic():
        item, is_new = _keep(read, unit=unit, is_illustrative=is_illustrative, by=by, at=at)
        if is_new:
            event = events.RECEIVED if item.is_waiting else events.ADDED
            history.record(event, item, by=by, at=at, place=unit.place, unit=unit.name)
    return item


def add_many(
    given: Sequence[Given], *, unit: Unit, is_illustrative: bool = False, by: Actor, at: datetime
) -> tuple[Item, ...]:
    """Keep several files as evidence of ``unit``, all or none, in the order given.

    Each is checked, scanned and read before anything is written. Raises refusals.Unacceptable.
    """
    require(by, Permission.EVIDENCE_ADD, at=unit.place)
    read = [_read(each) for each in given]
    with transaction.atomic():
        kept = [_keep(each, unit=unit, is_illustrative=is_illustrative, by=by, at=at) for each in read]
        new = [item for item, is_new in kept if is_new]
        for item in new:
            if item.is_waiting:
                history.record(events.RECEIVED, item, by=by, at=at, place=unit.place, unit=unit.name)
        if new:
            history.record(events.ADDED_MANY, unit, by=by, at=at, place=unit.place, files=len(new))
    return tuple(item for item, _ in kept)


@transaction.atomic
def add_link(address: str, *, title: str, unit: Unit, by: Actor, at: datetime) -> Item:
    """Keep a public web address as evidence of ``unit``. Raises links.WrongLink, WrongValue for the title."""
    require(by, Permission.EVIDENCE_ADD, at=unit.place)
    kept, said = links.plain(address), wording.plain(title)
    if not said or len(said) > wording.LONGEST["title"]:
        raise WrongValue("title")
    item, is_new = Item.objects.get_or_create(
        unit=unit,
        link=kept,
        defaults={
            "form": checks.LINK,
            "title": said,
            "scan": checks.CLEAN,
            "search": wording.search(said, kept),
            **_added(by, at),
        },
    )
    if is_new:
        history.record(events.ADDED, item, by=by, at=at, place=unit.place, unit=unit.name)
    return item


@transaction.atomic
def add_reference(*, number: str, issued_on: date, issuer: str, unit: Unit, by: Actor, at: datetime) -> Item:
    """Note that a classified document exists: number, day and issuer, never a title or content.

    Raises WrongValue for a blank or overlong field.
    """
    require(by, Permission.EVIDENCE_ADD, at=unit.place)
    sign, body = wording.plain(number), wording.plain(issuer)
    for field, text in (("number", sign), ("issuer", body)):
        if not text or len(text) > wording.LONGEST[field]:
            raise WrongValue(field)
    item, is_new = Item.objects.get_or_create(
        unit=unit,
        form=checks.REFERENCE,
        number=sign,
        issued_on=issued_on,
        defaults={
            "issuer": body,
            "scan": checks.CLEAN,
            "search": wording.search(sign, body),
            **_added(by, at),
        },
    )
    if is_new:
        history.record(events.REFERRED, item, by=by, at=at, place=unit.place, unit=unit.name)
    return item


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was checked, scanned and read."""

    data: bytes
    name: str
    kind: Kind
    scan: str
    told: Told

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has still to read or to scan it."""
        return not self.told.is_whole or (self.scan == checks.UNSCANNED and stored.scans())


def _read(given: Given) -> _Read:
    kind = inspection.inspect(given.data, name=given.name, limit=settings.UPLOAD_LIMIT)
    scan = queries.scan(given.data)
    name = inspection.plain_name(given.name)
    return _Read(given.data, name, kind, scan, _told(given.data, kind))


def _keep(read: _Read, *, unit: Unit, is_illustrative: bool, by: Actor, at: datetime) -> tuple[Item, bool]:
    file = files.store(read.data, media_type=read.kind.media_type, at=at)
    item, is_new = Item.objects.get_or_create(
        unit=unit,
        file=file,
        defaults={
            "form": checks.FILE,
            "kind": read.kind.key,
            "name": read.name,
            "scan": read.scan,
            "is_waiting": read.is_waiting,
            "is_illustrative": is_illustrative,
            **_fields(read.told, name=read.name),
            **_added(by, at),
        },
    )
    if is_new and read.told.extract is not None:
        kept = {"parts": read.told.extract.as_json(), "is_cut": read.told.extract.is_cut}
        Extract.objects.get_or_create(file=file, defaults=kept)
    return item, is_new


def _told(data: bytes, kind: Kind) -> Told:
    """What the file tells at once; a PDF that cannot be opened is refused, a fault of ours is not theirs."""
    try:
        return reading.quick(data, kind)
    except Unusable as unusable:
        if kind is kinds.PDF:
            raise refusals.Unacceptable("DAMAGED", unusable.vi, unusable.en) from unusable
        return Told()
    except Exception:
        _log.exception("reading evidence of kind %s failed", kind.key)
        return Told()


def _fields(told: Told, *, name: str) -> dict[str, object]:
    return {
        "number": told.number,
        "issued_on": told.issued_on,
        "issuer": told.issuer,
        "title": told.title,
        "pages": told.pages,
        "search": wording.search(name, told.number, told.issuer, told.title),
    }


def _added(by: Actor, at: datetime) -> dict[str, object]:
    return {"added_at": at, "added_by": by.person or 0, "added_by_name": by.name[:160]}
