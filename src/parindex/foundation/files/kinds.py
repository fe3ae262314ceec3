"""The kinds of file that may be kept as evidence, and the endings their names bear."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.values.findings import Words

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its short name on screens, the endings of names, its media type, its words."""

    key: str
    suffixes: tuple[str, ...]
    media_type: str
    title: Words


PDF = Kind("pdf", (".pdf",), "application/pdf", Words("PDF", "PDF"))
DOCX = Kind("docx", (".docx",), f"{_OOXML}wordprocessingml.document", Words("Word", "Word"))
XLSX = Kind("xlsx", (".xlsx",), f"{_OOXML}spreadsheetml.sheet", Words("Excel", "Excel"))
PPTX = Kind("pptx", (".pptx",), f"{_OOXML}presentationml.presentation", Words("PowerPoint", "PowerPoint"))
DOC = Kind("doc", (".doc",), "application/msword", Words("Word đời cũ", "old Word"))
XLS = Kind("xls", (".xls",), "application/vnd.ms-excel", Words("Excel đời cũ", "old Excel"))
ODT = Kind("odt", (".odt",), f"{_ODF}text", Words("OpenDocument văn bản", "OpenDocument text"))
ODS = Kind("ods", (".ods",), f"{_ODF}spreadsheet", Words("OpenDocument bảng tính", "OpenDocument sheet"))
JPG = Kind("jpg", (".jpg", ".jpeg"), "image/jpeg", Words("ảnh JPG", "a JPG picture"))
PNG = Kind("png", (".png",), "image/png", Words("ảnh PNG", "a PNG picture"))
TXT = Kind("txt", (".txt",), "text/plain", Words("văn bản TXT", "plain text"))

TAKEN = (PDF, DOCX, XLSX, PPTX, DOC, XLS, ODT, ODS, JPG, PNG, TXT)
SUFFIXES = tuple(suffix for kind in TAKEN for suffix in kind.suffixes)
PICTURES = frozenset({JPG.key, PNG.key})

MACRO_SUFFIXES = frozenset(
    {".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppsm", ".ppam", ".xla"}
)
PROGRAM_SUFFIXES = frozenset(
    {
        *(".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf"),
        *(".hta", ".msi", ".jar", ".lnk", ".reg", ".py", ".sh", ".apk", ".pif", ".cpl", ".iso", ".img"),
    }
)
WEB_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml", ".svg", ".svgz", ".xml", ".url"})
PACKED_SUFFIXES = frozenset({".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".cab"})


def of_suffix(suffix: str) -> Kind | None:
    """The kind whose names end in ``suffix``; None when none does."""
    return next((kind for kind in TAKEN if suffix in kind.suffixes), None)


def of_key(key: str) -> Kind:
    """The kind ``key``; KeyError when there is none."""
    return {kind.key: kind for kind in TAKEN}[key]
