"""Working days: which there are, counting on from a day, and what an operator changes about them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from parindex.engine.schedules import holidays
from parindex.engine.values.findings import Words
from parindex.engine.values.vietnamese import fold

_DAY = timedelta(days=1)
_OFF, _WORK = ("nghi",), ("lam viec", "lam", "lam bu")
_WRITTEN = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})")


class WrongLine(ValueError):
    """A line of the operator's list cannot be used: which one, what is wrong and what to write."""

    def __init__(self, row: int, problem: Words) -> None:
        """Keep the row and the sentence."""
        super().__init__(problem.vi)
        self.row = row
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Change:
    """One day that is off, or is worked, against the calendar."""

    day: date
    is_off: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Workdays:
    """Days off besides Saturdays and Sundays, and days worked although they would be off."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether offices work on ``day``."""
        return day in self.worked or not (holidays.is_weekend(day) or day in self.off)

    def on_or_after(self, day: date) -> date:
        """``day`` itself when it is a working day, else the next one.

        A term that would end on a day off ends on the next working day: Civil Code 2015, article 148 (5).
        """
        while not self.is_working(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """``day`` itself when it is a working day, else the last one before."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, itself not counted (Civil Code 2015, article 147)."""
        while count > 0:
            day += _DAY
            count -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days come after ``first``, up to and with ``last``; negative when reversed."""
        if last < first:
            return -self.between(last, first)
        days = (last - first).days
        return sum(self.is_working(first + number * _DAY) for number in range(1, days + 1))


def official(changes: Iterable[Change] = ()) -> Workdays:
    """The working days of Vietnam for every year of the table, then ``changes``, the last of which holds."""
    off: set[date] = set()
    for year in range(holidays.FIRST_YEAR, holidays.LAST_YEAR + 1):
        here = holidays.of_year(year)
        off |= here | holidays.made_good(here)
    worked: set[date] = set()
    for given, instead in holidays.SWAPS:
        off.add(given)
        worked.add(instead)
    for change in changes:
        (off if change.is_off else worked).add(change.day)
        (worked if change.is_off else off).discard(change.day)
    return Workdays(frozenset(off), frozenset(worked))


def changes(text: str) -> tuple[Change, ...]:
    """The operator's list: a line a day, "2027-02-03; nghỉ; Tết" or "20/02/2027; làm việc; làm bù".

    Blank lines and those that begin with "#" are skipped. Raises WrongLine.
    """
    found = []
    for row, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        day, what, *note = (*(part.strip() for part in line.split(";", 2)), "")
        found.append(Change(_day(day, row=row), _is_off(what, row=row), "".join(note)))
    return tuple(found)


def _day(text: str, *, row: int) -> date:
    match = _WRITTEN.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
        return date(int(year), int(month), int(day))
    except ValueError as error:
        problem = Words(
            f"Dòng {row}: “{text}” không phải là ngày. Ghi ngày dạng 2027-02-03 hoặc 03/02/2027.",
            f"Row {row}: “{text}” is no day. Write it as 2027-02-03 or 03/02/2027.",
        )
        raise WrongLine(row, problem) from error


def _is_off(text: str, *, row: int) -> bool:
    said = fold(text)
    if said in _OFF or said in _WORK:
        return said in _OFF
    problem = Words(
        f"Dòng {row}: “{text}” không rõ là ngày gì. Ghi “nghỉ” hoặc “làm việc” sau dấu chấm phẩy.",
        f"Row {row}: “{text}” says neither off nor worked. Write “nghỉ” or “làm việc” behind the semicolon.",
    )
    raise WrongLine(row, problem)
