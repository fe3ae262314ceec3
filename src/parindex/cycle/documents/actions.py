"""Deeds on documents: upload, read, correct, keep, accept, set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from parindex.cycle.documents import events, queries, review, states, storing
from parindex.cycle.documents.blocks import Blocks, Unusable
from parindex.cycle.documents.models import Acceptance, Correction, Document, Kept, SourceBlocks
from parindex.cycle.documents.outline import Reading
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold, nfc
from parindex.foundation.audit import actions as history
from parindex.foundation.files import actions as files


class Overtaken(Exception):
    """Somebody else changed the document since it was shown; nothing of theirs is lost."""


class NothingToAccept(Exception):
    """No table of those asked for is there, or all were accepted before."""


class Locked(Exception):
    """The table was accepted; what was made of it is corrected where it lives now."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The document of an upload; ``is_new`` is false when this very file was there before."""

    document: Document
    is_new: bool


@transaction.atomic
def upload(data: bytes, *, name: str, media_type: str, owner: Unit, by: Actor, at: datetime) -> Uploaded:
    """Keep an official file of ``owner`` and have it read. The same file again is recognised."""
    require(by, Permission.DOCUMENT_UPLOAD, at=owner.place)
    file = files.store(data, media_type=media_type, at=at)
    # The constraint decides between two people who upload one file at the same moment.
    document, is_new = Document.objects.get_or_create(
        owner=owner,
        file=file,
        defaults={
            "name": nfc(name)[:255],
            "search": fold(name),
            "uploaded_at": at,
            "uploaded_by": by.person or 0,
            "uploaded_by_name": by.name,
        },
    )
    if is_new:
        history.record(events.UPLOADED, document, by=by, at=at, place=owner.place)
    return Uploaded(document, is_new=is_new)


@transaction.atomic
def read_again(document: Document, *, by: Actor, at: datetime) -> None:
    """Have the original read once more, after the directory or the reader got better.

    Corrections belong to the reading they were made in: rows may stand elsewhere in the next one.
    """
    require(by, Permission.DOCUMENT_UPLOAD, at=document.owner.place)
    _enter(document, states.READING)
    history.record(events.SENT_TO_READING, document, by=by, at=at, place=document.owner.place)


@transaction.atomic
def note_reading(document: Document, reading: Reading, *, blocks: Blocks, by: Actor, at: datetime) -> None:
    """Keep what was read. Only the worker does this."""
    require(by, Permission.DOCUMENT_CORRECT, at=document.owner.place)
    head = reading.document
    kept = frozenset(document.kept.values_list("finding", flat=True))
    _enter(
        document,
        states.READ,
        reading=storing.to_json(reading),
        kind=head.kind,
        number=head.number or "",
        issued_on=head.issued_on,
        title=head.title or "",
        search=fold(" ".join((document.name, head.number or "", head.title or ""))),
        open_findings=review.weighing(reading.findings, kept=kept),
        failure_vi="",
        failure_en="",
        read_at=at,
    )
    SourceBlocks.objects.update_or_create(document=document, defaults={"blocks": storing.to_json(blocks)})
    history.record(
        events.READ,
        document,
        by=by,
        at=at,
        place=document.owner.place,
        tables=len(reading.tables),
        findings=document.open_findings,
    )


@transaction.atomic
def note_failure(document: Document, failure: Unusable, *, by: Actor, at: datetime) -> None:
    """Keep why the file cannot be read. Only the worker does this."""
    require(by, Permission.DOCUMENT_CORRECT, at=document.owner.place)
    _enter(document, states.FAILED, failure_vi=failure.vi, failure_en=failure.en)
    history.record(events.FAILED, document, by=by, at=at, place=document.owner.place, failure=failure.vi)


@transaction.atomic
def correct(
    document: Document, change: review.Change, *, reason: str, version: int, by: Actor, at: datetime
) -> None:
    """Correct one field of what was read; the reading itself stays as it was.

    Raises Overtaken when ``version`` is no longer the document's, Locked for an accepted table,
    review.WrongValue when the value cannot stand in the field.
    """
    require(by, Permission.DOCUMENT_CORRECT, at=document.owner.place)
    _hold(document)
    states.must_be_correctable(document.state)
    if _is_locked(document, change.table):
        raise Locked(change.table)
    if document.version != version:
        raise Overtaken(document.name)
    changes = queries.changes_of(document)
    whole = tuple(each for each in changes if each.field != review.REMOVED)
    before = review.value_of(queries.changed(document, whole), change)
    corrected = queries.changed(document, (*changes, change))
    _advance(document, corrected=corrected)
    Correction.objects.create(
        document=document,
        table=change.table,
        row=change.row,
        field=change.field,
        before=before,
        value=change.value,
        reason=nfc(reason),
        made_at=at,
        made_by=by.person or 0,
        made_by_name=by.name,
    )
    history.record(
        events.CORRECTED,
        document,
        by=by,
        at=at,
        place=document.owner.place,
        field=change.field,
        where=f"{change.table}/{change.row}",
        before=before,
        value=change.value,
    )


