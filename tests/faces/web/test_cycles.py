"""The desk of cycles: prepared, filled with units, opened, watched over, excepted, divided."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import opening
from parindex.cycle.assessments.models import Assessment, Cycle, Duty, Extension, Reopening, Right, Stage
from parindex.cycle.assessments.queries import moments
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.faces.web.running import FAR
from tests.faces.web.test_pages import said


def enter(cast: Cast, who: str) -> Client:
    """A client signed in as somebody of the cast."""
    client = Client()
    client.force_login(cast.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def office(cast: Cast) -> Client:
    """The reform office at its desk."""
    return enter(cast, "reform")


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle of both wards, in the middle of self-scoring."""
    return rounds.opened(cast)


def filled(version: int, **other: Any) -> dict[str, Any]:
    """The form of a new cycle as somebody would fill it."""
    return {
        "version": version,
        "kind": "internal",
        "part": "year",
        "year": "2026",
        "name": "",
        "starts_at": "01/12/2026",
    } | other


def test_before_anything_the_list_says_how_to_begin(cast: Cast, office: Client) -> None:
    assert "Chưa có kỳ đánh giá nào" in said(office.get("/cycles/"))
    assert "Lập kỳ đánh giá" in said(office.get("/cycles/"))
    assert "Lập kỳ đánh giá" not in said(enter(cast, "clerk").get("/cycles/"))
    assert "Chưa có bộ tiêu chí nào đang áp dụng" in said(office.get("/cycles/new/"))


def test_a_cycle_is_prepared_filled_and_opened(cast: Cast, office: Client) -> None:
    version = rounds.published(cast)
    form = said(office.get("/cycles/new/"))
    assert ("Tự chấm điểm" in form, "Bộ thẩm định lần 2" in form, "25 ngày" in form) == (True, True, True)
    answer = office.post("/cycles/new/", filled(version.pk))
    cycle = Cycle.objects.get()
    assert answer.headers["Location"] == f"/cycles/{cycle.pk}/enrol/"
    assert (cycle.name, str(cycle.since), str(cycle.until), cycle.state) == (
        "Đánh giá, xếp hạng CCHC các đơn vị năm 2026",
        "2026-01-01",
        "2027-01-01",
        "preparing",
    )
    assert cycle.stages.get(key="self").opens_at.isoformat() == "2026-11-30T17:00:00+00:00"
    enrolled = office.post(f"/cycles/{cycle.pk}/enrol/", {"kind": ["commune"], "group": "Xã"}, follow=True)
    assert "Đã thêm 3 đơn vị vào nhóm “Xã”." in said(enrolled)
    asked = said(office.get(f"/cycles/{cycle.pk}/open/"))
    assert ("3 đơn vị thấy bản tự chấm điểm" in asked, "tính 0 điểm toàn bộ" in asked) == (True, True)
    assert "Đã mở kỳ." in said(office.post(f"/cycles/{cycle.pk}/open/", follow=True))
    cycle.refresh_from_db()
    assert (cycle.state, Right.objects.count()) == ("open", 2)
    again = said(office.post(f"/cycles/{cycle.pk}/open/", follow=True))
    assert "việc này không làm được nữa" in again


def test_units_are_found_without_diacritics_and_chosen_one_by_one(cast: Cast, office: Client) -> None:
    cycle = rounds.prepared(cast)
    page = said(office.get(f"/cycles/{cycle.pk}/enrol/", {"q": "yen hoa"}))
    assert ("Phường Yên Hòa" in page, "Phường Cầu Giấy" in page) == (True, False)
    form = {"q": "yen hoa", "unit": [cast.ward.pk], "group": "Phường"}
    office.post(f"/cycles/{cycle.pk}/enrol/", form)
    assert [str(each) for each in cycle.assessments.all()] == ["Phường Yên Hòa"]
    assert "đều đã tham gia" in said(office.get(f"/cycles/{cycle.pk}/enrol/", {"q": "yen hoa"}))


