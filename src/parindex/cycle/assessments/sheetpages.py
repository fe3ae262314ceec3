"""The sheet of one unit as a person works on it: rows, stages and figures; values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from parindex.cycle.assessments.gates import Lock
from parindex.cycle.assessments.questions import Question
from parindex.engine.values.findings import Finding, Words


@dataclass(frozen=True, slots=True)
class StageItem:
    """One stage with its window as it holds for the unit; ``turn`` is past, now or coming."""

    stage: int
    key: str
    act: str
    title: Words
    opens_at: datetime
    closes_at: datetime
    is_extended: bool
    turn: str


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of the sheet; of a parent the figures are sums of what is below.

    Points are micro-points; None where nobody touched the leaf. ``own`` is what the unit gave itself,
    ``standing`` what counts now. ``number`` is the last line of the unit's own cell.
    """

    criterion: int
    path: str
    code: str
    name: str
    depth: int
    is_leaf: bool
    source: str
    owner: str
    max_micro: int
    out_micro: int = 0
    own_micro: int | None = None
    standing_micro: int | None = None
    state: str = ""
    number: int = 0
    decision: str = ""
    findings: tuple[Finding, ...] = ()
    evidence: int = 0
    duty: str = ""
    is_mine: bool = False
    lock: Lock | None = None

    @property
    def is_own(self) -> bool:
        """Whether the unit scores it itself."""
        return self.is_leaf and self.source == "self"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done on it: unanswered, or stopped for want of evidence."""
        return self.is_own and bool(self.findings)


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The sheet of one unit in one cycle."""

    key: int
    unit: int
    unit_name: str
    cycle: int
    cycle_name: str
    framework: str
    since: date
    until: date
    state: str
    cycle_state: str
    is_illustrative: bool
    decimals: int
    display_decimals: int
    now: datetime
    stages: tuple[StageItem, ...]
    rows: tuple[Row, ...]
    lock: Lock | None
    """Why the unit's own part as a whole is closed; None while it is open."""
    approved_at: datetime | None
    approved_by: str
    submitted_at: datetime | None

    @property
    def own(self) -> tuple[Row, ...]:
        """The leaves the unit scores itself."""
        return tuple(row for row in self.rows if row.is_own)

    @property
    def answered(self) -> int:
        """How many of them are answered."""
        return sum(1 for row in self.own if row.state not in ("", "unanswered"))

    @property
    def own_micro(self) -> int:
        """What the unit gave itself."""
        return sum(row.own_micro or 0 for row in self.own)

    @property
    def own_max_micro(self) -> int:
        """The most it can give itself, without what does not apply."""
        return sum(row.max_micro - row.out_micro for row in self.own)


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line of the ledger as people read it."""

    number: int
    stage_key: str
    stage: Words
    answer: Any
    state: str
    decision: str
    points_micro: int | None
    note: str
    origin: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class LeafPage:
    """One leaf in the inspector: what is asked, what stands, why it has its points."""

    row: Row
    line: tuple[tuple[str, str], ...]
    """Code and name of every criterion above it, the domain first."""
    question: Question
    answer: Any
    note: str
    max_micro: int
    points_micro: int | None
    trace: tuple[Words, ...]
    rule_kind: str
    citation: str
    status: str
    evidence_required: bool
    evidence_note: str
    criterion_note: str
    last: LineItem | None
    appraisals: tuple[LineItem, ...]
    """The last line of every later stage."""
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One sheet in the list of sheets."""

    key: int
    unit: int
    unit_name: str
    cycle_name: str
    is_illustrative: bool
    framework: str
    group: str
    state: str
    cycle_state: str
    stage: StageItem | None
    answered: int
    leaves: int
    own_micro: int
    own_max_micro: int
    display_decimals: int
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class SheetList:
    """One page of the list of sheets, and how many there are."""

    rows: tuple[SheetItem, ...]
    count: int
