"""Public holidays of Vietnam as data: Labour Code 2019, article 112, and the yearly arrangements.

1 January (1 day), Tết (5), Giỗ Tổ on the tenth of the third lunar month (1), 30 April (1), 1 May (1), 2
September and one day beside it (2); from 2026 on 24 November, the day of culture (resolution 80-NQ/TW of
7 January 2026). A holiday on a Saturday or Sunday is made good on the next working day (article
111, clause 3).

Days of the moon are those of Vietnam's time zone (UTC+7). Which five days Tết takes, which day is beside 2
September and which working days change places is decided year by year; years up to 2026 are as announced,
later ones are what the usual choice gives until the operator notes the announcement (see workdays.changes).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

FIRST_YEAR, LAST_YEAR = 2023, 2030
LAST_ANNOUNCED = 2026
"""Arrangements up to this year are announced ones."""
TET_DAYS = 5
CULTURE_SINCE = 2026
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moon:
    """What the lunar calendar gives to a year: the first day of Tết, and Giỗ Tổ."""

    tet: date
    founders: date
    eve_days: int
    """How many of the five days of Tết come before its first day."""
    beside: date
    """The day beside 2 September."""


YEARS = MappingProxyType(
    {
        2023: Moon(date(2023, 1, 22), date(2023, 4, 29), 2, date(2023, 9, 1)),
        2024: Moon(date(2024, 2, 10), date(2024, 4, 18), 2, date(2024, 9, 3)),
        2025: Moon(date(2025, 1, 29), date(2025, 4, 7), 2, date(2025, 9, 1)),
        2026: Moon(date(2026, 2, 17), date(2026, 4, 26), 1, date(2026, 9, 1)),
        2027: Moon(date(2027, 2, 6), date(2027, 4, 16), 2, date(2027, 9, 3)),
        2028: Moon(date(2028, 1, 26), date(2028, 4, 4), 2, date(2028, 9, 1)),
        2029: Moon(date(2029, 2, 13), date(2029, 4, 23), 1, date(2029, 9, 3)),
        2030: Moon(date(2030, 2, 2), date(2030, 4, 12), 2, date(2030, 9, 3)),
    }
)

SWAPS = (
    (date(2024, 4, 29), date(2024, 5, 4)),
    (date(2025, 5, 2), date(2025, 4, 26)),
    (date(2026, 1, 2), date(2026, 1, 10)),
    (date(2026, 8, 31), date(2026, 8, 22)),
)
"""Working days given off and the Saturday worked instead, as announced."""


def of_year(year: int) -> frozenset[date]:
    """The holidays of ``year`` themselves; outside the table only those of the solar calendar."""
    fixed = {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)}
    if year >= CULTURE_SINCE:
        fixed.add(date(year, 11, 24))
    moon = YEARS.get(year)
    if moon is None:
        return frozenset(fixed)
    first = moon.tet - moon.eve_days * _DAY
    tet = {first + number * _DAY for number in range(TET_DAYS)}
    return frozenset(fixed | tet | {moon.founders, moon.beside})


def made_good(holidays: frozenset[date]) -> frozenset[date]:
    """The working days that make good for holidays on a Saturday or Sunday: the next free one for each."""
    taken: set[date] = set()
    for lost in sorted(day for day in holidays if is_weekend(day)):
        day = lost
        while is_weekend(day) or day in holidays or day in taken:
            day += _DAY
        taken.add(day)
    return frozenset(taken)


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= 5
