"""Knocks at plans: described, divided, drawn up, issued; their tasks added, cancelled, linked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from parindex.engine.access.permissions import Permission as P
from tests.faces.web.scene import Work

LIST = "Số;Nhiệm vụ;Chủ trì;Thời hạn\n7;Việc mới;Sở Nội vụ;Thường xuyên\n"


def planning(work: Work, knock: Callable[..., Any], *, is_city: bool) -> tuple[Any, ...]:
    """Every address of plans with the records of one unit, the forms well filled."""
    seen: dict[str, Any] = {"to_see": P.PLAN_READ, "for_all_members": is_city}
    deed, planned = seen | {"to_do": P.PLAN_EDIT}, work.planned
    drawn_up: dict[str, Any] = {"to_see": P.PLAN_READ, "to_do": P.PLAN_ISSUE}
    described = {"title": "khác", "kind": "plan", "groups": ["communes"], "within": "20"}
    divided = {"division": "Văn phòng", "task": str(work.task)}
    cancelled = {"decision": "1/QĐ", "on": "12/05/2026", "reason": "thử"}

    index = (work.unit.pk, "par-index", {"city": "province", "commune": "commune"}[work.unit.kind])
    read: dict[str, Any] = {"to_see": P.INDEX_READ, "for_all_members": is_city}
    aimed = {"share": "50", "reason": "thử", "path": "1/1.1"}

    def both(name: str, *args: Any, data: dict[str, Any], **rest: Any) -> tuple[Any, ...]:
        return knock(name, *args, **rest), knock(name, *args, method="post", data=data, **rest)

    return (
        knock("index-coverage", *index, **read),
        knock("index-coverage-export", *index, "xlsx", **read),
        knock("index-aim", *index, **read, to_do=P.TARGET_EDIT),
        knock("index-aim", *index, method="post", data=aimed | {"x": "1"}, **read, to_do=P.TARGET_EDIT),
        *both("plan-start", data={"unit": work.unit.pk, "title": "mới"}, at_own=P.TASK_REPORT)[1:],
        knock("plan-start"),
        knock("plan-draw-up", work.plan, is_absent=not is_city, **seen),
        knock(
            "plan-drafts", work.accepted, to_see=P.DOCUMENT_READ, to_do=P.PLAN_EDIT, for_all_members=is_city
        ),
        *both("plan-import", work.plan, data={"file": SimpleUploadedFile("a.csv", LIST.encode())}, **deed),
        *both("plan-describe", work.plan, data=described, **deed),
        *both("plan-divide", work.plan, data=divided, **deed),
        *both("plan-issue", planned.draft, data={"number": "9/KH", "on": "12/05/2026"}, **drawn_up),
        knock("plan-replies", work.plan, **seen),
        knock("plan-replies-export", work.plan, "csv", **seen),
        knock("plan-results", work.plan, **seen),
        knock("plan-results-export", work.plan, "xlsx", **seen),
        *both("task-add", work.plan, data={"text": "mới", "reason": "thử"}, **deed),
        *both("task-cancel", work.task, data=cancelled, **deed),
        *both("task-restore", planned.cancelled, data={"reason": "thử"}, **deed),
        *both("task-criteria", planned.linked, data={"criterion": planned.free, "gain": "0,1"}, **deed),
        knock("task-criterion-end", planned.linked, planned.link, method="post", data={"x": "1"}, **deed),
    )
