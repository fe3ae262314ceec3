"""What the pages of the indexes of other bodies show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parindex.cycle.measures import families
from parindex.cycle.measures.pages import IndexItem, PartItem, Standing, StandingList
from parindex.engine.values import points
from parindex.faces.web import asking, showing
from parindex.faces.web.cycles import seasons
from parindex.faces.web.exporting import Column, Export, Value
from parindex.faces.web.measures import forms
from parindex.faces.web.showing import Chip, Choice, Saved, Sheet, Step
from parindex.faces.web.templatetags.words import day, spoken, words


@dataclass(frozen=True, slots=True)
class Figures:
    """How one unit stands, in words."""

    name: str
    value: str
    rank: str
    change: Chip
    target: str
    gap: Chip
    as_of: str
    source: str
    parts: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One index of the list."""

    title: str
    maker: str
    url: str
    period: str
    units: str
    owner: str
    figures: Figures | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The list."""

    rows: tuple[Line, ...]
    saved: Saved
    may_record: bool


@dataclass(frozen=True, slots=True)
class Period:
    """The period that is shown."""

    since: date
    until: date
    year: int
    part: str
    title: str
    parts: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One index with one sheet of its units."""

    key: int
    title: str
    about: str
    steps: tuple[Step, ...]
    period: Period
    rows: tuple[Figures, ...]
    sheet: Sheet
    sought: str
    saved: Saved
    may_record: bool


def steps() -> tuple[Step, ...]:
    """The way to any page of these indexes."""
    return (Step(_("Các chỉ số khác"), reverse("standings")),)


def steps_in(item: IndexItem) -> tuple[Step, ...]:
    """The way to a page within one index."""
    return (*steps(), Step(item.name, reverse("standing", args=[item.key])))


def listed(items: Sequence[IndexItem], *, may_record: bool) -> Listed:
    """Every index with its newest period."""
    return Listed(
        rows=tuple(_line(each) for each in items),
        saved=showing.saved("standings-export", {}),
        may_record=may_record,
    )


def period(asked: QueryDict, item: IndexItem, *, today: date) -> Period:
    """The period asked for: else the newest with figures, else this year."""
    newest = seasons.part_of(item.since, item.until) if item.since and item.until else seasons.YEAR
    year = asking.number(asked, "year", most=2999) or (item.since.year if item.since else today.year)
    year = max(year, 1900)
    part = asked.get("part", "")
    part = part if part in dict(forms.parts()) else newest
    since, until = seasons.span(year, part)
    chosen = showing.choices(tuple(forms.parts()), chosen=part)
    return Period(since, until, year, part, seasons.period_words(since, until), chosen)


def page(
    item: IndexItem,
    data: StandingList,
    parts: Sequence[PartItem],
    asked: QueryDict,
    *,
    chosen: Period,
    may_record: bool,
) -> Page:
    """One index with one sheet of its units."""
    query = {"q": asked.get("q", "")[:200], "year": str(chosen.year), "part": chosen.part}
    number = asking.number(asked, "sheet", most=10**6) or 1
    keeper = _("Cơ quan theo dõi: %(unit)s") % {"unit": item.kept_by} if item.kept_by else ""
    return Page(
        key=item.key,
        title=item.name,
        about=" · ".join(each for each in (_maker(item), keeper) if each),
        steps=steps(),
        period=chosen,
        rows=tuple(_figures(each, parts) for each in data.rows),
        sheet=showing.sheet(data.count, number=number, query=query),
        sought=query["q"],
        saved=showing.saved("standing-export", query, item.key),
        may_record=may_record,
    )


def listed_export(items: Sequence[IndexItem]) -> Export:
    """The list of indexes with how the province stands."""
    columns = (
        Column(_("Chỉ số"), 50),
        Column(_("Kỳ"), 22),
        *_heads(),
        Column(_("Cơ quan theo dõi"), 30),
    )
    rows = [(each.name, _period_of(each), *_cells(each.own), each.kept_by) for each in items]
    return Export(name="cac-chi-so-khac", title=_("Các chỉ số khác"), columns=columns, rows=rows)


