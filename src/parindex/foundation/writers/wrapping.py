"""How many lines a text takes in a cell, word by word: not every program fits rows to their text."""

from __future__ import annotations

import unicodedata
from typing import Final

# Widths of the letters of Times New Roman, and of those drawn like it, in thousandths of the size.
_WIDTHS: Final = {
    260: " \u00a0.,|",
    290: "ijlt:;/\\'",
    340: "Ifrs()[]-!“”‘’",
    450: "aceszJ?*",
    510: "bdghknopquvxyđ0123456789$–",
    570: "FPS+<>=×≥≤−",
    680: "ABCELTRZVXY_",
    730: "DĐGHKNOQUw&",
    790: "m",
    900: "MW%…—",
    960: "@",
}
_WIDTH_OF: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_UNKNOWN: Final = 730
_BOLD: Final = 1.08
_SPARE: Final = 1.04
"""Another font may stand in, and programs round the widths of letters up to whole dots."""


def lines(text: str, *, width: float, size: float, is_bold: bool = False) -> int:
    """The lines of ``text`` in a cell ``width`` points wide; a word too long for a line is broken."""
    return sum(
        _of_paragraph(each, width=width, scale=_scale(size, is_bold=is_bold)) for each in text.split("\n")
    )


def _of_paragraph(text: str, *, width: float, scale: float) -> int:
    found, filled = 1, 0.0
    for word in text.split(" "):
        wide = measured(word) * scale
        space = _WIDTH_OF[" "] * scale if filled else 0.0
        if filled and filled + space + wide > width:
            found, filled, space = found + 1, 0.0, 0.0
        filled += space + wide
        if filled > width:
            more = int(filled / width)
            found, filled = found + more, filled - more * width
    return found


def measured(text: str) -> int:
    """The width of ``text`` in thousandths of the size; marks above and below letters take no room."""
    plain = (each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    return sum(_WIDTH_OF.get(letter, _UNKNOWN) for letter in plain)


def _scale(size: float, *, is_bold: bool) -> float:
    return size / 1000 * _SPARE * (_BOLD if is_bold else 1)
