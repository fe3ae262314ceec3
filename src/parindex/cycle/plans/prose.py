"""Prose: who is to do a task that a paragraph states, as the paragraph or its neighbours say; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parindex.cycle.documents.outline import Draft, Passage
from parindex.engine.values.vietnamese import squeeze

_HEADING = re.compile(r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*|[A-ZĐ])[.)]\s")
_GIVEN = re.compile(
    r"(?:\b[Gg]iao|\b[Dd]o)\s+(?P<who>[A-ZĐ][^.;:()]{3,90}?)\s+"
    r"(?:là\s+(?:đơn vị|cơ quan)\s+)?(?:chủ trì|tham mưu|thực hiện|chịu trách nhiệm|có trách nhiệm|tổ chức)"
)
_LABELLED = re.compile(
    r"(?:(?:[Đđ]ơn vị|[Cc]ơ quan|[Bb]ộ phận|[Pp]hòng)\s+)?[Cc]hủ trì(?:\s+thực hiện)?"
    r"\s*:\s*(?P<who>[^.;()]{3,120})"
)
_SUBJECT = re.compile(
    r"^(?:[-–+•*]\s*)?"
    r"(?P<who>(?:Sở|Phòng|Văn phòng|Ban|Trung tâm|Công an|Thanh tra|UBND)\s[^.;:()]{2,80}?)\s+"
    r"(?:chủ trì|có trách nhiệm|chịu trách nhiệm|tham mưu)"
)


def lead_of(draft: Draft, passages: Sequence[Passage]) -> str:
    """Who is named as the lead of ``draft``: in its paragraph, behind it, above it; else ""."""
    for text in _around(draft, passages):
        for pattern in (_LABELLED, _GIVEN, _SUBJECT):
            if match := pattern.search(text):
                return squeeze(re.split(r",\s*phối hợp|\s+phối hợp", match["who"])[0]).strip(" ,")
    return ""


def _around(draft: Draft, passages: Sequence[Passage]) -> Iterator[str]:
    """The paragraph itself, those behind it up to the next heading, those above it up to and with its own."""
    here = next((at for at, passage in enumerate(passages) if draft.text in squeeze(passage.text)), None)
    if here is None:
        yield draft.text
        return
    yield passages[here].text
    for passage in passages[here + 1 :]:
        if _HEADING.match(passage.text):
            break
        yield passage.text
    if _HEADING.match(passages[here].text):
        return
    for passage in reversed(passages[:here]):
        yield passage.text
        if _HEADING.match(passage.text):
            break
