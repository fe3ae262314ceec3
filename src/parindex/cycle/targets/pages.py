"""Pages: what screens show of an index, its results and its targets, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.cycle.frameworks.pages import OwnerItem, SourcePlace, VersionItem


@dataclass(frozen=True, slots=True)
class FigureItem:
    """One figure: its exact value (None for a group), as printed, and its comparator (= > >= < <=).

    ``owner`` is the unit that answers for a target; blank: whoever leads the criterion.
    """

    key: int
    value: Decimal | None
    text: str
    comparator: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One line of the index: the criterion, its maximum, last result and next target.

    ``share`` is result ÷ max × 100, exact: whoever shows it rounds it, once. ``shortfall`` is
    max − result. Both are None where a figure is missing. ``search`` is folded (no diacritics,
    lower case) for searching.
    """

    key: int | None
    path: str
    parent: str
    code: str
    name: str
    depth: int
    is_leaf: bool
    max: Decimal | None
    result: FigureItem | None
    target: FigureItem | None
    share: Fraction | None
    shortfall: Decimal | None
    owners: tuple[OwnerItem, ...]
    search: str

    @property
    def is_below_max(self) -> bool:
        """Whether points are still to be gained."""
        return self.shortfall is not None and self.shortfall > 0


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """One owner to filter by: the unit (None where only a text is known), its name, its leaves."""

    unit: int | None
    name: str
    leaves: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The dense tree of one index of one unit: results of ``result_year``, targets of ``target_year``.

    ``year`` is the one of ``years`` that is shown: of the results, else the one before the targets.
    ``rank`` and ``group`` are the unit's place, where it is known.
    """

    unit: int
    unit_name: str
    index: str
    level: str
    year: int
    result_year: int | None
    target_year: int | None
    years: tuple[int, ...]
    version: VersionItem
    total: IndexRow
    rows: tuple[IndexRow, ...]
    owners: tuple[OwnerChoice, ...]
    rank: FigureItem | None
    rank_target: FigureItem | None
    group: FigureItem | None
    group_target: FigureItem | None
    source: int | None
    source_name: str | None
    may_correct: bool


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What one year says of a criterion."""

    year: int
    path: str
    max: Decimal | None
    result: FigureItem | None
    target: FigureItem | None


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """One criterion of an index of a unit: where it stands, its figures, its years, its source."""

    unit: int
    unit_name: str
    index: str
    level: str
    year: int
    result_year: int | None
    target_year: int | None
    row: IndexRow
    ancestors: tuple[IndexRow, ...]
    children: tuple[IndexRow, ...]
    before: IndexRow | None
    after: IndexRow | None
    years: tuple[YearFigures, ...]
    source: SourcePlace | None
    version: VersionItem
    may_read_version: bool
    may_correct: bool


@dataclass(frozen=True, slots=True)
class FoundCriterion:
    """A criterion found by its words, in the newest sheet of an index of a unit."""

    unit: int
    unit_name: str
    index: str
    level: str
    year: int | None
    row: IndexRow


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """One index of a unit: its totals of the last year with results and its next targets."""

    unit: int
    unit_name: str
    index: str
    level: str
    result_year: int | None
    target_year: int | None
    max: Decimal | None
    result: FigureItem | None
    target: FigureItem | None
    share: Fraction | None
    rank: FigureItem | None


@dataclass(frozen=True, slots=True)
class UnitIndexes:
    """Every index with figures of one unit."""

    unit: int
    unit_name: str
    rows: tuple[IndexSummary, ...]
