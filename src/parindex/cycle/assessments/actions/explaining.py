"""The unit's explanation of what appraisers asked, changed or returned."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from parindex.cycle.assessments import events, gates, specs, spoken, states
from parindex.cycle.assessments.actions.ledger import Ledger, Line, Written
from parindex.cycle.assessments.models import Assessment
from parindex.cycle.assessments.queries import places
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


@transaction.atomic
def explain(
    assessment: Assessment,
    criterion: int,
    *,
    note: str,
    answer: Any = None,
    seen: int,
    by: Actor,
    at: datetime,
) -> Written:
    """Explain one leaf; ``answer`` is what the unit claims instead of its score, None to claim the same.

    No points follow: the appraisers decide again. Raises gates.Locked for what nobody flagged and outside
    the window, WordMissing, AnswerRefused, Overtaken, WrongLeaf.
    """
    require(
        by,
        Permission.ASSESSMENT_SCORE,
        at=places.scoring_place(assessment, _line(assessment, criterion), by=by),
    )
    ledger = Ledger(assessment.pk)
    leaf = spoken.leaf(ledger.book, criterion)
    window = gates.explaining(ledger.facts(criterion, cells=ledger.cells(criterion)))
    kept = spoken.word(note, field="note")
    if answer is not None:
        ledger.worth(leaf, answer)  # an answer that the rule cannot use is refused now, not at the appraisal
    line = Line(states.FORM, answer=answer, decision=states.EXPLAINED, note=kept)
    written = ledger.write(leaf, window, line, seen=seen, by=by)
    if written.is_new:
        history.record(
            events.CELL_EXPLAINED,
            ledger.assessment,
            by=by,
            at=at,
            place=ledger.assessment.unit.place,
            cycle=ledger.cycle.name,
            path=leaf.spec.path,
            number=written.entry.number,
        )
    return written


def _line(assessment: Assessment, criterion: int) -> tuple[int, ...]:
    leaf = specs.book(assessment.cycle.version).leaves.get(criterion)
    return leaf.line if leaf else ()
