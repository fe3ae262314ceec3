"""Entry points for the queue: draft framework versions from accepted tables."""

from __future__ import annotations

from parindex.cycle.documents import queries as documents
from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import CriteriaTable
from parindex.cycle.frameworks import actions
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs.task import Task


def draft(task: Task) -> None:
    """A draft version for every accepted criteria table of the document."""
    document = Document.objects.select_related("owner").get(pk=task.args["subject_id"])
    tables = [table for table in documents.accepted_tables(document) if isinstance(table, CriteriaTable)]
    for done, table in enumerate(tables, start=1):
        actions.draft_from(document, table, by=SYSTEM, at=task.at)
        task.progress(done, len(tables))
