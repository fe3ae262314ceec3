"""Pages: what screens show of frameworks, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from parindex.engine.values.findings import Finding


@dataclass(frozen=True, slots=True)
class OwnerItem:
    """One unit that answers for a criterion, as printed; ``unit`` and ``unit_name`` where it is known."""

    text: str
    scope: str | None
    unit: int | None
    unit_name: str | None
    is_inherited: bool


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where in which document something was printed; ``row`` is 1-based without header rows."""

    document: int
    document_name: str
    table: str
    page: int | None
    row: int | None


@dataclass(frozen=True, slots=True)
class CriterionItem:
    """One criterion of a version, in the order of the tree."""

    key: int
    path: str
    code: str
    name: str
    depth: int
    is_leaf: bool
    max: Decimal | None
    owners: tuple[OwnerItem, ...]
    has_rule: bool
    search: str
    page: int | None
    row: int | None


@dataclass(frozen=True, slots=True)
class VersionItem:
    """One version in a list: what it is, where it stands, how large it is."""

    key: int
    index: str
    level: str
    year: int
    number: int
    state: str
    title: str
    basis: str
    owner: int
    owner_name: str
    total: Decimal | None
    criteria: int
    leaves: int
    digest: str
    source: int | None
    source_name: str | None
    published_at: datetime | None
    published_by: str


@dataclass(frozen=True, slots=True)
class FrameworkList:
    """Every version the reader may see, newest year first, then by index and owner."""

    rows: tuple[VersionItem, ...]


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A criterion and the one of an earlier year it continues: confirmed, or proposed by its name.

    ``likeness`` is how alike the names are, of 100.
    """

    key: int
    path: str
    name: str
    previous: int
    previous_path: str
    previous_name: str
    previous_year: int
    likeness: int
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """One version with its tree, what the checks say, and the deeds the reader may do now.

    ``may`` holds the names of deeds: link, correct, check, publish, suspend, resume.
    """

    version: VersionItem
    rows: tuple[CriterionItem, ...]
    findings: tuple[Finding, ...]
    may: frozenset[str]
