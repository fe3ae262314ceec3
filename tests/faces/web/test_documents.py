"""The desk of documents: uploads good and bad, review in place, two people at once, acceptance."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from parindex.cycle.documents import queries, review
from parindex.engine.access.actors import SYSTEM
from parindex.faces.web.documents import review as desks
from parindex.faces.web.documents import rows
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT
from tests.faces.web.forms import sent
from tests.faces.web.scene import PLAN, Scene
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]
ROOT = Path(__file__).resolve().parents[3]
HTMX = {"HX-Request": "true"}


def _upload(client: Client, unit: int, data: bytes, name: str = "kế hoạch mới.txt") -> HttpResponse:
    fields = {"owner": unit, "file": SimpleUploadedFile(name, data)}
    return client.post("/documents/new/", fields, follow=True)


def test_an_upload_is_read_and_its_progress_told(scene: Scene, enter: Enter) -> None:
    client = enter("clerk")
    page = _upload(client, scene.cast.ward.pk, PLAN.format(mark="mới", number=71).encode())
    assert "Văn bản đang chờ đến lượt đọc." in said(page)
    progress = page.redirect_chain[-1][0] + "progress/"
    assert (client.get(progress).status_code, client.get(progress).headers.get("HX-Refresh")) == (200, None)
    jobs.work_off(clock=lambda: AT)
    assert client.get(progress).headers["HX-Refresh"] == "true"
    assert "Rà soát" in client.get(page.redirect_chain[-1][0]).content.decode()


def test_the_same_file_again_leads_to_the_document_it_already_is(scene: Scene, enter: Enter) -> None:
    work = scene.works["ward"]
    data = queries.original_of(queries.get(work.accepted, by=SYSTEM))
    page = _upload(enter("clerk"), scene.cast.ward.pk, data, name="tên khác.txt")
    assert page.redirect_chain[-1][0] == f"/documents/{work.accepted}/"
    assert "Đúng tệp này đã được tải lên trước đó" in said(page)


def test_a_kind_of_file_that_cannot_be_read_is_refused_with_the_remedy(scene: Scene, enter: Enter) -> None:
    before = queries.visible(SYSTEM).count()
    page = _upload(enter("clerk"), scene.cast.ward.pk, b"GIF89a", name="ảnh.gif")
    assert (page.status_code, "Chưa đọc được loại tệp này." in said(page)) == (422, True)
    assert queries.visible(SYSTEM).count() == before


def test_no_file_and_a_unit_of_others_are_refused(scene: Scene, enter: Enter) -> None:
    client = enter("clerk")
    assert "Hãy chọn một tệp." in said(client.post("/documents/new/", {"owner": scene.cast.ward.pk}))
    assert _upload(client, scene.cast.other_ward.pk, b"text").status_code == 422


@pytest.mark.parametrize(("language", "sentence"), [("vi", "Tệp rỗng"), ("en", "The file is empty")])
def test_an_unreadable_file_says_why(scene: Scene, enter: Enter, language: str, sentence: str) -> None:
    client = enter("clerk", language)
    page = _upload(client, scene.cast.ward.pk, b"", name="rỗng.docx")
    jobs.work_off(clock=lambda: AT)
    assert sentence in said(client.get(page.redirect_chain[-1][0]))


def test_findings_lead_to_their_row_and_to_its_place_in_the_source(scene: Scene, enter: Enter) -> None:
    key = scene.works["ward"].waiting
    page = enter("clerk").get(f"/documents/{key}/?table=t1&row=2").content.decode()
    assert 'id="row-t1-2" data-words="1.2 tieu chi thu hai qzwarddraft' in page
    assert '<tr class="spot" data-here>' in page
    part = enter("clerk").get(f"/documents/{key}/source/?table=t1&row=2", headers=HTMX).content.decode()
    marked = part[part.index('class="spot"') :].split("</tr>")[0]
    assert ("Tiêu chí thứ hai qzwarddraft" in marked, "<html" in part) == (True, False)
    printed = enter("clerk").get(f"/documents/{key}/?table=t1&printed=3").content.decode()
    assert "Tiêu chí thứ hai" in printed[printed.index('class="spot"') :].split("</tr>")[0]


def _row(client: Client, key: int, **fields: str) -> HttpResponse:
    document = queries.get(key, by=SYSTEM)
    filled = {"code": "1.2", "name": "Tiêu chí thứ hai qzwarddraft", "max": "1", "result": "1"}
    filled |= {"comparator": "=", "target": "0,9", "leads": "Sở Tư pháp", "version": str(document.version)}
    return client.post(f"/documents/{key}/rows/t1/2/", filled | fields, headers=HTMX)


def test_a_correction_in_place_shows_the_row_and_the_findings_anew(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].waiting, enter("clerk")
    before = queries.get(key, by=SYSTEM).open_findings
    answer = _row(client, key, target="1,0", max="1,00")
    page = answer.content.decode()
    assert (answer.status_code, page.startswith('<tr id="row-t1-2"')) == (200, True)
    assert 'id="findings" hx-swap-oob="true"' in page
    assert '<span class="corrected" title="đã sửa">1,0</span>' in page
    found = queries.review_of(queries.get(key, by=SYSTEM))
    assert (found.reading.tables[0].rows[2].target, found.reading.tables[0].rows[2].max) == ("1.0", "1.00")
    assert found.corrected == {("t1", 2, "max"), ("t1", 2, "target")}
    assert queries.get(key, by=SYSTEM).open_findings == before - 1


def test_a_wrong_figure_is_refused_beside_its_field_and_nothing_is_kept(scene: Scene, enter: Enter) -> None:
    key = scene.works["ward"].waiting
    answer = _row(enter("clerk"), key, name="Tên mới", target="mười")
    assert (answer.status_code, "Hãy nhập một số, ví dụ 2,75" in said(answer)) == (422, True)
    assert 'value="mười"' in answer.content.decode()
    assert queries.get(key, by=SYSTEM).corrections.count() == 0


def test_the_second_of_two_people_is_told_and_loses_nothing(scene: Scene, enter: Enter) -> None:
    key = scene.works["ward"].waiting
    version = str(queries.get(key, by=SYSTEM).version)
    assert _row(enter("leader"), key, target="1").status_code == 200
    second = _row(enter("clerk"), key, target="0,95", version=version)
    assert (second.status_code, "Người khác vừa sửa." in said(second)) == (422, True)
    assert 'value="0,95"' in second.content.decode()
    assert queries.review_of(queries.get(key, by=SYSTEM)).reading.tables[0].rows[2].target == "1"


def test_of_two_people_neither_undoes_the_other(scene: Scene, enter: Enter) -> None:
    key, clerk, leader = scene.works["ward"].waiting, enter("clerk"), enter("leader")
    url = f"/documents/{key}/rows/t1/2/"
    stale = sent(clerk.get(url))
    assert leader.post(url, sent(leader.get(url)) | {"max": "7", "target": "1"}).status_code == 302
    told = clerk.post(url, stale | {"name": "Tên do cán bộ sửa", "target": "0,8"})
    page = said(told)
    assert told.status_code == 422
    assert "Người khác vừa sửa thành “7”." in page
    assert "Người khác vừa sửa thành “1”." in page
    again = sent(told)
    shown = (again["name"], again["max"], again["target"], again["was-max"], again["was-target"])
    assert shown == ("Tên do cán bộ sửa", "7", "0,8", "7", "1")
    assert clerk.post(url, again).status_code == 302
    row = queries.reading_of(queries.get(key, by=SYSTEM)).tables[0].rows[2]
    assert (row.name, row.max, row.target) == ("Tên do cán bộ sửa", "7", "0.8")
    made = queries.get(key, by=SYSTEM).corrections.order_by("pk").values_list("made_by_name", "field")
    officer, head = scene.cast.people["clerk"].full_name, scene.cast.people["leader"].full_name
    assert list(made) == [(head, "max"), (head, "target"), (officer, "name"), (officer, "target")]


def test_a_form_sent_back_as_it_was_corrects_nothing(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].waiting, enter("clerk")
    for place in ("rows/t1/0/", "rows/t2/0/", "total/t1/", "tables/t1/", "tables/t2/", "head/"):
        url = f"/documents/{key}/{place}"
        back = {name: value.replace("\n", "\r\n") for name, value in sent(client.get(url)).items()}
        assert client.post(url, back).status_code == 302
    assert queries.get(key, by=SYSTEM).corrections.count() == 0


def test_nobody_accepts_what_was_corrected_after_they_looked(scene: Scene, enter: Enter) -> None:
    key, leader = scene.works["ward"].waiting, enter("leader")
    url = f"/documents/{key}/accept/"
    asked = sent(leader.get(url)) | {"table": "t1"}
    assert _row(enter("clerk"), key, target="1").status_code == 200
    told = leader.post(url, asked, follow=True)
    assert told.redirect_chain[-1][0] == f"/documents/{key}/"
    assert "Văn bản vừa được sửa. Hãy xem lại số liệu rồi tiếp nhận." in said(told)
    assert queries.open_tables(queries.get(key, by=SYSTEM)) == ("t1", "t2")
    leader.post(url, sent(leader.get(url)) | {"table": "t1"})
    assert queries.open_tables(queries.get(key, by=SYSTEM)) == ("t2",)


def test_what_a_table_says_of_itself_is_correctable(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].waiting, enter("clerk")
    url = f"/documents/{key}/tables/t1/"
    assert f'href="{url}"' in client.get(f"/documents/{key}/").content.decode()
    wrong = client.post(url, sent(client.get(url)) | {"result_year": "năm"})
    assert (wrong.status_code, "Giá trị này chưa dùng được." in said(wrong)) == (422, True)
    right = sent(client.get(url)) | {"index": "SIPAS", "result_year": "2024", "title": "Tên mới"}
    assert client.post(url, right).headers["Location"] == f"/documents/{key}/?table=t1"
    table = queries.reading_of(queries.get(key, by=SYSTEM)).tables[0]
    assert (table.index, table.result_year, table.target_year, table.title) == (
        "SIPAS",
        2024,
        2026,
        "Tên mới",
    )
    assert client.get(f"{url}?show=1").status_code == 404
    assert client.get(f"/documents/{key}/tables/t9/").status_code == 404


def test_the_section_of_a_task_and_the_place_of_a_document_are_correctable(
    scene: Scene, enter: Enter
) -> None:
    key, client = scene.works["ward"].waiting, enter("clerk")
    url, head = f"/documents/{key}/rows/t2/0/", f"/documents/{key}/head/"
    client.post(url, sent(client.get(url)) | {"section": "I", "section_title": "Điều hành"})
    client.post(head, sent(client.get(head)) | {"place": "Yên Hòa"})
    reading = queries.reading_of(queries.get(key, by=SYSTEM))
    task = reading.tables[1].rows[0]
    assert (task.section, task.section_title, reading.document.place) == ("I", "Điều hành", "Yên Hòa")


def test_the_head_is_locked_with_the_first_table_accepted(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].accepted, enter("clerk")
    url = f"/documents/{key}/head/"
    assert f'href="{url}"' not in client.get(f"/documents/{key}/").content.decode()
    answer = client.post(url, sent(client.get(url)) | {"issued_on": "2020-01-01"})
    assert (answer.status_code, "đã tiếp nhận" in said(answer)) == (422, True)
    assert queries.get(key, by=SYSTEM).issued_on.isoformat() == "2026-05-12"


def test_a_document_put_aside_says_so_and_offers_to_be_read_again(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].waiting, enter("leader")
    url = f"/documents/{key}/"
    assert f'action="{url}set-aside/"' in client.get(url).content.decode()
    client.post(f"{url}set-aside/")
    page = client.get(url)
    assert "Văn bản này đã được gác lại" in said(page)
    assert f'action="{url}read-again/"' in page.content.decode()
    assert client.get(f"{url}accept/").headers["Location"] == url
    data = queries.original_of(queries.get(key, by=SYSTEM))
    assert "gác lại trước đó" in said(_upload(enter("clerk"), scene.cast.ward.pk, data))


def test_an_accepted_table_is_locked(scene: Scene, enter: Enter) -> None:
    key = scene.works["ward"].accepted
    answer = _row(enter("clerk"), key, target="1", name="Tiêu chí thứ hai qzward")
    assert (answer.status_code, "Bảng này đã tiếp nhận" in said(answer)) == (422, True)


def test_a_row_can_be_taken_out_and_put_back(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].waiting, enter("clerk")
    url = f"/documents/{key}/rows/t1/2/"
    assert client.post(url, {"put": "out"}).headers["Location"] == f"/documents/{key}/?table=t1"
    page = client.get(f"/documents/{key}/?table=t1").content.decode()
    assert ('id="row-t1-2"' in page, "dòng đọc được thứ 3" in page) == (False, True)
    assert client.get(url).status_code == 404
    client.post(url, {"put": "back"})
    assert 'id="row-t1-2"' in client.get(f"/documents/{key}/?table=t1").content.decode()


def test_the_total_and_the_head_are_correctable_on_pages_of_their_own(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].waiting, enter("clerk")
    version = queries.get(key, by=SYSTEM).version
    total = {"name": "Tổng cộng", "max": "3", "result": "2,5", "comparator": ">", "target": "2,9"}
    answer = client.post(f"/documents/{key}/total/t1/", total | {"version": str(version)})
    assert answer.headers["Location"] == f"/documents/{key}/?table=t1&row=total"
    head = {"kind": "plan", "number": "99/KH-UBND", "issued_on": "2026-02-30", "issuer": "", "title": "Tên"}
    now = {"version": str(queries.get(key, by=SYSTEM).version)}
    wrong = client.post(f"/documents/{key}/head/", head | now)
    assert "Hãy nhập ngày có thật, ví dụ 30/5/2024." in said(wrong)
    right = head | {"issued_on": "2026-02-28"} | now
    assert client.post(f"/documents/{key}/head/", right).headers["Location"] == f"/documents/{key}/"
    found = queries.get(key, by=SYSTEM)
    assert (found.number, found.issued_on.isoformat(), found.title) == ("99/KH-UBND", "2026-02-28", "Tên")


def test_a_finding_is_kept_once_and_a_finding_that_is_gone_is_told(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].waiting, enter("clerk")
    reading = queries.reading_of(queries.get(key, by=SYSTEM))
    finding = review.fingerprint(reading.findings[0])
    client.post(f"/documents/{key}/keep/", {"finding": finding, "back": f"/documents/{key}/"})
    assert "kept" in client.get(f"/documents/{key}/").content.decode()
    gone = client.post(f"/documents/{key}/keep/", {"finding": "GONE"}, follow=True)
    assert "Điểm này không còn" in said(gone)


def test_acceptance_names_what_follows_and_takes_only_what_was_chosen(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].waiting, enter("leader")
    page = said(client.get(f"/documents/{key}/accept/"))
    assert "Thành dự thảo bộ tiêu chí" in page
    assert "Thành kế hoạch" in page
    assert "điểm chưa sửa và chưa giữ nguyên" in page
    version = str(queries.get(key, by=SYSTEM).version)
    none = client.post(f"/documents/{key}/accept/", {"version": version}, follow=True)
    assert "Chưa chọn bảng nào" in said(none)
    chosen = {"table": ["t2"], "version": version}
    done = client.post(f"/documents/{key}/accept/", chosen, follow=True)
    assert "Đã tiếp nhận 1 bảng." in said(done)
    assert queries.open_tables(queries.get(key, by=SYSTEM)) == ("t1",)


def test_the_list_is_searched_without_diacritics_narrowed_and_sorted(scene: Scene, enter: Enter) -> None:
    client = enter("reform")
    assert "Không có văn bản nào khớp." in said(client.get("/documents/", {"q": "khong co that"}))
    wanted = {"q": "CAI THIEN qzward", "state": "read", "sort": "title"}
    found = client.get("/documents/", wanted).content.decode()
    assert ("qzwarddraft" in found, "qzother" in found) == (True, False)
    unit = client.get("/documents/", {"unit": scene.cast.other_ward.pk, "sort": "open"}).content.decode()
    assert ("qzother" in unit, "qzward" in unit) == (True, False)


def test_the_original_comes_back_byte_by_byte_as_a_download(scene: Scene, enter: Enter) -> None:
    key = scene.works["ward"].accepted
    answer = enter("clerk").get(f"/documents/{key}/original/")
    assert answer.content == PLAN.format(mark="qzward", number=11).encode()
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_a_document_put_aside_can_be_read_again(scene: Scene, enter: Enter) -> None:
    key, client = scene.works["ward"].waiting, enter("leader")
    client.post(f"/documents/{key}/set-aside/")
    assert queries.get(key, by=SYSTEM).state == "set_aside"
    again = client.post(f"/documents/{key}/set-aside/", follow=True)
    assert "Văn bản ở trạng thái này không gác lại được." in said(again)
    client.post(f"/documents/{key}/read-again/")
    assert queries.get(key, by=SYSTEM).state == "reading"


def test_a_row_of_a_pdf_is_marked_on_the_picture_of_its_page(scene: Scene, enter: Enter) -> None:
    client = enter("clerk")
    data = (ROOT / "samples" / "ke-hoach-phuong-yen-hoa-2026.pdf").read_bytes()
    page = _upload(client, scene.cast.ward.pk, data, name="kế hoạch.pdf")
    jobs.work_off(clock=lambda: AT)
    url = page.redirect_chain[-1][0]
    key = int(url.strip("/").rsplit("/")[-1])
    row = queries.reading_of(queries.get(key, by=SYSTEM)).tables[0].rows[40]
    part = client.get(f"{url}source/?table=t1&row=40").content.decode()
    assert f'<image href="{url}pages/{row.at.page}.png" width="595" height="842"/>' in part
    assert '<rect class="spot" data-here' in part
    picture = client.get(f"{url}pages/{row.at.page}.png")
    assert (picture.headers["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    again = client.get(f"{url}pages/{row.at.page}.png", headers={"If-None-Match": picture.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{url}pages/999.png").status_code == 404
    assert "trang 2 / " in said(client.get(f"{url}source/?page=2"))
    assert enter("neighbour").get(f"{url}pages/1.png").status_code == 404


def test_a_long_table_is_shown_sheet_by_sheet(
    scene: Scene, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "SHEET", 2)
    key, client = scene.works["ward"].waiting, enter("clerk")
    url = f"/documents/{key}/?table=t1"

    def standing(page: HttpResponse) -> list[str]:
        return re.findall(r'<tr id="row-t1-(\w+)"', page.content.decode())

    first = client.get(url)
    assert (standing(first), "1–2 trong 4" in said(first)) == (["0", "1"], True)
    assert standing(client.get(f"{url}&sheet=2")) == ["2", "total"]
    assert standing(client.get(f"{url}&row=2")) == ["2", "total"]
    assert standing(client.get(f"{url}&row=total")) == ["2", "total"]
    assert standing(client.get(f"{url}&sheet=9")) == ["2", "total"]
    found = client.get(f"{url}&q=TIEU chi thu hai")
    assert (standing(found), "sheet=" in found.content.decode()) == (["2"], False)
    none = client.get(f"{url}&q=khong co")
    assert (standing(none), "Không có dòng nào khớp." in said(none)) == ([], True)


def test_many_findings_are_counted_and_the_first_listed(
    scene: Scene, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, client = scene.works["ward"].waiting, enter("clerk")
    count = len(queries.reading_of(queries.get(key, by=SYSTEM)).findings)
    whole = said(client.get(f"/documents/{key}/"))
    monkeypatch.setattr(desks, "MOST", 1)
    page = client.get(f"/documents/{key}/")
    assert page.content.decode().count('class="find"') == 1
    assert f"và {count - 1} điểm nữa" in said(page)
    assert re.findall(r"\d+ cảnh báo", whole) == re.findall(r"\d+ cảnh báo", said(page))
