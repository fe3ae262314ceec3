"""What the calendar of a month and the quarters of a year show."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.monitoring.pages import ALL, Chosen, Counts, DueDay, DueTask, Timeline
from parindex.faces.web.showing import Choice
from parindex.faces.web.tasks import drawn, leading, lists, ways
from parindex.faces.web.tasks.drawn import Stack
from parindex.faces.web.templatetags.words import day

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """One task on a day."""

    text: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Square:
    """One day of the grid; ``number`` is blank outside the month."""

    number: str
    spoken: str
    is_today: bool
    is_off: bool
    """Saturday or Sunday."""
    count: str
    late: int
    things: tuple[Thing, ...]
    more: int
    url: str


@dataclass(frozen=True, slots=True)
class Month:
    """The calendar."""

    title: str
    tabs: tuple[Choice, ...]
    days: tuple[str, ...]
    weeks: tuple[tuple[Square, ...], ...]
    before: str
    after: str
    total: str
    list_url: str
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Quarter:
    """One cell of the timeline."""

    label: str
    owed: int
    late: int
    stack: Stack
    said: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One plan through the quarters."""

    name: str
    url: str
    quarters: tuple[Quarter, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The timeline."""

    title: str
    tabs: tuple[Choice, ...]
    years: tuple[Choice, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    undated: str


def month(data: Iterable[DueDay], begin: date, *, on: date) -> Month:
    """The month of ``begin`` as a grid of weeks from Monday on."""
    found = {each.day: each for each in data}
    text = f"{begin:%Y-%m}"
    weeks = calendar.Calendar().monthdatescalendar(begin.year, begin.month)
    owed = sum(each.counts.owed for each in found.values())
    return Month(
        title=lists.month(text),
        tabs=ways.tabs("tasks-calendar", {}),
        days=(
            _("Thứ hai"),
            _("Thứ ba"),
            _("Thứ tư"),
            _("Thứ năm"),
            _("Thứ sáu"),
            _("Thứ bảy"),
            _("Chủ nhật"),
        ),
        weeks=tuple(tuple(_square(each, begin, found.get(each), on=on) for each in week) for week in weeks),
        before=_to_month(begin - timedelta(days=1)),
        after=_to_month(begin + timedelta(days=31)),
        total=ngettext("%(n)s lượt giao đến hạn", "%(n)s lượt giao đến hạn", owed) % {"n": owed},
        list_url=ways.to_list(Chosen(standing=ALL, month=text, role="lead")),
        is_empty=not found,
    )


def year(data: Timeline, *, on: date) -> Year:
    """The quarters of a year, a row for each plan."""
    now = (on.month - 1) // 3 if on.year == data.year else None
    heads = tuple(_("Quý %(roman)s") % {"roman": roman} for roman in ("I", "II", "III", "IV"))
    years = sorted({*data.years, data.year, on.year})
    undated = ngettext(
        "%(n)s lượt giao chưa có ngày đến hạn", "%(n)s lượt giao chưa có ngày đến hạn", data.undated
    )
    return Year(
        title=_("Theo quý, năm %(year)s") % {"year": data.year},
        tabs=ways.tabs("tasks-timeline", {}),
        years=tuple(Choice(str(each), str(each), is_here=each == data.year) for each in years),
        heads=heads,
        rows=tuple(
            Row(
                name=plan.name,
                url=ways.to_list(Chosen(standing=ALL, plan=plan.key, role="lead")),
                quarters=tuple(_quarter(each, heads[n], is_now=n == now) for n, each in enumerate(quarters)),
            )
            for plan, quarters in data.rows
        ),
        undated=undated % {"n": data.undated} if data.undated else "",
    )


def _square(each: date, begin: date, due: DueDay | None, *, on: date) -> Square:
    is_inside = each.month == begin.month
    due = due if is_inside else None
    return Square(
        number=str(each.day) if is_inside else "",
        spoken=day(each),
        is_today=each == on,
        is_off=each.weekday() >= 5,
        count=str(due.counts.owed) if due else "",
        late=due.counts.late if due else 0,
        things=tuple(_thing(one, each) for one in due.tasks) if due else (),
        more=due.tasks_count - len(due.tasks) if due else 0,
        url=ways.to_list(Chosen(standing=ALL, day=each, role="lead")) if due else "",
    )


def _thing(each: DueTask, due: date) -> Thing:
    about = _("%(done)s/%(units)s đơn vị xong") % {"done": each.done, "units": each.units}
    return Thing(
        text=each.text,
        about=about if each.units > 1 else _("đã xong") if each.done else "",
        url=ways.to_list(Chosen(standing=ALL, task=each.task, day=due, role="lead")),
    )


def _quarter(counts: Counts, label: str, *, is_now: bool) -> Quarter:
    said = leading.said(counts) if counts.owed else ""
    return Quarter(label, counts.owed, counts.late, drawn.stack(counts), said, is_now)


def _to_month(inside: date) -> str:
    return f"{reverse('tasks-calendar')}?month={inside:%Y-%m}"
