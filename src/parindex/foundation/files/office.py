"""Office packages (OOXML and OpenDocument): what they are, and whatever acts in them refused."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence

from parindex.engine.values.findings import Words
from parindex.foundation.files import archives, kinds, refusals
from parindex.foundation.files.kinds import Kind

_TYPES = "[Content_Types].xml"
_MOST_TYPES = 4_000_000
_MOST_FIELDS = 64_000_000
_MAIN = {
    b"wordprocessingml.document.main+xml": kinds.DOCX,
    b"spreadsheetml.sheet.main+xml": kinds.XLSX,
    b"presentationml.presentation.main+xml": kinds.PPTX,
}
_OPEN = {kind.media_type.encode(): kind for kind in (kinds.ODT, kinds.ODS)}

_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_OUTSIDE = re.compile(
    rb"""<[^<>]{0,2000}relationships/(?:attachedTemplate|oleObject|frame|subDocument|control)["'][^<>]{0,2000}>"""
)
_EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External""")
_FIELD_TEXT = re.compile(
    rb"""<(?:\w+:)?instrText\b[^>]*>([^<]{0,4000})<|<(?:\w+:)?fldSimple\b[^>]*\binstr\s*=\s*["']([^"']{0,4000})"""
)
_DDE = re.compile(rb"(?i)\bDDE(?:AUTO)?\b|DDEAUTO")
_DDE_LINK = re.compile(rb"<(?:\w+:)?ddeLink\b")
_OPEN_SCRIPT = re.compile(rb"<(?:office:script|script:event-listener)\b")
_OPEN_OBJECT = re.compile(rb"application/vnd\.sun\.star\.oleobject|application/x-java|x-openoffice-plugin")

OBJECTS = Words("đối tượng nhúng chạy được (OLE, ActiveX)", "embedded objects that may act (OLE, ActiveX)")
LINKS = Words("liên kết tự tải nội dung bên ngoài (DDE, mẫu từ xa)", "links that fetch outside content (DDE)")
SCRIPTS = Words("mã lệnh kèm theo", "scripts")
ENTITIES = Words("khai báo XML nguy hiểm", "dangerous XML declarations")


def inspect(data: bytes, *, depth: int = 0) -> Kind | None:
    """The kind of office package in ``data``, None for any other zip.

    Raises refusals.Unacceptable for macros, embedded objects, remote templates, DDE, scripts and bombs.
    """
    if depth >= archives.MAX_DEPTH:
        raise refusals.bomb()
    archive = archives.opened(data)
    names = [name for name in archive.namelist() if not name.endswith("/")]
    if _TYPES in names:
        return _ooxml(archive, names, depth=depth)
    if "mimetype" in names:
        return _open_document(archive, names)
    return None


def _ooxml(archive: zipfile.ZipFile, names: Sequence[str], *, depth: int) -> Kind | None:
    types = archives.part(archive, _TYPES, most=_MOST_TYPES)
    low = [name.lower() for name in names]
    if b"macroEnabled" in types or any("vbaproject" in name or "macrosheets/" in name for name in low):
        raise refusals.macros()
    if any("activex/" in name for name in low):
        raise refusals.active(OBJECTS)
    for name in names:
        _embedded(archive, name, depth=depth)
        _part(archive, name)
    return next((kind for sign, kind in _MAIN.items() if sign in types), None)


def _embedded(archive: zipfile.ZipFile, name: str, *, depth: int) -> None:
    """A chart may carry its workbook; anything else that is embedded is refused."""
    if "/embeddings/" not in f"/{name.lower()}":
        return
    data = archives.part(archive, name)
    if not data.startswith(b"PK") or inspect(data, depth=depth + 1) is None:
        raise refusals.active(OBJECTS)


def _part(archive: zipfile.ZipFile, name: str) -> None:
    low = name.lower()
    if not low.endswith((".xml", ".rels", ".vml")):
        return
    if archives.holds(archive, name, _ENTITIES):
        raise refusals.active(ENTITIES)
    if low.endswith(".rels") and _reaches_out(archives.part(archive, name, most=_MOST_TYPES)):
        raise refusals.active(LINKS)
    if "externallinks/" in low and archives.holds(archive, name, _DDE_LINK):
        raise refusals.active(LINKS)
    if low.startswith("word/") and _has_dde(archive, name):
        raise refusals.active(LINKS)


def _reaches_out(relations: bytes) -> bool:
    text = relations.replace(b"\x00", b"")
    return any(_EXTERNAL.search(found[0]) for found in _OUTSIDE.finditer(text))


def _has_dde(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a field calls another program; Word may cut the word into several runs."""
    text = archives.part(archive, name, most=_MOST_FIELDS).replace(b"\x00", b"")
    if b"instrText" not in text and b"fldSimple" not in text:
        return False
    fields = [found[1] or found[2] or b"" for found in _FIELD_TEXT.finditer(text)]
    return any(_DDE.search(each) for each in (b"".join(fields), *fields))


def _open_document(archive: zipfile.ZipFile, names: Sequence[str]) -> Kind | None:
    kind = _OPEN.get(archives.part(archive, "mimetype", most=_MOST_TYPES).strip())
    if kind is None:
        return None
    if any(name.startswith(("Basic/", "Scripts/", "Dialogs/")) for name in names):
        raise refusals.macros()
    for name in names:
        if not name.lower().endswith((".xml", ".rdf")):
            continue
        if archives.holds(archive, name, _ENTITIES):
            raise refusals.active(ENTITIES)
        if archives.holds(archive, name, _OPEN_SCRIPT):
            raise refusals.active(SCRIPTS)
        if name == "META-INF/manifest.xml" and archives.holds(archive, name, _OPEN_OBJECT):
            raise refusals.active(OBJECTS)
    return kind
