"""Glyphs into printed lines: blanks by distance, raised note marks aside, faces by majority."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parindex.cycle.documents.formats.pdfium import Glyph

_SAME_BASE = 2.0
# in a line set in two fonts the letters of one may fill most of the blank after them
_BLANK = 0.08
_TWICE = 0.5
_GAP = 2.2
# how much wider than the font's own blank all blanks of a justified line are at least, in letter sizes
_STRETCHED = 0.015
_RECENT = 8
_RAISED = (0.12, 0.75)
_SMALL = 0.8
_LETTERS = 0.9


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line, or its part in one column: text, place, face; raised figures in ``marks``."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    mark: str = ""
    ends_open: bool = False
    first_width: float = 0.0
    first_letter: float = 0.0
    blank: float = 0.0
    stretched: bool = False
    one_piece: bool = True

    @property
    def width(self) -> float:
        """From the first letter to the last."""
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        """Half way between the first letter and the last."""
        return (self.x0 + self.x1) / 2


def printed(glyphs: Sequence[Glyph], *, notes: frozenset[str] = frozenset()) -> tuple[Printed, ...]:
    """The lines of ``glyphs`` from top to bottom, a line cut where a wide gap parts two columns.

    Raised figures that are one of ``notes`` (the page's footnotes) are left out of the text; at the
    beginning of a line they become its ``mark``.
    """
    found = [
        line
        for row in _rows(glyphs)
        for part in _parts(row)
        for line in (_line(part, notes),)
        if line is not None
    ]
    return tuple(sorted(found, key=lambda line: (line.base, line.x0)))


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs on one baseline; small raised ones join the line they stand beside."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if rows and glyph.base - rows[-1][-1].base <= _SAME_BASE * max(0.4, min(1.0, glyph.size / 9)):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    merged: list[list[Glyph]] = []
    for row in reversed(rows):
        host = merged[-1] if merged else None
        if host is not None and _is_raised(row, host):
            host.extend(row)
        else:
            merged.append(row)
    return merged[::-1]


def _is_raised(row: Sequence[Glyph], host: Sequence[Glyph]) -> bool:
    """Whether ``row`` holds only small signs raised above the letters of the line below it."""
    size = statistics.median(glyph.size for glyph in host)
    visible = [glyph for glyph in row if glyph.text.strip()]
    if not visible or any(glyph.size > _SMALL * size for glyph in visible):
        return False
    rise = statistics.median(g.base for g in host) - visible[0].base
    if not _RAISED[0] * size <= rise <= _RAISED[1] * size:
        return False
    solid = [glyph for glyph in host if glyph.text.strip()]
    return not any(_crosses(glyph, other) for glyph in visible for other in solid)


def _crosses(one: Glyph, other: Glyph) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0.5 * (one.x1 - one.x0)


def _parts(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """A row cut at gaps too wide for any blank."""
    ordered = sorted((glyph for glyph in row if glyph.text.strip()), key=lambda glyph: glyph.x0)
    blanks = [glyph for glyph in row if not glyph.text.strip()]
    part: list[Glyph] = []
    for glyph in ordered:
        if part and _is_gap(part, glyph):
            yield _with_blanks(part, blanks)
            part = []
        part.append(glyph)
    if part:
        yield _with_blanks(part, blanks)


def _is_gap(part: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether a glyph stands too far off, and not because many blanks were printed before it."""
    if glyph.x0 - max(before.x1 for before in part[-3:]) <= _GAP * max(glyph.size, part[-1].size):
        return False
    return not any(before.piece and before.piece == glyph.piece for before in part[-_RECENT:])


def _with_blanks(part: list[Glyph], blanks: list[Glyph]) -> list[Glyph]:
    left, right = part[0].x0, max(glyph.x1 for glyph in part)
    inside = [blank for blank in blanks if left <= (blank.x0 + blank.x1) / 2 <= right + 2 * part[-1].size]
    return sorted(part + inside, key=lambda glyph: (glyph.x0, glyph.x1))


def _line(part: Sequence[Glyph], notes: frozenset[str]) -> Printed | None:
    visible = [glyph for glyph in part if glyph.text.strip()]
    letters = [glyph for glyph in visible if glyph.text.isalnum()] or visible
    size = statistics.median(glyph.size for glyph in letters)
    base = statistics.median(glyph.base for glyph in letters)
    mark, kept = _without_marks(part, notes, size=size, base=base)
    solid = [glyph for glyph in kept if glyph.text.strip()]
    if not solid:
        return None
    text, blank, spread = _text(kept, size)
    faces = [glyph for glyph in solid if glyph.text.isalpha()] or solid
    return Printed(
        text=text.strip(),
        x0=solid[0].x0,
        x1=max(glyph.x1 for glyph in solid),
        top=min(glyph.top for glyph in solid),
        bottom=max(glyph.bottom for glyph in solid),
        base=base,
        size=size,
        bold=_mostly(glyph.bold for glyph in faces),
        italic=_mostly(glyph.italic for glyph in faces),
        mark=mark,
        ends_open=text.endswith(" "),
        first_width=_first_width(solid, text.strip().split(" ", 1)[0]),
        first_letter=solid[0].x1 - solid[0].x0,
        blank=blank,
        stretched=spread > _STRETCHED * size,
        one_piece=len({glyph.piece for glyph in solid[-_RECENT:]}) == 1,
    )


def _mostly(flags: Iterable[bool]) -> bool:
    said = list(flags)
    return sum(said) >= _LETTERS * len(said)


def _without_marks(
    part: Sequence[Glyph], notes: frozenset[str], *, size: float, base: float
) -> tuple[str, list[Glyph]]:
    """The note mark that the line begins with, and its glyphs without any note mark."""
    kept: list[Glyph] = []
    mark = run = ""
    held: list[Glyph] = []
    for glyph in [*part, None]:
        if glyph is not None and _is_mark(glyph, size, base):
            run += glyph.text
            held.append(glyph)
            continue
        if run and run not in notes:
            kept += held
        elif run and not any(g.text.strip() for g in kept):
            mark = mark or run
        if held and held[0] not in kept:
            kept += [replace(glyph, text="") for glyph in held]
        run, held = "", []
        if glyph is not None:
            kept.append(glyph)
    return mark, kept


def _is_mark(glyph: Glyph, size: float, base: float) -> bool:
    raised = base - glyph.base >= _RAISED[0] * size
    return glyph.text.isdecimal() and raised and glyph.size <= _SMALL * size


def note_marks(glyphs: Sequence[Glyph]) -> frozenset[str]:
    """The raised figures that begin a line: the footnotes that stand on the page."""
    found = set()
    for row in _rows(glyphs):
        ordered = sorted((g for g in row if g.text.strip()), key=lambda glyph: glyph.x0)
        if len(ordered) < 2:
            continue
        size = max(glyph.size for glyph in ordered)
        base = statistics.median(glyph.base for glyph in ordered if glyph.size > _SMALL * size)
        run = ""
        for glyph in ordered:
            if not _is_mark(glyph, size, base):
                break
            run += glyph.text
        if run:
            found.add(run)
    return frozenset(found)


def _text(glyphs: Sequence[Glyph], size: float) -> tuple[str, float, float]:
    """The letters of a line with a blank wherever there is one or a gap as wide.

    Besides, how wide the narrowest blank is, and by how much even that one was widened.
    """
    text = ""
    reach: float | None = None
    last: Glyph | None = None
    gaps: list[float] = []
    spreads: list[float] = []
    natural = 0.0
    for glyph in glyphs:
        if not glyph.text:
            reach = glyph.x1 if reach is None else max(reach, glyph.x1)
            continue
        if not glyph.text.strip():
            natural = 2 * size if text.endswith(" ") else glyph.x1 - glyph.x0
            text += " " if text and not text.endswith(" ") else ""
            continue
        if last is not None and _is_stroke(glyph, last):
            continue
        last = glyph
        if reach is not None:
            gap = glyph.x0 - reach
            if text.endswith(" "):
                gaps.append(gap)
                spreads.append(gap - natural)
            elif gap > _BLANK * size:
                text += " "
                gaps.append(gap)
        text += glyph.text
        reach = glyph.x1 if reach is None else max(reach, glyph.x1)
    return text, min(gaps, default=0.25 * size), min(spreads, default=0.0)


def _is_stroke(glyph: Glyph, last: Glyph) -> bool:
    """Whether a glyph is a second stroke of the last letter that claims to be the whole letter again."""
    return glyph.text == last.text and last.x1 - glyph.x0 > _TWICE * (glyph.x1 - glyph.x0)


def _first_width(solid: Sequence[Glyph], word: str) -> float:
    """How wide the first word of a line is."""
    count = 0
    for glyph in solid:
        count += len(glyph.text)
        if count >= len(word):
            return glyph.x1 - solid[0].x0
    return solid[-1].x1 - solid[0].x0
