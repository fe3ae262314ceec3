"""The desk of case files: sent, checked, told row by row, loaded, set aside; for the office alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from parindex.cycle.cases import queries
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, Cast
from tests.foundation.cases.tables import csv_of


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"
    settings.CASES_FOLDER = tmp_path / "cases"


@pytest.fixture
def office(cast: Cast) -> Client:
    """The reform office, signed in."""
    client = Client()
    client.force_login(cast.people["reform"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def row(cast: Cast, **cells: str) -> tuple[str, ...]:
    said = {"id": "1", "received": "02/04/2026", "due": "10/04/2026", "done": "", "online": "1", "paid": "0"}
    return (cast.ward.code, *(said | cells).values())


def send(office: Client, data: bytes, *, name: str = "thang 4.csv", **dates: str) -> Any:
    said = {"since": "1/4/2026", "last": "30/4/2026"} | dates
    return office.post(reverse("case-send"), said | {"file": SimpleUploadedFile(name, data)})


def text(answer: Any) -> str:
    return answer.content.decode()


def test_a_file_is_sent_followed_and_loaded(office: Client, cast: Cast) -> None:
    answer = send(office, csv_of(row(cast)))
    (batch,) = queries.visible(SYSTEM)
    page = reverse("case-file", args=[batch.pk])
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert 'hx-get="' + reverse("case-progress", args=[batch.pk]) in text(office.get(page))

    jobs.work_off(clock=lambda: AT)
    assert office.get(reverse("case-progress", args=[batch.pk])).headers["HX-Refresh"] == "true"
    shown = text(office.get(page))
    assert "Đã nạp" in shown
    assert "Số hồ sơ tiếp nhận" in shown
    assert "4/2026" in shown
    assert "Tệp có 1 hồ sơ" in shown
    assert "thang 4.csv" in text(office.get(reverse("cases")))


def test_what_is_wrong_is_told_by_row_and_exported(office: Client, cast: Cast) -> None:
    send(office, csv_of(row(cast), row(cast, received="<b>hôm qua</b>")))
    jobs.work_off(clock=lambda: AT)
    (batch,) = queries.visible(SYSTEM)

    shown = text(office.get(reverse("case-file", args=[batch.pk])))
    assert "Dòng 3, cột “Ngày tiếp nhận”: không đọc được “&lt;b&gt;hôm qua&lt;/b&gt;”." in shown
    table = text(office.get(reverse("case-export", args=[batch.pk, "csv"])))
    assert "Ngày tiếp nhận" in table
    assert "hôm qua" in table


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"since": "30/4/2026", "last": "1/4/2026"}, "Ngày cuối phải không trước ngày đầu."),
        ({"last": "1/4/2099"}, "Kỳ của tệp chưa kết thúc"),
        ({"since": "1/4/2020"}, "Một tệp nhiều nhất là một năm."),
        ({"since": "hôm qua"}, "id_since_error"),
    ],
)
def test_a_wrong_period_is_told_and_nothing_kept(
    office: Client, cast: Cast, dates: dict[str, str], said: str
) -> None:
    answer = send(office, csv_of(row(cast)), **dates)

    assert (answer.status_code, said in text(answer)) == (422, True)
    assert not queries.visible(SYSTEM).exists()


def test_a_file_of_another_kind_is_refused(office: Client) -> None:
    answer = send(office, b"MZ", name="a.exe")

    assert (answer.status_code, "id_file_error" in text(answer)) == (422, True)


def test_the_original_comes_back_as_a_download(office: Client, cast: Cast) -> None:
    data = csv_of(row(cast))
    send(office, data, name="x.csv")
    (batch,) = queries.visible(SYSTEM)
    answer = office.get(reverse("case-original", args=[batch.pk]))

    assert (answer.content, answer.headers["Content-Disposition"]) == (data, 'attachment; filename="x.csv"')


def test_a_file_is_set_aside_and_read_again(office: Client, cast: Cast) -> None:
    send(office, csv_of(row(cast)))
    jobs.work_off(clock=lambda: AT)
    (batch,) = queries.visible(SYSTEM)
    states = []
    for name in ("case-set-aside", "case-set-aside", "case-read-again", "case-read-again"):
        office.post(reverse(name, args=[batch.pk]))
        states.append(queries.get(batch.pk, by=SYSTEM).state)

    assert states == ["set_aside", "set_aside", "reading", "reading"]


def test_the_same_file_leads_to_where_it_is(office: Client, cast: Cast) -> None:
    data = csv_of(row(cast))

    assert send(office, data).headers["Location"] == send(office, data).headers["Location"]


def test_others_do_not_find_the_desk(cast: Cast, office: Client) -> None:
    send(office, csv_of(row(cast)), name="marker.csv")
    (batch,) = queries.visible(SYSTEM)
    for who in ("clerk", "leader", "city_leader", "auditor", "administrator"):
        client = Client()
        client.force_login(cast.people[who], backend="django.contrib.auth.backends.ModelBackend")
        for url in (reverse("cases"), reverse("case-file", args=[batch.pk])):
            answer = client.get(url)
            assert answer.status_code in {403, 404}
            assert "marker" not in text(answer)


def test_the_desk_speaks_english(office: Client, cast: Cast) -> None:
    person = cast.people["reform"]
    person.language = "en"
    person.save(update_fields=["language"])

    assert "Send a case file" in text(office.get(reverse("cases")))
