"""Fanning out: who owes a task, each turn with its due date; pure, from values to values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from parindex.cycle.monitoring import findings
from parindex.cycle.monitoring.findings import Where
from parindex.engine.schedules import dues, turns
from parindex.engine.schedules.deadlines import DATED, WAITING, DeadlineKind, DeadlineSpec, Frequency
from parindex.engine.schedules.workdays import Workdays
from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import fold

LEAD, PARTNER = "lead", "partner"
_PERIOD = re.compile(r"\bgiai doan\s+(20\d\d)\s*[-–]\s*(20\d\d)")
_YEAR = re.compile(r"\bnam\s+(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Body:
    """A unit that may owe: its id, its name, and from when it is no more."""

    key: int
    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One printed lead or partner with the units and groups it names."""

    role: str
    text: str
    scope: str = ""
    units: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One task to be assigned."""

    key: int
    where: Where
    deadline: DeadlineSpec
    people: tuple[Named, ...]
    is_own: bool = False
    """Drawn up by the unit itself: where nobody is named to lead, the unit leads."""
    is_owed_above: bool = False
    """It carries out a task of the plan above, by which the owner itself owes it already."""

    @property
    def is_pointer(self) -> bool:
        """Whether nothing but text is printed: a heading, no task."""
        return not self.where.number and not self.people and self.deadline.kind is DeadlineKind.UNSTATED


@dataclass(frozen=True, slots=True)
class Years:
    """The years in which a plan's recurring tasks are owed, first and last."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What all tasks of a plan are fanned out by."""

    owner: Body
    bodies: Mapping[int, Body]
    """Whom the owner may assign to."""
    groups: Mapping[str, tuple[Body, ...]]
    """The units of each collective expression, valid when the plan was issued."""
    issued_on: date | None
    """None where the document prints no day: then nothing is counted from it."""
    years: Years
    workdays: Workdays
    occasions: Mapping[str, date] = field(default_factory=dict)
    """What happened so far, as the deadlines print it."""
    rhythm: Frequency | None = None
    """How often continuous tasks are reported on; None: they are owed once, without a date."""

    @property
    def begins_on(self) -> date:
        """From which day on turns are owed."""
        return self.issued_on or date(self.years.first, 1, 1)


@dataclass(frozen=True, slots=True)
class Owed:
    """One assignment to be."""

    task: int
    unit: int
    role: str
    scope: str = ""
    turn: int = 1
    since: date | None = None
    until: date | None = None
    due_on: date | None = None

    @property
    def key(self) -> tuple[int, int, str, int]:
        """What there may be only once."""
        return (self.task, self.unit, self.role, self.turn)


@dataclass(frozen=True, slots=True)
class Spread:
    """What one task gives."""

    owed: tuple[Owed, ...] = ()
    findings: tuple[Finding, ...] = ()


def years_of(title: str, *, issued_on: date, today: date) -> Years:
    """The years a plan is for: those of its title, else the year of its issue; none before it was issued.

    Of a plan for several years turns are made up to the current one; later ones when it is fanned out again.
    """
    said = fold(title)
    period = _PERIOD.search(said)
    if period and int(period[1]) <= issued_on.year <= int(period[2]):
        return Years(issued_on.year, max(issued_on.year, min(int(period[2]), today.year)))
    named = [int(year) for year in _YEAR.findall(said) if int(year) >= issued_on.year]
    first = min(named, default=issued_on.year)
    return Years(first, first)


def spread(work: Work, scene: Scene) -> Spread:
    """The assignments of one task. A task without a lead or a deadline gives none, and says why."""
    if work.is_pointer:
        return Spread()
    said: list[Finding] = []
    leads = dict(_bodies(work, LEAD, scene, said))
    printed = any(each.role == LEAD for each in work.people)
    if not printed and work.is_own:
        leads = {scene.owner.key: ""}
    if not leads and not printed:
        said.append(findings.without_lead(work.where))
    if work.deadline.kind is DeadlineKind.UNSTATED:
        said.append(findings.without_deadline(work.where))
    if not leads or work.deadline.kind is DeadlineKind.UNSTATED:
        return Spread(findings=tuple(said))
    slots = tuple(slots_of(work.deadline, scene))
    said += _about_dates(work, slots, scene)
    said += _about_ends(work, leads, slots, scene)
    if work.is_owed_above:
        leads.pop(scene.owner.key, None)
    partners = {key: scope for key, scope in _bodies(work, PARTNER, scene, said) if key not in leads}
    single = slots[0].due_on if len(slots) == 1 else None
    owed = [
        Owed(work.key, unit, LEAD, scope, slot.turn, slot.since, slot.until, slot.due_on)
        for unit, scope in leads.items()
        for slot in slots
    ]
    owed += [Owed(work.key, unit, PARTNER, scope, due_on=single) for unit, scope in partners.items()]
    return Spread(tuple(owed), tuple(said))