def test_a_unit_chosen_in_error_is_left_out_before_the_cycle_opens(cast: Cast, office: Client) -> None:
    cycle = rounds.prepared(cast)
    opening.enrol(cycle, [cast.ward, cast.other_ward], group="Phường", by=SYSTEM, at=AT)
    sheet = rounds.sheet(cycle, cast.other_ward)
    answer = said(office.post(f"/cycles/units/{sheet.pk}/leave-out/", follow=True))
    assert "Đã bỏ Phường Cầu Giấy khỏi kỳ." in answer
    opening.open_cycle(cycle, by=cast.actor("reform"), at=AT)
    last = rounds.sheet(cycle, cast.ward)
    assert "không làm được nữa" in said(office.post(f"/cycles/units/{last.pk}/leave-out/", follow=True))
    assert Assessment.objects.filter(cycle=cycle).count() == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"year": "26"}, "2000"),
        ({"starts_at": "ngày mai"}, "Hãy ghi ngày và giờ, ví dụ 25/12/2026 17:00."),
        ({"version": "999"}, "Hãy chọn"),
        ({"kind": "provincial"}, "Kỳ thành phố tự đánh giá cần bộ tiêu chí cấp tỉnh."),
        ({"name": "Chỉ số CCHC thử"}, "Đã có kỳ mang tên này."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    cast: Cast, office: Client, change: dict[str, Any], told: str
) -> None:
    cycle = rounds.prepared(cast)
    answer = office.post("/cycles/new/", filled(cycle.version_id) | change)
    assert answer.status_code == 422
    assert told in said(answer) or "version" in change
    assert Cycle.objects.count() == 1


def test_nobody_chosen_is_refused(cast: Cast, office: Client) -> None:
    cycle = rounds.prepared(cast)
    answer = office.post(f"/cycles/{cycle.pk}/enrol/", {"group": "Phường"})
    assert (answer.status_code, "Hãy chọn một loại đơn vị hoặc từng đơn vị." in said(answer)) == (422, True)
    assert "Kỳ đánh giá chưa có đơn vị nào." in said(office.get(f"/cycles/{cycle.pk}/"))
    refused = said(office.post(f"/cycles/{cycle.pk}/open/", follow=True))
    assert "Chọn các đơn vị tham gia rồi mở kỳ." in refused


def windows(cycle: Cycle, **other: str) -> dict[str, str]:
    """A calendar in order, a month a stage, as the form sends it; ``other`` by the key of the stage."""
    found = {}
    for month, stage in enumerate(cycle.stages.order_by("position"), start=1):
        found[f"opens-{stage.pk}"] = f"1/{month}/2090"
        found[f"closes-{stage.pk}"] = other.get(stage.key, f"25/{month}/2090 17:00")
    return found | {"reason": other.get("reason", "Theo kế hoạch mới")}


def test_the_calendar_is_written_as_officials_write(cast: Cast, office: Client, cycle: Cycle) -> None:
    url = f"/cycles/{cycle.pk}/calendar/"
    answer = said(office.post(url, windows(cycle, publication="25/6/2090"), follow=True))
    assert "Đã đặt lại lịch của 6 bước." in answer
    first, last = cycle.stages.get(key="self"), cycle.stages.get(key="publication")
    assert (first.opens_at.isoformat(), first.closes_at.isoformat(), last.closes_at.isoformat()) == (
        "2089-12-31T17:00:00+00:00",
        "2090-01-25T10:00:00+00:00",
        "2090-06-25T17:00:00+00:00",
    )
    assert 'value="25/06/2090 24:00"' in office.get(url).content.decode()
    assert "0 bước" in said(office.post(url, windows(cycle, publication="25/6/2090 24:00"), follow=True))


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"reason": " "}, "Trường này là bắt buộc."),
        ({"self": "1/1/2089"}, "Phải sau thời điểm bắt đầu."),
        ({"self": "mai"}, "Hãy ghi ngày và giờ, ví dụ 25/12/2026 17:00."),
    ],
)
def test_a_calendar_out_of_order_is_refused(
    office: Client, cycle: Cycle, other: dict[str, str], told: str
) -> None:
    before = list(Stage.objects.values_list("opens_at", "closes_at"))
    answer = office.post(f"/cycles/{cycle.pk}/calendar/", windows(cycle, **other))
    assert (answer.status_code, told in said(answer)) == (422, True)
    assert list(Stage.objects.values_list("opens_at", "closes_at")) == before


def test_an_extension_a_reopened_cell_and_a_late_unit_each_need_a_reason(
    cast: Cast, office: Client, cycle: Cycle
) -> None:
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/1")
    url, stage = f"/cycles/units/{sheet.pk}/", cycle.stages.get(key="self").pk
    extend = {"extend-stage": stage, "extend-until": FAR, "extend-reason": ""}
    reopen = {"reopen-criterion": leaf.pk, "reopen-until": "1/1/2020", "reopen-reason": "Nhầm"}
    assert office.post(f"{url}extend/", extend).status_code == 422
    past = office.post(f"{url}reopen/", reopen)
    assert (past.status_code, "Hãy chọn thời điểm muộn hơn." in said(past)) == (422, True)
    assert office.post(f"{url}admit/", {"admit-reason": ""}).status_code == 422
    assert not Extension.objects.exists()
    assert not Reopening.objects.exists()
    office.post(f"{url}extend/", extend | {"extend-reason": "Bão số 3"})
    office.post(f"{url}reopen/", reopen | {"reopen-until": FAR})
    office.post(f"{url}admit/", {"admit-reason": "Mất điện ba ngày"})
    page = said(office.get(f"/cycles/{cycle.pk}/", {"show": "excepted"}))
    for told in ("Bão số 3", "I/1 Kế hoạch cải cách hành chính", "Mất điện ba ngày", "nộp muộn, vẫn tính"):
        assert told in page
    assert "Phường Cầu Giấy" not in page


