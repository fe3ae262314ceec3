"""Turns: the periods in which a recurring task is owed again, each with its own due date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parindex.engine.schedules import dues
from parindex.engine.schedules.deadlines import Frequency
from parindex.engine.values.vietnamese import fold

_DAY = re.compile(r"\bngay\s*(?:thu\s*)?(\d{1,2})(?![\d/.-])")
_DAY_AND_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2})\s*(?:[/.-]|\s+thang\s+)\s*(\d{1,2})(?![\d.-])")
_MONTH = re.compile(r"\bthang\s*(\d{1,2})(?!\d)")
_NEXT = re.compile(
    r"\b(?:thang sau|thang ke tiep|thang tiep theo|quy sau|quy tiep theo|nam sau|nam ke tiep|nam tiep theo)\b"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One period [since, until) and the day on which what is owed in it is due.

    ``number`` counts from the first period of the first year, so that a turn keeps its number whenever the
    task is looked at again: of a monthly task the third is always March of that year.
    """

    number: int
    since: date
    until: date
    due_on: date


def turns(
    frequency: Frequency, *, text: str = "", first_year: int, since: date | None, until: date
) -> Iterator[Turn]:
    """The turns of ``first_year`` up to before ``until``; those due before ``since`` are left out.

    ``text`` may name the day ("trước ngày 20 hằng tháng", "ngày 05 của tháng sau", "trước 15/12 hằng năm");
    without one it is the last day of the period.
    """
    number = 0
    begin = date(first_year, 1, 1)
    while begin < until:
        number += 1
        end = _months_on(begin, frequency.months)
        due_on = _due(frequency, fold(text), begin)
        if since is None or due_on >= since:
            yield Turn(number, begin, end, due_on)
        begin = end


def _due(frequency: Frequency, said: str, begin: date) -> date:
    last = begin.month + frequency.months - 1
    month = last + 1 if _NEXT.search(said) else last
    if frequency is Frequency.YEARLY:
        return _due_in_year(said, begin.year + (1 if month > last else 0))
    day = _DAY.search(said)
    if day is None or not 1 <= int(day[1]) <= 31:
        return dues.last_of_month(begin.year, last)
    return dues.day_of_month(begin.year, month, int(day[1]))


def _due_in_year(said: str, year: int) -> date:
    named = _DAY_AND_MONTH.search(said)
    if named and 1 <= int(named[2]) <= 12 and 1 <= int(named[1]) <= 31:
        return dues.day_of_month(year, int(named[2]), int(named[1]))
    month = _MONTH.search(said)
    if month and 1 <= int(month[1]) <= 12:
        return dues.last_of_month(year, int(month[1]))
    return date(year, 12, 31)


def _months_on(day: date, months: int) -> date:
    """The first day of the month that many months later."""
    month = day.month + months - 1
    return date(day.year + month // 12, month % 12 + 1, 1)
