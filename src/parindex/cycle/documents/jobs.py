"""Entry points for the queue: read an uploaded document."""

from __future__ import annotations

import logging

from parindex.cycle.documents import actions, queries, reading, states
from parindex.cycle.documents.blocks import Blocks, Unusable
from parindex.cycle.documents.formats import opening
from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import Reading, Source
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.files import queries as files
from parindex.foundation.jobs.task import Task

_log = logging.getLogger(__name__)
_STEPS = 4


def read(task: Task) -> None:
    """Read the original of a document and keep what it says, or why it cannot be read."""
    document = Document.objects.select_related("owner", "file").get(pk=task.args["subject_id"])
    if document.state != states.READING:
        return
    task.progress(1, _STEPS)
    try:
        done, blocks = _read(document, files.content(document.file), task)
    except Unusable as failure:
        actions.note_failure(document, failure, by=SYSTEM, at=task.at)
    else:
        actions.note_reading(document, done, blocks=blocks, by=SYSTEM, at=task.at)
        task.progress(_STEPS, _STEPS)


def _read(document: Document, data: bytes, task: Task) -> tuple[Reading, Blocks]:
    directory = queries.directory()
    try:
        opened = opening.open_source(data, name=document.name)
        task.progress(2, _STEPS)
        source = Source(name=document.name, sha256=document.file.sha256, media_type=opened.media_type)
        done = reading.read(opened.blocks, source=source, directory=directory, today=task.at.date())
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as defect:
        # A fault of ours would fail the same way at every try: say so at once instead of trying on.
        _log.exception("reading document %s failed", document.pk)
        raise Unusable(
            "Phần mềm gặp lỗi khi đọc văn bản này; bản gốc vẫn được giữ nguyên. "
            "Hãy thử lưu văn bản sang định dạng khác (docx, pdf) rồi tải lên, và báo quản trị hệ thống.",
            "The software failed while reading this document; the original is kept. "
            "Try saving it in another format (docx, pdf), and tell the administrator.",
        ) from defect
    return done, opened.blocks
