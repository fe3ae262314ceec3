"""Case files of a year: 10 million cases by unit and month beside a plain scan; one half-month more."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

MOST_SCANS, MOST_MEMORY, LEAST_SAVING = 1.6, 1_000_000_000, 15.0


def main() -> int:
    """Measure; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="cases of the year")
    parser.add_argument("--repeats", type=int, default=3, help="of each, in turns; the least is taken")
    parser.add_argument("--csv", action="store_true", help="load CSV files instead of Parquet files")
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        from bench import counting

        print(json.dumps(counting.measured(chosen.inside[0], Path(chosen.inside[1]))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), chosen)


def _measure(folder: Path, chosen: argparse.Namespace) -> int:
    kind = "csv" if chosen.csv else "parquet"
    _run(f"make {kind} {chosen.rows}", folder)
    print(f"{chosen.rows} cases in files of half a month ({kind}); load {os.getloadavg()[0]:.1f}")
    _run("prepare", folder)
    best: dict[str, dict[str, float]] = {}
    for _ in range(chosen.repeats):
        for name in ("scan", "recount", "rebuild", "step"):
            taken = _run(name, folder)
            least = min(taken["cpu"], best.get(name, taken)["cpu"])
            most = max(taken["memory"], best.get(name, taken)["memory"])
            best[name] = taken | {"cpu": least, "memory": most}
    for name, taken in best.items():
        print(f"{name:8} {taken['cpu']:8.3f} s of CPU   {taken['memory'] / 1e6:6.0f} MB at most")
    return _judge(best)


def _judge(best: dict[str, dict[str, float]]) -> int:
    scans = best["recount"]["cpu"] / best["scan"]["cpu"]
    saving = best["rebuild"]["cpu"] / best["step"]["cpu"]
    memory = max(best[name]["memory"] for name in ("recount", "rebuild", "step"))
    told = (
        (scans <= MOST_SCANS, f"counting all records is {scans:.2f} of a plain scan (bar {MOST_SCANS})"),
        (
            saving >= LEAST_SAVING,
            f"one more half-month is 1/{saving:.1f} of a rebuild (bar 1/{LEAST_SAVING:.0f})",
        ),
        (memory <= MOST_MEMORY, f"{memory / 1e6:.0f} MB at most (bar {MOST_MEMORY / 1e6:.0f})"),
        (best["rebuild"]["is_exact"] == 1, "the figures are those of the latest record of each case"),
    )
    for holds, sentence in told:
        print("ok    " if holds else "MISSED", sentence)
    return 0 if all(holds for holds, _ in told) else 1


def _run(name: str, folder: Path) -> dict[str, float]:
    """One measurement in a process of its own."""
    command = [sys.executable, str(Path(__file__)), "--inside", name, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
