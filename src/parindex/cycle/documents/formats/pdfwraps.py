"""Where an author ended a line, and where the printer only had no room left."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parindex.cycle.documents.blocks import Line, Start
from parindex.cycle.documents.formats import letters, pdfwords
from parindex.cycle.documents.formats.pdflines import Printed

PADDING = 5.7
_SLACK = 1.2
_WIDER = 1.18
# the widest pitch of wrapped lines, in sizes of letters, where no cell around tells another
_LOOSEST = 1.2
# how many distances of lines tell the pitch of a table, and which share of them must agree
_TOLD = 6
_USUAL = 0.6
_CENTRE = 3.0
_BEGINNING = 12
_ITEM = re.compile(r"([-–+•●▪■◦*]|\(?[0-9]{1,2}[.)]|\(?[a-zđ][.)])\s+\S", re.IGNORECASE)
_DASH = re.compile(r"[-–+]\s+(\S)")
_ENDED = (".", ";", ":", ",", ")", "?", "!", "…", "”", '"')
_GLUE = re.compile(r"[^\s/-][-/\u2010\u2011]$")


@dataclass(frozen=True, slots=True)
class Room:
    """How wide lines may become and how far right, and the usual distance between their baselines.

    ``right`` is None for centred lines. ``listed`` tells that the text began with a dash, so that a
    line beginning with one is an item even where the line above had no room left. ``keeps_blanks``
    tells that the printer leaves the blank at the end of a wrapped line.
    """

    width: float
    right: float | None = None
    pitch: float = 0.0
    listed: bool = True
    keeps_blanks: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """What a printer does in the cells of a table.

    ``pitch`` is the distance of wrapped lines, 0 where no distance is usual; ``keeps_blanks`` tells
    whether the blank at the end of a wrapped line is printed.
    """

    pitch: float = 0.0
    keeps_blanks: bool = False


def begins_item(text: str) -> bool:
    """Whether a line begins like an item of a list: a dash, a plus, a bullet, "(1)", "a)"."""
    return _ITEM.match(letters.clean(text[:_BEGINNING])) is not None


def is_ended(text: str) -> bool:
    """Whether a line ends like a sentence or an item."""
    return text.rstrip().endswith(_ENDED)


def had_room(above: Printed, below: Printed, room: Room) -> bool:
    """Whether the first word of the line below would still have stood on the line above."""
    blank = max(above.blank, 0.2 * above.size) if above.blank < above.size else 0.25 * above.size
    slack = max(_SLACK, 0.006 * room.width)
    if above.width + blank + below.first_width > room.width - slack:
        return False
    return room.right is None or above.x1 + blank + below.first_width <= room.right - slack


def is_broken(above: Printed, below: Printed, room: Room) -> bool:
    """Whether the author, not the printer, ended the line above."""
    if room.pitch and below.base - above.base > max(_WIDER * room.pitch, room.pitch + 2.0):
        return True
    if had_room(above, below, room):
        return True
    if room.keeps_blanks and pdfwords.is_closed(above, room.width):
        return True
    if room.right is None and above.stretched:
        return False
    dash = _DASH.match(below.text)
    if dash:
        return is_ended(above.text) or (room.listed and dash.group(1).isupper())
    return begins_item(below.text) and is_ended(above.text)


def joined(above: str, below: str, *, open_end: bool, inside: bool = False) -> str:
    """Two printed lines as one: no blank after a hyphen or slash, or ``inside`` a word, broken there."""
    if inside or (not open_end and _GLUE.search(above) and below[:1].isalnum()):
        return above + below
    return f"{above} {below}"


def cell_lines(lines: Sequence[Printed], *, left: float, right: float, habits: Habits) -> tuple[Line, ...]:
    """The lines that the author wrote in a cell whose text runs from ``left`` to ``right``."""
    if not lines:
        return ()
    centred = is_centred(lines, left, right)
    # no blank is kept at the end of centred lines
    keeps = habits.keeps_blanks and not centred
    pitched = Room(
        right - left,
        right=None if centred else right,
        pitch=habits.pitch or _pitch(lines),
        listed=_DASH.match(lines[0].text) is not None,
        keeps_blanks=keeps,
    )
    texts = [lines[0].text]
    for above, below in itertools.pairwise(lines):
        inside = pdfwords.is_inside_word(above, below, right - left, keeps=keeps)
        if not inside and is_broken(above, below, pitched):
            texts.append(below.text)
        else:
            texts[-1] = joined(texts[-1], below.text, open_end=above.ends_open, inside=inside)
    found = (letters.line(unicodedata.normalize("NFC", text), Start.PARAGRAPH) for text in texts)
    return tuple(line for line in found if line.text)


def is_centred(lines: Iterable[Printed], left: float, right: float) -> bool:
    """Whether all lines stand in the middle between ``left`` and ``right``."""
    return all(abs(line.middle - (left + right) / 2) < _CENTRE for line in lines)


def common_pitch(cells: Iterable[Sequence[Printed]]) -> float:
    """The distance of most neighbouring lines in the cells of a table; 0 where no distance is usual."""
    steps = [
        round(below.base - above.base, 1)
        for lines in cells
        for above, below in itertools.pairwise(lines)
        if below.base - above.base > 0.5 * above.size
    ]
    if len(steps) < _TOLD:
        return 0.0
    usual, _ = Counter(steps).most_common(1)[0]
    near = sum(abs(step - usual) <= 0.4 for step in steps)
    return usual if near >= _USUAL * len(steps) else 0.0


def _pitch(lines: Sequence[Printed]) -> float:
    steps = [below.base - above.base for above, below in itertools.pairwise(lines)]
    least = min((step for step in steps if step > 0.5 * lines[0].size), default=0.0)
    return min(least, _LOOSEST * lines[0].size)
