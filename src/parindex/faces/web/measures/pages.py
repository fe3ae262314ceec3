"""What the pages of measures show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parindex.cycle.measures.pages import FeedItem, Grid, MeasureItem, MeasureList, ReadingItem, UnitLine
from parindex.cycle.units.facts import Kind
from parindex.faces.web import asking, showing
from parindex.faces.web.cycles import seasons
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.measures import forms
from parindex.faces.web.showing import Choice, Saved, Sheet, Step
from parindex.faces.web.templatetags.words import day, moment, spoken
from parindex.faces.web.units.pages import kind_words


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of the list."""

    title: str
    code: str
    url: str
    shape: str
    uses: str
    period: str
    owner: str


@dataclass(frozen=True, slots=True)
class Measures:
    """The list."""

    rows: tuple[Line, ...]
    sheet: Sheet
    sought: str
    saved: Saved
    may_record: bool


@dataclass(frozen=True, slots=True)
class Period:
    """The period that is shown, and the others to choose from."""

    since: date
    until: date
    year: int
    part: str
    title: str
    parts: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A leaf that the measure serves."""

    title: str
    url: str
    end_url: str


@dataclass(frozen=True, slots=True)
class Uses:
    """The leaves of one framework that the measure serves."""

    framework: str
    url: str
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit of the grid."""

    name: str
    url: str
    value: str
    note: str
    file_url: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One measure with one sheet of its grid."""

    item: MeasureItem
    steps: tuple[Step, ...]
    about: str
    period: Period
    kind: str
    kinds: tuple[Choice, ...]
    cells: tuple[Cell, ...]
    known: str
    sheet: Sheet
    sought: str
    uses: tuple[Uses, ...]
    served: str
    saved: Saved
    may_record: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One reading of the history of a figure."""

    period: str
    value: str
    about: str
    by: str
    file_url: str
    is_in_force: bool


def steps() -> tuple[Step, ...]:
    """The way to any page of measures."""
    return (Step(_("Số liệu"), reverse("measures")),)


def steps_in(item: MeasureItem) -> tuple[Step, ...]:
    """The way to a page within one measure."""
    return (*steps(), Step(item.name, reverse("measure", args=[item.key])))


def measures(data: MeasureList, asked: QueryDict) -> Measures:
    """The list as the address asks for it."""
    sought = asked.get("q", "")[:200]
    number = asking.number(asked, "sheet", most=10**6) or 1
    return Measures(
        rows=tuple(line(each) for each in data.rows),
        sheet=showing.sheet(data.count, number=number, query={"q": sought}),
        sought=sought,
        saved=showing.saved("measures-export", {"q": sought}),
        may_record=data.may_record,
    )


def line(each: MeasureItem) -> Line:
    """One measure of the list."""
    return Line(
        title=each.name,
        code=each.code,
        url=reverse("measure", args=[each.key]),
        shape=shape(each),
        uses=served(each.feeds, each.frameworks),
        period=_period_of(each),
        owner=each.owner_name,
    )


def shape(each: MeasureItem) -> str:
    """What a figure of a measure is."""
    said = _("số đạt trên tổng số") if each.shape == "pair" else _("một số")
    return f"{said}, {each.counted_in}" if each.counted_in else said


def served(leaves: int, sets: int) -> str:
    """How many leaves of how many frameworks one figure serves."""
    if not leaves:
        return _("chưa dùng ở đâu")
    text = ngettext("%(n)s tiêu chí", "%(n)s tiêu chí", leaves) % {"n": leaves}
    within = ngettext("%(n)s bộ tiêu chí", "%(n)s bộ tiêu chí", sets) % {"n": sets}
    return f"{text} · {within}"


def period(asked: QueryDict, item: MeasureItem, *, today: date) -> Period:
    """The period asked for: else the newest with figures, else the one of the season."""
    likely = seasons.suggested(today)
    year = asking.number(asked, "year", most=2999) or (item.since.year if item.since else likely.year)
    year = max(year, 1900)
    part = asked.get("part", "")
    if part not in dict(forms.parts()):
        part = seasons.YEAR
        if "year" not in asked and item.since and item.until:
            part = seasons.part_of(item.since, item.until)
    since, until = seasons.span(year, part)
    return Period(
        since,
        until,
        year,
        part,
        seasons.period_words(since, until),
        showing.choices(tuple(forms.parts()), chosen=part),
    )


def page(
    item: MeasureItem,
    grid: Grid,
    feeds: tuple[FeedItem, ...],
    asked: QueryDict,
    *,
    chosen: Period,
    may_record: bool,
) -> Page:
    """One measure with one sheet of its grid."""
    sought, kind = asked.get("q", "")[:200], asked.get("kind", "")
    query = {"q": sought, "kind": kind, "year": str(chosen.year), "part": chosen.part}
    number = asking.number(asked, "sheet", most=10**6) or 1
    return Page(
        item=item,
        steps=steps(),
        about=" · ".join(part for part in (item.code, shape(item), item.owner_name) if part),
        period=chosen,
        kind=kind,
        kinds=kind_choices(kind),
        cells=tuple(_cell(item, each) for each in grid.rows),
        known=_("%(known)s/%(units)s đơn vị có số liệu") % {"known": grid.known, "units": grid.count},
        sheet=showing.sheet(grid.count, number=number, query=query),
        sought=sought,
        uses=_uses(feeds, may_record=may_record),
        served=served(item.feeds, item.frameworks),
        saved=showing.saved("measure-export", query, item.key),
        may_record=may_record,
    )


