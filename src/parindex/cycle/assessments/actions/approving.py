"""Approving: the sheet laid before the unit's leader, handed back, or submitted; submission locks it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.assessments import events, gaps, gates, sheets, states
from parindex.cycle.assessments.actions.ledger import Ledger
from parindex.cycle.assessments.actions.opening import NotReady, WrongValue
from parindex.cycle.assessments.models import Assessment
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Severity
from parindex.foundation.audit import actions as history

LONGEST_REASON = 2000


@transaction.atomic
def lay_before(assessment: Assessment, *, by: Actor, at: datetime) -> None:
    """Lay the sheet before the unit's leader; until it is handed back nobody changes it.

    Raises NotReady while something stops it, gates.Locked out of time, states.NotPossible.
    """
    require(by, Permission.ASSESSMENT_SCORE, at=assessment.unit.place)
    ledger = Ledger(assessment.pk)
    wanted = states.sheet_step(ledger.assessment.state, states.APPROVAL)
    gates.submitting(ledger.facts())
    found = _complete(ledger)
    ledger.assessment.state = wanted
    ledger.assessment.save(update_fields=["state"])
    unanswered, warnings = _counted(found)
    history.record(
        events.SHEET_LAID,
        ledger.assessment,
        by=by,
        at=at,
        place=ledger.assessment.unit.place,
        cycle=ledger.cycle.name,
        unanswered=unanswered,
        warnings=warnings,
    )


@transaction.atomic
def hand_back(assessment: Assessment, *, reason: str, by: Actor, at: datetime) -> None:
    """Have the unit's officers work on the sheet again, for a reason.

    Raises WrongValue without a reason, gates.Locked out of time, states.NotPossible.
    """
    require(by, Permission.ASSESSMENT_APPROVE, at=assessment.unit.place)
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise WrongValue("reason")
    ledger = Ledger(assessment.pk)
    if ledger.assessment.state != states.APPROVAL:
        raise states.NotPossible(ledger.assessment.state, states.SCORING)
    gates.submitting(ledger.facts())
    ledger.assessment.state = states.SCORING
    ledger.assessment.save(update_fields=["state"])
    history.record(
        events.SHEET_HANDED_BACK,
        ledger.assessment,
        by=by,
        at=at,
        place=ledger.assessment.unit.place,
        cycle=ledger.cycle.name,
        reason=reason.strip(),
    )


@transaction.atomic
def submit(assessment: Assessment, *, by: Actor, at: datetime) -> None:
    """Approve the sheet and send it to be appraised; it is locked from then on.

    Raises NotReady while something stops it, gates.Locked out of time, states.NotPossible.
    """
    require(by, Permission.ASSESSMENT_APPROVE, at=assessment.unit.place)
    ledger = Ledger(assessment.pk)
    held = ledger.assessment
    wanted = states.sheet_step(held.state, states.SUBMITTED)
    gates.submitting(ledger.facts())
    found = _complete(ledger)
    held.state = wanted
    held.approved_at = held.submitted_at = ledger.now
    held.approved_by = held.submitted_by = by.person or 0
    held.approved_by_name = by.name
    held.save(
        update_fields=[
            *("state", "approved_at", "approved_by", "approved_by_name", "submitted_at", "submitted_by"),
        ]
    )
    unanswered, warnings = _counted(found)
    history.record(
        events.SHEET_SUBMITTED,
        ledger.assessment,
        by=by,
        at=at,
        place=ledger.assessment.unit.place,
        cycle=ledger.cycle.name,
        unanswered=unanswered,
        warnings=warnings,
    )


def _complete(ledger: Ledger) -> tuple[Finding, ...]:
    """What the sheet lacks. Raises NotReady with whatever stops it."""
    lacking = sheets.lacking(
        ledger.assessment,
        sheets.evidence(ledger.assessment.pk, stages=sheets.scoring_stages(ledger.windows)),
        book=ledger.book,
        windows=ledger.windows,
        lines=sheets.lines(ledger.assessment.pk),
    )
    found = tuple(finding for each in lacking.values() for finding in each)
    stopping = tuple(each for each in found if each.severity is Severity.ERROR)
    if stopping:
        raise NotReady(stopping)
    return found


def _counted(found: tuple[Finding, ...]) -> tuple[int, int]:
    """How many leaves are unanswered, and how many other warnings there are."""
    unanswered = sum(1 for each in found if each.code == gaps.UNANSWERED)
    return unanswered, len(found) - unanswered
