"""Jobs: people are reminded day by day."""

from __future__ import annotations

from datetime import date, datetime

from parindex.cycle.monitoring.actions import reminding
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs.task import Task


def remind(task: Task) -> None:
    """Remind everybody of what is due and late on the day of this turn."""
    day, moment = date.fromisoformat(task.args["slot"]), datetime.fromisoformat(task.args["moment"])
    reminding.remind(day, progress=task.progress, by=SYSTEM, at=moment)
