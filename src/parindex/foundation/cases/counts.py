"""What the store of case records gives back: parts as they were kept, counts by unit and month; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parindex.engine.values.findings import Finding


@dataclass(frozen=True, slots=True)
class Part:
    """A case file as it is kept: its name in the store, its cases, who has how many, what was found."""

    name: str
    cases: int
    units: tuple[tuple[str, int], ...]
    has_ids: bool
    since: date
    """The earliest day of receipt."""
    found: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What a unit did in a month: whole numbers only, a share is a pair of them."""

    unit: str
    """As the files name it."""
    month: date
    received: int
    finished: int
    timed: int
    """Of the finished ones those of which it is known whether they were on time."""
    on_time: int
    online: int
    paid: int
    overdue: int
    """Open and past their day at the end of the month, or of the last day there is."""
