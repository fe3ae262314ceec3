"""The head of a document: its kind, number, date, place, issuer and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parindex.cycle.documents import tables, titles
from parindex.cycle.documents.blocks import Paragraph
from parindex.cycle.documents.outline import Head
from parindex.engine.values.vietnamese import fold, squeeze

_KINDS = (
    ("ke hoach", "plan"),
    ("bao cao", "report"),
    ("quyet dinh", "decision"),
    ("thong bao", "other"),
    ("cong van", "other"),
    ("to trinh", "other"),
    ("nghi quyet", "other"),
    ("chi thi", "other"),
    ("chuong trinh", "other"),
    ("huong dan", "other"),
    ("thong tu", "other"),
    ("nghi dinh", "other"),
    ("de an", "other"),
    ("ket luan", "other"),
)
_CODES = {"KH": "plan", "BC": "report", "QĐ": "decision"}
_NUMBER = re.compile(
    r"(?:^|(?<=\s))(?:S[ốôoồ]|SỐ)\s*:?\s*(?P<digits>\d{1,6}[a-z]?)?[\s.…_]*"
    r"(?P<code>[/-]\s*[A-ZĐƯ\d][\wĐƯđ]*(?:\s?[-–/&.]\s?[A-ZĐƯ][\wĐƯđ]*)*)"
)
_PLACE = re.compile(
    r"(?P<place>(?:TP\.?\s*)?[A-ZĐÀ-Ỹ][\wÀ-ỹ.]*(?:[\s-]+[A-ZĐÀ-Ỹ][\wÀ-ỹ.]*){0,4})\s*,\s*ngày\s*(?P<day>\d{1,2})?[\s.…_]*"
    r"tháng\s*(?P<month>\d{1,2})?[\s.…_]*năm\s*(?P<year>\d{4})?",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(
    r"^(?P<place>[A-ZĐÀ-Ỹ][\wÀ-ỹ ]{1,30}?)\s*,\s*ngày\s*(?P<day>\d{1,2})\s*[/.-]\s*"
    r"(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})$"
)
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|doc lap\s*[-–]?\s*tu do|^[-–_*=.\s]+$|dang cong san")
_RULE = re.compile(r"[-–—_=*.\s]+")
_BODY = re.compile(
    r"(?:kinh gui|can cu|thuc hien (?!.*nam \d{4}$)|theo|xet de nghi|de (?:tiep tuc|thuc hien|trien khai)|"
    r"phan thu|chuong |dieu \d|"
    r"uy ban nhan dan .*(?:quyet dinh|ban hanh)|chu tich|ngay \d|nam \d{4},?\s+la|noi nhan|v/v)"
)
_ORDERED = re.compile(r"(?:[IVX]+|\d+(?:\.\d+)*|[A-ZĐ]|[a-zđ])[.)]\s|[-–+•*]\s")
_SENTENCE_END = re.compile(r"[.;:]\s*$|/\./?\.?$")
_UNIT = re.compile(
    r"(?:SỞ|BAN|PHÒNG|VĂN PHÒNG|UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|CỤC|CHI CỤC|TRUNG TÂM|"
    r"THANH TRA|HĐND|VIỆN)\b"
)
_SIGNED = re.compile(r"^(?:TM\.|T/M\.?|TM)\s*(?P<body>[^\d]+)$")
_SUBJECT = re.compile(r"V/v:?\s+(.+)", re.IGNORECASE)
_BODIES = re.compile(r"(?:chu tich|uy ban nhan dan|hoi dong|bo truong|giam doc|thu truong|ban chi dao)\b")
_TOP = 40
_TITLE_LINES = 6
_TITLE_LENGTH = 400


def read(texts: Sequence[str]) -> Head:
    """The head that the paragraphs of a document show."""
    top = list(texts[:_TOP])
    kind_at, kind = _kind(top)
    number_at, number, code = _number(top)
    place, issued_on = _dated(top)
    if kind is None and code:
        kind = next((kind for sign, kind in _CODES.items() if re.search(rf"\b{sign}\b", code)), None)
    annex_at = next((at for at, text in enumerate(texts[:_TOP]) if titles.is_annex(text)), None)
    if kind_at is None and kind is None and annex_at is not None:
        kind = "annex"
    return Head(
        kind=kind or "other",
        number=number,
        issued_on=issued_on,
        place=place,
        issuer=_issuer(top, kind_at, number_at) or (_signer(texts) if kind != "annex" else None),
        title=_title(texts, kind_at, annex_at if kind == "annex" else None),
    )


def year_of(head: Head) -> int | None:
    """The one year a document is about: in its title, else the year it was issued."""
    years = set(re.findall(r"(?<!\d)20\d\d(?!\d)", _without_dates(head.title or "")))
    if len(years) == 1:
        return int(years.pop())
    if years or head.issued_on is None or head.issued_on.month >= 11:
        return None
    return head.issued_on.year


def day_of(head: Head, *, today: date) -> date:
    """The day on which units are looked up: issued, else the end of the title's year, else today."""
    if head.issued_on:
        return head.issued_on
    years = re.findall(r"năm\s+(20\d\d)(?!\d)", head.title or "", re.IGNORECASE)
    years = years or re.findall(r"(?<![\d/])20\d\d(?!\d)", head.title or "")
    return date(max(map(int, years)), 12, 31) if years else today


def _without_dates(text: str) -> str:
    return re.sub(r"\d{1,2}/\d{1,2}/\d{4}|/\d{4}/", " ", text)


