"""Dividing: which division of the unit does the work, and who is in charge."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.monitoring import checks, events
from parindex.cycle.monitoring.actions.held import Held
from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.monitoring.states import Kind, State, step
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit import actions as history


@transaction.atomic
def divide(
    assignment: Assignment,
    *,
    division: str = "",
    person: Person | None = None,
    seen: int,
    by: Actor,
    at: datetime,
) -> None:
    """Say which division does the work and who is in charge; blank and None take it back.

    Raises WrongValue for a person who holds no role at the unit, Overtaken, WrongStep.
    """
    require(by, Permission.TASK_REPORT, at=assignment.unit.place)
    held, named = Held(assignment, by=by, at=at), squeeze(division)
    held.must_be(seen)
    step(State(held.row.state), Kind.PROGRESS)
    if len(named) > 200:
        raise checks.WrongValue("division")
    if person is not None and not _belongs(person, held.row, at=at):
        raise checks.WrongValue("person")
    held.change(division=named, person=person.pk if person else None)
    whom = ", ".join(part for part in (named, person.full_name if person else "") if part)
    history.record(
        events.DIVIDED, held.row, by=by, at=at, place=held.place, **held.facts, whom=whom or "không phân công"
    )


def _belongs(person: Person, row: Assignment, *, at: datetime) -> bool:
    own = row.unit.place.lineage
    places = units.places_of(person, on=timezone.localdate(at))
    return any(place.lineage[: len(own)] == own for place in places)
