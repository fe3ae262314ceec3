"""Compound files (Word and Excel before 2007): their directory, and whatever acts in them refused."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parindex.engine.values.findings import Words
from parindex.foundation.files import kinds, refusals
from parindex.foundation.files.kinds import Kind

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OBJECTS = Words("đối tượng nhúng chạy được (OLE, ActiveX)", "embedded objects that may act (OLE, ActiveX)")

_LAST = 0xFFFFFFFA
_SMALL = 4096
_MOST_ENTRIES = 20_000
_STREAM, _ROOT = 2, 5
_MACROS = frozenset({"macros", "vba", "_vba_project", "_vba_project_cur", "vbaproject"})
_ACTIVE = frozenset({"\x01ole10native", "package", "\x03ocxname", "\x03ocxdata", "ctls", "contents"})
_EMBEDDED = re.compile(r"_\d{8,10}|mbd[0-9a-f]{8}")
_FILE_PASS, _BOUND_SHEET, _END = 0x2F, 0x85, 0x0A
_MACRO_SHEETS = frozenset({1, 6})
_ENCRYPTED_WORD = 0x0100


@dataclass(frozen=True, slots=True)
class Entry:
    """One stream or storage of the directory."""

    name: str
    kind: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Compound:
    """An opened compound file: sectors, the chains between them, and the directory."""

    data: bytes
    sector: int
    chains: Sequence[int]
    small_chains: Sequence[int]
    small: bytes
    entries: tuple[Entry, ...]

    def stream(self, entry: Entry) -> bytes:
        """The content of a stream."""
        if entry.size < _SMALL:
            starts = _chain(self.small_chains, entry.start)
            return b"".join(self.small[at * 64 : at * 64 + 64] for at in starts)[: entry.size]
        return _joined(self.data, self.sector, self.chains, entry.start)[: entry.size]


def inspect(data: bytes) -> Kind | None:
    """The kind of the compound file in ``data``, None for anything but Word and Excel.

    Raises refusals.Unacceptable for macros, embedded objects, passwords and damage.
    """
    compound = opened(data)
    names = [entry.name.lower() for entry in compound.entries]
    if "encryptedpackage" in names:
        raise refusals.encrypted()
    if _MACROS & set(names):
        raise refusals.macros()
    if _ACTIVE & set(names) or any(_EMBEDDED.fullmatch(name) for name in names):
        raise refusals.active(OBJECTS)
    streams = {entry.name.lower(): entry for entry in compound.entries if entry.kind == _STREAM}
    if "worddocument" in streams:
        _word(compound.stream(streams["worddocument"]))
        return kinds.DOC
    for name in ("workbook", "book"):
        if name in streams:
            _excel(compound.stream(streams[name]))
            return kinds.XLS
    return None


def _word(stream: bytes) -> None:
    if len(stream) < 12:
        raise refusals.damaged()
    if struct.unpack_from("<H", stream, 10)[0] & _ENCRYPTED_WORD:
        raise refusals.encrypted()


def _excel(stream: bytes) -> None:
    """Sheets of macros are named at the head of the workbook, up to its first end."""
    for code, body in _records(stream):
        if code == _FILE_PASS:
            raise refusals.encrypted()
        if code == _BOUND_SHEET and len(body) > 5 and body[5] in _MACRO_SHEETS:
            raise refusals.macros()
        if code == _END:
            return


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        yield code, stream[at + 4 : at + 4 + length]
        at += 4 + length


def opened(data: bytes) -> Compound:
    """The compound file in ``data``. Raises refusals.Unacceptable when it is damaged."""
    try:
        return _opened(data)
    except (struct.error, IndexError, UnicodeDecodeError, OverflowError) as error:
        raise refusals.damaged() from error


def _opened(data: bytes) -> Compound:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        raise refusals.damaged()
    sector = 1 << shift
    first, small_first = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 60)[0]
    chains = _table(data, sector)
    entries = tuple(_entries(_joined(data, sector, chains, first)))
    root = next((entry for entry in entries if entry.kind == _ROOT), None)
    small = _joined(data, sector, chains, root.start) if root and root.start < _LAST else b""
    raw = _joined(data, sector, chains, small_first) if small_first < _LAST else b""
    small_chains = struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
    return Compound(data, sector, chains, small_chains, small, entries)


def _table(data: bytes, sector: int) -> tuple[int, ...]:
    """The chain of every sector: where the next one of the same stream lies."""
    places = list(struct.unpack_from("<109I", data, 76))
    following, seen = struct.unpack_from("<I", data, 68)[0], 0
    while following < _LAST and seen <= len(data) // sector:
        block = struct.unpack_from(f"<{sector // 4}I", data, (following + 1) * sector)
        places += block[:-1]
        following, seen = block[-1], seen + 1
    chains: list[int] = []
    for place in places:
        if place < _LAST and len(chains) * sector <= len(data) * sector // 4 + sector:
            chains += struct.unpack_from(f"<{sector // 4}I", data, (place + 1) * sector)
    return tuple(chains)


def _chain(chains: Sequence[int], start: int) -> Iterator[int]:
    """The sectors of a stream; one that comes back to itself is damaged."""
    seen = 0
    while start < _LAST:
        yield start
        start, seen = chains[start], seen + 1
        if seen > len(chains):
            raise refusals.damaged()


def _joined(data: bytes, sector: int, chains: Sequence[int], start: int) -> bytes:
    return b"".join(data[(at + 1) * sector : (at + 2) * sector] for at in _chain(chains, start))


def _entries(directory: bytes) -> Iterator[Entry]:
    if len(directory) // 128 > _MOST_ENTRIES:
        raise refusals.bomb()
    for at in range(0, len(directory) - 127, 128):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        if kind:
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", directory, at + 116)
            yield Entry(name=name, kind=kind, start=start, size=size)
