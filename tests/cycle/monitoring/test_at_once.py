"""Two submits at once, on a real database with real connections: one counts, the other is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cycle.monitoring import racing
from tests.flows.standalone import ROOT, Standalone

RUN = "from tests.cycle.monitoring import racing; racing.main()"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def came_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came out of every race."""
    there = Standalone(tmp_path_factory.mktemp("at-once"), name="parindex_reports_at_once")
    there.env["PYTHONPATH"] += f":{ROOT}"
    assert there.run("prepare").returncode == 0
    outcomes: dict[str, Any] = json.loads(there.script(RUN))
    return outcomes


def test_the_same_report_sent_twice_is_one_entry(came_out: dict[str, Any]) -> None:
    assert came_out["same_twice"] == [["entry 1", "entry 1"]] * racing.ROUNDS
    assert came_out["entries_and_rows"] == [racing.ROUNDS, racing.ROUNDS]


@pytest.mark.parametrize("which", ["two_reports", "report_and_done"])
def test_of_two_different_reports_one_is_kept(came_out: dict[str, Any], which: str) -> None:
    allowed = (["Overtaken", "entry 1"], ["WrongStep", "entry 1"])
    assert len(came_out[which]) == racing.ROUNDS
    assert [each for each in came_out[which] if each not in allowed] == []


def test_a_report_is_verified_or_returned_never_both(came_out: dict[str, Any]) -> None:
    allowed = (["Overtaken", "returned"], ["Overtaken", "verified"])
    assert [each for each in came_out["verify_and_return"] if each not in allowed] == []


def test_two_fan_outs_of_one_plan_make_each_assignment_once(came_out: dict[str, Any]) -> None:
    assert came_out["fan_out"] == [["0", "3"]] * racing.ROUNDS
