"""The desks of frameworks, plans, units, people and history, as those who work at them use them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

import pytest
from django.test import Client

from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import ROLES
from parindex.faces.web.people.words import VERBS
from parindex.foundation.accounts import queries as accounts
from parindex.foundation.audit import queries as history
from tests.faces.web.scene import Scene
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]


def test_a_draft_is_corrected_checked_published_suspended_and_resumed(scene: Scene, enter: Enter) -> None:
    work, client = scene.works["other"], enter("reform")
    url = f"/frameworks/{work.draft}/"
    form = {"code": "1", "name": "Lĩnh vực đã sửa", "max": "3", "owner": "Sở Nội vụ"}
    desk = f"/frameworks/criteria/{work.criterion}/"
    assert client.post(desk, form).headers["Location"] == desk
    assert "Lĩnh vực đã sửa" in said(client.get(url))
    assert "Có thể công bố." in said(client.post(f"{url}check/", follow=True))
    asked = said(client.get(f"{url}publish/"))
    assert "Sau khi công bố không sửa được nữa" in asked
    assert "đang áp dụng" in said(client.post(f"{url}publish/", follow=True))
    locked = client.post(desk, form | {"name": "Khác"})
    assert (locked.status_code, "Bộ tiêu chí đã công bố nên không sửa được." in said(locked)) == (422, True)
    assert client.post(f"{url}suspend/", {"reason": ""}).status_code == 422
    assert "đình chỉ" in said(client.post(f"{url}suspend/", {"reason": "Chờ hướng dẫn"}, follow=True))
    assert "đang áp dụng" in said(client.post(f"{url}resume/", follow=True))
    assert frameworks.get(work.draft, by=SYSTEM).state == "published"


def test_a_wrong_maximum_is_refused_beside_its_field(scene: Scene, enter: Enter) -> None:
    work = scene.works["ward"]
    form = {"code": "1", "name": "Lĩnh vực", "max": "ba", "owner": ""}
    answer = enter("reform").post(f"/frameworks/criteria/{work.criterion}/", form)
    assert (answer.status_code, "Giá trị này chưa dùng được." in said(answer)) == (422, True)


def test_a_framework_is_exported_as_its_file(scene: Scene, enter: Enter) -> None:
    answer = enter("clerk").get(f"/frameworks/{scene.works['ward'].published}/file/")
    assert answer.headers["Content-Disposition"].endswith('.yaml"')
    assert answer.content.decode().startswith("schema:")


def test_a_plan_is_searched_narrowed_and_saved_as_shown(scene: Scene, enter: Enter) -> None:
    work, client = scene.works["ward"], enter("clerk")
    url = f"/plans/{work.plan}/"
    page = said(client.get(url, {"q": "VIEC thu hai"}))
    assert ("1 trong 2 nhiệm vụ" in page, "Việc thứ hai" in page, "Việc thứ nhất" in page) == (
        True,
        True,
        False,
    )
    month = said(client.get(url, {"month": "2026-06", "kind": "month", "lead": "x", "section": ""}))
    assert ("Việc thứ nhất" in month, "30/6/2026" in month) == (True, True)
    assert "Không có nhiệm vụ nào khớp." in said(client.get(url, {"kind": "event"}))
    lines = client.get(f"{url}export.csv", {"q": "thu hai"}).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["STT", "2"]
    assert client.get(f"{url}export.doc").status_code == 404


def test_a_task_leads_to_its_place_in_the_document(scene: Scene, enter: Enter) -> None:
    work = scene.works["ward"]
    page = enter("clerk").get(f"/plans/tasks/{work.task}/").content.decode()
    assert f'href="/documents/{work.accepted}/?table=t2&amp;printed=1"' in page


def test_a_unit_sees_what_it_leads_and_what_it_joins_in(scene: Scene, enter: Enter) -> None:
    law = scene.cast.units["Sở Tư pháp"]
    page = said(enter("reform").get(f"/units/{law.pk}/tasks/"))
    led, joined = page.split("Phối hợp", 2)[0], page
    assert ("Nhiệm vụ của Sở Tư pháp" in led, "Việc thứ hai qzward" in joined) == (True, True)


def test_the_directory_is_searched_without_diacritics_at_a_day(scene: Scene, enter: Enter) -> None:
    client = enter("clerk")
    page = said(client.get("/units/", {"q": "so tu"}))
    assert ("Sở Tư pháp" in page, "Sở Nội vụ" in page) == (True, False)
    past = said(client.get("/units/", {"on": "2020-01-01", "kind": "commune"}))
    assert "Không có đơn vị nào khớp." in past
    assert said(client.get("/units/", {"on": "hôm qua", "kind": "khac"})).count("Sở Tư pháp") == 1


def test_a_unit_page_shows_each_part_only_to_those_who_may_read_it(scene: Scene, enter: Enter) -> None:
    url = f"/units/{scene.cast.ward.pk}/"
    own, other = said(enter("clerk").get(url)), said(enter("neighbour").get(url))
    assert ("Trần Văn Cán Bộ" in own, "qzward" in own) == (True, True)
    assert ("Phường Yên Hòa" in other, "Trần Văn Cán Bộ" in other, "qzward" in other) == (True, False, False)


def test_somebody_is_invited_given_a_role_and_loses_it(scene: Scene, enter: Enter) -> None:
    client, ward = enter("administrator"), scene.cast.ward
    form = {"full_name": "Ngô Thị Mới", "username": "moi", "email": "", "role": "unit_officer"}
    form |= {"unit": str(ward.pk), "since": "2026-05-12"}
    shown = said(client.post("/people/new/", form))
    password = re.search(r"\b(\w{4}-){3}\w{4}\b", shown)
    assert password is not None
    person = accounts.named("moi")
    assert person is not None
    assert (person.check_password(password.group()), person.must_change_password) == (True, True)
    again = client.post("/people/new/", form)
    assert (again.status_code, "Tên đăng nhập này đã có người dùng." in said(again)) == (422, True)
    more = {"role": "unit_leader", "unit": str(ward.pk), "since": "2026-05-12"}
    assert client.post(f"/people/{person.pk}/roles/", more).headers["Location"] == f"/people/{person.pk}/"
    assert client.post(f"/people/{person.pk}/roles/", more).status_code == 422
    held = units.memberships(SYSTEM).get(person=person, role="unit_leader")
    end = f"/people/{person.pk}/roles/{held.pk}/end/"
    assert "không còn quyền của vai trò ấy" in said(client.get(end))
    assert client.post(end, {"on": "2026-05-12"}).status_code == 302
    assert client.post(end, {"on": "2026-06-12"}).status_code == 422
    assert client.get(f"/people/{scene.works['ward'].member.pk}/roles/{held.pk}/end/").status_code == 404


def test_an_account_is_closed_reopened_and_given_a_new_password(scene: Scene, enter: Enter) -> None:
    client, person = enter("administrator"), scene.works["ward"].member
    client.post(f"/people/{person.pk}/close/")
    assert "đã khóa" in said(client.get(f"/people/{person.pk}/"))
    client.post(f"/people/{person.pk}/reopen/")
    assert "đang dùng" in said(client.get(f"/people/{person.pk}/"))
    assert re.search(r"\b(\w{4}-){3}\w{4}\b", said(client.post(f"/people/{person.pk}/password/")))
    own = scene.cast.people["administrator"].pk
    assert "Hãy nhờ một quản trị khác." in said(client.post(f"/people/{own}/close/", follow=True))


def test_people_are_found_by_name_role_and_unit(scene: Scene, enter: Enter) -> None:
    client = enter("reform")
    page = said(client.get("/people/", {"q": "can bo"}))
    assert ("Trần Văn Cán Bộ" in page, "Lê Thị Lãnh Đạo" in page) == (True, False)
    by_role = said(client.get("/people/", {"role": "unit_leader", "unit": str(scene.cast.ward.pk)}))
    assert ("Lê Thị Lãnh Đạo" in by_role, "Trần Văn Cán Bộ" in by_role) == (True, False)
    assert client.get("/people/").content.count(b"person-invite") == 0


def test_the_table_of_roles_holds_every_permission_and_every_role(enter: Enter) -> None:
    page = enter("auditor").get("/roles/").content.decode()
    assert set(VERBS) == set(Permission)
    assert all(permission.value in page for permission in Permission)
    assert page.count('<span class="chip ok">✓') == sum(len(role.permissions) for role in ROLES)


def test_history_is_told_in_sentences_with_the_seal(scene: Scene, enter: Enter) -> None:
    client = enter("auditor")
    page = said(client.get("/history/"))
    assert history.head().digest in page
    assert "công bố bộ tiêu chí" in page
    only = said(
        client.get("/history/", {"event": "document.uploaded", "q": "qzother", "since": "2026-05-12"})
    )
    lines = re.findall(r"tải lên văn bản “[^”]+”", only)
    assert lines
    assert all("qzother" in line for line in lines)
    assert "Không có việc nào khớp." in said(client.get("/history/", {"until": "2020-01-01", "since": "x"}))
    own = said(enter("leader").get("/history/"))
    assert ("qzward" in own, "qzother" in own) == (True, False)


@pytest.mark.parametrize("sheet", ["2", "0", "x", "99999999999"])
def test_a_sheet_of_a_list_that_is_not_there_shows_one_that_is(enter: Enter, sheet: str) -> None:
    assert enter("auditor").get("/history/", {"sheet": sheet}).status_code == 200


def _saved(client: Client, url: str, **query: str) -> list[list[str]]:
    return list(csv.reader(client.get(url, query).content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_every_list_is_saved_as_it_is_limited(scene: Scene, enter: Enter) -> None:
    client = enter("reform")
    documents = _saved(client, "/documents/export.csv", q="qzwarddraft")
    assert [line[3] for line in documents] == ["Cần xem", "3"]
    listed = _saved(client, "/units/export.csv", q="so tu", on="2026-05-12")
    assert listed[1:] == [["Sở Tư pháp", "Sở, cơ quan ngang sở", "", ""]]
    people = _saved(client, "/people/export.csv", q="lanh dao", role="unit_leader")
    assert people[1:] == [["Lê Thị Lãnh Đạo", "leader", "Lãnh đạo đơn vị", "Phường Yên Hòa", "đang dùng"]]
    deeds = _saved(client, "/history/export.csv", event="framework.published", q="PAR INDEX")
    assert [line[1] for line in deeds] == ["Ai", "Parindex", "Parindex", "Nguyễn Thị Cải Cách"]


def test_the_navigation_counts_what_waits_for_a_review(scene: Scene, enter: Enter) -> None:
    assert (
        '<b class="count">2<b class="unseen"> chờ rà soát</b></b>' in enter("clerk").get("/").content.decode()
    )
    assert 'class="count"' not in enter("lawyer").get("/account/").content.decode()
