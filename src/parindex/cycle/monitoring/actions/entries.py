"""Entries on many assignments at once: the same words by the same hand on each trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Max

from parindex.cycle.monitoring.models import Assignment, DueRequest, Report
from parindex.cycle.monitoring.states import DueChange, Kind
from parindex.engine.access.actors import Actor

_AT_ONCE = 2000


class Entries:
    """What one deed writes on many assignments, whose rows it holds."""

    def __init__(self, keys: Sequence[int], *, by: Actor, at: datetime) -> None:
        """The assignments by id."""
        self.keys, self.by, self.at = list(keys), by, at

    def add(self, kind: Kind, text: str, **changes: Any) -> int:
        """Add an entry to each and change its fields; returns how many there are."""
        rows = Report.objects.filter(assignment__in=self.keys).order_by()
        last = dict(rows.values_list("assignment").annotate(Max("number")))
        entries = (
            Report(
                assignment_id=key,
                number=last.get(key, 0) + 1,
                kind=kind,
                text=text,
                made_at=self.at,
                made_by=self.by.person or 0,
                made_by_name=self.by.name[:160],
            )
            for key in self.keys
        )
        Report.objects.bulk_create(entries, batch_size=_AT_ONCE)
        Assignment.objects.filter(pk__in=self.keys).update(version=F("version") + 1, **changes)
        return len(self.keys)

    def close_requests(self, why: str) -> None:
        """Answer the requests for another due date that nobody will decide on any more."""
        DueRequest.objects.filter(assignment__in=self.keys, state=DueChange.ASKED).update(
            state=DueChange.REFUSED, decision=why, decided_at=self.at, decided_by_name=self.by.name[:160]
        )
