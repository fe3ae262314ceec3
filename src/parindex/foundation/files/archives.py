"""Zip files opened with their dangers refused: bombs, passwords, zips in zips without end."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from parindex.foundation.files import refusals

MAX_ENTRIES = 10_000
MAX_TOTAL = 400_000_000
MAX_RATIO = 150
RATIO_FROM = 30_000_000
MAX_DEPTH = 3
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def opened(data: bytes, *, depth: int = 0) -> zipfile.ZipFile:
    """The zip in ``data``, its directory checked; zips inside are checked as well.

    Raises refusals.Unacceptable for a damaged zip, a bomb, or one behind a password.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _BROKEN as error:
        raise refusals.damaged() from error
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL or packed > len(data) or depth >= MAX_DEPTH:
        raise refusals.bomb()
    if any(e.file_size > RATIO_FROM and e.file_size > MAX_RATIO * e.compress_size for e in entries):
        raise refusals.bomb()
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusals.encrypted()
    for entry in entries:
        if next(pieces(archive, entry.filename), b"").startswith(b"PK\x03\x04"):
            opened(part(archive, entry.filename), depth=depth + 1)
    return archive


def part(archive: zipfile.ZipFile, name: str, *, most: int = MAX_TOTAL) -> bytes:
    """The content of one part. Raises refusals.Unacceptable when it is damaged or above ``most`` bytes."""
    if archive.getinfo(name).file_size > most:
        raise refusals.bomb()
    return b"".join(pieces(archive, name))


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The content of one part, piece by piece: never more than the directory has announced."""
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_CHUNK):
                yield piece
    except _BROKEN as error:
        raise refusals.damaged() from error


def holds(archive: zipfile.ZipFile, name: str, pattern: re.Pattern[bytes], *, reach: int = 256) -> bool:
    """Whether ``pattern``, of at most ``reach`` bytes, stands anywhere in a part, in UTF-8 or UTF-16."""
    before = b""
    for piece in pieces(archive, name):
        window = before + piece
        if pattern.search(window) or (b"\x00" in window and pattern.search(window.replace(b"\x00", b""))):
            return True
        before = window[-2 * reach :]
    return False
