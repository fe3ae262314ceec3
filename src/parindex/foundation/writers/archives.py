"""Zip archives that depend on their parts alone: no clock, no order of a folder, no host."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The archive of ``parts`` in the order given, dated 1 January 1980."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, data)
    return target.getvalue()
