"""The worker: works off what is due, waits a moment, and stops when told to."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from django.db import OperationalError, close_old_connections

from parindex.foundation.jobs import actions

_log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.4


def work(*, clock: Callable[[], datetime], stop: threading.Event) -> None:
    """Work until ``stop`` is set. A database that is away for a moment is waited for."""
    while not stop.is_set():
        try:
            actions.work_off(clock=clock, most=20)
        except OperationalError as error:
            _log.warning("the database does not answer, trying again: %s", error)
            close_old_connections()
        stop.wait(PAUSE_SECONDS)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set, so that the running job may end in peace."""
    stop = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    return stop
