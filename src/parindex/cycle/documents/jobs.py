"""Entry points for the queue: read an uploaded document."""

from __future__ import annotations

from parindex.cycle.documents import actions, queries, reading, states
from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import opening
from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import Source
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.files import queries as files
from parindex.foundation.jobs.task import Task

_STEPS = 4


def read(task: Task) -> None:
    """Read the original of a document and keep what it says, or why it cannot be read."""
    document = Document.objects.select_related("owner", "file").get(pk=task.args["subject_id"])
    if document.state != states.READING:
        return
    task.progress(1, _STEPS)
    try:
        data = files.content(document.file)
        opened = opening.open_source(data, name=document.name)
        task.progress(2, _STEPS)
        source = Source(name=document.name, sha256=document.file.sha256, media_type=opened.media_type)
        directory = queries.directory()
        done = reading.read(opened.blocks, source=source, directory=directory, today=task.at.date())
        task.progress(3, _STEPS)
    except Unusable as failure:
        actions.note_failure(document, failure, by=SYSTEM, at=task.at)
        return
    actions.note_reading(document, done, blocks=opened.blocks, by=SYSTEM, at=task.at)
    task.progress(_STEPS, _STEPS)
