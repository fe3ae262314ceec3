"""A case file of a unit, full of its marker; it covers half a month, so no figure is recorded of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from parindex.cycle.cases.actions import sending
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT
from tests.foundation.cases.tables import csv_of


def loaded(unit: Any, mark: str) -> int:
    """Send the file and have it loaded; one of its units is in no directory."""
    row = (f"{mark}draft", f"{mark}draft-1", "20/04/2026", "24/04/2026", "", "Có", "Không")
    sent = sending.send(
        csv_of(row),
        name=f"{mark}draft.csv",
        since=date(2026, 4, 16),
        until=date(2026, 5, 1),
        owner=unit,
        by=SYSTEM,
        at=AT,
    )
    jobs.work_off(clock=lambda: AT)
    return sent.batch.pk
