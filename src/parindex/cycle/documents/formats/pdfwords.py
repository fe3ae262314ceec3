"""Words that a narrow column broke inside: told from two words by the room left and the blanks printed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from parindex.cycle.documents.formats.pdflines import Printed
from parindex.engine.values import vietnamese

# a letter that would still have stood on the line, in points, for what rounding and hinting shift
_SLACK = 0.4
# how many wrapped lines tell whether the printer keeps the blank at their end, and how sure they must be
_TOLD = 5
_SURE = 0.9
_LAST = re.compile(r"[^\W_]+$")
_FIRST = re.compile(r"[^\W_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_CUT_FIGURE = re.compile(r"\d[.,]$")
_ROMAN = re.compile(r"[IVX]+")
_SHORT_FORM = re.compile(r"[A-ZĐ]{2,}")


def keeps_blanks(cells: Iterable[tuple[Sequence[Printed], float]]) -> bool:
    """Whether the printer leaves the blank at the end of wrapped lines wherever it fits.

    ``cells`` are lines and the width of their cell; only lines of several words tell.
    """
    kept = [
        above.ends_open
        for lines, width in cells
        for above, below in itertools.pairwise(lines)
        if " " in above.text and is_blank_fitting(above, width)
        if above.width + above.blank + below.first_width > width
        if above.one_piece and above.text[-1].isalnum()
    ]
    return len(kept) >= _TOLD and sum(kept) >= _SURE * len(kept)


def is_blank_fitting(line: Printed, width: float) -> bool:
    """Whether a blank has room behind a line in a cell of ``width`` points."""
    return line.width + 0.25 * line.size + _SLACK <= width


def is_closed(line: Printed, width: float) -> bool:
    """Whether a line lacks the blank that a printer who keeps blanks leaves where a line is wrapped."""
    if line.ends_open or not line.one_piece or line.text.endswith(("-", "/")):
        return False
    return is_blank_fitting(line, width)


def is_inside_word(above: Printed, below: Printed, width: float, *, keeps: bool) -> bool:
    """Whether the line above ends inside the word with which the line below goes on.

    A printer breaks a word only where it begins the line and its next letter has no room. What is
    left is a word that fills the line by chance: then a blank is kept at its end where ``keeps`` says
    that the printer does so, and both parts are whole words.
    """
    if above.ends_open or " " in above.text or above.width + below.first_letter <= width - _SLACK:
        return False
    if above.text.endswith(("-", "/")) or not below.text[:1].strip("(“\"'–-+"):
        return False
    if keeps and is_closed(above, width) and not (above.text[-1].isalpha() and below.text[0].isdecimal()):
        return True
    return not _are_words(above.text, below.text)


def _are_words(above: str, below: str) -> bool:
    """Whether a word may end with ``above`` and another begin with ``below``."""
    if _CUT_FIGURE.search(above) and below[:1].isdecimal():
        return False
    last, first = _LAST.search(above), _FIRST.match(below)
    if last is None:
        return below[:1].isalnum()
    if first is None:
        return False
    if last.group().isdecimal() or first.group().isdecimal():
        return last.group().isdecimal() != first.group().isdecimal()
    if _ROMAN.fullmatch(last.group() + first.group()):
        return False
    return _is_word(last.group()) and _is_word(first.group())


def _is_word(text: str) -> bool:
    return bool(_SHORT_FORM.fullmatch(text) or _SYLLABLE.fullmatch(vietnamese.fold(text)))