@transaction.atomic
def keep(document: Document, finding: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Leave a finding as printed; it no longer waits for anybody."""
    require(by, Permission.DOCUMENT_CORRECT, at=document.owner.place)
    _hold(document)
    states.must_be_correctable(document.state)
    reading = queries.reading_of(document)
    known = {review.fingerprint(each) for each in reading.findings}
    if finding not in known:
        raise review.WrongValue("finding")
    _, is_new = Kept.objects.get_or_create(
        document=document,
        finding=finding,
        defaults={"reason": nfc(reason), "kept_at": at, "kept_by": by.person or 0},
    )
    if is_new:
        kept = frozenset(document.kept.values_list("finding", flat=True))
        _store(document, open_findings=review.weighing(reading.findings, kept=kept))
        history.record(
            events.FINDING_KEPT, document, by=by, at=at, place=document.owner.place, finding=finding
        )


@transaction.atomic
def accept(document: Document, tables: Sequence[str], *, version: int, by: Actor, at: datetime) -> None:
    """Take tables over: later rooms make drafts, results, targets and plans of them.

    Raises Overtaken when ``version`` is no longer the document's, NothingToAccept when none of
    ``tables`` is there and still open.
    """
    require(by, Permission.DOCUMENT_ACCEPT, at=document.owner.place)
    _hold(document)
    wanted = states.step(document.state, states.ACCEPTED)
    if document.version != version:
        raise Overtaken(document.name)
    open_tables = queries.open_tables(document)
    taken = [table for table in tables if table in open_tables]
    if not taken:
        raise NothingToAccept(", ".join(tables))
    Acceptance.objects.bulk_create(
        Acceptance(document=document, table=table, accepted_at=at, accepted_by=by.person or 0)
        for table in taken
    )
    _store(document, state=wanted, accepted_at=document.accepted_at or at)
    history.record(
        events.ACCEPTED, document, by=by, at=at, place=document.owner.place, tables=", ".join(taken)
    )


@transaction.atomic
def note_untaken(document: Document, *, by: Actor, at: datetime) -> None:
    """Keep that later rooms could not take what was accepted. Only the worker does this."""
    require(by, Permission.DOCUMENT_ACCEPT, at=document.owner.place)
    _store(document, untaken_at=at)
    history.record(events.NOT_TAKEN, document, by=by, at=at, place=document.owner.place)


@transaction.atomic
def take_again(document: Document, *, by: Actor, at: datetime) -> None:
    """Have the later rooms try once more; what they took before stays as it is."""
    require(by, Permission.DOCUMENT_ACCEPT, at=document.owner.place)
    _hold(document)
    states.step(document.state, states.ACCEPTED)
    if document.acceptances.exists():
        _store(document, untaken_at=None)
        history.record(events.SENT_TO_TAKING, document, by=by, at=at, place=document.owner.place)


@transaction.atomic
def set_aside(document: Document, *, by: Actor, at: datetime) -> None:
    """Put a document away that is not wanted; the original and its history stay."""
    require(by, Permission.DOCUMENT_ACCEPT, at=document.owner.place)
    _enter(document, states.SET_ASIDE)
    history.record(events.SET_ASIDE, document, by=by, at=at, place=document.owner.place)


def _is_locked(document: Document, table: str) -> bool:
    """An accepted table is locked; the head ("") with the first of them: its number and day went along."""
    accepted = document.acceptances.all()
    return (accepted.filter(table=table) if table else accepted).exists()


def _hold(document: Document) -> None:
    """Hold the row until the deed ends and see it as it stands now: of two people at once one waits.

    SQLite needs no lock of the row: a deed holds the one write transaction from its beginning.
    """
    document.refresh_from_db(from_queryset=Document.objects.select_for_update())


def _enter(document: Document, wanted: str, **fields: object) -> None:
    """Take the step from where the document stands now."""
    _hold(document)
    _store(document, state=states.step(document.state, wanted), **fields)


def _advance(document: Document, *, corrected: Reading) -> None:
    kept = frozenset(document.kept.values_list("finding", flat=True))
    head = corrected.document
    _store(
        document,
        kind=head.kind,
        number=head.number or "",
        issued_on=head.issued_on,
        title=head.title or "",
        search=fold(" ".join((document.name, head.number or "", head.title or ""))),
        open_findings=review.weighing(corrected.findings, kept=kept),
    )


def _store(document: Document, **fields: object) -> None:
    Document.objects.filter(pk=document.pk).update(version=F("version") + 1, **fields)
    document.refresh_from_db()
