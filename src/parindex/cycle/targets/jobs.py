"""Entry points for the queue: take results and targets from accepted tables."""

from __future__ import annotations

from parindex.cycle.documents import queries as documents
from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import CriteriaTable
from parindex.cycle.frameworks import actions as frameworks
from parindex.cycle.targets import actions
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs.task import Task


def take(task: Task) -> None:
    """The results and targets of every accepted criteria table of the document.

    The version they belong to is drafted here when its own job has not run yet.
    """
    document = Document.objects.select_related("owner").get(pk=task.args["subject_id"])
    tables = [table for table in documents.accepted_tables(document) if isinstance(table, CriteriaTable)]
    for done, table in enumerate(tables, start=1):
        version = frameworks.draft_from(document, table, by=SYSTEM, at=task.at)
        actions.take(document, table, version=version, by=SYSTEM, at=task.at)
        task.progress(done, len(tables))
