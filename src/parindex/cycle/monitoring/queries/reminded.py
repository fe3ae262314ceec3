"""What is to be reminded of on a day, and whom each assignment concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.monitoring.reminders import ROLES, Audience
from parindex.cycle.monitoring.states import State
from parindex.cycle.plans.models import LEAD
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Membership, Unit, UnitName
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.audit import queries as history

CHUNK = 1000
MOST_LETTERS = 300
"""How much of a task a notice quotes."""


@dataclass(frozen=True, slots=True)
class Owed:
    """An open assignment with a due date, as far as a reminder needs it."""

    key: int
    unit: tuple[int, ...]
    """The ids of the unit that owes it and of all above it, the province first."""
    owner: tuple[int, ...]
    person: int | None
    due_on: date
    task: str
    plan: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did to an assignment, as history tells it, and whom the assignment concerns."""

    row: int
    event: str
    facts: dict[str, Any]
    doer: int | None
    assignment: int
    unit: tuple[int, ...]
    owner: tuple[int, ...]
    person: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """What a unit was given by a plan within some hours: how many tasks to lead, or to take part in."""

    plan: int
    unit: tuple[int, ...]
    title: str
    is_lead: bool
    count: int


class Crew:
    """Who holds which role where on a day; asked once, then answered from memory."""

    def __init__(self, *, on: date, near: Collection[int] | None = None) -> None:
        """Read the memberships of everybody who may be told: of all units, or of those with ids ``near``."""
        self._members: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._provinces: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._near: dict[int, set[int]] = defaultdict(set)
        held = Membership.objects.filter(units.on_day(on), role__in=ROLES.values(), person__is_active=True)
        if near is not None:
            wide = (ROLES[Audience.OFFICE], ROLES[Audience.HEADS])
            held = held.filter(Q(unit__in=near) | Q(role__in=wide))
        rows = held.order_by("person_id", "pk").values_list("person_id", "role", "unit_id", "unit__lineage")
        for person, key, unit, lineage in rows:
            self._members[unit, key].append(person)
            self._provinces[_ids(lineage)[0], key].append(person)
            self._near[person].add(unit)

    def people(self, audience: Audience, *, unit: Sequence[int], owner: Sequence[int]) -> tuple[int, ...]:
        """The audience of an assignment that ``unit`` owes to ``owner`` (ids, the province first)."""
        if audience in {Audience.OFFICERS, Audience.LEADERS}:
            return self._nearest(ROLES[audience], unit)
        if len(owner) > 1:
            return self._nearest(ROLES[Audience.LEADERS], owner) if audience is Audience.OFFICE else ()
        return tuple(dict.fromkeys(self._provinces[owner[0], ROLES[audience]]))

    def belongs(self, person: int, unit: Collection[int]) -> bool:
        """Whether a person still holds a role at a unit or above it."""
        return not self._near[person].isdisjoint(unit)

    def _nearest(self, key: str, lineage: Sequence[int]) -> tuple[int, ...]:
        """Those at the unit; where nobody is, those at the unit above, but never all of the province."""
        for unit in reversed(lineage[1:] or lineage):
            if found := self._members.get((unit, key)):
                return tuple(dict.fromkeys(found))
        return ()


def owed(*, due_on: Collection[date]) -> Iterator[Owed]:
    """The open assignments to lead that are due on one of the days, one by one.

    No statement stays open between two chunks: what is told of them is written meanwhile.
    """
    rows = Assignment.objects.filter(state=State.OPEN, role=LEAD, due_on__in=due_on).order_by("pk")
    fields = ("unit__lineage", "owner__lineage", "person", "due_on")
    found = rows.values_list("pk", *fields, "task__text", "plan__number", "plan__title")
    last = 0
    while some := list(found.filter(pk__gt=last)[:CHUNK]):
        for key, unit, owner, person, due, task, number, title in some:
            yield Owed(key, _ids(unit), _ids(owner), person, due, _short(task), _short(number or title))
        last = some[-1][0]


def given(*, since: datetime, until: datetime) -> Iterator[Given]:
    """What was given to whom in [since, until), by plan, unit and role."""
    rows = Assignment.objects.filter(~Q(state=State.CANCELLED), made_at__gte=since, made_at__lt=until, turn=1)
    fields = ("plan", "unit__lineage", "plan__number", "plan__title", "role")
    counted = rows.order_by(*fields).values_list(*fields).annotate(count=Count("pk"))
    for plan, unit, number, title, how, count in list(counted):
        yield Given(plan, _ids(unit), _short(number or title), how == LEAD, count)


def deed(row: int) -> Deed:
    """The deed that a row of history tells of."""
    told = history.visible(SYSTEM).get(pk=row)
    found = Assignment.objects.select_related("unit", "owner").get(pk=told.subject_id)
    facts = {**told.facts, "by": told.person_name, "subject": told.subject_label}
    unit, owner = found.unit.place.lineage, found.owner.place.lineage
    return Deed(row, told.event, facts, told.person, found.pk, unit, owner, found.person)


def names(*, on: date) -> dict[int, str]:
    """What every unit is called on a day; outside its life, its last name."""
    known = dict(Unit.objects.order_by().values_list("pk", "name"))
    return known | dict(UnitName.objects.filter(units.on_day(on)).order_by().values_list("unit_id", "text"))


def _ids(lineage: str) -> tuple[int, ...]:
    return tuple(int(key) for key in lineage.strip("/").split("/") if key)


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
