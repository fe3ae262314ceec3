"""Opening a source: its name and its content must agree before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

import puremagic

from parindex.cycle.documents.blocks import Blocks, Unusable
from parindex.cycle.documents.formats import docx, markdown, packages, pdf, plaintext, xlsx

MAX_BYTES = 50_000_000

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

_KINDS = {".docx": DOCX, ".xlsx": XLSX, ".pdf": PDF, ".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": TEXT}
_READERS = {DOCX: docx.read, XLSX: xlsx.read, PDF: pdf.read, MARKDOWN: markdown.read, TEXT: plaintext.read}
_OLD = {".doc", ".xls", ".dot", ".xlt", ".wps"}
_MACRO = {".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb"}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UNPRINTED = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_PDF_AREA = 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A source that could be opened: what it is, and its blocks."""

    media_type: str
    blocks: Blocks


def open_source(data: bytes, *, name: str, limit: int = MAX_BYTES) -> Opened:
    """Read ``data``, whose file was called ``name``, in memory only.

    Raises blocks.Unusable, with one sentence and its remedy, for a file that cannot be opened as
    what its name and its content say, or that has more than ``limit`` bytes.
    """
    media_type = media_type_of(data, name=name, limit=limit)
    return Opened(media_type=media_type, blocks=_READERS[media_type](data))


def media_type_of(data: bytes, *, name: str, limit: int = MAX_BYTES) -> str:
    """The media type on which name and content of a file agree. Raises blocks.Unusable."""
    if not data.strip():
        raise Unusable(
            vi="Tệp rỗng, không có nội dung; hãy kiểm tra lại tệp gốc rồi gửi lại.",
            en="The file is empty; check the original and send it again.",
        )
    if len(data) > limit:
        raise Unusable(
            vi=f"Tệp lớn hơn {limit // 1_000_000} MB; hãy bỏ bớt hình ảnh hoặc chia nhỏ rồi gửi lại.",
            en=f"The file is larger than {limit // 1_000_000} MB; remove pictures or split it and send that.",
        )
    suffix = PurePath(name).suffix.lower()
    _refuse_suffix(suffix)
    found = _content(data)
    said = _KINDS.get(suffix)
    if said is None:
        raise Unusable(
            vi="Không đọc được loại tệp này; hãy gửi tệp .docx, .xlsx, .pdf, .md hoặc .txt.",
            en="This kind of file cannot be read; send a .docx, .xlsx, .pdf, .md or .txt file.",
        )
    if found == TEXT and said in {MARKDOWN, TEXT}:
        return said
    if found != said:
        raise Unusable(
            vi=f"Tên tệp có đuôi {suffix} nhưng nội dung không phải như vậy{_named(found, 'vi')}; "
            "hãy lưu lại đúng định dạng từ phần mềm soạn thảo rồi gửi lại.",
            en=f"The file name ends in {suffix} but the content is something else{_named(found, 'en')}; "
            "save it in the right format from the program that made it and send it again.",
        )
    return said


def _refuse_suffix(suffix: str) -> None:
    if suffix in _MACRO:
        raise packages.macros()
    if suffix in _OLD:
        raise _old()


def _old() -> Unusable:
    return Unusable(
        vi="Tệp thuộc định dạng Word hoặc Excel cũ (.doc, .xls); "
        "hãy mở tệp, lưu thành .docx hoặc .xlsx rồi gửi lại.",
        en="The file is in an old Word or Excel format (.doc, .xls); "
        "open it, save it as .docx or .xlsx and send that.",
    )


def _content(data: bytes) -> str | None:
    """What the content is, None if it is nothing that can be read."""
    if data.startswith(b"PK"):
        return _office(packages.opened(data))
    if data.startswith(_COMPOUND):
        raise packages.encrypted() if "EncryptedPackage".encode("utf-16-le") in data else _old()
    if data[:_PDF_AREA].lstrip(b"\xef\xbb\xbf\x00\t\n\f\r ").startswith(b"%PDF-"):
        return PDF
    return _text(data)


def _office(package: packages.Package) -> str | None:
    if "[Content_Types].xml" not in package.names:
        return None
    types = package.part("[Content_Types].xml")
    for media_type in (DOCX, XLSX):
        if f"{media_type}.main+xml".encode() in types:
            return media_type
    return None


def _text(data: bytes) -> str | None:
    if data.startswith(_WIDE_MARKS) or data.translate(None, delete=_UNPRINTED) == data:
        return TEXT
    if b"\x00" in data and not _known(data) and not _looks_wide(data):
        raise Unusable(
            vi="Tệp văn bản có ký tự rỗng (NUL) nên không đọc được; "
            "hãy mở tệp, lưu lại dạng văn bản UTF-8 rồi gửi lại.",
            en="The text file contains NUL characters; open it, save it as UTF-8 text and send it again.",
        )
    return TEXT if _looks_wide(data) else None


def _looks_wide(data: bytes) -> bool:
    """Whether text is UTF-16 without a mark: zero bytes stand on one side of most letters only."""
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    half = max(1, min(len(data), 4000) // 2)
    return max(even, odd) > half * 0.3 and min(even, odd) < half * 0.02


def _known(data: bytes) -> str | None:
    """The short name of a binary format, as far as its first bytes tell it."""
    try:
        return str(puremagic.from_string(data[:4096])).lstrip(".") or None
    except (puremagic.PureError, ValueError):
        return None


def _named(found: str | None, language: str) -> str:
    short = {DOCX: "Word", XLSX: "Excel", PDF: "PDF"}.get(found or "")
    if short is None:
        return ""
    return f" (nội dung là {short})" if language == "vi" else f" (it is {short})"
