"""The city's own plan, uploaded, accepted and shown: the figures everybody looks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parindex.cycle.frameworks import queries as frameworks
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT
from tests.faces.web.conftest import ROOT
from tests.faces.web.forms import sent
from tests.faces.web.scene import Scene
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]


@pytest.fixture
def client(scene: Scene, enter: Enter) -> Client:
    """The reform office, after it took over the city's plan of 2026."""
    client = enter("reform")
    plan = SimpleUploadedFile("plan.docx", (ROOT / "samples" / "ke-hoach-thanh-pho-2026.docx").read_bytes())
    url = client.post("/documents/new/", {"owner": scene.cast.city.pk, "file": plan}).headers["Location"]
    jobs.work_off(clock=lambda: AT)
    asked = sent(client.get(f"{url}accept/"))
    client.post(f"{url}accept/", asked | {"table": ["t1", "t2", "t3", "t4"]})
    jobs.work_off(clock=lambda: AT)
    return client


def _index(scene: Scene) -> str:
    return f"/indexes/{scene.cast.city.pk}/par-index/province/"


def test_the_city_reached_92_90_of_100_and_aims_at_96_47(scene: Scene, client: Client) -> None:
    page = said(client.get(_index(scene)))
    assert "Kết quả 2025 92,90 / 100 đạt 92,90 % điểm tối đa" in page
    assert "Mục tiêu 2026 96,47 cần thêm 3,57 điểm" in page
    assert "Điểm chưa đạt 7,10 59 % ở lĩnh vực 7 và 8" in page
    assert "còn là dự thảo" in page
    home = said(client.get("/"))
    assert "92,90 / 100 mục tiêu 2026: 96,47" in home


def test_a_criterion_says_why_and_what_would_bring_more(scene: Scene, client: Client) -> None:
    page = said(client.get(f"{_index(scene)}criteria/7/"))
    assert "Đạt 13,8834 trên 16,00 điểm." in page
    assert "Còn thiếu 2,1166 điểm so với tối đa." in page
    assert "Mất nhiều nhất ở 7.4" in page
    assert "Cần thêm 2,0366 điểm để đạt mục tiêu." in page
    full = said(client.get(f"{_index(scene)}criteria/1/1.1/"))
    assert ("Đã đạt điểm tối đa." in full, "2025 1,50 1,50" in full) == (True, True)


def test_every_index_of_the_unit_has_its_tab_and_what_is_not_there_is_not_found(
    scene: Scene, client: Client
) -> None:
    page = said(client.get(_index(scene)))
    assert page.index("PAR INDEX") < page.index("PAPI")
    assert "≥ 87,00" in said(client.get("/indexes/"))
    for missing in ("papi/commune/", "no-index/province/", "par-index/province/criteria/99/"):
        assert client.get(f"/indexes/{scene.cast.city.pk}/{missing}").status_code == 404
    assert client.get(_index(scene), {"year": "1999"}).status_code == 404
    one = said(client.get("/indexes/", {"unit": scene.cast.ward.pk}))
    assert ("Phường Yên Hòa" in one, "92,90" in one) == (True, False)


def test_a_draft_with_errors_can_neither_be_published_nor_suspended_nor_resumed(
    scene: Scene, client: Client
) -> None:
    drafts = frameworks.visible(SYSTEM).filter(framework__owner=scene.cast.city, state="draft")
    draft = drafts.filter(framework__index="PAR INDEX").latest("pk")
    leaf = next(row for row in frameworks.criteria_of(draft) if row.is_leaf)
    form = {"code": leaf.code, "name": leaf.name, "max": "9", "owner": ""}
    client.post(f"/frameworks/criteria/{leaf.key}/", form)
    page = said(client.post(f"/frameworks/{draft.pk}/check/", follow=True))
    assert "Còn lỗi nên chưa công bố được." in page
    early = said(client.post(f"/frameworks/{draft.pk}/publish/", follow=True))
    assert "Trạng thái vừa thay đổi" in early
    assert "Trạng thái vừa thay đổi" in said(
        client.post(f"/frameworks/{draft.pk}/suspend/", {"reason": "Chờ"}, follow=True)
    )
    resumed = client.post(f"/frameworks/{draft.pk}/resume/", follow=True)
    assert "không áp dụng lại bản này" in said(resumed)