def standing_export(
    item: IndexItem, data: StandingList, parts: Sequence[PartItem], *, chosen: Period
) -> Export:
    """The units of a period; filled in, the same table can be imported."""
    columns = (
        Column("Mã đơn vị", 22),
        Column("Đơn vị", 34),
        Column("Giá trị", 12),
        Column("Xếp hạng", 10),
        Column("Chỉ tiêu", 12),
        *(Column(each.name, 16) for each in parts),
        Column(_("Thay đổi"), 12),
        Column(_("Tính đến ngày"), 14),
        Column(_("Nguồn"), 40),
        Column(pgettext("một", "Ghi chú"), 14),
    )
    rows: list[Sequence[Value]] = []
    for each in data.rows:
        mark = _("minh họa") if each.is_illustrative else ""
        own = [_decimal(value or None) for value in each.parts]
        figures = (_decimal(each.value), _decimal(each.rank), _decimal(each.target), *own, each.change)
        rows.append((each.unit_code, each.unit_name, *figures, _day(each.as_of), each.source, mark))
    name = f"chi-so-{item.family.lower()}"
    return Export(name=name, title=f"{item.name} – {chosen.title}", columns=columns, rows=rows)


def _line(each: IndexItem) -> Line:
    return Line(
        title=each.name,
        maker=_maker(each),
        url=reverse("standing", args=[each.key]),
        period=_period_of(each) or _("chưa có số liệu"),
        units=ngettext("%(n)s đơn vị", "%(n)s đơn vị", each.units) % {"n": each.units} if each.units else "",
        owner=each.kept_by,
        figures=_figures(each.own, ()) if each.own else None,
    )


def _figures(each: Standing, parts: Sequence[PartItem]) -> Figures:
    return Figures(
        name=each.unit_name,
        value=_spoken(each.value),
        rank=_spoken(each.rank),
        change=_change(each.change),
        target=_spoken(each.target),
        gap=_gap(each.short),
        as_of=_day(each.as_of),
        source=each.source,
        parts=" · ".join(_part(part, value) for part, value in zip(parts, each.parts, strict=False) if value),
        is_illustrative=each.is_illustrative,
    )


def _part(part: PartItem, value: str) -> str:
    most = f"/{spoken(part.most)}" if part.most else ""
    return f"{part.name} {spoken(value)}{most}"


def _change(change: Decimal | None) -> Chip:
    if change is None:
        return Chip("")
    if not change:
        return Chip(_("không đổi"))
    said = spoken(points.shortest(abs(change)))
    return Chip(f"▲ {said}", "ok") if change > 0 else Chip(f"▼ {said}", "bad")


def _gap(short: Decimal | None) -> Chip:
    if short is None:
        return Chip("")
    if short <= 0:
        return Chip(_("đạt"), "ok")
    return Chip(_("còn thiếu %(n)s") % {"n": spoken(points.shortest(short))}, "warn")


def _maker(item: IndexItem) -> str:
    try:
        return words(families.family(item.family).maker)
    except families.UnknownFamily:
        return ""


def _period_of(item: IndexItem) -> str:
    return seasons.period_words(item.since, item.until) if item.since and item.until else ""


def _heads() -> tuple[Column, ...]:
    return (
        Column(_("Giá trị"), 12),
        Column(_("Xếp hạng"), 10),
        Column(_("Thay đổi"), 12),
        Column(_("Chỉ tiêu"), 12),
        Column(_("Tính đến ngày"), 14),
    )


def _cells(own: Standing | None) -> tuple[Value, ...]:
    if own is None:
        return (None, None, None, None, "")
    return (_decimal(own.value), _decimal(own.rank), own.change, _decimal(own.target), _day(own.as_of))


def _spoken(text: str | None) -> str:
    return spoken(text) if text else "–"


def _decimal(text: str | None) -> Value:
    if not text:
        return None
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else number


def _day(on: date | None) -> str:
    return day(on) if on else ""
