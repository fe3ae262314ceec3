"""How a format's raw characters become one line of text, and what a bullet is."""

from __future__ import annotations

import re

from parindex.cycle.documents.blocks import Line, Start
from parindex.engine.values import vietnamese

_SYMBOLS = {
    0xF02D: "-",
    0xF02B: "+",
    0xF0A3: "≤",
    0xF0B3: "≥",
    0xF0B1: "±",
    0xF0B4: "×",
    0x2010: "-",
    0x2011: "-",
    0x001E: "-",
    0x00AD: None,
    0x001F: None,
    0x200B: None,
    0x200C: None,
    0x200D: None,
    0x2060: None,
    0xFEFF: None,
    0xFFFE: None,
}
_BULLETS = "•●▪■◦○❖➢➤✓✔‣∙·\u25ba\u2666"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BULLET = re.compile(rf"[{_BULLETS}]\s*(?=\S)")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` in NFC on one line: no soft hyphens, no control characters, symbol fonts as letters."""
    known = _CONTROL.sub("", text.translate(_SYMBOLS))
    return vietnamese.squeeze(_PRIVATE.sub("•", known))


def is_bullet(mark: str) -> bool:
    """Whether a list mark is a drawn dot, square or arrow, not a printed "-", "+" or number."""
    cleaned = clean(mark)
    return bool(cleaned) and all(letter in _BULLETS for letter in cleaned)


def line(text: str, start: Start = Start.PARAGRAPH) -> Line:
    """A line of a cell; one that begins with a bullet is a list item without it."""
    cleaned = clean(text)
    bullet = _BULLET.match(cleaned)
    return Line(cleaned[bullet.end() :], Start.ITEM) if bullet else Line(cleaned, start)


def paragraph(text: str) -> str:
    """A paragraph of the body; one that begins with a bullet begins with a dash instead."""
    cleaned = clean(text)
    bullet = _BULLET.match(cleaned)
    return f"- {cleaned[bullet.end() :]}" if bullet else cleaned
