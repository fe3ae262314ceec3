"""A list of tasks from a file: taken whole or not at all, told row by row."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.plans import tables
from parindex.cycle.plans.actions import importing
from parindex.cycle.plans.actions.importing import Brought
from parindex.cycle.plans.models import Plan
from parindex.cycle.plans.queries import linking
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from tests.cast import AT, Cast
from tests.cycle.plans.standing import of_city

HEAD = ("STT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Trạng thái", "Sản phẩm")
GOOD = (
    ("I", "Công tác chỉ đạo"),
    (
        "1",
        "Ban hành kế hoạch",
        "Sở Nội vụ",
        "Các xã, phường",
        "30/6/2026",
        "Đang thực hiện",
        "Kế hoạch\nTờ trình",
    ),
    ("2", "Đối thoại", "Sở Tư pháp", "", "Hằng quý", "", ""),
    ("II", "Thủ tục"),
    ("1", "Rà soát thủ tục", "Sở Nội vụ", "", "Thường xuyên", "Đã hoàn thành", ""),
)


def workbook(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> bytes:
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("DANH MỤC NHIỆM VỤ",))
        for down, row in enumerate((head, *rows), start=1):
            sheet.write_row(down, 0, row)
    return data.getvalue()


def brought(plan: Plan, data: bytes, *, despite: bool = False, cast: Cast | None = None) -> Brought:
    by = cast.actor("reform") if cast else SYSTEM
    return importing.bring(plan, tables.read(data), file="a.xlsx", despite=despite, by=by, at=AT)


def test_a_list_of_tasks_is_taken(cast: Cast) -> None:
    plan = of_city(cast)
    assert brought(plan, workbook(*GOOD), cast=cast) == Brought(3, ())
    made = plan.tasks.filter(table="u-hand")
    assert [(str(task.section), task.number, task.text, task.due_on) for task in made] == [
        ("I Công tác chỉ đạo", "1", "Ban hành kế hoạch", date(2026, 6, 30)),
        ("I Công tác chỉ đạo", "2", "Đối thoại", None),
        ("II Thủ tục", "1", "Rà soát thủ tục", None),
    ]
    first = made[0]
    assert [task.listed_as for task in made] == ["on_track", "", "done"]
    assert first.deliverables == ["Kế hoạch", "Tờ trình"]
    assert [(each.role, each.text, each.groups) for each in first.assignees.all()] == [
        ("lead", "Sở Nội vụ", ""),
        ("partner", "Các xã, phường", ",communes,"),
    ]
    assert linking.amendments(first)[0].reason == "Tệp “a.xlsx”, dòng 4; trạng thái trong tệp: Đang thực hiện"
    told = audit.visible(SYSTEM).get(event="plan.imported").facts
    assert told == {"tasks": 3, "file": "a.xlsx"}
    again = brought(plan, workbook(*GOOD), cast=cast)
    assert (again.tasks, plan.tasks.filter(table="u-hand").count()) == (3, 6)


def test_comma_separated_text_is_a_list_too(cast: Cast) -> None:
    plan = of_city(cast)
    data = "Số;Nhiệm vụ;Chủ trì;Thời hạn\n7;Việc;Sở Nội vụ;Quý IV/2026\n".encode()
    assert brought(plan, data) == Brought(1, ())


HOME, ALWAYS = "Sở Nội vụ", "Thường xuyên"


@pytest.mark.parametrize(
    ("row", "code", "where"),
    [
        (("9", "", HOME, "", ALWAYS), "TASK_TEXT_MISSING", ("Nhiệm vụ", None)),
        (("2", "Việc", HOME, "", ALWAYS), "TASK_NUMBER_TWICE", ("Số", "2")),
        (("9", "Việc", "", "", ALWAYS), "TASK_LEAD_MISSING", ("Chủ trì", None)),
        (("9", "Việc", "Sở Thủy cung", "", ALWAYS), "TASK_LEAD_UNKNOWN", ("Chủ trì", "Sở Thủy cung")),
        (
            ("9", "Việc", HOME, "Hội Vô danh", ALWAYS),
            "TASK_LEAD_UNKNOWN",
            ("Phối hợp", "Hội Vô danh"),
        ),
        (("9", "Việc", HOME, "", ""), "TASK_DEADLINE_MISSING", ("Thời hạn", None)),
        (
            ("9", "Việc", HOME, "", "lúc nào đó"),
            "TASK_DEADLINE_UNREAD",
            ("Thời hạn", "lúc nào đó"),
        ),
        (("9", "Việc", HOME, "", "1/2/2026"), "TASK_DEADLINE_PAST", ("Thời hạn", "1/2/2026")),
        (
            ("9", "Việc", HOME, "", ALWAYS, "hên xui"),
            "TASK_STATE_UNKNOWN",
            ("Trạng thái", "hên xui"),
        ),
    ],
)
def test_one_bad_row_stops_the_whole_list(
    cast: Cast, row: tuple[str, ...], code: str, where: tuple[str, str | None]
) -> None:
    plan = of_city(cast)
    before = plan.tasks.count()
    found = brought(plan, workbook(*GOOD[:3], row))
    assert [(each.code, each.row, each.column, each.stated) for each in found.findings] == [(code, 6, *where)]
    assert (found.tasks, plan.tasks.count(), plan.sections.filter(table="u-hand").count()) == (0, before, 0)
    is_doubt = found.findings[0].severity == "warning"
    assert brought(plan, workbook(*GOOD[:3], row), despite=True).tasks == (3 if is_doubt else 0)


@pytest.mark.parametrize(
    "data",
    [
        workbook(("1", "Việc"), head=("STT", "Nội dung")),
        workbook(head=HEAD),
        "Tên;Tuổi\nAn;5\n".encode(),
    ],
)
def test_a_table_of_something_else_is_no_list(cast: Cast, data: bytes) -> None:
    plan = of_city(cast)
    found = brought(plan, data)
    assert (found.tasks, [each.code for each in found.findings]) == (0, ["TASK_COLUMNS_MISSING"])


def test_a_broken_file_is_told(cast: Cast) -> None:
    with pytest.raises(Unusable):
        tables.read(b"PK\x03\x04 broken")


def test_who_may_not_change_the_plan_brings_nothing(cast: Cast) -> None:
    plan = of_city(cast)
    with pytest.raises(Refused):
        importing.bring(
            plan, tables.read(workbook(*GOOD)), file="a", despite=True, by=cast.actor("clerk"), at=AT
        )


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Đã hoàn thành.", "done"),
        ("QUÁ HẠN", "late"),
        ("", ""),
        ("hên xui", None),
        ("đang triển khai", "on_track"),
    ],
)
def test_states_are_said_in_many_ways(text: str, state: str | None) -> None:
    assert tables.state_of(text) == state
