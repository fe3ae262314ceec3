"""What the search finds, room by room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.documents import queries as documents
from parindex.cycle.plans import queries as plans
from parindex.cycle.targets import queries as targets
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.documents import pages as document_pages
from parindex.faces.web.indexes import pages as index_pages
from parindex.faces.web.indexes import ways
from parindex.faces.web.plans import pages as plan_pages
from parindex.faces.web.units import pages as unit_pages

MOST = 12


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
        (_("Tiêu chí"), _criteria(text, by=by)),
        (_("Nhiệm vụ"), _tasks(text, by=by, on=on)),
        (_("Văn bản"), _documents(text, by=by)),
        (_("Đơn vị"), _units(text, by=by)),
    )
    found = tuple(Group(title, tuple(hits[:MOST]), len(hits) > MOST) for title, hits in groups if hits)
    return Search(text, found, is_short=False)


def _criteria(text: str, *, by: Actor) -> list[Hit]:
    """In the newest sheets of one's own units and the province."""
    found = targets.matching(text, by=by, most=MOST + 1)
    return [
        Hit(
            f"{each.row.code} {each.row.name}",
            f"{each.index} {each.year or ''} · {each.unit_name} · {index_pages.said(each.row)}",
            ways.Index(each.unit, each.index, each.level).criterion(each.row.path),
        )
        for each in found
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
