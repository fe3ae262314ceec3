"""The demonstration city as the deeds see it: its units and its people today."""

from __future__ import annotations

from typing import Any

from parindex.cycle.units import queries as units
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.faces.ops.telling import today
from parindex.foundation.accounts import queries as people

NAME = "Thành phố Hà Nội"
OFFICE = "Sở Nội vụ"
JUSTICE = "Sở Tư pháp"
WARD = "Phường Yên Hòa"
BEST = "Phường Ô Chợ Dừa"
NEIGHBOUR = "Phường Cầu Giấy"
_COMMUNE = "commune"


def unit(name: str) -> Any:
    """The unit called ``name`` today."""
    return units.existing(SYSTEM, on=today()).get(name=name)


def communes() -> tuple[Any, ...]:
    """The communes and wards of the city in the directory's order."""
    rows = units.existing(SYSTEM, on=today()).filter(kind=_COMMUNE)
    return tuple(rows.order_by("position", "pk"))


def office_of(ward: Any) -> Any:
    """The office of ``ward``, which heads its divisions in the directory."""
    rows = units.existing(SYSTEM, on=today()).filter(parent=ward)
    return rows.order_by("position", "pk").first()


def actor(username: str) -> Actor:
    """Whoever signs in as ``username``, with the roles of today."""
    return units.actor_for(people.named(username), on=today())


def office() -> Actor:
    """The reform office of the city."""
    return actor("sonoivu")
