"""Entry points for the queue: load a case file, count again without one that was set aside."""

from __future__ import annotations

from parindex.cycle.cases import findings, states
from parindex.cycle.cases.actions import loading
from parindex.cycle.cases.models import Batch
from parindex.cycle.documents.blocks import Unusable
from parindex.engine.access.actors import SYSTEM
from parindex.engine.values.findings import Words
from parindex.foundation.cases.findings import Rejected
from parindex.foundation.jobs.task import Task

_STEPS = 3


def load(task: Task) -> None:
    """Read a file, keep its cases and record what units did; or say why not, row by row."""
    batch = _batch(task, state=states.READING)
    if batch is None:
        return
    task.progress(0, _STEPS)
    try:
        part = loading.keep(batch, by=SYSTEM, at=task.at)
        # Also renews the lease: whoever lost the job leaves the rest to the worker that has it now.
        task.progress(1, _STEPS)
        loading.note_loaded(batch, part, by=SYSTEM, at=task.at)
    except Rejected as rejected:
        loading.note_failure(batch, rejected.findings, by=SYSTEM, at=task.at)
    except Unusable as failure:
        loading.note_failure(batch, [findings.workbook(Words(failure.vi, failure.en))], by=SYSTEM, at=task.at)
    task.progress(_STEPS, _STEPS)


def recount(task: Task) -> None:
    """Count again what is left after a file was set aside."""
    batch = _batch(task, state=states.SET_ASIDE)
    if batch is not None:
        loading.recount(batch, by=SYSTEM, at=task.at)


def give_up(task: Task) -> None:
    """Say of a file that no try could read it; else it would be waited for without end."""
    batch = _batch(task, state=states.READING)
    if batch is not None:
        loading.note_failure(batch, [findings.given_up()], by=SYSTEM, at=task.at)


def _batch(task: Task, *, state: str) -> Batch | None:
    """The file of the job; None when it stands elsewhere by now: jobs run at least once."""
    rows = Batch.objects.select_related("owner", "file")
    return rows.filter(pk=task.args["subject_id"], state=state).first()
