"""Files for the tests, built part by part: office packages, PDFs, damaged and dangerous ones."""

from __future__ import annotations

import hashlib
import io
import struct
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import typst

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def word(body: str, *, parts: dict[str, str] | None = None) -> bytes:
    """A .docx whose body is the XML ``body``; further parts by short name, such as "footnotes"."""
    extra = parts or {}
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in extra
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>",
    }
    for name, content in extra.items():
        files[f"word/{name}.xml"] = content
    return zipped(files)


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, changes: dict[str, str | bytes]) -> bytes:
    """A package with parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | changes)


def paragraph(text: str, *, properties: str = "", run: str = "") -> str:
    """A Word paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def a_docx() -> bytes:
    """A small real Word file."""
    document = docx.Document()
    document.add_paragraph("Kế hoạch nâng cao Chỉ số")
    return saved(document)


def an_xlsx() -> bytes:
    """A small real workbook."""
    book = openpyxl.Workbook()
    book.active.append(["STT", "Tiêu chí", "Điểm tối đa"])
    return saved(book)


def saved(document: object) -> bytes:
    """The bytes of a python-docx document or an openpyxl workbook."""
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def a_pdf(source: str = "Kế hoạch nâng cao Chỉ số") -> bytes:
    """A PDF that typst sets from ``source``, on A4 with the margins of an official document."""
    frame = (
        '#set page(paper: "a4", margin: (left: 30mm, right: 15mm, top: 20mm, bottom: 20mm))\n'
        '#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false)\n'
    )
    return bytes(typst.compile((frame + source).encode()))


def compound(*streams: str) -> bytes:
    """An OLE compound file with (empty) streams of these names, as Word writes behind a password."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", header, 44, 1, 1, 0)
    struct.pack_into("<I", header, 76, 0)
    header[80:512] = b"\xff" * 432
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    directory = b""
    for name in ("Root Entry", *streams):
        label = name.encode("utf-16-le") + b"\x00\x00"
        directory += label.ljust(64, b"\x00") + struct.pack("<H", len(label)) + bytes(62)
    return bytes(header) + table + directory.ljust(512, b"\x00")


def locked_pdf() -> bytes:
    """A PDF behind a user password (standard handler, RC4 of 40 bits)."""
    filling = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    password = (b"mat-khau" + filling)[:32]
    owner = _rc4(hashlib.md5(password, usedforsecurity=False).digest()[:5], password)
    identity = b"0123456789abcdef"
    key = hashlib.md5(password + owner + struct.pack("<i", -4) + identity, usedforsecurity=False).digest()[:5]
    user = _rc4(key, filling)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + owner.hex().encode()
        + b"> /U <"
        + user.hex().encode()
        + b"> >>",
    ]
    identities = b"<" + identity.hex().encode() + b">"
    return _pdf(objects, b"/Encrypt 4 0 R /ID [" + identities + identities + b"]")


def scanned_pdf() -> bytes:
    """A PDF of one page that holds a picture and no letter."""
    return pictured_pdf(side=595)


def pictured_pdf(*, side: int, dots: int = 2, count: int = 1) -> bytes:
    """A PDF of square pages without a letter, each with a picture said to be ``dots`` wide and high."""
    stream = b"q %d 0 0 %d 0 0 cm /Im Do Q" % (side, side)
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 3 0 R "
        b"/Resources << /XObject << /Im 4 0 R >> >> >>" % (side, side)
    )
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count,
        b"<< /Length %d >> stream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Length 4 >> stream\n\x10\x20\x30\x40\nendstream" % (dots, dots),
        *[page] * count,
    )


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    return _pdf(list(objects), b"")


def _pdf(objects: list[bytes], trailer: bytes) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = b"%d" % (len(objects) + 1)
    return (
        out
        + b"trailer\n<< /Size "
        + size
        + b" /Root 1 0 R "
        + trailer
        + (b" >>\nstartxref\n%d\n%%%%EOF\n" % start)
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def printed(data: bytes, suffix: str, folder: Path) -> bytes:
    """``data`` as LibreOffice prints it to PDF, with a profile of its own in ``folder``."""
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "source.pdf").read_bytes()


def part(data: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
