"""HTML tables inside markdown and text, rewritten as pipe tables so that one reader serves both."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table\b[^>]*>(.*?)</table\s*>", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=<tr\b|</tr|</tbody|</thead|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)(?=<t[dh]\b|</t[dh]|\Z)", re.IGNORECASE | re.DOTALL)
_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?(\d+)", re.IGNORECASE)


def as_pipes(text: str) -> str:
    """``text`` with every HTML table as a pipe table; spanned places are blank cells."""
    end = text.lower().rfind("</table") + 1  # behind it nothing closes: no use to look there
    if not end or len(text.lower()) != len(text):
        return text
    tail = text.find(">", end) + 1 or len(text)
    return _TABLE.sub(lambda match: "\n\n" + _pipes(match[1]) + "\n\n", text[:tail]) + text[tail:]


def _pipes(body: str) -> str:
    rows: list[list[str]] = []
    below: dict[int, int] = {}
    for row in _ROW.findall(body):
        cells: list[str] = []
        for attributes, content in _CELL.findall(row):
            _skip_spanned(cells, below)
            spans = {kind.lower(): min(int(count), 50) for kind, count in _SPAN.findall(attributes)}
            for offset in range(spans.get("col", 1)):
                below[len(cells)] = spans.get("row", 1) - 1
                cells.append(_one_line(content) if offset == 0 else "")
        _skip_spanned(cells, below)
        rows.append(cells)
    width = max(map(len, rows), default=0)
    return "\n".join("| " + " | ".join(cells + [""] * (width - len(cells))) + " |" for cells in rows)


def _skip_spanned(cells: list[str], below: dict[int, int]) -> None:
    """Blank cells where a cell from a row above reaches down."""
    while below.get(len(cells), 0) > 0:
        below[len(cells)] -= 1
        cells.append("")


def _one_line(content: str) -> str:
    return re.sub(r"\s*\n\s*", " ", content).replace("|", "\\|").strip()
