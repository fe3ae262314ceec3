"""Letters: the notices that wait for one person as an e-mail, in plain text and in plain HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from parindex.engine.values import days
from parindex.engine.values.findings import Words
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.notices.levels import Level

MOST_LINES = 1000
"""How many notices one letter spells out; of more it gives the number."""


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in a letter: its sentence and the address it leads to."""

    level: Level
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is mailed."""

    subject: str
    text: str
    html: str


_HEADINGS = {
    Level.ESCALATED: Words("Báo cáo lãnh đạo: nhiệm vụ chậm", "For the attention of leaders: overdue tasks"),
    Level.LATE: Words("Quá hạn", "Overdue"),
    Level.SOON: Words("Đến hạn, sắp đến hạn", "Due today or soon"),
    Level.INFO: Words("Thông báo mới", "New"),
}
_COUNTED = {
    Level.ESCALATED: Words("{n} nội dung cần lãnh đạo chỉ đạo", "{n} for leaders"),
    Level.LATE: Words("{n} quá hạn", "{n} overdue"),
    Level.SOON: Words("{n} sắp đến hạn", "{n} due soon"),
    Level.INFO: Words("{n} thông báo mới", "{n} new"),
}
_GREETING = Words("Kính gửi ông/bà {name},", "Dear {name},")
_MORE = Words("và {n} thông báo khác, xem tại {url}", "and {n} more, see {url}")
_FOOT = Words(
    "Thư tự động của hệ thống Parindex ngày {day}, không cần trả lời. Đổi cách nhận thư: {url}",
    "Sent by Parindex on {day}; there is no need to reply. Change how you are told: {url}",
)


def letter(lines: Sequence[Line], *, name: str, language: str, on: date, home: str, wishes: str) -> Letter:
    """The letter to ``name``; ``home`` is the address of all notices, ``wishes`` that of the choice."""
    spelled = sorted(lines, key=lambda line: list(_HEADINGS).index(line.level))[:MOST_LINES]
    more = len(lines) - len(spelled)
    greeting = _GREETING.in_language(language).format(name=_plain(name))
    rest = _MORE.in_language(language).format(n=more, url=home) if more else ""
    foot = _FOOT.in_language(language).format(day=days.said(on, language=language), url=wishes)
    groups = [
        (heading.in_language(language), [line for line in spelled if line.level is level])
        for level, heading in _HEADINGS.items()
    ]
    return Letter(
        subject=_subject(lines, language=language),
        text=_text(greeting, groups, rest, foot),
        html=_html(greeting, groups, rest, foot, language=language),
    )


def _subject(lines: Sequence[Line], *, language: str) -> str:
    counted = ((words, sum(line.level is level for line in lines)) for level, words in _COUNTED.items())
    return "Parindex: " + ", ".join(
        words.in_language(language).format(n=count) for words, count in counted if count
    )


def _text(greeting: str, groups: Iterable[tuple[str, list[Line]]], rest: str, foot: str) -> str:
    parts = [greeting]
    for heading, lines in groups:
        if lines:
            told = "\n".join(f"- {_plain(line.text)}\n  {line.url}" for line in lines)
            parts.append(f"{heading.upper()}\n{told}")
    return "\n\n".join(part for part in (*parts, rest, f"-- \n{foot}") if part) + "\n"


def _html(
    greeting: str, groups: Iterable[tuple[str, list[Line]]], rest: str, foot: str, *, language: str
) -> str:
    parts = [f"<p>{escape(greeting)}</p>"]
    for heading, lines in groups:
        if lines:
            told = "".join(
                f'<li><a href="{escape(line.url)}">{escape(_plain(line.text))}</a></li>\n' for line in lines
            )
            parts.append(f"<h2>{escape(heading)}</h2>\n<ul>\n{told}</ul>")
    parts += [f"<p>{escape(part)}</p>" for part in (rest, foot) if part]
    body = "\n".join(parts)
    lang = "en" if language.startswith("en") else "vi"
    return f'<!doctype html>\n<html lang="{lang}"><body>\n{body}\n</body></html>\n'


def _plain(text: str) -> str:
    """One line without control characters: nothing in a task or a name can begin a line or a header."""
    return squeeze("".join(sign if sign.isprintable() else " " for sign in text))


def message_id(person: int, keys: Iterable[str], *, domain: str) -> str:
    """The name of a mail, made of whom it is for and what it tells: the same content bears the same name."""
    told = "\n".join([str(person), *sorted(keys)])
    return f"<{hashlib.sha256(told.encode()).hexdigest()[:40]}@{domain}>"
