"""What the list of indexes shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from parindex.cycle.targets.pages import IndexSummary
from parindex.engine.values import points
from parindex.faces.web import drawing
from parindex.faces.web.drawing import Bar
from parindex.faces.web.indexes import pages, ways
from parindex.faces.web.templatetags.words import sign


@dataclass(frozen=True, slots=True)
class Line:
    """One index of one unit."""

    title: str
    index: str
    result: str
    most: str
    target: str
    comparator: str
    target_year: int | None
    rank: str
    bar: Bar | None
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class Unit:
    """All indexes of one unit."""

    name: str
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The list."""

    units: tuple[Unit, ...]
    may_upload: bool


def page(summaries: Iterable[IndexSummary], *, may_upload: bool) -> Page:
    """The list, unit by unit."""
    by_unit = groupby(summaries, key=lambda each: (each.unit, each.unit_name))
    return Page(
        tuple(Unit(name, tuple(_line(each) for each in rows)) for (_key, name), rows in by_unit), may_upload
    )


def _line(each: IndexSummary) -> Line:
    result = each.result.value if each.result else None
    goal = each.target.value if each.target else None
    return Line(
        title=pages.title(each.index, each.result_year or each.target_year),
        index=each.index,
        result=pages.of(each.result),
        most=points.shortest(each.max) if each.max is not None else "",
        target=pages.of(each.target),
        comparator=sign(each.target.comparator) if each.target else "",
        target_year=each.target_year,
        rank=each.rank.text if each.rank else "",
        bar=drawing.bar(most=each.max, result=result, goal=goal),
        said=pages.title(each.index, each.result_year),
        url=ways.Index(each.unit, each.index, each.level).page(),
    )
