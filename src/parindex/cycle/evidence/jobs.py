"""Entry points for the queue: scan and read files that take longer than a person waits."""

from __future__ import annotations

import logging

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.evidence import checks, queries, reading
from parindex.cycle.evidence.actions import examining
from parindex.cycle.evidence.models import Item
from parindex.cycle.evidence.told import Told
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.files import kinds, refusals
from parindex.foundation.files import queries as files
from parindex.foundation.jobs.task import Task

_log = logging.getLogger(__name__)
_STEPS = 2


class ScannerSilent(Exception):
    """The virus scanner gives no verdict; the job is tried again later."""


def examine(task: Task) -> None:
    """Scan and read the file of one piece. Raises ScannerSilent, so that the queue tries again."""
    item = _waiting(task)
    if item is None or item.file is None:
        return
    task.progress(0, _STEPS)
    data = files.content(item.file)
    scan = _scan(item, data)
    task.progress(1, _STEPS)
    told = Told() if scan == checks.INFECTED else _told(item, data)
    task.progress(_STEPS, _STEPS)
    examining.note(item, told, scan=scan, by=SYSTEM, at=task.at)


def give_up(task: Task) -> None:
    """Say of a piece that no try could examine it; else it would be waited for without end."""
    item = _waiting(task)
    if item is not None:
        examining.leave(item, by=SYSTEM, at=task.at)


def _waiting(task: Task) -> Item | None:
    """The piece of the job; None when it was examined meanwhile: jobs run at least once."""
    rows = Item.objects.select_related("unit", "file")
    return rows.filter(pk=task.args["subject_id"], is_waiting=True).first()


def _scan(item: Item, data: bytes) -> str:
    if item.scan != checks.UNSCANNED or not files.scans():
        return item.scan
    try:
        scan = queries.scan(data)
    except refusals.Unacceptable:
        return checks.INFECTED
    if scan == checks.UNSCANNED:
        raise ScannerSilent(str(item.pk))
    return scan


def _told(item: Item, data: bytes) -> Told:
    try:
        return reading.whole(data, kinds.of_key(item.kind))
    except Unusable:
        return Told()
    except Exception:
        _log.exception("reading evidence %s failed", item.pk)
        return Told()
