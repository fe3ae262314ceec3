"""Whether a file may be kept as evidence: its name, its type by content, and nothing in it that acts."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

import puremagic

from parindex.engine.values.findings import Words
from parindex.engine.values.vietnamese import nfc
from parindex.foundation.files import (
    compounds,
    kinds,
    office,
    pictures,
    plaintext,
    portable,
    refusals,
)
from parindex.foundation.files.kinds import Kind

MAX_BYTES = 50_000_000
LONGEST_NAME = 200
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"L\x00\x00\x00\x01\x14",
)
_PACKED = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
_RICH = b"{\\rtf"
_HEADS = 4096
_SPACES = re.compile(r"\s+")
_UNNAMED = "tep"


def inspect(data: bytes, *, name: str, limit: int = MAX_BYTES) -> Kind:
    """The kind on which the name and the content of a file agree.

    Raises refusals.Unacceptable, with one sentence and its remedy, for every file that is not kept.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise refusals.empty()
    if len(data) > limit:
        raise refusals.too_large(limit)
    suffix = PurePosixPath(plain_name(name)).suffix.lower()
    _refuse_suffix(suffix)
    found = _content(data)
    said = kinds.of_suffix(suffix)
    if said is None:
        raise refusals.kind_not_taken(suffix)
    if found is not said:
        raise refusals.other_content(suffix, found.title if found else _guess(data))
    _refuse_second_face(data, said)
    return said


def plain_name(name: str) -> str:
    """The name of a file without folders, unprinted letters and letters that turn the reading direction."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(" " if letter in "\t\n\r" else letter for letter in nfc(last))
    kept = "".join(letter for letter in shown if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"})
    kept = _SPACES.sub(" ", kept).strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    if dot and len(kept) > LONGEST_NAME:
        return f"{stem[: LONGEST_NAME - len(suffix) - 1]}.{suffix[:20]}"
    return kept[:LONGEST_NAME] or _UNNAMED


def _refuse_suffix(suffix: str) -> None:
    if suffix in kinds.MACRO_SUFFIXES:
        raise refusals.macros()
    if suffix in kinds.PROGRAM_SUFFIXES:
        raise refusals.program()
    if suffix in kinds.WEB_SUFFIXES:
        raise refusals.web_page()
    if suffix in kinds.PACKED_SUFFIXES:
        raise refusals.packed(suffix)


def _content(data: bytes) -> Kind | None:
    """What the content is, None if it is nothing that is taken."""
    if data.startswith(_PROGRAMS):
        raise refusals.program()
    if data.startswith(b"PK"):
        return office.inspect(data)
    if data.startswith(compounds.MARK):
        return compounds.inspect(data)
    if portable.begins(data):
        portable.inspect(data)
        return kinds.PDF
    picture = pictures.kind_of(data)
    if picture is not None:
        pictures.inspect(data, picture)
        return picture
    return _text(data)


def _text(data: bytes) -> Kind | None:
    if data.startswith((_RICH, *_PACKED)) or not plaintext.is_text(data):
        return None
    plaintext.inspect(data)
    return kinds.TXT


def _refuse_second_face(data: bytes, kind: Kind) -> None:
    """A PDF or a picture is not also a zip, a picture not also a PDF, a package not also a PDF."""
    if kind in {kinds.PDF, kinds.JPG, kinds.PNG, kinds.TXT} and zipfile.is_zipfile(BytesIO(data)):
        raise refusals.two_faces()
    if kind is not kinds.PDF and portable.HEADER in data[:1024]:
        raise refusals.two_faces()


def _guess(data: bytes) -> Words | None:
    """What some other content is, as far as its first bytes tell."""
    if data.startswith(b"PK"):
        return Words("tệp nén ZIP", "a ZIP archive")
    if data.startswith(_RICH):
        return Words("RTF", "RTF")
    if data.startswith(compounds.MARK):
        return Words("tệp Microsoft đời cũ", "an old Microsoft file")
    try:
        short = str(puremagic.from_string(data[:_HEADS])).lstrip(".").upper()
    except (puremagic.PureError, ValueError):
        return None
    return Words(short, short) if short else None
