"""The port of case records, and the folder of Parquet parts that implements it by default."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

import duckdb

from parindex.engine.values import digests
from parindex.foundation.cases import cubes, findings, intake, session
from parindex.foundation.cases.counts import Count, Part
from parindex.foundation.cases.session import Bounds

LAYOUT = 1
"""Goes up when parts are written otherwise: those of another layout are made again."""
_GROUP = 122_880


class Absent(FileNotFoundError):
    """A part is not in the store; it is made again from the file it came from."""


class CaseStore(Protocol):
    """Keeps case files in columns and counts them; a part is never changed, a later one displaces cases."""

    def take(self, data: bytes, *, until: date) -> Part:
        """Keep a file of the period that ends before ``until``. Raises findings.Rejected."""

    def counts(self, parts: Sequence[str], *, until: date) -> tuple[Count, ...]:
        """Count ``parts``, the oldest first; a case in several counts as the last says. Raises Absent."""


class FolderStore:
    """Parts in a folder, each written aside and moved into place, so never half."""

    def __init__(self, folder: Path, bounds: Bounds | None = None) -> None:
        """Use ``folder``, made when first needed."""
        self._folder = folder.resolve()
        self._bounds = bounds or Bounds()

    def take(self, data: bytes, *, until: date) -> Part:
        """Check and keep a file; the same content is the same part."""
        name = f"{digests.of_bytes(data)}-{LAYOUT}"
        text = intake.opened(data)
        with self._working() as aside, session.opened(self._folder, self._bounds) as connection:
            (aside / "arrived").write_bytes(text.data if text else data)
            known = intake.arrive(connection, aside / "arrived", text, until=until)
            repeated = _one(connection, "SELECT count(id) - count(DISTINCT id) FROM cases")
            records = connection.sql(cubes.LAST_OF_EACH if repeated else cubes.PART)
            records.write_parquet(str(aside / "part"), row_group_size=_GROUP)
            (aside / "part").replace(self._place(name))
            self._cube(connection, name)
            part = {"part": str(self._place(name))}
            cases, since = connection.execute(cubes.EXTENT, part).fetchall()[0]
            units = connection.execute(cubes.UNITS, part).fetchall()
        found = (*(text.found if text else ()), *((findings.twice(repeated),) if repeated else ()))
        has_ids = "id" in known
        return Part(
            name=name,
            cases=cases,
            units=tuple(units),
            has_ids=has_ids,
            since=since,
            found=found if has_ids else (*found, findings.without_id()),
        )

    def counts(self, parts: Sequence[str], *, until: date) -> tuple[Count, ...]:
        """Count parts by their cubes; cubes that are not there yet are made, and only those."""
        if not parts:
            return ()
        for name in parts:
            if not self._place(name).exists():
                raise Absent(name)
        with session.opened(self._folder, self._bounds) as connection:
            asked = {
                "added": [str(self._cube(connection, name)) for name in parts],
                "taken": [
                    str(self._displaced(connection, parts[:at], name)) for at, name in enumerate(parts)
                ],
                "last": until - timedelta(days=1),
                "until_month": _month(until - timedelta(days=1)) + 1,
            }
            rows = connection.execute(cubes.MONTHS, asked).fetchall()
        return tuple(
            Count(unit, date(month // 12, month % 12 + 1, 1), *counts) for unit, month, *counts in rows
        )

    def forget(self) -> None:
        """Drop the cubes of the parts: the next count makes them again."""
        shutil.rmtree(self._folder / "cubes", ignore_errors=True)

    def _cube(self, connection: duckdb.DuckDBPyConnection, name: str) -> Path:
        place = self._folder / "cubes" / f"{name}.parquet"
        if not place.exists():
            connection.read_parquet(str(self._place(name))).create_view("records", replace=True)
            self._write(connection, place)
            connection.execute("DROP VIEW records")
        return place

    def _displaced(self, connection: duckdb.DuckDBPyConnection, older: Sequence[str], name: str) -> Path:
        """What a part takes away of the parts before it; named after them all, so never out of date."""
        before = digests.of_bytes("\n".join(older).encode())
        place = self._folder / "displaced" / f"{name}-{before[:32]}.parquet"
        if place.exists():
            return place
        paths = [str(self._place(each)) for each in older]
        part = str(self._place(name))
        if paths:
            connection.execute(cubes.CANDIDATES, {"older": paths, "part": part})
            found = connection.execute("SELECT DISTINCT part FROM candidates").fetchall()
            paths = [path for path in paths if (path,) in found]
        if paths:
            connection.execute(cubes.DISPLACED, {"older": paths, "part": part})
        else:
            connection.execute(cubes.NOTHING, {"part": part})
        self._write(connection, place)
        connection.execute("DROP TABLE records")
        connection.execute("DROP TABLE IF EXISTS candidates")
        return place

    def _write(self, connection: duckdb.DuckDBPyConnection, place: Path) -> None:
        with self._working() as aside:
            connection.sql(cubes.CUBE).write_parquet(str(aside / "cube"))
            place.parent.mkdir(mode=0o700, exist_ok=True)
            (aside / "cube").replace(place)

    def _place(self, name: str) -> Path:
        return self._folder / f"{name}.parquet"

    @contextmanager
    def _working(self) -> Iterator[Path]:
        """A folder of its own for one piece of work, gone at its end."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=self._folder, prefix=".aside-"))
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _one(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
