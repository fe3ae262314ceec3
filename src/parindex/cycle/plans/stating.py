"""Stating: from what a person writes of a task to whom it names, when it is due, what is searched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from parindex.cycle.documents import leads
from parindex.cycle.documents.blocks import Cell, Line
from parindex.cycle.documents.outline import Deadline, Lead
from parindex.engine.values.vietnamese import fold, squeeze


def people(text: str, *, directory: leads.Directory, on: date) -> tuple[Lead, ...]:
    """Everyone whom ``text`` names, one a line or parted by ";" as in a document."""
    lines = (squeeze(line) for line in text.splitlines())
    cells = (Cell((Line(line),)) for line in lines if line)
    return tuple(lead for cell in cells for lead in leads.read(cell, directory=directory, on=on))


def pieces(text: str) -> list[str]:
    """The deliverables that ``text`` lists, one a line."""
    return [piece for piece in (squeeze(line) for line in text.splitlines()) if piece]


def deadline_fields(deadline: Deadline) -> dict[str, Any]:
    """A deadline as a task keeps it."""
    return {
        "deadline_text": deadline.text,
        "deadline_kind": deadline.kind.value,
        "due_on": deadline.due,
        "days": deadline.days,
        "event": deadline.event or "",
        "frequency": deadline.frequency or "",
    }


def searchable(*parts: str, people: Iterable[str] = (), deliverables: Iterable[str] = ()) -> str:
    """Everything of a task that is searched, folded."""
    return fold(" ".join([*parts, *people, *deliverables]))
