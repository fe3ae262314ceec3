"""What the list of indexes shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.targets.pages import IndexSummary
from parindex.engine.values import points
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import drawing, listing, showing
from parindex.faces.web.drawing import Bar
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.indexes import figures, pages, ways
from parindex.faces.web.listing import Listing, Order
from parindex.faces.web.templatetags.words import sign


@dataclass(frozen=True, slots=True)
class Line:
    """One index of one unit."""

    title: str
    index: str
    result: str
    most: str
    target: str
    comparator: str
    target_year: int | None
    rank: str
    bar: Bar | None
    said: str
    url: str
    unit: str
    share: Fraction | None
    gained: Decimal | None
    whole: Decimal | None
    aimed: Decimal | None


@dataclass(frozen=True, slots=True)
class Unit:
    """All indexes of one unit."""

    name: str
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The list."""

    list: Listing[Line]
    units: tuple[Unit, ...]
    may_upload: bool


def _orders() -> tuple[Order, ...]:
    return (
        Order("", _("Theo đơn vị")),
        Order("low", _("Kết quả thấp trước"), lambda line: (line.share is None, line.share or 0)),
        Order("high", _("Kết quả cao trước"), lambda line: -(line.share or 0)),
        Order("index", _("Tên chỉ số A–Z"), lambda line: fold(line.title)),
    )


def _lines(summaries: Iterable[IndexSummary], asked: QueryDict) -> list[Line]:
    return listing.narrowed(
        (_line(each) for each in summaries),
        asked,
        words=lambda line: f"{line.title} {line.index} {line.unit}",
        orders=_orders(),
    )


def page(summaries: Iterable[IndexSummary], asked: QueryDict, *, may_upload: bool) -> Page:
    """The list as the address asks for it; neighbours of one unit stand together under its name."""
    saved = showing.saved("indexes-export", listing.query_of(asked, "unit"))
    shown = listing.cut(_lines(summaries, asked), asked, orders=_orders(), saved=saved, kept=("unit",))
    by_unit = groupby(shown.rows, key=lambda line: line.unit)
    return Page(shown, tuple(Unit(name, tuple(rows)) for name, rows in by_unit), may_upload)


def export(summaries: Iterable[IndexSummary], asked: QueryDict) -> Export:
    """The whole list as it is limited."""
    columns = (
        Column(pgettext("một", "Đơn vị"), 34),
        Column(pgettext("một", "Chỉ số"), 46),
        Column(_("Kết quả"), 12),
        Column(_("Tối đa"), 10),
        Column(_("So sánh"), 9),
        Column(_("Mục tiêu"), 12),
        Column(_("Năm của mục tiêu"), 12),
        Column(_("Xếp hạng"), 12),
    )
    rows = [
        (
            *(line.unit, line.title, line.gained, line.whole, line.comparator, line.aimed),
            *(line.target_year, line.rank),
        )
        for line in _lines(summaries, asked)
    ]
    return Export(name="chi-so", title=_("Chỉ số"), columns=columns, rows=rows)


def _line(each: IndexSummary) -> Line:
    result = each.result.value if each.result else None
    goal = each.target.value if each.target else None
    return Line(
        title=pages.title(each.index, each.result_year or each.target_year),
        index=each.index,
        result=figures.of(each.result),
        most=points.shortest(each.max) if each.max is not None else "",
        target=figures.of(each.target),
        comparator=sign(each.target.comparator) if each.target else "",
        target_year=each.target_year,
        rank=each.rank.text if each.rank else "",
        bar=drawing.bar(most=each.max, result=result, goal=goal),
        said=pages.title(each.index, each.result_year),
        url=ways.Index(each.unit, each.index, each.level).page(),
        unit=each.unit_name,
        share=each.share,
        gained=result,
        whole=each.max,
        aimed=goal,
    )
