"""Pages: what screens show of assignments, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from parindex.cycle.monitoring.states import Kind, Standing
from parindex.engine.values.findings import Finding

TODO, ASKED, ALL = "todo", "asked", "all"
"""Besides each standing: what is not reported done yet, where another date is asked for, and everything."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list of assignments is limited to; blank is everything. ``month`` is "2026-05".

    ``unit`` is the id of a unit, ``named`` words of its name; ``role`` is lead or partner.
    """

    words: str = ""
    standing: str = TODO
    plan: int | None = None
    task: int | None = None
    unit: int | None = None
    named: str = ""
    criterion: int | None = None
    month: str = ""
    day: date | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentItem:
    """One assignment in a list."""

    key: int
    task: int
    number: str
    text: str
    deadline: str
    plan: int
    plan_name: str
    owner: int
    unit: int
    unit_name: str
    role: str
    scope: str
    turn: int
    since: date | None
    until: date | None
    due_on: date | None
    standing: Standing
    done: int | None
    total: int | None
    counted_in: str
    done_on: date | None
    reported_at: datetime | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to filter by and its name."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class AssignmentList:
    """A part of the assignments that ``chosen`` leaves; ``count`` goes no further than the cap."""

    rows: tuple[AssignmentItem, ...]
    count: int
    is_least: bool
    chosen: Chosen
    plans: tuple[Choice, ...]
    unit_name: str
    criterion_name: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board: a standing, how many stand so, the first of them."""

    standing: Standing
    count: int
    is_least: bool
    cards: tuple[AssignmentItem, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many assignments are owed and how they stand; ``waiting`` are reported and not yet verified."""

    owed: int = 0
    late: int = 0
    waiting: int = 0
    verified: int = 0
    soon: int = 0

    @property
    def rest(self) -> int:
        """Those that are neither late nor reported done."""
        return self.owed - self.late - self.waiting - self.verified


@dataclass(frozen=True, slots=True)
class Grouped:
    """The counts of one unit, plan or criterion; ``about`` says more of it."""

    key: int
    name: str
    about: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Owing:
    """A task that is late at some units, since when at the longest, and at how many."""

    task: int
    plan: int
    text: str
    plan_name: str
    since: date
    units: int


@dataclass(frozen=True, slots=True)
class Moment:
    """The trend: how many were owed, late and verified on a day."""

    day: date
    owed: int
    late: int
    verified: int


@dataclass(frozen=True, slots=True)
class LeadersPage:
    """What is late, who owes what, and how it has gone."""

    owner_name: str
    counts: Counts
    units: tuple[Grouped, ...]
    units_late: int
    tasks: tuple[Owing, ...]
    asked: int
    trend: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task that is due on a day, at how many units, and how many of these have reported it done."""

    task: int
    text: str
    units: int
    done: int


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day of the calendar: what is due, the tasks most units owe first."""

    day: date
    counts: Counts
    tasks: tuple[DueTask, ...]
    tasks_count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The quarters of a year: counts per plan and quarter, and those without a date."""

    year: int
    rows: tuple[tuple[Choice, tuple[Counts, Counts, Counts, Counts]], ...]
    undated: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence shown with an entry."""

    key: int
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry on an assignment."""

    number: int
    kind: Kind
    done: int | None
    total: int | None
    done_on: date | None
    text: str
    obstacle: str
    proposal: str
    is_illustrative: bool
    made_at: datetime
    by_name: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class DueAsked:
    """A request for another due date, and what became of it."""

    key: int
    state: str
    was: date | None
    wanted: date
    reason: str
    decision: str
    asked_at: datetime
    asked_by_name: str
    decided_at: datetime | None
    decided_by_name: str


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """One assignment with all its entries, oldest first, and what the reader may do now."""

    item: AssignmentItem
    owner_name: str
    division: str
    document: int | None
    document_name: str
    table: str
    page: int | None
    row: int | None
    deliverables: tuple[str, ...]
    entries: tuple[Entry, ...]
    due_asked: tuple[DueAsked, ...]
    handed_from: Choice | None
    handed_to: tuple[Choice, ...]
    turns: tuple[tuple[Choice, bool], ...]
    criteria: tuple[Choice, ...]
    may: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """What one task of a plan comes to when the plan is fanned out, and how much of it is there already."""

    task: int
    number: str
    text: str
    deadline: str
    leads: int
    partners: int
    turns: int
    due_on: date | None
    there: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that deadlines of a plan wait for, of how many tasks, and the day it happened."""

    event: str
    tasks: int
    happened_on: date | None


@dataclass(frozen=True, slots=True)
class FanOutPage:
    """A plan before and after it is fanned out: a part of its tasks, and how far the worker is."""

    plan: int
    name: str
    is_issued: bool
    tasks: tuple[PlannedTask, ...]
    count: int
    there: int
    has_continuous: bool
    awaited: tuple[Awaited, ...]
    is_running: bool
    done: int
    total: int
    failed: bool
    may_record: bool
