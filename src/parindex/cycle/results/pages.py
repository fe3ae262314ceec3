"""What the pages of results show, as values; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from parindex.cycle.results.reckoning import BlockedLine
from parindex.cycle.results.terms import Terms
from parindex.engine.values import points
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class CycleItem:
    """A cycle with the issue the reader may see of it; ``number`` is None where there is none."""

    key: int
    name: str
    owner: int
    owner_name: str
    index: str
    level: str
    state: str
    since: date
    until: date
    is_illustrative: bool
    number: int | None = None
    frozen_at: datetime | None = None
    released_at: datetime | None = None
    decision: str = ""
    deeds: frozenset[str] = frozenset()
    """What the reader may do: standings, freeze, reissue, resume, release."""


@dataclass(frozen=True, slots=True)
class IssueItem:
    """One issue of a cycle."""

    number: int
    frozen_at: datetime
    frozen_by: str
    reason: str
    input_digest: str
    output_digest: str
    engine_version: str
    released_at: datetime | None
    decision: str


@dataclass(frozen=True, slots=True)
class DomainItem:
    """A domain of the framework."""

    path: str
    code: str
    name: str
    max: Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """Points of a node for a unit, and as much of its maximum as counts."""

    points: Decimal
    max: Decimal

    @property
    def share(self) -> Decimal | None:
        """Points of the maximum in per cent, two decimals; None where nothing applies."""
        return percent(self.points, self.max)


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """One unit in the league table; ``score`` is rounded as it was compared."""

    unit: int
    unit_name: str
    group: str
    position: int
    amount: Amount
    score: Decimal | None
    rank: int | None
    is_tied: bool
    class_name: str
    blocked: tuple[BlockedLine, ...]
    has_missed: bool
    is_own: bool
    domains: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class LeagueGroup:
    """One peer group, best first."""

    name: str
    rows: tuple[LeagueRow, ...]


@dataclass(frozen=True, slots=True)
class LeaguePage:
    """The league table of an issue, or what stands now where ``issue`` is None."""

    cycle: CycleItem
    issue: IssueItem | None
    issues: tuple[IssueItem, ...]
    terms: Terms
    domains: tuple[DomainItem, ...]
    groups: tuple[LeagueGroup, ...]
    total: Decimal
    decimals: int

    @property
    def rows(self) -> tuple[LeagueRow, ...]:
        """All units, group by group."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class RankRow:
    """One unit's total and rank as they stand; ``score`` is rounded as it was compared."""

    unit: int
    group: str
    amount: Amount
    score: Decimal | None
    rank: int | None
    is_tied: bool


@dataclass(frozen=True, slots=True)
class StageItem:
    """A stage that gives points."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class CardRow:
    """One criterion of a unit's scorecard: its points, what it lost, and why in sentences.

    ``stages`` are the points at each stage of the page, None where the stage gave none.
    """

    path: str
    code: str
    name: str
    depth: int
    is_leaf: bool
    source: str
    owner: str
    state: str
    amount: Amount
    why: tuple[Words, ...] = ()
    stages: tuple[Decimal | None, ...] = ()

    @property
    def lost(self) -> Decimal:
        """The points missing to the maximum."""
        return Decimal(points.shortest(self.amount.max - self.amount.points))


@dataclass(frozen=True, slots=True)
class ScorecardPage:
    """All that is known of one unit's result; ``missing`` are the leaves that lost points, most first."""

    cycle: CycleItem
    issue: IssueItem
    row: LeagueRow
    units: int
    """How many units are ranked in the group."""
    stages: tuple[StageItem, ...]
    rows: tuple[CardRow, ...]
    missing: tuple[CardRow, ...]
    decimals: int


@dataclass(frozen=True, slots=True)
class HeatPage:
    """Units × domains: how much of each domain's maximum a unit reached; ``means`` over all units."""

    league: LeaguePage
    means: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class CriterionItem:
    """A criterion by which units may be compared."""

    path: str
    code: str
    name: str
    depth: int
    is_leaf: bool


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One unit on one criterion; ``place`` counts those that reached more, plus one, None: not applicable."""

    unit: int
    unit_name: str
    group: str
    rank: int | None
    is_own: bool
    state: str
    amount: Amount
    place: int | None
    why: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """One criterion across all units, most points first; ``rows`` are the part of ``count`` asked for."""

    cycle: CycleItem
    issue: IssueItem
    criterion: CriterionItem
    criteria: tuple[CriterionItem, ...]
    rows: tuple[CriterionRow, ...]
    count: int
    mean: Decimal | None
    """The mean share of the maximum in per cent over the units it applies to."""
    full: int
    """How many reached the maximum."""


@dataclass(frozen=True, slots=True)
class StageRow:
    """One unit through the stages: its points after each, None while the stage gave none."""

    unit: int
    unit_name: str
    group: str
    is_own: bool
    totals: tuple[Decimal, ...]
    difference: Decimal
    """What appraisal made of the self-score, on the leaves units score themselves."""
    besides: Decimal
    """The points of all other leaves: surveys, figures, bonus and penalty points, the council's."""


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A leaf whose points a later stage changed, and what was said about it."""

    unit: int
    unit_name: str
    path: str
    criterion_name: str
    before: Decimal
    after: Decimal
    stage: Words
    note: str
    by: str

    @property
    def difference(self) -> Decimal:
        """More or less."""
        return Decimal(points.shortest(self.after - self.before))


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """What each stage made of the one before: totals of units, and the part asked for of changed cells."""

    cycle: CycleItem
    stages: tuple[StageItem, ...]
    rows: tuple[StageRow, ...]
    changed: tuple[ChangedCell, ...]
    count: int
    """How many cells changed in all."""


def percent(earned: Decimal, whole: Decimal) -> Decimal | None:
    """``earned`` of ``whole`` in per cent, two decimals, half up; None of nothing."""
    if not whole:
        return None
    return points.half_up(Fraction(earned) * 100 / Fraction(whole), 2)
