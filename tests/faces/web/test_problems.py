"""What goes wrong is said on a page of its own: what happened, what next; nothing is half done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from parindex.cycle.documents import queries as documents
from parindex.engine.access.actors import SYSTEM
from parindex.faces.web.shell import views as shell
from tests.faces.web.scene import Scene

Enter = Callable[..., Client]


@pytest.mark.parametrize(
    ("language", "title"), [("vi", "Không tìm thấy trang này"), ("en", "Page not found")]
)
def test_a_missing_page_says_where_to_go(enter: Enter, language: str, title: str) -> None:
    answer = enter("clerk", language).get("/nowhere/")
    assert (answer.status_code, title in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("address", ["/documents/?q=a%00b", "/search/?q=%00"])
def test_a_nul_character_in_the_address_is_refused(enter: Enter, address: str) -> None:
    answer = enter("clerk").get(address)
    assert (answer.status_code, "Yêu cầu không đọc được" in answer.content.decode()) == (400, True)


def test_a_nul_character_in_a_form_is_refused_and_changes_nothing(scene: Scene, enter: Enter) -> None:
    work = scene.works["ward"]
    url = f"/documents/{work.waiting}/rows/t1/1/"
    answer = enter("clerk").post(url, {"version": "1", "name": "a\0b"})
    assert answer.status_code == 400
    assert documents.get(work.waiting, by=SYSTEM).corrections.count() == 0


def test_an_announced_length_over_the_limit_is_refused_before_the_body_is_read(enter: Enter) -> None:
    class Unread:
        """A body that must not be touched."""

        def read(self, *_: int) -> bytes:
            raise AssertionError("the body was read")

    too_long = str(settings.UPLOAD_LIMIT + 10 * 1024 * 1024)
    request = RequestFactory().generic("POST", "/documents/new/", CONTENT_LENGTH=too_long)
    request.environ["wsgi.input"] = Unread()
    from parindex.faces.web.middleware import refuse_oversize

    answer = refuse_oversize(lambda _request: pytest.fail("the view was reached"))(request)
    page = answer.content.decode()
    assert (answer.status_code, "Tệp quá lớn" in page, "50 MB" in page) == (413, True, True)


def test_more_than_the_limit_is_refused_whatever_length_was_announced(
    scene: Scene, enter: Enter, settings: Any
) -> None:
    settings.UPLOAD_LIMIT = 1000
    before = documents.visible(SYSTEM).count()
    file = SimpleUploadedFile("kế hoạch.txt", b"x" * 1001)
    answer = enter("clerk").post("/documents/new/", {"owner": scene.cast.ward.pk, "file": file})
    assert (answer.status_code, "Tệp quá lớn" in answer.content.decode()) == (413, True)
    assert documents.visible(SYSTEM).count() == before


def test_a_refused_deed_says_whom_to_ask(enter: Enter) -> None:
    answer = enter("city_leader").get("/documents/new/")
    page = answer.content.decode()
    assert (answer.status_code, "Vai trò của bạn chưa có quyền này" in page) == (403, True)
    assert "đề nghị quản trị hệ thống" in page


def test_a_stale_form_says_so(scene: Scene) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"username": "clerk", "password": "x"})
    assert (answer.status_code, "Biểu mẫu đã hết hạn" in answer.content.decode()) == (403, True)


def test_a_fault_of_ours_shows_a_page_and_no_traceback(scene: Scene) -> None:
    answer = shell.failed(RequestFactory().get("/"))
    page = answer.content.decode()
    assert (answer.status_code, "Hệ thống gặp lỗi" in page, "Traceback" in page) == (500, True, False)


def test_a_part_of_a_page_that_fails_is_answered_with_a_part(enter: Enter) -> None:
    page = enter("clerk").get("/nowhere/", headers={"HX-Request": "true"}).content.decode()
    assert ("Không tìm thấy trang này" in page, "<html" in page) == (True, False)


def test_a_session_that_ended_makes_htmx_load_the_page_anew(scene: Scene, db: None) -> None:
    answer = Client().get("/documents/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
