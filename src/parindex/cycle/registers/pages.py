"""Registers as screens show them; values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from parindex.cycle.measures.pages import FeedItem
from parindex.cycle.registers.counts import Count


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """One register of a list, with what a person may see in it."""

    key: int
    code: str
    name: str
    note: str
    owner_name: str
    handled_as: str
    entries: int
    handled: int
    last_on: date | None
    figures: int


@dataclass(frozen=True, slots=True)
class RegisterList:
    """Part of the registers a person sees."""

    rows: tuple[RegisterItem, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are asked for; blank or None is any."""

    words: str = ""
    unit: int | None = None
    year: int | None = None
    state: str = ""
    is_handled: bool | None = None


@dataclass(frozen=True, slots=True)
class EntryItem:
    """One entry of a list."""

    key: int
    number: int
    unit: int
    unit_name: str
    unit_code: str
    occurred_on: date
    values: Mapping[str, str]
    state: str
    is_handled: bool
    evidence: int
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class EntryList:
    """Part of the entries asked for; of all that count, how many are handled."""

    rows: tuple[EntryItem, ...]
    count: int
    entered: int
    handled: int


@dataclass(frozen=True, slots=True)
class RevisionItem:
    """How an entry stood after one deed."""

    number: int
    state: str
    occurred_on: date
    values: Mapping[str, str]
    evidence: int
    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CountingItem:
    """A measure that a register makes: what it counts, where it goes."""

    key: int
    measure: int
    measure_name: str
    measure_code: str
    counted_in: str
    count: Count
    units: int
    feeds: tuple[FeedItem, ...]
