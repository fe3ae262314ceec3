"""Inline marks of extracted text: HTML tags, entities, emphasis, escapes; cells into lines."""

from __future__ import annotations

import html
import re

from parindex.cycle.documents.blocks import Line, Start
from parindex.engine.values.vietnamese import squeeze

_INLINE = "a|abbr|b|big|center|code|del|em|font|i|ins|label|mark|s|small|span|strike|strong|sub|sup|u|tt"
_BLOCK = (
    "article|blockquote|body|caption|dd|div|dl|dt|h[1-6]|head|hr|html|img|ol|p|pre|section|table|tbody|td|"
    "tfoot|th|thead|tr|ul"
)
_ITEM = re.compile(r"<li\b[^<>]{0,500}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]{0,500}>", re.IGNORECASE)
_PARAGRAPH = re.compile(rf"</?(?:{_BLOCK})\b[^<>]{{0,500}}>|</li\s*>", re.IGNORECASE)
_DROPPED = re.compile(rf"</?(?:{_INLINE})\b[^<>]{{0,500}}>|<!--.{{0,5000}}?-->", re.IGNORECASE | re.DOTALL)
_STRONG = re.compile(r"\*{2,3}(?=\S)(.{1,2000}?)(?<=\S)\*{2,3}", re.DOTALL)
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])", re.DOTALL)
_UNDERLINED = re.compile(r"(?<!\w)(_{1,2})(?=[^\s_])(.{1,2000}?)(?<=[^\s_])\1(?!\w)", re.DOTALL)
_STRAY = re.compile(r"(?<!\*)\*\*(?!\*)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_LINK = re.compile(r"!?\[([^\[\]]+)\]\((?:https?:|mailto:|#|/|\.)[^()\s]*\)")
_MARKS = {Start.ITEM: "\x01", Start.BREAK: "\x02", Start.PARAGRAPH: "\x03"}
_SPLIT = re.compile("([\x01\x02\x03])")
_HIDDEN = 0xE000


def plain(text: str) -> str:
    """``text`` without tags and emphasis marks, entities resolved, on one line."""
    return squeeze(_SPLIT.sub(" ", _marked(text)))


def unescaped(text: str) -> str:
    """``text`` with escaped letters hidden, so that no mark is seen in them; see ``revealed``."""
    return _ESCAPED.sub(lambda match: chr(_HIDDEN + ord(match[1])), text)


def revealed(text: str) -> str:
    """``text`` with the letters that ``unescaped`` hid."""
    return "".join(
        chr(ord(letter) - _HIDDEN) if 0xE000 <= ord(letter) < 0xE080 else letter for letter in text
    )


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a cell: a list item, a paragraph or a forced break begins a new one."""
    found: list[Line] = []
    start = Start.PARAGRAPH
    for piece in _SPLIT.split(_marked(text)):
        if _SPLIT.fullmatch(piece):
            start = _stronger(start, piece, is_pending=bool(found))
            continue
        line = squeeze(piece)
        if line:
            found.append(Line(line, start))
            start = Start.PARAGRAPH
    return tuple(found)


def _stronger(start: Start, piece: str, *, is_pending: bool) -> Start:
    """The start that a further mark gives: an item stays an item until its text comes."""
    if start is Start.ITEM:
        return start
    new = next(kind for kind, mark in _MARKS.items() if mark == piece)
    return new if new is Start.ITEM or is_pending else Start.PARAGRAPH


def _marked(text: str) -> str:
    """``text`` with structure tags as marks and without all others."""
    text = _ITEM.sub(_MARKS[Start.ITEM], text)
    text = _BREAK.sub(_MARKS[Start.BREAK], text)
    text = _PARAGRAPH.sub(_MARKS[Start.PARAGRAPH], text)
    text = html.unescape(_DROPPED.sub("", text))
    text = _LINK.sub(r"\1", text)
    return without_emphasis(text)


def without_emphasis(text: str) -> str:
    """``text`` without the asterisks and underscores that mark emphasis."""
    text = _STRONG.sub(r"\1", text)
    text = _SLANTED.sub(r"\1", text)
    text = _UNDERLINED.sub(r"\2", text)
    return _STRAY.sub("", text)
