"""Loading: a unit's sheet filled from a file, by the same gates and rules as by hand; all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parindex.cycle.assessments import events, gates, sources, states
from parindex.cycle.assessments.actions.ledger import Overtaken, Written
from parindex.cycle.assessments.actions.ownledger import OwnLedger, WrongValue
from parindex.cycle.assessments.models import Assessment
from parindex.cycle.assessments.papers import Filled, NotTaken, Refusal
from parindex.cycle.assessments.queries import lines
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.values.findings import Words
from parindex.foundation.audit import actions as history


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many leaves were written, and how many already said the same."""

    written: int
    same: int


@transaction.atomic
def load(assessment: Assessment, filled: Sequence[Filled], *, by: Actor, at: datetime) -> Loaded:
    """Take over what a file says of the unit's own leaves.

    A leaf the file leaves blank and nobody touched stays untouched; survey, imported and council leaves are
    passed over. Raises papers.NotTaken, and nothing is written, when any leaf cannot be taken over.
    """
    require(by, Permission.ASSESSMENT_SCORE, at=assessment.unit.place)
    ledger = OwnLedger(assessment.pk)
    written, refusals = [], []
    for each in filled:
        try:
            written.append(_put(ledger, each, by=by))
        except (AnswerRefused, gates.Locked, Overtaken, WrongValue) as problem:
            refusals.append(_refusal(each.path, problem))
    if refusals:
        raise NotTaken(tuple(refusals))
    new = sum(1 for each in written if each is not None and each.is_new)
    if new:
        history.record(
            events.SHEET_LOADED,
            ledger.assessment,
            by=by,
            at=at,
            place=ledger.assessment.unit.place,
            cycle=ledger.cycle.name,
            cells=new,
        )
    return Loaded(written=new, same=len(written) - new)


def _put(ledger: OwnLedger, filled: Filled, *, by: Actor) -> Written | None:
    key = ledger.book.key_of.get(filled.path)
    leaf = ledger.leaf(key if key is not None else 0)
    if sources.lock(leaf.source) is not None:
        return None
    cells = ledger.cells(leaf.criterion)
    stage = next((each.stage for each in ledger.windows if each.stage in cells), None)
    cell = None if stage is None else cells[stage]
    if cell is None and filled.answer is None and not filled.note:
        return None
    last = lines.last_entries([cell.pk])[cell.pk] if cell else None
    note = filled.note if filled.note is not None else last.note if last else ""
    seen = filled.seen if filled.seen is not None else cell.number if cell else 0
    if last is not None and (last.answer, last.note) == (filled.answer, note.strip()):
        return Written(last.cell, last, is_new=False)
    return ledger.put(leaf, answer=filled.answer, note=note, seen=seen, origin=states.FILE, by=by)


def _refusal(path: str, problem: AnswerRefused | gates.Locked | Overtaken | WrongValue) -> Refusal:
    if isinstance(problem, AnswerRefused):
        return Refusal(" › ".join((path, *problem.place)), problem.words, problem.remedy)
    if isinstance(problem, gates.Locked):
        return Refusal(path, problem.lock.why, problem.lock.remedy)
    if isinstance(problem, Overtaken):
        name = problem.entry.by_name
        return Refusal(
            path,
            Words(f"{name} đã sửa sau khi tệp được xuất", f"{name} changed it after the file was saved"),
            Words(
                "Tải phiếu mới về rồi điền lại ô này.", "Download the sheet again and fill this in once more."
            ),
        )
    return Refusal(
        path,
        Words("không ghi được vào tiêu chí này", "this criterion cannot be written"),
        Words(
            "Kiểm tra đường dẫn và độ dài giải trình.", "Check the path and the length of the explanation."
        ),
    )
