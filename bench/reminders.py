"""A year of reminders: 142 units, some 8,000 assignments, two workers, SIGKILL at random, a real mail server.

Run it at the root, as `python -m bench.reminders`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.flows.reminding import ordeal
from tests.flows.standalone import Standalone
from tools.dev import postgresql

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the year; 1 when anybody was told too little, too much or twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--units", type=int, default=142)
    parser.add_argument("--tasks", type=int, default=57, help="assignments of each unit")
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--pause", type=float, default=15.0, help="seconds between two kills, at most")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        there = Standalone(Path(home), name="unused")
        there.env |= {"DATABASE_URL": "", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        if chosen.on == "postgresql":
            programs = postgresql.programs()
            if programs is None:
                sys.exit(f"PostgreSQL is needed: {postgresql.INSTALL}")
            server = postgresql.server(programs, options=postgresql.SAFE)
            there.env["DATABASE_URL"] = stack.enter_context(server)
        prepared = there.run("prepare")
        if prepared.returncode:
            sys.exit(prepared.stderr)
        begin, pause = time.monotonic(), (chosen.pause / 4, chosen.pause)
        found = ordeal(there, units=chosen.units, tasks=chosen.tasks, days=chosen.days, pause=pause)
        took = time.monotonic() - begin
    print(f"{chosen.units} units, {chosen.units * chosen.tasks} assignments, {chosen.days} days, {chosen.on}")
    print(
        f"{found.notices} notices in {found.mails} mails, {found.copies} came in twice, {found.kills} kills"
    )
    print(f"{took:.0f} s; {len(found.faults)} faults")
    for fault in found.faults[:40]:
        print(f"  {fault}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
