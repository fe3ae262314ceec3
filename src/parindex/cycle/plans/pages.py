"""Pages: what screens show of plans and tasks, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class UnitItem:
    """A unit the directory knows."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class AssigneeItem:
    """One lead or partner as printed, with the units and the groups (departments, communes, …) in it."""

    text: str
    scope: str | None
    units: tuple[UnitItem, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlineItem:
    """A deadline as printed, its kind, and the day it falls on where it has one."""

    text: str
    kind: str
    due: date | None
    days: int | None
    event: str
    frequency: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class TaskItem:
    """One task of a plan; ``search`` is folded. ``document`` with page and row is its source."""

    key: int
    plan: int
    number: str
    continues: str
    section: int | None
    section_title: str
    text: str
    deadline: DeadlineItem
    leads: tuple[AssigneeItem, ...]
    partners: tuple[AssigneeItem, ...]
    deliverables: tuple[str, ...]
    search: str
    document: int | None
    table: str
    page: int | None
    row: int | None
    division: str = ""
    person: str = ""
    cancelled_on: date | None = None
    cancelled_by: str = ""
    carries: int | None = None


@dataclass(frozen=True, slots=True)
class SectionItem:
    """One section of a plan: "A" or "I" as printed, its title, the part it stands in, its tasks."""

    key: int
    number: str
    title: str
    part: str
    part_title: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to filter by, its label, and how many tasks of the plan have it."""

    value: str
    label: str
    tasks: int


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What a list of tasks is limited to; blank is everything. ``month`` is "2026-05"."""

    words: str = ""
    section: int | None = None
    lead: int | None = None
    kind: str = ""
    month: str = ""
    only_overdue: bool = False


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One plan in a list; ``answers`` is the plan that it carries out."""

    key: int
    unit: int
    unit_name: str
    kind: str
    is_draft: bool
    number: str
    title: str
    issued_on: date | None
    tasks: int
    overdue: int
    document: int | None
    document_name: str | None
    answers: int | None
    reply_by: date | None
    reply_within: int | None
    reply_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanList:
    """Every plan the reader may see, newest first."""

    rows: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan: its tasks as filtered, and what can be filtered by.

    ``total`` counts all tasks, ``matched`` those that the filter leaves, ``due_soon`` of these the ones
    due within a month; ``tasks`` may be a part of them.
    """

    plan: PlanItem
    tasks: tuple[TaskItem, ...]
    total: int
    matched: int
    due_soon: int
    sections: tuple[SectionItem, ...]
    leads: tuple[UnitItem, ...]
    kinds: tuple[Choice, ...]
    months: tuple[str, ...]
    chosen: PlanFilter
    may_correct: bool
    may_issue: bool


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """The tasks that concern a unit, as lead or partner, named or through a group it belongs to."""

    unit: int
    unit_name: str
    led: tuple[TaskItem, ...]
    joined: tuple[TaskItem, ...]


@dataclass(frozen=True, slots=True)
class OwedTasks:
    """The first of the tasks that are late or due soon; how many there are, and how many are late."""

    tasks: tuple[TaskItem, ...]
    count: int
    late: int
