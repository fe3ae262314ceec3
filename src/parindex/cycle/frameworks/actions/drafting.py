"""Drafting: a version of what an accepted table prints."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import CriteriaTable
from parindex.cycle.frameworks import drafting, events
from parindex.cycle.frameworks.actions.holding import Kept
from parindex.cycle.frameworks.models import Version
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


@transaction.atomic
def draft_from(document: Document, table: CriteriaTable, *, by: Actor, at: datetime) -> Version:
    """A draft version of what ``table`` prints; the same table again gives the same version."""
    require(by, Permission.FRAMEWORK_DRAFT, at=document.owner.place)
    known = Version.objects.filter(source=document, source_table=table.id).first()
    if known is not None:
        return known
    day = document.issued_on or timezone.localdate(at)
    draft = drafting.draft(table, unit_kind=document.owner.kind, fallback_year=day.year - 1)
    kept = Kept(draft, owner=document.owner, on=day)
    version = kept.version(source=document, source_table=table.id, drafted_at=at)
    kept.rows(version)
    history.record(
        events.DRAFTED, version, by=by, at=at, place=document.owner.place, criteria=len(draft.rows)
    )
    return version