@dataclass(frozen=True, slots=True)
class Slot:
    """One turn of a task, before it is known whose."""

    turn: int = 1
    since: date | None = None
    until: date | None = None
    due_on: date | None = None


def slots_of(deadline: DeadlineSpec, scene: Scene) -> Iterator[Slot]:
    """The turns of a deadline; one without a period for what is owed once."""
    frequency = _frequency(deadline, scene)
    if frequency is None:
        yield Slot(due_on=dues.due(deadline, happened_on=_happened(deadline, scene), workdays=scene.workdays))
        return
    found = turns.turns(
        frequency,
        text=deadline.text if deadline.kind is DeadlineKind.RECURRING else "",
        first_year=scene.years.first,
        since=scene.begins_on,
        until=date(scene.years.last + 1, 1, 1),
    )
    for turn in found:
        yield Slot(turn.number, turn.since, turn.until, turn.due_on)


def _frequency(deadline: DeadlineSpec, scene: Scene) -> Frequency | None:
    if deadline.kind is DeadlineKind.RECURRING:
        return Frequency(deadline.frequency)
    return scene.rhythm if deadline.kind is DeadlineKind.CONTINUOUS else None


def _happened(deadline: DeadlineSpec, scene: Scene) -> date | None:
    known = scene.occasions.get(deadline.event)
    if known is None and deadline.kind is DeadlineKind.RELATIVE and dues.is_own_issue(deadline.event):
        return scene.issued_on
    return known


def _bodies(work: Work, role: str, scene: Scene, said: list[Finding]) -> Iterable[tuple[int, str]]:
    """The units named in a role, once each, with their scopes; what names nobody is said."""
    found: dict[int, list[str]] = {}
    for each in work.people:
        if each.role != role:
            continue
        known = [scene.bodies[key] for key in each.units if key in scene.bodies]
        known += [body for group in each.groups for body in scene.groups.get(group, ())]
        if not known:
            said.append(_nobody(work.where, each, scene))
        for body in known:
            scopes = found.setdefault(body.key, [])
            if each.scope and each.scope not in scopes:
                scopes.append(each.scope)
    return ((key, "; ".join(scopes)) for key, scopes in found.items())


def _nobody(where: Where, each: Named, scene: Scene) -> Finding:
    if each.units or set(each.groups) - {"related", "other"}:
        return findings.out_of_reach(where, each.text, scene.owner.name, column=each.role)
    return findings.names_nobody(where, each.text, column=each.role)


def _about_dates(work: Work, slots: Sequence[Slot], scene: Scene) -> Iterator[Finding]:
    deadline, waiting = work.deadline, [each for each in slots if each.due_on is None]
    if waiting and deadline.kind in WAITING and deadline.event not in scene.occasions:
        yield findings.waits(work.where, deadline.event or deadline.text)
    elif waiting and deadline.kind in DATED | WAITING | {DeadlineKind.OTHER}:
        yield findings.without_day(work.where, deadline.text)
    if not slots:
        yield findings.without_day(work.where, deadline.text)
    issued_on = scene.issued_on
    early = [each.due_on for each in slots if each.due_on and issued_on and each.due_on < issued_on]
    if issued_on is not None and early:
        yield findings.before_issue(work.where, early[0], issued_on)


def _about_ends(work: Work, leads: Iterable[int], slots: Sequence[Slot], scene: Scene) -> Iterator[Finding]:
    last = max((each.due_on for each in slots if each.due_on), default=None)
    if last is None:
        return
    bodies = (scene.bodies.get(key, scene.owner) for key in leads)
    ending = [(each.name, each.until) for each in bodies if each.until is not None and each.until <= last]
    if ending:
        yield findings.ends_before_due(work.where, ending)
