"""Load a case file: its cases kept, all files counted, what units did recorded as measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction

from parindex.cycle.cases import events, findings, naming, states, sums, workbooks
from parindex.cycle.cases.actions import recording, sending
from parindex.cycle.cases.models import Batch
from parindex.cycle.documents import storing
from parindex.cycle.units import queries as units
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Severity
from parindex.foundation.audit import actions as history
from parindex.foundation.cases import queries as stores
from parindex.foundation.cases.counts import Count, Part
from parindex.foundation.cases.findings import Rejected
from parindex.foundation.cases.storage import Absent
from parindex.foundation.files import queries as files

_XLSX = b"PK\x03\x04"


def keep(batch: Batch, *, by: Actor, at: datetime) -> Part:
    """Put the cases of a file into the store; the same file is the same part.

    It changes no figure yet. Raises findings.Rejected, blocks.Unusable.
    """
    require(by, Permission.CASE_LOAD, at=batch.owner.place)
    data = files.content(batch.file)
    text = workbooks.text_of(data) if data.startswith(_XLSX) else data
    return stores.store(batch.owner_id).take(text, until=batch.until)


@transaction.atomic
def note_loaded(batch: Batch, part: Part, *, by: Actor, at: datetime) -> None:
    """Have a part count, and record what follows. Only the worker does this. Raises findings.Rejected."""
    require(by, Permission.CASE_LOAD, at=batch.owner.place)
    owner = _locked(batch)
    _refuse_overlap(batch, part)
    sending.enter(
        batch,
        states.LOADED,
        by=by,
        at=at,
        part=part.name,
        cases=part.cases,
        has_ids=part.has_ids,
        loaded_at=at,
        is_superseded=False,
    )
    batches = _in_force(owner)
    counts = _counts(batches, by=by, at=at)
    known = _units(owner, [each.unit for each in counts], on=batch.until - timedelta(days=1))
    readings = recording.record(batch, counts, known, batches, by=by, at=at)
    found = (*part.found, *_found(part, known, owner, batches))
    batch.findings = storing.to_json(found)
    batch.open_findings = sum(each.severity is Severity.WARNING for each in found)
    batch.readings = readings
    batch.months = _months(batch, counts)
    batch.save(update_fields=["findings", "open_findings", "readings", "months"])
    history.record(events.LOADED, batch, by=by, at=at, place=owner.place, cases=part.cases, readings=readings)


@transaction.atomic
def note_failure(batch: Batch, found: Sequence[Finding], *, by: Actor, at: datetime) -> None:
    """Keep why a file cannot be loaded; no figure changes. Only the worker does this."""
    require(by, Permission.CASE_LOAD, at=batch.owner.place)
    sending.enter(
        batch,
        states.FAILED,
        by=by,
        at=at,
        findings=storing.to_json(tuple(found)),
        open_findings=len(found),
        part="",
        loaded_at=None,
    )
    failure = " ".join(each.message.vi for each in found[:3])
    history.record(events.FAILED, batch, by=by, at=at, place=batch.owner.place, failure=failure)


@transaction.atomic
def recount(batch: Batch, *, by: Actor, at: datetime) -> None:
    """Count what is left after a file was set aside, and record it. Only the worker does this."""
    require(by, Permission.CASE_LOAD, at=batch.owner.place)
    owner = _locked(batch)
    batches = _in_force(owner)
    counts = _counts(batches, by=by, at=at)
    known = _units(owner, [each.unit for each in counts], on=batch.until - timedelta(days=1))
    readings = recording.record(batch, counts, known, batches, by=by, at=at)
    history.record(events.RECOUNTED, batch, by=by, at=at, place=owner.place, readings=readings)


def _locked(batch: Batch) -> Unit:
    """The owner, held until the end: files of one owner are loaded one after another."""
    return Unit.objects.select_for_update(of=("self",)).get(pk=batch.owner_id)


def _in_force(owner: Unit) -> list[Batch]:
    """The files that count, the earliest period first; of one period the file that was loaded last."""
    rows = list(
        Batch.objects.filter(owner=owner, state=states.LOADED)
        .select_related("file", "owner")
        .order_by("until", "since", "loaded_at", "pk")
    )
    newest = {(each.since, each.until): each.pk for each in rows}
    superseded = [each.pk for each in rows if newest[each.since, each.until] != each.pk]
    Batch.objects.filter(owner=owner, pk__in=superseded).update(is_superseded=True)
    Batch.objects.filter(pk__in=newest.values()).update(is_superseded=False)
    return [each for each in rows if each.pk not in superseded]


def _refuse_overlap(batch: Batch, part: Part) -> None:
    others = Batch.objects.filter(
        owner=batch.owner_id,
        state=states.LOADED,
        is_superseded=False,
        since__lt=batch.until,
        until__gt=batch.since,
    ).exclude(pk=batch.pk)
    for other in others.exclude(since=batch.since, until=batch.until).order_by("pk"):
        if not (part.has_ids and other.has_ids):
            raise Rejected((findings.period_taken(other.name, other.since, other.until),))


def _counts(batches: Sequence[Batch], *, by: Actor, at: datetime) -> tuple[Count, ...]:
    """The counts of files; parts that the store lost are made again from the originals."""
    if not batches:
        return ()
    store = stores.store(batches[0].owner_id)
    parts, until = [each.part for each in batches], max(each.until for each in batches)
    try:
        return store.counts(parts, until=until)
    except Absent:
        return store.counts([keep(each, by=by, at=at).name for each in batches], until=until)


def _units(owner: Unit, texts: Sequence[str], *, on: date) -> dict[str, int]:
    """The units that texts of case files mean on a day, in the province of the owner."""
    wanted = set(texts)
    rows = Unit.objects.filter(lineage__startswith=f"/{owner.place.lineage[0]}/")
    rows = rows.exclude(kind=Kind.DIVISION.value).exclude(until__lte=on)
    known = [naming.Known(*row) for row in rows.values_list("pk", "code", "name")]
    called = {text: unit.pk for text, unit in units.called(wanted, on=on, owner=owner).items()}
    return naming.named(wanted, known, called)


def _found(part: Part, known: dict[str, int], owner: Unit, batches: Sequence[Batch]) -> tuple[Finding, ...]:
    unknown = sorted(
        ((text, cases) for text, cases in part.units if text not in known), key=lambda each: -each[1]
    )
    found = (findings.unknown_units(unknown),) if unknown else ()
    months = sums.open_months([(each.since, each.until) for each in batches])
    return (*found, findings.open_months(months)) if months else found


def _months(batch: Batch, counts: Sequence[Count]) -> list[dict[str, object]]:
    """The totals of the province in each month of the file."""
    months = sorted({each.month for each in counts if batch.since.replace(day=1) <= each.month < batch.until})
    return [
        {"month": month.isoformat()}
        | asdict(sums.total([each for each in counts if each.month == month], last=month))
        for month in months
    ]
