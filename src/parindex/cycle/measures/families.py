"""Indexes of other bodies that a city follows beside its own: what they are and of which parts."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

import yaml

from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Part:
    """One sub-index and its most."""

    name: str
    most: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """One index: who makes it, and its parts where they are laid down."""

    key: str
    name: str
    maker: Words
    parts: tuple[Part, ...] = ()


class UnknownFamily(LookupError):
    """No family has this key."""


@functools.cache
def listed() -> tuple[Family, ...]:
    """Every family, in the order a form offers them."""
    text = resources.files(__package__ or "").joinpath("indexes", "families.yaml").read_text("utf-8")
    return tuple(
        Family(
            key=each["key"],
            name=each["name"],
            maker=Words(each["maker"]["vi"], each["maker"]["en"]),
            parts=tuple(Part(part["name"], part["most"]) for part in each.get("parts", ())),
        )
        for each in yaml.safe_load(text)
    )


def family(key: str) -> Family:
    """The family with ``key``. Raises UnknownFamily."""
    found = next((each for each in listed() if each.key == key), None)
    if found is None:
        raise UnknownFamily(key)
    return found
