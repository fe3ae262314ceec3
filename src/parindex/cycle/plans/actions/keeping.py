"""Keeping: how every deed on a plan stores tasks, whom they name, and what was changed of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from parindex.cycle.documents import deadlines
from parindex.cycle.documents.outline import Deadline, Lead
from parindex.cycle.plans import stating, taking
from parindex.cycle.plans.models import Amendment, Assignee, Plan, Task
from parindex.cycle.plans.states import State
from parindex.cycle.units import queries as units
from parindex.cycle.units import specs as unit_specs
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission

Named = tuple[Task, str, Sequence[Lead]]
"""A task, whether they lead or join, and who they are."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """One plan being worked on: by whom, and when."""

    plan: Plan
    by: Actor
    at: datetime

    @property
    def permission(self) -> Permission:
        """What the deed needs: whoever reports for a unit draws up its plan, its leader changes it later."""
        is_own = self.by.can(Permission.TASK_REPORT, at=self.plan.unit.place)
        is_drawn_up = self.plan.state == State.DRAFT and is_own
        return Permission.TASK_REPORT if is_drawn_up else Permission.PLAN_EDIT

    @property
    def day(self) -> date:
        """The day on which units are called as the plan calls them."""
        return self.plan.issued_on or timezone.localdate(self.at)

    def locked(self) -> Plan:
        """The plan, held until the deed is done: its tasks are numbered by one person at a time."""
        rows = Plan.objects.select_for_update(of=("self",)).select_related("unit", "document")
        return rows.defer("document__reading").get(pk=self.plan.pk)

    def people(self, text: str) -> tuple[Lead, ...]:
        """Everyone whom ``text`` names."""
        return self.people_of((text,))[text]

    def people_of(self, texts: Iterable[str]) -> dict[str, tuple[Lead, ...]]:
        """Everyone whom each of the texts names; the directory is asked for once."""
        directory, on = unit_specs.directory(self.plan.unit.place.lineage[0]), self.day
        return {text: stating.people(text, directory=directory, on=on) for text in set(texts)}

    def deadline(self, text: str) -> Deadline:
        """The deadline that ``text`` states; one without a year is meant in that of the plan."""
        return deadlines.read(text, year=self.day.year)

    def next_position(self, table: str) -> int:
        """The place behind the last task of ``table``."""
        last: int = self.plan.tasks.filter(table=table).aggregate(last=Max("position"))["last"] or 0
        return last + 1

    def name(self, named: Iterable[Named]) -> None:
        """Keep who leads and joins tasks, with the units that are called so on the day of the plan."""
        printed = [
            (task, role, position, lead)
            for task, role, leads in named
            for position, lead in enumerate(leads, start=1)
        ]
        made = Assignee.objects.bulk_create(_assignee(*each) for each in printed)
        texts = {name for *_, lead in printed for name in lead.units}
        known = units.called(texts, on=self.day, owner=self.plan.unit)
        naming = Assignee.units.through
        naming.objects.bulk_create(
            naming(assignee_id=assignee.pk, unit_id=unit.pk)
            for assignee, (*_, lead) in zip(made, printed, strict=True)
            for unit in {known[name] for name in lead.units if name in known}
        )

    def note(self, task: Task, *, field: str, before: str, value: str, reason: str) -> None:
        """Add to what was changed of a task."""
        Amendment.objects.create(
            task=task,
            field=field,
            before=before,
            value=value,
            reason=reason,
            made_at=self.at,
            made_by=self.by.person or 0,
            made_by_name=self.by.name,
        )

    def index(self, task: Task) -> None:
        """Have the task found by what it says now."""
        said = (task.number, task.text, task.deadline_text, task.division, task.person_name)
        people = task.assignees.values_list("text", flat=True)
        search = stating.searchable(*said, people=people, deliverables=task.deliverables)
        Task.objects.filter(pk=task.pk).update(search=search)


def _assignee(task: Task, role: str, position: int, lead: Lead) -> Assignee:
    return Assignee(
        task=task,
        role=role,
        position=position,
        text=lead.text,
        scope=lead.scope or "",
        groups=taking.grouped(lead.groups),
    )
