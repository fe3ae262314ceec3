"""Evidence on screens: beside a leaf, in the library, as pictures and as the original."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments import states
from parindex.cycle.assessments.models import Assessment, Attachment
from parindex.cycle.evidence import checks
from parindex.cycle.evidence.actions import adding
from parindex.cycle.evidence.models import Item
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT
from tests.cycle.evidence import papers
from tests.faces.web.scene import Scene, Work
from tests.foundation.files import hostile

Enter = Callable[[str], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def work(scene: Scene) -> Work:
    return scene.works["ward"]


def address(work: Work, name: str = "panel", *more: int) -> str:
    return reverse(f"evidence-{name}", args=[work.sheet, work.cell, *more])


def send(client: Client, work: Work, data: bytes, name: str, **headers: Any) -> HttpResponse:
    return client.post(address(work, "file"), {"file": SimpleUploadedFile(name, data)}, **headers)


def text(answer: HttpResponse) -> str:
    """What a person reads, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def titles() -> list[str]:
    rows = Attachment.objects.filter(removed_at=None, item__unit__name="Phường Yên Hòa").order_by("pk")
    return [str(each.item) for each in rows]


def test_a_file_is_sent_read_and_shown_beside_its_leaf(enter: Enter, work: Work) -> None:
    answer = send(enter("clerk"), work, papers.plan(year="2026"), "Kế hoạch.pdf", headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Trigger"]) == (200, "evidence-changed")
    assert answer.content.decode().startswith('<section class="evidence" id="evidence"')
    told = text(answer)
    for words in (
        "Đã đính kèm “12/KH-UBND Cải cách hành chính năm 2026”",
        "15/1/2026",
        "1 trang",
        "chưa quét vi-rút",
    ):
        assert words in told
    assert titles()[-1] == "12/KH-UBND Cải cách hành chính năm 2026"


def test_without_scripts_the_same_leads_back_to_the_page(enter: Enter, work: Work) -> None:
    client = enter("clerk")

    answer = send(client, work, papers.plan(), "a.pdf")

    assert (answer.status_code, answer.headers["Location"]) == (302, address(work))
    assert "Đã đính kèm" in text(client.get(address(work)))


def test_the_day_outside_the_year_is_told_beside_the_piece(enter: Enter, work: Work) -> None:
    answer = send(enter("clerk"), work, papers.plan(year="2025"), "a.pdf", headers=HTMX)

    assert "Ban hành ngày 15/01/2025, ngoài kỳ đánh giá 01/01/2026 – 31/12/2026." in text(answer)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("macro.docx", hostile.docx({"word/vbaProject.bin": b"x"}), "Tệp có macro nên bị từ chối"),
        ("a.pdf", hostile.picture("PNG"), "Tên tệp có đuôi .pdf nhưng nội dung không phải như vậy"),
        ("a.svg", b"<svg/>", "có thể chứa mã lệnh"),
        ("rong.pdf", b"", "Tệp rỗng"),
    ],
)
def test_a_refused_file_says_why_and_keeps_the_rest(
    enter: Enter, work: Work, name: str, data: bytes, said: str
) -> None:
    before = titles()

    answer = send(enter("clerk"), work, data, name, headers=HTMX)

    assert (answer.status_code, titles()) == (422, before)
    assert f"{name}: " in text(answer)
    assert said in text(answer)


def test_a_name_that_is_markup_stays_text(enter: Enter, work: Work) -> None:
    answer = send(enter("clerk"), work, b"Ghi chu", "<img src=x onerror=alert(1)>.txt", headers=HTMX)

    assert b"<img src=x" not in answer.content
    assert b"&lt;img src=x onerror=alert(1)&gt;.txt" in answer.content


def test_no_file_and_too_large_a_file_are_told(enter: Enter, work: Work, settings: DjangoSettings) -> None:
    client = enter("clerk")
    none = client.post(address(work, "file"), {}, headers=HTMX)
    settings.UPLOAD_LIMIT = 1_000_000
    large = send(client, work, b"%PDF" + bytes(1_100_000), "a.pdf", headers=HTMX)

    assert (none.status_code, large.status_code) == (422, 422)
    assert "Chưa chọn tệp" in text(none)
    assert "Tệp lớn hơn 1 MB" in text(large)


