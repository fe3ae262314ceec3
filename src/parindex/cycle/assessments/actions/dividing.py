"""Dividing the sheet of a unit among its divisions and officers, or a province's among its departments."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.assessments import events, states
from parindex.cycle.assessments.actions.opening import WrongValue
from parindex.cycle.assessments.models import Assessment, Cycle, Duty
from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit import actions as history


@transaction.atomic
def assign(
    assessment: Assessment,
    criterion: Criterion,
    *,
    unit: Unit | None = None,
    person: Person | None = None,
    by: Actor,
    at: datetime,
) -> Duty:
    """Give a criterion with all below to a division or department, or to one person. Raises WrongValue."""
    require(by, Permission.ASSESSMENT_DIVIDE, at=assessment.unit.place)
    held = _held(assessment)
    if criterion.version_id != held.cycle.version_id:
        raise WrongValue("criterion")
    if unit is None and person is None:
        raise WrongValue("unit")
    if unit is not None and unit.place.lineage[:1] != held.unit.place.lineage[:1]:
        raise WrongValue("unit")
    if person is not None and not units.places_of(person, on=timezone.localdate(at)):
        raise WrongValue("person")
    duty, _ = Duty.objects.update_or_create(
        assessment=held, criterion=criterion, defaults={"unit": unit, "person": person.pk if person else None}
    )
    history.record(
        events.DUTY_ASSIGNED,
        held,
        by=by,
        at=at,
        place=held.unit.place,
        cycle=held.cycle.name,
        path=criterion.path,
        whom=str(person.full_name if person else unit),
    )
    return duty


@transaction.atomic
def unassign(duty: Duty, *, by: Actor, at: datetime) -> None:
    """Take a criterion back; whoever scores for the unit may score it."""
    require(by, Permission.ASSESSMENT_DIVIDE, at=duty.assessment.unit.place)
    held, path = _held(duty.assessment), duty.criterion.path
    duty.delete()
    history.record(
        events.DUTY_ENDED, held, by=by, at=at, place=held.unit.place, cycle=held.cycle.name, path=path
    )


def _held(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("unit")
    held = rows.get(pk=assessment.pk)
    # Asked for once the lock is held: joined above, it would be as it was before a freeze we waited for.
    held.cycle = Cycle.objects.get(pk=held.cycle_id)
    if held.cycle.state not in (states.PREPARING, states.OPEN):
        raise states.NotPossible(held.cycle.state, states.OPEN)
    return held
