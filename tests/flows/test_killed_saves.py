"""Servers and backends are killed while clerks save: what was acknowledged is kept, nothing is late."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.flows.killing import Aftermath, ordeal
from tests.flows.standalone import ROOT, Standalone
from tools.dev import postgresql


def ordeal_of(there: Standalone, *, url: str) -> Aftermath:
    assert there.run("prepare").returncode == 0
    there.env["PYTHONPATH"] += f":{ROOT}"
    return ordeal(there, units=3, rate=60, seconds=16, kills=4, url=url)


@pytest.mark.django_db
def test_killed_servers_lose_no_save_and_take_none_too_late(tmp_path: Path) -> None:
    there = Standalone(tmp_path, name="parindex_saves")
    if os.environ.get("DATABASE_URL"):
        # its backends are killed too, and an acknowledged save must survive that: a server of its own
        programs = postgresql.programs()
        assert programs is not None
        with postgresql.server(programs, options=postgresql.SAFE) as url:
            there.env["DATABASE_URL"] = url
            aftermath = ordeal_of(there, url=url)
    else:
        aftermath = ordeal_of(there, url="")
    assert aftermath.faults == ()
    assert aftermath.acknowledged > aftermath.kills == 4
