"""Deeds of appraisers on the cells of other units: accept, change, ask, give back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from parindex.cycle.assessments import events, spoken, states
from parindex.cycle.assessments.actions.batches import Accepted, Batch, Seen
from parindex.cycle.assessments.actions.ledger import Written
from parindex.cycle.assessments.actions.sitting import Sitting
from parindex.cycle.assessments.models import Assessment, Cycle
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


class NothingToAccept(Exception):
    """The unit left the leaf unanswered."""


class NotDifferent(ValueError):
    """The answer is the unit's own: it is accepted, not changed."""


@transaction.atomic
def accept(
    assessment: Assessment,
    criterion: int,
    *,
    seen: int,
    claim: int | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Written:
    """Take the unit's answer over. ``claim`` is the number of the unit's line that was seen.

    Raises NothingToAccept, Overtaken, Locked, Refused, WrongLeaf.
    """
    require(by, Permission.ASSESSMENT_APPRAISE, at=assessment.unit.place)
    sitting = Sitting(assessment, criterion, by=by)
    sitting.must_have_seen(claim)
    if sitting.claim is None or sitting.claim.is_blank:
        raise NothingToAccept(sitting.leaf.spec.path)
    kept = spoken.word(note, field="note") if note.strip() else ""
    answer = sitting.claim.answer
    written = sitting.write(states.ACCEPTED, note=kept, seen=seen, answer=answer, has_points=True)
    if written.is_new:
        history.record(
            events.CELL_ACCEPTED,
            sitting.ledger.assessment,
            by=by,
            at=at,
            place=spoken.above_units(assessment.unit.place),
            cycle=sitting.ledger.cycle.name,
            path=sitting.leaf.spec.path,
            number=written.entry.number,
        )
    return written


@transaction.atomic
def change(
    assessment: Assessment,
    criterion: int,
    *,
    answer: Any,
    reason: str,
    seen: int,
    claim: int | None = None,
    by: Actor,
    at: datetime,
) -> Written:
    """Put another answer in the place of the unit's; the points follow from it by the rule.

    An answer of None takes nothing over: 0 points. Raises NotDifferent, WordMissing, AnswerRefused,
    Overtaken, Locked, Refused, WrongLeaf.
    """
    require(by, Permission.ASSESSMENT_APPRAISE, at=assessment.unit.place)
    sitting = Sitting(assessment, criterion, by=by)
    sitting.must_have_seen(claim)
    if answer == (sitting.claim.answer if sitting.claim else None):
        raise NotDifferent(sitting.leaf.spec.path)
    kept = spoken.word(reason, field="reason")
    written = sitting.write(states.CHANGED, note=kept, seen=seen, answer=answer, has_points=True)
    if written.is_new:
        history.record(
            events.CELL_CHANGED,
            sitting.ledger.assessment,
            by=by,
            at=at,
            place=spoken.above_units(assessment.unit.place),
            cycle=sitting.ledger.cycle.name,
            path=sitting.leaf.spec.path,
            number=written.entry.number,
            reason=kept,
        )
    return written


@transaction.atomic
def ask(
    assessment: Assessment,
    criterion: int,
    *,
    question: str,
    seen: int,
    by: Actor,
    at: datetime,
) -> Written:
    """Have the unit explain in the next stage; its own points go on standing until then.

    Raises WordMissing, Overtaken, Locked, Refused, WrongLeaf.
    """
    require(by, Permission.ASSESSMENT_APPRAISE, at=assessment.unit.place)
    sitting = Sitting(assessment, criterion, by=by)
    sitting.explanation_to_come()
    kept = spoken.word(question, field="question")
    written = sitting.write(states.ASKED, note=kept, seen=seen, has_points=False)
    if written.is_new:
        history.record(
            events.CELL_ASKED,
            sitting.ledger.assessment,
            by=by,
            at=at,
            place=spoken.above_units(assessment.unit.place),
            cycle=sitting.ledger.cycle.name,
            path=sitting.leaf.spec.path,
            number=written.entry.number,
            question=kept,
        )
    return written


@transaction.atomic
def give_back(
    assessment: Assessment,
    criterion: int,
    *,
    reason: str,
    until: datetime,
    seen: int,
    by: Actor,
    at: datetime,
) -> Written:
    """Return one cell to the unit, which may score it anew until a deadline.

    Raises WordMissing (also for a deadline past or after the freeze), Overtaken, Locked, Refused, WrongLeaf.
    """
    require(by, Permission.ASSESSMENT_APPRAISE, at=assessment.unit.place)
    sitting = Sitting(assessment, criterion, by=by)
    kept = spoken.word(reason, field="reason")
    sitting.must_end_in_time(until)
    written = sitting.write(states.RETURNED, note=kept, seen=seen, has_points=False)
    if written.is_new:
        sitting.reopen(reason=kept, until=until)
        history.record(
            events.CELL_RETURNED,
            sitting.ledger.assessment,
            by=by,
            at=at,
            place=assessment.unit.place,
            cycle=sitting.ledger.cycle.name,
            path=sitting.leaf.spec.path,
            number=written.entry.number,
            reason=kept,
            until=f"{timezone.localtime(until):%H:%M %d/%m/%Y}",
        )
    return written


@transaction.atomic
def accept_many(
    cycle: Cycle,
    criterion: int,
    assessments: Sequence[Assessment],
    *,
    seen: Sequence[Seen] = (),
    by: Actor,
    at: datetime,
) -> Accepted:
    """Take over the answers of many units to one criterion, in one go.

    Units that wait for nothing, are closed, or were written since they were ``seen`` are left as they are
    and told of. One row of history names the criterion and all units; each cell has its own line in the
    ledger. Raises Refused when one unit is out of the person's rights: then nothing is accepted.
    """
    require(by, Permission.ASSESSMENT_APPRAISE, at=cycle.owner.place)
    batch = Batch(cycle, [each.pk for each in assessments], [criterion], seen=seen, by=by)
    batch.must_be_within_reach()
    found = batch.accept()
    if found.count:
        history.record(
            events.CELLS_ACCEPTED,
            cycle,
            by=by,
            at=at,
            place=spoken.above_units(cycle.owner.place),
            path=batch.paths[0],
            count=found.count,
            units="; ".join(batch.names),
        )
    return found


@transaction.atomic
def accept_all(assessment: Assessment, *, by: Actor, at: datetime) -> Accepted:
    """Take over all that still waits on the sheet of one unit, as far as the person's rights go.

    One row of history names the criteria. Raises Refused for the person's own unit.
    """
    require(by, Permission.ASSESSMENT_APPRAISE, at=assessment.unit.place)
    batch = Batch(assessment.cycle, [assessment.pk], None, seen=(), by=by)
    batch.must_be_within_reach()
    found = batch.accept()
    if found.count:
        history.record(
            events.SHEET_ACCEPTED,
            assessment,
            by=by,
            at=at,
            place=spoken.above_units(assessment.unit.place),
            cycle=assessment.cycle.name,
            count=found.count,
            paths=", ".join(batch.paths),
        )
    return found
