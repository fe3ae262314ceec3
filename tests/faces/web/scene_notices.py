"""A notice of each unit to somebody nobody of the cast is, full of the unit's marker."""

from __future__ import annotations

from typing import Any

from parindex.engine.access.actors import SYSTEM
from parindex.foundation.accounts import actions as accounts
from parindex.foundation.notices.actions import tell
from parindex.foundation.notices.models import Notice
from tests.cast import AT, PASSWORD


def told(unit: Any, mark: str) -> int:
    """The notice."""
    person = accounts.create(
        f"absent{unit.pk}", full_name="Người Vắng Mặt", email="", password=PASSWORD, place=unit.place,
        by=SYSTEM, at=AT,
    )  # fmt: skip
    facts = {"unit": unit.name, "task": f"Việc {mark}draft", "due_on": "2026-06-30", "plan": f"{mark}draft"}
    tell([person.pk], key="remind:1", event="monitoring.due-soon", facts=facts, url="assignment:1", at=AT)
    return Notice.objects.get(person=person).pk
