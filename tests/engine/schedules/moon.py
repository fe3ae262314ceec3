"""The moon over Vietnam, reckoned: new moons by the series of Meeus, cut where Hồ Ngọc Đức cuts it."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor, radians, sin

_FIRST_DAY = date(1900, 1, 1)
_FIRST_DAY_JULIAN = 2415021
_ZONE = 7 / 24


def new_moon(number: int) -> date:
    """The day in Vietnam's time zone of the new moon that many after the one of January 1900."""
    t = number / 1236.85
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t))
    sun = radians(359.2242 + 29.10535608 * number)
    moon = radians(306.0253 + 385.81691806 * number + 0.0107306 * t**2)
    node = radians(21.2964 + 390.67050646 * number - 0.0016528 * t**2)
    terms = (
        (0.1734, sun),
        (0.0021, 2 * sun),
        (-0.4068, moon),
        (0.0161, 2 * moon),
        (0.0104, 2 * node),
        (-0.0051, sun + moon),
        (-0.0074, sun - moon),
        (0.0010, 2 * node - moon),
    )
    true = mean + sum(size * sin(angle) for size, angle in terms)
    return _FIRST_DAY + timedelta(days=floor(true + 0.5 + _ZONE) - _FIRST_DAY_JULIAN)


def month_that_holds(day: date) -> date:
    """The first day of the lunar month in which ``day`` lies."""
    number = floor((day - _FIRST_DAY).days / 29.53058868) + 2
    while new_moon(number) > day:
        number -= 1
    return new_moon(number)
