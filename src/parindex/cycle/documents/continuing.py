"""Words between two pieces of one table: "(tiếp theo)" says that the table above goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parindex.engine.values.vietnamese import fold

NUMBERED = re.compile(r"phu luc\b|bieu (?:so )?\d|bang (?:so )?\d")
_GOES_ON = re.compile(
    r"(?P<named>.*?)(?:^|[(\[–-])\s*tiep(?: theo)?(?: (?:va het|trang|phu luc|bang|bieu)\b[^()]*)?\W*"
)
_NEAR = 8


def says_so(between: Sequence[str], *, above: Sequence[str]) -> bool:
    """Whether lines between two tables only say that the one headed by ``above`` goes on."""
    known = tuple(_plain(line) for line in above[-_NEAR:])
    marks = [_GOES_ON.fullmatch(fold(line).strip()) for line in between]
    told = [_is_of(mark["named"], known) for mark in marks if mark]
    rest = [_plain(line) for line, mark in zip(between, marks, strict=True) if not mark]
    return bool(told) and all(told) and all(line in known for line in rest)


def _is_of(named: str, known: Sequence[str]) -> bool:
    """Whether what is said to go on is the table headed so; only a number can say otherwise."""
    words = _plain(named)
    return not NUMBERED.match(words) or any(re.match(rf"{re.escape(words)}\b", line) for line in known)


def _plain(line: str) -> str:
    return re.sub(r"\bso (?=\d)", "", fold(line)).strip(" .:–-")
