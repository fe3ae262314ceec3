"""Reading stored bytes and asking the scanner; only ever called by the room that owns the file."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings

from parindex.foundation.files import scanning
from parindex.foundation.files.models import StoredFile
from parindex.foundation.files.scanning import Scanner
from parindex.foundation.files.storage import FolderStorage, Storage


def storage() -> Storage:
    """The storage in force: the folder, unless the settings name a store."""
    address = settings.FILES_STORE
    return _store(address) if address else FolderStorage(Path(settings.FILES_FOLDER))


@cache
def _store(address: str) -> Storage:
    """The store at ``address``; its library is an extra, so it is loaded only when it is asked for."""
    store: Storage = import_module("parindex.foundation.files.buckets").at(address)
    return store


def content(file: StoredFile) -> bytes:
    """The bytes of ``file``, checked against the digest."""
    return storage().get(file.sha256)


def scanner() -> Scanner:
    """The virus scanner in force; one that scans nothing unless the settings name another."""
    return scanning.at(settings.FILES_SCANNER)


def scans() -> bool:
    """Whether a virus scanner is set."""
    return bool(settings.FILES_SCANNER)
