"""The desk of units: every change asked twice with what follows named, done once and told in history."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from parindex.cycle.units import queries as units
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.audit import queries as history
from tests.faces.web.forms import sent
from tests.faces.web.scene import Scene
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]


def _told() -> str:
    return history.told(list(history.visible(SYSTEM)[:1]), language="vi")[0].text


def test_a_unit_is_renamed_only_once_it_is_confirmed(scene: Scene, enter: Enter) -> None:
    client, ward = enter("administrator"), scene.cast.ward
    url = f"/units/{ward.pk}/change/rename/"
    assert f'href="{url}"' in client.get(f"/units/{ward.pk}/").content.decode()
    asked = client.post(url, {"name": "Phường Trung Hòa", "on": "2026-07-01"})
    assert "Từ ngày 1/7/2026, Phường Yên Hòa mang tên Phường Trung Hòa" in said(asked)
    assert units.get(ward.pk, by=SYSTEM).name == "Phường Yên Hòa"
    confirmed = sent(asked) | {"confirmed": "1"}
    assert client.post(url, confirmed).headers["Location"] == f"/units/{ward.pk}/"
    assert units.get(ward.pk, by=SYSTEM).name == "Phường Trung Hòa"
    assert "đổi tên Phường Yên Hòa thành" in _told()


def test_a_change_that_cannot_be_made_says_why(scene: Scene, enter: Enter) -> None:
    url = f"/units/{scene.cast.ward.pk}/change/rename/"
    taken = {"name": "Phường Cầu Giấy", "on": "2026-07-01", "confirmed": "1"}
    answer = enter("administrator").post(url, taken)
    assert (answer.status_code, "Đã có đơn vị tên Phường Cầu Giấy" in said(answer)) == (422, True)


def test_a_merger_names_who_loses_their_roles(scene: Scene, enter: Enter) -> None:
    client, ward, other = enter("administrator"), scene.cast.ward, scene.cast.other_ward
    url = f"/units/{ward.pk}/change/merge/"
    asked = client.post(url, {"into": other.pk, "on": "2026-12-01"})
    page = said(asked)
    assert "Từ ngày 1/12/2026, Phường Yên Hòa kết thúc hoạt động." in page
    assert "Kế thừa: Phường Cầu Giấy." in page
    assert "2 người giữ vai trò tại đây mất quyền từ ngày ấy" in page
    client.post(url, sent(asked) | {"confirmed": "1"})
    ended = units.get(ward.pk, by=SYSTEM)
    assert (ended.until.isoformat(), [each.pk for each in units.successors(ended)]) == (
        "2026-12-01",
        [other.pk],
    )


def test_a_unit_is_added_split_and_dissolved(scene: Scene, enter: Enter) -> None:
    client, ward = enter("administrator"), scene.cast.ward
    city = scene.cast.city.pk
    for name in ("Phường Một", "Phường Hai"):
        fields = {"name": name, "kind": "commune", "parent": city, "since": "2026-01-01"}
        assert "được thêm vào danh mục" in said(client.post("/units/new/", fields))
        assert client.post("/units/new/", fields | {"confirmed": "1"}).headers["Location"] == "/units/"
    new = list(units.visible(SYSTEM).filter(name__in=("Phường Một", "Phường Hai")))
    url = f"/units/{ward.pk}/change/split/"
    one = client.post(url, {"into": [new[0].pk], "on": "2026-12-01", "confirmed": "1"})
    assert (one.status_code, "Cần ít nhất 2 đơn vị khác nhau." in said(one)) == (422, True)
    both = {"into": [each.pk for each in new], "on": "2026-12-01"}
    asked = client.post(url, both)
    assert f'value="{new[0].pk}"' in asked.content.decode()
    client.post(url, both | {"confirmed": "1"})
    assert set(units.successors(units.get(ward.pk, by=SYSTEM))) == set(new)
    client.post(f"/units/{new[0].pk}/change/dissolve/", {"on": "2026-12-02", "confirmed": "1"})
    assert units.get(new[0].pk, by=SYSTEM).until.isoformat() == "2026-12-02"


def test_another_way_of_writing_is_noted_and_taken_back(scene: Scene, enter: Enter) -> None:
    client, ward = enter("administrator"), scene.cast.ward
    client.post(f"/units/{ward.pk}/change/alias/", {"text": "P. Yên Hòa", "confirmed": "1"})
    assert [each.text for each in units.get(ward.pk, by=SYSTEM).aliases.all()][-1] == "P. Yên Hòa"
    page = client.get(f"/units/{ward.pk}/").content.decode()
    assert 'name="text" value="P. Yên Hòa"' in page
    client.post(f"/units/{ward.pk}/alias/take/", {"text": "P. Yên Hòa"})
    assert "P. Yên Hòa" not in [each.text for each in units.get(ward.pk, by=SYSTEM).aliases.all()]
    assert client.post(f"/units/{ward.pk}/alias/take/", {"text": "không có"}).status_code == 404


def test_a_province_is_not_dissolved_and_others_change_nothing(scene: Scene, enter: Enter) -> None:
    city = scene.cast.city.pk
    assert enter("administrator").get(f"/units/{city}/change/dissolve/").status_code == 404
    assert enter("administrator").get(f"/units/{city}/change/rename/").status_code == 200
    assert enter("administrator").get(f"/units/{city}/change/nothing/").status_code == 404
    assert enter("reform").get(f"/units/{city}/change/rename/").status_code == 403
    assert "change/" not in enter("reform").get(f"/units/{city}/").content.decode()
