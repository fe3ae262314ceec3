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
    "&gt;=": ">=",
    "&lt;=": "<=",
    "&gt;": ">",
    "&lt;": "<",
}
_SIGN = re.compile("|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True)))
_DENIED = re.compile("[≠≮≯≰≱]")
_AIM = r"(?:(?:phan dau|du kien|duy tri|dat|muc)\s+)*"
_WORDS = {
    ">=": r"tu|toi thieu|it nhat|khong (?:duoi|thap hon|nho hon|it hon|kem)"
    r"|(?:bang hoac )?(?:tren|lon hon|cao hon) hoac bang|bang hoac (?:tren|lon hon|cao hon)",
    "<=": r"toi da|nhieu nhat|khong (?:vuot qua|qua|vuot|tren|cao hon|lon hon|nhieu hon)"
    r"|(?:duoi|nho hon|thap hon) hoac bang|bang hoac (?:duoi|nho hon|thap hon)",
    ">": "tren|hon|lon hon|cao hon",
    "<": "duoi|nho hon|thap hon",
}
_BOUNDS = tuple((re.compile(rf"(?:{words})\s+{_AIM}(.+)"), sign) for sign, words in _WORDS.items())
_SINCE = ((re.compile(r"(.+?)\s+tro len"), ">="), (re.compile(r"(.+?)\s+tro xuong"), "<="))
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_UNIT = re.compile(r"\s*(?:%|diem|d\.?)$")
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
    if _DENIED.search(printed):
        return Figure(printed=printed)
    comparator, rest = _compared(fold(printed.replace("−", "-").replace("–", "-")))
    rest = re.sub(r"(?<=\d)\s*([.,])\s*(?=\d)", r"\1", _UNIT.sub("", rest)).strip()
    if not _NUMBER.fullmatch(rest):
        return Figure(printed=printed, comparator="=")
    return Figure(rest.replace(",", "."), comparator, printed, "," in rest)


def is_figure(text: str) -> bool:
    """Whether a cell prints a readable figure."""
    return read(text).value is not None


def _compared(folded: str) -> tuple[str, str]:
    """The comparator that a sign or words such as "trên", "tối thiểu" or "trở lên" say, and the rest."""
    said = re.sub(rf"^{_AIM}", "", re.sub(r"(?<=[<>=])\s+(?=[<>=])", "", folded))
    comparator = ""
    if sign := _SIGN.match(said):
        comparator, said = _SIGNS[sign[0]], said[sign.end() :].strip()
    for pattern, meaning in (*_BOUNDS, *_SINCE):
        if match := pattern.fullmatch(said):
            comparator, said = comparator or meaning, match[1]
    return comparator or "=", said
