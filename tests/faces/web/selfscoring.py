"""The addresses of self-scoring with the sheet of one unit: read, tried, saved, loaded, approved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from parindex.engine.access.permissions import Permission as P
from tests.faces.web.scene import Work

ANSWERS = """
schema: parindex/answers/1
framework: xa-phuong-thu
units:
  "{unit}":
    "I/1": {{done: 18, total: 20}}
    "II/1": {{count: 0}}
"""


def selfscoring(work: Work, knock: Callable[..., Any]) -> tuple[Any, ...]:
    """Every page of a sheet, and every form of it well filled."""
    sheet, leaf = work.sheet, (work.sheet, work.cell)
    seen: dict[str, Any] = {"to_see": P.ASSESSMENT_READ}
    score: dict[str, Any] = seen | {"to_do": P.ASSESSMENT_SCORE}
    approve: dict[str, Any] = seen | {"to_do": P.ASSESSMENT_APPROVE}

    def post(name: str, *args: Any, data: dict[str, Any], **rest: Any) -> Any:
        return knock(name, *args, method="post", data=data, **rest)

    answer = {"a.done": "17", "a.total": "20", "note": "theo báo cáo", "seen": "1"}
    text = ANSWERS.format(unit=work.unit.name).encode()
    return (
        knock("scoring"),
        *(knock(name, sheet, **seen) for name in ("sheet", "sheet-print", "sheet-workbook", "sheet-past")),
        knock("sheet-leaf", *leaf, **seen),
        knock("leaf-ledger", *leaf, **seen),
        post("leaf-preview", *leaf, data=answer, **score),
        post("leaf-save", *leaf, data=answer, **score),
        post("sheet-leaf", *leaf, data=answer, **score),
        knock("sheet-load", sheet, **score),
        post("sheet-load", sheet, data={"file": SimpleUploadedFile("a.yaml", text)}, **score),
        post("sheet-lay", sheet, data={"sure": "1"}, **score),
        knock("sheet-submit", sheet, **approve),
        post("sheet-submit", sheet, data={"sure": "1"}, **approve),
        post("sheet-hand-back", sheet, data={"reason": "thử"}, **approve),
    )
