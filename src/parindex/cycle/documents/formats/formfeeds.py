"""Pages of a plain text: form feeds become blank lines, and the numbers of the pages go."""

from __future__ import annotations

import re
from collections import Counter

_NUMBER = re.compile(r"\s*\d{1,4}\s*")
_FEWEST = 2


def as_blanks(text: str) -> str:
    """``text`` with blank lines for form feeds; digits at page ends that count the pages are left out."""
    pages = [page.split("\n") for page in text.split("\f")]
    numbers = [
        (at, line, int(lines[line]) - at)
        for at, lines in enumerate(pages)
        for line in _ends(lines)
        if _NUMBER.fullmatch(lines[line])
    ]
    runs = Counter(offset for _, _, offset in numbers)
    for at, line, offset in numbers:
        if runs[offset] >= _FEWEST:
            pages[at][line] = ""
    return "\n\n".join("\n".join(lines) for lines in pages)


def _ends(lines: list[str]) -> set[int]:
    """The places of the first and the last line that are not blank."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return {filled[0], filled[-1]} if filled else set()
