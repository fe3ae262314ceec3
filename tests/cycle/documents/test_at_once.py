"""Two people at once, on a real database with real connections: one does the deed, the other is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cycle.documents import racing
from tests.flows.standalone import ROOT, Standalone

RUN = "from tests.cycle.documents import racing; racing.main()"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def came_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came out of every race."""
    there = Standalone(tmp_path_factory.mktemp("at-once"), name="parindex_at_once")
    there.env["PYTHONPATH"] += f":{ROOT}"
    assert there.run("prepare").returncode == 0
    outcomes: dict[str, Any] = json.loads(there.script(RUN))
    return outcomes


def test_of_two_acceptances_one_is_made(came_out: dict[str, Any]) -> None:
    allowed = (["NothingToAccept", "accepted"], ["Overtaken", "accepted"])
    assert len(came_out["accept_twice"]) == racing.ROUNDS
    assert [each for each in came_out["accept_twice"] if each not in allowed] == []
    assert came_out["acceptances_and_rows"] == [racing.ROUNDS, racing.ROUNDS]


def test_the_same_file_from_two_people_is_one_document(came_out: dict[str, Any]) -> None:
    assert came_out["upload_twice"] == [["False", "True"]] * racing.ROUNDS
    assert came_out["documents"] == racing.ROUNDS


def test_of_two_corrections_one_is_made(came_out: dict[str, Any]) -> None:
    assert came_out["correct_twice"] == [["Overtaken", "corrected"]] * racing.ROUNDS


def test_a_correction_stands_before_the_acceptance_or_is_told_of_it(came_out: dict[str, Any]) -> None:
    allowed = (["Locked", "accepted"], ["accepted", "corrected"], ["Overtaken", "corrected"])
    assert [each for each in came_out["correct_while_accepting"] if each not in allowed] == []


def test_a_document_is_accepted_or_set_aside_never_both(came_out: dict[str, Any]) -> None:
    allowed = (["NotPossible", "accepted"], ["NotPossible", "set aside"])
    assert [each for each in came_out["set_aside_while_accepting"] if each not in allowed] == []
