"""A deadline as a value: how it is stated and what it states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DeadlineKind(StrEnum):
    """How a deadline is stated."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CONTINUOUS = "continuous"
    RECURRING = "recurring"
    RELATIVE = "relative"
    EVENT = "event"
    UNSTATED = "unstated"
    OTHER = "other"


DATED = frozenset({DeadlineKind.DATE, DeadlineKind.MONTH, DeadlineKind.QUARTER, DeadlineKind.YEAR})
"""The kinds that fall on one day of the calendar by themselves."""
WAITING = frozenset({DeadlineKind.RELATIVE, DeadlineKind.EVENT})
"""The kinds that wait for something to happen."""


class Frequency(StrEnum):
    """How often something recurs."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many months one turn lasts."""
        return {"monthly": 1, "quarterly": 3, "yearly": 12}[self.value]


@dataclass(frozen=True, slots=True)
class DeadlineSpec:
    """A deadline as printed (``text``) and as read: what dues and turns are reckoned from."""

    kind: DeadlineKind
    text: str = ""
    due: date | None = None
    days: int | None = None
    event: str = ""
    frequency: str = ""
