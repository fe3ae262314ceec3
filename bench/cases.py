"""Case files of a year: 10 million cases by unit and month beside a plain scan; one half-month more."""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from parindex.foundation.cases.session import Bounds  # noqa: E402
from parindex.foundation.cases.storage import FolderStore  # noqa: E402

UNITS, FILES = 142, 24
FIRST = date(2025, 1, 1)
BOUNDS = Bounds()
MOST_SCANS, MOST_MEMORY, LEAST_SAVING = 1.6, 1_000_000_000, 15.0

MAKE = """COPY (
    WITH drawn AS (
        SELECT i, hash(i * 7919 + 17) AS a, hash(i * 104729 + 3) AS b, hash(i * 1299709 + 5) AS c,
            $since::DATE + (hash(i * 31 + 1) % $days)::INT AS received
        FROM range($first, $end) t(i)
    ), dated AS (
        SELECT *, received + (3 + a % 20)::INT AS due, received + (1 + b % 24)::INT AS answered FROM drawn
    )
    SELECT 'H26.' || lpad((c % $units)::VARCHAR, 3, '0') AS "Mã đơn vị",
        'H26.' || (c % $units) || '-' || strftime(received, '%y%m%d') || '-' || lpad(i::VARCHAR, 8, '0')
            AS "Mã hồ sơ",
        received AS "Ngày tiếp nhận", due AS "Ngày hẹn trả",
        CASE WHEN answered <= $last::DATE THEN answered END AS "Ngày trả",
        a % 100 < 63 AS "Trực tuyến", b % 100 < 31 AS "Thanh toán trực tuyến"
    FROM dated
) TO """
SCAN = """SELECT "Mã đơn vị", year("Ngày tiếp nhận"), month("Ngày tiếp nhận"), count(*), count("Ngày trả"),
    count(*) FILTER ("Ngày trả" <= "Ngày hẹn trả"), count(*) FILTER ("Trực tuyến"),
    count(*) FILTER ("Thanh toán trực tuyến"),
    count(*) FILTER ("Ngày trả" IS NULL AND "Ngày hẹn trả" <= $last)
    FROM read_parquet($files) GROUP BY ALL"""
"""The plain scan: the same columns by unit and month, no ids, no later file that wins over an earlier one."""
TRUTH = """WITH latest AS (
        SELECT "Ngày trả" AS finished, "Ngày hẹn trả" AS due, "Trực tuyến" AS online,
            "Thanh toán trực tuyến" AS paid
        FROM read_parquet($files, filename = true)
        QUALIFY row_number() OVER (PARTITION BY "Mã hồ sơ" ORDER BY filename DESC) = 1
    )
    SELECT count(*), count(finished), count(*) FILTER (finished <= due), count(*) FILTER (online),
        count(*) FILTER (paid)
    FROM latest"""


