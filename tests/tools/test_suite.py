"""dev.py test: what was covered is said plainly, and what was required must have run."""

from __future__ import annotations

import socket
from collections import Counter
from pathlib import Path

import pytest

from tools.dev import postgresql, suite
from tools.dev.places import Trouble
from tools.dev.suite import Outcome

EVERYTHING = Counter(sqlite=9, browser=2, libreoffice=1)


def outcome(database: str, *, status: int = 0, covered: Counter[str] = EVERYTHING, **counts: int) -> Outcome:
    """A run of the suite."""
    return Outcome(database, status, Counter({"passed": 10, **counts}), Counter(covered), [])


def test_all_passed_and_everything_covered(capsys: pytest.CaptureFixture[str]) -> None:
    runs = [outcome("sqlite"), outcome("postgresql", covered=Counter(postgresql=7))]

    status = suite.report(runs, required=suite.CAN_BE_REQUIRED, programs=Path("/usr"))

    assert status == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "=== What was covered ===",
        "SQLite: 9 tests passed",
        "PostgreSQL: 7 tests passed",
        "Browser (Chromium): 2 tests passed",
        "LibreOffice: 1 tests passed",
        "20 passed, 0 failed",
    ]


def test_what_was_not_covered_says_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    status = suite.report([outcome("sqlite")], required=(), programs=None)

    assert status == 0
    assert (
        "PostgreSQL: NOT covered (not installed: sudo apt-get install postgresql)" in capsys.readouterr().out
    )


@pytest.mark.parametrize("name", suite.CAN_BE_REQUIRED)
def test_what_is_required_must_have_run(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    covered = Counter(sqlite=1, postgresql=1, browser=1, libreoffice=1)
    del covered[name]

    status = suite.report([outcome("sqlite", covered=covered)], required=suite.CAN_BE_REQUIRED, programs=None)

    assert status == 1
    assert f"required but not covered: {name}\n10 passed, 1 failed\n" in capsys.readouterr().out


def test_failures_errors_and_crashes_fail(capsys: pytest.CaptureFixture[str]) -> None:
    failed = suite.report([outcome("sqlite", status=1, failed=2, error=1)], required=(), programs=None)
    crashed = suite.report([outcome("sqlite", status=3)], required=(), programs=None)
    empty = suite.report([], required=(), programs=None)

    assert (failed, crashed, empty) == (1, 1, 1)
    told = capsys.readouterr().out
    assert "10 passed, 3 failed" in told
    assert "the run on sqlite ended with status 3" in told


def test_a_second_database_without_a_chosen_test_is_no_failure() -> None:
    empty = Outcome("postgresql", suite.NOTHING_COLLECTED)

    assert suite.report([outcome("sqlite"), empty], required=(), programs=Path("/usr")) == 0
    assert suite.report([Outcome("sqlite", suite.NOTHING_COLLECTED)], required=(), programs=None) == 1


def test_an_unknown_requirement_is_refused() -> None:
    with pytest.raises(Trouble, match="not firefox"):
        suite.test((), database=None, required=("firefox",))


@pytest.mark.skipif(postgresql.programs() is None, reason="needs PostgreSQL: apt-get install postgresql")
def test_a_server_of_our_own_answers_and_is_gone_afterwards() -> None:
    programs = postgresql.programs()
    assert programs is not None

    with postgresql.server(programs) as url:
        port = int(url.split(":")[3].split("/")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
