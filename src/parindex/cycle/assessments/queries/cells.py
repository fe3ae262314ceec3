"""One leaf of one unit before its appraiser: what the unit says, what was said of it, what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parindex.cycle.assessments import gates, kinds
from parindex.cycle.assessments.gates import Facts, Lock, Locked
from parindex.cycle.assessments.models import Assessment, Entry, Extension
from parindex.cycle.assessments.queries import claims, heads, precedents, rights, rows
from parindex.cycle.assessments.queries.heads import Hall
from parindex.cycle.assessments.queries.rows import Drawn
from parindex.cycle.assessments.worklist import CellPage, LeafHead, Precedent, Said
from parindex.engine.access.actors import Actor
from parindex.engine.scoring import leaves, traces
from parindex.engine.scoring.leaves import LeafScore
from parindex.engine.scoring.specs import EMPTY_RULE, RuleSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Words


def cell(assessment: int, leaf: int, *, by: Actor, at: datetime) -> CellPage:
    """One leaf of one unit; Assessment.DoesNotExist where ``by`` may not see it."""
    held = heads.with_names(assessment)
    hall = heads.hall(held.cycle_id, by=by, at=at)
    sheet = heads.sheet_of(held)
    if leaf not in hall.book.leaves or not hall.sees(sheet, leaf):
        raise Assessment.DoesNotExist
    known = heads.leaves(hall.book)
    (drawn,) = rows.of_sheet(hall, sheet, [leaf])
    (full,) = rows.full(hall, [drawn], known, at=at)
    entries = _entries(assessment, leaf) if sheet.is_submitted else []
    last = {each.cell_id: each for each in entries}
    claim = rows.claimed(hall, drawn.moves, last)
    answer = claim.answer if claim else None
    score = _score(hall, leaf, answer)
    return CellPage(
        cycle=hall.head,
        leaf=known[leaf],
        full=full,
        claim_answer=answer,
        office_answer=_office_answer(hall, drawn, last),
        claim_micro=_worth(hall, drawn, score, claim),
        trace=_trace(hall, leaf, answer, score),
        said=tuple(_said(hall, known[leaf], each) for each in entries),
        elsewhere=_elsewhere(hall, assessment, known[leaf]),
        lock=_lock(hall, held, leaf, drawn, at=at),
        may_ask=_may_ask(hall, at=at),
        returned_by=next((each.opens_at for each in hall.head.windows if each.act == kinds.FREEZE), None),
    )


def held(assessment: int, leaf: int, *, by: Actor, at: datetime) -> tuple[Assessment, RuleSpec]:
    """The assessment of a cell ``by`` may see, and the rule of its leaf; DoesNotExist otherwise."""
    found = heads.with_names(assessment)
    hall = heads.hall(found.cycle_id, by=by, at=at)
    sheet = heads.sheet_of(found)
    if leaf not in hall.book.leaves or not hall.sees(sheet, leaf):
        raise Assessment.DoesNotExist
    return found, hall.book.leaves[leaf].spec.rule or EMPTY_RULE


def preview(
    assessment: int, leaf: int, answer: Any, *, by: Actor, at: datetime
) -> tuple[int, tuple[Words, ...]]:
    """What ``answer`` would be worth in micro-points, and why. Raises AnswerRefused, DoesNotExist."""
    held = heads.with_names(assessment)
    hall = heads.hall(held.cycle_id, by=by, at=at)
    sheet = heads.sheet_of(held)
    if leaf not in hall.book.leaves or not hall.sees(sheet, leaf):
        raise Assessment.DoesNotExist
    score = _score(hall, leaf, answer)
    return points.to_micro(score.points), _trace(hall, leaf, answer, score)


def _elsewhere(hall: Hall, assessment: int, leaf: LeafHead) -> tuple[Precedent, ...]:
    """What a council decides it decides unit by unit: there are no precedents."""
    return () if leaf.source in rights.COUNCIL else precedents.precedents(hall, assessment, leaf)


def _entries(assessment: int, leaf: int) -> list[Entry]:
    """Every line of the leaf, as written."""
    found = Entry.objects.filter(cell__assessment=assessment, cell__criterion=leaf)
    return list(found.select_related("cell__stage").order_by("at", "cell__stage__position", "number", "pk"))


def _score(hall: Hall, leaf: int, answer: Any) -> LeafScore:
    """By the rule, for the unit alone: what is measured against the best of a group is said to be so."""
    return leaves.score(hall.book.leaves[leaf].spec, answer, framework=hall.book.spec)


def _worth(hall: Hall, drawn: Drawn, score: LeafScore, claim: Entry | None) -> int | None:
    if claim is None:
        return None
    own = claims.scored(hall.head.windows, drawn.moves)
    if own is not None and own.pk == claim.cell_id:
        return own.points_micro
    return points.to_micro(score.points)


def _trace(hall: Hall, leaf: int, answer: Any, score: LeafScore) -> tuple[Words, ...]:
    return traces.explain(hall.book.leaves[leaf].spec, answer, score, framework=hall.book.spec)


def _office_answer(hall: Hall, drawn: Drawn, last: Mapping[int, Entry]) -> Any:
    """The answer of the last appraisal that gave points."""
    for window in reversed(hall.head.windows):
        move = drawn.moves.get(window.stage)
        if window.act in claims.OFFICE and move is not None and move.points_micro is not None:
            return last[move.pk].answer
    return None


def _said(hall: Hall, leaf: LeafHead, entry: Entry) -> Said:
    stage = entry.cell.stage
    has_answer = entry.answer is not None or entry.points_micro is not None
    return Said(
        stage=stage.key,
        act=stage.act,
        number=entry.number,
        decision=entry.decision,
        state=entry.state,
        inputs=rows.said(leaf, entry.answer) if has_answer else None,
        points_micro=entry.points_micro,
        note=entry.note,
        by_name=entry.by_name,
        at=entry.at,
    )


def _lock(hall: Hall, held: Assessment, leaf: int, drawn: Drawn, *, at: datetime) -> Lock | None:
    """Why the person cannot decide now, as far as it is about time and state."""
    facts = Facts(
        now=at,
        cycle_state=hall.cycle.state,
        sheet_state=held.state,
        windows=hall.head.windows,
        is_admitted=held.admitted_because != "",
        extended=tuple(
            Extension.objects.filter(assessment=held.pk).order_by("pk").values_list("stage", "until")
        ),
    )
    try:
        gates.appraising(facts)
    except Locked as closed:
        return closed.lock
    return None if _may(hall, drawn, leaf) else _NO_RIGHT


def _may(hall: Hall, drawn: Drawn, leaf: int) -> bool:
    if hall.book.leaves[leaf].source in rights.COUNCIL:
        return hall.records_council
    return leaf in rights.appraised(hall.book) and hall.decides(drawn.row.sheet, leaf)


def _may_ask(hall: Hall, *, at: datetime) -> bool:
    return any(each.act == kinds.EXPLAIN and at < each.closes_at for each in hall.head.windows)


_NO_RIGHT = Lock(
    Words(
        "Tiêu chí này ở đơn vị này không thuộc phạm vi thẩm định của bạn.",
        "This criterion of this unit is not yours to appraise.",
    ),
    Words(
        "Không ai thẩm định đơn vị mình; quyền thẩm định do Sở Nội vụ giao theo tiêu chí và đơn vị.",
        "Nobody appraises their own unit; the reform office gives rights by criterion and unit.",
    ),
)
