"""What the pages of people and roles show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from parindex.faces.web.showing import Chip, Choice, Saved, Step
from parindex.faces.web.units.pages import period


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
    """The list."""

    rows: tuple[Line, ...]
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
    query = _query(asked)
    units = queries.permitted(by, Permission.PERSON_READ, on=on)
    return People(
        rows=_lines(asked, by=by, on=on),
        sought=query["q"],
        roles=tuple(
            Choice(role.key, role.title.in_language(language), is_here=role.key == query["role"])
            for role in ROLES
        ),
        units=tuple(Choice(str(unit.pk), str(unit), is_here=str(unit.pk) == query["unit"]) for unit in units),
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
            for line in _lines(asked, by=by, on=on)
            for held in line.held
        ],
    )


def _query(asked: QueryDict) -> dict[str, str]:
    return {name: asked.get(name, "")[:200] for name in ("q", "role", "unit")}


def _lines(asked: QueryDict, *, by: Actor, on: date) -> tuple[Line, ...]:
    query, unit = _query(asked), asking.number(asked, "unit")
    rows = queries.memberships(by).order_by("person__full_name", "person_id", "-since", "pk")
    if query["role"]:
        rows = rows.filter(role=query["role"])
    if unit is not None:
        rows = rows.filter(unit=unit)
    grouped: dict[int, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.person_id, []).append(row)
    words = fold(query["q"]).split()
    lines = (_line(held, by=by, on=on) for held in grouped.values())
    return tuple(line for line in lines if all(word in line.words for word in words))


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
