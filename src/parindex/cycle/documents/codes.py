"""Printed codes of rows: what kind they are and which path they make."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from parindex.engine.values.vietnamese import squeeze

_TRAILING = re.compile(r"[\s.,:;)]+$")
_DOTS = re.compile(r"[\s.:]+$")
_ROMAN = re.compile(r"[IVX]+")
_CAPITAL = re.compile(r"[A-ZĐ]")
_STEPS = r"(?:\s*[.,]\s*(?:\d{1,3}[a-zđ]?|[a-zđ]))"
_DOTTED = re.compile(
    rf"(?:[IVX]+(?:-\d{{1,3}})?|[A-ZĐ]|[A-ZĐ]{{1,4}} ?\d{{1,3}}|\d{{1,4}})"
    rf"{_STEPS}*(?:(?:(?<=\d)|(?<=[IVX][IVX]))[a-zđ])?"
)
_NUMBER = re.compile(rf"\d{{1,4}}{_STEPS}*[a-zđ]?")
_LONGEST = 24
_LETTER = re.compile(r"[a-zđ]\d?")
_BULLETS = ("-", "–", "—", "−", "+", "•", "*", "·", "▪", "o", "●", "")
_RANK = (
    r"(?:lĩnh vực|(?:tiêu chí|chỉ số|nội dung)(?: thành phần)?|tiêu mục|nhóm|mục|phần|nhiệm vụ)\s+"
    r"(?=[\dIVXA-ZĐ])"
)
_RANKED = re.compile(_RANK, re.IGNORECASE)
_LEADING = re.compile(
    rf"(?P<code>(?i:{_RANK})?\d{{1,2}}(?:\s?\.\d{{1,2}}){{1,5}}(?:\.[a-zđ])?[.):]?"
    rf"|(?i:{_RANK})(?:\d{{1,2}}|[IVX]+|[A-ZĐ])(?:[.):]|(?=\s+[-–—]\s))"
    r"|\d{1,3}[.)]|[IVX]+[.)]|[A-ZĐ][.)]|[-–+•](?=\s))\s+(?:[-–—]\s+)?(?P<rest>\S.*)",
    re.DOTALL,
)


class Kind(StrEnum):
    """What a printed code is."""

    PART = "part"
    ROMAN = "roman"
    NUMBER = "number"
    LETTER = "letter"
    BULLET = "bullet"
    NONE = "none"
    WORDS = "words"


_FORMS = (
    (Kind.ROMAN, _ROMAN),
    (Kind.PART, _CAPITAL),
    (Kind.NUMBER, _NUMBER),
    (Kind.NUMBER, _DOTTED),
    (Kind.LETTER, _LETTER),
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code as printed without its trailing dot, its kind, what counts in it, and its plain letters."""

    text: str
    kind: Kind
    bare: str = ""
    plain: str = ""


def read(printed: str) -> Code:
    """The code that a cell prints."""
    text = squeeze(printed)
    if not text:
        return Code("", Kind.NONE)
    if text in _BULLETS or text.strip(" .") in ("-", "+"):
        return Code("-", Kind.BULLET)
    plain = unicodedata.normalize("NFKC", text)
    bare = _RANKED.sub("", _TRAILING.sub("", plain), count=1).lstrip("(").strip()
    for kind, pattern in _FORMS if len(bare) <= _LONGEST else ():
        if pattern.fullmatch(bare):
            return Code(_DOTS.sub("", text), kind, bare, _DOTS.sub("", plain))
    return Code(text, Kind.WORDS, text)


def leading(text: str) -> tuple[str, str]:
    """The code that begins a name in tables without a column of codes, and the rest."""
    match = _LEADING.match(text)
    return (match["code"], match["rest"]) if match else ("", text)


def pieces(code: str) -> tuple[str, ...]:
    """ "2.4.1" as ("2", "2.4", "2.4.1"), "I-1" as ("I", "I-1"): the codes from the top down."""
    plain = re.sub(r"\s*[.,]\s*", ".", code)
    ends = (*(place.start() for place in re.finditer(r"[.-]", plain)), len(plain))
    return tuple(plain[:end] for end in ends)


def _form(code: Code) -> str:
    """How a code below the numbers is printed: as a letter or as a number in brackets."""
    if code.kind is Kind.LETTER:
        return "letter"
    return "bracketed" if code.bare.isdigit() and code.plain.endswith(")") else ""


@dataclass(slots=True)
class Paths:
    """Makes paths while walking down a table."""

    part: str = ""
    domain: str = ""
    last: str = ""
    below: tuple[tuple[str, str], ...] = ()
    bullets: int = 0

    def enter(self, code: Code) -> str:
        """The path of the row with this code."""
        if code.kind is Kind.BULLET or code.kind is Kind.NONE:
            self.bullets += 1
            return self._joined(self._lowest, str(self.bullets))
        self.bullets = 0
        form = _form(code)
        if form:
            return self._below(form, code)
        self.last, self.below = self._path(code), ()
        return self.last

    @property
    def _lowest(self) -> str:
        """The path that bullets stand under."""
        return self.below[-1][1] if self.below else self.last

    def _below(self, form: str, code: Code) -> str:
        """Letters and bracketed numbers stand side by side, and each below what it follows."""
        forms = [one for one, _ in self.below]
        self.below = self.below[: forms.index(form)] if form in forms else self.below
        path = self._joined(self._lowest, code.plain)
        self.below = (*self.below, (form, path))
        return path

    def _path(self, code: Code) -> str:
        if code.kind is Kind.PART:
            self.part, self.domain = code.bare, ""
            return code.bare
        if code.kind is Kind.ROMAN:
            self.domain = self._joined(self.part, code.bare)
            return self.domain
        steps = pieces(code.bare)
        if not code.bare[:1].isdigit():
            return self._lettered(steps)
        return self._joined(self.domain or self.part, *steps)

    def _lettered(self, steps: tuple[str, ...]) -> str:
        """Codes such as "II.3" carry their domain themselves."""
        prefix = self.part if _ROMAN.fullmatch(steps[0]) else ""
        self.domain = self._joined(prefix, steps[0]) if prefix != steps[0] else steps[0]
        return self._joined(prefix, *steps) if prefix != steps[0] else self._joined(*steps)

    @staticmethod
    def _joined(*steps: str) -> str:
        return "/".join(step for step in steps if step)
