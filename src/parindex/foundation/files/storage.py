"""The storage port, and the folder that implements it by default."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from parindex.engine.values import digests


class Missing(FileNotFoundError):
    """The bytes of a stored file are gone or are not what they were."""


class WrongStore(ValueError):
    """The address of the store is not one we can use."""


class Storage(Protocol):
    """Keeps contents by their SHA-256 digest and gives them back unchanged."""

    def put(self, digest: str, data: bytes) -> None:
        """Keep ``data`` under ``digest``; the same content twice is kept once."""

    def get(self, digest: str) -> bytes:
        """The content of ``digest``. Raises Missing when it is gone or altered."""


class FolderStorage:
    """Contents in a folder, ``ab/cdef…``; written aside and moved into place, so never half."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, made when first needed."""
        self._folder = folder

    def put(self, digest: str, data: bytes) -> None:
        """Keep ``data``; it is on the disk when this returns."""
        place = self._place(digest)
        if self._is_whole(place, digest):
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        number, aside = tempfile.mkstemp(dir=place.parent, prefix=".aside-")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).replace(place)
            for folder in (place.parent, self._folder):
                _settle(folder)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(aside).unlink()
            raise

    def get(self, digest: str) -> bytes:
        """The content, checked against its digest."""
        try:
            data = self._place(digest).read_bytes()
        except FileNotFoundError:
            raise Missing(digest) from None
        if digests.of_bytes(data) != digest:
            raise Missing(digest)
        return data

    def _is_whole(self, place: Path, digest: str) -> bool:
        """Whether the content stands there unharmed; a damaged one is written again."""
        return place.exists() and digests.of_bytes(place.read_bytes()) == digest

    def _place(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]


def _settle(folder: Path) -> None:
    """Have the names in ``folder`` on the disk too: a power cut must not lose a file that was confirmed."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
