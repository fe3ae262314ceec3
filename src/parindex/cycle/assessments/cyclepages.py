"""Cycles as those who run them see them: stages, groups, units, exceptions and rights; values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from parindex.cycle.assessments.sheetpages import StageItem
from parindex.engine.values.findings import Finding, Words


@dataclass(frozen=True, slots=True)
class CycleItem:
    """One cycle of a list; ``submitted`` is None for those who may not know who has submitted."""

    key: int
    name: str
    kind: Words
    kind_key: str
    state: str
    owner: int
    owner_name: str
    version: int
    framework: str
    since: date
    until: date
    units: int
    submitted: int | None
    stages: tuple[StageItem, ...]
    is_carried: bool
    is_illustrative: bool

    @property
    def stage(self) -> StageItem | None:
        """The stage that is open now, the last one where two overlap."""
        return next((each for each in reversed(self.stages) if each.turn == "now"), None)


@dataclass(frozen=True, slots=True)
class CycleList:
    """The cycles a person sees."""

    rows: tuple[CycleItem, ...]
    may_prepare: bool


@dataclass(frozen=True, slots=True)
class GroupItem:
    """One peer group; ``submitted`` as in CycleItem."""

    key: int
    name: str
    units: int
    submitted: int | None


@dataclass(frozen=True, slots=True)
class UnitItem:
    """One unit of a cycle; ``state`` is blank for those who may not know it.

    ``answered`` counts the leaves the unit scored itself; ``mine`` is whether the reader belongs there.
    """

    key: int
    unit: int
    unit_name: str
    group: str
    state: str
    answered: int | None
    submitted_at: datetime | None
    admitted_because: str
    extended_until: datetime | None
    reopened: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class UnitList:
    """Part of the units of a cycle; ``leaves`` is how many a unit scores itself."""

    rows: tuple[UnitItem, ...]
    count: int
    leaves: int


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One exception that was made: for whom, what, until when, why."""

    sheet: int
    unit_name: str
    what: str
    until: datetime | None
    reason: str
    by_name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class RightItem:
    """One right in force: who appraises which criterion of whom."""

    key: int
    path: str
    name: str
    depth: int
    agency: int
    agency_name: str
    group: str
    unit_name: str
    person: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Working:
    """How far the work of the queue for a cycle is."""

    state: str
    done: int
    total: int

    @property
    def percent(self) -> int:
        """0 to 100."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class CyclePage:
    """One cycle with everything about it but its units and rights."""

    item: CycleItem
    missed_counts: str
    opened_at: datetime | None
    groups: tuple[GroupItem, ...]
    extensions: tuple[Exceptional, ...]
    reopenings: tuple[Exceptional, ...]
    admitted: tuple[Exceptional, ...]
    rights: int
    working: Working | None
    findings: tuple[Finding, ...]
    sees_states: bool
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit in a cycle, as the office sees it, with the exceptions made for it."""

    item: CycleItem
    unit: UnitItem
    leaves: int
    extensions: tuple[Exceptional, ...]
    reopenings: tuple[Exceptional, ...]
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class LeafChoice:
    """A criterion that may be chosen."""

    key: int
    path: str
    name: str
    depth: int
    is_leaf: bool


@dataclass(frozen=True, slots=True)
class DutyItem:
    """A criterion of a sheet and whose work it is."""

    key: int
    criterion: int
    path: str
    name: str
    unit_name: str
    person: str


@dataclass(frozen=True, slots=True)
class DividePage:
    """How the sheet of a unit is divided."""

    sheet: int
    cycle: int
    cycle_name: str
    unit: int
    unit_name: str
    is_locked: bool
    duties: tuple[DutyItem, ...]
    criteria: tuple[LeafChoice, ...]
    people: tuple[tuple[int, str], ...]
    units: tuple[tuple[int, str], ...]
