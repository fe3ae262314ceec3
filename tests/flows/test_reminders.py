"""Days of reminders with two workers killed at random: everybody is told everything, and counts it once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.reminding import ordeal
from tests.flows.standalone import ROOT, Standalone


@pytest.mark.django_db
def test_killed_workers_tell_everybody_once(tmp_path: Path) -> None:
    there = Standalone(tmp_path, name="parindex_reminded")
    there.env["PYTHONPATH"] += f":{ROOT}"
    prepared = there.run("prepare")
    assert prepared.returncode == 0, prepared.stderr

    found = ordeal(there, units=10, tasks=60, days=12, pause=(1.0, 2.5))

    assert found.faults == ()
    assert found.kills >= 3
    assert found.copies >= 1
    assert found.mails > 50
    assert found.notices > 500
