"""Odd addresses, names and files: a page that says what is the matter, never a fault of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parindex.cycle.documents import queries as documents
from parindex.cycle.documents.formats import opening
from parindex.engine.access.actors import SYSTEM
from parindex.faces.web.indexes import ways
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT
from tests.cycle import accepted
from tests.faces.web.scene import Scene

Enter = Callable[..., Client]

LARGE, VAST = "9" * 30, "9" * 5000
ODD = [
    *(f"/{desk}/?unit={LARGE}" for desk in ("documents", "people", "indexes")),
    *(f"/{desk}/export.csv?unit={LARGE}" for desk in ("documents", "people")),
    *(f"/{desk}/{LARGE}/" for desk in ("documents", "people", "units", "plans", "frameworks")),
    *(f"/people/{LARGE}/roles/", f"/plans/tasks/{LARGE}/", f"/frameworks/criteria/{LARGE}/"),
    *(f"/history/?sheet={VAST}", f"/documents/?sheet={VAST}", f"/units/{LARGE}/tasks/"),
    *("/documents/{key}/?table=t1&row=" + each for each in (LARGE, VAST, "²", "-1", "x")),
    *("/documents/{key}/?table=t1&printed=" + each for each in (LARGE, VAST)),
    *("/documents/{key}/source/?table=t1&row=" + each for each in (LARGE, VAST, "²")),
    *("/documents/{key}/source/?page=" + each for each in (LARGE, VAST, "²")),
    *("/documents/{key}/rows/t1/" + LARGE + "/", "/documents/{key}/pages/" + LARGE + ".png"),
    *("/plans/{plan}/?section=" + LARGE, "/plans/{plan}/?lead=" + VAST),
    *("/plans/{plan}/?month=0000-13", "/plans/{plan}/?month=9999-12"),
    *("/indexes/{unit}/par-index/commune/?year=" + each for each in (LARGE, "²²²²")),
]


@pytest.mark.parametrize("address", ODD, ids=range(len(ODD)))
def test_an_odd_number_in_an_address_is_no_fault(scene: Scene, enter: Enter, address: str) -> None:
    work = scene.works["ward"]
    url = address.format(key=work.waiting, plan=work.plan, unit=work.unit.pk)
    for who in ("reform", "administrator"):
        assert enter(who).get(url).status_code in {200, 403, 404}


def test_an_index_known_by_its_title_alone_has_its_pages(scene: Scene, enter: Enter) -> None:
    title = "Bộ chỉ số chuyển đổi số 2025/2026 (đợt 1)"
    accepted.document(scene.cast.city, replace(accepted.INDEX, index=None, title=title))
    jobs.work_off(clock=lambda: AT + timedelta(minutes=5))
    client, way = enter("clerk"), ways.Index(scene.cast.city.pk, title, "province")
    pages = ["/", "/indexes/", "/search/?q=dieu hanh", "/frameworks/", way.page(), way.export("csv")]
    pages += [way.criterion("1/1.1"), f"/units/{scene.cast.city.pk}/"]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert title in client.get(way.page()).content.decode()


def test_two_names_of_an_index_never_share_an_address() -> None:
    names = ["PAR INDEX", "Par Index", "PAR-INDEX", "Chỉ số A", "Chi so A", "A/B", "A B", "…", "???"]
    assert ways.slug("PAR INDEX") == "par-index"
    assert len({ways.slug(name) for name in names}) == len(names)


PARTS = ["pages/1.png", "source/", "head/", "rows/t1/1/", "rows/t1/1/?show=1", "total/t1/"]


@pytest.mark.parametrize("data", [b"%PDF-1.4 rubbish", b"%PDF-1.4 rubbish\n%%EOF"])
def test_a_document_that_could_not_be_read_has_no_broken_pages(
    scene: Scene, enter: Enter, data: bytes
) -> None:
    client = enter("leader")
    fields = {"owner": scene.cast.ward.pk, "file": SimpleUploadedFile("hỏng.pdf", data)}
    url = client.post("/documents/new/", fields).headers["Location"]
    for state in ("reading", "failed", "set_aside"):
        assert documents.get(int(url.split("/")[2]), by=SYSTEM).state == state
        assert {client.get(url + part).status_code for part in PARTS} <= {302, 404}
        assert client.get(url).status_code == 200
        assert client.get(f"{url}accept/").headers["Location"] == url
        assert client.post(f"{url}accept/", {"table": "t1"}).status_code == 302
        assert client.post(f"{url}keep/", {"finding": "x"}).status_code == 302
        if state == "reading":
            jobs.work_off(clock=lambda: AT + timedelta(minutes=5))
        else:
            client.post(f"{url}set-aside/")


def test_a_document_set_aside_does_not_pretend_to_be_read(scene: Scene, enter: Enter) -> None:
    client = enter("leader")
    fields = {"owner": scene.cast.ward.pk, "file": SimpleUploadedFile("rỗng.pdf", b"x")}
    url = client.post("/documents/new/", fields).headers["Location"]
    jobs.work_off(clock=lambda: AT + timedelta(minutes=5))
    client.post(f"{url}set-aside/")
    assert f"{url}progress/" not in client.get(url).content.decode()


def test_the_kind_of_a_file_is_taken_from_its_content(scene: Scene, enter: Enter) -> None:
    client = enter("clerk")
    for name, data, kind in (
        ("a.txt", b"Van ban", "text/plain"),
        ("b.pdf", b"Van ban khac", "application/octet-stream"),
    ):
        file = SimpleUploadedFile(name, data, content_type="text/" + "x" * 300)
        url = client.post("/documents/new/", {"owner": scene.cast.ward.pk, "file": file}).headers["Location"]
        assert documents.get(int(url.split("/")[2]), by=SYSTEM).file.media_type == kind


def test_a_number_longer_than_its_column_is_refused(scene: Scene, enter: Enter) -> None:
    document = documents.get(scene.works["ward"].waiting, by=SYSTEM)
    head = {"kind": "plan", "number": "9" * 81, "issued_on": "", "issuer": "", "title": "Tên"}
    answer = enter("clerk").post(f"/documents/{document.pk}/head/", head | {"version": str(document.version)})
    assert answer.status_code == 422


def test_what_is_taken_in_is_what_can_be_read() -> None:
    assert settings.UPLOAD_LIMIT == opening.MAX_BYTES


def test_nothing_of_a_signed_in_person_is_kept_by_the_browser(scene: Scene, enter: Enter) -> None:
    client, key = enter("clerk"), scene.works["ward"].accepted
    pages = ["/", f"/documents/{key}/", f"/documents/{key}/original/", "/documents/export.csv"]
    assert {client.get(page).headers["Cache-Control"] for page in pages} == {"private, no-store"}
