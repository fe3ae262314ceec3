"""Bytes into text: UTF-8, UTF-16, Windows-1258; anything else is unusable."""

from __future__ import annotations

import codecs

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import limits
from parindex.engine.values.vietnamese import nfc

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096


def text_of(data: bytes) -> str:
    """The text of ``data`` in NFC with "\\n" line ends. Raises Unusable for what is no text."""
    text = _decoded(data)
    if any(letter < " " and letter not in "\t\n\r\f\v\x1a" for letter in text):
        raise _no_text()
    return plain(text)


def plain(text: str) -> str:
    """``text`` in NFC with "\\n" line ends, without marks that print nothing. Raises Unusable if too long."""
    text = text.removesuffix("\x1a").replace("\r\n", "\n").replace("\r", "\n")
    return limits.text_within(nfc(text.replace("\ufeff", "").replace("\u200b", "").replace("\u00ad", "")))


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if wide := _wide(data[:_SAMPLE]):
        return _strict(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin letters is zero."""
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 4 >= len(sample) // 2 and even * 20 <= odd:
        return "utf-16-le"
    if even * 4 >= len(sample) // 2 and odd * 20 <= even:
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> str:
    """Windows-1258, accepted only when what comes out reads like words."""
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError as error:
        raise _no_text() from error
    words = sum(letter.isalpha() or letter.isspace() or letter.isdigit() for letter in nfc(text))
    if words * 10 < len(nfc(text)) * 7:
        raise _no_text()
    return text


def _no_text() -> Unusable:
    return Unusable(
        vi="Tệp không phải là văn bản thuần đọc được. "
        "Hãy lưu lại ở dạng văn bản UTF-8, hoặc tải lên bản Word, Excel, PDF gốc.",
        en="The file is not readable plain text. "
        "Save it as UTF-8 text, or give the original Word, Excel or PDF file.",
    )
