"""What the search finds, room by room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.documents import queries as documents
from parindex.cycle.plans import queries as plans
from parindex.cycle.targets import queries as targets
from parindex.cycle.targets.pages import IndexSummary
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.documents import pages as document_pages
from parindex.faces.web.indexes import pages as index_pages
from parindex.faces.web.indexes import ways
from parindex.faces.web.plans import pages as plan_pages
from parindex.faces.web.units import pages as unit_pages

MOST = 12
INDEXES = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    title: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """What one room found; ``more`` when there is more than is shown."""

    title: str
    hits: tuple[Hit, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Search:
    """The page."""

    sought: str
    groups: tuple[Group, ...]
    is_short: bool


def search(text: str, *, by: Actor, on: date) -> Search:
    """Everything that holds every word of ``text`` and that the person may read."""
    words = fold(text).split()
    if sum(map(len, words)) < 2:
        return Search(text, (), is_short=bool(text))
    groups = (
        (_("Tiêu chí"), _criteria(words, by=by)),
        (_("Nhiệm vụ"), _tasks(text, by=by, on=on)),
        (_("Văn bản"), _documents(text, by=by)),
        (_("Đơn vị"), _units(text, by=by)),
    )
    found = tuple(Group(title, tuple(hits[:MOST]), len(hits) > MOST) for title, hits in groups if hits)
    return Search(text, found, is_short=False)


def _criteria(words: list[str], *, by: Actor) -> list[Hit]:
    """In the newest sheets of one's own units and the province, at most a few indexes."""
    near = {grant.place.unit for grant in by.grants} | by.provinces
    summaries = sorted(targets.newest(by=by), key=lambda each: (each.unit not in near, each.unit, each.index))
    hits: list[Hit] = []
    for summary in summaries[:INDEXES]:
        hits += _in_index(summary, words, by=by)
    return hits


def _in_index(summary: IndexSummary, words: list[str], *, by: Actor) -> list[Hit]:
    data = targets.index_page(unit=summary.unit, index=summary.index, by=by, level=summary.level)
    way = ways.Index(data.unit, data.index, data.level)
    about = f"{data.index} {data.result_year or data.target_year or ''} · {data.unit_name}"
    return [
        Hit(f"{row.code} {row.name}", f"{about} · {index_pages.said(row)}", way.criterion(row.path))
        for row in data.rows
        if all(word in row.search for word in words)
    ]


def _tasks(text: str, *, by: Actor, on: date) -> list[Hit]:
    found = plans.matching(text, by=by, on=on, most=MOST + 1)
    return [
        Hit(task.text, " · ".join(part for part in (task.deadline, task.due) if part), task.url)
        for task in (plan_pages.task(each, on=on) for each in found)
    ]


def _documents(text: str, *, by: Actor) -> list[Hit]:
    rows = documents.matching(documents.visible(by), text)[: MOST + 1]
    lines = [document_pages.line(each) for each in rows]
    return [Hit(line.title, f"{line.about} · {line.state.text}", line.url) for line in lines]


def _units(text: str, *, by: Actor) -> list[Hit]:
    rows = units.matching(units.visible(by), text)[: MOST + 1]
    return [
        Hit(each.name, unit_pages.kind_words(each.kind), reverse("unit", args=[each.pk])) for each in rows
    ]
