"""Reminders: on which days somebody is told of a due date, before, on and after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from parindex.engine.schedules.workdays import Workdays


class Stage(StrEnum):
    """What a reminder says."""

    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    ESCALATED = "escalated"
    """It goes to the leaders."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many days before and after the due date somebody is told; ``escalated`` go to leaders too."""

    before: tuple[int, ...] = (7, 3, 1)
    after: tuple[int, ...] = (1, 7, 14)
    escalated: tuple[int, ...] = (3, 10)


@dataclass(frozen=True, slots=True)
class Moment:
    """One reminder: its day, what it says, and how many days it is from the due date (less before it)."""

    day: date
    stage: Stage
    offset: int

    @property
    def key(self) -> str:
        """What tells this reminder of one due date from the others."""
        return f"{self.stage.value}{self.offset:+d}"


def moments(due_on: date, *, rhythm: Rhythm, workdays: Workdays) -> tuple[Moment, ...]:
    """Every reminder of one due date in order; nobody is told on a day off.

    What is before or on the due date moves to the working day before, so that something can still be done;
    what is after it moves to the next one. Where two of one stage meet on a day, the nearer one stays.
    """
    before = [(-days, Stage.SOON) for days in rhythm.before]
    after = [(days, Stage.LATE) for days in rhythm.after]
    leaders = [(days, Stage.ESCALATED) for days in rhythm.escalated]
    found: dict[tuple[date, Stage], Moment] = {}
    for offset, stage in (*before, (0, Stage.TODAY), *after, *leaders):
        nominal = due_on + timedelta(days=offset)
        day = workdays.on_or_before(nominal) if offset <= 0 else workdays.on_or_after(nominal)
        moment = Moment(day, stage, offset)
        rival = found.get((day, stage))
        if rival is None or abs(offset) < abs(rival.offset):
            found[day, stage] = moment
    return tuple(sorted(found.values(), key=lambda each: (each.day, each.offset, each.stage)))


def due_days(on: date, *, rhythm: Rhythm, workdays: Workdays) -> dict[date, tuple[Moment, ...]]:
    """The due dates of which somebody is told on day ``on``, each with what is said: the other way round."""
    widest = max((*rhythm.before, *rhythm.after, *rhythm.escalated, 0)) + 31
    found = {}
    for number in range(-widest, widest + 1):
        due_on = on + timedelta(days=number)
        told = tuple(each for each in moments(due_on, rhythm=rhythm, workdays=workdays) if each.day == on)
        if told:
            found[due_on] = told
    return found
