"""Reading stored bytes; only ever called by the room that owns the file."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from parindex.foundation.files.models import StoredFile
from parindex.foundation.files.storage import FolderStorage, Storage


def storage() -> Storage:
    """The storage in force."""
    return FolderStorage(Path(settings.FILES_FOLDER))


def content(file: StoredFile) -> bytes:
    """The bytes of ``file``, checked against the digest."""
    return storage().get(file.sha256)
