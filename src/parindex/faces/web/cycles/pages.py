"""What the pages of cycles show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parindex.cycle.assessments import kinds, states
from parindex.cycle.assessments.cyclepages import (
    CycleItem,
    CyclePage,
    Exceptional,
    UnitItem,
    UnitList,
    Working,
)
from parindex.cycle.assessments.queries import members
from parindex.cycle.assessments.sheetpages import StageItem
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding
from parindex.faces.web import addresses, asking, showing
from parindex.faces.web.cycles import clock, seasons
from parindex.faces.web.cycles import words as said
from parindex.faces.web.drawing import BAR_WIDTH
from parindex.faces.web.showing import Chip, Choice, Figure, Saved, Sheet, Step
from parindex.faces.web.templatetags.words import day, moment, words


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the line."""

    key: int
    title: str
    about: str
    turn: str
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of a cycle."""

    name: str
    url: str
    group: str
    state: Chip | None
    progress: str
    bar: str
    submitted: str
    notes: tuple[Chip, ...]
    divide_url: str
    leave_url: str


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One exception."""

    unit: str
    url: str
    what: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every page of a cycle."""

    key: int
    title: str
    state: Chip
    about: str
    steps: tuple[Step, ...]
    stages: tuple[StageLine, ...]
    is_illustrative: bool
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Units:
    """The units, sheet by sheet."""

    rows: tuple[UnitLine, ...]
    sheet: Sheet
    sought: str
    shows: tuple[Choice, ...]
    show: str
    saved: Saved
    has_states: bool
    may_leave: bool

    @property
    def is_filtered(self) -> bool:
        """Whether words or a choice limit the list."""
        return bool(self.sought or self.show)


@dataclass(frozen=True, slots=True)
class Page:
    """One cycle."""

    head: Head
    figures: tuple[Figure, ...]
    units: Units
    groups: tuple[tuple[str, str], ...]
    extensions: tuple[ExceptionLine, ...]
    reopenings: tuple[ExceptionLine, ...]
    admitted: tuple[ExceptionLine, ...]
    findings: tuple[Finding, ...]
    missed: str
    missed_counts: str
    working: Working | None
    sees_states: bool
    may: frozenset[str]
    board_url: str
    results_url: str


def url(key: int) -> str:
    """The page of a cycle."""
    return reverse("cycle", args=[key])


def steps() -> tuple[Step, ...]:
    """The way to any page of cycles."""
    return (Step(pgettext("nhiều", "Kỳ đánh giá"), reverse("cycles")),)


def steps_in(item: CycleItem) -> tuple[Step, ...]:
    """The way to a page within one cycle."""
    return (*steps(), Step(item.name, url(item.key)))


def about(item: CycleItem) -> str:
    """Kind, framework, period and owner in one line."""
    period = seasons.period_words(item.since, item.until)
    return " · ".join((words(item.kind), item.framework, period, item.owner_name))


def head(item: CycleItem, *, now: datetime, is_within: bool = False) -> Head:
    """What stands above a page of a cycle; ``is_within`` for the pages below its own."""
    return Head(
        key=item.key,
        title=item.name,
        state=said.state(item.state),
        about=about(item),
        steps=steps_in(item) if is_within else steps(),
        stages=tuple(stage(each, item, now=now) for each in item.stages),
        is_illustrative=item.is_illustrative,
        is_locked=item.state in (states.FROZEN, states.PUBLISHED),
    )


def stage(each: StageItem, item: CycleItem, *, now: datetime) -> StageLine:
    """One stage of the line: its days, and how long it is still open."""
    runs = item.state == states.OPEN
    turn = {"past": "done", "now": "now", "coming": ""}[each.turn] if runs else ""
    if item.state == states.PUBLISHED or (item.state == states.FROZEN and each.act != kinds.PUBLISH):
        turn = "done"
    days = f"{day(each.opens_at)} – {day(each.closes_at - timedelta(seconds=1))}"
    detail = f"{clock.left(each.closes_at, now)} · {clock.until(each.closes_at)}" if turn == "now" else days
    return StageLine(
        each.stage, words(each.title), detail, turn, moment(each.opens_at), clock.until(each.closes_at)
    )


def page(data: CyclePage, listed: UnitList, asked: QueryDict, *, by: Actor, now: datetime) -> Page:
    """One cycle with one sheet of its units."""
    item = data.item
    sees_all = by.can_anywhere(Permission.RESULT_READ) and data.sees_states
    return Page(
        head=head(item, now=now),
        figures=_figures(data, now=now),
        units=units(data, listed, asked),
        groups=tuple((each.name, _of(each.submitted, each.units)) for each in data.groups),
        extensions=tuple(exception(each, data.item) for each in data.extensions),
        reopenings=tuple(exception(each, data.item) for each in data.reopenings),
        admitted=tuple(exception(each, data.item) for each in data.admitted),
        findings=data.findings,
        missed=said.missed(data.missed_counts),
        missed_counts=data.missed_counts,
        working=data.working,
        sees_states=data.sees_states,
        may=data.may,
        board_url=reverse("appraisal-board", args=[item.key])
        if sees_all and item.state == states.OPEN
        else "",
        results_url=_results_url(item, sees_all=sees_all),
    )


def units(data: CyclePage, listed: UnitList, asked: QueryDict) -> Units:
    """One sheet of the units of a cycle."""
    query = {name: asked.get(name, "")[:200] for name in ("q", "show")}
    show = query["show"] if query["show"] in members.WAYS else ""
    number = asking.number(asked, "sheet", most=10**6) or 1
    may_leave = "leave-out" in data.may
    return Units(
        rows=tuple(unit(each, leaves=listed.leaves, data=data, may_leave=may_leave) for each in listed.rows),
        sheet=showing.sheet(listed.count, number=number, query=query),
        sought=query["q"],
        shows=_shows(show) if data.sees_states and data.item.state != states.PREPARING else (),
        show=show,
        saved=showing.saved("cycle-export", query, data.item.key),
        has_states=any(_is_told(each, data) for each in listed.rows),
        may_leave=may_leave,
    )


def _is_told(each: UnitItem, data: CyclePage) -> bool:
    """Whether the reader may know how far a unit has come, and there is something to know."""
    return each.answered is not None and data.item.state != states.PREPARING


def unit(each: UnitItem, *, leaves: int, data: CyclePage, may_leave: bool) -> UnitLine:
    """One unit; the office is led to its exceptions, the unit itself to its sheet."""
    asked = _is_told(each, data)
    return UnitLine(
        name=each.unit_name,
        url=_unit_url(each, data),
        group=each.group,
        state=said.sheet(each) if asked else None,
        progress=f"{each.answered}/{leaves}" if asked else "",
        bar=f"{BAR_WIDTH * Decimal(min(each.answered or 0, leaves)) / leaves:.1f}"
        if asked and leaves
        else "",
        submitted=moment(each.submitted_at) if each.submitted_at else "",
        notes=notes(each),
        divide_url=reverse("sheet-divide", args=[each.key]) if each.is_mine and not data.sees_states else "",
        leave_url=reverse("cycle-leave-out", args=[each.key]) if may_leave else "",
    )


def notes(each: UnitItem) -> tuple[Chip, ...]:
    """The exceptions made for a unit."""
    found = []
    if each.extended_until:
        found.append(Chip(_("gia hạn đến %(at)s") % {"at": clock.until(each.extended_until)}, "info"))
    if each.reopened:
        text = ngettext("mở lại %(n)s tiêu chí", "mở lại %(n)s tiêu chí", each.reopened)
        found.append(Chip(text % {"n": each.reopened}, "info"))
    if each.admitted_because:
        found.append(Chip(_("nộp muộn, vẫn tính"), "warn"))
    return tuple(found)


def exception(each: Exceptional, item: CycleItem) -> ExceptionLine:
    """One exception in words."""
    titles = {stage.key: words(stage.title) for stage in item.stages}
    what = titles.get(each.what, each.what)
    until = _("đến %(at)s") % {"at": clock.until(each.until)} if each.until else ""
    granted = f"{each.by_name}, {moment(each.at)}" if each.by_name and each.at else ""
    return ExceptionLine(
        unit=each.unit_name,
        url=reverse("cycle-unit", args=[each.sheet]),
        what=" ".join(part for part in (what, until) if part),
        reason=each.reason,
        by=granted,
    )


def _figures(data: CyclePage, *, now: datetime) -> tuple[Figure, ...]:
    item = data.item
    here = item.stage if item.state == states.OPEN else None
    found = [Figure(_("Đơn vị tham gia"), str(item.units), note=_groups(len(data.groups)))]
    if item.submitted is not None and item.state != states.PREPARING:
        rest = item.units - item.submitted
        waiting = ngettext("%(n)s đơn vị chưa nộp", "%(n)s đơn vị chưa nộp", rest) % {"n": rest}
        found.append(
            Figure(
                _("Đã nộp"),
                str(item.submitted),
                unit=f"/ {item.units}",
                note=waiting if rest else _("mọi đơn vị đã nộp"),
                url=f"{url(item.key)}?show={members.WAITING}#units" if rest else "",
            )
        )
    if here is not None:
        found.append(
            Figure(
                _("Bước hiện tại"),
                words(here.title),
                note=f"{clock.left(here.closes_at, now)}, {clock.until(here.closes_at)}",
                is_text=True,
            )
        )
    if data.sees_states:
        found.append(
            Figure(
                _("Quyền thẩm định"),
                str(data.rights),
                note=_("tiêu chí × cơ quan"),
                url=reverse("cycle-rights", args=[item.key]),
            )
        )
    return tuple(found)


def _groups(count: int) -> str:
    return ngettext("%(n)s nhóm xếp hạng", "%(n)s nhóm xếp hạng", count) % {"n": count}


def _of(submitted: int | None, total: int) -> str:
    """Of how many units how many have submitted, or how many there are."""
    if submitted is None:
        return ngettext("%(n)s đơn vị", "%(n)s đơn vị", total) % {"n": total}
    return _("%(submitted)s/%(units)s đã nộp") % {"submitted": submitted, "units": total}


def _shows(show: str) -> tuple[Choice, ...]:
    named = (
        ("", _("Tất cả")),
        (members.WAITING, _("Chưa nộp")),
        (members.SUBMITTED, _("Đã nộp")),
        (members.EXCEPTED, _("Có ngoại lệ")),
    )
    return showing.choices(named, chosen=show)


def _unit_url(each: UnitItem, data: CyclePage) -> str:
    if data.sees_states:
        return reverse("cycle-unit", args=[each.key])
    is_begun = data.item.state != states.PREPARING
    return (
        reverse("sheet", args=[each.key]) if each.is_mine and is_begun and "sheet" in addresses.RULES else ""
    )


def _results_url(item: CycleItem, *, sees_all: bool) -> str:
    """Where the results are, or what stands while the cycle runs; not yet public: for who sees all."""
    if item.state == states.PUBLISHED or (item.state == states.FROZEN and sees_all):
        return reverse("result", args=[item.key])
    return reverse("result-standings", args=[item.key]) if sees_all and item.state == states.OPEN else ""