def test_the_office_sees_who_has_not_submitted_and_a_unit_sees_itself_only(
    cast: Cast, office: Client, cycle: Cycle
) -> None:
    cycle.assessments.filter(unit=cast.other_ward).update(
        state=states.SUBMITTED, submitted_at=AT, submitted_by=1
    )
    url = f"/cycles/{cycle.pk}/"
    waiting = said(office.get(url, {"show": "waiting"}))
    assert ("1 đơn vị chưa nộp" in waiting, "Phường Cầu Giấy" in waiting) == (True, False)
    own, other = said(enter(cast, "clerk").get(url)), said(enter(cast, "neighbour").get(url))
    assert ("đang tự chấm" in own, "✓ đã nộp" in own, "chưa nộp" in own) == (True, False, False)
    assert ("đang tự chấm" in other, "✓ đã nộp" in other) == (False, True)
    told = {who: saved(enter(cast, who), url) for who in ("reform", "clerk")}
    assert told == {
        "reform": [["Phường Yên Hòa", "đang tự chấm"], ["Phường Cầu Giấy", "✓ đã nộp"]],
        "clerk": [["Phường Yên Hòa", "đang tự chấm"], ["Phường Cầu Giấy", ""]],
    }


def saved(client: Client, url: str) -> list[list[str]]:
    """The units of the exported table with where they stand."""
    text = client.get(f"{url}units.csv").content.decode("utf-8-sig")
    return [[row[0], row[2]] for row in csv.reader(text.splitlines(), delimiter=";")][1:]


def test_a_cycle_in_preparation_is_known_to_the_office_alone(cast: Cast, office: Client) -> None:
    cycle = rounds.prepared(cast)
    opening.enrol(cycle, [cast.ward], group="Phường", by=SYSTEM, at=AT)
    people = ("reform", "clerk", "leader", "auditor", "city_leader", "lawyer")
    found = {who: enter(cast, who).get(f"/cycles/{cycle.pk}/").status_code for who in people}
    assert found == dict.fromkeys(people, 404) | {"reform": 200}
    assert cycle.name not in said(enter(cast, "clerk").get("/cycles/"))


def test_rights_are_given_and_withdrawn_and_gaps_are_told(cast: Cast, office: Client, cycle: Cycle) -> None:
    url = f"/cycles/{cycle.pk}/rights/"
    right = Right.objects.get(criterion__path="II")
    office.post(f"/cycles/rights/{right.pk}/withdraw/")
    page = said(office.get(url))
    assert "Lĩnh vực II: 2 tiêu chí chưa giao cơ quan nào thẩm định (II/1, II/2)." in page
    assert "chưa giao cơ quan nào thẩm định" in said(office.get(f"/cycles/{cycle.pk}/"))
    top, agency = rounds.leaf(cycle, "II"), cast.units["Sở Nội vụ"]
    group = cycle.groups.get()
    form = {"criterion": top.pk, "agency": agency.pk, "whom": f"g{group.pk}"}
    given = said(office.post(url, form, follow=True))
    assert "Đã giao Sở Nội vụ thẩm định tiêu chí II." in given
    assert Right.objects.get(until=None, criterion=top).group == group
    assert office.post(url, form | {"agency": cast.ward.pk}).status_code == 422
    read = enter(cast, "auditor")
    assert (read.get(url).status_code, read.post(url, form).status_code) == (200, 403)
    assert enter(cast, "clerk").get(url).status_code == 403


def test_a_sheet_is_divided_by_its_own_unit(cast: Cast, cycle: Cycle) -> None:
    sheet, top = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I")
    url, leader = f"/cycles/units/{sheet.pk}/divide/", enter(cast, "leader")
    assert "Chưa giao tiêu chí nào." in said(leader.get(url))
    nobody = leader.post(url, {"criterion": top.pk})
    assert (nobody.status_code, "Hãy chọn một phòng, đơn vị hoặc một người." in said(nobody)) == (422, True)
    stranger = leader.post(url, {"criterion": top.pk, "person": cast.people["neighbour"].pk})
    assert stranger.status_code == 422
    given = said(leader.post(url, {"criterion": top.pk, "person": cast.people["clerk"].pk}, follow=True))
    assert "Đã giao tiêu chí I cho Trần Văn Cán Bộ." in given
    duty = Duty.objects.get()
    assert enter(cast, "neighbour").get(url).status_code == 404
    assert enter(cast, "neighbour").post(f"/cycles/duties/{duty.pk}/end/").status_code == 404
    leader.post(f"/cycles/duties/{duty.pk}/end/")
    assert not Duty.objects.exists()


