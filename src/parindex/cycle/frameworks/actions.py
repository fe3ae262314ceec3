"""Deeds on frameworks: draft from a document, correct, check, publish, suspend, link to last year."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import CriteriaTable
from parindex.cycle.frameworks import drafting, events, queries, specs, states, writing
from parindex.cycle.frameworks.models import Criterion, CriterionOwner, Framework, Succession, Version
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.specs import join
from parindex.engine.values.findings import Finding, Severity, has_errors
from parindex.engine.values.vietnamese import fold, nfc, squeeze
from parindex.foundation.audit import actions as history

FIELDS = ("code", "name", "max", "owner")


class NotReady(Exception):
    """The version has errors; ``findings`` says which."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep what was found."""
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class Overtaken(Exception):
    """Somebody else changed the field since it was shown; the text names the field."""


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


@transaction.atomic
def draft_from(document: Document, table: CriteriaTable, *, by: Actor, at: datetime) -> Version:
    """A draft version of what ``table`` prints; the same table again gives the same version."""
    require(by, Permission.FRAMEWORK_DRAFT, at=document.owner.place)
    known = Version.objects.filter(source=document, source_table=table.id).first()
    if known is not None:
        return known
    day = document.issued_on or timezone.localdate(at)
    draft = drafting.draft(table, unit_kind=document.owner.kind, fallback_year=day.year - 1)
    framework, _ = Framework.objects.get_or_create(owner=document.owner, index=draft.index, level=draft.level)
    last = framework.versions.filter(year=draft.year).aggregate(last=Max("number"))["last"]
    version = Version.objects.create(
        framework=framework,
        year=draft.year,
        number=(last or 0) + 1,
        title=draft.title,
        aggregate=draft.aggregate.value,
        decimals=draft.decimals,
        total_text=draft.total_text,
        source=document,
        source_table=table.id,
        drafted_at=at,
    )
    _store_rows(version, draft.rows, document=document, at=at)
    history.record(
        events.DRAFTED, version, by=by, at=at, place=document.owner.place, criteria=len(draft.rows)
    )
    return version


