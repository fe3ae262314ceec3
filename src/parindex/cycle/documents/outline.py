"""The outline of a document: every value that reading gives, frozen, and its JSON form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from parindex.cycle.documents.blocks import At
from parindex.engine.schedules.deadlines import DeadlineKind as DeadlineKind
from parindex.engine.values.findings import Finding

Json = dict[str, Any]


class Role(StrEnum):
    """What a column of a table says."""

    CODE = "code"
    NAME = "name"
    MAX = "max"
    RESULT = "result"
    TARGET = "target"
    LEAD = "lead"
    PARTNER = "partner"
    DEADLINE = "deadline"
    DELIVERABLE = "deliverable"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, its heading as printed, the year the heading names."""

    role: Role
    heading: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a column that the contract has no field for, such as remarks."""

    column: str
    text: str

    def as_json(self) -> Json:
        """Heading and text."""
        return {"column": self.column, "text": self.text}


@dataclass(frozen=True, slots=True)
class Lead:
    """One item of a cell of leads or partners."""

    text: str
    scope: str | None = None
    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the directory knows a unit or a group in it."""
        return bool(self.units or self.groups)

    @property
    def printed(self) -> str:
        """The name with its scope in brackets."""
        return self.text if self.scope is None else f"{self.text} ({self.scope})"

    def as_json(self) -> Json:
        """The form of the contract."""
        return {
            "text": self.text,
            "scope": self.scope,
            "units": list(self.units),
            "groups": list(self.groups),
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as printed and what it means; ``due`` only where it falls on one day."""

    text: str = ""
    kind: DeadlineKind = DeadlineKind.UNSTATED
    due: date | None = None
    frequency: str | None = None
    days: int | None = None
    event: str | None = None

    def as_json(self) -> Json:
        """Text, kind and due always; frequency, days and event where the kind has them."""
        form: Json = {
            "text": self.text,
            "kind": self.kind.value,
            "due": self.due.isoformat() if self.due else None,
        }
        if self.kind is DeadlineKind.RECURRING:
            form["frequency"] = self.frequency
        if self.kind is DeadlineKind.RELATIVE:
            form["days"] = self.days
        if self.kind in (DeadlineKind.RELATIVE, DeadlineKind.EVENT):
            form["event"] = self.event
        return form


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion as printed; figures are texts with a decimal point, or None."""

    path: str
    code: str
    name: str
    max: str | None = None
    result: str | None = None
    target: str | None = None
    comparator: str = "="
    leads: tuple[Lead, ...] = ()
    leads_inherited: bool = False
    at: At = field(default_factory=At)
    other: tuple[Note, ...] = ()

    @property
    def parent(self) -> str:
        """The path above, "" for a domain."""
        return self.path.rpartition("/")[0]

    @property
    def depth(self) -> int:
        """1 for a domain, 2 for a criterion, and so on."""
        return self.path.count("/") + 1

    def as_json(self) -> Json:
        """The form of the contract; ``other`` only where the source has further columns."""
        form: Json = {
            "path": self.path,
            "code": self.code,
            "name": self.name,
            "max": self.max,
            "result": self.result,
            "target": self.target,
            "comparator": self.comparator,
            "leads": [lead.as_json() for lead in self.leads],
            "leads_inherited": self.leads_inherited,
            "at": self.at.as_json(),
        }
        if self.other:
            form["other"] = [note.as_json() for note in self.other]
        return form


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The total of a criteria table."""

    name: str = ""
    max: str | None = None
    result: str | None = None
    target: str | None = None
    comparator: str = "="
    at: At = field(default_factory=At)
    other: tuple[Note, ...] = ()

    def as_json(self) -> Json:
        """The form of the contract."""
        form: Json = {
            "name": self.name,
            "max": self.max,
            "result": self.result,
            "target": self.target,
            "comparator": self.comparator,
        }
        if self.other:
            form["other"] = [note.as_json() for note in self.other]
        return form


@dataclass(frozen=True, slots=True)
class CriteriaTable:
    """A table of criteria with points, results and targets."""

    id: str
    rows: tuple[CriterionRow, ...]
    total: TotalRow | None = None
    annex: int | None = None
    index: str | None = None
    title: str | None = None
    caption: str | None = None
    result_year: int | None = None
    target_year: int | None = None
    columns: tuple[Column, ...] = ()
    at: At = field(default_factory=At)

    def has(self, role: Role) -> bool:
        """Whether the table prints such a column."""
        return any(column.role is role for column in self.columns)

    def as_json(self) -> Json:
        """The form of the contract, and the headings of the columns."""
        return {
            "id": self.id,
            "kind": "criteria",
            "annex": self.annex,
            "index": self.index,
            "title": self.title,
            "caption": self.caption,
            "result_year": self.result_year,
            "target_year": self.target_year,
            "total": self.total.as_json() if self.total else None,
            "columns": [column.heading for column in self.columns],
            "rows": [row.as_json() for row in self.rows],
        }


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task, or a further assignment of the task it ``continues``."""

    number: str
    text: str
    deadline: Deadline = Deadline()
    leads: tuple[Lead, ...] = ()
    partners: tuple[Lead, ...] = ()
    deliverables: tuple[str, ...] = ()
    part: str | None = None
    part_title: str | None = None
    section: str | None = None
    section_title: str | None = None
    continues: str | None = None
    at: At = field(default_factory=At)
    other: tuple[Note, ...] = ()

    @property
    def is_only_text(self) -> bool:
        """Whether nothing but its text is printed: a pointer, not an assignment."""
        filled = self.leads or self.partners or self.deliverables or self.deadline.text
        return not self.number and not self.continues and not filled

    def as_json(self) -> Json:
        """The form of the contract; ``continues`` and ``other`` only where they apply."""
        form: Json = {
            "number": self.number,
            "part": self.part,
            "part_title": self.part_title,
            "section": self.section,
            "section_title": self.section_title,
            "text": self.text,
            "deadline": self.deadline.as_json(),
            "leads": [lead.as_json() for lead in self.leads],
            "partners": [partner.as_json() for partner in self.partners],
            "deliverables": list(self.deliverables),
            "at": self.at.as_json(),
        }
        if self.continues is not None:
            form["continues"] = self.continues
        if self.other:
            form["other"] = [note.as_json() for note in self.other]
        return form


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table of tasks with deadlines, leads, partners and deliverables."""

    id: str
    rows: tuple[TaskRow, ...]
    annex: int | None = None
    title: str | None = None
    caption: str | None = None
    columns: tuple[Column, ...] = ()
    at: At = field(default_factory=At)

    def has(self, role: Role) -> bool:
        """Whether the table prints such a column."""
        return any(column.role is role for column in self.columns)

    def as_json(self) -> Json:
        """The form of the contract, and the headings of the columns."""
        return {
            "id": self.id,
            "kind": "tasks",
            "annex": self.annex,
            "title": self.title,
            "caption": self.caption,
            "columns": [column.heading for column in self.columns],
            "rows": [row.as_json() for row in self.rows],
        }


@dataclass(frozen=True, slots=True)
class Head:
    """What the document says of itself."""

    kind: str = "other"
    number: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    title: str | None = None

    def as_json(self) -> Json:
        """The form of the contract."""
        return {
            "kind": self.kind,
            "number": self.number,
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "place": self.place,
            "issuer": self.issuer,
            "title": self.title,
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document, at its first place."""

    kind: str
    number: str
    issued_on: date | None = None
    issuer: str | None = None
    at: At = field(default_factory=At)

    def as_json(self) -> Json:
        """The form of the contract."""
        return {
            "kind": self.kind,
            "number": self.number,
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "issuer": self.issuer,
            "at": self.at.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """A task found in prose: a proposal, never a row of a table."""

    text: str
    deadline: Deadline
    section: str | None = None
    at: At = field(default_factory=At)

    def as_json(self) -> Json:
        """The form of the contract."""
        return {
            "text": self.text,
            "deadline": self.deadline.as_json(),
            "section": self.section,
            "at": self.at.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph that is no row of a table."""

    text: str
    at: At = field(default_factory=At)

    def as_json(self) -> Json:
        """The form of the contract."""
        return {"text": self.text, "at": self.at.as_json()}


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row that was not understood, cell by cell."""

    cells: tuple[str, ...]
    table: str | None = None
    at: At = field(default_factory=At)

    def as_json(self) -> Json:
        """The form of the contract."""
        return {"table": self.table, "cells": list(self.cells), "at": self.at.as_json()}


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read."""

    name: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document."""

    source: Source
    pages: int | None
    document: Head
    tables: tuple[CriteriaTable | TaskTable, ...] = ()
    drafts: tuple[Draft, ...] = ()
    citations: tuple[Citation, ...] = ()
    text: tuple[Passage, ...] = ()
    raw: tuple[RawRow, ...] = ()
    findings: tuple[Finding, ...] = ()

    def as_json(self, language: str = "vi") -> Json:
        """The whole answer in the form of the contract; ``language`` is of the messages."""
        return {
            "source": {
                "name": self.source.name,
                "sha256": self.source.sha256,
                "media_type": self.source.media_type,
                "pages": self.pages,
            },
            "document": self.document.as_json(),
            "tables": [table.as_json() for table in self.tables],
            "drafts": [draft.as_json() for draft in self.drafts],
            "citations": [citation.as_json() for citation in self.citations],
            "text": [passage.as_json() for passage in self.text],
            "raw": [row.as_json() for row in self.raw],
            "findings": [finding.as_json(language) for finding in self.findings],
        }
