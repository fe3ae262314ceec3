"""Entry points for the queue: what follows from entries is recorded in measures."""

from __future__ import annotations

from parindex.cycle.registers.actions import reckoning
from parindex.cycle.registers.models import Entry, Register
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs.task import Task


def reckon_entry(task: Task) -> None:
    """Reckon anew for the unit of an entry that was entered, corrected or withdrawn."""
    entry = Entry.objects.select_related("register__owner").filter(pk=task.args["subject_id"]).first()
    if entry is not None:
        reckoning.reckon(entry.register, unit=entry.unit_id, by=SYSTEM, at=task.at)


def reckon_register(task: Task) -> None:
    """Reckon a register anew for every unit."""
    register = Register.objects.select_related("owner").filter(pk=task.args["subject_id"]).first()
    if register is not None:
        reckoning.reckon(register, by=SYSTEM, at=task.at)
