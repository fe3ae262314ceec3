"""Importing: a version of what a framework file says, and a new one of what an earlier version says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.frameworks import events, laying, reading, specs, states, workbook, writing
from parindex.cycle.frameworks.actions.holding import Kept
from parindex.cycle.frameworks.laying import Namer
from parindex.cycle.frameworks.models import Version
from parindex.cycle.frameworks.reading import Reading
from parindex.cycle.frameworks.refusals import NotReady
from parindex.cycle.units import specs as unit_specs
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.specs import FrameworkSpec
from parindex.engine.values.findings import has_errors
from parindex.foundation.audit import actions as history

COUNTED = frozenset({*states.OPEN, states.PUBLISHED, states.SUSPENDED})
"""Where a version with the same content is the one that is meant."""


@transaction.atomic
def import_file(text: str, *, owner: Unit, by: Actor, at: datetime) -> Version:
    """The version that a framework file describes: a draft, unless one with this content is kept already.

    Raises NotReady with the findings of a file that has errors, Unusable for one that cannot be read.
    """
    require(by, Permission.FRAMEWORK_DRAFT, at=owner.place)
    return _import(reading.read(text.encode()), owner=owner, by=by, at=at)


@transaction.atomic
def import_workbook(data: bytes, *, owner: Unit, by: Actor, at: datetime) -> Version:
    """Like ``import_file``, from the workbook of a framework; places in findings are rows of its sheet."""
    require(by, Permission.FRAMEWORK_DRAFT, at=owner.place)
    return _import(reading.of(workbook.compose(data)), owner=owner, by=by, at=at)


@transaction.atomic
def copy(version: Version, *, year: int, by: Actor, at: datetime) -> Version:
    """A new draft with the content of ``version`` for ``year``."""
    require(by, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    owner = version.framework.owner
    spec = replace(specs.of(version), year=year, id="")
    copied = _store(_kept(spec, owner=owner, on=timezone.localdate(at)), at=at)
    history.record(events.COPIED, copied, by=by, at=at, place=owner.place, original=str(version))
    return copied


def _import(read: Reading, *, owner: Unit, by: Actor, at: datetime) -> Version:
    findings = (*read.findings, *laying.missing(read.spec))
    if has_errors(findings):
        raise NotReady(findings)
    kept = _kept(read.spec, owner=owner, on=timezone.localdate(at))
    same = _same(kept, writing.digest(read.spec))
    if same is not None:
        return same
    version = _store(kept, at=at)
    history.record(events.IMPORTED, version, by=by, at=at, place=owner.place, criteria=len(kept.draft.rows))
    return version


def _kept(spec: FrameworkSpec, *, owner: Unit, on: date) -> Kept:
    directory = unit_specs.directory(owner.place.lineage[0])
    return Kept(laying.draft(spec, namer=Namer(directory, on)), owner=owner, on=on)


def _same(kept: Kept, digest: str) -> Version | None:
    """The version of the framework and year that says exactly this."""
    return next((each for each in _counted(kept) if writing.digest(specs.of(each)) == digest), None)


def _counted(kept: Kept) -> Iterator[Version]:
    rows = kept.framework.versions.filter(year=kept.draft.year, state__in=COUNTED)
    yield from rows.select_related("framework__owner").order_by("-number", "-pk")


def _store(kept: Kept, *, at: datetime) -> Version:
    version = kept.version(drafted_at=at)
    kept.rows(version)
    return version
