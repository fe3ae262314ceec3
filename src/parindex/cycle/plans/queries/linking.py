"""Linking: the criteria a task is to gain points of, those that could fit, and what was changed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.frameworks.models import Criterion, CriterionOwner, Version
from parindex.cycle.plans.models import LEAD, Task, TaskCriterion
from parindex.cycle.units.facts import Kind
from parindex.engine.access.actors import Actor
from parindex.engine.values import points
from parindex.engine.values.vietnamese import fold

_NEAR = (Kind.COMMUNE.value, Kind.DISTRICT.value, Kind.DIVISION.value)
"""Units of these kinds measure nobody but what stands below them."""
_SHORT = 3
_ALIKE = 40
_COMMON_WORDS = (
    "cac cho cua voi theo trong thuc hien cong tac viec don nam tren dia ban hanh chuc tang cuong nang cao "
    "hieu qua ket noi dung thanh pho chinh nhiem"
)
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words that every task and every criterion says."""


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A criterion of a task: what it is, its maximum, the gain that is expected of the task."""

    key: int
    criterion: int
    index: str
    year: int
    path: str
    name: str
    max: Decimal | None
    gain: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A criterion that could be linked; ``likeness`` of 100: how many of its words the task says."""

    key: int
    index: str
    year: int
    path: str
    name: str
    max: Decimal | None
    likeness: int
    is_led: bool


@dataclass(frozen=True, slots=True)
class AmendmentItem:
    """One thing that was changed of a task."""

    field: str
    before: str
    value: str
    reason: str
    at: datetime
    by: str


def of(task: Task) -> tuple[LinkItem, ...]:
    """The criteria of one task."""
    rows = task.criteria.select_related("criterion__version__framework").order_by(
        "criterion__version", "criterion__position", "pk"
    )
    return tuple(_item(row) for row in rows)


def get(key: int, *, task: Task) -> TaskCriterion:
    """One link of the task; TaskCriterion.DoesNotExist otherwise."""
    return task.criteria.select_related("criterion", "task__plan__unit").get(pk=key)


def amendments(task: Task) -> tuple[AmendmentItem, ...]:
    """What was changed of one task, newest first."""
    rows = task.amendments.order_by("-pk")
    return tuple(
        AmendmentItem(row.field, row.before, row.value, row.reason, row.made_at, row.made_by_name)
        for row in rows
    )


def versions(task: Task, *, by: Actor) -> QuerySet[Version]:
    """The versions whose criteria may be linked, newest first: not those of another commune or division."""
    foreign = Q(framework__owner__kind__in=_NEAR) & ~Q(framework__owner__in=task.plan.unit.place.lineage)
    return frameworks.visible(by).exclude(foreign).order_by("-year", "framework__index", "-number", "pk")


def candidates(
    task: Task, *, words: str, version: int | None, by: Actor, on: date, most: int
) -> tuple[Candidate, ...]:
    """Criteria that hold every word; without words, leaves that the task's own words and leads suggest."""
    seen = versions(task, by=by)
    near = seen.filter(pk=version) if version is not None else _newest(seen, on=on)
    rows = Criterion.objects.filter(version__in=near.values("pk"))
    rows = rows.exclude(pk__in=task.criteria.values("criterion")).select_related("version__framework")
    sought = fold(words).split()
    for word in sought:
        rows = rows.filter(search__contains=word)
    if sought:
        return tuple(_candidate(row, 0, False) for row in rows.order_by("version", "position", "pk")[:most])
    led = _led(task)
    text = _words(task.text)
    marked = [_weighed(row, text, row.pk in led) for row in rows.filter(is_leaf=True)]
    found = [each for each in marked if each.likeness >= (_ALIKE // 2 if each.is_led else _ALIKE)]
    return tuple(sorted(found, key=lambda each: (-each.likeness, not each.is_led, each.key))[:most])


def _newest(seen: QuerySet[Version], *, on: date) -> QuerySet[Version]:
    """The versions of the last two years: suggestions of older ones would mislead."""
    return seen.filter(year__gte=on.year - 1)


def _led(task: Task) -> frozenset[int]:
    """The criteria that a lead of the task leads as well."""
    leads = task.assignees.filter(role=LEAD)
    rows = CriterionOwner.objects.filter(Q(unit__in=leads.values("units")))
    return frozenset(rows.values_list("criterion", flat=True))


def _words(text: str) -> frozenset[str]:
    plain = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return frozenset(word for word in plain.split() if len(word) >= _SHORT and word not in _COMMON)


def _weighed(row: Criterion, text: frozenset[str], is_led: bool) -> Candidate:
    said = _words(row.name)
    likeness = 100 * len(said & text) // len(said) if said else 0
    return _candidate(row, likeness, is_led)


def _candidate(row: Criterion, likeness: int, is_led: bool) -> Candidate:
    version = row.version
    most = None if row.max_micro is None else points.from_micro(row.max_micro)
    return Candidate(
        row.pk, version.framework.index, version.year, row.path, row.name, most, likeness, is_led
    )


def _item(row: TaskCriterion) -> LinkItem:
    one, version = row.criterion, row.criterion.version
    return LinkItem(
        key=row.pk,
        criterion=one.pk,
        index=version.framework.index,
        year=version.year,
        path=one.path,
        name=one.name,
        max=None if one.max_micro is None else points.from_micro(one.max_micro),
        gain=None if row.gain_micro is None else points.from_micro(row.gain_micro),
        note=row.note,
    )
