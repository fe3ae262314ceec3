"""The words said of a piece of evidence, as they are kept and found again."""

from __future__ import annotations

from parindex.engine.values.vietnamese import fold, nfc, squeeze

LONGEST = {"number": 120, "issuer": 400, "title": 2000}


def plain(text: str) -> str:
    """One line without characters that databases cannot keep."""
    return nfc(squeeze(text.replace("\x00", " ")))


def search(*texts: str) -> str:
    """What a search without diacritics looks through."""
    return fold(" ".join(text for text in texts if text))
