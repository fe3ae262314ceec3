"""Drafts: tasks proposed from prose, where a paragraph states when it is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parindex.cycle.documents import deadlines
from parindex.cycle.documents.outline import Deadline, DeadlineKind, Draft, Passage
from parindex.engine.values.vietnamese import fold, squeeze

_SECTION = re.compile(r"(?P<code>(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-ZĐ]))(?:[.)]\s+|\s+(?=[A-ZÀ-ỸĐ]))\S")
_BULLET = re.compile(r"^(?:[-–+•*]\s*)+")
_BRACKET = re.compile(r"\(([^()]{4,300})\)\s*[.;]?\s*$")
_STATES = re.compile(
    r"hoan thanh|thoi gian|thoi han|tien do|xong truoc|truoc (?:ngay|thang)|"
    r"thuong xuyen|hang (?:thang|quy|nam)|dinh ky"
)
_CLOSING = re.compile(
    r"\b(?:hoàn thành|kết thúc|xong|trình|báo cáo)\s+(?:trong|trước|vào|chậm nhất)\b[^.;]*[.;]?\s*$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[IVX]+\.\s|\d{1,2}(?:\.\d{1,2})*[.)]\s")
_DATED = (DeadlineKind.DATE, DeadlineKind.MONTH, DeadlineKind.QUARTER, DeadlineKind.YEAR)


def read(passages: Iterable[Passage], *, year: int | None) -> tuple[Draft, ...]:
    """The drafts among paragraphs that stand in no table."""
    drafts: list[Draft] = []
    section: str | None = None
    for passage in passages:
        if (match := _SECTION.match(passage.text)) and _HEADING.match(passage.text):
            section = match["code"]
        if section is None:
            continue
        if draft := _draft(passage, section, year):
            drafts.append(draft)
    return tuple(drafts)


def _draft(passage: Passage, section: str, year: int | None) -> Draft | None:
    text = passage.text
    if text.startswith("("):
        return None
    if bracket := _BRACKET.search(text):
        deadline = deadlines.read(bracket[1], year=year)
        if _STATES.search(fold(bracket[1])) and _is_stated(deadline, fold(bracket[1])):
            return Draft(_task(text[: bracket.start()]), deadline, section, passage.at)
    if closing := _CLOSING.search(text):
        deadline = deadlines.read(closing[0].rstrip(" .;"), year=year)
        if deadline.kind in _DATED and closing.start() > 0:
            return Draft(_task(text), deadline, section, passage.at)
    return None


def _is_stated(deadline: Deadline, folded: str) -> bool:
    """Whether a bracket states a deadline; one of no known kind must say that it is one."""
    if deadline.kind is DeadlineKind.OTHER:
        return folded.startswith(("hoan thanh", "thoi gian", "thoi han", "tien do", "han "))
    return deadline.kind is not DeadlineKind.UNSTATED


def _task(text: str) -> str:
    return squeeze(_BULLET.sub("", text))
