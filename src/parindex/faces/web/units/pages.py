"""What the directory of units shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.units import queries
from parindex.cycle.units.facts import Kind
from parindex.engine.access.actors import Actor
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.showing import Chip, Choice
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


def directory(asked: QueryDict, *, by: Actor, today: date) -> Directory:
    """The directory as the address asks for it."""
    sought, kind = asked.get("q", "")[:200], asked.get("kind", "")
    on, with_past = _day(asked.get("on", ""), today), bool(asked.get("past"))
    rows = queries.visible(by) if with_past else queries.existing(by, on=on)
    rows = queries.matching(rows, sought)
    kinds = [each for each in Kind if each is not Kind.CITY_BODY]
    if kind in set(Kind):
        rows = rows.filter(kind=kind)
    groups: dict[str, list[Line]] = {}
    for unit in rows:
        groups.setdefault(unit.kind, []).append(line(unit, on=on))
    return Directory(
        groups=tuple(Group(kind_words(each), tuple(groups[each])) for each in Kind if each in groups),
        count=sum(map(len, groups.values())),
        sought=sought,
        on=on.isoformat(),
        kinds=tuple(Choice(each.value, kind_words(each), is_here=each.value == kind) for each in kinds),
        with_past=with_past,
        is_filtered=bool(sought or kind or with_past or on != today),
    )


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
