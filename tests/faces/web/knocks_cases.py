"""The addresses of case files with one of a unit: looked at, sent, read again, set aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from parindex.engine.access.permissions import Permission as P
from tests.faces.web.scene import Work
from tests.foundation.cases.tables import csv_of


def loading(work: Work, knock: Callable[..., Any]) -> tuple[Any, ...]:
    """Every page of a case file, and its forms well filled."""
    batch, seen = work.batch, {"to_see": P.CASE_LOAD}
    row = (work.unit.code, "b-1", "02/04/2026", "10/04/2026", "", "Có", "Không")
    sent = {"since": "1/4/2026", "last": "30/4/2026"}
    file = SimpleUploadedFile("tháng 4.csv", csv_of(row))
    deed: dict[str, Any] = {"method": "post", "data": {"sure": "1"}, **seen, "to_do": P.CASE_LOAD}
    return (
        knock("cases"),
        knock("cases-export", "xlsx"),
        knock("case-send"),
        knock("case-send", method="post", data=sent | {"file": file}),
        *(knock(f"case-{name}", batch, **seen) for name in ("file", "progress", "original")),
        knock("case-export", batch, "csv", **seen),
        knock("case-read-again", batch, **deed),
        knock("case-set-aside", batch, **deed),
    )
