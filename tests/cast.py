"""The cast used everywhere: a city, two departments, two communes, and the people at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import joining, loading
from parindex.cycle.units.directory import Directory
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.engine.access.roles import role
from parindex.foundation.accounts import actions as accounts

AT = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
TODAY = AT.date()
PASSWORD = "thu-nghiem-2026"

DIRECTORY = """
city: Thành phố Hà Nội
city_body: UBND thành phố Hà Nội
departments:
  - {name: "Sở Nội vụ", aliases: ["SNV"]}
  - {name: "Sở Tư pháp", aliases: []}
wards: ["Yên Hòa", "Cầu Giấy"]
communes: ["Thanh Trì"]
"""

PEOPLE = {
    "reform": ("Nguyễn Thị Cải Cách", "reform_office", "Sở Nội vụ"),
    "clerk": ("Trần Văn Cán Bộ", "unit_officer", "Phường Yên Hòa"),
    "leader": ("Lê Thị Lãnh Đạo", "unit_leader", "Phường Yên Hòa"),
    "neighbour": ("Phạm Văn Láng Giềng", "unit_officer", "Phường Cầu Giấy"),
    "neighbour_leader": ("Bùi Thị Láng Giềng", "unit_leader", "Phường Cầu Giấy"),
    "lawyer": ("Đinh Văn Pháp", "unit_officer", "Sở Tư pháp"),
    "city_leader": ("Đỗ Văn Thành Phố", "city_leader", "Thành phố Hà Nội"),
    "auditor": ("Vũ Thị Kiểm Toán", "auditor", "Thành phố Hà Nội"),
    "administrator": ("Hoàng Văn Quản Trị", "administrator", "Thành phố Hà Nội"),
    "stranger": ("Người Lạ Không Vai", None, None),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The units by name, and the people and their actors by what they are in the story."""

    units: dict[str, Any]
    people: dict[str, Any]

    def actor(self, who: str) -> Actor:
        """What ``who`` may do on the day of the story."""
        return units.actor_for(self.people[who], on=TODAY)

    @property
    def city(self) -> Any:
        """The province itself."""
        return self.units["Thành phố Hà Nội"]

    @property
    def ward(self) -> Any:
        """The ward of the clerk and the leader."""
        return self.units["Phường Yên Hòa"]

    @property
    def other_ward(self) -> Any:
        """The ward of the neighbours."""
        return self.units["Phường Cầu Giấy"]


def assemble() -> Cast:
    """Put the cast into the empty database of a test."""
    loading.load(Directory.load(DIRECTORY), by=SYSTEM, at=AT)
    found = {unit.name: unit for unit in units.existing(SYSTEM, on=TODAY)}
    people = {who: _join(who, found) for who in PEOPLE}
    return Cast(units=found, people=people)


def _join(who: str, found: dict[str, Any]) -> Any:
    full_name, key, unit = PEOPLE[who]
    if key is None or unit is None:
        place = found["Thành phố Hà Nội"].place
        person = accounts.create(
            who, full_name=full_name, email="", password=PASSWORD, place=place, by=SYSTEM, at=AT
        )
    else:
        person = joining.invite(
            who,
            full_name=full_name,
            email="",
            role=role(key),
            unit=found[unit],
            since=TODAY,
            by=SYSTEM,
            at=AT,
        ).membership.person
    own = Actor(person=person.pk, name=person.full_name)
    accounts.change_own_password(person, password=PASSWORD, place=None, by=own, at=AT)
    return person
