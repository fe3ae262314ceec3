"""Examining stored files: the scan, and what takes longer to read than a person waits."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from parindex.cycle.evidence import events, wording
from parindex.cycle.evidence.models import Extract, Item
from parindex.cycle.evidence.told import Told
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


@transaction.atomic
def note(item: Item, told: Told, *, scan: str, by: Actor, at: datetime) -> None:
    """Keep what was read and what the scan said, beside what a person typed. Only the worker does this."""
    require(by, Permission.EVIDENCE_ADD, at=item.unit.place)
    item.refresh_from_db(from_queryset=Item.objects.select_for_update())
    for field in ("number", "issued_on", "issuer", "title", "pages"):
        if getattr(item, field) in ("", None):
            setattr(item, field, getattr(told, field))
    item.search = wording.search(item.name, item.number, item.issuer, item.title)
    item.scan, item.is_waiting = scan, False
    item.version += 1
    item.save()
    if told.extract is not None:
        kept = {"parts": told.extract.as_json(), "is_cut": told.extract.is_cut}
        Extract.objects.get_or_create(file=item.file, defaults=kept)
    history.record(events.EXAMINED, item, by=by, at=at, place=item.unit.place, scan=scan)


@transaction.atomic
def leave(item: Item, *, by: Actor, at: datetime) -> None:
    """Wait no longer for a file that no try could read; it stays, with its alarms. Only the worker does."""
    require(by, Permission.EVIDENCE_ADD, at=item.unit.place)
    if Item.objects.filter(pk=item.pk, is_waiting=True).update(is_waiting=False, version=F("version") + 1):
        item.refresh_from_db()
        history.record(events.EXAMINED, item, by=by, at=at, place=item.unit.place, scan=item.scan)
