"""Tasks added by hand, changed with a reason, cancelled by decision; nothing of it is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from parindex.cycle.plans import checks, queries
from parindex.cycle.plans.actions import amending
from parindex.cycle.plans.actions.amending import Stated
from parindex.cycle.plans.models import Amendment, Assignee, Task
from parindex.cycle.plans.pages import PlanFilter
from parindex.cycle.plans.queries import fields, linking
from parindex.cycle.plans.states import NotPossible
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from tests.cast import AT, TODAY, Cast
from tests.cycle.plans.standing import of_city

MORE = Stated(
    text="Tổ chức hội nghị đối thoại",
    number="4",
    deadline="Quý III/2026",
    leads="Sở Nội vụ",
    partners="Sở Tư pháp\nUBND các phường, xã",
    deliverables="Báo cáo\nBiên bản",
    division="Phòng Cải cách hành chính",
)


def test_a_task_is_added_by_hand(cast: Cast) -> None:
    plan, by = of_city(cast), cast.actor("reform")
    task = amending.add(plan, MORE, reason="Bổ sung theo Thông báo 12/TB-UBND", by=by, at=AT)
    item = queries.task_item(queries.task(task.pk, by=by), on=TODAY)
    assert (item.text, item.deadline.kind, item.deadline.due) == (
        "Tổ chức hội nghị đối thoại",
        "quarter",
        date(2026, 9, 30),
    )
    assert [unit.name for each in item.leads for unit in each.units] == ["Sở Nội vụ"]
    assert [(each.text, each.groups) for each in item.partners] == [
        ("Sở Tư pháp", ()),
        ("UBND các phường, xã", ("communes",)),
    ]
    assert (item.deliverables, item.division) == (("Báo cáo", "Biên bản"), "Phòng Cải cách hành chính")
    page = queries.page(plan.pk, chosen=PlanFilter(words="doi thoai hoi nghi"), by=by, on=TODAY)
    assert [each.number for each in page.tasks] == ["4"]
    assert [each.field for each in linking.amendments(task)] == ["added"]
    second = amending.add(plan, Stated("Việc nữa"), reason="Bổ sung", by=by, at=AT)
    assert (task.position, second.position) == (1, 2)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("number", "7a", "7a"),
        ("text", " Ban  hành kế hoạch năm ", "Ban hành kế hoạch năm"),
        ("deadline", "Tháng 9/2026", "Tháng 9/2026"),
        ("leads", "Sở Tư pháp (phần pháp chế)\n\n Sở Nội vụ", "Sở Tư pháp (phần pháp chế)\nSở Nội vụ"),
        ("partners", "", ""),
        ("deliverables", "Quyết định\nTờ trình", "Quyết định\nTờ trình"),
        ("division", "Phòng Nội vụ", "Phòng Nội vụ"),
    ],
)
def test_every_field_is_changed_with_its_history(cast: Cast, field: str, value: str, kept: str) -> None:
    plan, by = of_city(cast), cast.actor("reform")
    task = plan.tasks.get(number="1")
    before = fields.of(task, field)
    amending.correct(task, field=field, value=value, was=before, reason="Điều chỉnh", by=by, at=AT)
    again = Task.objects.get(pk=task.pk)
    assert fields.of(again, field) == kept
    (told,) = linking.amendments(again)
    assert (told.field, told.before, told.value, told.reason, told.by) == (
        field,
        before,
        kept,
        "Điều chỉnh",
        "Nguyễn Thị Cải Cách",
    )
    with pytest.raises(checks.Overtaken, match=field):
        amending.correct(task, field=field, value="x", was=f"{kept} khác", reason="x", by=by, at=AT)


def test_new_leads_are_known_to_their_units(cast: Cast) -> None:
    plan, by = of_city(cast), cast.actor("reform")
    task = plan.tasks.get(number="1")
    amending.correct(task, field="leads", value="Phường Yên Hòa", reason="Giao lại", by=by, at=AT)
    assert [each.number for each in queries.tasks_of(cast.ward, by=by, on=TODAY).led] == ["1", "3"]
    assert Assignee.objects.filter(task=task, role="lead").count() == 1


def test_a_task_is_cancelled_by_decision_and_restored(cast: Cast) -> None:
    plan, by = of_city(cast), cast.actor("reform")
    task = queries.task(plan.tasks.get(number="1").pk, by=by)
    assert queries.listed(by=by, on=TODAY).rows[0].overdue == 1
    amending.cancel(task, decision="15/QĐ-UBND", on=TODAY, reason="Trùng việc", by=by, at=AT)
    assert (task.cancelled_on, task.cancelled_by) == (TODAY, "15/QĐ-UBND")
    assert queries.listed(by=by, on=TODAY).rows[0].overdue == 0
    with pytest.raises(NotPossible):
        amending.correct(task, field="text", value="x", reason="x", by=by, at=AT)
    with pytest.raises(NotPossible):
        amending.cancel(task, decision="16/QĐ-UBND", on=TODAY, reason="x", by=by, at=AT)
    amending.restore(task, reason="Rút quyết định", by=by, at=AT)
    assert task.cancelled_on is None
    with pytest.raises(NotPossible):
        amending.restore(task, reason="x", by=by, at=AT)
    assert [each.field for each in linking.amendments(task)] == ["restored", "cancelled"]
    told = audit.visible(SYSTEM).get(event="task.cancelled").facts
    assert told == {"task": "1 Ban hành kế hoạch", "decision": "15/QĐ-UBND", "reason": "Trùng việc"}


@pytest.mark.parametrize(
    ("decision", "reason", "wrong"), [(" ", "x", "decision"), ("15/QĐ-UBND", " ", "reason")]
)
def test_a_cancellation_says_decision_and_reason(cast: Cast, decision: str, reason: str, wrong: str) -> None:
    task = of_city(cast).tasks.all()[0]
    with pytest.raises(checks.WrongValue, match=wrong):
        amending.cancel(task, decision=decision, on=TODAY, reason=reason, by=cast.actor("reform"), at=AT)


def test_what_was_changed_stays_as_it_was_told(cast: Cast) -> None:
    plan, by = of_city(cast), cast.actor("reform")
    amending.add(plan, MORE, reason="Bổ sung", by=by, at=AT)
    for change in (
        lambda: Amendment.objects.update(reason="khác"),
        lambda: Amendment.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("who", ["clerk", "leader", "neighbour", "city_leader", "auditor", "stranger"])
def test_only_the_office_amends_the_plan_of_the_city(cast: Cast, who: str) -> None:
    plan, by = of_city(cast), cast.actor(who)
    task = plan.tasks.all()[0]
    with pytest.raises(Refused):
        amending.add(plan, MORE, reason="x", by=by, at=AT)
    with pytest.raises(Refused):
        amending.cancel(task, decision="x", on=TODAY, reason="x", by=by, at=AT)
    with pytest.raises(Refused):
        amending.restore(task, reason="x", by=by, at=AT)
