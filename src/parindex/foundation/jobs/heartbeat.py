"""A heartbeat: while a long job computes, its lease is renewed from a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection

_log = logging.getLogger(__name__)


@contextmanager
def beating(beat: Callable[[], None], *, every: timedelta) -> Iterator[None]:
    """Call ``beat`` each ``every`` until the block ends; a beat that fails is logged, not fatal.

    A worker that is killed takes its thread with it, so that its lease runs out as before.
    """
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(beat, every.total_seconds(), ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(beat: Callable[[], None], seconds: float, ended: threading.Event) -> None:
    try:
        while not ended.wait(seconds):
            try:
                beat()
            except DatabaseError as error:
                _log.warning("a lease could not be renewed: %s", error)
    finally:
        connection.close()
