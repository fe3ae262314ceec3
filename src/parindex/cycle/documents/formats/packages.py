"""Office packages (zip files of XML parts), opened with their dangers refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import limits

MAX_ENTRIES = 10_000
MAX_TOTAL = 400_000_000
MAX_RATIO = 150
RATIO_FROM = 30_000_000
# the sum of the parts that are XML, and of their tags and attributes: a tree takes 120 bytes for each
MAX_XML = 64_000_000
MAX_PIECES = 3_000_000
MAX_SHEET_PIECES = 8_000_000
MAX_DEPTH = 3

STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_ENCODING = re.compile(rb"""^[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PLAIN_ENCODINGS = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Package:
    """An opened office package: the parts that were asked for are inflated one by one."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def xml(self, name: str) -> Any:
        """The root element of a part, or None when the package has no such part."""
        return parse(self.part(name)) if name in self.names else None

    def part(self, name: str) -> bytes:
        """The bytes of a part."""
        return _inflate(self.archive, name)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id to (kind, part name) of what the part ``name`` refers to inside the package."""
        folder, _, leaf = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels")
        found = {}
        for relation in () if root is None else root.iter(_RELATION):
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = (kind, _resolve(folder, relation.get("Target", "")))
        return found

    def main(self) -> str:
        """The name of the package's main part; refused when it names none that is there."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target in self.names:
                return target
        raise damaged()


def damaged() -> Unusable:
    """The refusal of a package that is cut off or damaged."""
    return Unusable(
        vi="Tệp bị hỏng hoặc chưa tải lên đủ; hãy mở tệp gốc, lưu lại rồi gửi lại.",
        en="The file is damaged or incomplete; open the original, save it again and send it again.",
    )


def _too_much() -> Unusable:
    return Unusable(
        vi="Tệp nén bung ra quá lớn (bom nén) nên bị từ chối; hãy lưu lại tài liệu gốc rồi gửi lại.",
        en="The file unpacks to far too much (a zip bomb); save the original again and send that.",
    )


def opened(data: bytes) -> Package:
    """The package in ``data``, its directory and every part checked.

    Raises Unusable for a damaged zip, a zip bomb (also in a zip inside), macros, encryption and
    XML parts with a document type (entity bombs, outside entities).
    """
    archive = _checked(data, depth=0)
    names = frozenset(archive.namelist())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise macros()
    if sum(entry.file_size for entry in archive.infolist() if _is_xml(entry.filename)) > MAX_XML:
        raise limits.too_long()
    for name in names:
        if _is_xml(name):
            _refuse_entities(_inflate(archive, name))
    if "[Content_Types].xml" in names and b"macroEnabled" in _inflate(archive, "[Content_Types].xml"):
        raise macros()
    return Package(archive=archive, names=names)


def parse(data: bytes) -> Any:
    """The root element of an XML part, without entities and without the network."""
    for strict, usual in STRICT:
        data = data.replace(strict, usual)
    if pieces(data) > MAX_PIECES:
        raise limits.too_long()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise misread(error) from error


def pieces(data: bytes) -> int:
    """How many tags and attributes an XML part has, near enough; letters of two bytes count as well."""
    return data.count(b"<") + data.count(b"=")


def misread(error: Exception) -> Unusable:
    """The refusal of an XML part that cannot be parsed: damaged, or made to use up the parser."""
    return limits.too_deep() if "XML_PARSE_HUGE" in str(error) else damaged()


def _checked(data: bytes, *, depth: int) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged() from error
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL or packed > len(data) or depth >= MAX_DEPTH:
        raise _too_much()
    if any(e.file_size > RATIO_FROM and e.file_size > MAX_RATIO * e.compress_size for e in entries):
        raise _too_much()
    if any(entry.flag_bits & 1 for entry in entries):
        raise encrypted()
    for entry in entries:
        if _is_archive(archive, entry):
            _checked(_inflate(archive, entry.filename), depth=depth + 1)
    return archive


def macros() -> Unusable:
    """The refusal of a file with macros."""
    return Unusable(
        vi="Tệp có macro nên bị từ chối; hãy lưu lại dạng .docx hoặc .xlsx không có macro rồi gửi lại.",
        en="The file has macros and is refused; save it as .docx or .xlsx without macros and send that.",
    )


def encrypted() -> Unusable:
    """The refusal of a file behind a password."""
    return Unusable(
        vi="Tệp được đặt mật khẩu; hãy gỡ mật khẩu, lưu lại rồi gửi lại.",
        en="The file is protected by a password; remove the password, save it and send it again.",
    )


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _is_archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    try:
        with archive.open(entry) as stream:
            return stream.read(4) == b"PK\x03\x04"
    except _BROKEN as error:
        raise damaged() from error


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def _inflate(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part: never more than the directory, already checked, has announced."""
    try:
        with archive.open(name) as stream:
            data = stream.read(MAX_TOTAL + 1)
    except _BROKEN as error:
        raise damaged() from error
    if len(data) > MAX_TOTAL:
        raise _too_much()
    return data


def _refuse_entities(data: bytes) -> None:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]
    text = data.replace(b"\x00", b"") if wide else data
    named = _ENCODING.match(text[:300])
    encoding = named.group(1).decode("ascii").lower() if named else "utf-8"
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or encoding not in _PLAIN_ENCODINGS:
        raise Unusable(
            vi="Tệp chứa khai báo XML nguy hiểm nên bị từ chối; hãy lưu lại tài liệu gốc rồi gửi lại.",
            en="The file contains dangerous XML declarations; save the original again and send that.",
        )


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
