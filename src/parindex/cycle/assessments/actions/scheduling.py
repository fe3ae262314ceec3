"""The calendar of a cycle: windows, extensions, one cell reopened, a late unit admitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.assessments import checks, events, gates, kinds, states
from parindex.cycle.assessments.actions.ledger import Ledger
from parindex.cycle.assessments.actions.opening import NotReady, WrongValue
from parindex.cycle.assessments.models import Assessment, Cycle, Extension, Reopening, Stage
from parindex.cycle.frameworks.models import Criterion
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import nfc, squeeze
from parindex.foundation.audit import actions as history


@transaction.atomic
def reschedule(
    stage: Stage, *, opens_at: datetime, closes_at: datetime, reason: str = "", by: Actor, at: datetime
) -> None:
    """Set the window of a stage. Raises WrongValue, NotReady when the order of the stages breaks.

    Once the cycle is open a reason is wanted; once it is frozen nothing moves.
    """
    require(by, Permission.CYCLE_MANAGE, at=stage.cycle.owner.place)
    cycle = Cycle.objects.select_for_update(of=("self",), no_key=True).get(pk=stage.cycle_id)
    _must_be_unfrozen(cycle)
    said = squeeze(nfc(reason))
    if cycle.state == states.OPEN and not said:
        raise WrongValue("reason")
    if opens_at >= closes_at:
        raise WrongValue("closes_at")
    others = {each.pk: (each.opens_at, each.closes_at) for each in cycle.stages.order_by("position")}
    others[stage.pk] = (opens_at, closes_at)
    found = checks.ready_to_open(units=1, windows=list(others.values()))
    if found:
        raise NotReady(found)
    Stage.objects.filter(pk=stage.pk).update(opens_at=opens_at, closes_at=closes_at)
    stage.refresh_from_db()
    history.record(
        events.RESCHEDULED,
        cycle,
        by=by,
        at=at,
        place=stage.cycle.owner.place,
        stage=_title(stage),
        opens_at=_local(opens_at),
        closes_at=_local(closes_at),
        reason=said or "—",
    )


@dataclass(frozen=True, slots=True)
class Span:
    """The window that a stage is to get."""

    stage: int
    opens_at: datetime
    closes_at: datetime


@transaction.atomic
def arrange(cycle: Cycle, spans: Sequence[Span], *, reason: str = "", by: Actor, at: datetime) -> int:
    """Set the windows of several stages at once; returns how many changed. Raises as reschedule does."""
    require(by, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    held = Cycle.objects.select_for_update(of=("self",), no_key=True).select_related("owner").get(pk=cycle.pk)
    _must_be_unfrozen(held)
    wanted = {each.stage: each for each in spans}
    stages = list(held.stages.order_by("position"))
    changed = [each for each in stages if each.pk in wanted and _differs(each, wanted[each.pk])]
    said = squeeze(nfc(reason))
    if changed and held.state == states.OPEN and not said:
        raise WrongValue("reason")
    for stage in changed:
        span = wanted[stage.pk]
        if span.opens_at >= span.closes_at:
            raise WrongValue(f"closes_at:{stage.pk}")
        stage.opens_at, stage.closes_at = span.opens_at, span.closes_at
    found = checks.ready_to_open(units=1, windows=[(each.opens_at, each.closes_at) for each in stages])
    if found:
        raise NotReady(found)
    for stage in changed:
        stage.save(update_fields=["opens_at", "closes_at"])
        history.record(
            events.RESCHEDULED,
            held,
            by=by,
            at=at,
            place=held.owner.place,
            stage=kinds.stage(held.kind, stage.key).title.vi,
            opens_at=_local(stage.opens_at),
            closes_at=_local(stage.closes_at),
            reason=said or "—",
        )
    return len(changed)


@transaction.atomic
def extend(
    assessment: Assessment, stage: Stage, *, until: datetime, reason: str, by: Actor, at: datetime
) -> Extension:
    """Give one unit longer for one stage. Raises WrongValue without a reason or for a moment that is past."""
    require(by, Permission.CYCLE_MANAGE, at=assessment.cycle.owner.place)
    ledger = Ledger(assessment.pk)
    _must_be_unfrozen(ledger.cycle)
    if stage.cycle_id != ledger.cycle.pk or stage.act in (kinds.FREEZE, kinds.PUBLISH):
        raise WrongValue("stage")
    said = _reason(reason)
    if until <= max(ledger.now, stage.closes_at):
        raise WrongValue("until")
    granted = Extension.objects.create(
        assessment=ledger.assessment,
        stage=stage,
        until=until,
        reason=said,
        granted_at=ledger.now,
        granted_by=by.person or 0,
    )
    history.record(
        events.EXTENDED,
        ledger.assessment,
        by=by,
        at=at,
        place=ledger.assessment.unit.place,
        cycle=ledger.cycle.name,
        stage=_title(stage),
        until=_local(until),
        reason=said,
    )
    return granted


@transaction.atomic
def reopen(
    assessment: Assessment, criterion: Criterion, *, until: datetime, reason: str, by: Actor, at: datetime
) -> Reopening:
    """Open one cell for its unit again until a deadline. Raises WrongValue."""
    require(by, Permission.CYCLE_MANAGE, at=assessment.cycle.owner.place)
    ledger = Ledger(assessment.pk)
    if ledger.cycle.state != states.OPEN:
        raise states.NotPossible(ledger.cycle.state, states.OPEN)
    if criterion.pk not in ledger.book.leaves:
        raise WrongValue("criterion")
    said = _reason(reason)
    if until <= ledger.now:
        raise WrongValue("until")
    opened = Reopening.objects.create(
        assessment=ledger.assessment,
        criterion=criterion,
        stage_id=gates.own_last(ledger.windows).stage,
        reason=said,
        until=until,
        opened_at=ledger.now,
        opened_by=by.person or 0,
        opened_by_name=by.name,
    )
    history.record(
        events.REOPENED,
        ledger.assessment,
        by=by,
        at=at,
        place=ledger.assessment.unit.place,
        cycle=ledger.cycle.name,
        path=criterion.path,
        until=_local(until),
        reason=said,
    )
    return opened


@transaction.atomic
def admit(assessment: Assessment, *, reason: str, by: Actor, at: datetime) -> None:
    """Have a unit that missed the deadline appraised and counted all the same. Raises WrongValue."""
    require(by, Permission.CYCLE_MANAGE, at=assessment.cycle.owner.place)
    ledger = Ledger(assessment.pk)
    if ledger.cycle.state != states.OPEN:
        raise states.NotPossible(ledger.cycle.state, states.OPEN)
    if ledger.assessment.state == states.SUBMITTED:
        raise states.NotPossible(ledger.assessment.state, states.SUBMITTED)
    said = _reason(reason)
    Assessment.objects.filter(pk=assessment.pk).update(admitted_because=said)
    history.record(
        events.ADMITTED,
        ledger.assessment,
        by=by,
        at=at,
        place=ledger.assessment.unit.place,
        cycle=ledger.cycle.name,
        reason=said,
    )


def _differs(stage: Stage, span: Span) -> bool:
    return (stage.opens_at, stage.closes_at) != (span.opens_at, span.closes_at)


def _must_be_unfrozen(cycle: Cycle) -> None:
    if cycle.state not in (states.PREPARING, states.OPEN):
        raise states.NotPossible(cycle.state, states.OPEN)


def _reason(text: str) -> str:
    said = squeeze(nfc(text))
    if not said:
        raise WrongValue("reason")
    return said


def _title(stage: Stage) -> str:
    return kinds.stage(stage.cycle.kind, stage.key).title.vi


def _local(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M %d/%m/%Y")
