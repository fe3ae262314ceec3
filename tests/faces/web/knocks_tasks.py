"""Knocks at the desk of tasks: every page, every deed on one assignment, fanning out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parindex.engine.access.permissions import Permission as P
from tests.cast import TODAY
from tests.faces.web.scene import Work
from tests.faces.web.scene_tasks import EVENT

PAGES = ("", "-board", "-calendar", "-timeline", "-units", "-criteria", "-leaders")
OF_UNIT: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("report", "open", {"text": "khác", "done": "1", "total": "2"}),
    ("ask", "open", {"wanted": "25/12/2027", "reason": "thử"}),
    ("account", "open", {"text": "a", "cause": "b", "remedy": "c"}),
    ("divide", "open", {"division": "Văn phòng"}),
)
OF_OWNER: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("verify", "done", {"text": "được"}),
    ("return", "done", {"reason": "thử"}),
    ("decide", "asked", {"verdict": "granted", "decision": "1/QĐ"}),
    ("set-due", "open", {"due_on": "25/12/2027", "decision": "1/QĐ"}),
    ("cancel", "open", {"decision": "1/QĐ", "reason": "thử"}),
)


def following(work: Work, knock: Callable[..., Any], *, is_city: bool) -> tuple[Any, ...]:
    """Every address of the desk with the assignments of one unit, the forms well filled."""
    seen: dict[str, Any] = {"to_see": P.PLAN_READ}
    plan: dict[str, Any] = seen | {"to_do": P.PLAN_ISSUE, "for_all_members": is_city}
    happened = {"event": EVENT, "happened_on": "12/05/2026"}
    draft: dict[str, Any] = seen | {"to_do": P.TASK_VERIFY}

    def deeds(name: str, known: tuple[tuple[str, str, dict[str, str]], ...], to_do: P) -> list[Any]:
        made = []
        for deed, which, data in known:
            row = getattr(work.owing, which)
            filled = data | {"seen": str(row.version)}
            made.append(knock(name, row.pk, deed, **seen, to_do=to_do))
            made.append(knock(name, row.pk, deed, method="post", data=filled, **seen, to_do=to_do))
        return made

    return (
        *(knock(f"tasks{page}") for page in PAGES),
        *(knock(f"tasks{page}-export", kind) for page in ("", "-units") for kind in ("csv", "xlsx")),
        knock("tasks", query="?standing=all&q=viec"),
        *(knock("assignment", row.pk, **seen) for row in (work.owing.open, work.owing.done)),
        *deeds("assignment-unit", OF_UNIT, P.TASK_REPORT),
        *deeds("assignment-owner", OF_OWNER, P.TASK_VERIFY),
        knock("public-tasks", "ha-noi", "2026-05", is_absent=True),
        knock("public-tasks", work.unit.code, f"{TODAY:%Y-%m}", is_absent=True),
        *_switching(work, knock, is_city=is_city),
        knock("plan-assign", work.plan, **plan),
        knock("plan-assign", work.plan, method="post", data={"rhythm": "monthly"}, **plan),
        knock("plan-assign-progress", work.plan, **plan),
        knock("plan-occasion", work.planned.draft, method="post", data=happened, **draft),
    )


def _switching(work: Work, knock: Callable[..., Any], *, is_city: bool) -> tuple[Any, ...]:
    """The switch of the public list: there for the province alone."""
    key, rest = work.unit.pk, {"to_do": P.PLAN_ISSUE, "is_absent": not is_city}
    opened = {"since": "01/05/2026", "decision": "1/QĐ"} if is_city else {}
    return (
        knock("tasks-public", key, **rest),
        knock("tasks-public", key, method="post", data=opened, **rest),
    )
