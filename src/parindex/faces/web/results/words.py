"""How results are said: figures, ranks, classes, what kept a unit from a class."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from parindex.cycle.assessments import states
from parindex.cycle.results.pages import CycleItem, LeagueRow
from parindex.engine.values import points
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import figure, words

_TONES = ("ok", "info", "warn", "bad")


def shown(number: Decimal | None, places: int = 2) -> str:
    """A figure with ``places`` decimals, in the reader's language."""
    return figure(None if number is None else points.fixed(number, places))


def exact(number: Decimal | None) -> str:
    """A figure with at least two decimals and no more than it has."""
    if number is None:
        return figure(None)
    return figure(points.fixed(number, max(2, points.decimals(points.shortest(number)))))


def state(cycle: CycleItem) -> Chip:
    """Where the results of a cycle stand."""
    if cycle.released_at is not None:
        return Chip(_("đã công bố"), "ok")
    if cycle.number is not None and cycle.state != states.OPEN:
        return Chip(_("đã chốt, chưa công bố"), "info")
    return Chip(_("chưa chốt"), "warn")


def rank(row: LeagueRow) -> str:
    """The rank, with what a tie is called."""
    if row.rank is None:
        return "–"
    return _("%(rank)s (đồng hạng)") % {"rank": row.rank} if row.is_tied else str(row.rank)


def place(row: LeagueRow) -> str:
    """The rank alone, for a narrow column."""
    return "–" if row.rank is None else str(row.rank)


def tones(names: tuple[str, ...]) -> dict[str, str]:
    """A colour for each class, best first; the word stays beside it."""
    return {name: _TONES[min(place, len(_TONES) - 1)] for place, name in enumerate(names)}


def notes(row: LeagueRow) -> tuple[str, ...]:
    """What is to be said of a unit beside its rank."""
    said = [_("Không nộp đúng hạn nên không được tính điểm.")] if row.has_missed else []
    for blocked in row.blocked:
        why = " ".join(words(each) for each in blocked.why)
        said.append(_("Không được xếp %(name)s: %(why)s") % {"name": blocked.class_name, "why": why})
    return tuple(said)
