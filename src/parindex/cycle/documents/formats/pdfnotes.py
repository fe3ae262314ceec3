"""Footnotes of a PDF page: where they begin, their numbers, and the marks that call them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parindex.cycle.documents.formats.pdfium import Glyph, Leaf
from parindex.cycle.documents.formats.pdflines import Printed, note_marks, printed

_NUMBERED = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)")
_SHORT = (40.0, 0.55)
_NEAR = 30.0


def parted(
    glyphs: Sequence[Glyph], leaf: Leaf, floor: float
) -> tuple[list[Printed], list[Printed], frozenset[str]]:
    """Lines of the text, lines of the footnotes and the footnotes' numbers.

    Footnotes stand below ``floor``, the foot of the last table, under a short rule and in smaller
    letters, or begin with a raised number.
    """
    raised = note_marks([glyph for glyph in glyphs if glyph.base > floor])
    lines = list(printed(glyphs, notes=raised))
    start = _start(lines, leaf, floor)
    notes = list(_numbered(lines[start:]))
    marks = frozenset(line.mark for line in notes if line.mark)
    if not marks:
        return list(printed(glyphs)), [], marks
    if marks != raised:
        lines = list(printed(glyphs, notes=marks))
        start = min(start, len(lines))
    return lines[:start], notes, marks


def _start(lines: Sequence[Printed], leaf: Leaf, floor: float) -> int:
    for index, line in enumerate(lines):
        if line.base > floor and (line.mark or _is_under_rule(index, lines, leaf)):
            return index
    return len(lines)


def _is_under_rule(index: int, lines: Sequence[Printed], leaf: Leaf) -> bool:
    """Whether a numbered line in smaller letters than the text stands right under a short rule."""
    line = lines[index]
    if not _NUMBERED.match(line.text) or index == 0:
        return False
    usual = statistics.median(above.size for above in lines[:index])
    if any(below.size > usual - 0.4 for below in lines[index:]):
        return False
    above = lines[index - 1].base
    return any(
        above - 1 < rule.at < line.base
        and line.base - rule.at < _NEAR
        and abs(rule.start - line.x0) < _NEAR
        and _SHORT[0] < rule.end - rule.start < _SHORT[1] * leaf.width
        for rule in leaf.across
    )


def _numbered(lines: Sequence[Printed]) -> Iterator[Printed]:
    """Footnote lines with their number taken from the text where it is not raised."""
    last = 0
    for index, line in enumerate(lines):
        match = _NUMBERED.match(line.text)
        if line.mark:
            last = int(line.mark)
            yield line
        elif match and (index == 0 or int(match.group(1)) == last + 1):
            last = int(match.group(1))
            yield replace(line, mark=match.group(1), text=line.text[match.end() :])
        else:
            yield line
