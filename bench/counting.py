"""What cases.py measures inside a process of its own: the store of case records, and a plain scan."""

from __future__ import annotations

import json
import resource
import shutil
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from parindex.foundation.cases.session import Bounds
from parindex.foundation.cases.storage import FolderStore

UNITS, FILES = 142, 24
FIRST = date(2025, 1, 1)
BOUNDS = Bounds()

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


def period(number: int) -> tuple[date, date]:
    """A half-month; the last one is the first of the next year."""

    def day(half: int) -> date:
        return date(FIRST.year + half // 24, half // 2 % 12 + 1, 16 if half % 2 else 1)

    return day(number), day(number + 1)


def measured(name: str, folder: Path) -> dict[str, float]:
    """What one deed takes: CPU, the most memory of the process, and whether its figures are right."""
    if name.startswith("make "):
        _make(folder, rows=int(name.split()[2]), kind=name.split()[1])
        return {"cpu": 0, "memory": 0, "is_exact": 1}
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


def _make(folder: Path, *, rows: int, kind: str) -> None:
    """Half-months one after another; each holds the open cases of the one before it again."""
    for name in ("files", "plain"):
        (folder / name).mkdir()
    each = rows // (FILES + 1)
    with duckdb.connect() as connection:
        for number in range(FILES + 1):
            since, until = period(number)
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
    since, until = period(number - 1)
    before = f"DATE '{since}' + (hash(i * 31 + 1) % {(until - since).days})::INT"
    return statement.replace(
        "$since::DATE + (hash(i * 31 + 1) % $days)::INT AS received",
        f"CASE WHEN i < {number * each} THEN {before} "
        "ELSE $since::DATE + (hash(i * 31 + 1) % $days)::INT END AS received",
    )


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "files").iterdir())


def _prepare(folder: Path) -> None:
    """A store of all files but the last, counted; and one of all, to be counted again."""
    for name, files in (("kept", _files(folder)[:-1]), ("full", _files(folder))):
        parts = _take(FolderStore(folder / name, BOUNDS), files)
        FolderStore(folder / name, BOUNDS).counts(parts, until=period(len(files) - 1)[1])
        (folder / f"{name}.json").write_text(json.dumps(parts))


def _take(store: FolderStore, files: list[Path]) -> list[str]:
    return [store.take(each.read_bytes(), until=period(int(each.stem))[1]).name for each in files]


def _scan(folder: Path) -> int:
    with duckdb.connect(
        config={"threads": BOUNDS.threads, "memory_limit": f"{BOUNDS.memory}MB"}
    ) as connection:
        parts = [str(each) for each in sorted((folder / "plain").glob("*"))]
        return len(connection.execute(SCAN, {"files": parts, "last": period(FILES)[1]}).fetchall())


def _recount(folder: Path) -> Any:
    """Every record read again: the cubes of all parts are made anew."""
    store = FolderStore(folder / "full", BOUNDS)
    store.forget()
    return store.counts(json.loads((folder / "full.json").read_text()), until=period(FILES)[1])


def _rebuild(folder: Path) -> Any:
    """Everything from the files: checked, kept, later records against earlier ones, counted."""
    shutil.rmtree(folder / "rebuilt", ignore_errors=True)
    store = FolderStore(folder / "rebuilt", BOUNDS)
    return store.counts(_take(store, _files(folder)), until=period(FILES)[1])


def _step(folder: Path) -> Any:
    store = FolderStore(folder / "grown", BOUNDS)
    parts = [*json.loads((folder / "kept.json").read_text()), *_take(store, _files(folder)[-1:])]
    return store.counts(parts, until=period(FILES)[1])


def _is_exact(folder: Path, counts: Any) -> int:
    names = ("received", "finished", "on_time", "online", "paid")
    ours = tuple(sum(getattr(each, name) for each in counts) for name in names)
    with duckdb.connect() as connection:
        files = [str(each) for each in sorted((folder / "plain").glob("*"))]
        return int(connection.execute(TRUTH, {"files": files}).fetchall()[0] == ours)
