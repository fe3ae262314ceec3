"""The store of case records in force."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from parindex.foundation.cases.session import Bounds
from parindex.foundation.cases.storage import CaseStore, FolderStore


def store(owner: int) -> CaseStore:
    """The store of one owner: a folder of its own, so that no statement reaches the cases of another."""
    bounds = Bounds(memory=settings.CASES_MEMORY, threads=settings.CASES_THREADS)
    return FolderStore(Path(settings.CASES_FOLDER) / str(owner), bounds)
