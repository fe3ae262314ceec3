"""Accepted documents of the cast, as the worker and a reviewer would have made them."""

from __future__ import annotations

from datetime import date, datetime

from parindex.cycle.documents import actions
from parindex.cycle.documents.blocks import At, Blocks
from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import (
    CriteriaTable,
    CriterionRow,
    Deadline,
    DeadlineKind,
    Head,
    Lead,
    Reading,
    Source,
    TaskRow,
    TaskTable,
    TotalRow,
)
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT

HOME = Lead("Sở Nội vụ", units=("Sở Nội vụ",))
LAW = Lead("Sở Tư pháp", scope="lĩnh vực pháp chế", units=("Sở Tư pháp",))
EVERYBODY = Lead("UBND các phường, xã", groups=("communes",))

INDEX = CriteriaTable(
    id="t1",
    index="PAR INDEX",
    title="Kết quả và mục tiêu",
    result_year=2025,
    target_year=2026,
    total=TotalRow("Tổng", max="10", result="8.25", target="9", comparator=">", at=At(page=3, row=5)),
    rows=(
        CriterionRow("1", "1", "Chỉ đạo, điều hành", "6", "4.75", "5.5", leads=(HOME,), at=At(page=2, row=1)),
        CriterionRow("1/1.1", "1.1", "Kế hoạch", "4", "3.5", "4", ">=", (HOME,), True, At(page=2, row=2)),
        CriterionRow("1/2", "-", "Báo cáo", "2", "1.25", "1.5", leads=(LAW, HOME), at=At(page=2, row=3)),
        CriterionRow("2", "2", "Thể chế", "4", "3.5", "3.5", leads=(EVERYBODY,), at=At(page=3, row=4)),
    ),
)
TASKS = TaskTable(
    id="t2",
    title="Danh mục nhiệm vụ",
    rows=(
        TaskRow(
            number="1",
            text="Ban hành kế hoạch",
            deadline=Deadline("Tháng 4/2026", DeadlineKind.MONTH, date(2026, 4, 30)),
            leads=(HOME,),
            partners=(EVERYBODY,),
            deliverables=("Kế hoạch", "Báo cáo"),
            section="I",
            section_title="Điều hành",
            at=At(page=4, row=1),
        ),
        TaskRow(
            number="2",
            text="Rà soát thủ tục",
            deadline=Deadline("Thường xuyên", DeadlineKind.CONTINUOUS),
            leads=(LAW, HOME),
            section="II",
            section_title="Thủ tục",
            at=At(page=4, row=2),
        ),
        TaskRow(
            number="3",
            text="Đối thoại với người dân",
            deadline=Deadline("Quý II/2026", DeadlineKind.QUARTER, date(2026, 6, 30)),
            leads=(EVERYBODY,),
            section="II",
            section_title="Thủ tục",
            at=At(page=5, row=3),
        ),
    ),
)


def document(
    owner: Unit,
    *tables: CriteriaTable | TaskTable,
    name: str = "kế hoạch.docx",
    number: str = "01/KH-UBND",
    at: datetime = AT,
) -> Document:
    """A document of ``owner`` with ``tables``, read and all of them accepted."""
    data = f"{owner.pk} {name} {number}".encode()
    found = actions.upload(data, name=name, media_type="text/plain", owner=owner, by=SYSTEM, at=at).document
    reading = Reading(
        source=Source(name=name, sha256="0" * 64, media_type="text/plain"),
        pages=5,
        document=Head(kind="plan", number=number, issued_on=date(2026, 3, 1), title="Kế hoạch cải cách"),
        tables=tables,
    )
    actions.note_reading(found, reading, blocks=Blocks(()), by=SYSTEM, at=at)
    actions.accept(found, [table.id for table in tables], version=found.version, by=SYSTEM, at=at)
    return found
