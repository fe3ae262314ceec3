"""Workers are killed again and again; every document is read all the same, and told of once."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from tests.flows.standalone import Standalone

UPLOAD = """
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
for number in range(24):
    row = f"1\\tViệc {number}\\tTháng 6/2026\\tSở Nội vụ\\n"
    text = f"KẾ HOẠCH số {number}\\nTT\\tNhiệm vụ\\tThời hạn\\tChủ trì\\n{row}"
    actions.upload(text.encode(), name=f"{number}.txt", media_type="text/plain", owner=ward, by=SYSTEM, at=at)
"""

COUNT = """
from parindex.cycle.documents.models import Document
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.jobs.models import Job
print(Document.objects.filter(state="read").count(), HistoryRow.objects.filter(event="document.read").count(),
      HistoryRow.objects.filter(event="document.failed").count(), Job.objects.exclude(state="done").count())
"""


@pytest.mark.django_db
def test_killed_workers_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    there = Standalone(tmp_path, name="parindex_killed")
    assert there.run("prepare").returncode == 0
    there.env["PYTHONPATH"] += f":{Path(__file__).resolve().parents[2]}"
    there.script(UPLOAD)
    dice = random.Random(20261120)

    for _ in range(4):  # fewer kills than tries a job has, so that none may be given up
        pair = [there.start("work"), there.start("work")]
        for worker in pair:
            with pytest.raises(subprocess.TimeoutExpired):
                worker.communicate(timeout=dice.uniform(0.6, 1.6))
            worker.kill()
            worker.communicate()

    last = there.start("work")
    assert last.stderr is not None
    assert last.stderr.readline() == "Parindex: tiến trình xử lý nền đang chạy.\n"
    done = ""
    for _ in range(60):
        done = there.script(COUNT).strip()
        if done == "24 24 0 0":
            break
    last.terminate()
    last.communicate()
    assert done == "24 24 0 0"
    assert last.returncode == 0
    assert there.run("verify-audit").returncode == 0
