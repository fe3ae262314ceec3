"""What the directory of units shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.units import queries
from parindex.cycle.units.facts import Kind
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import asking, showing
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.showing import Chip, Choice, Saved, Sheet
from parindex.faces.web.templatetags.words import day

SHEET = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the directory."""

    name: str
    words: str
    kind: str
    period: str
    state: Chip | None
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The units of one kind on this sheet, and how many there are of it on all."""

    title: str
    count: int
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """One sheet of the directory on a day; ``is_whole`` when there is no other."""

    groups: tuple[Group, ...]
    sheet: Sheet
    is_whole: bool
    sought: str
    on: str
    kinds: tuple[Choice, ...]
    with_past: bool
    is_filtered: bool
    may_add: bool
    saved: Saved


def kind_words(kind: str) -> str:
    """A kind of unit as officials call it."""
    return {
        Kind.CITY: _("Thành phố"),
        Kind.CITY_BODY: _("Cơ quan của Thành phố"),
        Kind.DEPARTMENT: _("Sở, cơ quan ngang sở"),
        Kind.DEPARTMENT_EQUIVALENT: _("Cơ quan tương đương sở"),
        Kind.SERVICE_CENTRE: _("Trung tâm phục vụ hành chính công"),
        Kind.CENTRAL_AGENCY: _("Cơ quan ngành dọc"),
        Kind.INSTITUTE: _("Viện, đơn vị sự nghiệp"),
        Kind.PRESS: _("Cơ quan báo chí"),
        Kind.FRONT: _("Mặt trận, đoàn thể"),
        Kind.ENTERPRISE: _("Doanh nghiệp"),
        Kind.DISTRICT: _("Quận, huyện, thị xã"),
        Kind.COMMUNE: _("Xã, phường"),
        Kind.DIVISION: _("Phòng, đơn vị trực thuộc"),
    }[Kind(kind)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address limits the directory to."""

    words: str
    kind: str
    on: date
    with_past: bool
    sheet: int

    def query(self) -> dict[str, str]:
        """The same as fields of an address."""
        past = "1" if self.with_past else ""
        return {"q": self.words, "kind": self.kind, "on": self.on.isoformat(), "past": past}


def asked(fields: QueryDict, *, today: date) -> Asked:
    """What the address asks for; a day or a kind that is none is today and all."""
    kind = fields.get("kind", "")
    return Asked(
        words=fields.get("q", "")[:200],
        kind=kind if kind in set(Kind) else "",
        on=_day(fields.get("on", ""), today),
        with_past=bool(fields.get("past")),
        sheet=asking.number(fields, "sheet") or 1,
    )


def _rows(wanted: Asked, *, by: Actor) -> QuerySet[Any]:
    """The units of every kind that the rest of the address asks for."""
    rows = queries.visible(by) if wanted.with_past else queries.existing(by, on=wanted.on)
    return queries.matching(rows, wanted.words)


def _of_kind(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    return queries.by_kind(rows.filter(kind=kind) if kind else rows)


def directory(wanted: Asked, *, by: Actor, today: date) -> Directory:
    """The sheet of the directory that the address asks for."""
    rows = _rows(wanted, by=by)
    counts = queries.kinds(rows)
    count = counts.get(wanted.kind, 0) if wanted.kind else sum(counts.values())
    sheet = showing.sheet(count, number=wanted.sheet, query=wanted.query(), size=SHEET)
    shown = _of_kind(rows, wanted.kind)[max(sheet.first - 1, 0) : sheet.last]
    return Directory(
        groups=tuple(
            Group(kind_words(kind), counts[kind], tuple(line(each, on=wanted.on) for each in some))
            for kind, some in groupby(shown, key=attrgetter("kind"))
        ),
        sheet=sheet,
        is_whole=count <= SHEET,
        sought=wanted.words,
        on=wanted.on.isoformat(),
        kinds=tuple(
            Choice(
                each.value, f"{kind_words(each)} ({counts.get(each, 0)})", is_here=each.value == wanted.kind
            )
            for each in Kind
            if each in counts or each.value == wanted.kind
        ),
        with_past=wanted.with_past,
        is_filtered=bool(wanted.words or wanted.kind or wanted.with_past or wanted.on != today),
        may_add=by.can_anywhere(Permission.UNIT_EDIT),
        saved=showing.saved("units-export", wanted.query()),
    )


def export(wanted: Asked, *, by: Actor) -> Export:
    """The directory as it is limited."""
    return Export(
        name="don-vi",
        title=_("Đơn vị"),
        columns=(
            Column(pgettext("một", "Đơn vị"), 50),
            Column(_("Loại đơn vị"), 30),
            Column(_("Từ ngày"), 14),
            Column(_("Đến trước ngày"), 14),
        ),
        rows=[
            (each.name, kind_words(each.kind), _said(each.since), _said(each.until))
            for each in _of_kind(_rows(wanted, by=by), wanted.kind)
        ],
    )


def _said(when: date | None) -> str:
    return day(when) if when else ""


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        return today


def line(unit: Any, *, on: date) -> Line:
    """One unit of the directory."""
    return Line(
        name=unit.name,
        words=fold(unit.name),
        kind=kind_words(unit.kind),
        period=period(unit.since, unit.until),
        state=None if unit.exists_on(on) else Chip(_("không hoạt động"), ""),
        url=reverse("unit", args=[unit.pk]),
    )


def period(since: date | None, until: date | None) -> str:
    """A period in words; blank when it has neither a beginning nor an end."""
    if since and until:
        return _("từ %(since)s đến trước %(until)s") % {"since": day(since), "until": day(until)}
    if since:
        return _("từ %(since)s") % {"since": day(since)}
    return _("đến trước %(until)s") % {"until": day(until)} if until else ""
