"""What the list of results shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from parindex.cycle.results.pages import CycleItem
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import listing, showing
from parindex.faces.web.listing import Listing, Order
from parindex.faces.web.results import words as said
from parindex.faces.web.results.ways import Way
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day


@dataclass(frozen=True, slots=True)
class Line:
    """The results of one cycle."""

    title: str
    about: str
    url: str
    state: Chip
    moment: str
    decision: str
    is_illustrative: bool


def page(data: tuple[CycleItem, ...], asked: QueryDict) -> Listing[Line]:
    """The list as the address asks for it."""
    orders = (
        Order("", _("Kỳ mới trước")),
        Order("title", _("Tên A–Z"), lambda line: fold(line.title)),
    )
    rows = listing.narrowed(
        [_line(each) for each in data], asked, words=lambda line: f"{line.title} {line.about}", orders=orders
    )
    return listing.cut(rows, asked, orders=orders, saved=showing.Saved("", ""))


def _line(cycle: CycleItem) -> Line:
    way = Way(cycle.key)
    moment = cycle.released_at or cycle.frozen_at
    return Line(
        title=cycle.name,
        about=f"{cycle.index} · {cycle.owner_name}",
        url=way.to("result" if cycle.number is not None else "result-standings"),
        state=said.state(cycle),
        moment=day(moment),
        decision=cycle.decision,
        is_illustrative=cycle.is_illustrative,
    )
