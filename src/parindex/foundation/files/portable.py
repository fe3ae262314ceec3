"""PDF files: whatever acts when they are opened is found by name, also inside compressed objects."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from parindex.engine.values.findings import Words
from parindex.foundation.files import refusals

HEADER = b"%PDF-"
_LEADING = b"\xef\xbb\xbf\x00\t\n\f\r "
_HEADER_AREA = 1024

_SCRIPTS = frozenset({b"JavaScript", b"JS", b"XFA"})
_DEEDS = frozenset({b"Launch", b"SubmitForm", b"ImportData", b"GoToE", b"Rendition", b"RichMedia", b"Movie"})
_FILES = frozenset({b"EmbeddedFile", b"EmbeddedFiles", b"FileAttachment"})
_REFUSED = (
    (_SCRIPTS, Words("mã JavaScript hoặc biểu mẫu động", "JavaScript or a dynamic form")),
    (_DEEDS, Words("lệnh tự chạy hoặc gửi dữ liệu", "actions that start programs or send data")),
    (_FILES, Words("tệp khác nhúng bên trong", "other files embedded in it")),
)
_HIDDEN = Words("phần nén theo cách không kiểm tra được", "parts packed in a way that cannot be checked")

_STREAM = re.compile(rb"(?<![A-Za-z])stream\s")
_PACKED_OBJECTS = re.compile(rb"\s*\d+\s+\d+\s")
_OBJECT = re.compile(rb"[\d\s]obj\b")
_NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]{1,127})")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_TRAILER_AREA = 4096
_MOST_OBJECTS = 64_000_000
_HEAD = 64


def begins(data: bytes) -> bool:
    """Whether ``data`` begins as a PDF does, after nothing but blanks."""
    return data[:_HEADER_AREA].lstrip(_LEADING).startswith(HEADER)


def inspect(data: bytes) -> None:
    """Raise refusals.Unacceptable for scripts, launch actions, embedded files, passwords and damage."""
    if b"%%EOF" not in data[-_TRAILER_AREA:]:
        raise refusals.damaged()
    left = _MOST_OBJECTS
    for piece in _pieces(data):
        names = frozenset(_names(piece.outside))
        if b"Encrypt" in names:
            raise refusals.encrypted()
        _refuse(names)
        if piece.body is not None and (b"ObjStm" in names or _begins_with_objects(piece.body)):
            inside = _inflated(names, piece.body, most=left)
            left -= len(inside)
            _refuse(frozenset(_names(inside)))


class _Piece:
    """What stands between two streams, and the body of the stream that follows it."""

    __slots__ = ("body", "outside")

    def __init__(self, outside: bytes, body: bytes | None) -> None:
        self.outside = outside
        self.body = body


def _pieces(data: bytes) -> Iterator[_Piece]:
    """The file cut at its streams; a body that looks like objects is looked at as if it were none."""
    at = 0
    while found := _STREAM.search(data, at):
        end = data.find(b"endstream", found.end())
        if end < 0:
            break
        body = data[found.end() : end]
        yield _Piece(data[at : found.start()], body)
        if _OBJECT.search(body):
            yield _Piece(body, None)
        at = end
    yield _Piece(data[at:], None)


def _names(text: bytes) -> Iterator[bytes]:
    """Every name in ``text``, with what is written as #xx put back."""
    for found in _NAME.finditer(text):
        name = found[1]
        yield _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name) if b"#" in name else name


def _refuse(names: frozenset[bytes]) -> None:
    for refused, words in _REFUSED:
        if refused & names:
            raise refusals.active(words)


def _begins_with_objects(body: bytes) -> bool:
    """Whether a stream unpacks to what a stream of objects begins with, whatever its dictionary says."""
    try:
        head = zlib.decompressobj().decompress(body.lstrip(b"\r\n")[:4096], _HEAD)
    except zlib.error:
        return False
    return _PACKED_OBJECTS.match(head) is not None


def _inflated(names: frozenset[bytes], body: bytes, *, most: int) -> bytes:
    """The objects of a stream. Refused when they are packed otherwise than every program packs them."""
    if b"Filter" not in names:
        return body
    others = {name for name in names if name.endswith(b"Decode")} - {b"FlateDecode"}
    if b"FlateDecode" not in names or others or b"Predictor" in names:
        raise refusals.active(_HIDDEN)
    try:
        inflating = zlib.decompressobj()
        inside = inflating.decompress(body.lstrip(b"\r\n"), max(1, most))
    except zlib.error as error:
        raise refusals.damaged() from error
    if inflating.unconsumed_tail:
        raise refusals.bomb()
    return inside
