"""What measures come of counts: which periods are covered whole, and the figure of each; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parindex.cycle.measures import figures
from parindex.cycle.measures.figures import Figure
from parindex.foundation.cases.counts import Count

Period = tuple[date, date]
"""Half-open."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What a unit did in a period."""

    received: int = 0
    finished: int = 0
    timed: int = 0
    on_time: int = 0
    online: int = 0
    paid: int = 0
    overdue: int = 0
    """At the end of the period, or of the last day there is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A measure that case files record."""

    code: str
    name: str
    shape: str
    note: str
    figure: Callable[[Sum], Figure]


def _pair(done: int, total: int) -> Figure:
    return figures.pair(str(done), str(total))


_FROM = "Đếm từ tệp hồ sơ thủ tục hành chính đã nạp"
MEASURES = (
    Kept(
        "ho-so-tiep-nhan",
        "Số hồ sơ tiếp nhận",
        "single",
        f"{_FROM}: hồ sơ có ngày tiếp nhận trong kỳ.",
        lambda each: figures.single(str(each.received)),
    ),
    Kept(
        "ho-so-da-giai-quyet",
        "Số hồ sơ đã giải quyết",
        "single",
        f"{_FROM}: hồ sơ có ngày trả trong kỳ.",
        lambda each: figures.single(str(each.finished)),
    ),
    Kept(
        "ho-so-dung-han",
        "Hồ sơ giải quyết đúng hạn",
        "pair",
        f"{_FROM}: hồ sơ trả trong kỳ, trả không sau ngày hẹn, trên số hồ sơ trả trong kỳ có ngày hẹn.",
        lambda each: _pair(each.on_time, each.timed),
    ),
    Kept(
        "ho-so-truc-tuyen",
        "Hồ sơ tiếp nhận trực tuyến",
        "pair",
        f"{_FROM}: hồ sơ nộp trực tuyến trên số hồ sơ tiếp nhận trong kỳ.",
        lambda each: _pair(each.online, each.received),
    ),
    Kept(
        "ho-so-thanh-toan-truc-tuyen",
        "Hồ sơ thanh toán trực tuyến",
        "pair",
        f"{_FROM}: hồ sơ thanh toán trực tuyến trên số hồ sơ tiếp nhận trong kỳ.",
        lambda each: _pair(each.paid, each.received),
    ),
    Kept(
        "ho-so-qua-han-chua-tra",
        "Số hồ sơ quá hạn chưa giải quyết",
        "single",
        f"{_FROM}: hồ sơ đã quá ngày hẹn mà chưa trả, tính ở cuối kỳ hoặc ngày chốt gần nhất.",
        lambda each: figures.single(str(each.overdue)),
    ),
)


def periods(files: Sequence[Period]) -> tuple[Period, ...]:
    """The months, halves and years that the files cover from their first day to the last day there is."""
    if not files:
        return ()
    last = max(until for _, until in files)
    asked: set[Period] = set()
    for month in _months(min(since for since, _ in files), last):
        half = month.replace(month=1 if month.month < 7 else 7)
        middle, year = date(month.year, 7, 1), date(month.year, 1, 1)
        ends = middle if half.month == 1 else date(month.year + 1, 1, 1)
        asked |= {(month, _after(month)), (half, ends), (year, date(month.year + 1, 1, 1))}
    return tuple(sorted(each for each in asked if _is_covered(each, files, last)))


def open_months(files: Sequence[Period]) -> tuple[date, ...]:
    """The months that files touch and do not cover."""
    covered = set(periods(files))
    touched = {month for since, until in files for month in _months(since, until)}
    return tuple(sorted(month for month in touched if (month, _after(month)) not in covered))


def by_unit(counts: Iterable[Count], units: Mapping[str, int], period: Period) -> dict[int, Sum]:
    """What each unit did in a period; what is overdue is that of its last month with any count."""
    since, until = period
    rows = [each for each in counts if since <= each.month < until and each.unit in units]
    last = max((each.month for each in rows), default=since)
    found: dict[int, list[Count]] = defaultdict(list)
    for each in rows:
        found[units[each.unit]].append(each)
    return {unit: total(of_unit, last=last) for unit, of_unit in found.items()}


def total(rows: Sequence[Count], *, last: date) -> Sum:
    """The sum of counts; overdue is no flow, so only the ``last`` month's counts."""
    return Sum(
        received=sum(each.received for each in rows),
        finished=sum(each.finished for each in rows),
        timed=sum(each.timed for each in rows),
        on_time=sum(each.on_time for each in rows),
        online=sum(each.online for each in rows),
        paid=sum(each.paid for each in rows),
        overdue=sum(each.overdue for each in rows if each.month == last),
    )


def _is_covered(period: Period, files: Sequence[Period], last: date) -> bool:
    day, end = period[0], min(period[1], last)
    for since, until in sorted(files):
        if since <= day < until:
            day = until
    return day >= end > period[0]


def _months(since: date, until: date) -> list[date]:
    found, month = [], since.replace(day=1)
    while month < until:
        found.append(month)
        month = _after(month)
    return found


def _after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
