"""Accounting: why a date was missed, and what the unit does about it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.monitoring import checks, events
from parindex.cycle.monitoring.actions.held import Held
from parindex.cycle.monitoring.checks import AccountEntry
from parindex.cycle.monitoring.models import Assignment, Report
from parindex.cycle.monitoring.states import Kind
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


@transaction.atomic
def account(assignment: Assignment, entry: AccountEntry, *, seen: int, by: Actor, at: datetime) -> Report:
    """Account for a task that is late or was done late.

    Raises NothingMissed, WrongValue, Overtaken, WrongStep.
    """
    require(by, Permission.TASK_REPORT, at=assignment.unit.place)
    held = Held(assignment, by=by, at=at)
    checks.missed(held.row.owed_by, done_on=held.row.done_on, today=timezone.localdate(at))
    held.must_be(seen)
    made = held.enter(
        Kind.ACCOUNT,
        text=checks.said(entry.text, field="text"),
        obstacle=checks.said(entry.cause, field="cause"),
        proposal=checks.said(entry.remedy, field="remedy"),
        is_illustrative=entry.is_illustrative,
    )
    history.record(events.ACCOUNTED, held.row, by=by, at=at, place=held.place, **held.facts)
    return made
