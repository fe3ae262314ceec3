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
from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.monitoring.states import State
from parindex.cycle.plans import queries as plans
from parindex.cycle.plans.pages import OwedTasks, TaskItem
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import queries as history
from parindex.foundation.audit.queries import Sentence

MOST = 8
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits for the person, what their units owe late or soon, what is new.

    ``more_tasks`` counts those owed beyond the listed, ``late_tasks`` those whose day is past.
    """

    to_review: tuple[Document, ...]
    failed: tuple[Document, ...]
    reading: tuple[Document, ...]
    to_check: tuple[VersionItem, ...]
    to_publish: tuple[VersionItem, ...]
    tasks: tuple[TaskItem, ...]
    more_tasks: int
    late_tasks: int
    accepted: tuple[Document, ...]
    happened: tuple[Sentence, ...]


def agenda(*, by: Actor, on: date, language: str) -> Agenda:
    """The agenda of ``by`` on a day; sentences of history in ``language``."""
    seen = documents.visible(by)
    mine = seen.filter(units.within(by.scope(Permission.DOCUMENT_CORRECT), field="owner"))
    drafts = frameworks.listed(by=by).rows if by.can_anywhere(Permission.FRAMEWORK_DRAFT) else ()
    owed = _owed(by=by, on=on)
    return Agenda(
        to_review=tuple(mine.filter(state=states.READ)[:MOST]),
        failed=tuple(mine.filter(state=states.FAILED)[:MOST]),
        reading=tuple(mine.filter(state=states.READING)[:MOST]),
        to_check=tuple(each for each in drafts if each.state == versions.DRAFT)[:MOST],
        to_publish=tuple(each for each in drafts if each.state == versions.CHECKED)[:MOST],
        tasks=owed.tasks,
        more_tasks=owed.count - len(owed.tasks),
        late_tasks=owed.late,
        accepted=tuple(seen.filter(state=states.ACCEPTED).order_by("-accepted_at", "-pk")[:MOST]),
        happened=history.told(history.visible(by)[:MOST], language=language),
    )


def waiting(*, by: Actor) -> int:
    """How many documents wait for a review that ``by`` may make."""
    mine = units.within(by.scope(Permission.DOCUMENT_CORRECT), field="owner")
    return documents.visible(by).filter(mine, state=states.READ).count()


def _owed(*, by: Actor, on: date) -> OwedTasks:
    """The tasks late or due within a month that the person's own units lead or join in.

    Of what was assigned to them only what is still open then.
    """
    if not by.can_anywhere(Permission.PLAN_READ):
        return OwedTasks(tasks=(), count=0, late=0)
    own = {grant.place.unit for grant in by.grants if Permission.PLAN_READ in grant.role.permissions}
    until = on + SOON
    assigned = Assignment.objects.filter(unit__in=own).order_by()
    open_still = assigned.filter(state=State.OPEN, due_on__lte=until).values("task")
    settled = assigned.exclude(task__in=open_still).values_list("task", flat=True)
    owing = units.visible(by).filter(pk__in=own)
    return plans.owed(owing, until=until, by=by, on=on, most=MOST, settled=settled)
