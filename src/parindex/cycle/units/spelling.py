"""Spelling: how a printed name becomes the plain words by which it is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parindex.engine.values import vietnamese

# Folded, so that case, diacritics and most slips of text recognition are gone before the look-up.
_PHRASES = (
    (r"u[yi] ban nhan dan", "ubnd"),
    (r"hoi dong nhan dan", "hdnd"),
    (r"ub ?nd", "ubnd"),
    (r"ubtp", "ubnd thanh pho"),
    (r"(?:vp|van phong) ?ub ?(?:tp|thanh pho)", "van phong ubnd thanh pho"),
    (r"vp ?ubnd", "van phong ubnd"),
    (r"tp ?\. ?hn|tphn|tp ?\. ?ha noi", "thanh pho ha noi"),
    (r"ub ?mttq ?vn|uy ban mttq ?vn", "uy ban mat tran to quoc viet nam"),
    (r"ub ?mttq|uy ban mttq", "uy ban mat tran to quoc"),
    (r"mttq ?vn", "mat tran to quoc viet nam"),
    (r"kt ?[-–] ?xh|ktxh", "kinh te xa hoi"),
    (r"kinh te [-–] xa hoi", "kinh te xa hoi"),
    (r"d?dvsn(?:cl)?", "don vi su nghiep"),
    (r"ca tp|catp", "cong an thanh pho"),
    (r"pt ?[-–&] ?th|pttth|ptth", "phat thanh truyen hinh"),
)
_PHRASE = re.compile("|".join(rf"\b(?P<p{n}>{pattern})\b" for n, (pattern, _) in enumerate(_PHRASES)))

_ABBREVIATIONS = {
    "bhxh": "bao hiem xa hoi",
    "bql": "ban quan ly",
    "cnc": "cong nghe cao",
    "cq": "co quan",
    "cqcm": "co quan chuyen mon",
    "dv": "don vi",
    "hn": "ha noi",
    "kcn": "khu cong nghiep",
    "kcnc": "khu cong nghe cao",
    "mttq": "mat tran to quoc",
    "ncpt": "nghien cuu phat trien",
    "pvhcc": "phuc vu hanh chinh cong",
    "ql": "quan ly",
    "tand": "toa an nhan dan",
    "tp": "thanh pho",
    "tx": "thi xa",
    "vksnd": "vien kiem sat nhan dan",
    "vn": "viet nam",
    "vp": "van phong",
}
_BRACKET = re.compile(r"\([^()]*\)")
_PIECE = re.compile(r"[a-z0-9]+|[,;:/&+\-–—()\[\]]")
_PLURAL = {"cac", "nhung"}
_SOFT = {",", "/", "&", "+", "-", "–", "—", "va"}


@dataclass(frozen=True, slots=True)
class Word:
    """One plain word, what parts it from the word before, and whether a plural sign stands before it.

    ``gap`` is "" (a blank), "," (any sign that may also stand inside a name), ":" or ";".
    """

    text: str
    gap: str = ""
    plural: bool = False


def words(printed: str) -> tuple[Word, ...]:
    """The plain words of ``printed``: folded, abbreviations spelled out, connecting signs as gaps."""
    plain = _PHRASE.sub(_spelled_out, _BRACKET.sub(" , ", vietnamese.fold(printed)))
    found: list[Word] = []
    gap, plural, before = "", False, ""
    for piece in _PIECE.findall(plain):
        if piece in _PLURAL:
            plural = True
        elif piece in _SOFT:
            gap = gap or ","
        elif not piece[0].isalnum():
            gap = piece if piece in {";", ":"} else ";"
        else:
            for text in _full(piece, before, plural).split():
                found.append(Word(text, gap if found else "", plural))
                gap, plural = "", False
        before = piece
    return tuple(found)


def key(spelled: tuple[Word, ...]) -> str:
    """What names are looked up by: the words alone, parted by one blank."""
    return " ".join(word.text for word in spelled)


def key_of(printed: str) -> str:
    """The look-up key of a printed name: "Sở Quy hoạch - Kiến trúc" gives "so quy hoach kien truc"."""
    return key(words(printed))


def initials(spelled: tuple[Word, ...]) -> tuple[str, ...]:
    """Every way to print the initials of a name's parts: "KHĐT" and "KH ĐT" for Kế hoạch và Đầu tư."""
    parts: list[str] = []
    for word in spelled:
        if word.gap or not parts:
            parts.append("")
        parts[-1] += word.text[0]
    ways = [parts[0]] if parts else []
    for part in parts[1:]:
        ways = [way + joint + part for way in ways for joint in ("", " ")]
    return tuple(ways)


def _spelled_out(match: re.Match[str]) -> str:
    return _PHRASES[int(str(match.lastgroup)[1:])][1]


def _full(piece: str, before: str, plural: bool) -> str:
    # "Sở TP" is the department of justice; anywhere else TP is the city.
    if before in {"so", "phong"} and not plural:
        return piece
    return _ABBREVIATIONS.get(piece, piece)
