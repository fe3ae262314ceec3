"""Schedules: at which moments a periodic job is due, by the clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

MOST_MISSED = 31
"""How many slots that nobody worked on are made up for, the newest of them."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One turn of a periodic job: its name, the same for every worker, and its moment."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day from ``at`` on; a day that nobody worked on is made up for."""

    kind: str
    at: time

    def slots(self, *, after: str, until: datetime, zone: tzinfo) -> tuple[Slot, ...]:
        """The days later than the one named ``after`` (empty: only the newest) whose time has come."""
        local = until.astimezone(zone)
        last = local.date() if local.time() >= self.at else local.date() - timedelta(days=1)
        first = date.fromisoformat(after) + timedelta(days=1) if after else last
        first = max(first, last - timedelta(days=MOST_MISSED - 1))
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return tuple(Slot(day.isoformat(), datetime.combine(day, self.at, tzinfo=zone)) for day in days)


@dataclass(frozen=True, slots=True)
class Every:
    """Every so many minutes of the hour; of what was missed only the newest is made up for."""

    kind: str
    minutes: int

    def slots(self, *, after: str, until: datetime, zone: tzinfo) -> tuple[Slot, ...]:
        """The newest slot that has come, unless it is the one named ``after`` or earlier."""
        local = until.astimezone(zone)
        begun = local.replace(minute=local.minute - local.minute % self.minutes, second=0, microsecond=0)
        name = begun.strftime("%Y-%m-%dT%H:%M")
        return (Slot(name, begun),) if name > after else ()


Schedule = Daily | Every
