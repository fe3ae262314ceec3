"""Measures as screens show them: lists, readings of a period, what they feed; values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MeasureItem:
    """One measure of a list; ``feeds`` leaves of ``frameworks`` versions take their input from it."""

    key: int
    code: str
    name: str
    shape: str
    counted_in: str
    note: str
    owner: int
    owner_name: str
    feeds: int
    frameworks: int
    readings: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class MeasureList:
    """Part of the measures a person sees."""

    rows: tuple[MeasureItem, ...]
    count: int
    may_record: bool


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """One figure: ``value`` of a single, ``value`` of ``whole`` of a pair; as canonical text."""

    key: int
    number: int
    value: str
    whole: str
    since: date
    until: date
    as_of: date
    source: str
    has_file: bool
    is_illustrative: bool
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the grid with what it reads in the period; None where nothing is known."""

    unit: int
    unit_name: str
    code: str
    reading: ReadingItem | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Part of the units with their readings; ``known`` of all ``count`` have one."""

    rows: tuple[UnitLine, ...]
    count: int
    known: int


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A leaf of a framework that takes its input from a measure."""

    key: int
    version: int
    framework: str
    state: str
    criterion: int
    path: str
    name: str
    slot: str


@dataclass(frozen=True, slots=True)
class SlotItem:
    """A place in a leaf's answer that a measure may fill."""

    criterion: int
    slot: str
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class OfferedFigure:
    """One figure that a leaf may take: of which measure, for which part of the answer."""

    slot: str
    measure: int
    measure_name: str
    value: str
    whole: str
    as_of: date
    source: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class PartItem:
    """A sub-index, with its most where it is laid down."""

    key: int
    name: str
    most: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How one unit stands in an index of another body: figures as canonical text, None where unknown."""

    unit: int
    unit_name: str
    unit_code: str
    value: str | None
    previous: str | None
    rank: str | None
    target: str | None
    parts: tuple[str, ...]
    as_of: date | None
    source: str
    is_illustrative: bool

    @property
    def change(self) -> Decimal | None:
        """How much the value rose since the period before."""
        if self.value is None or self.previous is None:
            return None
        return Decimal(self.value) - Decimal(self.previous)

    @property
    def short(self) -> Decimal | None:
        """How much the value lacks to the target; below nought where it is passed."""
        if self.value is None or self.target is None:
            return None
        return Decimal(self.target) - Decimal(self.value)

    @property
    def rank_order(self) -> Decimal:
        """What ranks are put in order by."""
        return Decimal(self.rank or 0)


@dataclass(frozen=True, slots=True)
class StandingList:
    """Part of the units of an index."""

    rows: tuple[Standing, ...]
    count: int


@dataclass(frozen=True, slots=True)
class IndexItem:
    """One index of another body with its newest period; how the province itself stands, where it is read."""

    key: int
    family: str
    name: str
    kept_by: str
    since: date | None
    until: date | None
    units: int
    own: Standing | None
