"""dev.py test: the whole suite on each database, and plainly what was covered."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.dev import environment, postgresql
from tools.dev.places import PYTHON, ROOT, Trouble, say

CAN_BE_REQUIRED = ("postgresql", "browser", "libreoffice")
NOTHING_COLLECTED = 5
PROGRAMS = {
    "browser": (("chromium", "chromium-browser", "google-chrome"), "sudo apt-get install chromium"),
    "libreoffice": (
        ("soffice", "libreoffice"),
        "sudo apt-get install --no-install-recommends libreoffice-writer libreoffice-calc fonts-liberation",
    ),
}


@dataclass
class Outcome:
    """One run of pytest: how it ended, and what the tests that passed had used."""

    database: str
    status: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    skipped: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether pytest was content; a run that selected no test at all is judged by the other run."""
        return self.status in {0, NOTHING_COLLECTED}


def test(arguments: tuple[str, ...], *, database: str | None, required: tuple[str, ...]) -> int:
    """Run the suite and say what it covered; 0 only if all passed and all required was covered."""
    unknown = set(required) - set(CAN_BE_REQUIRED)
    if unknown:
        raise Trouble(f"--require knows {', '.join(CAN_BE_REQUIRED)}, not {', '.join(sorted(unknown))}")
    environment.ready("dev")
    outcomes = []
    if database in {None, "sqlite"}:
        say("\n=== The suite on SQLite ===")
        outcomes.append(_pytest(arguments, database="sqlite", settings={}))
    programs = postgresql.programs()
    if database in {None, "postgresql"} and programs:
        say(f"\n=== The suite on PostgreSQL {postgresql.version(programs)}: tests that use a database ===")
        with postgresql.server(programs) as url:
            settings = {"DATABASE_URL": url, "PARINDEX_TESTS": "database"}
            outcomes.append(_pytest(arguments, database="postgresql", settings=settings))
    return report(outcomes, required=required, programs=programs)


def _pytest(arguments: tuple[str, ...], *, database: str, settings: Mapping[str, str]) -> Outcome:
    outcome = Outcome(database)
    with tempfile.TemporaryDirectory(prefix="parindex-test-") as folder:
        report = Path(folder) / "report.json"
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        env = {
            **kept,
            **settings,
            "PARINDEX_HOME": folder,
            "PARINDEX_TEST_REPORT": str(report),
            "PYTHONPATH": str(ROOT / "src"),
        }
        command = [str(PYTHON), "-m", "pytest", *_workers(arguments), *arguments]
        outcome.status = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
        if report.exists():
            told = json.loads(report.read_text())
            outcome.counts.update(told["outcomes"])
            outcome.covered.update(told["covered"])
            outcome.skipped = told["skipped"]
    return outcome


def _workers(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Two processes for the whole suite; one where the caller names what to run."""
    return () if arguments else ("-q", "-n", "2", "--dist", "loadfile")


def report(outcomes: list[Outcome], *, required: tuple[str, ...], programs: Path | None) -> int:
    """Say what was covered; the last line counts what passed and failed over all databases."""
    counts: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    for outcome in outcomes:
        counts.update(outcome.counts)
        covered.update(outcome.covered)
    say("\n=== What was covered ===")
    say(_line("SQLite", covered["sqlite"], "the run was not asked for it"))
    missing = "not installed: " + postgresql.INSTALL if programs is None else "the run was not asked for it"
    say(_line("PostgreSQL", covered["postgresql"], missing))
    for name, title in (("browser", "Browser (Chromium)"), ("libreoffice", "LibreOffice")):
        commands, remedy = PROGRAMS[name]
        present = any(shutil.which(command) for command in commands)
        say(_line(title, covered[name], "no test asked for it" if present else "not installed: " + remedy))
    for reason in sorted({reason for outcome in outcomes for reason in outcome.skipped}):
        say(f"skipped: {reason.removeprefix('Skipped: ')}")
    lacking = [name for name in required if not covered[name]]
    for name in lacking:
        say(f"required but not covered: {name}")
    crashed = [outcome for outcome in outcomes if not outcome.passed and not outcome.counts["failed"]]
    for outcome in crashed:
        say(f"the run on {outcome.database} ended with status {outcome.status}; see above")
    failed = counts["failed"] + counts["error"] + len(lacking)
    say(f"{counts['passed']} passed, {failed} failed")
    good = outcomes and all(outcome.passed for outcome in outcomes) and counts["passed"] and not failed
    return 0 if good else 1


def _line(what: str, tests: int, otherwise: str) -> str:
    return f"{what}: {tests} tests passed" if tests else f"{what}: NOT covered ({otherwise})"
