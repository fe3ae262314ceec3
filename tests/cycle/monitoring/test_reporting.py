"""Reports and verdicts: progress with figures and evidence, done, verified, returned, cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from parindex.cycle.documents.outline import Lead
from parindex.cycle.monitoring.actions import accounting, dividing, reporting, verifying
from parindex.cycle.monitoring.checks import (
    AccountEntry,
    NothingMissed,
    Overtaken,
    ProgressEntry,
    WrongValue,
)
from parindex.cycle.monitoring.models import Assignment, DueRequest
from parindex.cycle.monitoring.states import Kind, State, WrongStep
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from tests.cast import AT, TODAY, Cast
from tests.cycle.monitoring import assigned

DONE = ProgressEntry(text="Đã ban hành Kế hoạch số 12/KH-UBND", done=5, total=5, done_on=TODAY)
HALF = ProgressEntry(text="Đã rà soát", done=80, total=100, counted_in="hồ sơ", obstacle="Thiếu phần mềm")


def stands(row: Assignment) -> tuple[str, int, int | None, int | None, date | None]:
    row.refresh_from_db()
    return row.state, row.version, row.done, row.total, row.done_on


def trail(row: Assignment) -> list[tuple[int, str, str]]:
    return list(row.reports.order_by("number").values_list("number", "kind", "text"))


def told(event: str) -> list[str]:
    found = []
    for each in audit.visible(SYSTEM).filter(event=event).order_by("pk"):
        found.append(f"{each.person_name}: {sorted(each.facts.items())}")
    return found


def test_progress_is_kept_with_its_figures_and_evidence(cast: Cast) -> None:
    row, clerk = assigned.owed(cast), cast.actor("clerk")
    item = assigned.proof(cast.ward, by=clerk)
    entry = replace(HALF, proposal="Đề nghị cấp phần mềm", evidence=(item.pk,))
    made = reporting.report(row, entry, seen=1, by=clerk, at=AT)

    assert stands(row) == ("open", 2, 80, 100, None)
    assert (row.counted_in, row.reported_at) == ("hồ sơ", AT)
    assert (made.obstacle, made.proposal, made.made_by_name) == (
        "Thiếu phần mềm",
        "Đề nghị cấp phần mềm",
        "Trần Văn Cán Bộ",
    )
    assert list(made.evidence.all()) == [item]
    assert told("assignment.reported") == ["Trần Văn Cán Bộ: [('number', '1'), ('unit', 'Phường Yên Hòa')]"]


def test_words_alone_leave_the_figures_as_they_are(cast: Cast) -> None:
    row, clerk = assigned.owed(cast), cast.actor("clerk")
    reporting.report(row, HALF, seen=1, by=clerk, at=AT)
    reporting.report(row, ProgressEntry(text="Tiếp tục rà soát"), seen=2, by=clerk, at=AT)

    assert stands(row) == ("open", 3, 80, 100, None)
    assert [number for number, *_ in trail(row)] == [1, 2]


def test_done_is_verified_by_the_owner_of_the_plan(cast: Cast) -> None:
    row = assigned.owed(cast)
    reporting.report(row, DONE, seen=1, by=cast.actor("clerk"), at=AT)
    assert stands(row) == ("done", 2, 5, 5, TODAY)
    verifying.verify(row, text="Đủ hồ sơ", seen=2, by=cast.actor("reform"), at=AT)

    assert stands(row) == ("verified", 3, 5, 5, TODAY)
    assert trail(row) == [(1, "done", DONE.text), (2, "verified", "Đủ hồ sơ")]
    assert len(told("assignment.finished")) == len(told("assignment.verified")) == 1


def test_what_is_returned_is_open_again_and_says_why(cast: Cast) -> None:
    row = assigned.owed(cast)
    reporting.report(row, DONE, seen=1, by=cast.actor("clerk"), at=AT)
    verifying.return_(row, reason="Thiếu  văn bản\nđã ký", seen=2, by=cast.actor("reform"), at=AT)

    assert stands(row) == ("open", 3, 5, 5, None)
    assert trail(row)[-1] == (2, "returned", "Thiếu văn bản đã ký")
    with pytest.raises(WrongStep):
        verifying.return_(row, reason="Lần nữa", seen=3, by=cast.actor("reform"), at=AT)
    with pytest.raises(WrongValue, match="reason"):
        verifying.return_(row, reason=" \x00 ", seen=3, by=cast.actor("reform"), at=AT)


def test_a_task_is_cancelled_by_a_decision_only(cast: Cast) -> None:
    row, reform = assigned.owed(cast), cast.actor("reform")
    DueRequest.objects.create(
        assignment=row, wanted=date(2026, 9, 30), reason="x", asked_at=AT, asked_by=1, asked_by_name="y"
    )
    with pytest.raises(WrongValue, match="decision"):
        verifying.cancel(row, decision="", reason="Không còn phù hợp", seen=1, by=reform, at=AT)
    verifying.cancel(row, decision="99/QĐ-UBND", reason="Không còn phù hợp", seen=1, by=reform, at=AT)

    assert stands(row)[:2] == ("cancelled", 2)
    assert trail(row) == [(1, "cancelled", "99/QĐ-UBND: Không còn phù hợp")]
    assert [each.state for each in row.due_requests.all()] == ["refused"]
    with pytest.raises(WrongStep):
        reporting.report(row, HALF, seen=2, by=cast.actor("clerk"), at=AT)


def test_the_same_report_sent_twice_is_one(cast: Cast) -> None:
    row, clerk = assigned.owed(cast), cast.actor("clerk")
    item = assigned.proof(cast.ward)
    entry = replace(DONE, evidence=(item.pk,))
    first = reporting.report(row, entry, seen=1, by=clerk, at=AT)

    assert reporting.report(row, entry, seen=1, by=clerk, at=AT + timedelta(seconds=1)) == first
    assert stands(row)[:2] == ("done", 2)
    assert len(told("assignment.finished")) == 1


@pytest.mark.parametrize(
    ("who", "entry"),
    [("leader", HALF), ("clerk", replace(HALF, done=81)), ("clerk", replace(HALF, obstacle=""))],
)
def test_another_report_on_what_was_seen_before_is_overtaken(
    cast: Cast, who: str, entry: ProgressEntry
) -> None:
    row = assigned.owed(cast)
    reporting.report(row, HALF, seen=1, by=cast.actor("clerk"), at=AT)
    with pytest.raises(Overtaken):
        reporting.report(row, entry, seen=1, by=cast.actor(who), at=AT)
    assert len(trail(row)) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"done": 101}, "done"),
        ({"done": -1}, "done"),
        ({"total": 2**63}, "total"),
        ({"total": None}, "total"),
        ({"done": None}, "done"),
        ({"done_on": TODAY}, "done"),
        ({"done": 100, "done_on": TODAY + timedelta(days=1)}, "done_on"),
        ({"text": "", "obstacle": " ", "done": None, "total": None, "counted_in": ""}, "text"),
        ({"text": "a" * 10_001}, "text"),
        ({"evidence": (999_999,)}, "evidence"),
    ],
)
def test_what_cannot_be_is_refused_by_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    row = assigned.owed(cast)
    with pytest.raises(WrongValue, match=f"^{field}$"):
        reporting.report(row, replace(HALF, **changes), seen=1, by=cast.actor("clerk"), at=AT)
    assert (stands(row)[:2], trail(row)) == (("open", 1), [])


def test_evidence_of_another_unit_is_refused(cast: Cast) -> None:
    row = assigned.owed(cast)
    strange = assigned.proof(cast.other_ward)
    with pytest.raises(WrongValue, match="evidence"):
        reporting.report(row, replace(HALF, evidence=(strange.pk,)), seen=1, by=cast.actor("clerk"), at=AT)


@pytest.mark.parametrize(
    "who", ["neighbour", "neighbour_leader", "reform", "city_leader", "auditor", "stranger"]
)
def test_only_the_unit_reports(cast: Cast, who: str) -> None:
    row = assigned.owed(cast)
    with pytest.raises(Refused):
        reporting.report(row, HALF, seen=1, by=cast.actor(who), at=AT)
    with pytest.raises(Refused):
        dividing.divide(row, division="Văn phòng", seen=1, by=cast.actor(who), at=AT)


@pytest.mark.parametrize("who", ["clerk", "leader", "neighbour_leader", "city_leader", "auditor", "stranger"])
def test_only_the_owner_judges(cast: Cast, who: str) -> None:
    row = assigned.owed(cast)
    reporting.report(row, DONE, seen=1, by=cast.actor("clerk"), at=AT)
    by = cast.actor(who)
    with pytest.raises(Refused):
        verifying.verify(row, seen=2, by=by, at=AT)
    with pytest.raises(Refused):
        verifying.return_(row, reason="x", seen=2, by=by, at=AT)
    with pytest.raises(Refused):
        verifying.cancel(row, decision="1/QĐ", reason="x", seen=2, by=by, at=AT)
    assert stands(row)[:2] == ("done", 2)


def test_the_leader_of_a_ward_verifies_what_its_own_plan_asks(cast: Cast) -> None:
    own = assigned.plan(cast.ward, assigned.task("1", "30/6/2026", assigned.CLERK_WARD))
    assigned.fanned(own, by=cast.actor("leader"))
    row = Assignment.objects.get(plan=own)
    reporting.report(row, DONE, seen=1, by=cast.actor("clerk"), at=AT)
    with pytest.raises(Refused):
        verifying.verify(row, seen=2, by=cast.actor("neighbour_leader"), at=AT)
    verifying.verify(row, seen=2, by=cast.actor("leader"), at=AT)
    assert stands(row)[0] == "verified"


@pytest.mark.parametrize(("deed", "seen"), [("verify", 1), ("return_", 1), ("cancel", 3)])
def test_a_verdict_on_what_was_seen_before_is_overtaken(cast: Cast, deed: str, seen: int) -> None:
    row, reform = assigned.owed(cast), cast.actor("reform")
    reporting.report(row, DONE, seen=1, by=cast.actor("clerk"), at=AT)
    said: dict[str, Any] = {
        "verify": {},
        "return_": {"reason": "x"},
        "cancel": {"decision": "1/QĐ", "reason": "x"},
    }[deed]
    with pytest.raises(Overtaken):
        getattr(verifying, deed)(row, seen=seen, by=reform, at=AT, **said)


def test_the_unit_divides_its_task(cast: Cast) -> None:
    row, leader = assigned.owed(cast), cast.actor("leader")
    dividing.divide(row, division="Phòng Kinh tế", person=cast.people["clerk"], seen=1, by=leader, at=AT)
    row.refresh_from_db()
    assert (row.division, row.person, row.version) == ("Phòng Kinh tế", cast.people["clerk"].pk, 2)
    with pytest.raises(WrongValue, match="person"):
        dividing.divide(row, person=cast.people["neighbour"], seen=2, by=leader, at=AT)
    with pytest.raises(Overtaken):
        dividing.divide(row, seen=1, by=leader, at=AT)
    dividing.divide(row, seen=2, by=leader, at=AT)
    row.refresh_from_db()
    assert (row.division, row.person) == ("", None)


def test_a_missed_date_is_accounted_for(cast: Cast) -> None:
    row, clerk = assigned.owed(cast, "30/4/2026"), cast.actor("clerk")
    entry = AccountEntry("Chậm 12 ngày", cause="Thiếu nhân sự", remedy="Bổ sung 2 người")
    made = accounting.account(row, entry, seen=1, by=clerk, at=AT)

    assert (made.kind, made.text, made.obstacle, made.proposal) == (
        Kind.ACCOUNT,
        "Chậm 12 ngày",
        "Thiếu nhân sự",
        "Bổ sung 2 người",
    )
    assert stands(row)[:2] == (State.OPEN, 2)
    with pytest.raises(WrongValue, match="cause"):
        accounting.account(row, replace(entry, cause=""), seen=2, by=clerk, at=AT)
    with pytest.raises(Refused):
        accounting.account(row, entry, seen=2, by=cast.actor("neighbour"), at=AT)


def test_nothing_is_accounted_for_in_time(cast: Cast) -> None:
    row = assigned.owed(cast, f"{TODAY:%d/%m/%Y}")
    with pytest.raises(NothingMissed):
        accounting.account(row, AccountEntry("a", "b", "c"), seen=1, by=cast.actor("clerk"), at=AT)


def test_done_in_time_and_told_late_is_nothing_missed(cast: Cast) -> None:
    row, clerk = assigned.owed(cast, "30/4/2026"), cast.actor("clerk")
    reporting.report(row, replace(DONE, done_on=date(2026, 4, 30)), seen=1, by=clerk, at=AT)
    with pytest.raises(NothingMissed):
        accounting.account(row, AccountEntry("a", "b", "c"), seen=2, by=clerk, at=AT)


def test_who_joins_in_tells_of_its_part(cast: Cast) -> None:
    lead = Lead("Sở Nội vụ", units=("Sở Nội vụ",))
    found = assigned.plan(cast.city, assigned.task("1", "30/6/2026", lead, partners=(assigned.CLERK_WARD,)))
    assigned.fanned(found)
    row = Assignment.objects.get(plan=found, unit=cast.ward)
    reporting.report(row, ProgressEntry(text="Đã góp ý"), seen=1, by=cast.actor("clerk"), at=AT)
    assert trail(row) == [(1, "progress", "Đã góp ý")]


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_keeps_every_entry_as_it_was_told(cast: Cast, deed: str) -> None:
    row = assigned.owed(cast)
    reporting.report(row, HALF, seen=1, by=cast.actor("clerk"), at=AT)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.reports.update(text="khác") if deed == "update" else row.reports.all().delete()
    assert trail(row) == [(1, "progress", HALF.text)]
