"""The fields of a task as a person reads and writes them: lists one a line."""

from __future__ import annotations

from parindex.cycle.plans.models import LEAD, PARTNER, Task

_ROLES = {"leads": LEAD, "partners": PARTNER}


def of(task: Task, field: str) -> str:
    """What stands in one field of a task."""
    if field in _ROLES:
        rows = task.assignees.filter(role=_ROLES[field])
        return "\n".join(f"{each.text} ({each.scope})" if each.scope else each.text for each in rows)
    if field == "deliverables":
        return "\n".join(task.deliverables)
    if field == "deadline":
        return task.deadline_text
    return str(getattr(task, field))
