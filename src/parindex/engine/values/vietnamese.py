"""Vietnamese text: one normal form, and a fold for searching without diacritics."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_STROKE = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """The precomposed form (TCVN 6909) of ``text``."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """``text`` in NFC on one line: every run of white space becomes one blank, ends trimmed."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """``text`` for matching: one line, casefolded, without diacritics, đ as d."""
    decomposed = unicodedata.normalize("NFD", squeeze(text).translate(_STROKE))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.casefold()
