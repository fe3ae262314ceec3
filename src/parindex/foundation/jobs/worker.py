"""The worker: works off what is due, waits a moment, and stops when told to."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from django.db import InterfaceError, OperationalError, connection

from parindex.foundation.jobs import actions

_log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.4


def work(*, clock: Callable[[], datetime], stop: threading.Event) -> None:
    """Work until ``stop`` is set, what the clock asks for first.

    A database that is away for a moment is waited for.
    """
    reached: dict[str, str] = {}
    while not stop.is_set():
        try:
            reached = actions.tick(at=clock(), reached=reached)
            has_worked = actions.work_off(clock=clock, most=1) > 0
        except (InterfaceError, OperationalError) as error:
            first = str(error).strip().partition("\n")[0]
            _log.warning("the database does not answer, trying again: %s", first)
            connection.close()
            has_worked = False
        if not has_worked:
            stop.wait(PAUSE_SECONDS)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set, so that the running job may end in peace.

    The same signal again ends the process at once; the job is taken up when its lease ends.
    """
    stop = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    return stop