def kind_choices(kind: str) -> tuple[Choice, ...]:
    """The kinds of unit to choose from; blank for those the measure is asked of."""
    named = [(each.value, kind_words(each)) for each in Kind if each not in (Kind.DIVISION, Kind.CITY)]
    return showing.choices((("", _("Đơn vị được hỏi")), *named), chosen=kind)


def figure(each: ReadingItem | None) -> str:
    """A figure as it is said: 0,93 or 12/15."""
    if each is None:
        return ""
    return f"{spoken(each.value)}/{spoken(each.whole)}" if each.whole else spoken(each.value)


def told(readings: tuple[ReadingItem, ...]) -> tuple[Told, ...]:
    """The history of a figure; of each period the newest is in force."""
    found, seen = [], set()
    for each in readings:
        key = (each.since, each.until)
        found.append(
            Told(
                period=_between(each.since, each.until),
                value=figure(each),
                about=_note(each),
                by=f"{each.by_name}, {moment(each.at)}",
                file_url=_file_url(each),
                is_in_force=key not in seen,
            )
        )
        seen.add(key)
    return tuple(found)


def measures_export(data: MeasureList) -> Export:
    """The whole list as it is limited."""
    columns = (
        Column(_("Mã"), 20),
        Column(_("Số liệu"), 50),
        Column(_("Dạng"), 26),
        Column(_("Dùng cho"), 26),
        Column(_("Kỳ mới nhất"), 30),
    )
    rows = [(each.code, each.title, each.shape, each.uses, each.period) for each in map(line, data.rows)]
    return Export(name="so-lieu", title=_("Số liệu"), columns=columns, rows=rows)


def grid_export(item: MeasureItem, grid: Grid, *, chosen: Period) -> Export:
    """The readings of a period; filled in, the same table can be imported."""
    heads = ("Số đạt", "Tổng số") if item.shape == "pair" else ("Giá trị",)
    columns = (
        Column("Mã đơn vị", 24),
        Column("Đơn vị", 36),
        *(Column(each, 14) for each in heads),
        Column(_("Tính đến ngày"), 14),
        Column(_("Nguồn"), 40),
        Column(pgettext("một", "Ghi chú"), 20),
    )
    rows = []
    for each in grid.rows:
        read = each.reading
        values: tuple[Decimal | None, ...] = (Decimal(read.value) if read else None,)
        if item.shape == "pair":
            values = (*values, Decimal(read.whole) if read else None)
        mark = _("minh họa") if read and read.is_illustrative else ""
        about = (day(read.as_of), read.source) if read else ("", "")
        rows.append((each.code, each.unit_name, *values, *about, mark))
    return Export(name=item.code, title=f"{item.name} – {chosen.title}", columns=columns, rows=rows)


def _cell(item: MeasureItem, each: UnitLine) -> Cell:
    read = each.reading
    return Cell(
        name=each.unit_name,
        url=reverse("measure-unit", args=[item.key, each.unit]),
        value=figure(read),
        note=_note(read) if read else "",
        file_url=_file_url(read) if read else "",
        is_illustrative=bool(read and read.is_illustrative),
    )


def _note(each: ReadingItem) -> str:
    held = _("tính đến %(day)s") % {"day": day(each.as_of)}
    return f"{held} · {each.source}"


def _file_url(each: ReadingItem) -> str:
    return reverse("measure-file", args=[each.key]) if each.has_file else ""


def _uses(feeds: tuple[FeedItem, ...], *, may_record: bool) -> tuple[Uses, ...]:
    found: dict[int, list[FeedItem]] = {}
    for each in feeds:
        found.setdefault(each.version, []).append(each)
    return tuple(
        Uses(
            framework=of_version[0].framework,
            url=reverse("framework", args=[version]),
            feeds=tuple(_feed(each, may_record=may_record) for each in of_version),
        )
        for version, of_version in found.items()
    )


def _feed(each: FeedItem, *, may_record: bool) -> Feed:
    part = f" ({each.slot.partition('/')[2]})" if each.slot else ""
    return Feed(
        title=f"{each.path} {each.name}{part}",
        url=f"{reverse('framework', args=[each.version])}#c-{each.path.replace('/', '_')}",
        end_url=reverse("measure-unfeed", args=[each.key]) if may_record else "",
    )


def _between(since: date, until: date) -> str:
    if (since, until) == seasons.span(since.year, seasons.part_of(since, until)):
        return seasons.period_words(since, until)
    return f"{day(since)} – {day(until - timedelta(days=1))}"


def _period_of(each: MeasureItem) -> str:
    if each.since is None or each.until is None:
        return _("chưa có số liệu")
    count = ngettext("%(n)s đơn vị", "%(n)s đơn vị", each.readings) % {"n": each.readings}
    return f"{_between(each.since, each.until)}: {count}"
