"""Assignments: the words in a cell of units that say who leads and who takes part."""

from __future__ import annotations

import re

_LABEL = (
    r"(?:(?:cơ quan|đơn vị|phòng)\s+)?(?P<role>chủ trì|phối hợp|đầu mối|thực hiện)"
    r"(?:[\s,]+(?:chủ trì|phối hợp|tham mưu|thực hiện|chính)){0,3}\s*:\s*"
)
_AT_START = re.compile(rf"(?:[-–—+•]\s*|\(?\d{{1,2}}[.)]\s*)?{_LABEL}", re.IGNORECASE)
_ANYWHERE = re.compile(_LABEL, re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"(?:(?:[;,]|(?<!\d)\.)\s*[-–—+•]?|\s[-–—+•]|\s\(?\d{1,2}[.)])\s*$")
_TAKES_PART = re.compile(r"(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+thực hiện)?", re.IGNORECASE)
_ENDS_IN_PART = re.compile(r"[^,;:()]{1,200}(?<!chủ trì) phối hợp(?: thực hiện)?$", re.IGNORECASE)


def without_label(item: str) -> str:
    """``item`` without "Cơ quan chủ trì:" before the name."""
    return _AT_START.sub("", item, count=1)


def is_label(text: str) -> bool:
    """Whether ``text`` is a label alone, whose names follow."""
    return bool(_AT_START.fullmatch(text))


def is_labelled(text: str) -> bool:
    """Whether ``text`` begins with a label."""
    return bool(_AT_START.match(text))


def labels_in(text: str) -> frozenset[int]:
    """The places inside ``text`` where a label begins a further item."""
    places = set()
    first = _AT_START.match(text)
    for match in _ANYWHERE.finditer(text, first.end() if first else 0):
        start = match.start()
        sign = _SIGN_BEFORE.search(text[max(0, start - 8) : start])
        if sign:
            places.add(start - len(sign[0]))
        elif match[0][0].isupper() and text[start - 1 : start] == " ":
            places.add(start - 1)
    return frozenset(places)


def goes_on(item: str, *, before: bool) -> bool:
    """Whether ``item`` and those after it name partners, by its label or else as those ``before``."""
    label = _AT_START.match(item)
    return label["role"].casefold() == "phối hợp" if label else before


def takes_part(item: str, scope: str | None) -> bool:
    """Whether the words behind a name say that it takes part."""
    return bool(_ENDS_IN_PART.match(item) or (scope is not None and _TAKES_PART.fullmatch(scope)))
