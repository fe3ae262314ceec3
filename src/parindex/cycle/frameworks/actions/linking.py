"""Linking: which criterion goes on from which of an earlier year."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.frameworks import events
from parindex.cycle.frameworks.models import Criterion, Succession
from parindex.cycle.frameworks.refusals import WrongValue
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


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
