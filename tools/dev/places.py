"""Where things stand in this checkout, and how a person is told what to mend."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
COMMAND = VENV / "bin" / "parindex"
MEGABYTE = 1_000_000


class Trouble(Exception):
    """Something a person has to mend first: one line says what and how."""


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def enough_space(folder: Path, *, megabytes: int) -> None:
    """Raise Trouble when the disk of ``folder`` has less than that left."""
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < megabytes:
        raise Trouble(f"only {free} MB are free at {folder}; make room for {megabytes} MB and start again")
