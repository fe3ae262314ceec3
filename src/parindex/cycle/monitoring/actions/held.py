"""An assignment under its lock: what its deeds have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from parindex.cycle.evidence.models import Item
from parindex.cycle.monitoring import checks
from parindex.cycle.monitoring.models import Assignment, DueRequest, Report
from parindex.cycle.monitoring.states import DueChange, Kind, State, step
from parindex.engine.access.actors import Actor, Place


class Held:
    """The row as it stands under the lock; what is changed of it is also changed of the one handed in."""

    def __init__(self, assignment: Assignment, *, by: Actor, at: datetime) -> None:
        """Take the lock; only within a transaction."""
        rows = Assignment.objects.select_for_update(of=("self",))
        self.row = rows.select_related("task", "unit", "owner").get(pk=assignment.pk)
        self.given, self.by, self.at = assignment, by, at

    def must_be(self, seen: int) -> None:
        """Raise Overtaken unless ``seen`` is its version."""
        if self.row.version != seen:
            raise checks.Overtaken(self.row.version)

    def last(self) -> Report | None:
        """Its newest entry."""
        return self.row.reports.order_by("-number").first()

    def change(self, **fields: Any) -> None:
        """Change fields of the assignment; its version goes up."""
        fields["version"] = self.row.version + 1
        Assignment.objects.filter(pk=self.row.pk).update(**fields)
        for row in (self.row, self.given):
            for name, value in fields.items():
                setattr(row, name, value)

    def enter(
        self, kind: Kind, *, evidence: Sequence[Item] = (), changes: dict[str, Any] | None = None, **said: Any
    ) -> Report:
        """Add an entry and take the step it leads to. Raises WrongStep."""
        state = step(State(self.row.state), kind)
        last = self.last()
        entry = Report.objects.create(
            assignment=self.row,
            number=(last.number if last else 0) + 1,
            kind=kind,
            made_at=self.at,
            made_by=self.by.person or 0,
            made_by_name=self.by.name[:160],
            **said,
        )
        if evidence:
            entry.evidence.set(evidence)
        self.change(state=state, **(changes or {}))
        return entry

    def close_requests(self, why: str) -> None:
        """Answer a request for another due date that nobody will decide on any more."""
        DueRequest.objects.filter(assignment=self.row, state=DueChange.ASKED).update(
            state=DueChange.REFUSED, decision=why, decided_at=self.at, decided_by_name=self.by.name[:160]
        )

    @property
    def place(self) -> Place:
        """Where its deeds happen."""
        return self.row.unit.place

    @property
    def facts(self) -> dict[str, str]:
        """What every history row of it tells."""
        return {"number": self.row.task.number or str(self.row.task.position), "unit": self.row.unit.name}
