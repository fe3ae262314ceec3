"""What the pages of people and roles show."""

from __future__ import annotations

from collections.abc import Iterable
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
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import ROLES, Reach
from parindex.engine.values.findings import Words
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import asking, showing
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.people.words import VERBS
from parindex.faces.web.showing import Chip, Choice, Saved, Sheet, Step
from parindex.faces.web.units.pages import period

SHEET = 50
MOST_UNITS = 200


@dataclass(frozen=True, slots=True)
class Held:
    """One role held at one unit."""

    role: Words
    unit: str
    period: str
    holds: bool
    end_url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the list."""

    name: str
    username: str
    words: str
    state: Chip
    held: tuple[Held, ...]
    url: str


@dataclass(frozen=True, slots=True)
class People:
    """One sheet of the list; ``is_whole`` when there is no other."""

    rows: tuple[Line, ...]
    sheet: Sheet
    is_whole: bool
    sought: str
    roles: tuple[Choice, ...]
    units: tuple[Choice, ...]
    is_filtered: bool
    may_invite: bool
    saved: Saved


@dataclass(frozen=True, slots=True)
class Person:
    """One person."""

    key: int
    name: str
    username: str
    email: str
    state: Chip
    is_open: bool
    is_temporary: bool
    steps: tuple[Step, ...]
    held: tuple[Held, ...]
    past: tuple[Held, ...]
    may_grant: bool
    may_manage: bool


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One verb, and which roles hold it."""

    verb: Words
    key: str
    held: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class RoleHead:
    """One role with its description and reach."""

    title: Words
    description: Words
    reach: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The table of roles and permissions."""

    heads: tuple[RoleHead, ...]
    rows: tuple[RoleLine, ...]


def steps() -> tuple[Step, ...]:
    """The way to any page about people."""
    return (Step(_("Người dùng"), reverse("people")),)


def people(asked: QueryDict, *, by: Actor, on: date, language: str) -> People:
    """The list of people at the units the reader may see, one line a person."""
    query, rows = _query(asked), _rows(asked, by=by)
    found = queries.people(rows, query["q"])
    number = asking.number(asked, "sheet") or 1
    sheet = showing.sheet(found.count(), number=number, query=query, size=SHEET)
    shown = found.values_list("pk", flat=True)[max(sheet.first - 1, 0) : sheet.last]
    return People(
        rows=_lines(rows.filter(person__in=list(shown)), by=by, on=on),
        sheet=sheet,
        is_whole=sheet.count <= SHEET,
        sought=query["q"],
        roles=tuple(
            Choice(role.key, role.title.in_language(language), is_here=role.key == query["role"])
            for role in ROLES
        ),
        units=_units(asked, by=by, on=on),
        is_filtered=any(query.values()),
        may_invite=by.can_anywhere(Permission.MEMBERSHIP_GRANT) and by.can_anywhere(Permission.PERSON_MANAGE),
        saved=showing.saved("people-export", query),
    )


def export(asked: QueryDict, *, by: Actor, on: date, language: str) -> Export:
    """The list as it is limited, one row a role held."""
    return Export(
        name="nguoi-dung",
        title=_("Người dùng"),
        columns=(
            Column(_("Họ và tên"), 30),
            Column(_("Tên đăng nhập"), 20),
            Column(pgettext("một", "Vai trò"), 34),
            Column(pgettext("một", "Đơn vị"), 34),
            Column(_("Tài khoản"), 18),
        ),
        rows=[
            (line.name, line.username, held.role.in_language(language), held.unit, line.state.text)
            for line in _lines(_found(asked, by=by), by=by, on=on)
            for held in line.held
        ],
    )


def _query(asked: QueryDict) -> dict[str, str]:
    return {name: asked.get(name, "")[:200] for name in ("q", "role", "unit")}


def _rows(asked: QueryDict, *, by: Actor) -> QuerySet[Any]:
    """The readable memberships of the role and at the unit that the address asks for."""
    rows, unit, role = queries.memberships(by), asking.number(asked, "unit"), _query(asked)["role"]
    rows = rows.filter(role=role) if role else rows
    return rows.filter(unit=unit) if unit is not None else rows


def _found(asked: QueryDict, *, by: Actor) -> QuerySet[Any]:
    """The same, of the people whom the words find."""
    rows = _rows(asked, by=by)
    return rows.filter(person__in=queries.people(rows, _query(asked)["q"]).order_by())


def _units(asked: QueryDict, *, by: Actor, on: date) -> tuple[Choice, ...]:
    """The units to choose from; of too many the chosen one alone, for the search finds them all."""
    chosen = asking.number(asked, "unit")
    units = list(queries.permitted(by, Permission.PERSON_READ, on=on)[: MOST_UNITS + 1])
    if len(units) > MOST_UNITS:
        units = list(
            queries.permitted(by, Permission.PERSON_READ, on=on).filter(pk__in=[chosen] if chosen else [])
        )
    elif len(units) == 1 and chosen is None:
        return ()
    return tuple(Choice(str(unit.pk), str(unit), is_here=unit.pk == chosen) for unit in units)


def _lines(rows: QuerySet[Any], *, by: Actor, on: date) -> tuple[Line, ...]:
    """One line a person."""
    ordered = rows.order_by("person__full_name", "person_id", "-since", "pk")
    by_person = groupby(ordered, key=attrgetter("person_id"))
    return tuple(_line(list(some), by=by, on=on) for _person, some in by_person)


def _line(rows: list[Any], *, by: Actor, on: date) -> Line:
    someone = rows[0].person
    return Line(
        name=someone.full_name,
        username=someone.username,
        words=fold(f"{someone.full_name} {someone.username} " + " ".join(row.unit.name for row in rows)),
        state=state(someone),
        held=tuple(held(row, by=by, on=on) for row in rows if holds(row, on)),
        url=reverse("person", args=[someone.pk]),
    )


def state(someone: Any) -> Chip:
    """Whether the person may sign in."""
    if not someone.is_active:
        return Chip(_("đã khóa"), "bad")
    return (
        Chip(_("mật khẩu tạm thời"), "warn") if someone.must_change_password else Chip(_("đang dùng"), "ok")
    )


def holds(row: Any, on: date) -> bool:
    """Whether a membership holds on a day."""
    return row.since <= on and (row.until is None or on < row.until)


def held(row: Any, *, by: Actor, on: date) -> Held:
    """One role held at one unit, with the way to end it where the reader may."""
    may = by.can(Permission.MEMBERSHIP_GRANT, at=row.unit.place) and (row.until is None or row.until > on)
    end = reverse("membership-end", args=[row.person_id, row.pk]) if may else ""
    return Held(row.held.title, row.unit.name, period(row.since, row.until), holds(row, on), end)


def person(rows: Iterable[Any], *, by: Actor, on: date) -> Person:
    """One person, by their readable memberships."""
    rows = list(rows)
    someone = rows[0].person
    all_held = [held(row, by=by, on=on) for row in rows]
    may_manage = any(by.can(Permission.PERSON_MANAGE, at=row.unit.place) for row in rows)
    return Person(
        key=someone.pk,
        name=someone.full_name,
        username=someone.username,
        email=someone.email,
        state=state(someone),
        is_open=someone.is_active,
        is_temporary=someone.must_change_password,
        steps=steps(),
        held=tuple(each for each in all_held if each.holds or each.end_url),
        past=tuple(each for each in all_held if not each.holds and not each.end_url),
        may_grant=by.can_anywhere(Permission.MEMBERSHIP_GRANT),
        may_manage=may_manage,
    )


def roles() -> Roles:
    """Every verb against every role."""
    reach = {Reach.OWN: _("đơn vị mình và cấp dưới"), Reach.PROVINCE: _("toàn thành phố")}
    return Roles(
        heads=tuple(RoleHead(role.title, role.description, reach[role.reach]) for role in ROLES),
        rows=tuple(
            RoleLine(
                VERBS[permission], permission.value, tuple(permission in role.permissions for role in ROLES)
            )
            for permission in Permission
        ),
    )
