"""What is due for a person and what is new, across all rooms; reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from parindex.cycle.documents import queries as documents
from parindex.cycle.documents import states
from parindex.cycle.documents.models import Document
from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.frameworks import states as versions
from parindex.cycle.frameworks.pages import VersionItem
from parindex.cycle.plans import queries as plans
from parindex.cycle.plans.pages import TaskItem
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import queries as history
from parindex.foundation.audit.queries import Sentence

MOST = 8
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits for the person, what their units owe soon, what is new.

    ``more_tasks`` counts the tasks due soon beyond those listed.
    """

    to_review: tuple[Document, ...]
    failed: tuple[Document, ...]
    reading: tuple[Document, ...]
    to_check: tuple[VersionItem, ...]
    to_publish: tuple[VersionItem, ...]
    tasks: tuple[TaskItem, ...]
    more_tasks: int
    accepted: tuple[Document, ...]
    happened: tuple[Sentence, ...]


def agenda(*, by: Actor, on: date, language: str) -> Agenda:
    """The agenda of ``by`` on a day; sentences of history in ``language``."""
    seen = documents.visible(by)
    mine = seen.filter(units.within(by.scope(Permission.DOCUMENT_CORRECT), field="owner"))
    drafts = frameworks.listed(by=by).rows if by.can_anywhere(Permission.FRAMEWORK_DRAFT) else ()
    tasks = _due_soon(by=by, on=on)
    return Agenda(
        to_review=tuple(mine.filter(state=states.READ)[:MOST]),
        failed=tuple(mine.filter(state=states.FAILED)[:MOST]),
        reading=tuple(mine.filter(state=states.READING)[:MOST]),
        to_check=tuple(each for each in drafts if each.state == versions.DRAFT)[:MOST],
        to_publish=tuple(each for each in drafts if each.state == versions.CHECKED)[:MOST],
        tasks=tasks[:MOST],
        more_tasks=max(0, len(tasks) - MOST),
        accepted=tuple(seen.filter(state=states.ACCEPTED).order_by("-accepted_at", "-pk")[:MOST]),
        happened=history.told(history.visible(by)[:MOST], language=language),
    )


def waiting(*, by: Actor) -> int:
    """How many documents wait for a review that ``by`` may make."""
    mine = units.within(by.scope(Permission.DOCUMENT_CORRECT), field="owner")
    return documents.visible(by).filter(mine, state=states.READ).count()


def _due_soon(*, by: Actor, on: date) -> tuple[TaskItem, ...]:
    """The tasks due within a month that the person's own units lead or join in, soonest first."""
    if not by.can_anywhere(Permission.PLAN_READ):
        return ()
    own = {grant.place.unit for grant in by.grants if Permission.PLAN_READ in grant.role.permissions}
    found: dict[int, TaskItem] = {}
    for unit in units.visible(by).filter(pk__in=own):
        concerned = plans.tasks_of(unit, by=by, on=on)
        found |= {each.key: each for each in (*concerned.led, *concerned.joined)}
    due = [each for each in found.values() if each.deadline.due and on <= each.deadline.due <= on + SOON]
    return tuple(sorted(due, key=lambda each: (each.deadline.due or on, each.key)))
