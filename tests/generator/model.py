"""A random document as its author knows it, before it is drawn or read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tests.generator.words import UNSTATED, Due, Party


class Codes(StrEnum):
    """How criteria are numbered."""

    DOTTED = "dotted"
    ROMAN = "roman"
    BULLETS = "bullets"


class Listing(StrEnum):
    """How several items stand in one cell."""

    SEMICOLONS = "semicolons"
    LIST = "list"
    DASHES = "dashes"


class Cut(StrEnum):
    """What a page break does to a table: nothing, or a new page with its head again, slipped, or without."""

    NONE = "none"
    HEAD_AGAIN = "head again"
    HEAD_SLIPPED = "head again with a slip"
    NO_HEAD = "no head"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of a criteria table; ``parties`` is empty where the cell is blank."""

    path: str
    code: str
    name: str
    max: str
    result: str
    target: str
    parties: tuple[Party, ...] = ()
    listing: Listing = Listing.SEMICOLONS
    comma: bool = False

    @property
    def domain(self) -> str:
        """The domain it stands in."""
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class CriteriaModel:
    """A criteria table; ``order`` names its columns from left to right, ``stop`` ends every printed code."""

    codes: Codes
    rows: tuple[Criterion, ...]
    total: tuple[str, str, str, str]
    comparator: str
    order: tuple[str, ...]
    two_row_head: bool
    merged_parties: bool
    total_first: bool
    cut: Cut
    cut_after: int
    cut_words: int
    stop: str = ""
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One task; ``more`` is the second paragraph of its text, ``second`` a further assignment below it."""

    number: str
    text: str
    more: str = ""
    due: Due = UNSTATED
    leads: tuple[Party, ...] = ()
    partners: tuple[Party, ...] = ()
    products: tuple[str, ...] = ()
    listing: Listing = Listing.SEMICOLONS
    second: tuple[tuple[Party, ...], tuple[Party, ...]] | None = None
    second_merged: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A part ("A") or section ("I") and the tasks right under it."""

    mark: str
    title: str
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class TasksModel:
    """A table of tasks."""

    groups: tuple[Group, ...]
    order: tuple[str, ...]
    cut: Cut
    cut_task: int
    cut_words: int
    long: bool = False
    stop: str = ""
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class AnnexModel:
    """An annex with one table."""

    number: int
    title: str
    caption: str
    table: CriteriaModel | TasksModel
    landscape: bool


@dataclass(frozen=True, slots=True)
class DocumentModel:
    """The whole document."""

    number: str
    issued: tuple[int, int, int] | None
    title: str
    paragraphs: tuple[str, ...]
    annexes: tuple[AnnexModel, ...] = field(default=())


def total(figures: list[Decimal]) -> Decimal:
    """The exact sum."""
    return sum(figures, Decimal(0))
