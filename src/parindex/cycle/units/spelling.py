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
    (r"tt ?pv ?hcc", "trung tam phuc vu hanh chinh cong"),
    (r"tt phuc vu", "trung tam phuc vu"),
    (r"cung voi|phoi hop (?:cung |voi )+|cung(?= (?:cac|so|ubnd)\b)", ","),
    (r"ca tp|catp", "cong an thanh pho"),
    (r"pt ?[-–&] ?th|pttth|ptth", "phat thanh truyen hinh"),
)
_ABBREVIATIONS = {
    "bhxh": "bao hiem xa hoi",
    "bql": "ban quan ly",
    "cnc": "cong nghe cao",
    "cq": "co quan",
    "cqcm": "co quan chuyen mon",
    "dv": "don vi",
    "cchc": "cai cach hanh chinh",
    "hcc": "hanh chinh cong",
    "hn": "ha noi",
    "kcn": "khu cong nghiep",
    "kcnc": "khu cong nghe cao",
    "mttq": "mat tran to quoc",
    "kstthc": "kiem soat thu tuc hanh chinh",
    "ncpt": "nghien cuu phat trien",
    "pvhcc": "phuc vu hanh chinh cong",
    "ptnt": "phat trien nong thon",
    "ql": "quan ly",
    "tand": "toa an nhan dan",
    "tp": "thanh pho",
    "tthc": "thu tuc hanh chinh",
    "tx": "thi xa",
    "vksnd": "vien kiem sat nhan dan",
    "vn": "viet nam",
    "vp": "van phong",
}
_SCAN = re.compile(
    "|".join(
        (
            r"(?P<bracket>\([^()]*\))",
            *(rf"\b(?P<p{n}>{pattern})\b" for n, (pattern, _) in enumerate(_PHRASES)),
            r"(?P<word>[a-z0-9]+)",
            r"(?P<sign>[,;:/&+\-–—()\[\]])",
        )
    )
)
_PLURAL = {"cac", "nhung"}
_COUNTED = re.compile(r"%? *(?:so|nganh|xa|phuong|quan|huyen|thi xa|thi tran|co quan|don vi|phong)\b")
_SOFT = {",", "/", "&", "+", "-", "–", "—", "va"}


@dataclass(frozen=True, slots=True)
class Word:
    """One plain word, what parts it from the word before, and whether a plural sign stands before it.

    ``gap`` is "" (a blank), "," (any sign that may also stand inside a name), ":" or ";".
    ``accented`` is the word as printed, with its diacritics, which tell "nơi" (where) from "nội" (inner);
    blank for the further words of an abbreviation spelled out.
    """

    text: str
    gap: str = ""
    plural: bool = False
    accented: str = ""


def words(printed: str) -> tuple[Word, ...]:
    """The plain words of ``printed``: folded, abbreviations spelled out, connecting signs as gaps."""
    original = vietnamese.squeeze(printed).casefold()
    folded = vietnamese.fold(printed)
    if len(original) != len(folded):
        original = folded
    found: list[Word] = []
    gap, plural, before = "", False, Word("")
    for match in _SCAN.finditer(folded):
        piece, sort = match.group(), str(match.lastgroup)
        if piece in _PLURAL or (piece.isdigit() and _COUNTED.match(folded, match.end())):
            plural = True
        elif piece in _SOFT or sort == "bracket" or _is_joint(sort):
            gap = gap or ","
        elif sort == "sign":
            gap = piece if piece in {";", ":"} else ";"
        else:
            whole = original[match.start() : match.end()]
            for text in _full(piece, sort, before).split():
                found.append(Word(text, gap if found else "", plural, whole))
                gap, plural, whole, before = "", False, "", found[-1]
    return tuple(found)


def key(spelled: tuple[Word, ...]) -> str:
    """What names are looked up by: the words alone, parted by one blank."""
    return " ".join(word.text for word in spelled)


def accented(spelled: tuple[Word, ...]) -> str:
    """The words as printed, parted by one blank, without connecting signs."""
    return " ".join(word.accented for word in spelled if word.accented)


def key_of(printed: str) -> str:
    """The look-up key of a printed name: "Sở Quy hoạch - Kiến trúc" gives "so quy hoach kien truc"."""
    return key(words(printed))


def initials(spelled: tuple[Word, ...]) -> tuple[str, ...]:
    """Every way to shorten a name from its end: "KHĐT", "KH ĐT", "Kế hoạch ĐT" for Kế hoạch và Đầu tư."""
    parts: list[list[str]] = []
    for word in spelled:
        if word.gap or not parts:
            parts.append([])
        parts[-1].append(word.text)
    found: list[str] = []
    for whole in range(len(parts)):
        begun = " ".join(text for part in parts[:whole] for text in part)
        ways = ["".join(text[0] for text in parts[whole])]
        for part in parts[whole + 1 :]:
            short = "".join(text[0] for text in part)
            ways = [way + joint + short for way in ways for joint in ("", " ")]
        found.extend(f"{begun} {way}".strip() for way in ways)
    return tuple(found)


def _is_joint(sort: str) -> bool:
    return sort.startswith("p") and _PHRASES[int(sort[1:])][1] in _SOFT


def _full(piece: str, sort: str, before: Word) -> str:
    if sort != "word":
        return _PHRASES[int(sort[1:])][1]
    # "Sở TP" is the department of justice; anywhere else TP is the city.
    if before.text in {"so", "phong"} and not before.plural:
        return piece
    return _ABBREVIATIONS.get(piece, piece)
