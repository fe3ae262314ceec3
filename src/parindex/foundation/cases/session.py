"""A DuckDB of our own, locked: one folder, so much memory, no extensions, no settings changed later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

_FIXED = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_unsigned_extensions": False,
    "python_enable_replacements": False,
}
_ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a session may use: memory of its own, threads, and room on the disk for what does not fit."""

    memory: int = 512
    """Megabytes."""
    threads: int = 2
    spill: int = 8
    """Gigabytes."""


@contextmanager
def opened(folder: Path, bounds: Bounds) -> Iterator[duckdb.DuckDBPyConnection]:
    """A session that reaches the files in ``folder`` and nothing else of the machine."""
    spill = folder / "spill"
    spill.mkdir(mode=0o700, parents=True, exist_ok=True)
    connection = duckdb.connect(
        ":memory:",
        config={
            **_FIXED,
            "memory_limit": f"{bounds.memory}MB",
            "threads": bounds.threads,
            "temp_directory": str(spill),
            "max_temp_directory_size": f"{bounds.spill}GB",
        },
    )
    try:
        connection.execute(f"SET TimeZone = '{_ZONE}'")
        connection.execute(f"SET allowed_directories = [{_quoted(folder)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def _quoted(folder: Path) -> str:
    return "'" + str(folder.resolve()).replace("'", "''") + "'"
