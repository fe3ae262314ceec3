"""Entry points for the queue: read an uploaded document, and say so when it cannot be read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

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
    document = _waiting(task)
    if document is None:
        return
    task.progress(1, _STEPS)
    try:
        done, blocks = _read(document, files.content(document.file), task)
        # Also renews the lease: whoever lost the job leaves the result to the worker that has it now.
        task.progress(3, _STEPS)
    except Unusable as failure:
        actions.note_failure(document, failure, by=SYSTEM, at=task.at)
    else:
        actions.note_reading(document, done, blocks=blocks, by=SYSTEM, at=task.at)
    task.progress(_STEPS, _STEPS)


def give_up(task: Task) -> None:
    """Say of a document that no try could read it; else it would be waited for without end."""
    document = _waiting(task)
    if document is None:
        return
    failure = Unusable(
        "Phần mềm đã thử nhiều lần mà không đọc xong văn bản này; bản gốc vẫn được giữ nguyên. "
        "Hãy thử lưu văn bản sang định dạng khác (docx, pdf) rồi tải lên, và báo quản trị hệ thống.",
        "The software tried several times and could not finish reading this document; the original is "
        "kept. Try saving it in another format (docx, pdf), and tell the administrator.",
    )
    actions.note_failure(document, failure, by=SYSTEM, at=task.at)


def leave_untaken(task: Task) -> None:
    """Say of an accepted document that nothing could be made of it; else it would be missed in silence."""
    rows = Document.objects.select_related("owner").filter(pk=task.args["subject_id"])
    for document in rows.filter(state=states.ACCEPTED, untaken_at=None):
        actions.note_untaken(document, by=SYSTEM, at=task.at)


def _waiting(task: Task) -> Document | None:
    """The document of the job; None when it is gone, or was read meanwhile: jobs run at least once."""
    rows = Document.objects.select_related("owner", "file")
    return rows.filter(pk=task.args["subject_id"], state=states.READING).first()


def _read(document: Document, data: bytes, task: Task) -> tuple[Reading, Blocks]:
    directory = queries.directory()
    with _defects_told(document):
        opened = opening.open_source(data, name=document.name)
    task.progress(2, _STEPS)
    with _defects_told(document):
        source = Source(name=document.name, sha256=document.file.sha256, media_type=opened.media_type)
        today = timezone.localdate(task.at)
        done = reading.read(opened.blocks, source=source, directory=directory, today=today)
    return done, opened.blocks


@contextmanager
def _defects_told(document: Document) -> Iterator[None]:
    """A fault of ours in the pure readers would be the same at every try: say so at once."""
    try:
        yield
    except Unusable:
        raise
    except Exception as defect:
        _log.exception("reading document %s failed", document.pk)
        raise Unusable(
            "Phần mềm gặp lỗi khi đọc văn bản này; bản gốc vẫn được giữ nguyên. "
            "Hãy thử lưu văn bản sang định dạng khác (docx, pdf) rồi tải lên, và báo quản trị hệ thống.",
            "The software failed while reading this document; the original is kept. "
            "Try saving it in another format (docx, pdf), and tell the administrator.",
        ) from defect
