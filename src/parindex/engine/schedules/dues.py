"""Due dates: on which day a deadline falls, once what it waits for has happened."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from parindex.engine.schedules.deadlines import DATED, DeadlineKind, DeadlineSpec
from parindex.engine.schedules.workdays import Workdays
from parindex.engine.values.vietnamese import fold

_WORKING = re.compile(r"\bngay\s*(?:\([^)]*\)\s*)?lam viec\b")
_MONTHS = re.compile(r"\b(\d{1,2})\s*(?:\([^)]*\)\s*)?thang\b")
_BEFORE = re.compile(r"\btruoc\b")
_AFTER = re.compile(r"\b(?:sau|tu khi|ke tu|tu ngay)\b")
_PAPER = r"(?:ke hoach|chi thi|ket luan|quyet dinh|chuong trinh|cong van|van ban)"
_THIS = r"(?:\s+nay)?"
_OWN_ISSUE = re.compile(
    r"(?:ke tu|tinh tu|sau|tu)?\s*(?:khi|ngay)?\s*(?:ke tu\s+)?(?:khi\s+|ngay\s+)?"
    rf"(?:(?:ky(?:\s*,)?\s+)?ban hanh(?:\s+{_PAPER}{_THIS})?|ky(?:\s+{_PAPER}{_THIS})?|"
    rf"{_PAPER}{_THIS}(?:\s+duoc)?\s+(?:ky\s+)?ban hanh|{_PAPER}{_THIS}\s+co hieu luc)"
)


def due(deadline: DeadlineSpec, *, happened_on: date | None = None, workdays: Workdays) -> date | None:
    """The day on which ``deadline`` falls; None where it has none, or waits for what has not happened.

    A date, month, quarter or year falls on the day printed, working day or not. A term that is counted from
    ``happened_on`` ends on a working day. Before something: the last working day before it; when something
    happens: that day. After something, without a number of days, is no day: somebody has to set one.
    Recurring deadlines fall on many days; see turns.
    """
    if deadline.kind in DATED:
        return deadline.due
    if happened_on is None:
        return None
    if deadline.kind is DeadlineKind.RELATIVE:
        return _counted(deadline, happened_on, workdays)
    if deadline.kind is DeadlineKind.EVENT:
        return _about(deadline, happened_on, workdays)
    return None


def is_in_working_days(deadline: DeadlineSpec) -> bool:
    """Whether the days of a term are working days, as its text says."""
    return bool(_WORKING.search(fold(deadline.text)))


def is_own_issue(event: str) -> bool:
    """Whether a term is counted from the issue of the very document: "kể từ ngày ban hành Kế hoạch này".

    A document of somebody else ("Kế hoạch của Thành phố", "Trung ương ban hành") is not.
    """
    return bool(_OWN_ISSUE.fullmatch(fold(event).strip(" .,;()")))


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; months past December run on into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def day_of_month(year: int, month: int, day: int) -> date:
    """The ``day`` of a month, or its last day where it is shorter."""
    last = last_of_month(year, month)
    return last.replace(day=min(day, last.day))


def _counted(deadline: DeadlineSpec, since: date, workdays: Workdays) -> date | None:
    if deadline.days is not None:
        if is_in_working_days(deadline):
            return workdays.after(since, deadline.days)
        return workdays.on_or_after(since + timedelta(days=deadline.days))
    months = _MONTHS.search(fold(deadline.text))
    if months is None:
        return None
    return workdays.on_or_after(day_of_month(since.year, since.month + int(months[1]), since.day))


def _about(deadline: DeadlineSpec, happened_on: date, workdays: Workdays) -> date | None:
    said = fold(deadline.event or deadline.text)
    before, after = _BEFORE.search(said), _AFTER.search(said)
    if before and (after is None or before.start() < after.start()):
        return workdays.on_or_before(happened_on - timedelta(days=1))
    return None if after else happened_on
