"""What the pages of signing in show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Locked:
    """The lock-out page."""

    username: str
    tries: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Password:
    """The page of the password."""

    is_temporary: bool


@dataclass(frozen=True, slots=True)
class Held:
    """One role the person holds, and where."""

    title: Words
    description: Words
    unit: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The page of one's own account."""

    name: str
    username: str
    email: str
    held: tuple[Held, ...]


def password(person: Any) -> Password:
    """Whether the password must be changed now."""
    return Password(is_temporary=person.must_change_password)


def profile(person: Any, actor: Actor, *, on: date) -> Profile:
    """Name, address and roles of ``person``."""
    names = units.names([grant.place.unit for grant in actor.grants], on=on)
    held = tuple(Held(g.role.title, g.role.description, names.get(g.place.unit, "")) for g in actor.grants)
    return Profile(person.full_name, person.username, person.email, held)
