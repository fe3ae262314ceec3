"""What the page of one unit shows; each part only where the person may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.documents import queries as documents
from parindex.cycle.units import queries
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.faces.web.documents import pages as document_pages
from parindex.faces.web.showing import Step
from parindex.faces.web.units import deeds, pages

MOST = 8


@dataclass(frozen=True, slots=True)
class Name:
    """What the unit was called in a period."""

    text: str
    period: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another unit."""

    name: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person and the role held here."""

    name: str
    role: Any
    url: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit."""

    name: str
    kind: str
    period: str
    note: str
    is_past: bool
    steps: tuple[Step, ...]
    names: tuple[Name, ...]
    aliases: tuple[str, ...]
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    above: Link | None
    may_read_people: bool
    members: tuple[Member, ...]
    may_read_documents: bool
    documents: tuple[document_pages.Line, ...]
    documents_url: str
    indexes_url: str
    tasks_url: str
    changes: tuple[Link, ...]
    take_url: str


def unit(found: Any, *, by: Actor, on: date) -> Unit:
    """The page of ``found``."""
    place = found.place
    may_people = by.can(Permission.PERSON_READ, at=place)
    may_documents = by.can(Permission.DOCUMENT_READ, at=place)
    own = documents.visible(by).filter(owner=found)
    return Unit(
        name=found.name,
        kind=pages.kind_words(found.kind),
        period=pages.period(found.since, found.until),
        note=found.note,
        is_past=not found.exists_on(on),
        steps=(Step(_("Đơn vị"), reverse("units")),),
        names=tuple(Name(each.text, pages.period(each.since, each.until)) for each in found.names.all()),
        aliases=tuple(each.text for each in found.aliases.all()),
        before=tuple(_link(each) for each in queries.predecessors(found)),
        after=tuple(_link(each) for each in queries.successors(found)),
        above=_link(found.parent) if found.parent else None,
        may_read_people=may_people,
        members=_members(found, by=by, on=on) if may_people else (),
        may_read_documents=may_documents,
        documents=tuple(document_pages.line(each) for each in own[:MOST]) if may_documents else (),
        documents_url=f"{reverse('documents')}?unit={found.pk}",
        indexes_url=f"{reverse('indexes')}?unit={found.pk}"
        if by.can(Permission.INDEX_READ, at=place)
        else "",
        tasks_url=reverse("unit-tasks", args=[found.pk]) if by.can(Permission.PLAN_READ, at=place) else "",
        changes=_changes(found, on=on) if by.can(Permission.UNIT_EDIT, at=place) else (),
        take_url=reverse("unit-alias-take", args=[found.pk])
        if by.can(Permission.UNIT_EDIT, at=place)
        else "",
    )


def _changes(found: Any, *, on: date) -> tuple[Link, ...]:
    """What may be changed about a unit that exists."""
    offered = deeds.open_to(found) if found.exists_on(on) else ()
    return tuple(Link(each.title, reverse("unit-change", args=[found.pk, each.key])) for each in offered)


def _link(each: Any) -> Link:
    return Link(each.name, reverse("unit", args=[each.pk]), pages.period(each.since, each.until))


def _members(found: Any, *, by: Actor, on: date) -> tuple[Member, ...]:
    rows = queries.members_of(found, by=by, on=on)
    return tuple(
        Member(row.person.full_name, row.held.title, reverse("person", args=[row.person_id])) for row in rows
    )
