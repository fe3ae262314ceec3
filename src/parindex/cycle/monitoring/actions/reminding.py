"""Reminding people of what they owe, before, on and after the due date; who is told is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from parindex.cycle.monitoring import reminders
from parindex.cycle.monitoring.queries import reminded
from parindex.cycle.monitoring.queries.reminded import Crew, Given, Owed
from parindex.cycle.monitoring.reminders import Audience, Step
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require_anywhere
from parindex.engine.access.permissions import Permission
from parindex.foundation.notices.actions import telling
from parindex.foundation.notices.actions.telling import Told
from parindex.foundation.notices.levels import Level

REPORT_EVERY = 1000


def remind(day: date, *, progress: Callable[[int, int], None], by: Actor, at: datetime) -> int:
    """Tell everybody what is due and what is late on ``day``, and what was given the day before.

    Done again it tells nobody anything twice. Returns how many notices the day asks for.
    """
    require_anywhere(by, Permission.TASK_VERIFY)
    crew = Crew(on=day)
    midnight = datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
    told = telling.tell_all(_given(crew, day, until=midnight), at=at)
    return told + telling.tell_all(_owed(crew, day, progress=progress), at=at)


def relay(row: int, *, by: Actor, at: datetime) -> None:
    """Tell the other side of a deed on an assignment, once; whoever did it knows."""
    require_anywhere(by, Permission.TASK_VERIFY)
    deed = reminded.deed(row)
    audience = reminders.DEEDS[deed.event]
    crew = Crew(on=timezone.localdate(at), near={*deed.unit, *deed.owner})
    people = set(crew.people(audience, unit=deed.unit, owner=deed.owner))
    if audience is Audience.OFFICERS and deed.person is not None and crew.belongs(deed.person, deed.unit):
        people.add(deed.person)
    telling.tell(
        sorted(people - {deed.doer}),
        key=f"deed:{deed.row}",
        event=deed.event,
        facts=deed.facts,
        url=f"assignment:{deed.assignment}",
        at=at,
    )


def _owed(crew: Crew, day: date, *, progress: Callable[[int, int], None]) -> Iterator[Told]:
    steps = reminders.steps_on(day)
    names = reminded.names(on=day)
    for number, each in enumerate(reminded.owed(due_on=list(steps))):
        if number % REPORT_EVERY == 0:
            progress(number, 0)
        yield from _told(each, steps[each.due_on], crew=crew, unit=names[each.unit[-1]])


def _told(each: Owed, step: Step, *, crew: Crew, unit: str) -> Iterator[Told]:
    """One assignment at one step: first to the unit, then to those above; nobody hears it twice."""
    key, url = reminders.key(each.key, step, each.due_on), f"assignment:{each.key}"
    facts = {
        "unit": unit,
        "due_on": each.due_on.isoformat(),
        "task": each.task,
        "plan": each.plan,
        "days": step.days,
    }
    own = list(crew.people(Audience.OFFICERS, unit=each.unit, owner=each.owner))
    if each.person is not None and crew.belongs(each.person, each.unit):
        own.append(each.person)
    heard = set(own)
    yield from (Told(person, key, step.event, facts, url, step.level) for person in sorted(heard))
    for audience in step.above:
        for person in crew.people(audience, unit=each.unit, owner=each.owner):
            if person not in heard:
                heard.add(person)
                yield Told(person, key, reminders.ESCALATED, facts, url, Level.ESCALATED)


def _given(crew: Crew, day: date, *, until: datetime) -> Iterator[Told]:
    """What units were given on the day before ``day``: one notice a plan, however many tasks it has."""
    names = reminded.names(on=day)
    for each in reminded.given(since=until - timedelta(days=1), until=until):
        yield from _told_given(each, day, crew=crew, unit=names[each.unit[-1]])


def _told_given(each: Given, day: date, *, crew: Crew, unit: str) -> Iterator[Told]:
    event = reminders.GIVEN if each.is_lead else reminders.JOINED
    key = f"{event}:{each.plan}:{each.unit[-1]}:{day.isoformat()}"
    facts = {"unit": unit, "plan": each.title, "count": each.count}
    people = {
        *crew.people(Audience.OFFICERS, unit=each.unit, owner=each.unit),
        *crew.people(Audience.LEADERS, unit=each.unit, owner=each.unit),
    }
    for person in sorted(people):
        yield Told(person, key, event, facts, f"plan:{each.plan}")
