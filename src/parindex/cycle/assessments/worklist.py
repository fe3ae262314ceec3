"""What the appraisal desk shows, as values: rows that wait, counts, one cell with all that was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parindex.cycle.assessments.gates import Lock, Window
from parindex.cycle.assessments.turns import AWAY, DONE, OPEN, Turn
from parindex.engine.scoring.specs import CriterionSpec, Source
from parindex.engine.values.findings import Finding, Words


@dataclass(frozen=True, slots=True)
class CycleHead:
    """The cycle a page is about, with the stages and the appraisal that is open or was last."""

    key: int
    name: str
    kind: str
    state: str
    owner: str
    is_illustrative: bool
    display_decimals: int
    windows: tuple[Window, ...]
    stage: Window | None
    """The appraisal that is open; else the last that has begun."""
    is_open: bool
    """Whether decisions may be taken now."""
    at: datetime
    """The moment all this is told for."""


@dataclass(frozen=True, slots=True)
class LeafHead:
    """One leaf, with the domain it stands in."""

    key: int
    spec: CriterionSpec
    domain: str
    domain_name: str
    max_micro: int
    source: Source
    owner: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's assessment by its names."""

    key: int
    unit: int
    unit_name: str
    group: int
    group_name: str
    is_submitted: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One leaf of one unit as it stands between the unit and its appraisers."""

    sheet: Sheet
    leaf: int
    turn: Turn
    number: int
    """The last line of the appraisal that is open; 0 for none."""
    own_micro: int | None
    """What the unit scored."""
    office_micro: int | None
    """What the appraisers gave last."""
    office_stage: str
    may_decide: bool
    changed_at: datetime | None

    @property
    def difference(self) -> int | None:
        """Appraised less self-scored, in micro-points."""
        if self.office_micro is None or self.own_micro is None:
            return None
        return self.office_micro - self.own_micro


@dataclass(frozen=True, slots=True)
class Alarm:
    """What evidence of a leaf makes one look twice."""

    is_shared: bool = False
    is_outside: bool = False
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class FullRow:
    """A row with what is read only for those that are shown."""

    row: Row
    inputs: Words
    """What the unit claims, in words."""
    claim: int
    """The number of the unit's line that holds it; 0 for none."""
    note: str
    """What the unit wrote: its explanation, else the note beside its score."""
    word: str
    """What the appraisers wrote last."""
    by_name: str
    at: datetime | None
    until: datetime | None
    """The deadline of a return."""
    is_overdue: bool
    evidence: int
    alarm: Alarm


@dataclass(frozen=True, slots=True)
class Tally:
    """How many leaves stand at each turn."""

    counts: Mapping[Turn, int]

    def of(self, *wanted: Turn) -> int:
        """How many stand at one of these turns."""
        return sum(self.counts.get(each, 0) for each in wanted)

    @property
    def all(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def decided(self) -> int:
        """Accepted or changed."""
        return self.of(*DONE)

    @property
    def open(self) -> int:
        """Waiting for the appraiser."""
        return self.of(*OPEN)

    @property
    def away(self) -> int:
        """Waiting for the unit."""
        return self.of(*AWAY)

    @property
    def to_decide(self) -> int:
        """All that needs a decision in the end: answered leaves of submitted sheets."""
        return self.all - self.of(Turn.BLANK, Turn.ABSENT)


@dataclass(frozen=True, slots=True)
class CriterionList:
    """One criterion across all units."""

    cycle: CycleHead
    leaf: LeafHead
    before: LeafHead | None
    after: LeafHead | None
    tally: Tally
    difference_micro: int
    """The sum of the differences of decided units, in micro-points."""
    compared: int
    """How many decided units it is the sum of."""
    shared_files: int
    found: int
    """How many rows the narrowed list has."""
    rows: tuple[FullRow, ...]
    may_decide: bool


@dataclass(frozen=True, slots=True)
class UnitList:
    """All leaves of one unit that the person may see."""

    cycle: CycleHead
    sheet: Sheet
    leaves: Mapping[int, LeafHead]
    tally: Tally
    found: int
    rows: tuple[FullRow, ...]
    may_decide: bool
    to_decide: int
    """How many leaves wait for a decision that is the person's own, whatever else they may read."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the ledger of a leaf."""

    stage: str
    act: str
    number: int
    decision: str
    state: str
    inputs: Words | None
    points_micro: int | None
    note: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Precedent:
    """How the same was decided at another unit."""

    unit_name: str
    likeness: int
    """Of 100: how alike the explanations are; 0 where only the kind of decision is the same."""
    note: str
    decision: str
    word: str
    inputs: Words
    points_micro: int | None
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CellPage:
    """One leaf of one unit, with everything that was said of it and what may be done."""

    cycle: CycleHead
    leaf: LeafHead
    full: FullRow
    claim_answer: Any
    office_answer: Any
    """The answer of the appraisers that stands; None while none does."""
    claim_micro: int | None
    """What the claim is worth by the rule."""
    trace: tuple[Words, ...]
    """Why it is worth that."""
    said: tuple[Said, ...]
    elsewhere: tuple[Precedent, ...]
    """How the same was decided at other units."""
    lock: Lock | None
    """Why nothing can be decided; None while it can."""
    may_ask: bool
    returned_by: datetime | None
    """The last moment a return may run to."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a person in one cycle."""

    cycle: CycleHead
    tally: Tally
    leaves: tuple[tuple[LeafHead, Tally], ...]
    sheets: tuple[tuple[Sheet, Tally], ...]
    council: tuple[tuple[LeafHead, Tally], ...]
    """The leaves that a council decides, for those who record it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The board of a cycle: how far the appraisal is, and what stands in its way."""

    cycle: CycleHead
    tally: Tally
    overdue: int
    domains: tuple[tuple[str, str, Tally], ...]
    agencies: tuple[tuple[str, Tally], ...]
    groups: tuple[tuple[str, Tally], ...]
    absent: tuple[Sheet, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Flagged:
    """A leaf of a unit that appraisers asked about, changed or returned, as the unit sees it."""

    leaf: LeafHead
    decision: str
    """What was flagged last: asked, changed or returned."""
    word: str
    """The question or the reason."""
    by_name: str
    at: datetime
    own_micro: int | None
    own_inputs: Words
    office_micro: int | None
    office_inputs: Words | None
    until: datetime | None
    """The deadline of a return."""
    number: int
    """The last line of the explanation; 0 for none."""
    note: str
    claimed: Any
    claimed_inputs: Words | None
    explained_by: str
    explained_at: datetime | None
    is_answered: bool
    """Whether the unit wrote after it was flagged."""
    is_reopened: bool
    """Whether the unit may score the leaf anew at this moment."""
    lock: Lock | None
    """Why nothing can be explained; None while it can."""


@dataclass(frozen=True, slots=True)
class Explanations:
    """The leaves a unit has to explain in one cycle."""

    cycle: CycleHead
    sheet: Sheet
    stage: Window | None
    """The stage of explanations."""
    closes_at: datetime | None
    """Its end for this unit, extensions counted."""
    rows: tuple[Flagged, ...]

    @property
    def to_answer(self) -> int:
        """How many the unit has not answered yet."""
        return sum(1 for each in self.rows if not each.is_answered)