def main() -> int:
    """Measure; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="cases of the year")
    parser.add_argument("--repeats", type=int, default=3, help="of each, in turns; the least is taken")
    parser.add_argument("--csv", action="store_true", help="load CSV files instead of Parquet files")
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        print(json.dumps(_inside(chosen.inside[0], Path(chosen.inside[1]))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), chosen)


def _measure(folder: Path, chosen: argparse.Namespace) -> int:
    _make(folder, rows=chosen.rows, kind="csv" if chosen.csv else "parquet")
    print(
        f"{chosen.rows} cases, {UNITS} units, {FILES} half-months and one more; load {os.getloadavg()[0]:.1f}"
    )
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


def _make(folder: Path, *, rows: int, kind: str) -> None:
    """Half-months one after another; each holds the open cases of the one before it again."""
    for name in ("files", "plain"):
        (folder / name).mkdir()
    each = rows // (FILES + 1)
    with duckdb.connect() as connection:
        for number in range(FILES + 1):
            since, until = _period(number)
            plain = folder / "plain" / f"{number:02}.parquet"
            path = folder / "files" / f"{number:02}.{kind}"
            asked = {
                "since": since,
                "days": (until - since).days,
                # one case in twenty of a file stood in the one before, and is known better now
                "first": number * each - (each // 20 if number else 0),
                "end": (number + 1) * each,
                "last": until - timedelta(days=1),
                "units": UNITS,
            }
            connection.execute(_since_of_its_own(MAKE, number, each) + f"'{plain}' (FORMAT parquet)", asked)
            if kind == "csv":
                connection.read_parquet(str(plain)).write_csv(str(path), sep=";")
            else:
                shutil.copyfile(plain, path)


def _since_of_its_own(statement: str, number: int, each: int) -> str:
    """A case that comes again has the day of receipt it had."""
    if not number:
        return statement
    since, until = _period(number - 1)
    before = f"DATE '{since}' + (hash(i * 31 + 1) % {(until - since).days})::INT"
    return statement.replace(
        "$since::DATE + (hash(i * 31 + 1) % $days)::INT AS received",
        f"CASE WHEN i < {number * each} THEN {before} "
        "ELSE $since::DATE + (hash(i * 31 + 1) % $days)::INT END AS received",
    )


def _period(number: int) -> tuple[date, date]:
    """A half-month; the last one is the first of the next year."""

    def day(half: int) -> date:
        return date(FIRST.year + half // 24, half // 2 % 12 + 1, 16 if half % 2 else 1)

    return day(number), day(number + 1)


def _run(name: str, folder: Path) -> dict[str, float]:
    """One measurement in a process of its own."""
    command = [sys.executable, str(Path(__file__)), "--inside", name, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _inside(name: str, folder: Path) -> dict[str, float]:
    deeds: dict[str, Callable[[Path], Any]] = {
        "prepare": _prepare,
        "scan": _scan,
        "recount": _recount,
        "rebuild": _rebuild,
        "step": _step,
    }
    if name == "step":
        shutil.rmtree(folder / "grown", ignore_errors=True)
        shutil.copytree(folder / "kept", folder / "grown")
    begin = time.process_time()
    found = deeds[name](folder)
    cpu = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"cpu": cpu, "memory": memory, "is_exact": _is_exact(folder, found) if name == "rebuild" else 1}


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "files").iterdir())


def _prepare(folder: Path) -> None:
    """A store of all files but the last, counted; and one of all, to be counted again."""
    for name, files in (("kept", _files(folder)[:-1]), ("full", _files(folder))):
        parts = _take(FolderStore(folder / name, BOUNDS), files)
        FolderStore(folder / name, BOUNDS).counts(parts, until=_period(len(files) - 1)[1])
        (folder / f"{name}.json").write_text(json.dumps(parts))


def _take(store: FolderStore, files: list[Path]) -> list[str]:
    return [store.take(each.read_bytes(), until=_period(int(each.stem))[1]).name for each in files]


def _scan(folder: Path) -> int:
    with duckdb.connect(
        config={"threads": BOUNDS.threads, "memory_limit": f"{BOUNDS.memory}MB"}
    ) as connection:
        parts = [str(each) for each in sorted((folder / "plain").glob("*"))]
        return len(connection.execute(SCAN, {"files": parts, "last": _period(FILES)[1]}).fetchall())


def _recount(folder: Path) -> Any:
    """Every record read again: the cubes of all parts are made anew."""
    store = FolderStore(folder / "full", BOUNDS)
    store.forget()
    return store.counts(json.loads((folder / "full.json").read_text()), until=_period(FILES)[1])


def _rebuild(folder: Path) -> Any:
    """Everything from the files: checked, kept, later records against earlier ones, counted."""
    shutil.rmtree(folder / "rebuilt", ignore_errors=True)
    store = FolderStore(folder / "rebuilt", BOUNDS)
    return store.counts(_take(store, _files(folder)), until=_period(FILES)[1])


def _step(folder: Path) -> Any:
    store = FolderStore(folder / "grown", BOUNDS)
    parts = [*json.loads((folder / "kept.json").read_text()), *_take(store, _files(folder)[-1:])]
    return store.counts(parts, until=_period(FILES)[1])


def _is_exact(folder: Path, counts: Any) -> int:
    names = ("received", "finished", "on_time", "online", "paid")
    ours = tuple(sum(getattr(each, name) for each in counts) for name in names)
    with duckdb.connect() as connection:
        files = [str(each) for each in sorted((folder / "plain").glob("*"))]
        return int(connection.execute(TRUTH, {"files": files}).fetchall()[0] == ours)


if __name__ == "__main__":
    raise SystemExit(main())
