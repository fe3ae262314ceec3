"""One assignment: what it asks, what was reported and decided, oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from parindex.cycle.evidence.models import Item
from parindex.cycle.monitoring.models import Assignment, DueRequest, Report
from parindex.cycle.monitoring.pages import AssignmentPage, Choice, DueAsked, Entry, Proof
from parindex.cycle.monitoring.queries import base, lists
from parindex.cycle.monitoring.states import DueChange, Kind, State
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission


def page(key: int, *, by: Actor, on: date) -> AssignmentPage:
    """One visible assignment; Assignment.DoesNotExist otherwise."""
    row = base.get(key, by=by)
    wishes = tuple(_asked(each) for each in row.due_requests.order_by("asked_at", "pk"))
    document = row.plan.document
    return AssignmentPage(
        item=lists.item(row, on=on),
        owner_name=row.owner.name,
        division=row.division,
        document=document.pk if document else None,
        document_name=(document.number or document.name) if document else "",
        table=row.task.table,
        page=row.task.source_page,
        row=row.task.source_row,
        deliverables=tuple(row.task.deliverables),
        entries=tuple(_entry(each) for each in row.reports.order_by("number").prefetch_related("evidence")),
        due_asked=wishes,
        handed_from=_unit_of(row.handed_from_id),
        handed_to=tuple(
            Choice(each.pk, each.unit.name) for each in row.handed_to.select_related("unit").order_by("pk")
        ),
        turns=_turns(row, by=by),
        criteria=_criteria(row),
        may=_may(row, asked=wishes, by=by, on=on),
    )


def proofs_to_choose(row: Assignment, *, by: Actor, most: int) -> tuple[Proof, ...]:
    """The newest pieces of the unit's library that its own reporter may show."""
    if not by.can(Permission.TASK_REPORT, at=row.unit.place):
        return ()
    rows = Item.objects.filter(unit=row.unit_id).order_by("-pk")[:most]
    return tuple(_proof(each) for each in rows)


def asked(row: Assignment) -> DueRequest | None:
    """The request for another due date that waits for a decision."""
    return row.due_requests.filter(state=DueChange.ASKED).select_related("assignment__owner").first()


def _entry(row: Report) -> Entry:
    return Entry(
        number=row.number,
        kind=Kind(row.kind),
        done=row.done,
        total=row.total,
        done_on=row.done_on,
        text=row.text,
        obstacle=row.obstacle,
        proposal=row.proposal,
        is_illustrative=row.is_illustrative,
        made_at=row.made_at,
        by_name=row.made_by_name,
        evidence=tuple(_proof(each) for each in row.evidence.all()),
    )


def _proof(row: Any) -> Proof:
    about = " · ".join(part for part in (row.number, row.issuer) if part)
    return Proof(row.pk, row.title or row.number or f"#{row.pk}", about)


def _asked(row: DueRequest) -> DueAsked:
    return DueAsked(
        key=row.pk,
        state=row.state,
        was=row.was,
        wanted=row.wanted,
        reason=row.reason,
        decision=row.decision,
        asked_at=row.asked_at,
        asked_by_name=row.asked_by_name,
        decided_at=row.decided_at,
        decided_by_name=row.decided_by_name,
    )


def _unit_of(key: int | None) -> Choice | None:
    found = Assignment.objects.select_related("unit").filter(pk=key).first() if key else None
    return Choice(found.pk, found.unit.name) if found else None


def _turns(row: Assignment, *, by: Actor) -> tuple[tuple[Choice, bool], ...]:
    """The other turns of a task that recurs, as the person sees them; the one that is shown is marked."""
    rows = base.visible(by).filter(task=row.task_id, unit=row.unit_id, role=row.role).order_by("turn", "pk")
    found = [(Choice(key, str(turn)), key == row.pk) for key, turn in rows.values_list("pk", "turn")]
    return tuple(found) if len(found) > 1 else ()


def _criteria(row: Assignment) -> tuple[Choice, ...]:
    linked = row.task.criteria.select_related("criterion").order_by("criterion__position", "pk")
    return tuple(Choice(each.criterion_id, f"{each.criterion.code} {each.criterion.name}") for each in linked)


def _may(row: Assignment, *, asked: Iterable[DueAsked], by: Actor, on: date) -> dict[str, bool]:
    """What the person may do with it in this state."""
    state, is_asked = State(row.state), any(each.state == DueChange.ASKED for each in asked)
    reports = by.can(Permission.TASK_REPORT, at=row.unit.place)
    verifies = by.can(Permission.TASK_VERIFY, at=row.owner.place)
    is_open, goes_on = state is State.OPEN, state in {State.OPEN, State.DONE}
    is_missed = row.owed_by is not None and row.owed_by < (row.done_on or on)
    return {
        "report": reports and is_open,
        "ask": reports and is_open and not is_asked,
        "account": reports and goes_on and is_missed,
        "divide": reports and is_open,
        "verify": verifies and state is State.DONE,
        "return": verifies and state in {State.DONE, State.VERIFIED},
        "decide": verifies and is_asked,
        "set-due": verifies and goes_on,
        "cancel": verifies and goes_on,
        "evidence": by.can(Permission.ASSESSMENT_READ, at=row.unit.place),
    }
