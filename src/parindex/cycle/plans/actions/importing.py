"""Importing: a list of tasks from a file, taken whole or not at all, with what is doubtful row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parindex.cycle.documents.outline import Deadline, DeadlineKind, Lead
from parindex.cycle.plans import checks, events, findings, stating, tables
from parindex.cycle.plans.actions.amending import ADDED
from parindex.cycle.plans.actions.keeping import Keeper
from parindex.cycle.plans.findings import Code
from parindex.cycle.plans.models import BY_HAND, LEAD, PARTNER, Amendment, Plan, Section, Task
from parindex.cycle.plans.tables import Entry, List
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.values.findings import Finding, has_errors
from parindex.foundation.audit import actions as history

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of an import: how many tasks, none where the findings stop it; and every finding."""

    tasks: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """One row with everybody in it and its deadline."""

    entry: Entry
    leads: tuple[Lead, ...]
    partners: tuple[Lead, ...]
    deadline: Deadline


@transaction.atomic
def bring(plan: Plan, found: List, *, file: str, despite: bool, by: Actor, at: datetime) -> Brought:
    """Add the tasks of a list to a plan; ``despite`` warnings, or only where there are none.

    An error in any row stops all. Raises WrongValue for a list that is too long.
    """
    require(by, Keeper(plan, by, at).permission, at=plan.unit.place)
    if len(found.entries) > MOST:
        raise checks.WrongValue("file")
    if not found.is_usable or not found.entries:
        return Brought(0, (findings.make(Code.COLUMNS),))
    keeper = Keeper(Keeper(plan, by, at).locked(), by, at)
    people = keeper.people_of(text for entry in found.entries for text in (entry.leads, entry.partners))
    rows = [
        _Read(entry, people[entry.leads], people[entry.partners], keeper.deadline(entry.deadline))
        for entry in found.entries
    ]
    told = _findings(rows, on=keeper.day)
    if has_errors(told) or (told and not despite):
        return Brought(0, told)
    _store(rows, keeper, file=file)
    history.record(events.IMPORTED, plan, by=by, at=at, place=plan.unit.place, tasks=len(rows), file=file)
    return Brought(len(rows), told)


def _findings(rows: Sequence[_Read], *, on: date) -> tuple[Finding, ...]:
    told: list[Finding] = []
    numbers: set[tuple[str, str]] = set()
    for row in rows:
        told += _of_row(row, on=on)
        number = (row.entry.section, row.entry.number)
        if row.entry.number and number in numbers:
            told.append(findings.make(Code.NUMBER, row=row.entry.row, column="Số", stated=row.entry.number))
        numbers.add(number)
    return tuple(told)


def _of_row(row: _Read, *, on: date) -> list[Finding]:
    """What is wrong or doubtful in one row."""
    at, told, deadline = row.entry.row, [], row.deadline
    if not row.entry.text:
        told.append(findings.make(Code.TEXT, row=at, column="Nhiệm vụ"))
    if not row.leads:
        told.append(findings.make(Code.LEAD, row=at, column="Chủ trì"))
    for column, people in (("Chủ trì", row.leads), ("Phối hợp", row.partners)):
        told += [
            findings.make(Code.UNKNOWN, row=at, column=column, stated=each.text)
            for each in people
            if not each.is_known
        ]
    if deadline.kind is DeadlineKind.UNSTATED:
        told.append(findings.make(Code.DEADLINE, row=at, column="Thời hạn"))
    elif deadline.kind is DeadlineKind.OTHER:
        told.append(findings.make(Code.UNREAD, row=at, column="Thời hạn", stated=deadline.text))
    elif deadline.due is not None and deadline.due < on:
        told.append(findings.make(Code.PAST, row=at, column="Thời hạn", stated=deadline.text))
    if tables.state_of(row.entry.state) is None:
        told.append(findings.make(Code.STATE, row=at, column="Trạng thái", stated=row.entry.state))
    return told


def _store(rows: Sequence[_Read], keeper: Keeper, *, file: str) -> None:
    sections = _sections(rows, keeper)
    first = keeper.next_position(BY_HAND)
    tasks = Task.objects.bulk_create(
        _task(row, keeper.plan, sections.get(row.entry.section), position)
        for position, row in enumerate(rows, start=first)
    )
    keeper.name(
        (task, role, people)
        for task, row in zip(tasks, rows, strict=True)
        for role, people in ((LEAD, row.leads), (PARTNER, row.partners))
    )
    Amendment.objects.bulk_create(
        Amendment(
            task=task,
            field=ADDED,
            value=task.text,
            reason=_reason(row.entry, file),
            made_at=keeper.at,
            made_by=keeper.by.person or 0,
            made_by_name=keeper.by.name,
        )
        for task, row in zip(tasks, rows, strict=True)
    )


def _reason(entry: Entry, file: str) -> str:
    """Where the task came from, and the state that the file gives it."""
    where = f"Tệp “{file}”, dòng {entry.row}"
    return f"{where}; trạng thái trong tệp: {entry.state}" if entry.state else where


def _sections(rows: Sequence[_Read], keeper: Keeper) -> dict[str, Section]:
    """The sections that the list heads its tasks with, behind those of earlier lists."""
    titles = dict.fromkeys(row.entry.section for row in rows if row.entry.section)
    first = keeper.plan.sections.filter(table=BY_HAND).count() + 1
    made = Section.objects.bulk_create(
        Section(
            plan=keeper.plan,
            table=BY_HAND,
            position=position,
            number=title.partition(" ")[0],
            title=title.partition(" ")[2],
        )
        for position, title in enumerate(titles, start=first)
    )
    return dict(zip(titles, made, strict=True))


def _task(row: _Read, plan: Plan, section: Section | None, position: int) -> Task:
    entry, deliverables = row.entry, stating.pieces(row.entry.deliverables)
    people = [each.text for each in (*row.leads, *row.partners)]
    said = (entry.number, entry.text, row.deadline.text)
    return Task(
        plan=plan,
        section=section,
        table=BY_HAND,
        position=position,
        number=entry.number,
        text=entry.text,
        deliverables=deliverables,
        search=stating.searchable(*said, people=people, deliverables=deliverables),
        source_row=entry.row,
        listed_as=tables.state_of(entry.state) or "",
        **stating.deadline_fields(row.deadline),
    )
