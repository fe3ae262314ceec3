"""What leaders look at: one page of what is late and who owes it; and the counts by unit and criterion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parindex.cycle.monitoring.pages import ALL, ASKED, Chosen, Counts, Grouped, LeadersPage, Owing
from parindex.cycle.monitoring.states import Standing
from parindex.faces.web import asking, showing
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.showing import Choice, Figure, Saved, Sheet
from parindex.faces.web.tasks import drawn, ways, words
from parindex.faces.web.tasks.drawn import Curve, Stack
from parindex.faces.web.templatetags.words import day

SHEET = 150


@dataclass(frozen=True, slots=True)
class Line:
    """One unit or criterion with its counts."""

    name: str
    about: str
    counts: Counts
    share: str
    stack: Stack
    said: str
    url: str
    late_url: str


@dataclass(frozen=True, slots=True)
class Groups:
    """The counts by unit or by criterion."""

    title: str
    lead: str
    column: str
    tabs: tuple[Choice, ...]
    lines: tuple[Line, ...]
    sheet: Sheet
    sought: str | None
    """None: nothing is searched here."""
    note: str
    saved: Saved | None


@dataclass(frozen=True, slots=True)
class Late:
    """A task that is late at some units."""

    text: str
    plan: str
    since: str
    units: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """The leaders' page."""

    title: str
    about: str
    tabs: tuple[Choice, ...]
    figures: tuple[Figure, ...]
    stack: Stack
    said: str
    units: tuple[Line, ...]
    more_units: str
    units_url: str
    tasks: tuple[Late, ...]
    curve: Curve | None
    curve_said: str
    is_empty: bool


def units(data: Sequence[Grouped], asked: QueryDict) -> Groups:
    """Every unit, the most that is late first."""
    words_sought = asked.get("q", "")[:200]
    sheet = _sheet(len(data), asked, {"q": words_sought})
    return Groups(
        title=_("Theo đơn vị"),
        lead=_("Mỗi đơn vị còn nợ bao nhiêu nhiệm vụ, bao nhiêu đã quá hạn."),
        column=pgettext("một", "Đơn vị"),
        tabs=ways.tabs("tasks-units", {}),
        lines=tuple(_line(each, "unit") for each in _cut(data, sheet)),
        sheet=sheet,
        sought=words_sought,
        note="",
        saved=showing.saved("tasks-units-export", {"q": words_sought}),
    )


def criteria(data: Sequence[Grouped], asked: QueryDict, *, unlinked: int) -> Groups:
    """Every criterion that a task serves, in the order of its framework."""
    sheet = _sheet(len(data), asked, {})
    note = ngettext(
        "%(n)s lượt giao chưa gắn với tiêu chí nào.", "%(n)s lượt giao chưa gắn với tiêu chí nào.", unlinked
    )
    return Groups(
        title=_("Theo tiêu chí"),
        lead=_("Nhiệm vụ gắn với từng tiêu chí đang ở đâu: điểm nào đang có nguy cơ mất vì chậm."),
        column=pgettext("một", "Tiêu chí"),
        tabs=ways.tabs("tasks-criteria", {}),
        lines=tuple(_line(each, "criterion") for each in _cut(data, sheet)),
        sheet=sheet,
        sought=None,
        note=note % {"n": unlinked} if unlinked else "",
        saved=None,
    )


def units_export(data: Sequence[Grouped]) -> Export:
    """The counts by unit."""
    return Export(
        name="nhiem-vu-theo-don-vi",
        title=_("Nhiệm vụ theo đơn vị"),
        columns=(
            Column(pgettext("một", "Đơn vị"), 36),
            Column(_("Được giao"), 12),
            Column(_("Quá hạn"), 12),
            Column(_("Sắp đến hạn"), 12),
            Column(_("Chờ xác nhận"), 14),
            Column(_("Đã xác nhận hoàn thành"), 16),
        ),
        rows=[
            (
                each.name,
                each.counts.owed,
                each.counts.late,
                each.counts.soon,
                each.counts.waiting,
                each.counts.verified,
            )
            for each in data
        ],
    )


