"""Tasks found in the prose of a document: what each says, who may lead it, whether it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parindex.cycle.documents import queries as documents
from parindex.cycle.documents.models import Document
from parindex.cycle.plans import prose
from parindex.cycle.plans.models import PROSE, Plan, Task


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One task found in prose, by its place among them (from 1); ``task`` is set once it was taken."""

    position: int
    text: str
    deadline: str
    due: date | None
    section: str
    lead: str
    page: int | None
    row: int | None
    task: int | None


def of(document: Document) -> tuple[DraftItem, ...]:
    """What was found in the prose of a document. Raises documents.states.NotPossible before it was read."""
    reading = documents.as_read(document)
    rows = Task.objects.filter(plan__document=document, table=PROSE)
    taken = dict(rows.values_list("position", "pk"))
    return tuple(
        DraftItem(
            position=position,
            text=each.text,
            deadline=each.deadline.text,
            due=each.deadline.due,
            section=each.section or "",
            lead=prose.lead_of(each, reading.text),
            page=each.at.page,
            row=each.at.row,
            task=taken.get(position),
        )
        for position, each in enumerate(reading.drafts, start=1)
    )


def plan_of(document: Document) -> Plan | None:
    """The plan that was made of a document, where there is one."""
    return Plan.objects.filter(document=document).first()
