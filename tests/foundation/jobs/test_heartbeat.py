"""A long job keeps its lease; a beat that fails does not end the job."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError

from parindex.foundation.jobs import heartbeat

QUICK = timedelta(milliseconds=1)


def test_it_beats_while_the_block_runs_and_not_after() -> None:
    beaten = threading.Event()
    with heartbeat.beating(beaten.set, every=QUICK):
        assert beaten.wait(10)

    beaten.clear()
    assert not beaten.wait(0.05)


def test_a_beat_that_fails_is_followed_by_the_next() -> None:
    again = threading.Event()
    beats: list[int] = []

    def beat() -> None:
        beats.append(1)
        if len(beats) > 1:
            again.set()
        raise DatabaseError("away for a moment")

    with heartbeat.beating(beat, every=QUICK):
        assert again.wait(10)


def test_the_fault_of_the_block_goes_through_and_the_thread_ends() -> None:
    before = threading.active_count()

    with pytest.raises(ZeroDivisionError), heartbeat.beating(lambda: None, every=QUICK):
        raise ZeroDivisionError

    assert threading.active_count() == before
