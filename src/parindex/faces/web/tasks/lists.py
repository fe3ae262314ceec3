"""What the list of assignments shows, and the board beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.monitoring.pages import AssignmentItem, AssignmentList, Chosen, Column
from parindex.cycle.monitoring.states import Standing
from parindex.faces.web import asking, exporting, showing
from parindex.faces.web.drawing import Bar
from parindex.faces.web.exporting import Export
from parindex.faces.web.showing import Chip, Choice, Saved, Sheet
from parindex.faces.web.tasks import ways, words
from parindex.faces.web.templatetags.words import day

SHEET = 50
CARDS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment."""

    number: str
    text: str
    plan: str
    unit: str
    role: str
    scope: str
    due: str
    period: str
    remaining: Chip | None
    standing: Chip
    bar: Bar | None
    counted: str
    url: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What can be chosen above the list and the board."""

    sought: str
    unit: str
    standings: tuple[Choice, ...]
    plans: tuple[Choice, ...]
    months: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    also: tuple[tuple[str, str, str], ...]
    """What an address limits besides: the field, its value, and how it is said."""
    is_filtered: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The list."""

    tabs: tuple[Choice, ...]
    filters: Filters
    rows: tuple[Line, ...]
    sheet: Sheet
    saved: Saved


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the board."""

    title: str
    tone: str
    count: str
    cards: tuple[Line, ...]
    url: str
    more: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The board."""

    tabs: tuple[Choice, ...]
    filters: Filters
    lanes: tuple[Lane, ...]
    is_empty: bool


def number(asked: QueryDict) -> int:
    """Which sheet of the list is asked for."""
    return asking.number(asked, "sheet", most=10**6) or 1


def first(asked: QueryDict) -> int:
    """How many assignments stand before the sheet asked for."""
    return (number(asked) - 1) * SHEET


def page(data: AssignmentList, asked: QueryDict, *, on: date) -> Page:
    """The list as it is limited."""
    kept = ways.query(data.chosen)
    sheet = showing.sheet(data.count, number=number(asked), query=kept, size=SHEET)
    if data.is_least:
        sheet = replace(sheet, is_least=True)
    return Page(
        tabs=ways.tabs("tasks", kept),
        filters=filters(data, on=on),
        rows=tuple(line(each, on=on) for each in data.rows),
        sheet=sheet,
        saved=showing.saved("tasks-export", kept),
    )


def board(columns: tuple[Column, ...], data: AssignmentList, *, on: date) -> Board:
    """The board of the same assignments, whatever their standing."""
    picked = data.chosen
    return Board(
        tabs=ways.tabs("tasks-board", ways.query(picked)),
        filters=filters(data, on=on),
        lanes=tuple(_lane(each, picked, on=on) for each in columns),
        is_empty=not any(each.count for each in columns),
    )


def filters(data: AssignmentList, *, on: date) -> Filters:
    """What can be chosen, the chosen marked."""
    picked = data.chosen
    plans = (("", _("Mọi kế hoạch")), *((str(each.key), each.name[:90]) for each in data.plans))
    months = (("", _("Mọi tháng")), *_months(picked.month, on=on))
    roles = (("", _("Chủ trì và phối hợp")), ("lead", _("Chủ trì")), ("partner", _("Phối hợp")))
    also = []
    if picked.criterion is not None:
        also.append(("criterion", str(picked.criterion), data.criterion_name or _("tiêu chí đã chọn")))
    if picked.task is not None:
        also.append(("task", str(picked.task), _("một nhiệm vụ")))
    if picked.day is not None:
        also.append(("day", picked.day.isoformat(), _("đến hạn ngày %(day)s") % {"day": day(picked.day)}))
    return Filters(
        sought=picked.words,
        unit=data.unit_name,
        standings=showing.choices(words.standings(), chosen=picked.standing),
        plans=showing.choices(plans, chosen=str(picked.plan or "")),
        months=showing.choices(months, chosen=picked.month),
        roles=showing.choices(roles, chosen=picked.role),
        also=tuple(also),
        is_filtered=bool(ways.query(picked)),
    )


def line(each: AssignmentItem, *, on: date) -> Line:
    """One assignment as lists and cards show it."""
    return Line(
        number=each.number,
        text=each.text or _("(không ghi nội dung)"),
        plan=each.plan_name,
        unit=each.unit_name,
        role=_("phối hợp") if each.role == "partner" else "",
        scope=each.scope,
        due=words.due(each),
        period=words.period(each),
        remaining=words.remaining(each, on=on),
        standing=words.chip(each.standing),
        bar=words.progress(each.done, each.total),
        counted=words.counted(each.done, each.total, each.counted_in),
        url=reverse("assignment", args=[each.key]),
        is_late=each.standing is Standing.LATE,
    )


def export(data: AssignmentList) -> Export:
    """The whole list as it is limited, as far as it is counted."""
    return Export(
        name="theo-doi-nhiem-vu",
        title=_("Theo dõi nhiệm vụ"),
        columns=(
            exporting.Column(_("STT"), 8),
            exporting.Column(pgettext("một", "Nhiệm vụ"), 60),
            exporting.Column(pgettext("một", "Kế hoạch"), 24),
            exporting.Column(pgettext("một", "Đơn vị"), 28),
            exporting.Column(_("Vai trò"), 12),
            exporting.Column(_("Thời hạn"), 18),
            exporting.Column(_("Tình trạng"), 22),
            exporting.Column(_("Đã làm"), 10),
            exporting.Column(_("Tổng số"), 10),
            exporting.Column(_("Tính theo"), 14),
            exporting.Column(_("Ngày hoàn thành"), 14),
        ),
        rows=[_exported(each) for each in data.rows],
    )


def _exported(each: AssignmentItem) -> tuple[str | int | None, ...]:
    return (
        each.number,
        each.text,
        each.plan_name,
        each.unit_name,
        _("Phối hợp") if each.role == "partner" else _("Chủ trì"),
        words.due(each),
        words.standing(each.standing),
        each.done,
        each.total,
        each.counted_in,
        day(each.done_on) if each.done_on else "",
    )


def _lane(each: Column, picked: Chosen, *, on: date) -> Lane:
    return Lane(
        title=words.standing(each.standing),
        tone=words.TONES[each.standing],
        count=words.clock(str(each.count), each.is_least),
        cards=tuple(line(card, on=on) for card in each.cards),
        url=ways.to_list(replace(picked, standing=each.standing.value)),
        more=each.count > len(each.cards),
    )


def _months(picked: str, *, on: date) -> list[tuple[str, str]]:
    """The months of a year back and a year ahead, and the one that is chosen."""
    now = on.year * 12 + on.month - 1
    found = {f"{each // 12}-{each % 12 + 1:02}" for each in range(now - 12, now + 13)}
    if picked and ways.a_day(f"{picked}-01") is not None:
        found.add(picked)
    return [(each, month(each)) for each in sorted(found)]


def month(text: str) -> str:
    """2026-05 as officials say it."""
    year, _dash, number = text.partition("-")
    return _("Tháng %(month)s/%(year)s") % {"month": int(number), "year": year}
