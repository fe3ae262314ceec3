"""What the list of cycles and its files show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.assessments import states
from parindex.cycle.assessments.cyclepages import CycleItem, CycleList, UnitList
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import listing, showing
from parindex.faces.web.cycles import clock, pages, seasons
from parindex.faces.web.cycles import words as said
from parindex.faces.web.exporting import Column, Export, marked
from parindex.faces.web.listing import Listing, Order
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day, moment, words


@dataclass(frozen=True, slots=True)
class Line:
    """One cycle of the list."""

    title: str
    about: str
    url: str
    period: str
    state: Chip
    stage: str
    left: str
    units: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Cycles:
    """The list."""

    list: Listing[Line]
    may_prepare: bool


def _orders() -> tuple[Order, ...]:
    return (
        Order("", _("Kỳ mới trước")),
        Order("title", _("Tên A–Z"), lambda line: fold(line.title)),
        Order("state", _("Trạng thái"), lambda line: fold(line.state.text)),
    )


def cycles(data: CycleList, asked: QueryDict, *, now: datetime) -> Cycles:
    """The list as the address asks for it."""
    saved = showing.saved("cycles-export", listing.query_of(asked))
    lines = _narrowed(data, asked, now=now)
    return Cycles(listing.cut(lines, asked, orders=_orders(), saved=saved), data.may_prepare)


def cycles_export(data: CycleList, asked: QueryDict, *, now: datetime) -> Export:
    """The whole list as it is limited."""
    columns = (
        Column(pgettext("một", "Kỳ đánh giá"), 48),
        Column(_("Nội dung"), 48),
        Column(_("Kỳ"), 18),
        Column(_("Trạng thái"), 18),
        Column(_("Bước hiện tại"), 24),
        Column(_("Đã nộp / đơn vị"), 14),
        Column(_("Ghi chú"), 18),
    )
    rows = [
        (each.title, each.about, each.period, each.state.text, each.stage, each.units, _note(each))
        for each in _narrowed(data, asked, now=now)
    ]
    return Export(name="ky-danh-gia", title=pgettext("nhiều", "Kỳ đánh giá"), columns=columns, rows=rows)


def units_export(item: CycleItem, listed: UnitList) -> Export:
    """The units of a cycle with where they stand, as far as the reader may know it."""
    columns = (
        Column(pgettext("một", "Đơn vị"), 36),
        Column(_("Nhóm xếp hạng"), 24),
        Column(_("Trạng thái"), 20),
        Column(_("Tiêu chí đã chấm"), 12),
        Column(_("Tiêu chí tự chấm"), 12),
        Column(_("Nộp lúc"), 18),
        Column(_("Ngoại lệ"), 40),
    )
    rows = []
    for each in listed.rows:
        chip = said.sheet(each)
        notes = "; ".join(note.text for note in pages.notes(each))
        rows.append(
            (
                each.unit_name,
                each.group,
                chip.text if chip else "",
                each.answered,
                listed.leaves if each.answered is not None else None,
                moment(each.submitted_at) if each.submitted_at else "",
                "; ".join(part for part in (notes, each.admitted_because) if part),
            )
        )
    export = Export(name=f"ky-danh-gia-{item.key}", title=item.name, columns=columns, rows=rows)
    return marked(export) if item.is_illustrative else export


def _note(each: Line) -> str:
    return _("số liệu minh họa") if each.is_illustrative else ""


def _narrowed(data: CycleList, asked: QueryDict, *, now: datetime) -> list[Line]:
    return listing.narrowed(
        (_line(each, now=now) for each in data.rows),
        asked,
        words=lambda line: f"{line.title} {line.about} {line.state.text}",
        orders=_orders(),
    )


def _line(each: CycleItem, *, now: datetime) -> Line:
    here = each.stage if each.state == states.OPEN else None
    begins = each.stages[0].opens_at if each.stages and each.state == states.PREPARING else None
    starts = _("bắt đầu %(day)s") % {"day": day(begins)} if begins else ""
    return Line(
        title=each.name,
        about=f"{words(each.kind)} · {each.framework} · {each.owner_name}",
        url=pages.url(each.key),
        period=seasons.period_words(each.since, each.until),
        state=said.state(each.state),
        stage=words(here.title) if here else "",
        left=f"{clock.left(here.closes_at, now)}, {clock.until(here.closes_at)}" if here else starts,
        units=str(each.units) if each.submitted is None else f"{each.submitted}/{each.units}",
        is_illustrative=each.is_illustrative,
    )
