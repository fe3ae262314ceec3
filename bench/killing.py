"""A minute of saves on PostgreSQL, two server processes, servers and backends killed; nothing may be lost.

Run it at the root, as `python -m bench.killing`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.flows.killing import ordeal
from tests.flows.standalone import Standalone
from tools.dev import postgresql

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the ordeal; 1 when a fault was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=120.0, help="saves a second that are sent")
    parser.add_argument("--kills", type=int, default=24)
    chosen = parser.parse_args()
    programs = postgresql.programs()
    if programs is None:
        sys.exit(f"PostgreSQL is needed: {postgresql.INSTALL}")
    with tempfile.TemporaryDirectory() as home, postgresql.server(programs, options=postgresql.SAFE) as url:
        there = Standalone(Path(home), name="unused")
        there.env |= {"DATABASE_URL": url, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        prepared = there.run("prepare")
        if prepared.returncode:
            sys.exit(prepared.stderr)
        found = ordeal(there, units=16, rate=chosen.rate, seconds=chosen.seconds, kills=chosen.kills, url=url)
    rate = found.acknowledged / found.seconds
    print(
        f"{found.kills} kills, {found.acknowledged} saves acknowledged in {found.seconds:.0f} s: {rate:.0f}/s"
    )
    for fault in found.faults:
        print(f"  {fault}")
    print(f"{len(found.faults)} faults")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
