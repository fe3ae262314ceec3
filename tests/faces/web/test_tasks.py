"""The desk of tasks: what it shows to whom, and the deeds on one assignment through its forms."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings as DjangoSettings

from parindex.cycle.monitoring import triggers
from parindex.cycle.monitoring.models import Assignment, DueRequest, Report
from parindex.cycle.monitoring.states import Kind, State
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.audit import queries as audit
from parindex.foundation.jobs import actions as worker
from tests.cast import TODAY, Cast
from tests.cycle import accepted
from tests.cycle.monitoring import assigned
from tests.cycle.monitoring.owed import DAY, Owed, more, owed
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]
LISTED = ("", "board/", "calendar/", "timeline/", "units/", "criteria/", "leaders/")


@pytest.fixture
def story(cast: Cast, tmp_path: Path, settings: DjangoSettings) -> Owed:
    """The story of ``owed``, moved to today: the desk reads the real clock."""
    settings.FILES_FOLDER = tmp_path
    found, shift = owed(cast), timezone.localdate() - TODAY
    for row in found.rows.values():
        row.due_on = row.due_on + shift if row.due_on else None
        row.done_on = row.done_on + shift if row.done_on else None
        row.save()
    return found


@pytest.fixture
def enter(cast: Cast) -> Enter:
    def signed_in(who: str, language: str = "vi") -> Client:
        person = cast.people[who]
        person.language = language
        person.save(update_fields=["language"])
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def send(client: Client, row: Assignment, side: str, deed: str, **fields: Any) -> HttpResponse:
    row.refresh_from_db()
    data = {"seen": str(row.version)} | fields
    return client.post(f"/tasks/{row.pk}/{side}/{deed}/", data)  # type: ignore[return-value]


def test_the_office_finds_what_is_late_without_diacritics(story: Owed, enter: Enter) -> None:
    page = said(enter("reform").get("/tasks/", {"q": "ra soat", "standing": "late"}))
    assert "Rà soát thủ tục hành chính" in page
    assert "quá 3 ngày" in page
    assert "12/20" in page
    assert "đối thoại" not in page
    assert "1–1 trong 1" in page


def test_a_unit_finds_its_own_tasks_and_no_others(story: Owed, enter: Enter) -> None:
    page = said(enter("clerk").get("/tasks/", {"standing": "all"}))
    assert "Phường Yên Hòa" in page
    assert "Phường Cầu Giấy" not in page
    for name in ("done late", "verified", "joined"):
        assert enter("clerk").get(f"/tasks/{story.rows[name].pk}/").status_code == 404
    assert enter("administrator").get("/tasks/").status_code == 403


@pytest.mark.parametrize("page", LISTED)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_shown_when_full_and_when_empty(
    story: Owed, enter: Enter, page: str, language: str
) -> None:
    full = enter("reform", language).get(f"/tasks/{page}")
    assert full.status_code == 200
    triggers.remove(connection)  # entries are never deleted otherwise
    Report.objects.all().delete()
    Assignment.objects.all().delete()
    assert enter("reform", language).get(f"/tasks/{page}").status_code == 200


@pytest.mark.parametrize("page", LISTED)
def test_more_tasks_ask_no_more_of_the_database(story: Owed, enter: Enter, page: str) -> None:
    client, day = enter("reform"), timezone.localdate() - DAY

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/tasks/{page}").status_code == 200
        return len(caught)

    more(story, 12, due_on=day)
    asked()
    few = asked()
    more(story, 12, due_on=day)
    assert asked() == few


@pytest.mark.parametrize("field", ["month", "day", "unit", "plan", "task", "criterion", "sheet", "standing"])
@pytest.mark.parametrize("value", ["", "x", "-1", "2026-99", "99999999999999999999", "%00", "nợ'\""])
def test_an_odd_address_is_answered(story: Owed, enter: Enter, field: str, value: str) -> None:
    client = enter("reform")
    for page in ("", "board/", "calendar/"):
        assert client.get(f"/tasks/{page}", {field: value}).status_code == 200


def test_the_list_is_saved_as_it_is_limited(story: Owed, enter: Enter) -> None:
    answer = enter("reform").get("/tasks/export.csv", {"standing": "verified"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][1:7] == [
        "Rà soát thủ tục hành chính",
        "10/KH-UBND",
        "Sở Tư pháp",
        "Chủ trì",
        rows[1][5],
        "Đã xác nhận hoàn thành",
    ]
    assert enter("reform").get("/tasks/units/export.xlsx").status_code == 200
    assert enter("reform").get("/tasks/export.pdf").status_code == 404


def test_the_board_leads_to_the_whole_column(story: Owed, enter: Enter) -> None:
    more(story, 12, due_on=timezone.localdate() - DAY)
    page = enter("reform").get("/tasks/board/").content.decode()
    assert 'href="/tasks/?standing=late"' in page
    assert len(re.findall(r'class="task-card late-card"', page)) == 8


def test_a_report_with_figures_and_a_file_is_kept_and_verified(cast: Cast, story: Owed, enter: Enter) -> None:
    row, today = story.rows["late"], timezone.localdate()
    part = send(enter("clerk"), row, "unit", "report", done="15", total="20", text="Thêm 3 thủ tục")
    assert part.status_code == 302
    paper = SimpleUploadedFile("bao-cao.txt", b"So: 1/BC\n\nBAO CAO\nRa soat")
    whole = {"done": "20", "total": "20", "done_on": f"{today:%d/%m/%Y}", "text": "Xong", "file": paper}
    assert send(enter("clerk"), row, "unit", "report", **whole).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.done, row.done_on) == (State.DONE, 20, today)
    (piece,) = row.reports.order_by("-number")[0].evidence.all()
    page = said(enter("reform").get(f"/tasks/{row.pk}/"))
    assert 0 < page.index("Đã rà soát 12 thủ tục") < page.index("Thêm 3 thủ tục") < page.index("Xong")
    assert piece.name in page or (piece.title and piece.title in page)
    assert send(enter("reform"), row, "owner", "verify", text="").status_code == 302
    assert [each.kind for each in row.reports.order_by("number")] == [
        Kind.PROGRESS,
        Kind.PROGRESS,
        Kind.DONE,
        Kind.VERIFIED,
    ]
    row.refresh_from_db()
    assert row.state == State.VERIFIED


def test_a_report_that_cannot_be_is_refused_with_what_to_do(story: Owed, enter: Enter) -> None:
    row, client = story.rows["late"], enter("clerk")
    answer = send(client, row, "unit", "report", done="21", total="20", text="Xong")
    assert answer.status_code == 422
    assert "Số đã làm không được lớn hơn tổng số" in said(answer)
    assert "Xong" in said(answer)
    assert "Hãy ghi cả tổng số." in said(send(client, row, "unit", "report", done="2", total="", text="x"))
    empty = send(client, row, "unit", "report", done="", total="", text="")
    assert "Hãy ghi kết quả, số liệu hoặc chọn minh chứng." in said(empty)
    late = f"{timezone.localdate() + DAY:%d/%m/%Y}"
    future = send(client, row, "unit", "report", done="20", total="20", text="x", done_on=late)
    assert "Ngày hoàn thành không được sau hôm nay." in said(future)
    assert row.reports.count() == 1


def test_two_at_once_are_told_of_each_other(story: Owed, enter: Enter) -> None:
    row, client = story.rows["not started"], enter("clerk")
    assert send(client, row, "unit", "report", text="Một").status_code == 302
    late = client.post(f"/tasks/{row.pk}/unit/report/", {"seen": "1", "text": "Hai"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Người khác vừa cập nhật nhiệm vụ này." in page
    again = re.search(r'action="[^"]*/unit/report/".*?name="seen" value="(\d+)"', page, re.DOTALL)
    assert again
    assert client.post(f"/tasks/{row.pk}/unit/report/", {"seen": again[1], "text": "Hai"}).status_code == 302
    assert list(row.reports.order_by("number").values_list("text", flat=True)) == ["Một", "Hai"]


def test_the_same_report_sent_twice_is_one(story: Owed, enter: Enter) -> None:
    row, client = story.rows["not started"], enter("clerk")
    for _time in range(2):
        assert client.post(f"/tasks/{row.pk}/unit/report/", {"seen": "1", "text": "Một"}).status_code == 302
    assert row.reports.count() == 1


def test_another_date_is_asked_for_and_decided(story: Owed, enter: Enter) -> None:
    row, wanted = story.rows["late"], timezone.localdate() + timedelta(days=9)
    asked = {"wanted": f"{wanted:%d/%m/%Y}", "reason": "Chờ phần mềm"}
    assert send(enter("clerk"), row, "unit", "ask", **asked).status_code == 302
    page = said(enter("reform").get(f"/tasks/{row.pk}/"))
    assert "Quyết định gia hạn" in page
    assert "Chờ phần mềm" in page
    refused = send(enter("reform"), row, "owner", "decide", verdict="granted", decision="")
    assert refused.status_code == 422
    granted = send(enter("reform"), row, "owner", "decide", verdict="granted", decision="5/QĐ-UBND")
    assert granted.status_code == 302
    row.refresh_from_db()
    assert row.due_on == wanted
    assert DueRequest.objects.get().decision == "5/QĐ-UBND"


def test_returned_accounted_divided_set_and_stopped(story: Owed, enter: Enter) -> None:
    done, late = story.rows["done"], story.rows["late"]
    assert send(enter("reform"), done, "owner", "return", reason="").status_code == 422
    assert send(enter("reform"), done, "owner", "return", reason="Thiếu số liệu").status_code == 302
    account = {"text": "Chủ tịch", "cause": "Thiếu người", "remedy": "Bổ sung"}
    assert send(enter("clerk"), late, "unit", "account", **account).status_code == 302
    assert send(enter("clerk"), late, "unit", "divide", division="Văn phòng").status_code == 302
    day = f"{timezone.localdate() + DAY:%d/%m/%Y}"
    assert send(enter("reform"), late, "owner", "set-due", due_on=day, decision="CV 3").status_code == 302
    stopped = {"decision": "9/QĐ", "reason": "Không còn phù hợp"}
    assert send(enter("reform"), late, "owner", "cancel", **stopped).status_code == 302
    for row in (done, late):
        row.refresh_from_db()
    assert (done.state, late.state, late.division) == (State.OPEN, State.CANCELLED, "Văn phòng")
    events = list(
        audit.visible(SYSTEM).filter(event__startswith="assignment.").values_list("event", flat=True)
    )
    assert set(events) == {
        "assignment.returned",
        "assignment.accounted",
        "assignment.divided",
        "assignment.due-set",
        "assignment.cancelled",
    }


@pytest.mark.parametrize(
    ("who", "side", "deed", "answer"),
    [
        ("clerk", "owner", "verify", 403),
        ("city_leader", "unit", "report", 403),
        ("reform", "unit", "report", 403),
        ("neighbour", "unit", "report", 404),
        ("clerk", "unit", "nothing", 404),
        ("reform", "owner", "report", 404),
    ],
)
def test_a_deed_of_somebody_else_is_refused(
    story: Owed, enter: Enter, who: str, side: str, deed: str, answer: int
) -> None:
    row = story.rows["late"]
    assert send(enter(who), row, side, deed, text="x").status_code == answer
    assert row.reports.count() == 1


def test_a_deed_too_late_says_that_it_is(story: Owed, enter: Enter) -> None:
    row = story.rows["verified"]
    answer = send(enter("reform"), row, "owner", "verify", text="")
    assert answer.status_code == 422
    assert "Tình trạng của nhiệm vụ vừa thay đổi" in said(answer)


def test_the_first_page_says_what_is_late_and_what_waits(story: Owed, enter: Enter) -> None:
    unit = enter("clerk").get("/").content.decode()
    assert "Nhiệm vụ quá hạn" in unit
    assert 'href="/tasks/?standing=late&amp;role=lead"' in unit
    office = enter("reform").get("/").content.decode()
    assert "Báo cáo hoàn thành chờ xác nhận" in office
    assert "Nhiệm vụ sắp đến hạn" not in office


def test_what_is_asked_for_another_date_is_listed(story: Owed, enter: Enter) -> None:
    wanted = {"wanted": f"{timezone.localdate() + DAY:%d/%m/%Y}", "reason": "Chờ"}
    send(enter("clerk"), story.rows["late"], "unit", "ask", **wanted)
    page = said(enter("reform").get("/tasks/", {"standing": "asked"}))
    assert "1–1 trong 1" in page


def test_a_plan_shows_what_it_comes_to_and_is_fanned_out_by_the_worker(
    cast: Cast, tmp_path: Path, settings: DjangoSettings, enter: Enter
) -> None:
    settings.FILES_FOLDER = tmp_path
    law = accepted.LAW
    found = assigned.plan(
        cast.city,
        assigned.task("1", "Quý II/2026", law, partners=(accepted.EVERYBODY,)),
        assigned.task("2", "31/8/2026", accepted.EVERYBODY),
        assigned.task("3", "31/8/2026"),
        assigned.task("4", "Thường xuyên", law),
    )
    client, url = enter("reform"), f"/plans/{found.pk}/assign/"
    assert url in client.get(f"/plans/{found.pk}/").content.decode()
    before = said(client.get(url))
    assert "không ghi đơn vị chủ trì nên chưa giao được" in before
    assert "hằng quý" in before
    assert client.post(url, {"rhythm": "quarterly"}).status_code == 302
    waiting = client.get(url).content.decode()
    assert f'hx-get="{url}progress/"' in waiting
    assert client.get(f"{url}progress/").status_code == 200
    worker.work_off(clock=lambda: timezone.now() + timedelta(minutes=1))
    assert client.get(f"{url}progress/").headers["HX-Refresh"] == "true"
    assert Assignment.objects.filter(plan=found, task__number="2").count() == 3
    assert Assignment.objects.filter(plan=found, task__number="4", due_on__isnull=False).count() > 1
    assert enter("clerk").get(url).status_code == 403


def test_what_a_deadline_waits_for_is_noted(cast: Cast, story: Owed, enter: Enter) -> None:
    task = story.tasks["3"]
    task.deadline_kind, task.event, task.days = "relative", "Luật có hiệu lực", 10
    task.save()
    url = f"/plans/{story.plan.pk}/assign/"
    assert "Luật có hiệu lực" in said(enter("reform").get(url))
    told = {"event": "Luật có hiệu lực", "happened_on": "1/6/2026", "due_on": "", "note": ""}
    wrong = enter("reform").post(f"{url}occasion/", told | {"happened_on": "hôm qua"})
    assert wrong.status_code == 422
    assert enter("reform").post(f"{url}occasion/", told | {"event": "khác"}).status_code == 422
    assert enter("reform").post(f"{url}occasion/", told).status_code == 302
    story.rows["undated"].refresh_from_db()
    assert story.rows["undated"].due_on == date(2026, 6, 11)
