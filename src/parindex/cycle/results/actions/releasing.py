"""Publishing results: from then on every member of the province may see them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.assessments import states
from parindex.cycle.assessments.models import Cycle
from parindex.cycle.assessments.states import NotPossible
from parindex.cycle.results import events
from parindex.cycle.results.models import Issue, Release
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.audit import actions as history


@transaction.atomic
def release(issue: Issue, *, decision: str, by: Actor, at: datetime) -> Release:
    """Publish the newest issue of a cycle by a decision. Raises NotPossible."""
    require(by, Permission.RESULT_PUBLISH, at=issue.cycle.owner.place)
    cycle = (
        Cycle.objects.select_for_update(of=("self",), no_key=True)
        .select_related("owner")
        .get(pk=issue.cycle_id)
    )
    is_newest = not Issue.objects.filter(cycle=cycle.pk, number__gt=issue.number).exists()
    if not is_newest or Release.objects.filter(issue=issue.pk).exists() or cycle.state == states.OPEN:
        raise NotPossible(cycle.state, states.PUBLISHED)
    if cycle.state != states.PUBLISHED:
        cycle.state = states.step(cycle.state, states.PUBLISHED)
        cycle.save(update_fields=("state",))
    made = Release.objects.create(
        issue=issue,
        decision=squeeze(decision),
        released_at=at,
        released_by=by.person or 0,
        released_by_name=by.name,
    )
    facts = {"decision": made.decision or "–"}
    history.record(events.RELEASED, issue, by=by, at=at, place=cycle.owner.place, **facts)
    return made
