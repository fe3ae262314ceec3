"""What a job function is handed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


class Lost(Exception):
    """Another worker took the job over because its lease ran out."""


@dataclass(frozen=True, slots=True)
class Task:
    """A claimed job: its arguments, the moment it began, and how to report progress.

    ``progress(done, total)`` also renews the lease; it raises Lost when the job was taken over.
    """

    args: Mapping[str, Any]
    at: datetime
    progress: Callable[[int, int], None]
