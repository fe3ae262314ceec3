"""Tasks found in prose: who may lead them, and those chosen taken into the plan, once."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import actions as documents
from parindex.cycle.documents import queries as document_queries
from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import Deadline, Draft, Passage
from parindex.cycle.plans import checks, prose
from parindex.cycle.plans.actions import taking
from parindex.cycle.plans.actions.taking import Chosen
from parindex.cycle.plans.models import Plan
from parindex.cycle.plans.queries import prose as found_in
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, Cast

TEXT = """ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI

Số: 05/CT-UBND

Hà Nội, ngày 12 tháng 5 năm 2026

CHỈ THỊ
Về tăng cường kỷ luật, kỷ cương hành chính

I. NHIỆM VỤ CHUNG

1. Rà soát, công khai thủ tục hành chính tại bộ phận một cửa (hoàn thành trong quý III/2026).

Giao Sở Tư pháp chủ trì, phối hợp với các sở thực hiện.

2. Kiểm tra công vụ đột xuất tại các đơn vị (hoàn thành trước ngày 30/9/2026).
"""


def directive(cast: Cast) -> Document:
    made = documents.upload(
        TEXT.encode(), name="chỉ thị.txt", media_type="text/plain", owner=cast.city, by=SYSTEM, at=AT
    )
    jobs.work_off(clock=lambda: AT)
    return document_queries.get(made.document.pk, by=SYSTEM)


def chosen(document: Document, *positions: int) -> list[Chosen]:
    return [
        Chosen(each.position, each.text, each.deadline, each.lead, each.section, each.page, each.row)
        for each in found_in.of(document)
        if each.position in positions
    ]


def test_prose_is_reviewed_and_taken_once(cast: Cast) -> None:
    document = directive(cast)
    rows = found_in.of(document)
    assert [(row.position, row.due, row.section, row.lead, row.task) for row in rows] == [
        (1, date(2026, 9, 30), "1", "Sở Tư pháp", None),
        (2, date(2026, 9, 30), "2", "", None),
    ]
    plan = taking.take_drafts(document, chosen(document, 1), by=SYSTEM, at=AT)
    assert (plan.kind, plan.number) == ("directive", "05/CT-UBND")
    (task,) = plan.tasks.all()
    assert (task.text, task.due_on, task.table) == (rows[0].text, date(2026, 9, 30), "u-prose")
    assert [unit.name for each in task.assignees.all() for unit in each.units.all()] == ["Sở Tư pháp"]
    taking.take_drafts(document, chosen(document, 1, 2), by=SYSTEM, at=AT)
    assert [row.task is not None for row in found_in.of(document)] == [True, True]
    assert (Plan.objects.count(), plan.tasks.count()) == (1, 2)


def test_a_choice_of_none_and_a_blank_text_are_refused(cast: Cast) -> None:
    document = directive(cast)
    with pytest.raises(checks.WrongValue, match="chosen"):
        taking.take_drafts(document, [], by=SYSTEM, at=AT)
    with pytest.raises(checks.WrongValue, match="text"):
        taking.take_drafts(document, [Chosen(1, " ", "", "")], by=SYSTEM, at=AT)
    with pytest.raises(Refused):
        taking.take_drafts(document, chosen(document, 1), by=cast.actor("clerk"), at=AT)
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("texts", "lead"),
    [
        (("Giao Phòng Văn hóa - Xã hội chủ trì rà soát",), "Phòng Văn hóa - Xã hội"),
        (("Sở Nội vụ có trách nhiệm rà soát",), "Sở Nội vụ"),
        (("1. Rà soát", "Đơn vị chủ trì: Văn phòng HĐND và UBND."), "Văn phòng HĐND và UBND"),
        (("1. Văn phòng chủ trì: Ban A", "2. Rà soát", "3. Chủ trì: Ban B"), ""),
        (("II. Do Thanh tra Thành phố thực hiện", "- Rà soát"), "Thanh tra Thành phố"),
        (("Rà soát",), ""),
    ],
)
def test_the_lead_is_looked_for_near_the_task(texts: tuple[str, ...], lead: str) -> None:
    here = next(text for text in texts if "à soát" in text)
    draft = Draft(here.removeprefix("- "), Deadline())
    assert prose.lead_of(draft, [Passage(text) for text in texts]) == lead
