"""Verifying: the owner of the plan confirms what is reported done, returns it, or cancels by decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.monitoring import checks, events
from parindex.cycle.monitoring.actions.held import Held
from parindex.cycle.monitoring.models import Assignment, Report
from parindex.cycle.monitoring.states import Kind
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


@transaction.atomic
def verify(assignment: Assignment, *, text: str = "", seen: int, by: Actor, at: datetime) -> Report:
    """Confirm that what is reported done is done. Raises checks.Overtaken, states.WrongStep."""
    require(by, Permission.TASK_VERIFY, at=assignment.owner.place)
    held = Held(assignment, by=by, at=at)
    held.must_be(seen)
    entry = held.enter(Kind.VERIFIED, text=checks.written(text, field="text"))
    held.close_requests("Đã xác nhận hoàn thành.")
    history.record(events.VERIFIED, held.row, by=by, at=at, place=held.place, **held.facts)
    return entry


@transaction.atomic
def return_(assignment: Assignment, *, reason: str, seen: int, by: Actor, at: datetime) -> Report:
    """Give a report back: the task is open again. Raises WrongValue, Overtaken, WrongStep."""
    require(by, Permission.TASK_VERIFY, at=assignment.owner.place)
    held, why = Held(assignment, by=by, at=at), checks.said(reason, field="reason")
    held.must_be(seen)
    entry = held.enter(Kind.RETURNED, text=why, changes={"done_on": None})
    history.record(events.RETURNED, held.row, by=by, at=at, place=held.place, **held.facts, reason=why)
    return entry


@transaction.atomic
def cancel(
    assignment: Assignment, *, decision: str, reason: str, seen: int, by: Actor, at: datetime
) -> Report:
    """Stop following a task of a unit, by a decision. Raises WrongValue, Overtaken, WrongStep."""
    require(by, Permission.TASK_VERIFY, at=assignment.owner.place)
    held = Held(assignment, by=by, at=at)
    number, why = checks.said(decision, field="decision"), checks.said(reason, field="reason")
    held.must_be(seen)
    entry = held.enter(Kind.CANCELLED, text=f"{number}: {why}")
    held.close_requests(f"Dừng theo dõi theo {number}.")
    history.record(
        events.CANCELLED, held.row, by=by, at=at, place=held.place, **held.facts, decision=number, reason=why
    )
    return entry
