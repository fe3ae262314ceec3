"""Ready-made registers: books that come with the product, ready to be taken over and adapted."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from parindex.cycle.registers import conditions, fields
from parindex.cycle.registers.conditions import Condition
from parindex.cycle.registers.counts import Count, Rhythm, Way
from parindex.cycle.registers.fields import Field

IDS = (
    "kiem-tra-cchc",
    "sang-kien",
    "doi-thoai",
    "tin-bai",
    "phan-anh-kien-nghi",
    "tap-huan",
    "ra-soat-van-ban",
)
"""In the order a list shows them."""


class UnknownBook(LookupError):
    """No ready-made register has this code."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure that a ready-made register makes."""

    code: str
    name: str
    counted_in: str
    count: Count


@dataclass(frozen=True, slots=True)
class Book:
    """One ready-made register."""

    code: str
    name: str
    note: str
    fields: tuple[Field, ...]
    handled: tuple[Condition, ...]
    handled_as: str
    rhythm: Rhythm
    figures: tuple[Figure, ...]


def listed() -> tuple[Book, ...]:
    """Every ready-made register."""
    return tuple(book(each) for each in IDS)


@functools.cache
def book(code: str) -> Book:
    """The ready-made register with ``code``. Raises UnknownBook."""
    if code not in IDS:
        raise UnknownBook(code)
    text = resources.files(__package__ or "").joinpath("books", f"{code}.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return Book(
        code=code,
        name=data["name"],
        note=data["note"],
        fields=fields.stored(data["fields"]),
        handled=conditions.stored(data.get("handled", ())),
        handled_as=data.get("handled_as", ""),
        rhythm=Rhythm(data["rhythm"]),
        figures=tuple(_figure(each) for each in data["figures"]),
    )


def _figure(data: Mapping[str, Any]) -> Figure:
    return Figure(
        code=data["code"],
        name=data["name"],
        counted_in=data["counted_in"],
        count=Count(
            way=Way(data["way"]),
            rhythm=Rhythm(data.get("rhythm", "year")),
            where=conditions.stored(data.get("where", ())),
            part=conditions.stored(data.get("part", ())),
            field=data.get("field", ""),
        ),
    )
