"""The worker: told to stop, killed by a job, two at once, and a database that restarts."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.flows.standalone import ROOT, Standalone
from tools.dev import postgresql, processes

pytestmark = pytest.mark.django_db
RUNNING = "Parindex: tiến trình xử lý nền đang chạy.\n"

FILL = """
import sys
from datetime import datetime, UTC
from parindex.cycle.documents import actions
from parindex.cycle.units import queries
from parindex.cycle.units.actions import loading
from parindex.cycle.units.directory import Directory
from parindex.engine.access.actors import SYSTEM
from tests.cast import DIRECTORY
at = datetime.now(UTC)
loading.load(Directory.load(DIRECTORY), by=SYSTEM, at=at)
ward = queries.existing(SYSTEM, on=at.date()).get(name="Phường Yên Hòa")
documents, rows = int(sys.argv[1]), int(sys.argv[2])
for number in range(documents):
    row = f"Việc của văn bản {number}\\tTháng 6/2026\\tSở Nội vụ\\n"
    lines = "".join(f"{n}\\t{row}" for n in range(1, rows + 1))
    text = f"KẾ HOẠCH số {number}\\nTT\\tNhiệm vụ\\tThời hạn\\tChủ trì\\n{lines}"
    actions.upload(text.encode(), name=f"{number}.txt", media_type="text/plain", owner=ward, by=SYSTEM, at=at)
"""
STATE = """
from parindex.cycle.documents.models import Document
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.jobs.models import Job
print(*(Document.objects.filter(state=state).count() for state in ("reading", "read", "failed")),
      HistoryRow.objects.filter(event="document.read").count(), Job.objects.filter(state="running").count(),
      Job.objects.filter(state="queued").count())
"""
KILLING = """
import os
def read(task):
    os._exit(9)
"""


def installation(home: Path, *, documents: int, rows: int, name: str) -> Standalone:
    """An installation with documents that wait for the worker."""
    there = Standalone(home, name=name)
    there.env["PYTHONPATH"] += f":{ROOT}"
    prepared = there.run("prepare")
    assert prepared.returncode == 0, prepared.stderr
    there.script(FILL, str(documents), str(rows))
    return there


def state(there: Standalone) -> dict[str, int]:
    """How many documents and jobs stand where."""
    names = ("reading", "read", "failed", "told", "running", "queued")
    return dict(zip(names, map(int, there.script(STATE).split()), strict=True))


def started(there: Standalone) -> subprocess.Popen[str]:
    """A worker that has said it runs."""
    worker = there.start("work")
    assert worker.stderr is not None
    assert worker.stderr.readline() == RUNNING
    return worker


def until(there: Standalone, wanted: Callable[[dict[str, int]], bool]) -> dict[str, int]:
    """The state as soon as it is as wanted, or the last one seen."""
    seen: dict[str, int] = {}
    for _ in range(60):
        seen = state(there)
        if wanted(seen):
            break
    return seen


def test_a_worker_told_to_stop_ends_the_job_at_hand_and_takes_no_other(tmp_path: Path) -> None:
    there = installation(tmp_path, documents=6, rows=1500, name="parindex_stopped")
    worker = started(there)
    until(there, lambda seen: seen["running"] == 1)

    worker.terminate()
    _, errors = worker.communicate(timeout=60)
    seen = state(there)

    assert (worker.returncode, errors) == (0, "")
    assert seen["running"] == seen["failed"] == 0
    assert seen["read"] + seen["reading"] == 6
    assert seen["reading"] > 0
    assert seen["told"] == seen["read"]


def test_a_worker_told_twice_ends_at_once_and_another_goes_on(tmp_path: Path) -> None:
    there = installation(tmp_path, documents=2, rows=2500, name="parindex_twice")
    worker = started(there)
    until(there, lambda seen: seen["running"] == 1)

    worker.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        worker.wait(0.2)
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=10)
    other = started(there)
    seen = until(there, lambda each: each["read"] == 2)
    other.terminate()
    other.communicate(timeout=60)

    assert (seen["read"], seen["told"]) == (2, 2)


def test_two_workers_share_the_work_and_do_nothing_twice(tmp_path: Path) -> None:
    there = installation(tmp_path, documents=16, rows=150, name="parindex_two")
    there.env["PARINDEX_JOB_LEASE"] = "60"
    pair = [started(there), started(there)]

    seen = until(there, lambda each: each["read"] == 16)
    ends = []
    for worker in pair:
        worker.terminate()
        ends.append((worker.communicate(timeout=60)[1], worker.returncode))

    assert seen == {"reading": 0, "read": 16, "failed": 0, "told": 16, "running": 0, "queued": 0}
    assert ends == [("", 0), ("", 0)]
    assert there.run("verify-audit").returncode == 0


def test_a_job_that_kills_its_worker_is_given_up_and_the_document_says_so(tmp_path: Path) -> None:
    there = installation(tmp_path, documents=1, rows=1, name="parindex_crash")
    (tmp_path / "killing.py").write_text(KILLING, encoding="utf-8")
    (tmp_path / "killing_settings.py").write_text(
        "from parindex.config.settings import *\nJOB_FUNCTIONS = {'documents.read': 'killing.read'}\n",
        encoding="utf-8",
    )
    there.env["PYTHONPATH"] += f":{tmp_path}"
    there.env["DJANGO_SETTINGS_MODULE"] = "killing_settings"
    ends = []
    for _ in range(5):
        worker = there.start("work")
        worker.communicate(timeout=60)
        ends.append(worker.returncode)

    last = started(there)
    seen = until(there, lambda each: each["failed"] == 1)
    last.terminate()
    last.communicate(timeout=60)

    assert ends == [9] * 5
    assert (seen["failed"], seen["reading"], last.returncode) == (1, 0, 0)


class Server:
    """A PostgreSQL server of our own that can be restarted."""

    def __init__(self, programs: Path, place: Path) -> None:
        """Make a cluster in ``place``, an empty folder the server's user may enter, and start it."""
        self._programs, self._place, self._user = programs, place, postgresql._unprivileged()
        self._port = processes.free_port()
        word = place / "password"
        word.write_text("restarted", encoding="ascii")
        if self._user:
            for path in (place, word):
                shutil.chown(path, self._user)
        postgresql._create(programs, place, self._user)
        self.url = f"postgresql://parindex:restarted@127.0.0.1:{self._port}/postgres"
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._running = postgresql._start(self._programs, self._place, self._port, self._user, ())
        postgresql._wait(self._programs, self._place, self._port, self._running)

    def stop(self) -> None:
        """Stop it, breaking every connection."""
        processes.stop(self._running, end=signal.SIGINT)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that is gone at the end of the test."""
    programs = postgresql.programs()
    assert programs is not None
    with tempfile.TemporaryDirectory(prefix="parindex-restart-", dir="/tmp") as place:
        made = Server(programs, Path(place))
        yield made
        made.stop()


@pytest.mark.postgresql
def test_a_database_that_restarts_is_waited_for(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", server.url)
    there = installation(tmp_path, documents=6, rows=1500, name="parindex_restarted")
    worker = started(there)
    until(there, lambda seen: seen["running"] == 1)

    server.stop()
    with pytest.raises(subprocess.TimeoutExpired):
        worker.wait(2)
    server.start()
    seen = until(there, lambda each: each["read"] == 6)
    worker.terminate()
    _, errors = worker.communicate(timeout=60)

    assert (seen["read"], seen["told"], seen["failed"]) == (6, 6, 0)
    assert worker.returncode == 0
    assert "the database does not answer, trying again" in errors
    assert "Traceback" not in errors
