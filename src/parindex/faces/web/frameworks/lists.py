"""What the list of frameworks shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parindex.cycle.frameworks.pages import FrameworkList, VersionItem
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import listing, showing
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.frameworks import pages
from parindex.faces.web.listing import Listing, Order
from parindex.faces.web.showing import Chip


@dataclass(frozen=True, slots=True)
class Line:
    """One version of the list."""

    title: str
    about: str
    owner: str
    year: int
    state: Chip
    total: str
    total_value: Decimal | None
    criteria: str
    url: str


@dataclass(frozen=True, slots=True)
class Frameworks:
    """The list."""

    list: Listing[Line]
    may_upload: bool
    may_draft: bool


def _orders() -> tuple[Order, ...]:
    return (
        Order("", _("Năm mới trước")),
        Order("title", _("Tên A–Z"), lambda line: fold(line.title)),
        Order("unit", _("Đơn vị A–Z"), lambda line: fold(line.owner)),
        Order("state", _("Trạng thái"), lambda line: fold(line.state.text)),
    )


def _lines(data: FrameworkList, asked: QueryDict) -> list[Line]:
    return listing.narrowed(
        (_line(each) for each in data.rows),
        asked,
        words=lambda line: f"{line.title} {line.about} {line.owner} {line.state.text}",
        orders=_orders(),
    )


def frameworks(data: FrameworkList, asked: QueryDict, *, may_upload: bool, may_draft: bool) -> Frameworks:
    """The list as the address asks for it."""
    saved = showing.saved("frameworks-export", listing.query_of(asked))
    return Frameworks(
        listing.cut(_lines(data, asked), asked, orders=_orders(), saved=saved), may_upload, may_draft
    )


def frameworks_export(data: FrameworkList, asked: QueryDict) -> Export:
    """The whole list as it is limited."""
    columns = (
        Column(pgettext("một", "Bộ tiêu chí"), 40),
        Column(_("Năm"), 8),
        Column(_("Trạng thái"), 16),
        Column(_("Tổng điểm"), 12),
        Column(pgettext("một", "Đơn vị"), 34),
    )
    rows = [
        (each.title, each.year, each.state.text, each.total_value, each.owner) for each in _lines(data, asked)
    ]
    return Export(name="bo-tieu-chi", title=_("Bộ tiêu chí"), columns=columns, rows=rows)


def _line(each: VersionItem) -> Line:
    count = ngettext("%(n)s tiêu chí", "%(n)s tiêu chí", each.criteria) % {"n": each.criteria}
    return Line(
        title=pages.named(each),
        about=each.title,
        owner=each.owner_name,
        year=each.year,
        state=pages.state_chip(each.state),
        total=pages.even(each.total),
        total_value=each.total,
        criteria=count,
        url=reverse("framework", args=[each.key]),
    )
