"""Reminders as data: on which days before and after a due date who is told what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from parindex.cycle.monitoring import events
from parindex.engine.access.roles import CITY_LEADER, REFORM_OFFICE, UNIT_LEADER, UNIT_OFFICER
from parindex.foundation.notices.levels import Level
from parindex.foundation.notices.sentences import declare


class Audience(StrEnum):
    """Who is told, seen from the assignment."""

    OFFICERS = "officers"
    """Of the unit that owes it."""
    LEADERS = "leaders"
    """Of the unit that owes it."""
    OFFICE = "office"
    """Who verifies: of a plan of the province its reform office, of another plan the leaders of its unit."""
    HEADS = "heads"
    """Of a plan of the province its leaders; of another plan nobody further."""


ROLES: dict[Audience, str] = {
    Audience.OFFICERS: UNIT_OFFICER.key,
    Audience.LEADERS: UNIT_LEADER.key,
    Audience.OFFICE: REFORM_OFFICE.key,
    Audience.HEADS: CITY_LEADER.key,
}

SOON = declare(
    "monitoring.due-soon",
    vi="{unit} sắp đến hạn, ngày {due_on}: {task} ({plan})",
    en="{unit}, due soon, on {due_on}: {task} ({plan})",
)
TODAY = declare(
    "monitoring.due",
    vi="{unit} đến hạn ngày {due_on}: {task} ({plan})",
    en="{unit}, due on {due_on}: {task} ({plan})",
)
LATE = declare(
    "monitoring.late",
    vi="{unit} quá hạn {days} ngày, hạn {due_on}: {task} ({plan})",
    en="{unit}, {days} days overdue, due on {due_on}: {task} ({plan})",
)
ESCALATED = declare(
    "monitoring.escalated",
    vi="{unit} chậm {days} ngày chưa hoàn thành, hạn {due_on}: {task} ({plan})",
    en="{unit} is {days} days late, due on {due_on}: {task} ({plan})",
)
GIVEN = declare(
    "monitoring.given",
    vi="{unit} được giao {count} nhiệm vụ theo {plan}",
    en="{unit} was given tasks by {plan}: {count}",
)
JOINED = declare(
    "monitoring.joined",
    vi="{unit} phối hợp thực hiện {count} nhiệm vụ theo {plan}",
    en="{unit} takes part in tasks of {plan}: {count}",
)


@dataclass(frozen=True, slots=True)
class Step:
    """What is told ``days`` after the due date (before it: negative), to the unit and to those above."""

    key: str
    days: int
    event: str
    level: Level
    above: tuple[Audience, ...] = ()


_UNIT, _OFFICE = (Audience.LEADERS,), (Audience.LEADERS, Audience.OFFICE)
_ALL = (Audience.LEADERS, Audience.OFFICE, Audience.HEADS)

STEPS: tuple[Step, ...] = (
    Step("7-before", -7, SOON, Level.SOON),
    Step("3-before", -3, SOON, Level.SOON),
    Step("1-before", -1, SOON, Level.SOON),
    Step("due", 0, TODAY, Level.SOON),
    Step("1-after", 1, LATE, Level.LATE),
    Step("7-after", 7, LATE, Level.LATE, above=_UNIT),
    Step("14-after", 14, LATE, Level.LATE, above=_OFFICE),
    Step("30-after", 30, LATE, Level.LATE, above=_ALL),
    Step("60-after", 60, LATE, Level.LATE, above=_ALL),
    Step("90-after", 90, LATE, Level.LATE, above=_ALL),
)
"""After a week the unit's leaders are told, after two the office, after a month the province's leaders."""


DEEDS: dict[str, Audience] = {
    events.RETURNED.name: Audience.OFFICERS,
    events.VERIFIED.name: Audience.OFFICERS,
    events.CANCELLED.name: Audience.OFFICERS,
    events.DUE_GRANTED.name: Audience.OFFICERS,
    events.DUE_REFUSED.name: Audience.OFFICERS,
    events.DUE_SET.name: Audience.OFFICERS,
    events.FINISHED.name: Audience.OFFICE,
    events.DUE_ASKED.name: Audience.OFFICE,
    events.ACCOUNTED.name: Audience.OFFICE,
}
"""Deeds on an assignment the other side is told of, in the sentence of history."""


def steps_on(day: date) -> dict[date, Step]:
    """By due date the step that is told on ``day``."""
    return {day - timedelta(days=step.days): step for step in STEPS}


def key(assignment: int, step: Step, due_on: date) -> str:
    """What a reminder tells of; a changed due date is reminded of anew."""
    return f"remind:{assignment}:{step.key}:{due_on.isoformat()}"