def page(data: LeadersPage, *, on: date) -> Page:
    """One page for leaders."""
    counts, more = data.counts, data.units_late - len(data.units)
    more_said = ngettext(
        "và %(n)s đơn vị nữa có nhiệm vụ quá hạn", "và %(n)s đơn vị nữa có nhiệm vụ quá hạn", more
    )
    return Page(
        title=_("Tình hình thực hiện nhiệm vụ"),
        about=" · ".join(
            part for part in (data.owner_name, _("tính đến ngày %(day)s") % {"day": day(on)}) if part
        ),
        tabs=ways.tabs("tasks-leaders", {}),
        figures=_figures(data),
        stack=drawn.stack(counts),
        said=said(counts),
        units=tuple(_line(each, "unit") for each in data.units),
        more_units=more_said % {"n": more} if more > 0 else "",
        units_url=reverse("tasks-units"),
        tasks=tuple(_late(each) for each in data.tasks),
        curve=drawn.curve(data.trend),
        curve_said=_trend_said(data),
        is_empty=not counts.owed,
    )


def said(counts: Counts) -> str:
    """A bar of counts in words."""
    return _(
        "%(verified)s đã xác nhận hoàn thành, %(waiting)s chờ xác nhận, "
        "%(rest)s chưa đến hạn, %(late)s quá hạn"
    ) % {
        "verified": counts.verified,
        "waiting": counts.waiting,
        "rest": counts.rest,
        "late": counts.late,
    }


def _figures(data: LeadersPage) -> tuple[Figure, ...]:
    counts = data.counts
    listed = reverse("tasks")
    return (
        Figure(
            _("Được giao"),
            str(counts.owed),
            note=_("lượt giao cho đơn vị chủ trì"),
            url=f"{listed}?standing={ALL}&role=lead",
        ),
        Figure(
            _("Quá hạn"),
            str(counts.late),
            unit=words.share(counts.late, counts.owed),
            note=ngettext("ở %(n)s đơn vị", "ở %(n)s đơn vị", data.units_late) % {"n": data.units_late},
            tone="late" if counts.late else "mute",
            url=f"{listed}?standing={Standing.LATE}&role=lead",
        ),
        Figure(_("Đến hạn trong 7 ngày"), str(counts.soon), note=_("chưa báo cáo hoàn thành")),
        Figure(_("Chờ xác nhận"), str(counts.waiting), note=_("đơn vị đã báo cáo hoàn thành")),
        Figure(
            _("Đã xác nhận hoàn thành"),
            str(counts.verified),
            unit=words.share(counts.verified, counts.owed),
            url=f"{listed}?standing={Standing.VERIFIED}&role=lead",
        ),
        Figure(
            _("Đề nghị gia hạn"),
            str(data.asked),
            note=_("đang chờ quyết định"),
            url=f"{listed}?standing={ASKED}",
        ),
    )


def _late(each: Owing) -> Late:
    return Late(
        text=each.text,
        plan=each.plan_name,
        since=day(each.since),
        units=ngettext("%(n)s đơn vị", "%(n)s đơn vị", each.units) % {"n": each.units},
        url=ways.to_list(Chosen(standing=Standing.LATE.value, task=each.task, role="lead")),
    )


def _trend_said(data: LeadersPage) -> str:
    if len(data.trend) < 2:
        return ""
    first, last = data.trend[0], data.trend[-1]
    return _("Quá hạn: %(was)s ngày %(first)s, %(now)s ngày %(last)s") % {
        "was": first.late,
        "first": day(first.day),
        "now": last.late,
        "last": day(last.day),
    }


def _line(each: Grouped, field: str) -> Line:
    key = str(each.key)
    return Line(
        name=each.name,
        about=each.about if field == "criterion" else "",
        counts=each.counts,
        share=words.share(each.counts.verified, each.counts.owed),
        stack=drawn.stack(each.counts),
        said=said(each.counts),
        url=ways.to("tasks", {field: key, "standing": ALL, "role": "lead"}),
        late_url=ways.to("tasks", {field: key, "standing": "late", "role": "lead"}),
    )


def _sheet(count: int, asked: QueryDict, query: dict[str, str]) -> Sheet:
    return showing.sheet(count, number=asking.number(asked, "sheet") or 1, query=query, size=SHEET)


def _cut(data: Sequence[Grouped], sheet: Sheet) -> Sequence[Grouped]:
    return data[max(sheet.first - 1, 0) : sheet.last]
