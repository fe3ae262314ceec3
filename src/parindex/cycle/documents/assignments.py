"""Assignments: the words in a cell of units that say who leads and who takes part."""

from __future__ import annotations

import re

_LABEL = (
    r"(?:(?:cơ quan|đơn vị|phòng)\s+)?(?P<role>chủ trì|phối hợp|đầu mối|thực hiện)"
    r"(?:[\s,]+(?:chủ trì|phối hợp|tham mưu|thực hiện|chính)){0,3}\s*:\s*"
)
_AT_START = re.compile(rf"(?:[-–—+•]\s*)?{_LABEL}", re.IGNORECASE)
_ANYWHERE = re.compile(_LABEL, re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"(?:[;,.]\s*[-–—+•]?|\s[-–—+•])\s*$")
_TAKES_PART = re.compile(r"(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+thực hiện)?", re.IGNORECASE)


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
    for match in _ANYWHERE.finditer(text):
        start = match.start()
        sign = _SIGN_BEFORE.search(text[max(0, start - 5) : start])
        if sign:
            places.add(start - len(sign[0]))
        elif match[0][0].isupper() and text[start - 1 : start] == " ":
            places.add(start - 1)
    return frozenset(places)


def takes_part(item: str, scope: str | None, *, before: bool) -> bool:
    """Whether an item names a partner; without a word of its own it stands as the one ``before``."""
    if scope is not None and _TAKES_PART.fullmatch(scope):
        return True
    label = _AT_START.match(item)
    return label["role"].casefold() == "phối hợp" if label else before
