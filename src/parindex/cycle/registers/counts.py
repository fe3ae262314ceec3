"""Counts of a register: how many entries, which part of them, what they add up to, period by period; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from parindex.cycle.measures import figures
from parindex.cycle.measures.figures import Figure
from parindex.cycle.registers import conditions
from parindex.cycle.registers.conditions import Condition
from parindex.engine.values import points


class Way(StrEnum):
    """How entries become a figure."""

    COUNT = "count"
    RATIO = "ratio"
    SUM = "sum"


class Rhythm(StrEnum):
    """Which part of a year one figure is about."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"


MONTHS = {Rhythm.YEAR: 12, Rhythm.HALF: 6, Rhythm.QUARTER: 3, Rhythm.MONTH: 1}
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted: of the entries where ``where`` holds all, the ``part``, or the sum of ``field``."""

    way: Way
    rhythm: Rhythm
    where: tuple[Condition, ...] = ()
    part: tuple[Condition, ...] = ()
    field: str = ""

    @property
    def shape(self) -> str:
        """The shape of the measure it is recorded in."""
        return "pair" if self.way is Way.RATIO else "single"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is counted."""

    unit: int
    occurred_on: date
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """The figure of one unit and period, and how many entries it was made of."""

    figure: Figure
    entries: int


def period(on: date, rhythm: Rhythm) -> Span:
    """The period of ``rhythm`` in which a day lies, half-open."""
    length = MONTHS[rhythm]
    first = (on.month - 1) // length * length
    return date(on.year, first + 1, 1), _month(on.year, first + length)


def counted(count: Count, entries: Iterable[Entry]) -> dict[tuple[int, Span], Found]:
    """The figure of every unit and period that has entries."""
    sorted_out: dict[tuple[int, Span], list[Mapping[str, str]]] = defaultdict(list)
    for each in entries:
        sorted_out[each.unit, period(each.occurred_on, count.rhythm)].append(each.values)
    return {key: Found(figure(count, values), len(values)) for key, values in sorted_out.items()}


def figure(count: Count, entries: Sequence[Mapping[str, str]]) -> Figure:
    """The figure of these entries; of none, nought."""
    asked = [values for values in entries if conditions.hold(count.where, values)]
    if count.way is Way.COUNT:
        return figures.single(str(len(asked)))
    if count.way is Way.RATIO:
        done = sum(conditions.hold(count.part, values) for values in asked)
        return figures.pair(str(done), str(len(asked)))
    total = sum((Decimal(values[count.field]) for values in asked if values.get(count.field)), Decimal(0))
    return figures.single(points.shortest(total))


def _month(year: int, number: int) -> date:
    """The first day of the month ``number`` (from 0) counted from January of ``year``."""
    return date(year + number // 12, number % 12 + 1, 1)
