"""Reporting: what a unit did of a task so far, or that it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from parindex.cycle.evidence.models import Item
from parindex.cycle.monitoring import checks, events
from parindex.cycle.monitoring.actions.held import Held
from parindex.cycle.monitoring.checks import ProgressEntry
from parindex.cycle.monitoring.models import Assignment, Report
from parindex.cycle.monitoring.states import Kind
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


@transaction.atomic
def report(assignment: Assignment, entry: ProgressEntry, *, seen: int, by: Actor, at: datetime) -> Report:
    """Add an entry of progress; with ``entry.done_on`` the task is reported done.

    ``seen`` is the version of the assignment the writer saw. The same entry sent twice by one person is one.
    Raises checks.Overtaken, checks.WrongValue, states.WrongStep.
    """
    require(by, Permission.TASK_REPORT, at=assignment.unit.place)
    held = Held(assignment, by=by, at=at)
    checks.progress(entry, today=timezone.localdate(at))
    kind = Kind.PROGRESS if entry.done_on is None else Kind.DONE
    items, said = _items(held.row, entry.evidence), _said(entry)
    before = held.last()
    if before is not None and held.row.version == seen + 1 and _is_same(before, kind, said, items, by=by):
        return before
    held.must_be(seen)
    counted: dict[str, Any] = {} if entry.done is None else {"done": entry.done, "total": entry.total}
    if entry.counted_in:
        counted["counted_in"] = checks.said(entry.counted_in, field="counted_in")[:80]
    changes = counted | {"done_on": entry.done_on, "reported_at": at}
    made = held.enter(kind, evidence=items, changes=changes, is_illustrative=entry.is_illustrative, **said)
    if kind is Kind.DONE:
        history.record(
            events.FINISHED,
            held.row,
            by=by,
            at=at,
            place=held.place,
            **held.facts,
            on=f"{entry.done_on:%d/%m/%Y}",
        )
    else:
        history.record(events.REPORTED, held.row, by=by, at=at, place=held.place, **held.facts)
    return made


def _said(entry: ProgressEntry) -> dict[str, object]:
    return {
        "done": entry.done,
        "total": entry.total,
        "done_on": entry.done_on,
        "text": checks.written(entry.text, field="text"),
        "obstacle": checks.written(entry.obstacle, field="obstacle"),
        "proposal": checks.written(entry.proposal, field="proposal"),
    }


def _items(row: Assignment, keys: Sequence[int]) -> list[Item]:
    """The pieces shown, all of them from the library of the unit or of its divisions. Raises WrongValue."""
    found = list(Item.objects.filter(pk__in=keys, unit__lineage__startswith=row.unit.lineage).order_by("pk"))
    if len(found) != len(set(keys)):
        raise checks.WrongValue("evidence")
    return found


def _is_same(
    before: Report, kind: Kind, said: dict[str, object], items: Sequence[Item], *, by: Actor
) -> bool:
    """Whether the last entry says just that: the button was pressed twice."""
    shown = set(before.evidence.values_list("pk", flat=True))
    return (
        before.kind == kind
        and before.made_by == (by.person or 0)
        and all(getattr(before, field) == value for field, value in said.items())
        and shown == {item.pk for item in items}
    )
