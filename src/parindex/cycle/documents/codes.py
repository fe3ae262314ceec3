"""Printed codes of rows: what kind they are and which path they make."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from parindex.engine.values.vietnamese import squeeze

_TRAILING = re.compile(r"[\s.,:;)]+$")
_DOTS = re.compile(r"[\s.]+$")
_ROMAN = re.compile(r"[IVX]+")
_CAPITAL = re.compile(r"[A-ZĐ]")
_DOTTED = re.compile(r"(?:[IVX]+|[A-ZĐ]|\d{1,4})(?:[.,]\s*\d{1,3}[a-zđ]?)*[a-zđ]?")
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\s*\d{1,3})*[a-zđ]?")
_LONGEST = 24
_LETTER = re.compile(r"[a-zđ]\d?")
_BULLETS = ("-", "–", "—", "−", "+", "•", "*", "·", "▪", "o", "●", "")
_LEADING = re.compile(
    r"(?P<code>\d{1,2}(?:\.\d{1,2})+\.?|\d{1,3}[.)]|[IVX]+[.)]|[A-ZĐ][.)]|[-–+•](?=\s))\s+(?P<rest>\S.*)",
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
    """A code as printed without its trailing dot, its kind, and what counts in it."""

    text: str
    kind: Kind
    bare: str = ""


def read(printed: str) -> Code:
    """The code that a cell prints."""
    text = squeeze(printed)
    if not text:
        return Code("", Kind.NONE)
    if text in _BULLETS or text.strip(" .") in ("-", "+"):
        return Code("-", Kind.BULLET)
    plain = unicodedata.normalize("NFKC", text)
    bare = _TRAILING.sub("", plain).lstrip("(").strip()
    for kind, pattern in _FORMS if len(bare) <= _LONGEST else ():
        if pattern.fullmatch(bare):
            return Code(_DOTS.sub("", plain), kind, bare)
    return Code(text, Kind.WORDS, text)


def leading(text: str) -> tuple[str, str]:
    """The code that begins a name in tables without a column of codes, and the rest."""
    match = _LEADING.match(text)
    return (match["code"], match["rest"]) if match else ("", text)


def pieces(code: str) -> tuple[str, ...]:
    """ "2.4.1" as ("2", "2.4", "2.4.1"): the codes from the top down."""
    parts = [part.strip() for part in re.split(r"[.,]", code)]
    return tuple(".".join(parts[: end + 1]) for end in range(len(parts)))


@dataclass(slots=True)
class Paths:
    """Makes paths while walking down a table."""

    part: str = ""
    domain: str = ""
    last: str = ""
    last_bulleted: str = ""
    bullets: int = 0

    def enter(self, code: Code) -> str:
        """The path of the row with this code."""
        if code.kind is Kind.BULLET or code.kind is Kind.NONE:
            self.bullets += 1
            return self._joined(self.last, str(self.bullets))
        path = self._path(code)
        if code.kind is not Kind.LETTER:
            self.last = path
        self.bullets = 0
        if code.kind is Kind.LETTER:
            self.bullets = 0
        return path

    def _path(self, code: Code) -> str:
        if code.kind is Kind.PART:
            self.part, self.domain = code.text, ""
            return code.text
        if code.kind is Kind.ROMAN:
            self.domain = self._joined(self.part, code.text)
            return self.domain
        if code.kind is Kind.LETTER:
            return self._joined(self.last, code.text)
        steps = pieces(code.text) if code.text == code.bare else (code.text,)
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