@transaction.atomic
def correct(
    criterion: Criterion, *, field: str, value: str, was: str | None = None, by: Actor, at: datetime
) -> None:
    """Correct one field of a draft's criterion; a checked version becomes a draft again.

    ``was`` is what the person saw in the field (None: whatever stands there). Raises Overtaken when
    it reads otherwise now, states.NotPossible for an issued version, WrongValue when the value
    cannot stand there.
    """
    version = _locked(criterion.version)
    require(by, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    states.must_be_open(version.state)
    criterion.refresh_from_db()
    before = _before(criterion, field)
    if was is not None and squeeze(nfc(was)) != squeeze(before):
        raise Overtaken(field)
    _CORRECTIONS[field](criterion, squeeze(nfc(value)), at)
    if version.state == states.CHECKED:
        _enter(version, states.DRAFT, digest="")
    history.record(
        events.CORRECTED,
        version,
        by=by,
        at=at,
        place=version.framework.owner.place,
        field=field,
        path=criterion.path,
        before=before,
        value=value,
    )


@transaction.atomic
def check(version: Version, *, by: Actor, at: datetime) -> tuple[Finding, ...]:
    """Check a draft; without errors it may be published. Raises NotReady with all findings."""
    require(by, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    locked = _locked(version)
    states.step(locked.state, states.CHECKED)
    found = _without_errors(locked)
    _enter(locked, states.CHECKED, digest=writing.digest(specs.of(locked)))
    version.refresh_from_db()
    warnings = sum(finding.severity is Severity.WARNING for finding in found)
    history.record(
        events.CHECKED, version, by=by, at=at, place=version.framework.owner.place, warnings=warnings
    )
    return found


@transaction.atomic
def publish(version: Version, *, by: Actor, at: datetime) -> None:
    """Put a checked version in force; it never changes again, and the one before it is superseded."""
    require(by, Permission.FRAMEWORK_PUBLISH, at=version.framework.owner.place)
    locked = _locked(version)
    states.step(locked.state, states.PUBLISHED)
    if locked.state != states.CHECKED:
        raise states.NotPossible(locked.state, states.PUBLISHED)
    _without_errors(locked)
    for previous in _in_force(locked):
        _supersede(previous, successor=locked, by=by, at=at)
    digest = writing.digest(specs.of(locked))
    _enter(
        locked,
        states.PUBLISHED,
        digest=digest,
        published_at=at,
        published_by=by.person or 0,
        published_by_name=by.name,
    )
    version.refresh_from_db()
    history.record(
        events.PUBLISHED, version, by=by, at=at, place=version.framework.owner.place, digest=digest[:12]
    )


@transaction.atomic
def suspend(version: Version, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a published version out of force for a time. Raises WrongValue without a reason."""
    require(by, Permission.FRAMEWORK_PUBLISH, at=version.framework.owner.place)
    said = squeeze(reason)
    if not said:
        raise WrongValue("reason")
    locked = _locked(version)
    states.step(locked.state, states.SUSPENDED)
    _enter(locked, states.SUSPENDED, suspended_because=said)
    version.refresh_from_db()
    history.record(events.SUSPENDED, version, by=by, at=at, place=version.framework.owner.place, reason=said)


@transaction.atomic
def resume(version: Version, *, by: Actor, at: datetime) -> None:
    """Put a suspended version back in force, unless another one of its year is."""
    require(by, Permission.FRAMEWORK_PUBLISH, at=version.framework.owner.place)
    locked = _locked(version)
    if locked.state != states.SUSPENDED or _in_force(locked):
        raise states.NotPossible(locked.state, states.PUBLISHED)
    _enter(locked, states.PUBLISHED, suspended_because="")
    version.refresh_from_db()
    history.record(events.RESUMED, version, by=by, at=at, place=version.framework.owner.place)


@transaction.atomic
def link(criterion: Criterion, *, previous: Criterion, by: Actor, at: datetime) -> None:
    """Confirm that a criterion goes on from one of an earlier year. Raises WrongValue otherwise."""
    require(by, Permission.FRAMEWORK_DRAFT, at=criterion.version.framework.owner.place)
    earlier = previous.version
    if earlier.framework_id != criterion.version.framework_id or earlier.year >= criterion.version.year:
        raise WrongValue("previous")
    Succession.objects.update_or_create(
        criterion=criterion,
        defaults={"previous": previous, "confirmed_at": at, "confirmed_by": by.person or 0},
    )
    history.record(
        events.LINKED,
        criterion.version,
        by=by,
        at=at,
        place=criterion.version.framework.owner.place,
        path=criterion.path,
        previous=f"{previous.path} ({earlier.year})",
    )


def _locked(version: Version) -> Version:
    """The version as it stands now, held until the end of the transaction."""
    rows = Version.objects.select_for_update(of=("self",)).select_related("framework__owner")
    return rows.get(pk=version.pk)


def _enter(version: Version, wanted: str, **fields: object) -> None:
    """Take the step in one statement, so that of two people at once only one takes it."""
    changed = Version.objects.filter(pk=version.pk, state=version.state).update(state=wanted, **fields)
    if not changed:
        raise states.NotPossible(version.state, wanted)
    version.refresh_from_db()


def _without_errors(version: Version) -> tuple[Finding, ...]:
    found = queries.findings_of(version)
    if has_errors(found):
        raise NotReady(found)
    return found


def _in_force(version: Version) -> list[Version]:
    return list(
        Version.objects.select_for_update(of=("self",))
        .select_related("framework__owner")
        .filter(framework=version.framework, year=version.year, state=states.PUBLISHED)
        .exclude(pk=version.pk)
    )


def _supersede(version: Version, *, successor: Version, by: Actor, at: datetime) -> None:
    _enter(version, states.step(version.state, states.SUPERSEDED))
    place = version.framework.owner.place
    history.record(events.SUPERSEDED, version, by=by, at=at, place=place, successor=str(successor))


def _store_rows(
    version: Version, rows: tuple[drafting.Row, ...], *, document: Document, at: datetime
) -> None:
    """The criteria level by level, so that each finds its parent; then their owners."""
    kept: dict[int, Criterion] = {}
    levels: dict[int, list[drafting.Row]] = defaultdict(list)
    for row in rows:
        levels[row.depth].append(row)
    for depth in sorted(levels):
        made = [_criterion(version, row, kept) for row in levels[depth]]
        kept |= {criterion.position: criterion for criterion in Criterion.objects.bulk_create(made)}
    names = {name for row in rows for lead in row.leads for name in lead.units}
    known = units.called(names, on=document.issued_on or timezone.localdate(at), owner=document.owner)
    CriterionOwner.objects.bulk_create(
        owner for row in rows for owner in _owners(row, kept[row.position], known)
    )


def _criterion(version: Version, row: drafting.Row, kept: dict[int, Criterion]) -> Criterion:
    return Criterion(
        version=version,
        position=row.position,
        parent=None if row.parent is None else kept[row.parent],
        depth=row.depth,
        path=row.path,
        code=row.code,
        name=row.name,
        is_leaf=row.is_leaf,
        max_text=row.max_text if row.max_micro is not None else "",
        max_micro=row.max_micro,
        search=row.search,
        source_page=row.page,
        source_row=row.row,
    )


def _owners(row: drafting.Row, criterion: Criterion, known: dict[str, Unit]) -> list[CriterionOwner]:
    """One row a unit; a lead that names no known unit is kept by its text alone."""
    wanted = [(lead, known.get(name)) for lead in row.leads for name in lead.units or ("",)]
    return [
        CriterionOwner(
            criterion=criterion,
            position=position,
            text=lead.text,
            scope=lead.scope or "",
            unit=unit,
            is_inherited=row.leads_inherited,
        )
        for position, (lead, unit) in enumerate(wanted, start=1)
    ]


def _before(criterion: Criterion, field: str) -> str:
    values = {"code": criterion.code, "name": criterion.name, "max": criterion.max_text}
    if field == "owner":
        return specs.owner_text(criterion)
    if field not in values:
        raise WrongValue(field)
    return values[field]


def _correct_name(criterion: Criterion, value: str, at: datetime) -> None:
    if not value:
        raise WrongValue("name")
    _store(criterion, name=value)


def _correct_max(criterion: Criterion, value: str, at: datetime) -> None:
    micro = drafting.micro(value)
    if micro is None or micro < 0:
        raise WrongValue("max")
    _store(criterion, max_text=value, max_micro=micro)


def _correct_owner(criterion: Criterion, value: str, at: datetime) -> None:
    names = [name for name in (squeeze(part) for part in value.split(";")) if name]
    known = units.called(names, on=timezone.localdate(at), owner=criterion.version.framework.owner)
    criterion.owners.all().delete()
    CriterionOwner.objects.bulk_create(
        CriterionOwner(criterion=criterion, position=position, text=name, unit=known.get(name))
        for position, name in enumerate(names, start=1)
    )
    _store(criterion)


def _correct_code(criterion: Criterion, value: str, at: datetime) -> None:
    if not value or "/" in value or len(value) > 60:
        raise WrongValue("code")
    _store(criterion, code=value)
    _renumber(criterion.version)
    criterion.refresh_from_db()


def _store(criterion: Criterion, **fields: object) -> None:
    for name, value in fields.items():
        setattr(criterion, name, value)
    owners = " ".join(criterion.owners.values_list("text", flat=True))
    search = fold(f"{criterion.code} {criterion.name} {owners}")
    Criterion.objects.filter(pk=criterion.pk).update(search=search, **fields)


def _renumber(version: Version) -> None:
    """Every path again from its codes, after one code changed."""
    rows = list(version.criteria.order_by("position"))
    paths: dict[int, str] = {}
    seen: dict[int | None, int] = defaultdict(int)
    for row in rows:
        seen[row.parent_id] += 1
        above = paths[row.parent_id] if row.parent_id else ""
        row.path = paths[row.pk] = join(above, row.code, position=seen[row.parent_id])
    Criterion.objects.bulk_update(rows, ["path"])


_CORRECTIONS = {
    "code": _correct_code,
    "name": _correct_name,
    "max": _correct_max,
    "owner": _correct_owner,
}
