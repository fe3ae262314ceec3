"""Actors: who does a deed, with the roles they hold and where."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import Reach, Role


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed happens: the ids of a unit and of all above it, the province first."""

    lineage: tuple[int, ...]

    @property
    def unit(self) -> int:
        """The id of the unit itself."""
        return self.lineage[-1]


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held at one unit."""

    role: Role
    place: Place

    def covers(self, place: Place) -> bool:
        """Whether the role reaches ``place``."""
        own = self.place.lineage
        if self.role.reach is Reach.PROVINCE:
            return place.lineage[:1] == own[:1]
        return place.lineage[: len(own)] == own


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a permission holds: whole provinces by id, and units (with all below) by id."""

    provinces: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Whether it holds anywhere."""
        return bool(self.provinces or self.units)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as the rules see them; ``person`` is None for the system itself."""

    person: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    is_system: bool = False

    def can(self, permission: Permission, *, at: Place) -> bool:
        """Whether some grant holds ``permission`` and covers ``at``."""
        return self.is_system or any(
            permission in grant.role.permissions and grant.covers(at) for grant in self.grants
        )

    def can_anywhere(self, permission: Permission) -> bool:
        """Whether ``permission`` is held at any place at all."""
        return self.is_system or any(permission in grant.role.permissions for grant in self.grants)

    def scope(self, permission: Permission) -> Scope:
        """Where ``permission`` is held, for limiting a list. The system's scope is not asked for."""
        holding = [grant for grant in self.grants if permission in grant.role.permissions]
        wide = frozenset(g.place.lineage[0] for g in holding if g.role.reach is Reach.PROVINCE)
        near = frozenset(g.place.unit for g in holding if g.role.reach is Reach.OWN)
        return Scope(provinces=wide, units=near)

    @property
    def home(self) -> Place | None:
        """Where the person belongs first: the place of a deed that is about nobody but themselves."""
        return self.grants[0].place if self.grants else None

    @property
    def provinces(self) -> frozenset[int]:
        """The provinces the person belongs to in any role."""
        return frozenset(grant.place.lineage[0] for grant in self.grants)


SYSTEM = Actor(person=None, name="Parindex", is_system=True)
