"""Checks: what may stand in a task, in a plan, in an expected gain."""

from __future__ import annotations

from datetime import date, timedelta

from parindex.engine.values import points
from parindex.engine.values.vietnamese import squeeze

LONGEST_WITHIN = 365


class Overtaken(Exception):
    """Somebody else changed the field since it was shown; the text names the field."""


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


def said(text: str, *, field: str) -> str:
    """``text`` on one line; WrongValue for a blank one."""
    found = squeeze(text)
    if not found:
        raise WrongValue(field)
    return found


def gain(text: str, *, most: int | None) -> int | None:
    """The expected gain in micro-points, None for a blank; WrongValue beyond what can be gained."""
    plain = squeeze(text).replace(",", ".")
    if not plain:
        return None
    try:
        micro = points.to_micro(points.figure(plain))
    except points.NotAFigure as wrong:
        raise WrongValue("gain") from wrong
    if micro <= 0 or (most is not None and micro > most):
        raise WrongValue("gain")
    return micro


def last_day(*, issued_on: date | None, within: int | None, by_day: date | None) -> date | None:
    """Until when units must issue their own plan: counted from the issue, else the day stated.

    Raises WrongValue for days that cannot be.
    """
    if within is not None and not 1 <= within <= LONGEST_WITHIN:
        raise WrongValue("within")
    if within is not None:
        return issued_on + timedelta(days=within) if issued_on else None
    if by_day is not None and issued_on is not None and by_day < issued_on:
        raise WrongValue("by_day")
    return by_day
