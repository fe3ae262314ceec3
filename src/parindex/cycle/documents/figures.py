"""One printed figure: comparator, digits with a decimal point, and how it was printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parindex.engine.values.vietnamese import fold, squeeze

_SIGNS = {
    ">": ">",
    "＞": ">",
    "<": "<",
    "＜": "<",
    "≥": ">=",
    "≧": ">=",
    ">=": ">=",
    "=>": ">=",
    "⩾": ">=",
    "≤": "<=",
    "≦": "<=",
    "<=": "<=",
    "=<": "<=",
    "⩽": "<=",
    "=": "=",
    "&gt;": ">",
    "&lt;": "<",
}
_SIGN = re.compile("|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True)))
_WORDS = (
    (re.compile(r"(?:dat\s+)?(?:tu\s+)([\d.,]+)\s*(?:%|diem)?\s*tro len"), ">="),
    (re.compile(r"([\d.,]+)\s*(?:%|diem)?\s*tro len"), ">="),
    (
        re.compile(r"(?:dat\s+)?(?:toi thieu|it nhat|khong duoi|khong thap hon)\s+([\d.,]+)\s*(?:%|diem)?"),
        ">=",
    ),
    (
        re.compile(r"(?:dat\s+)?(?:toi da|nhieu nhat|khong qua|khong vuot qua)\s+([\d.,]+)\s*(?:%|diem)?"),
        "<=",
    ),
    (re.compile(r"(?:dat\s+)?(?:tren|hon|lon hon|cao hon)\s+([\d.,]+)\s*(?:%|diem)?"), ">"),
    (re.compile(r"(?:dat\s+)?(?:duoi|nho hon|thap hon)\s+([\d.,]+)\s*(?:%|diem)?"), "<"),
    (re.compile(r"(?:dat\s+)?tu\s+([\d.,]+)\s*(?:%|diem)?"), ">="),
    (re.compile(r"dat\s+([\d.,]+)\s*(?:%|diem)?"), "="),
)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_UNIT = re.compile(r"\s*(?:%|điểm|đ\.?|d\.)$", re.IGNORECASE)
_BLANK = re.compile(r"[-–—−_.…*/\s]*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of points: ``value`` with a decimal point, or None when blank or unreadable."""

    value: str | None = None
    comparator: str = "="
    printed: str = ""
    has_comma: bool = False

    @property
    def is_unreadable(self) -> bool:
        """Whether something is printed that is no figure."""
        return self.value is None and bool(self.printed)


def read(text: str) -> Figure:
    """The figure that a cell prints; dashes and dots alone are a blank."""
    printed = squeeze(text)
    if _BLANK.fullmatch(printed):
        return Figure()
    sign = _SIGN.match(printed)
    comparator = _SIGNS[sign[0]] if sign else "="
    rest = printed[sign.end() :] if sign else printed
    if not sign:
        comparator, rest = _in_words(printed)
    rest = _UNIT.sub("", rest.strip().replace("−", "-").replace("–", "-"))
    rest = re.sub(r"(?<=\d)\s*([.,])\s*(?=\d)", r"\1", rest).strip()
    if not _NUMBER.fullmatch(rest):
        return Figure(printed=printed, comparator="=")
    return Figure(rest.replace(",", "."), comparator, printed, "," in rest)


def is_figure(text: str) -> bool:
    """Whether a cell prints a readable figure."""
    return read(text).value is not None


def _in_words(printed: str) -> tuple[str, str]:
    """A comparator said in words, such as "trên" or "trở lên"."""
    folded = fold(printed)
    for pattern, comparator in _WORDS:
        if match := pattern.fullmatch(folded):
            return comparator, match[1]
    return "=", printed
