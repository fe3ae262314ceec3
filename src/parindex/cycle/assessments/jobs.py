"""Entry points for the queue: take figures into cycles when one opens or a figure is recorded."""

from __future__ import annotations

from django.db.models import QuerySet

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions import filling
from parindex.cycle.assessments.models import Cycle
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs.task import Task


def fill_opened(task: Task) -> None:
    """Fill the surveyed and imported leaves of a cycle that opens."""
    _fill(task, Cycle.objects.filter(pk=task.args["subject_id"]))


def fill_recorded(task: Task) -> None:
    """Take new figures of a measure into every open cycle with a leaf that asks for it."""
    _fill(task, Cycle.objects.filter(version__criteria__feeds__measure=task.args["subject_id"]).distinct())


def _fill(task: Task, cycles: QuerySet[Cycle]) -> None:
    for cycle in cycles.filter(state=states.OPEN).select_related("owner").order_by("pk"):
        try:
            filling.take_measures(cycle, by=SYSTEM, at=task.at, progress=task.progress)
        except gates.Locked:
            # No stage that counts is open: the figure waits in its measure until one is.
            continue
