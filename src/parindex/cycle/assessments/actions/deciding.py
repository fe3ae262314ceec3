"""What a council decided on a unit, recorded by those who keep its minutes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from parindex.cycle.assessments import events, gates, spoken, states
from parindex.cycle.assessments.actions.ledger import Ledger, Line, Written
from parindex.cycle.assessments.models import Assessment
from parindex.cycle.assessments.queries import rights
from parindex.cycle.assessments.spoken import WrongLeaf
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


@transaction.atomic
def record(
    assessment: Assessment, criterion: int, *, answer: Any, seen: int, by: Actor, at: datetime
) -> Written:
    """Record bonus, penalty or council points of one leaf; None takes back what was recorded.

    The rule says what the answer must hold: a council's points come with their reason. Raises WrongLeaf
    for a leaf that no council decides, AnswerRefused, Overtaken, Locked.
    """
    require(by, Permission.COUNCIL_RECORD, at=assessment.unit.place)
    ledger = Ledger(assessment.pk)
    leaf = spoken.leaf(ledger.book, criterion)
    if leaf.source not in rights.COUNCIL:
        raise WrongLeaf(leaf.spec.path)
    window = gates.appraising(ledger.facts(criterion))
    line = Line(states.COUNCIL, answer=answer, worth=ledger.worth(leaf, answer))
    written = ledger.write(leaf, window, line, seen=seen, by=by)
    if written.is_new:
        history.record(
            events.CELL_DECIDED,
            ledger.assessment,
            by=by,
            at=at,
            place=spoken.above_units(assessment.unit.place),
            cycle=ledger.cycle.name,
            path=leaf.spec.path,
            number=written.entry.number,
        )
    return written
