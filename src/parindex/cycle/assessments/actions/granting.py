"""Who appraises what: rights of agencies over criteria and units, given and withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.assessments import events, states
from parindex.cycle.assessments.actions.opening import WrongValue
from parindex.cycle.assessments.models import Assessment, Cycle, Group, Right
from parindex.cycle.assessments.queries import moments
from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused, require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


@transaction.atomic
def grant(
    cycle: Cycle,
    criterion: Criterion,
    *,
    agency: Unit,
    person: int | None = None,
    group: Group | None = None,
    assessment: Assessment | None = None,
    by: Actor,
    at: datetime,
) -> Right:
    """Have ``agency`` (or one person of it) appraise a criterion with all below; the same again is one right.

    For a group, for one unit, or for all when neither is given. Raises WrongValue.
    """
    require(by, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    held = _held(cycle)
    _must_belong(held, criterion, agency=agency, group=group, assessment=assessment)
    right, is_new = Right.objects.get_or_create(
        cycle=held,
        criterion=criterion,
        agency=agency,
        person=person,
        group=group,
        assessment=assessment,
        until=None,
        defaults={"since": moments.database_now()},
    )
    if is_new:
        whom = str(assessment or group or "—")
        history.record(
            events.RIGHT_GRANTED,
            held,
            by=by,
            at=at,
            place=held.owner.place,
            agency=agency.name,
            path=criterion.path,
            whom=whom,
        )
    return right


@transaction.atomic
def withdraw(right: Right, *, by: Actor, at: datetime) -> None:
    """End a right now; what was decided under it stays."""
    require(by, Permission.CYCLE_MANAGE, at=right.cycle.owner.place)
    held = _held(right.cycle)
    ended = Right.objects.filter(pk=right.pk, until=None).update(until=moments.database_now())
    if ended:
        history.record(
            events.RIGHT_WITHDRAWN,
            held,
            by=by,
            at=at,
            place=held.owner.place,
            agency=right.agency.name,
            path=right.criterion.path,
        )


def _held(cycle: Cycle) -> Cycle:
    held = Cycle.objects.select_for_update(of=("self",), no_key=True).select_related("owner").get(pk=cycle.pk)
    if held.state not in (states.PREPARING, states.OPEN):
        raise states.NotPossible(held.state, states.OPEN)
    return held


def _must_belong(
    cycle: Cycle, criterion: Criterion, *, agency: Unit, group: Group | None, assessment: Assessment | None
) -> None:
    if criterion.version_id != cycle.version_id:
        raise WrongValue("criterion")
    if agency.place.lineage[:1] != cycle.owner.place.lineage[:1]:
        raise Refused(Permission.CYCLE_MANAGE)
    if group is not None and (group.cycle_id != cycle.pk or assessment is not None):
        raise WrongValue("group")
    if assessment is not None and assessment.cycle_id != cycle.pk:
        raise WrongValue("assessment")
