"""Storing bytes."""

from __future__ import annotations

from datetime import datetime

from parindex.engine.values import digests
from parindex.foundation.files import queries
from parindex.foundation.files.models import StoredFile


def store(data: bytes, *, media_type: str, at: datetime) -> StoredFile:
    """Keep ``data`` and return its row; the same content is kept once.

    The caller is a deed that has checked authority already; files have no address of their own.
    """
    digest = digests.of_bytes(data)
    queries.storage().put(digest, data)
    stored, _ = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": len(data), "media_type": media_type, "stored_at": at}
    )
    return stored
