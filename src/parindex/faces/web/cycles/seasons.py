"""What a new cycle is likely to be about, by the yearly calendar of the procedure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from parindex.cycle.assessments import kinds

YEAR, FIRST_HALF, SECOND_HALF = "year", "first", "second"
QUARTERS = {f"q{number}": 3 * number - 2 for number in range(1, 5)}
MONTHS = {f"m{number}": number for number in range(1, 13)}
"""The quarters and months of a year, each with its first month."""
ROMAN = dict(zip(QUARTERS, ("I", "II", "III", "IV"), strict=True))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Which year and part of it a cycle would be about, and when it would begin."""

    year: int
    part: str
    starts_on: date


def suggested(today: date) -> Suggestion:
    """In winter the year that ends; in summer its first half: as the calendar of the procedure goes."""
    tomorrow = today + timedelta(days=1)
    if today.month >= 10:
        return Suggestion(today.year, YEAR, max(date(today.year, 12, 1), tomorrow))
    if today.month <= 3:
        return Suggestion(today.year - 1, YEAR, tomorrow)
    return Suggestion(today.year, FIRST_HALF, max(date(today.year, 7, 1), tomorrow))


def span(year: int, part: str) -> tuple[date, date]:
    """The period, half-open."""
    middle = date(year, 7, 1)
    if part in QUARTERS:
        return date(year, QUARTERS[part], 1), _month(year, QUARTERS[part] + 3)
    if part in MONTHS:
        return date(year, MONTHS[part], 1), _month(year, MONTHS[part] + 1)
    return {
        FIRST_HALF: (date(year, 1, 1), middle),
        SECOND_HALF: (middle, date(year + 1, 1, 1)),
    }.get(part, (date(year, 1, 1), date(year + 1, 1, 1)))


def part_of(since: date, until: date) -> str:
    """Which part of its year a period is."""
    parts = (FIRST_HALF, SECOND_HALF, *QUARTERS, *MONTHS)
    return next((part for part in parts if span(since.year, part) == (since, until)), YEAR)


def period_words(since: date, until: date) -> str:
    """Năm 2026, 6 tháng đầu năm 2026, quý II năm 2026, tháng 5 năm 2026."""
    part = part_of(since, until)
    if part in QUARTERS:
        return _("quý %(number)s năm %(year)s") % {"number": ROMAN[part], "year": since.year}
    if part in MONTHS:
        return _("tháng %(number)s năm %(year)s") % {"number": MONTHS[part], "year": since.year}
    named = {
        FIRST_HALF: _("6 tháng đầu năm %(year)s"),
        SECOND_HALF: _("6 tháng cuối năm %(year)s"),
        YEAR: _("năm %(year)s"),
    }
    return named[part] % {"year": since.year}


def _month(year: int, number: int) -> date:
    """The first day of month ``number``; the thirteenth is January of the next year."""
    return date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)


def name_of(kind: str, *, since: date, until: date) -> str:
    """What a cycle is called when nobody gives it a name of its own."""
    named = (
        _("Thành phố tự đánh giá Chỉ số CCHC")
        if kind == kinds.PROVINCIAL.key
        else _("Đánh giá, xếp hạng CCHC các đơn vị")
    )
    return f"{named} {period_words(since, until)}"
