"""Publishing: check a draft, put it in force, take it out of force."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.frameworks import events, queries, specs, states, writing
from parindex.cycle.frameworks.actions.holding import Held
from parindex.cycle.frameworks.models import Version
from parindex.cycle.frameworks.refusals import NotReady, WrongValue
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Severity, has_errors
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.audit import actions as history


@transaction.atomic
def check(version: Version, *, by: Actor, at: datetime) -> tuple[Finding, ...]:
    """Check a draft; without errors it may be published. Raises NotReady with all findings."""
    require(by, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    held = Held(version.pk)
    states.step(held.version.state, states.CHECKED)
    found = _without_errors(held.version)
    held.enter(states.CHECKED, digest=writing.digest(specs.of(held.version)))
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
    held = Held(version.pk)
    states.step(held.version.state, states.PUBLISHED)
    if held.version.state != states.CHECKED:
        raise states.NotPossible(held.version.state, states.PUBLISHED)
    _without_errors(held.version)
    for previous in _in_force(held.version):
        _supersede(previous, successor=held.version, by=by, at=at)
    digest = writing.digest(specs.of(held.version))
    held.enter(
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
    held = Held(version.pk)
    states.step(held.version.state, states.SUSPENDED)
    held.enter(states.SUSPENDED, suspended_because=said)
    version.refresh_from_db()
    history.record(events.SUSPENDED, version, by=by, at=at, place=version.framework.owner.place, reason=said)


@transaction.atomic
def resume(version: Version, *, by: Actor, at: datetime) -> None:
    """Put a suspended version back in force, unless another one of its year is."""
    require(by, Permission.FRAMEWORK_PUBLISH, at=version.framework.owner.place)
    held = Held(version.pk)
    if held.version.state != states.SUSPENDED or _in_force(held.version):
        raise states.NotPossible(held.version.state, states.PUBLISHED)
    held.enter(states.PUBLISHED, suspended_because="")
    version.refresh_from_db()
    history.record(events.RESUMED, version, by=by, at=at, place=version.framework.owner.place)


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
    Held(version.pk).enter(states.step(version.state, states.SUPERSEDED))
    place = version.framework.owner.place
    history.record(events.SUPERSEDED, version, by=by, at=at, place=place, successor=str(successor))
