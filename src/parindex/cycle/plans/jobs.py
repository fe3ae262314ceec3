"""Entry points for the queue: take the tasks of accepted tables."""

from __future__ import annotations

from parindex.cycle.documents import queries as documents
from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import TaskTable
from parindex.cycle.plans.actions import taking
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import task as jobs


def take(task: jobs.Task) -> None:
    """The tasks of every accepted task table of the document."""
    document = Document.objects.select_related("owner").get(pk=task.args["subject_id"])
    tables = [table for table in documents.accepted_tables(document) if isinstance(table, TaskTable)]
    for done, table in enumerate(tables, start=1):
        taking.take(document, table, by=SYSTEM, at=task.at)
        task.progress(done, len(tables))
