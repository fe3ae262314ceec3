"""Evidence as a sheet shows it: frozen values, made of rows by the queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from parindex.cycle.assessments.gates import Lock
from parindex.engine.values.findings import Finding


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence shown for a leaf at a stage."""

    attachment: int
    item: int
    version: int
    form: str
    kind: str
    """Of a file by its content; blank for a link or a reference."""
    name: str
    number: str
    issued_on: date | None
    issuer: str
    title: str
    link: str
    pages: str
    """Which pages or section prove it, as a person wrote it."""
    page_count: int | None
    stage: str
    added_at: datetime
    added_by: str
    scan: str
    is_waiting: bool
    is_illustrative: bool
    uses: int
    """For how many leaves of the sheet it is shown."""
    alarms: tuple[Finding, ...]
    is_open: bool = False
    """Whether the reader may take it off now."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece that was shown for the same criterion in an earlier cycle."""

    item: int
    form: str
    kind: str
    label: str
    issued_on: date | None
    issuer: str
    pages: str
    cycle: str


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a piece is shown now."""

    assessment: int
    criterion: int
    path: str
    name: str
    stage: str
    unit: str
    cycle: str
    pages: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The evidence of one leaf, and whether the reader may change it now."""

    assessment: int
    criterion: int
    path: str
    name: str
    holder: int
    """The assessed unit, whose library is offered."""
    unit: str
    asks: bool
    """Whether the framework asks for evidence."""
    note: str
    """Which documents the framework asks for."""
    pieces: tuple[Piece, ...]
    lock: Lock | None
    """Why the reader, whose leaf it is, may change nothing now."""
    is_own: bool
    """Whether the reader works on this leaf for the unit."""
    adds_at: int | None
    """The unit to which the reader may add evidence; None where they may not."""