def test_what_units_that_miss_the_deadline_get_is_set(office: Client, cycle: Cycle) -> None:
    url = f"/cycles/{cycle.pk}/settle/"
    answer = said(office.post(url, {"counts": "scored"}, follow=True))
    assert "tính phần đã chấm đến lúc hết hạn" in answer
    assert "Hãy chọn một trong hai cách tính." in said(office.post(url, {"counts": "x"}, follow=True))
    cycle.refresh_from_db()
    assert cycle.missed_counts == "scored"


def test_a_frozen_cycle_offers_nothing_more(cast: Cast, office: Client, cycle: Cycle) -> None:
    cycle.state = states.FROZEN
    cycle.save()
    sheet = rounds.sheet(cycle, cast.ward)
    page = said(office.get(f"/cycles/{cycle.pk}/"))
    assert ("Kết quả đã chốt" in page, "Chọn đơn vị" in page, "Đặt" in page) == (True, False, False)
    assert "không còn gia hạn" in said(office.get(f"/cycles/units/{sheet.pk}/"))
    assert "không đổi được nữa" in said(office.get(f"/cycles/{cycle.pk}/calendar/"))
    assert "không phân công được nữa" in said(enter(cast, "leader").get(f"/cycles/units/{sheet.pk}/divide/"))
    reopened = {"reopen-criterion": rounds.leaf(cycle, "I/1").pk, "reopen-until": FAR, "reopen-reason": "x"}
    for deed, form in (
        ("extend", {"extend-stage": cycle.stages.all()[0].pk, "extend-until": FAR, "extend-reason": "x"}),
        ("reopen", reopened),
        ("admit", {"admit-reason": "x"}),
    ):
        told = said(office.post(f"/cycles/units/{sheet.pk}/{deed}/", form, follow=True))
        assert "không làm được nữa" in told
    assert not Extension.objects.exists()


def test_the_work_of_the_queue_is_shown_until_it_is_done(office: Client, cycle: Cycle) -> None:
    url = f"/cycles/{cycle.pk}/progress/"
    assert "notice" not in office.get(url).content.decode()
    jobs.react(at=AT)
    waiting = office.get(url).content.decode()
    assert ("đang chờ được lấy vào kỳ" in waiting, "every 2s" in waiting) == (True, True)
    jobs.work_off(clock=lambda: AT)
    assert "every 2s" not in office.get(url).content.decode()


def asked(client: Client, url: str) -> int:
    """How many questions a page asks the database; the first visit warms caches."""
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("who", ["reform", "clerk"])
def test_a_page_asks_the_same_of_one_unit_and_of_many(cast: Cast, who: str) -> None:
    version = rounds.published(cast)
    few, many = (rounds.prepared(cast, version=version, name=name) for name in ("Ít", "Nhiều"))
    opening.enrol(few, [cast.ward], group="Phường", by=SYSTEM, at=AT)
    for number, unit in enumerate((cast.ward, cast.other_ward, cast.units["Xã Thanh Trì"])):
        opening.enrol(many, [unit], group=f"Nhóm {number}", by=SYSTEM, at=AT)
    client = enter(cast, who)
    for cycle in (few, many):
        opening.open_cycle(cycle, by=cast.actor("reform"), at=AT)
    counts = [asked(client, f"/cycles/{each.pk}/") for each in (few, many)]
    assert counts[0] == counts[1]
    listed = asked(client, "/cycles/")
    rounds.prepared(cast, version=version, name="Ba")
    Cycle.objects.filter(name="Ba").update(state=states.OPEN, opened_at=moments.database_now(), opened_by=1)
    assert asked(client, "/cycles/") == listed


def test_the_line_of_stages_marks_where_it_is(office: Client, cycle: Cycle) -> None:
    page = office.get(f"/cycles/{cycle.pk}/").content.decode()
    assert page.count('aria-current="step"') == 1
    assert "còn 12 ngày" in page
    now = moments.database_now()
    Stage.objects.filter(cycle=cycle, key="self").update(closes_at=now + timedelta(hours=5, minutes=5))
    assert "còn 5 giờ" in office.get(f"/cycles/{cycle.pk}/").content.decode()
