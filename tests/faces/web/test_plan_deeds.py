"""Plans at work on the web: drawn up, divided, issued, answered; tasks amended, linked, covered."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parindex.cycle.documents import actions as documents
from parindex.cycle.plans import queries as plans
from parindex.cycle.plans.models import Plan, Task
from parindex.engine.access.actors import SYSTEM
from parindex.faces.web.indexes import ways
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT
from tests.faces.web.forms import sent as filled
from tests.faces.web.scene import Scene
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]


def _newest(unit: int) -> Plan:
    return plans.visible(SYSTEM).filter(unit=unit).order_by("-pk")[0]


def test_a_unit_writes_its_own_plan_and_the_city_sees_it(scene: Scene, enter: Enter) -> None:
    city, ward = scene.works["city"], scene.cast.ward
    office, clerk, leader = enter("reform"), enter("clerk"), enter("leader")
    asks = {"title": "Kế hoạch", "kind": "plan", "groups": ["communes", "departments"], "within": "20"}
    assert office.post(f"/plans/{city.plan}/describe/", asks).status_code == 302
    page = said(clerk.get(f"/plans/{city.plan}/"))
    assert "Lập kế hoạch của đơn vị" in page
    assert "hạn 1/6/2026" in page
    form = {"unit": ward.pk, "title": "Kế hoạch của phường"}
    assert clerk.post(f"/plans/{city.plan}/draw-up/", form).status_code == 302
    own = _newest(ward.pk)
    assert (own.state, own.answers_id) == ("draft", city.plan)
    more = {"text": "Lập tổ giúp việc", "leads": "Phường Yên Hòa", "reason": "Nhiệm vụ riêng"}
    assert clerk.post(f"/plans/{own.pk}/tasks/add/", more).status_code == 302
    task = own.tasks.get()
    nobody = clerk.post(f"/plans/{own.pk}/divide/", {"division": "Văn phòng"})
    assert (nobody.status_code, "Hãy chọn ít nhất một nhiệm vụ." in said(nobody)) == (422, True)
    charge = {"division": "Văn phòng", "person": scene.cast.people["clerk"].pk, "task": task.pk}
    assert clerk.post(f"/plans/{own.pk}/divide/", charge).status_code == 302
    assert "Văn phòng · Trần Văn Cán Bộ" in said(clerk.get(f"/plans/{own.pk}/"))
    issued = {"number": "05/KH-UBND", "on": "12/05/2026"}
    assert clerk.post(f"/plans/{own.pk}/issue/", issued).status_code == 403
    early = leader.post(f"/plans/{own.pk}/issue/", issued | {"on": "11/05/2026"})
    assert early.status_code == 422
    assert leader.post(f"/plans/{own.pk}/issue/", issued).status_code == 302
    url = f"/plans/{city.plan}/replies/"
    rows = said(office.get(url, {"q": "yen hoa"}))
    assert ("đã ban hành" in rows, "05/KH-UBND" in rows) == (True, True)
    lines = office.get(f"{url}export.csv").content.decode("utf-8-sig").splitlines()
    left = {row[0] for row in list(csv.reader(lines, delimiter=";"))[1:] if not row[2]}
    assert left == {"Sở Nội vụ", "Sở Tư pháp", "Phường Cầu Giấy", "Xã Thanh Trì"}
    assert "Phường Cầu Giấy" not in said(clerk.get(url))


def test_a_task_is_amended_cancelled_and_restored(scene: Scene, enter: Enter) -> None:
    task, client = scene.works["ward"].task, enter("leader")
    url = f"/plans/tasks/{task}/"
    shown = {"was-number": "1", "was-leads": "Sở Nội vụ"}
    change = shown | {"number": "1a", "leads": "Sở Tư pháp", "reason": "Theo 5/TB-UBND"}
    old = Task.objects.get(pk=task)
    kept = {"text": old.text, "was-text": old.text, "deadline": old.deadline_text, "partners": "Sở Tư pháp"}
    kept |= {"was-deadline": old.deadline_text, "was-partners": "Sở Tư pháp"}
    kept |= {"deliverables": "\n".join(old.deliverables), "was-deliverables": "\r\n".join(old.deliverables)}
    assert client.post(f"{url}correct/", change | kept).status_code == 302
    page = said(client.get(url))
    assert [word in page for word in ("Lịch sử điều chỉnh", "Theo 5/TB-UBND", "Sở Nội vụ")] == [True] * 3
    late = client.post(f"{url}correct/", shown | {"number": "1b", "was-number": "1", "reason": "x"} | kept)
    assert (late.status_code, "Người khác vừa sửa" in said(late)) == (422, True)
    blank = client.post(f"{url}cancel/", {"decision": " ", "on": "12/05/2026", "reason": "x"})
    assert blank.status_code == 422
    decided = {"decision": "15/QĐ-UBND", "on": "12/05/2026", "reason": "Trùng"}
    assert client.post(f"{url}cancel/", decided).status_code == 302
    assert "Nhiệm vụ đã bị hủy theo 15/QĐ-UBND, từ ngày 12/5/2026." in said(client.get(url))
    assert (
        client.post(f"{url}correct/", {"number": "2", "was-number": "1a", "reason": "x"}).status_code == 422
    )
    assert client.post(f"{url}restore/", {"reason": "Rút"}).status_code == 302
    assert Task.objects.get(pk=task).cancelled_on is None


def test_criteria_are_found_linked_and_taken_off(scene: Scene, enter: Enter) -> None:
    work, client = scene.works["ward"], enter("leader")
    url = f"/plans/tasks/{work.task}/criteria/"
    found = client.get(url, {"q": "tieu chi thu nhat", "version": str(work.published)})
    assert "Tiêu chí thứ nhất qzward" in said(found)
    key = found.context["found"][0].key
    wrong = client.post(url, {"criterion": key, "gain": "9"})
    assert (wrong.status_code, "không quá điểm tối đa" in said(wrong)) == (422, True)
    assert client.post(url, {"criterion": key, "gain": "0,25", "note": "dự kiến"}).status_code == 302
    assert "+0,25" in said(client.get(f"/plans/tasks/{work.task}/"))
    hidden = client.post(url, {"criterion": scene.works["other"].criterion})
    assert hidden.status_code == 404
    (link,) = client.get(url).context["links"]
    assert client.post(link.end_url).status_code == 302
    assert client.get(url).context["links"] == ()


def test_the_coverage_of_an_index(scene: Scene, enter: Enter) -> None:
    work, client = scene.works["ward"], enter("leader")
    url = f"/indexes/{work.unit.pk}/par-index/commune/coverage/"
    page = client.get(url)
    assert "Điểm mất chưa có nhiệm vụ" in said(page)
    assert [line.path for line in page.context["page"].lines if line.is_open] == ["1/1.1"]
    assert [finding.code for finding in page.context["page"].findings] == [
        "TOTAL_MISMATCH",
        "TARGET_BELOW_RESULT",
    ]
    lines = client.get(f"{url}export.csv").content.decode("utf-8-sig").splitlines()
    rows = list(csv.reader(lines, delimiter=";"))[1:]
    assert [row[:5] for row in rows][1] == ["1/1.1", "Tiêu chí thứ nhất qzward", "2,00", "1,50", "0,50"]
    form = {"share": "50", "reason": "x", "path": "1/1.1"}
    again = client.post(f"/indexes/{work.unit.pk}/par-index/commune/aim/", form)
    assert (again.status_code, "chưa có mục tiêu" in said(again)) == (422, True)


def test_a_plan_of_no_other_is_begun(scene: Scene, enter: Enter) -> None:
    ward = scene.cast.ward
    client = enter("clerk")
    assert "Lập kế hoạch của đơn vị" in said(client.get("/plans/"))
    foreign = client.post("/plans/start/", {"unit": scene.cast.other_ward.pk, "title": "x"})
    assert foreign.status_code == 422
    assert client.post("/plans/start/", {"unit": ward.pk, "title": "Kế hoạch riêng"}).status_code == 302
    assert (_newest(ward.pk).title, _newest(ward.pk).issued_on) == ("Kế hoạch riêng", None)


def test_a_list_is_imported_whole_or_not_at_all(scene: Scene, enter: Enter) -> None:
    plan, client = scene.works["ward"].plan, enter("leader")
    url, head = f"/plans/{plan}/import/", "Số;Nhiệm vụ;Chủ trì;Thời hạn;Trạng thái\n"

    def sent(rows: str, **more: str) -> Any:
        return client.post(url, {"file": SimpleUploadedFile("a.csv", (head + rows).encode())} | more)

    before = Task.objects.filter(plan=plan).count()
    bad = sent("7;Việc bảy;Sở Nội vụ;Thường xuyên;\n8;;Sở Nội vụ;Quý IV;lạ\n", despite="1")
    assert bad.status_code == 422
    assert "Dòng 3, cột Nhiệm vụ: để trống." in said(bad)
    assert "Dòng 3, cột Trạng thái: không hiểu “lạ”." in said(bad)
    doubt = sent("7;Việc bảy;;Thường xuyên;\n")
    assert (doubt.status_code, "Dòng 2, cột Chủ trì: chưa ghi" in said(doubt)) == (422, True)
    assert Task.objects.filter(plan=plan).count() == before
    assert sent("7;Việc bảy;;Thường xuyên;Đã hoàn thành\n", despite="1").status_code == 302
    assert "Việc bảy" in said(client.get(f"/plans/{plan}/"))
    no_list = client.post(url, {"file": SimpleUploadedFile("a.xlsx", b"PK broken")})
    assert no_list.status_code == 422
    assert client.post(url, {"file": SimpleUploadedFile("a.pdf", b"x")}).status_code == 422


def test_tasks_of_prose_are_chosen(scene: Scene, enter: Enter) -> None:
    unit, client = scene.cast.ward, enter("leader")
    text = "Số: 9/TB-UBND\n\nTHÔNG BÁO\nVề việc thử\n\nI. VIỆC CHUNG\n\n"
    text += "1. Rà soát hồ sơ (hoàn thành trong quý III/2026).\n"
    made = documents.upload(
        text.encode(), name="thông báo.txt", media_type="text/plain", owner=unit, by=SYSTEM, at=AT
    )
    jobs.work_off(clock=lambda: AT)
    url = f"/plans/from-document/{made.document.pk}/"
    assert "Rà soát hồ sơ" in said(client.get(url))
    none = client.post(url, {})
    assert (none.status_code, "Hãy chọn ít nhất một nhiệm vụ." in said(none)) == (422, True)
    form = {"take": "1", "text-1": "Rà soát hồ sơ tồn", "deadline-1": "Quý IV/2026"}
    assert client.post(url, form).status_code == 302
    plan = plans.visible(SYSTEM).get(document=made.document)
    assert [(task.text, task.deadline_text) for task in plan.tasks.all()] == [
        ("Rà soát hồ sơ tồn", "Quý IV/2026")
    ]
    assert "đã lấy" in said(client.get(url))
    assert f'href="{url}"' in client.get(f"/documents/{made.document.pk}/").content.decode()
    assert enter("neighbour_leader").get(url).status_code == 404


def test_a_target_has_its_owner(scene: Scene, enter: Enter) -> None:
    client, way = enter("leader"), ways.Index(scene.cast.ward.pk, "PAR INDEX", "commune")
    url, law = way.figure("criteria/1/1.1", year="2025"), scene.cast.units["Sở Tư pháp"]
    fields = filled(client.get(url))
    assert fields["owner"] == ""
    assert client.post(url, fields | {"owner": str(law.pk), "reason": "Giao"}).status_code == 302
    assert filled(client.get(url))["owner"] == str(law.pk)
    page = client.get(way.coverage())
    assert {line.path: line.owner for line in page.context["page"].lines}["1/1.1"] == "Sở Tư pháp"