def _kind(top: Sequence[str]) -> tuple[int | None, str | None]:
    """Where the kind of document is printed as a heading, and which it is."""
    for at, text in enumerate(top):
        if titles.is_annex(text):
            return None, None
        folded = fold(text).strip(" .:*")
        for words, kind in _KINDS:
            if folded == words or (folded.startswith(words + " ") and _starts_capital(text, words)):
                return at, kind
    return None, None


def _starts_capital(text: str, words: str) -> bool:
    """Whether the kind is printed in capitals before the title on the same line."""
    first = squeeze(text).split()[: len(words.split())]
    return all(word.isupper() for word in first)


def _number(top: Sequence[str]) -> tuple[int | None, str | None, str | None]:
    """Where the own number stands, the number (None while blank), and its sign."""
    for at, text in enumerate(top):
        match = _NUMBER.match(text) or (_NUMBER.search(text) if at < 8 and text[:1] != "(" else None)
        if match and len(text) > 200:
            continue
        if match:
            code = re.sub(r"\s+", "", match["code"]).replace("–", "-")
            code = re.sub(r"(?<=[a-zĐA-Z])(?=Hà|TP).*$", "", code)
            digits = match["digits"]
            return at, f"{digits}{code}" if digits else None, code
    return None, None, None


def _dated(top: Sequence[str]) -> tuple[str | None, date | None]:
    """Place and date of issue; the date is None while the day is blank."""
    for text in top:
        if len(text) > 200:
            continue
        words = _NUMBER.sub(" ", text) if _PLACE.search(_NUMBER.sub(" ", text)) else text
        if match := _PLACE.search(words) or _SHORT_DATE.match(text):
            return squeeze(match["place"]), _day(match)
    return None, None


def _day(match: re.Match[str]) -> date | None:
    """The day that a line of place and date prints; None while a part of it is blank."""
    if not (match["day"] and match["month"] and match["year"]):
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _issuer(top: Sequence[str], kind_at: int | None, number_at: int | None) -> str | None:
    """The body of the letterhead: capitals above the number, the last body if there are two."""
    end = min((at for at in (number_at, kind_at) if at is not None), default=0)
    if not end:
        return None
    names: list[str] = []
    for text in top[:end]:
        words = re.split(r"\s{2,}|CỘNG H[ÒO][AÀ] XÃ HỘI", text)[0].strip()
        if (
            words.isupper()
            and not _MOTTO.search(fold(words))
            and not _RULE.fullmatch(words)
            and len(words) < 120
        ):
            names.append(words)
    while len(names) > 1 and any(_UNIT.match(name) for name in names[1:]):
        names.pop(0)
    return squeeze(" ".join(names)) or None


def _signer(texts: Sequence[str]) -> str | None:
    """The body in whose name the document is signed."""
    for text in reversed(texts):
        if match := _SIGNED.match(text.strip()):
            return squeeze(re.split(r"\b(?:KT\.|CHỦ TỊCH|PHÓ CHỦ TỊCH)", match["body"])[0]) or None
    return None


def _title(texts: Sequence[str], kind_at: int | None, annex_at: int | None) -> str | None:
    if annex_at is not None:
        heading = titles.above([Paragraph(text) for text in _annex_lines(texts[annex_at:])])
        return heading.title
    if kind_at is None:
        return _subject(texts[:_TOP])
    first = _after_kind(texts[kind_at])
    lines = [first] if first else []
    for text in texts[kind_at + 1 : kind_at + 1 + _TITLE_LINES]:
        if _RULE.fullmatch(text):
            continue
        if _ends_title(text, lines):
            break
        lines.append(text)
    return squeeze(" ".join(lines)) or None


def _annex_lines(texts: Sequence[str]) -> list[str]:
    """The annex heading and its title, with a caption between them."""
    lines: list[str] = [texts[0]]
    for text in texts[1:4]:
        if text.startswith("(") and len(lines) == 1:
            lines.append(text)
            continue
        if not text or text.startswith("(") or titles.is_annex(text) or titles.is_beyond(text):
            break
        if _SENTENCE_END.search(text):
            break
        lines.append(text)
    return lines


def _after_kind(text: str) -> str:
    """What follows the kind on the same line."""
    folded = fold(text).strip(" .:*")
    for words, _ in _KINDS:
        if folded == words:
            return ""
        if folded.startswith(words + " ") and _starts_capital(text, words):
            return " ".join(squeeze(text).split()[len(words.split()) :])
    return text


def _subject(texts: Sequence[str]) -> str | None:
    """What an official letter is about: the line that begins with "V/v"."""
    found = (_SUBJECT.match(text) for text in texts)
    return next((squeeze(match[1]) for match in found if match), None)


def _ends_title(text: str, lines: Sequence[str]) -> bool:
    if not text or text.startswith("(") or _ORDERED.match(text):
        return True
    if titles.is_annex(text) or titles.is_beyond(text) or tables.is_page_number(text):
        return True
    if len(text) < 120 and (_NUMBER.match(text) or _PLACE.fullmatch(text) or _SHORT_DATE.match(text)):
        return True
    if lines and text.isupper() and _BODIES.match(fold(text)):
        return True
    if lines and (_BODY.match(fold(text)) or _SENTENCE_END.search(text)):
        return True
    if sum(map(len, lines)) + len(text) > _TITLE_LENGTH:
        return bool(lines)
    return bool(lines) and len(lines[-1]) < 40 and len(text) > 250
