"""Months as spreadsheets print them, in words or behind the year: "15 Tháng Mười Hai 2026", "2026-12"."""

from __future__ import annotations

import re

from parindex.engine.values.vietnamese import fold

_NUMBERS = {
    "mot": 1,
    "gieng": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
    "chap": 12,
}
_WORDS = re.compile(
    r"(?<=tháng\s)(Một|Giêng|Hai|Ba|Tư|Bốn|Năm|Sáu|Bảy|Bẩy|Tám|Chín|"
    r"Mười(?:\s(?:Một|Hai))?|Chạp)(?=(?:\s*/\s*|,?\s+(?:năm\s+)?)20\d\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<![\w/.-])(20\d\d)[-/](0[1-9]|1[0-2])(?![\w/.-])")


def in_figures(printed: str) -> str:
    """``printed`` with months in figures before their year; "6 tháng năm 2026" are six months."""
    return _YEAR_FIRST.sub(r"\2/\1", _WORDS.sub(_figure, printed))


def _figure(match: re.Match[str]) -> str:
    if match[1] == "năm" and not re.match(r",?\s+năm\s", match.string[match.end() :]):
        return match[1]
    return str(_NUMBERS[fold(match[1])])
