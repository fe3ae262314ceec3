"""Taking: from an accepted task table to the sections and tasks of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.cycle.documents.outline import TaskRow, TaskTable
from parindex.cycle.plans import stating


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section to be."""

    position: int
    number: str
    title: str
    part: str
    part_title: str


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """One task to be: its place, its section by position (None: none), its folded text."""

    position: int
    section: int | None
    row: TaskRow
    search: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a table gives."""

    sections: tuple[SectionRow, ...]
    tasks: tuple[TaskEntry, ...]


def take(table: TaskTable) -> Taken:
    """Sections in the order they first appear, and every task."""
    sections: dict[tuple[str, str, str, str], int] = {}
    tasks = []
    for position, row in enumerate(table.rows, start=1):
        key = (row.section or "", row.section_title or "", row.part or "", row.part_title or "")
        number = sections.setdefault(key, len(sections) + 1) if any(key) else None
        tasks.append(TaskEntry(position=position, section=number, row=row, search=searchable(row)))
    rows = tuple(SectionRow(position, *key) for key, position in sections.items())
    return Taken(sections=rows, tasks=tuple(tasks))


def searchable(row: TaskRow) -> str:
    """Everything of a task that is searched, folded."""
    people = [lead.text for lead in (*row.leads, *row.partners)]
    return stating.searchable(
        row.number, row.text, row.deadline.text, people=people, deliverables=row.deliverables
    )


def grouped(groups: tuple[str, ...]) -> str:
    """Groups as they are stored: ",departments,communes,"; "" for none."""
    return f",{','.join(groups)}," if groups else ""


def groups_of(stored: str) -> tuple[str, ...]:
    """The groups that ``grouped`` stored."""
    return tuple(group for group in stored.split(",") if group)
