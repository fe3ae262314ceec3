"""One leaf of one unit before an appraiser: held under lock, within their rights, in an open window."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from parindex.cycle.assessments import gates, kinds, spoken, states
from parindex.cycle.assessments.actions.ledger import Ledger, Line, Overtaken, Written
from parindex.cycle.assessments.gates import Facts, Lock, Locked, Window
from parindex.cycle.assessments.models import Assessment, Cell, Reopening
from parindex.cycle.assessments.queries import claims, rights
from parindex.cycle.assessments.queries.claims import Claim
from parindex.cycle.assessments.spoken import WordMissing, WrongLeaf
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.specs import Source
from parindex.engine.values.findings import Words


class Sitting:
    """A leaf of a unit, open for the decision of somebody who has the right to it."""

    def __init__(self, assessment: Assessment, criterion: int, *, by: Actor) -> None:
        """Lock the sheet. Raises Refused, WrongLeaf, Locked."""
        self.by = by
        self.ledger = Ledger(assessment.pk)
        self.leaf = spoken.leaf(self.ledger.book, criterion)
        reach = rights.reach(self.ledger.cycle, by=by, at=self.ledger.now)
        if not reach.covers(self.ledger.assessment, criterion):
            raise Refused(Permission.ASSESSMENT_APPRAISE)
        if self.leaf.source is not Source.SELF:
            raise WrongLeaf(self.leaf.spec.path)
        self.cells = self.ledger.cells(criterion)
        self.facts: Facts = self.ledger.facts(criterion, cells=self.cells)
        self.window: Window = gates.appraising(self.facts)

    @cached_property
    def claim(self) -> Claim | None:
        """What the unit claims."""
        return claims.claim(self.ledger.windows, self.cells)

    def must_have_seen(self, number: int | None) -> None:
        """Raise Overtaken unless the unit's line is still number ``number``; None asks nothing."""
        if number is None or self.claim is None:
            return
        if self.claim.entry.number != number:
            raise Overtaken(self.claim.entry)

    def write(self, decision: str, *, note: str, seen: int, answer: Any = None, has_points: bool) -> Written:
        """Write the decision; only one with points has an answer."""
        worth = self.ledger.worth(self.leaf, answer) if has_points else None
        line = Line(states.FORM, answer=answer, worth=worth, decision=decision, note=note)
        written = self.ledger.write(self.leaf, self.window, line, seen=seen, by=self.by)
        if has_points and written.is_new:
            self._close_return()
        return written

    def explanation_to_come(self) -> Window:
        """The stage in which the unit can still explain. Raises Locked when there is none."""
        for each in self.ledger.windows:
            if each.act == kinds.EXPLAIN and self.ledger.now < gates.closes_at(self.facts, each):
                return each
        raise Locked(_NO_EXPLANATION)

    def reopen(self, *, reason: str, until: datetime) -> None:
        """Let the unit write its score again until a deadline."""
        Reopening.objects.create(
            assessment_id=self.ledger.assessment.pk,
            criterion_id=self.leaf.criterion,
            stage_id=gates.own_last(self.ledger.windows).stage,
            reason=reason,
            until=until,
            opened_at=self.ledger.now,
            opened_by=self.by.person or 0,
            opened_by_name=self.by.name,
        )

    def must_end_in_time(self, until: datetime) -> None:
        """Raise WordMissing unless ``until`` lies ahead and before the results are frozen."""
        ends = [each.opens_at for each in self.ledger.windows if each.act == kinds.FREEZE]
        if until <= self.ledger.now or any(until > each for each in ends):
            raise WordMissing("until")

    def _close_return(self) -> None:
        """A decision ends the return it was waiting for: the unit no longer writes behind it."""
        own: Cell | None = self.cells.get(self.window.stage)
        until = self.facts.reopened_until
        if own is not None and own.decision == states.RETURNED and until and until > self.ledger.now:
            self.reopen(reason="Cơ quan thẩm định đã quyết định", until=self.ledger.now)


_NO_EXPLANATION = Lock(
    Words("Sau bước này không còn bước giải trình.", "No stage for explanations follows this one."),
    Words(
        "Hãy trả lại tiêu chí cho đơn vị kèm lý do và thời hạn, hoặc quyết định ngay.",
        "Return the criterion to the unit with a reason and a deadline, or decide now.",
    ),
)
