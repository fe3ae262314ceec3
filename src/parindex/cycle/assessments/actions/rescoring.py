"""Scoring a whole cycle anew by rule: the bulk path, equal to the single one bit for bit."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from parindex.cycle.assessments import events, scored, states
from parindex.cycle.assessments.actions.bulk import AT_ONCE, Bulk
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.models import Cell, Cycle
from parindex.cycle.assessments.queries import lines
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.outcomes import Bests
from parindex.foundation.audit import actions as history


@transaction.atomic
def rescore(cycle: Cycle, *, by: Actor, at: datetime) -> int:
    """Compute every standing cell from its answer again; returns how many were found different.

    Raises NotPossible once the results are frozen: what was issued is only compared, never changed.
    """
    require(by, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    bulk = Bulk(cycle.pk)
    if bulk.cycle.state not in (states.PREPARING, states.OPEN):
        raise states.NotPossible(bulk.cycle.state, states.OPEN)
    cells = changed = 0
    for leaf in bulk.book.leaves.values():
        standing = Cell.objects.filter(cycle=cycle.pk, criterion=leaf.criterion, is_standing=True)
        found = list(standing.order_by("assessment", "pk"))
        cells += len(found)
        changed += _rescore(bulk, leaf, found)
    history.record(
        events.RESCORED, cycle, by=by, at=at, place=cycle.owner.place, cells=cells, changed=changed
    )
    return changed


def _rescore(bulk: Bulk, leaf: Leaf, cells: list[Cell]) -> int:
    answers: list[object] = []
    for first in range(0, len(cells), AT_ONCE):
        answers += lines.answers_of(cells[first : first + AT_ONCE])
    bests = _bests_by_group(bulk, leaf, cells, answers) if leaf.is_relative else {}
    different = []
    for cell, answer in zip(cells, answers, strict=True):
        group = bulk.assessments[cell.assessment_id].group_id
        worth = scored.worth(leaf, answer, book=bulk.book, bests=bests.get(group))
        if (cell.state, cell.points_micro, cell.out_micro) != (
            worth.state,
            worth.points_micro,
            worth.out_micro,
        ):
            cell.state, cell.points_micro, cell.out_micro = worth.state, worth.points_micro, worth.out_micro
            different.append(cell)
    Cell.objects.bulk_update(different, ["state", "points_micro", "out_micro"], batch_size=200)
    return len(different)


def _bests_by_group(bulk: Bulk, leaf: Leaf, cells: list[Cell], answers: list[object]) -> dict[int, Bests]:
    given: dict[int, list[object]] = defaultdict(list)
    for cell, answer in zip(cells, answers, strict=True):
        given[bulk.assessments[cell.assessment_id].group_id].append(answer)
    return {group: scored.bests(leaf, found, book=bulk.book) for group, found in given.items()}
