"""Plans of the cast whose tasks are assigned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from parindex.cycle.documents import deadlines
from parindex.cycle.documents.blocks import At
from parindex.cycle.documents.outline import Lead, TaskRow, TaskTable
from parindex.cycle.evidence.actions import adding
from parindex.cycle.evidence.models import Item
from parindex.cycle.monitoring.actions import fanning
from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.plans import jobs
from parindex.cycle.plans.models import LEAD, Plan
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.foundation.jobs import task as queue
from tests.cast import AT, Cast
from tests.cycle import accepted

HOME, LAW, EVERYBODY = accepted.HOME, accepted.LAW, accepted.EVERYBODY
CLERK_WARD = Lead("UBND phường Yên Hòa", units=("Phường Yên Hòa",))
LATER = AT + timedelta(days=1)


def task(
    number: str,
    deadline: str,
    *leads: Lead,
    partners: tuple[Lead, ...] = (),
    text: str = "Ban hành kế hoạch",
    continues: str | None = None,
    row: int = 1,
) -> TaskRow:
    """A task as a document of 2026 prints it."""
    return TaskRow(
        number=number,
        text=text,
        deadline=deadlines.read(deadline, year=2026),
        leads=leads,
        partners=partners,
        continues=continues,
        at=At(page=4, row=row),
    )


def plan(owner: Unit, *rows: TaskRow, number: str = "01/KH-UBND", **fields: Any) -> Plan:
    """A plan of ``owner`` with these tasks, issued on 1 March 2026 unless ``fields`` say otherwise."""
    document = accepted.document(owner, TaskTable(id="t2", title="Danh mục", rows=rows), number=number)
    jobs.take(queue.Task(args={"subject_id": str(document.pk)}, at=AT, progress=lambda done, total: None))
    Plan.objects.filter(document=document).update(**{"issued_on": date(2026, 3, 1), **fields})
    return Plan.objects.select_related("unit").get(document=document)


def fanned(found: Plan, *, rhythm: str = "", by: Actor = SYSTEM) -> fanning.FanOut:
    """The plan fanned out."""
    return fanning.fan_out(found, rhythm=rhythm, by=by, at=AT)


def owed(cast: Cast, deadline: str = "30/6/2026", *, lead: Lead = CLERK_WARD) -> Assignment:
    """One task of the city that the clerk's ward leads."""
    found = plan(cast.city, task("1", deadline, lead))
    fanned(found)
    return Assignment.objects.select_related("plan", "task", "unit", "owner").get(plan=found, role=LEAD)


def proof(unit: Unit, *, by: Actor = SYSTEM, text: str = "báo cáo") -> Item:
    """A piece in the library of a unit."""
    return adding.add_file(text.encode(), name="bao-cao.txt", unit=unit, by=by, at=AT)
