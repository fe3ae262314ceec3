"""Where an actor stands towards a sheet: at the unit itself, or where a part of the sheet is worked on."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from parindex.cycle.assessments.models import Assessment, Duty
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor, Place
from parindex.engine.access.permissions import Permission


def visible(by: Actor) -> QuerySet[Assessment]:
    """The sheets ``by`` may read, whole or in part, newest period first."""
    rows = Assessment.objects.select_related("cycle__version__framework", "unit", "group")
    rows = rows.order_by("-cycle__since", "-cycle", "unit__position", "pk")
    if by.is_system:
        return rows
    whole = units.within(by.scope(Permission.ASSESSMENT_READ), field="unit")
    parts = Duty.objects.filter(_worked_on_by(by))
    return rows.filter(whole | Q(pk__in=parts.values("assessment")))


def get(key: int, *, by: Actor) -> Assessment:
    """One readable sheet; Assessment.DoesNotExist otherwise. Asked with every save, so asked plainly."""
    found = Assessment.objects.select_related("cycle__version__framework", "unit").get(pk=key)
    if by.can(Permission.ASSESSMENT_READ, at=found.unit.place):
        return found
    if Duty.objects.filter(_worked_on_by(by), assessment=key).exists():
        return found
    raise Assessment.DoesNotExist(key)


def scoring_place(assessment: Assessment, line: Sequence[int], *, by: Actor) -> Place:
    """Where ``by`` must be allowed to score a leaf: at the unit, or at whoever the leaf is given to.

    ``line`` is the criteria from the domain down to the leaf; the duty nearest to the leaf decides.
    """
    own = assessment.unit.place
    if by.can(Permission.ASSESSMENT_SCORE, at=own):
        return own
    duties = {each.criterion_id: each for each in _duties(assessment, line)}
    nearest = next((duties[key] for key in reversed(line) if key in duties), None)
    if nearest is None:
        return own
    if nearest.person is not None and nearest.person == by.person and by.home is not None:
        return by.home
    return nearest.unit.place if nearest.unit is not None else own


def readable_part(assessment: Assessment, *, by: Actor) -> frozenset[int] | None:
    """The criteria whose leaves ``by`` may read; None for the whole sheet."""
    if by.can(Permission.ASSESSMENT_READ, at=assessment.unit.place):
        return None
    rows = Duty.objects.filter(_worked_on_by(by), assessment=assessment.pk)
    return frozenset(rows.values_list("criterion", flat=True))


def _worked_on_by(by: Actor) -> Q:
    own = units.within(by.scope(Permission.ASSESSMENT_SCORE), field="unit")
    return own | Q(person=by.person) if by.person is not None else own


def _duties(assessment: Assessment, line: Sequence[int]) -> QuerySet[Duty]:
    rows = Duty.objects.filter(assessment=assessment.pk, criterion__in=line)
    return rows.select_related("unit").order_by("pk")