def test_a_link_and_a_reference_are_added_in_place(enter: Enter, work: Work) -> None:
    client = enter("clerk")
    link = {"link-address": "https://hanoi.gov.vn/tin", "link-title": "Tin về đối thoại", "link-pages": ""}
    secret = {
        "reference-number": "05/BC-CA",
        "reference-issued_on": "2026-03-01",
        "reference-issuer": "Công an",
    }

    first = client.post(address(work, "link"), link, headers=HTMX)
    second = client.post(address(work, "reference"), secret, headers=HTMX)

    assert (first.status_code, second.status_code) == (200, 200)
    assert titles()[-2:] == ["Tin về đối thoại", "05/BC-CA"]
    assert "MẬT" in text(second)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("https://a:b@hanoi.gov.vn/", "mật khẩu hoặc mã truy cập"),
        ("http://localhost/", "mạng nội bộ"),
        ("tin tức", "chưa phải địa chỉ trang web"),
        ("javascript:alert(1)", "chưa phải địa chỉ trang web"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(enter: Enter, work: Work, typed: str, said: str) -> None:
    sent = {"link-address": typed, "link-title": "Tin"}

    answer = enter("clerk").post(address(work, "link"), sent, headers=HTMX)

    assert (answer.status_code, said in text(answer)) == (422, True)
    assert typed in answer.content.decode()


def test_what_was_read_is_corrected_in_its_line(enter: Enter, work: Work) -> None:
    client = enter("clerk")
    line = address(work, "piece", work.shown)
    form = client.get(line, headers=HTMX).content.decode()
    assert 'name="piece-number" value="1/BC-UBND"' in form
    sent = {"piece-version": "1", "piece-number": "9/BC-UBND", "piece-issued_on": "2026-02-03"}
    sent |= {"piece-issuer": "UBND", "piece-title": "Báo cáo", "piece-pages": "trang 7"}

    answer = client.post(line, sent, headers=HTMX)

    item = Item.objects.get(pk=work.proof)
    assert (answer.status_code, item.number, item.title, item.version) == (200, "9/BC-UBND", "Báo cáo", 2)
    assert "3/2/2026 · UBND · Báo cáo trang 7" in text(answer)
    assert Attachment.objects.get(item=work.proof, removed_at=None).pages == "trang 7"


def test_the_second_writer_is_told_and_keeps_what_they_typed(enter: Enter, work: Work) -> None:
    client = enter("clerk")
    line = address(work, "piece", work.shown)
    client.post(line, {"piece-version": "1", "piece-number": "của người trước"}, headers=HTMX)

    answer = client.post(line, {"piece-version": "1", "piece-number": "của người sau"}, headers=HTMX)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Người khác vừa sửa thành “của người trước" in shown
    assert 'value="của người sau"' in shown
    assert 'name="piece-version" value="2"' in shown
    assert Item.objects.get(pk=work.proof).number == "của người trước"


def test_a_piece_is_taken_off_and_chosen_again(enter: Enter, work: Work) -> None:
    client = enter("clerk")

    off = client.post(address(work, "detach", work.shown), headers=HTMX)
    offered = client.get(address(work, "choose") + "?q=KET+QUA+qzward", headers=HTMX)
    on = client.post(address(work, "choose"), {"item": str(work.proof)}, headers=HTMX)

    assert "vẫn ở kho minh chứng" in text(off)
    assert text(offered).count("Chọn") == 2
    assert "qzother" not in text(offered)
    assert (on.status_code, Attachment.objects.filter(item=work.proof, removed_at=None).count()) == (200, 1)


def test_a_document_of_another_unit_cannot_be_chosen(enter: Enter, work: Work, scene: Scene) -> None:
    theirs = scene.works["other"].proof

    answer = enter("clerk").post(address(work, "choose"), {"item": str(theirs)}, headers=HTMX)

    assert (answer.status_code, Attachment.objects.filter(assessment=work.sheet, item=theirs).exists()) == (
        404,
        False,
    )


def test_a_submitted_sheet_shows_its_evidence_and_no_forms(enter: Enter, work: Work) -> None:
    Assessment.objects.filter(pk=work.sheet).update(state=states.SUBMITTED)
    client = enter("clerk")

    shown = client.get(address(work), headers=HTMX)
    late = send(client, work, papers.plan(), "a.pdf", headers=HTMX)

    assert "Đơn vị đã nộp bản tự chấm điểm." in text(shown)
    assert b"<form" not in shown.content
    assert (late.status_code, "Đơn vị đã nộp bản tự chấm điểm." in text(late)) == (422, True)
    assert not Item.objects.filter(number="12/KH-UBND").exists()


def test_who_reads_all_sheets_reads_the_panel_without_forms(enter: Enter, work: Work) -> None:
    shown = enter("auditor").get(address(work), headers=HTMX)

    assert (shown.status_code, b"<form" in shown.content) == (200, False)
    assert "qzwarddraft" in text(shown)


def test_an_original_is_handed_out_as_a_file_that_cannot_act(enter: Enter, work: Work) -> None:
    answer = enter("clerk").get(reverse("evidence-original", args=[work.proof]))

    kept = {
        name: answer.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")
    }
    assert kept == {
        "Content-Type": "application/octet-stream",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "qzwarddraft" in answer.content.decode()


@pytest.mark.parametrize("what", ["original", "preview", "item"])
def test_a_file_with_a_virus_is_never_given_out(enter: Enter, work: Work, what: str) -> None:
    Item.objects.filter(pk=work.proof).update(scan=checks.INFECTED)

    answer = enter("clerk").get(reverse(f"evidence-{what}", args=[work.proof]))

    if what == "original":
        assert answer.status_code == 404
    else:
        assert "Máy quét phát hiện vi-rút" in text(answer)
        assert reverse("evidence-original", args=[work.proof]) not in answer.content.decode()


def test_pages_are_pictures_that_the_browser_asks_about_again(enter: Enter, work: Work) -> None:
    client = enter("clerk")
    send(client, work, papers.plan(), "a.pdf")
    item = Item.objects.get(number="12/KH-UBND")
    url = reverse("evidence-page", args=[item.pk, 1])

    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    preview = client.get(reverse("evidence-preview", args=[item.pk]) + "?page=99")

    assert (first.status_code, first.headers["Content-Type"]) == (200, "image/png")
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert (again.status_code, again.content) == (304, b"")
    assert f'src="{url}"' in preview.content.decode()
    assert client.get(reverse("evidence-page", args=[item.pk, 2])).status_code == 404
    assert enter("neighbour").get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 404


def test_a_letter_is_shown_as_text_and_a_link_as_an_address(enter: Enter, work: Work) -> None:
    client = enter("clerk")
    send(client, work, papers.letter(), "a.docx")
    client.post(address(work, "link"), {"link-address": "https://bao.vn/x", "link-title": "Tin"})
    letter, link = Item.objects.get(number="208/BC-UBND"), Item.objects.get(title="Tin")

    shown = client.get(reverse("evidence-preview", args=[letter.pk])).content.decode()
    told = client.get(reverse("evidence-item", args=[link.pk])).content.decode()

    assert "<td>Kế hoạch CCHC</td>" in shown
    assert 'href="https://bao.vn/x" rel="noopener noreferrer nofollow" target="_blank"' in told
    assert "Liên kết đến bao.vn" in told


def test_the_page_of_a_piece_says_where_it_is_shown(enter: Enter, work: Work) -> None:
    told = text(enter("clerk").get(reverse("evidence-item", args=[work.proof])))

    for words in ("Đang dùng ở", "I/1 Kế hoạch cải cách hành chính", "Phường Yên Hòa", "Mã băm SHA-256"):
        assert words in told


def test_the_library_is_searched_narrowed_and_saved(enter: Enter, work: Work) -> None:
    client = enter("clerk")
    send(client, work, papers.plan(), "a.pdf")
    url = reverse("evidence")

    found = text(client.get(url + "?q=cai+cach&form=file&sort=issued"))
    none = text(client.get(url + "?q=khongco"))
    unread = text(client.get(url + "?form=unread"))
    saved = client.get(reverse("evidence-export", args=["csv"]) + "?q=cai+cach").content.decode("utf-8-sig")

    assert ("12/KH-UBND" in found, "1/BC-UBND" in found) == (True, False)
    assert "Không có tài liệu nào khớp" in none
    assert ("12/KH-UBND" in unread, "1/BC-UBND" in unread) == (False, True)
    assert [line.split(";")[:3] for line in saved.splitlines()] == [
        ["Loại", "Số, ký hiệu", "Ngày ban hành"],
        ["PDF", "12/KH-UBND", "15/1/2025"],
    ]


def test_what_the_library_saves_starts_no_formula(enter: Enter, work: Work) -> None:
    client = enter("clerk")
    client.post(address(work, "link"), {"link-address": "https://bao.vn/x", "link-title": "=1+1"})

    saved = client.get(reverse("evidence-export", args=["csv"])).content.decode("utf-8-sig")

    assert ";'=1+1;" in saved


@pytest.mark.parametrize("name", ["evidence", "evidence-panel", "evidence-choose"])
def test_a_page_costs_the_same_with_one_more_row_and_three_more(
    enter: Enter, scene: Scene, work: Work, name: str
) -> None:
    client, ward = enter("clerk"), scene.cast.ward
    url = reverse(name) if name == "evidence" else address(work, name.removeprefix("evidence-"))

    def cost(rows: int) -> int:
        for number in range(rows):
            link = f"https://hanoi.gov.vn/{rows}/{number}"
            item = adding.add_link(link, title="Tin", unit=ward, by=SYSTEM, at=AT)
            if name == "evidence-panel":
                client.post(address(work, "choose"), {"item": str(item.pk)})
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).content.decode().count("Tin") >= rows
        return len(asked)

    assert cost(1) == cost(3)
