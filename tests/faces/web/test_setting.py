"""Figures, tasks and links set by hand: with a reason, told in history, nobody undoing another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.test import Client

from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.plans import queries as plans
from parindex.cycle.targets import queries as targets
from parindex.engine.access.actors import SYSTEM
from parindex.faces.web.indexes import ways
from parindex.foundation.audit import queries as history
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, TODAY
from tests.cycle import accepted
from tests.faces.web.forms import sent
from tests.faces.web.scene import Scene
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]


def _told() -> str:
    return history.told(list(history.visible(SYSTEM)[:1]), language="vi")[0].text


def test_a_rank_and_a_group_are_set_with_a_reason_and_shown(scene: Scene, enter: Enter) -> None:
    client, way = enter("leader"), ways.Index(scene.cast.ward.pk, "PAR INDEX", "commune")
    assert f'href="{way.figure("rank", year="2025")}"' in client.get(way.page()).content.decode()
    url = way.figure("rank", year="2025")
    wrong = client.post(url, sent(client.get(url)) | {"result": "1,5", "reason": "Quyết định 9"})
    assert (wrong.status_code, "Hãy nhập thứ hạng là số nguyên từ 1." in said(wrong)) == (422, True)
    assert client.post(url, sent(client.get(url)) | {"result": "3", "reason": ""}).status_code == 422
    right = sent(client.get(url)) | {"result": "3", "reason": "Quyết định 9"}
    assert client.post(url, right).headers["Location"] == way.page(year="2025")
    assert "3” (Quyết định 9)" in _told()
    url = way.figure("group")
    client.post(url, sent(client.get(url)) | {"result": "Nhóm A", "target": "Nhóm A", "reason": "Công bố"})
    page = said(client.get(way.page()))
    assert "Xếp hạng 3 nhóm: Nhóm A · mục tiêu nhóm: Nhóm A" in page


def test_only_the_figure_that_was_changed_is_set(scene: Scene, enter: Enter) -> None:
    client, way = enter("leader"), ways.Index(scene.cast.ward.pk, "PAR INDEX", "commune")
    url = way.figure("criteria/1/1.1")
    assert (
        f'href="{way.figure("criteria/1/1.1", year="2025")}"'
        in client.get(way.criterion("1/1.1")).content.decode()
    )
    fields = sent(client.get(url))
    assert (fields["result"], fields["target"]) == ("1,5", "1,9")
    before = history.visible(SYSTEM).count()
    answer = client.post(url, fields | {"target": "2", "comparator": ">=", "reason": "Điều chỉnh"})
    assert answer.headers["Location"] == way.criterion("1/1.1", year="2025")
    data = targets.criterion_page(unit=way.unit, index="PAR INDEX", path="1/1.1", by=SYSTEM, level="commune")
    assert (data.row.result.text, data.row.target.text, data.row.target.comparator) == ("1.5", "2", ">=")
    assert history.visible(SYSTEM).count() == before + 1


def test_the_second_of_two_who_set_a_figure_is_told(scene: Scene, enter: Enter) -> None:
    leader, office = enter("leader"), enter("reform")
    way = ways.Index(scene.cast.ward.pk, "PAR INDEX", "commune")
    url = way.figure("total")
    stale = sent(office.get(url))
    leader.post(url, sent(leader.get(url)) | {"result": "2,6", "reason": "Chốt lại"})
    told = office.post(url, stale | {"result": "2,7", "reason": "Khác"})
    assert (told.status_code, "Người khác vừa sửa thành “2,6”." in said(told)) == (422, True)
    assert office.post(url, sent(told)).status_code == 302
    assert "“2.6 (2025)” thành “2.7” (Khác)" in _told()


def test_a_figure_of_nothing_is_not_found(scene: Scene, enter: Enter) -> None:
    way = ways.Index(scene.cast.ward.pk, "PAR INDEX", "commune")
    for place in ("criteria/9", "1/1.1", "criteria/", "place"):
        assert enter("leader").get(way.figure(place)).status_code == 404


def test_a_task_is_corrected_with_a_reason(scene: Scene, enter: Enter) -> None:
    client, key = enter("leader"), scene.works["ward"].task
    url = f"/plans/tasks/{key}/correct/"
    assert f'href="{url}"' in client.get(f"/plans/tasks/{key}/").content.decode()
    stale = sent(client.get(url))
    assert client.post(url, stale | {"deadline": "30/9/2026"}).status_code == 422
    right = stale | {"deadline": "30/9/2026", "reason": "Công văn 5"}
    assert client.post(url, right).headers["Location"] == f"/plans/tasks/{key}/"
    task = plans.task_item(plans.task(key, by=SYSTEM), on=TODAY)
    assert (task.text, task.deadline.due.isoformat()) == ("Việc thứ nhất qzward", "2026-09-30")
    assert "Công văn 5" in _told()
    told = client.post(url, stale | {"deadline": "30/10/2026", "reason": "Khác"})
    assert (told.status_code, "Người khác vừa sửa thành “30/9/2026”." in said(told)) == (422, True)
    assert client.post(url, sent(client.get(url)) | {"text": "", "reason": "x"}).status_code == 422
    assert 'correct/"' not in enter("clerk").get(f"/plans/tasks/{key}/").content.decode()


def test_a_criterion_is_linked_to_the_year_before(scene: Scene, enter: Enter) -> None:
    old = replace(accepted.INDEX, result_year=2023, target_year=2024)
    document = accepted.document(scene.cast.other_ward, old, number="9/KH")
    jobs.work_off(clock=lambda: AT)
    earlier = frameworks.visible(SYSTEM).get(source=document)
    work, client = scene.works["other"], enter("reform")
    url = f"/frameworks/{work.draft}/links/"
    assert f'href="{url}"' in client.get(f"/frameworks/{work.draft}/").content.decode()
    assert "Năm trước" in said(client.get(url))
    previous = frameworks.criteria_of(earlier)[0]
    one = f"/frameworks/criteria/{work.criterion}/link/"
    assert client.post(one, {"previous": "999999"}).status_code == 422
    assert client.post(one, {"previous": previous.key}).headers["Location"] == f"{url}#l-{work.criterion}"
    assert "đã nối 1 tiêu chí" in said(client.get(url))
    assert sent(client.get(one))["previous"] == str(previous.key)
    (link,) = (
        each
        for each in frameworks.links_of(frameworks.get(work.draft, by=SYSTEM))
        if each.key == work.criterion
    )
    assert (link.previous, link.is_confirmed, link.previous_year) == (previous.key, True, 2023)


def test_the_second_of_two_who_correct_a_criterion_is_told(scene: Scene, enter: Enter) -> None:
    url, office = f"/frameworks/criteria/{scene.works['other'].criterion}/", enter("reform")
    stale = sent(office.get(url), action=url)
    office.post(url, stale | {"name": "Tên thứ nhất", "max": "3,5"})
    told = office.post(url, stale | {"name": "Tên thứ hai"})
    assert (told.status_code, "Người khác vừa sửa thành “Tên thứ nhất”." in said(told)) == (422, True)
    assert sent(told, action=url)["max"] == "3,5"
    assert office.post(url, sent(told, action=url)).status_code == 302
    assert "“Tên thứ nhất”" in _told()
