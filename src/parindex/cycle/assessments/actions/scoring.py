"""Self-scoring: one leaf of a unit's sheet answered, by rule, into the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from parindex.cycle.assessments import events, specs, states
from parindex.cycle.assessments.actions.ownledger import OwnLedger
from parindex.cycle.assessments.models import Assessment
from parindex.cycle.assessments.queries import places
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


@dataclass(frozen=True, slots=True)
class Saved:
    """The cell as it stands after a save; ``is_new`` is false where nothing had to be written."""

    number: int
    state: str
    points_micro: int | None
    out_micro: int
    at: datetime
    is_new: bool


@transaction.atomic
def save(
    assessment: Assessment, criterion: int, *, answer: Any, note: str, seen: int, by: Actor, at: datetime
) -> Saved:
    """Answer one leaf of the unit's sheet; ``answer`` is raw, as an answers file holds it, None to clear it.

    ``seen`` is the number of the last line the writer saw (0: none). Raises gates.Locked,
    ledger.Overtaken, the engine's AnswerRefused, WrongValue for a leaf or a note that cannot be.
    """
    require(
        by,
        Permission.ASSESSMENT_SCORE,
        at=places.scoring_place(assessment, _line(assessment, criterion), by=by),
    )
    ledger = OwnLedger(assessment.pk)
    leaf = ledger.leaf(criterion)
    written = ledger.put(leaf, answer=answer, note=note, seen=seen, origin=states.FORM, by=by)
    if written.is_new:
        history.record(
            events.CELL_SCORED,
            ledger.assessment,
            by=by,
            at=at,
            place=ledger.assessment.unit.place,
            cycle=ledger.cycle.name,
            path=leaf.spec.path,
            number=written.entry.number,
        )
    return Saved(
        number=written.entry.number,
        state=written.entry.state,
        points_micro=written.entry.points_micro,
        out_micro=written.entry.out_micro,
        at=written.entry.at,
        is_new=written.is_new,
    )


def _line(assessment: Assessment, criterion: int) -> tuple[int, ...]:
    leaf = specs.book(assessment.cycle.version).leaves.get(criterion)
    return leaf.line if leaf else ()
