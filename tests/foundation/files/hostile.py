"""Files that nobody should keep, and the harmless ones beside them; built byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import openpyxl
from PIL import Image

from tests.cycle.documents.formats import packing

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(changes: dict[str, str | bytes] | None = None) -> bytes:
    """A Word file with parts replaced or added."""
    return packing.repacked(packing.a_docx(), changes or {})


def xlsx(changes: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook with parts replaced or added."""
    return packing.repacked(packing.an_xlsx(), changes or {})


def with_chart() -> bytes:
    """A Word file whose chart carries its workbook."""
    return docx({"word/embeddings/Microsoft_Excel_Sheet.xlsx": packing.an_xlsx()})


def with_field(*runs: str) -> bytes:
    """A Word file with one field whose code is cut into ``runs``."""
    code = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    return packing.word(f"<w:p>{code}</w:p>")


def relating(kind: str, *, mode: str = "External") -> bytes:
    """A Word file whose settings lead to something outside."""
    text = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r9" Type="{OFFICE}/{kind}" '
        f'Target="http://example.org/x.dotm" TargetMode="{mode}"/></Relationships>'
    )
    return docx({"word/_rels/settings.xml.rels": text})


def opendocument(kind: str = "text", parts: dict[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument file."""
    files: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": "<office:document-content/>",
    }
    return packing.zipped(files | (parts or {}))


def pdf(catalogue: bytes = CATALOGUE, *more: bytes) -> bytes:
    """A PDF of one blank page with this catalogue and these further objects."""
    return packing.pdf_of(catalogue, PAGES, PAGE, *more)


def packed_object(text: bytes, *, filters: bytes = b"/FlateDecode") -> bytes:
    """A stream that holds objects, packed."""
    body = zlib.compress(b"9 0 " + text)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter %s /Length %d >> stream\n" % (filters, len(body))
    return head + body + b"\nendstream"


def compound(streams: dict[str, bytes], *, storages: tuple[str, ...] = ()) -> bytes:
    """A compound file with streams of at least 4,096 bytes and empty storages."""
    padded = {
        name: data.ljust(max(4096, -(-len(data) // 512) * 512), b"\x00") for name, data in streams.items()
    }
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), *((name, 1, 0, 0) for name in storages)]
    names = len(entries) + len(padded)
    directory_sectors = -(-names // 4)
    chain = [0xFFFFFFFD, *_run(1, directory_sectors)]
    body = b""
    for name, data in padded.items():
        first, count = len(chain), len(data) // 512
        chain += _run(first, count)
        body += data
        entries.append((name, 2, first, len(data)))
    chain += [0xFFFFFFFF] * (128 - len(chain))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", header, 44, 1, 1, 0)
    struct.pack_into("<IIIII", header, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<I", header, 76, 0)
    header[80:512] = b"\xff" * 432
    directory = b"".join(_entry(*each) for each in entries).ljust(directory_sectors * 512, b"\x00")
    return bytes(header) + struct.pack("<128I", *chain) + directory + body


def _run(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), 0xFFFFFFFE]


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    label = name.encode("utf-16-le") + b"\x00\x00"
    head = label.ljust(64, b"\x00") + struct.pack("<HB", len(label), kind)
    return head.ljust(116, b"\x00") + struct.pack("<II", start, size) + bytes(4)


def doc(**streams: bytes) -> bytes:
    """A Word file of before 2007."""
    return compound({"WordDocument": b"\xec\xa5\xc1\x00" + bytes(20), **streams})


def xls(*records: bytes) -> bytes:
    """An Excel file of before 2007 whose workbook begins with these records."""
    return compound({"Workbook": b"".join((record(0x0809, bytes(16)), *records, record(0x0A, b"")))})


def record(code: int, body: bytes) -> bytes:
    """One record of a workbook."""
    return struct.pack("<HH", code, len(body)) + body


def sheet(kind: int) -> bytes:
    """The record that names a sheet of a kind: 0 of cells, 1 of macros."""
    return record(0x85, struct.pack("<IBB", 0, 0, kind) + b"\x04\x00Tong")


def picture(program: str, *, side: int = 8) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(out, format=program)
    return out.getvalue()


def huge_png() -> bytes:
    """A PNG of a few bytes that says it has ten thousand million dots."""
    data = picture("PNG")
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return data[:12] + chunk + struct.pack(">I", zlib.crc32(chunk)) + data[33:]


def bomb() -> bytes:
    """A Word file with a part of 60 million blanks."""
    return docx({"word/media/blank.xml": " " * 60_000_000})


def many_entries() -> bytes:
    """A zip of more parts than any document has."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    return out.getvalue()


def nested(depth: int) -> bytes:
    """A zip in a zip in a zip."""
    data = b"x"
    for _ in range(depth):
        data = packing.zipped({"inner.zip": data})
    return data


def locked_zip() -> bytes:
    """A zip whose entry says it is encrypted."""
    data = bytearray(packing.zipped({"[Content_Types].xml": "<Types/>"}))
    data[6] |= 1
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def workbook_of(text: str) -> bytes:
    """A workbook with one cell."""
    book = openpyxl.Workbook()
    book.active["A1"] = text
    return packing.saved(book)
