"""Signing in: lock-out with its reasons, the temporary password, the language, headers of every answer."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from parindex.foundation.accounts import actions as accounts
from parindex.foundation.audit.models import HistoryRow
from tests.cast import AT, PASSWORD, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """The cast alone."""
    return assemble()


def _sign_in(client: Client, who: str, password: str = PASSWORD, **fields: str) -> object:
    return client.post("/sign-in/", {"username": who, "password": password, **fields})


def test_a_person_comes_to_the_page_they_wanted_but_never_off_the_server(cast: Cast) -> None:
    client = Client()
    assert client.get("/documents/").headers["Location"] == "/sign-in/?next=/documents/"
    assert _sign_in(client, "CLERK", next="/documents/").headers["Location"] == "/documents/"
    assert _sign_in(Client(), "clerk", next="https://elsewhere.example/").headers["Location"] == "/"
    assert client.get("/sign-in/").headers["Location"] == "/"


def test_a_wrong_password_says_what_to_check_and_five_lock_out(cast: Cast) -> None:
    client = Client()
    first = _sign_in(client, "clerk", "sai-mat-khau")
    assert (first.status_code, "Kiểm tra phím Caps Lock" in first.content.decode()) == (422, True)
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        last = _sign_in(client, "clerk", "sai-mat-khau")
    page = last.content.decode()
    assert last.status_code == 429
    assert "nhập sai mật khẩu 5 lần liên tiếp" in page
    assert "Có thể đăng nhập lại sau" in page
    assert _sign_in(Client(), "clerk").status_code == 429
    assert _sign_in(Client(), "leader").status_code == 302


def test_a_closed_account_is_not_let_in(cast: Cast) -> None:
    client = Client()
    _sign_in(client, "clerk")
    accounts.close(cast.people["clerk"], place=cast.city.place, by=cast.actor("administrator"), at=AT)
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"
    assert _sign_in(Client(), "clerk").status_code == 422


def test_a_temporary_password_opens_nothing_but_its_own_change(cast: Cast) -> None:
    person = cast.people["clerk"]
    accounts.reset_password(
        person, password="tam-thoi-1234", place=cast.ward.place, by=cast.actor("administrator"), at=AT
    )
    client = Client()
    _sign_in(client, "clerk", "tam-thoi-1234")
    for path in ("/", "/documents/", "/account/", "/search/?q=abc"):
        assert client.get(path).headers["Location"] == "/account/password/"
    assert "mật khẩu tạm thời" in client.get("/account/password/").content.decode()
    fields = {"present": "tam-thoi-1234", "chosen": "cua-rieng-toi-99", "again": "cua-rieng-toi-99"}
    assert client.post("/account/password/", fields).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert HistoryRow.objects.filter(event="person.password-changed", subject_id=str(person.pk)).count() == 2


@pytest.mark.parametrize(
    ("present", "chosen", "again", "said"),
    [
        ("không phải", "cua-rieng-toi-99", "cua-rieng-toi-99", "Mật khẩu hiện tại chưa đúng"),
        (PASSWORD, PASSWORD, PASSWORD, "Mật khẩu mới trùng mật khẩu hiện tại"),
        (PASSWORD, "cua-rieng-toi-99", "khac", "Hai lần nhập mật khẩu mới chưa giống nhau"),
        (PASSWORD, "12345678901", "12345678901", "Mật khẩu này"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(
    cast: Cast, present: str, chosen: str, again: str, said: str
) -> None:
    client = Client()
    _sign_in(client, "clerk")
    answer = client.post("/account/password/", {"present": present, "chosen": chosen, "again": again})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    cast.people["clerk"].refresh_from_db()
    assert cast.people["clerk"].check_password(PASSWORD)


def test_the_language_is_vietnamese_until_the_switch_says_otherwise(cast: Cast) -> None:
    client = Client(headers={"Accept-Language": "en"})
    assert 'lang="vi"' in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert 'lang="en"' in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "xx"})
    assert 'lang="en"' in client.get("/sign-in/").content.decode()
    _sign_in(client, "clerk")
    assert 'lang="vi"' in client.get("/").content.decode()
    assert (
        client.post("/language/", {"language": "en", "next": "//elsewhere.example"}).headers["Location"]
        == "/"
    )
    cast.people["clerk"].refresh_from_db()
    assert cast.people["clerk"].language == "en"
    assert "To do" in client.get("/").content.decode()


def test_signing_out_ends_the_session(cast: Cast) -> None:
    client = Client()
    _sign_in(client, "clerk")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_every_answer_carries_the_headers_that_protect_it(cast: Cast) -> None:
    headers = Client().get("/sign-in/").headers
    assert {
        name: headers[name] for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")
    } == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
    }
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert ("unsafe" in policy, "default-src 'self'" in policy, "style-src 'self'" in policy) == (
        False,
        True,
        True,
    )


def test_the_own_page_names_the_roles_and_the_units(cast: Cast) -> None:
    client = Client()
    _sign_in(client, "clerk")
    page = client.get("/account/").content.decode()
    assert ("Cán bộ đầu mối của đơn vị" in page, "Phường Yên Hòa" in page) == (True, True)
