"""Opening a cycle: from a published framework, for chosen units, with its stages and its appraisers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from parindex.cycle.assessments import checks, events, kinds, states
from parindex.cycle.assessments.models import Assessment, Cycle, Duty, Group, Right, Stage
from parindex.cycle.assessments.queries import moments
from parindex.cycle.frameworks import states as versions
from parindex.cycle.frameworks.models import Criterion, CriterionOwner, Version
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused, require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.audit import actions as history


class NotReady(Exception):
    """The deed has to wait; ``findings`` says for what."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep what was found."""
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


@transaction.atomic
def prepare(
    *,
    owner: Unit,
    version: Version,
    kind: str,
    name: str,
    since: date,
    until: date,
    starts_at: datetime,
    is_carried: bool = False,
    is_illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Cycle:
    """A cycle that is not open yet, its stages one after the other from ``starts_at``.

    Raises WrongValue for a framework that is not in force, a name that is taken, or a period out of order.
    """
    require(by, Permission.CYCLE_MANAGE, at=owner.place)
    _must_fit(version, owner=owner, kind=kind, name=name, since=since, until=until)
    cycle = Cycle.objects.create(
        owner=owner,
        version=version,
        kind=kind,
        name=squeeze(name),
        since=since,
        until=until,
        is_carried=is_carried,
        is_illustrative=is_illustrative,
    )
    Stage.objects.bulk_create(_stages(cycle, starts_at))
    history.record(events.PREPARED, cycle, by=by, at=at, place=owner.place, framework=str(version))
    return cycle


@transaction.atomic
def enrol(cycle: Cycle, units: Iterable[Unit], *, group: str, by: Actor, at: datetime) -> int:
    """Have ``units`` take part in a peer group; returns how many are new. Raises NotPossible once frozen."""
    require(by, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    held = _held(cycle)
    if held.state not in (states.PREPARING, states.OPEN):
        raise states.NotPossible(held.state, states.OPEN)
    chosen = list(units)
    if any(each.place.lineage[:1] != cycle.owner.place.lineage[:1] for each in chosen):
        raise WrongValue("units")
    peers = _group(held, squeeze(group))
    known = set(held.assessments.values_list("unit", flat=True))
    new = [Assessment(cycle=held, unit=each, group=peers) for each in chosen if each.pk not in known]
    Assessment.objects.bulk_create(new, batch_size=500)
    history.record(
        events.ENROLLED, held, by=by, at=at, place=cycle.owner.place, units=len(new), group=peers.name
    )
    return len(new)


@transaction.atomic
def open_cycle(cycle: Cycle, *, by: Actor, at: datetime) -> None:
    """Let the units begin. Raises NotReady when nobody takes part or the calendar is out of order.

    Raises NotPossible once it is frozen: that is resumed, by whoever freezes and for a reason.
    """
    require(by, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    held = _held(cycle)
    if held.state != states.PREPARING:
        raise states.NotPossible(held.state, states.OPEN)
    units = held.assessments.count()
    found = checks.ready_to_open(
        units=units, windows=[(each.opens_at, each.closes_at) for each in held.stages.order_by("position")]
    )
    if found:
        raise NotReady(found)
    now = moments.database_now()
    _hand_out(held, since=now, by=by)
    held.state, held.opened_at, held.opened_by = states.OPEN, now, by.person or 0
    held.save(update_fields=["state", "opened_at", "opened_by"])
    cycle.refresh_from_db()
    history.record(events.OPENED, held, by=by, at=at, place=held.owner.place, units=units)


@transaction.atomic
def leave_out(assessment: Assessment, *, by: Actor, at: datetime) -> None:
    """Take a unit that was chosen in error out again. Raises NotPossible once anything of it is kept."""
    require(by, Permission.CYCLE_MANAGE, at=assessment.cycle.owner.place)
    held = _held(assessment.cycle)
    if held.state != states.PREPARING or assessment.cells.exists():
        raise states.NotPossible(held.state, states.PREPARING)
    name, group = assessment.unit.name, assessment.group
    Assessment.objects.filter(pk=assessment.pk).delete()
    if not group.assessments.exists():
        group.delete()
    history.record(events.LEFT_OUT, held, by=by, at=at, place=held.owner.place, unit=name)


@transaction.atomic
def count_missed(cycle: Cycle, *, counts: str, by: Actor, at: datetime) -> None:
    """Say what a unit that submits nothing gets: ``zero``, or what it had ``scored``. Raises WrongValue."""
    require(by, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    held = _held(cycle)
    if held.state not in (states.PREPARING, states.OPEN):
        raise states.NotPossible(held.state, states.OPEN)
    if counts not in ("zero", "scored"):
        raise WrongValue("counts")
    if held.missed_counts == counts:
        return
    held.missed_counts = counts
    held.save(update_fields=["missed_counts"])
    history.record(events.MISSED_SETTLED, held, by=by, at=at, place=held.owner.place, counts=counts)


def _held(cycle: Cycle) -> Cycle:
    rows = Cycle.objects.select_for_update(of=("self",), no_key=True).select_related("owner", "version")
    return rows.get(pk=cycle.pk)


def _must_fit(version: Version, *, owner: Unit, kind: str, name: str, since: date, until: date) -> None:
    if version.state != versions.PUBLISHED:
        raise WrongValue("version")
    if version.framework.owner.place.lineage[:1] != owner.place.lineage[:1]:
        raise Refused(Permission.CYCLE_MANAGE)
    if kind not in kinds.KINDS:
        raise WrongValue("kind")
    if not squeeze(name) or Cycle.objects.filter(owner=owner, name=squeeze(name)).exists():
        raise WrongValue("name")
    if since >= until:
        raise WrongValue("until")


def _stages(cycle: Cycle, starts_at: datetime) -> Sequence[Stage]:
    found, opens_at = [], starts_at
    for position, kind in enumerate(kinds.KINDS[cycle.kind].stages, start=1):
        closes_at = opens_at + timedelta(days=kind.days)
        found.append(
            Stage(
                cycle=cycle,
                position=position,
                key=kind.key,
                act=kind.act,
                opens_at=opens_at,
                closes_at=closes_at,
            )
        )
        opens_at = closes_at
    return found


def _group(cycle: Cycle, name: str) -> Group:
    if not name or len(name) > 120:
        raise WrongValue("group")
    known = cycle.groups.filter(name=name).first()
    last = cycle.groups.aggregate(last=Max("position"))["last"] or 0
    return known or Group.objects.create(cycle=cycle, position=last + 1, name=name)


def _hand_out(cycle: Cycle, *, since: datetime, by: Actor) -> None:
    """Who works on which criterion to begin with: whoever answers for it, as the kind of cycle has it."""
    if cycle.kind != kinds.PROVINCIAL.key:
        _grant_to_owners(cycle, since=since)
        return
    _give_parts_to_owners(cycle)
    _grant_all(cycle, since=since, by=by)


def _give_parts_to_owners(cycle: Cycle) -> None:
    """Of a province's own sheet, whoever answers for a criterion contributes it."""
    # The first of several owners leads; the others help it. The later entry wins, so go backwards.
    parts = dict(reversed(_owners(cycle)))
    for sheet in cycle.assessments.order_by("pk"):
        known = set(sheet.duties.values_list("criterion", flat=True))
        Duty.objects.bulk_create(
            Duty(assessment=sheet, criterion_id=criterion, unit_id=unit)
            for criterion, unit in sorted(parts.items())
            if criterion not in known
        )


def _grant_all(cycle: Cycle, *, since: datetime, by: Actor) -> None:
    """The office that runs the cycle records what the ministry appraises."""
    office = next(
        (each.place.unit for each in by.grants if Permission.CYCLE_MANAGE in each.role.permissions), None
    )
    if office is None or cycle.rights.filter(until=None).exists():
        return
    tops = Criterion.objects.filter(version=cycle.version_id, parent=None).order_by("position", "pk")
    Right.objects.bulk_create(
        Right(cycle=cycle, criterion=criterion, agency_id=office, since=since) for criterion in tops
    )


def _grant_to_owners(cycle: Cycle, *, since: datetime) -> None:
    """Whoever answers for a criterion appraises it: the rights to begin with, to be changed by hand."""
    known = set(cycle.rights.filter(until=None).values_list("criterion", "agency"))
    Right.objects.bulk_create(
        Right(cycle=cycle, criterion_id=criterion, agency_id=agency, since=since)
        for criterion, agency in _owners(cycle)
        if (criterion, agency) not in known
    )


def _owners(cycle: Cycle) -> tuple[tuple[int, int], ...]:
    """Every criterion with each unit that answers for it by its own line, in the order of the tree."""
    rows = CriterionOwner.objects.filter(
        criterion__version=cycle.version_id, unit__isnull=False, is_inherited=False
    )
    pairs = rows.order_by("criterion__position", "position").values_list("criterion", "unit")
    return tuple(dict.fromkeys(pairs))
