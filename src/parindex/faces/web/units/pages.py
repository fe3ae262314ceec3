"""What the directory of units shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.units import queries
from parindex.cycle.units.facts import Kind
from parindex.engine.access.actors import Actor
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import showing
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.showing import Chip, Choice, Saved
from parindex.faces.web.templatetags.words import day


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
    """All units of one kind."""

    title: str
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory on a day."""

    groups: tuple[Group, ...]
    count: int
    sought: str
    on: str
    kinds: tuple[Choice, ...]
    with_past: bool
    is_filtered: bool
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
    )


def _rows(wanted: Asked, *, by: Actor) -> QuerySet[Any]:
    rows = queries.visible(by) if wanted.with_past else queries.existing(by, on=wanted.on)
    rows = queries.matching(rows, wanted.words)
    return rows.filter(kind=wanted.kind) if wanted.kind else rows


def directory(wanted: Asked, *, by: Actor, today: date) -> Directory:
    """The directory as the address asks for it."""
    groups: dict[str, list[Line]] = {}
    for unit in _rows(wanted, by=by):
        groups.setdefault(unit.kind, []).append(line(unit, on=wanted.on))
    return Directory(
        groups=tuple(Group(kind_words(each), tuple(groups[each])) for each in Kind if each in groups),
        count=sum(map(len, groups.values())),
        sought=wanted.words,
        on=wanted.on.isoformat(),
        kinds=tuple(Choice(each.value, kind_words(each), is_here=each.value == wanted.kind) for each in Kind),
        with_past=wanted.with_past,
        is_filtered=bool(wanted.words or wanted.kind or wanted.with_past or wanted.on != today),
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
            for each in _rows(wanted, by=by)
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
