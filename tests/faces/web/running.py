"""The addresses of cycles with the records of one unit: looked at, run, excepted, divided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from parindex.cycle.assessments.queries import cycles
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.permissions import Permission as P
from tests.faces.web.scene import Work

FAR = "31/12/2099 17:00"


def running(work: Work, knock: Callable[..., Any]) -> tuple[Any, ...]:
    """Every page of a cycle, and every form of it well filled."""
    cycle, sheet = work.cycle, work.sheet
    run: dict[str, Any] = {"to_do": P.CYCLE_MANAGE}
    divide: dict[str, Any] = {"to_see": P.ASSESSMENT_DIVIDE, "to_do": P.ASSESSMENT_DIVIDE}

    def post(name: str, *args: Any, data: dict[str, Any], **rest: Any) -> Any:
        return knock(name, *args, method="post", data=data, **rest)

    criterion = {"criterion": work.top}
    return (
        *(knock(name) for name in ("cycles", "cycle-prepare")),
        knock("cycles-export", "csv"),
        knock("cycle", cycle),
        knock("cycle-progress", cycle),
        knock("cycle-export", cycle, "csv"),
        knock("cycle-rights", cycle),
        knock("cycle-rights-export", cycle, "xlsx"),
        *(knock(f"cycle-{deed}", cycle, **run) for deed in ("enrol", "calendar", "open")),
        post("cycle-enrol", cycle, data={"kind": "commune", "group": "Xã"}, **run),
        post("cycle-calendar", cycle, data=_windows(cycle), **run),
        post("cycle-open", work.coming, data={"sure": "1"}, **run),
        post("cycle-settle", cycle, data={"counts": "scored"}, **run),
        post("cycle-rights", cycle, data=criterion | {"agency": work.agency}, **run),
        post("right-withdraw", work.right, data={"sure": "1"}, **run),
        knock("cycle-unit", sheet),
        post(
            "cycle-extend",
            sheet,
            data={"extend-stage": work.stage, "extend-until": FAR, "extend-reason": "Bão"},
            **run,
        ),
        post(
            "cycle-reopen",
            sheet,
            data={"reopen-criterion": work.cell, "reopen-until": FAR, "reopen-reason": "Nhầm"},
            **run,
        ),
        post("cycle-admit", sheet, data={"admit-reason": "Mất điện"}, **run),
        post("cycle-leave-out", work.chosen, data={"sure": "1"}, **run),
        knock("sheet-divide", sheet, **divide),
        post("sheet-divide", sheet, data=criterion | {"person": work.member.pk}, **divide),
        post("duty-end", work.duty, data={"sure": "1"}, **divide),
    )


def measuring(work: Work, knock: Callable[..., Any]) -> tuple[Any, ...]:
    """Every page of a measure, and every form of it well filled."""
    measure, own = work.measure, work.unit.pk
    note: dict[str, Any] = {"to_do": P.MEASURE_RECORD}

    def post(name: str, *args: Any, data: dict[str, Any]) -> Any:
        return knock(name, *args, method="post", data=data, **note)

    held = {"as_of": "1/12/2026", "source": "Báo cáo thử"}
    table = SimpleUploadedFile("bảng.csv", "Đơn vị;Giá trị\nPhường Yên Hòa;0,71".encode())
    kept = {"name": "Số liệu khác", "code": "khac", "shape": "single"}
    return (
        *(knock(name) for name in ("measures", "measure-keep")),
        knock("measures-export", "csv"),
        knock("measure", measure),
        knock("measure-export", measure, "csv"),
        knock("measure-unit", measure, own, to_do=P.MEASURE_READ),
        knock("measure-file", work.reading, to_see=P.MEASURE_READ),
        *(knock(f"measure-{deed}", measure, **note) for deed in ("record", "import", "feed")),
        post("measure-keep", data=kept),
        post("measure-record", measure, data=held | {f"value-{own}": "0,72"}),
        post("measure-import", measure, data=held | {"part": "year", "year": "2026", "file": table}),
        post("measure-feed", measure, data={"version": work.set, "slot": f"{work.free}|"}),
        post("measure-unfeed", work.feed, data={"sure": "1"}),
    )


def _windows(cycle: int) -> dict[str, str]:
    """The calendar of a cycle as its form holds it, the last stage ending later."""
    stages = list(cycles.get(cycle, by=SYSTEM).stages.order_by("position"))
    told = {f"opens-{each.pk}": _written(each.opens_at) for each in stages}
    told |= {f"closes-{each.pk}": _written(each.closes_at) for each in stages}
    return told | {f"closes-{stages[-1].pk}": FAR, "reason": "thử"}


def _written(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"
