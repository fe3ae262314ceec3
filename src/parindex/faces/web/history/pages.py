"""What the page of history shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from parindex.cycle.assessments.queries import cycles, places
from parindex.cycle.cases import queries as cases
from parindex.cycle.documents import queries as documents
from parindex.cycle.evidence import queries as evidence
from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.measures import queries as measures
from parindex.cycle.monitoring import queries as monitoring
from parindex.cycle.plans import queries as plans
from parindex.cycle.registers import queries as registers
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, showing
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.showing import Choice, Saved, Sheet
from parindex.faces.web.templatetags.words import moment
from parindex.foundation.audit import queries

MOST_SAVED = 20_000
AHEAD = 20
PERSON = "accounts.person"
SUBJECTS: dict[str, tuple[str, Callable[[Actor], QuerySet[Any]]]] = {
    "documents.document": ("document", documents.visible),
    "units.unit": ("unit", units.visible),
    "frameworks.version": ("framework", frameworks.visible),
    "plans.plan": ("plan", plans.visible),
    "monitoring.assignment": ("assignment", monitoring.visible),
    "assessments.cycle": ("cycle", cycles.visible),
    "assessments.assessment": ("sheet", places.visible),
    "evidence.item": ("evidence-item", evidence.visible),
    "registers.register": ("register", registers.visible),
    "registers.entry": ("register-entry", registers.entries),
    "cases.batch": ("case-file", cases.visible),
    "measures.measure": ("measure", measures.visible),
}
"""By kind of subject the name of its page, and those of them that a reader may see."""


@dataclass(frozen=True, slots=True)
class Line:
    """One deed in a sentence."""

    at: datetime
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Day:
    """The deeds of one day."""

    on: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """How far history is sealed, and the digest over all of it.

    How many rows there are is told to those alone who read the history of a whole province: a unit
    would learn from it how much the others do.
    """

    sealed: int | None
    waiting: int | None
    head: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class History:
    """The page."""

    days: tuple[Day, ...]
    sheet: Sheet
    sought: str
    events: tuple[Choice, ...]
    since: str
    until: str
    is_filtered: bool
    chain: Chain
    saved: Saved


def history(asked: QueryDict, *, by: Actor, language: str) -> History:
    """The page as the address asks for it."""
    query = _query(asked)
    rows = _rows(query, by=by)
    sheet = _sheet(rows, number=asking.number(asked, "sheet") or 1, query=query)
    told = queries.told(list(rows[max(sheet.first - 1, 0) : sheet.last]), language=language)
    return History(
        days=_days(told, by=by),
        sheet=sheet,
        sought=query["q"],
        events=showing.choices(queries.event_names(language=language), chosen=query["event"]),
        since=query["since"],
        until=query["until"],
        is_filtered=any(query.values()),
        chain=_chain(by),
        saved=showing.saved("history-export", query),
    )


def export(asked: QueryDict, *, by: Actor, language: str) -> Export:
    """The newest rows as they are limited."""
    told = queries.told(list(_rows(_query(asked), by=by)[:MOST_SAVED]), language=language)
    return Export(
        name="nhat-ky",
        title=_("Nhật ký"),
        columns=(Column(_("Lúc"), 18), Column(_("Ai"), 28), Column(_("Việc"), 110)),
        rows=[(moment(each.at), each.by, each.text) for each in told],
    )


def _query(asked: QueryDict) -> dict[str, str]:
    return {name: asked.get(name, "")[:200] for name in ("q", "event", "since", "until")}


def _rows(query: dict[str, str], *, by: Actor) -> QuerySet[Any]:
    rows = queries.matching(queries.visible(by), query["q"])
    if query["event"]:
        rows = rows.filter(event=query["event"])
    if since := _day(query["since"]):
        rows = rows.filter(at__date__gte=since)
    if until := _day(query["until"]):
        rows = rows.filter(at__date__lte=until)
    return rows


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _days(told: tuple[queries.Sentence, ...], *, by: Actor) -> tuple[Day, ...]:
    by_day = groupby(lines(told, by=by), key=lambda line: timezone.localdate(line.at))
    return tuple(Day(on, tuple(some)) for on, some in by_day)


def lines(told: tuple[queries.Sentence, ...], *, by: Actor) -> tuple[Line, ...]:
    """Deeds, each with the way to its subject where the reader may go there."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for each in told:
        if each.subject_id.isdigit():
            wanted[each.subject_kind].add(int(each.subject_id))
    ways = {(kind, str(key)): url for kind, keys in wanted.items() for key, url in _pages(kind, keys, by=by)}
    return tuple(
        Line(each.at, each.text, ways.get((each.subject_kind, each.subject_id), "")) for each in told
    )


def _pages(kind: str, keys: set[int], *, by: Actor) -> list[tuple[int, str]]:
    """The pages of those subjects of one kind that the reader may see."""
    if kind == PERSON:
        people = units.memberships(by).filter(person__in=keys).values_list("person", flat=True)
        return [(key, reverse("person", args=[key])) for key in set(people)]
    if kind not in SUBJECTS:
        return []
    name, visible = SUBJECTS[kind]
    seen = visible(by).filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)
    return [(key, reverse(name, args=[key])) for key in seen]


def _sheet(rows: QuerySet[Any], *, number: int, query: dict[str, str]) -> Sheet:
    """The sheet asked for; no more rows are counted than some sheets beyond it."""
    most = (number + AHEAD) * showing.SHEET
    count = rows[: most + 1].count()
    sheet = showing.sheet(min(count, most), number=number, query=query, size=showing.SHEET)
    return replace(sheet, is_least=count > most)


def _chain(by: Actor) -> Chain:
    head = queries.head()
    if not (by.is_system or by.scope(Permission.HISTORY_READ).provinces):
        return Chain(None, None, head.digest, head.sealed_at)
    return Chain(head.position, queries.waiting(), head.digest, head.sealed_at)
