"""The appraisal desk as those who work at it use it: lists, decisions, files; and explanations of units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import appraising
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry, Reopening
from parindex.cycle.units.models import Unit
from parindex.foundation.accounts.models import Person
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.cycle.appraisers import appraiser, standing, waiting
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]


class Room:
    """The first appraisal, and the desk of the reform office."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.cycle: Cycle = waiting(cast)
        self.leaf: int = rounds.leaf(self.cycle, "I/1").pk
        self.sheet: int = rounds.sheet(self.cycle, cast.ward).pk
        self.other: int = rounds.sheet(self.cycle, cast.other_ward).pk
        self.client = self.enter("reform")

    def enter(self, who: str, language: str = "vi") -> Client:
        """A client signed in as ``who``."""
        client, person = Client(), self.cast.people[who]
        person.language = language
        person.save(update_fields=["language"])
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    @property
    def page(self) -> str:
        """The criterion across all units."""
        return f"/appraisal/{self.cycle.pk}/criteria/{self.leaf}/"

    @property
    def cell(self) -> str:
        """The cell of the ward."""
        return f"/appraisal/sheets/{self.sheet}/{self.leaf}/"

    def decide(self, who: Client | None = None, *, desk: str = "", **data: Any) -> HttpResponse:
        """Send the form of the inspector."""
        url = f"{self.cell}decide/" + (f"?desk={desk}" if desk else "")
        fields = {"do": "save", "deed": "accept", "seen": "0", "claim": "1", "next": "", "word": ""}
        answer: HttpResponse = (who or self.client).post(url, fields | data)
        return answer

    def stands(self) -> tuple[str, int | None]:
        """What stands in the cell of the ward."""
        return standing(self.cycle, self.cast.ward, "I/1")


@pytest.fixture
def room(cast: Cast) -> Room:
    """The desk with both wards waiting."""
    return Room(cast)


CHANGED = {"deed": "change", "a.done": "16", "a.total": "20", "word": "Thiếu một văn bản"}


def test_the_home_of_the_desk_counts_what_waits(room: Room) -> None:
    page = said(room.client.get("/appraisal/"))
    assert "Chờ quyết định 4" in page
    assert "I Chỉ đạo điều hành 4 chờ quyết định I.1 Kế hoạch cải cách hành chính Chờ bạn 2" in page
    assert "Hội đồng quyết định" in page
    by_unit = said(room.client.get("/appraisal/", {"by": "unit"}))
    assert "Phường 4 chờ quyết định Phường Yên Hòa Chờ bạn 2" in by_unit
    assert "Phường Yên Hòa" not in said(room.client.get("/appraisal/", {"by": "unit", "q": "cau giay"}))


def test_one_criterion_shows_every_unit_and_the_first_that_waits(room: Room) -> None:
    page = said(room.client.get(room.page))
    assert "Đã thẩm định 0 / 2" in page
    assert "Chờ (2) Giải trình (0) Đã xong (0) Tất cả (2)" in page
    assert "Phường Yên Hòa Số liệu 17/20 Tự chấm 1,70" in page
    assert "Tự chấm 1,70 điểm / 2,00" in page
    assert "17/20 = 85 %" in page
    assert "Công nhận 1,70 Sửa số liệu Không công nhận (0 điểm)" in page
    other = said(room.client.get(room.page, {"unit": room.other}))
    assert "Phường Cầu Giấy I.1 Kế hoạch cải cách hành chính" in other


def test_an_accepted_cell_leads_to_the_next(room: Room) -> None:
    answer = room.decide(next=str(room.other))
    assert answer.headers["Location"] == f"{room.page}?unit={room.other}"
    page = said(room.client.get(answer.headers["Location"]))
    assert ("Đã công nhận Phường Yên Hòa." in page, "Đã thẩm định 1 / 2" in page) == (True, True)
    assert room.stands() == ("appraisal-1", 1_700_000)


def test_the_narrowed_list_is_kept_on_the_way(room: Room) -> None:
    url = f"{room.cell}decide/?show=open&q=phuong&desk=criterion"
    answer = room.client.post(url, {"do": "save", "deed": "accept", "seen": "0", "next": str(room.other)})
    assert answer.headers["Location"] == f"{room.page}?show=open&q=phuong&unit={room.other}"


@pytest.mark.parametrize(
    ("data", "stands", "told"),
    [
        (CHANGED, ("appraisal-1", 1_600_000), "Đã sửa số liệu của Phường Yên Hòa."),
        ({"deed": "zero", "word": "Không có báo cáo"}, ("appraisal-1", 0), "Đã sửa số liệu"),
        ({"do": "ask", "word": "Báo cáo nào?"}, ("self", 1_700_000), "Đã yêu cầu Phường Yên Hòa giải trình."),
    ],
)
def test_other_decisions_are_written_with_their_reason(
    room: Room, data: dict[str, str], stands: tuple[str, int], told: str
) -> None:
    answer = room.decide(**data)
    assert told in said(room.client.get(answer.headers["Location"]))
    assert room.stands() == stands
    assert Entry.objects.latest("pk").note == data["word"]


def test_a_cell_is_returned_until_the_end_of_a_day(room: Room) -> None:
    day = timezone.localdate() + timedelta(days=3)
    answer = room.decide(do="return", word="Sai kỳ", until=day.isoformat())
    assert answer.status_code == 302
    until = timezone.localtime(Reopening.objects.get().until)
    assert (until.date() - day, until.hour, until.minute) == (timedelta(days=1), 0, 0)
    page = said(room.client.get(room.page))
    assert f"↩ đã trả lại đến {day.day}/{day.month}/{day.year}" in page


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({**CHANGED, "word": " "}, "Chưa ghi lý do"),
        ({**CHANGED, "a.done": "mười"}, "“mười” không phải là số"),
        ({**CHANGED, "a.done": "25"}, "25"),
        ({**CHANGED, "a.done": "17"}, "Số liệu này đúng bằng số liệu của đơn vị."),
        ({"do": "ask", "word": ""}, "Chưa ghi lý do"),
        ({"do": "return", "word": "Sai kỳ", "until": "2020-01-01"}, "Thời hạn trả lại phải sau hôm nay"),
        ({"do": "return", "word": "Sai kỳ", "until": "mai"}, "Thời hạn trả lại phải sau hôm nay"),
        ({"do": "record"}, "không do thẩm định viên quyết định"),
        ({"do": "nothing"}, "không do thẩm định viên quyết định"),
    ],
)
def test_what_cannot_be_written_stays_on_the_page_with_its_fault(
    room: Room, data: dict[str, str], told: str
) -> None:
    answer = room.decide(**data)
    assert (answer.status_code, told in said(answer)) == (422, True)
    if data.get("a.done"):
        assert f'value="{data["a.done"]}"' in answer.content.decode()
    assert not Entry.objects.exclude(decision="").exists()


def test_the_second_appraiser_is_told_and_keeps_what_they_typed(room: Room) -> None:
    sheet = Assessment.objects.get(pk=room.sheet)
    first = room.cast.actor("reform")
    appraising.ask(sheet, room.leaf, question="Kỳ nào?", seen=0, by=first, at=AT)
    answer = room.decide(**CHANGED)
    page = said(answer)
    assert answer.status_code == 422
    assert "Nguyễn Thị Cải Cách vừa ghi “yêu cầu giải trình”" in page
    assert "Kỳ nào?" in page
    assert "Thiếu một văn bản" in page
    assert 'name="seen" value="1"' in answer.content.decode()
    assert room.decide(**CHANGED, seen="1").status_code == 302
    assert room.stands() == ("appraisal-1", 1_600_000)


def test_figures_are_tried_before_they_are_saved(room: Room) -> None:
    url = f"{room.cell}preview/"
    good = said(room.client.post(url, {"a.done": "10", "a.total": "20"}))
    assert "Sẽ được 0,00 điểm" in good
    assert "không phải là số" in said(room.client.post(url, {"a.done": "x", "a.total": "20"}))
    page = room.decide(**CHANGED, do="preview")
    assert (page.status_code, "Sẽ được 1,60 điểm" in said(page)) == (200, True)
    assert not Entry.objects.exclude(decision="").exists()


def test_a_closed_desk_says_why_and_offers_nothing(room: Room) -> None:
    rounds.move_to(room.cycle, "freeze")
    answer = room.client.get(room.page)
    page = said(answer)
    assert "Đã hết thời hạn của bước này." in page
    assert "Đề nghị Sở Nội vụ gia hạn" in page
    assert ("decide/" in answer.content.decode(), 'name="row"' in answer.content.decode()) == (False, False)
    late = room.decide()
    assert (late.status_code, "Đã hết thời hạn" in said(late)) == (422, True)


def test_selected_units_are_accepted_together(room: Room) -> None:
    rows = [f"{room.sheet}:0:1", f"{room.other}:0:1"]
    answer = room.client.post(f"{room.page}accept/", {"row": rows}, follow=True)
    assert "Đã công nhận 2 đơn vị." in said(answer)
    assert room.stands() == ("appraisal-1", 1_700_000)
    again = room.client.post(f"{room.page}accept/", {"row": rows}, follow=True)
    assert "Không còn gì chờ quyết định" in said(again)
    for rubbish in ([], ["x"], ["1:2"], ["9" * 20 + ":0:1"]):
        told = said(room.client.post(f"{room.page}accept/", {"row": rubbish}, follow=True))
        assert "Chưa chọn dòng nào" in told


def test_rows_that_were_overtaken_are_left_and_named(room: Room) -> None:
    rows = [f"{room.sheet}:0:9", f"{room.other}:0:1"]
    page = said(room.client.post(f"{room.page}accept/", {"row": rows}, follow=True))
    assert "Đã công nhận 1 đơn vị." in page
    assert "Không công nhận 1 dòng (Phường Yên Hòa)." in page


def test_the_sheet_of_one_unit_is_worked_down(room: Room) -> None:
    url = f"/appraisal/sheets/{room.sheet}/"
    page = said(room.client.get(url))
    assert "Phường Yên Hòa" in page
    assert "I.1 Kế hoạch cải cách hành chính" in page
    second = rounds.leaf(room.cycle, "I/2").pk
    answer = room.decide(desk="unit", next=str(second))
    assert answer.headers["Location"] == f"{url}?leaf={second}"
    told = said(room.client.post(f"{url}accept/", {"sure": "1"}, follow=True))
    assert "Đã công nhận 1 tiêu chí." in told
    assert standing(room.cycle, room.cast.ward, "I/2") == ("appraisal-1", 1_000_000)


def test_the_inspector_alone_is_a_part_of_the_list(room: Room) -> None:
    part = room.client.get(f"{room.cell}?desk=criterion", headers={"HX-Request": "true"})
    assert (part.status_code, b"<html" in part.content, "Tự chấm 1,70 điểm" in said(part)) == (
        200,
        False,
        True,
    )
    whole = room.client.get(f"{room.cell}?desk=criterion")
    assert whole.headers["Location"] == f"{room.page}?unit={room.sheet}"


def test_the_council_is_recorded_with_its_reason(room: Room) -> None:
    bonus = rounds.leaf(room.cycle, "II/3").pk
    url = f"/appraisal/sheets/{room.sheet}/{bonus}/decide/"
    page = said(room.client.get(f"/appraisal/{room.cycle.pk}/criteria/{bonus}/"))
    assert "Quyết định của hội đồng" in page
    bare = room.client.post(url, {"do": "record", "seen": "0", "a.points": "0,5"})
    assert (bare.status_code, "lý do" in said(bare)) == (422, True)
    room.client.post(url, {"do": "record", "seen": "0", "a.points": "0,5", "a.reason": "Sáng kiến mới"})
    line = Entry.objects.latest("pk")
    assert (line.answer, line.points_micro, line.origin) == (
        {"points": "0.5", "reason": "Sáng kiến mới"},
        500_000,
        states.COUNCIL,
    )


def test_in_the_second_appraisal_the_first_result_can_be_kept(room: Room) -> None:
    room.decide(**CHANGED)
    rounds.move_to(room.cycle, "explanation")
    clerk = room.enter("clerk")
    fields = {"word": "Đã bổ sung", "seen": "0", "deed": "claim", "a.done": "19", "a.total": "20"}
    clerk.post(f"/explanations/{room.sheet}/{room.leaf}/", fields)
    rounds.move_to(room.cycle, "appraisal-2")
    page = said(room.client.get(room.page, {"unit": room.sheet}))
    assert "Đơn vị đề nghị 1,90 điểm" in page
    assert "Giữ kết quả lần trước 1,60" in page
    assert "Giải trình của đơn vị Đã bổ sung" in page
    room.decide(deed="keep", word="Văn bản ngoài kỳ", claim="1")
    assert room.stands() == ("appraisal-2", 1_600_000)


def test_lists_are_saved_as_they_are_shown(room: Room) -> None:
    room.decide(**CHANGED)
    text = room.client.get(f"{room.page}export.csv").content.decode("utf-8-sig")
    head, first, *_rest = text.splitlines()
    assert head.startswith("Đơn vị;Nhóm;Số liệu;Tự chấm;Thẩm định;Chênh lệch")
    assert first.startswith("Phường Yên Hòa;Phường;17/20;1,70;1,60;-0,10;0;")
    narrowed = room.client.get(f"{room.page}export.csv", {"show": "open"}).content.decode("utf-8-sig")
    assert ("Phường Yên Hòa" in narrowed, "Phường Cầu Giấy" in narrowed) == (False, True)
    for url in (
        f"/appraisal/{room.cycle.pk}/export.xlsx",
        f"/appraisal/{room.cycle.pk}/export.csv?by=unit",
        f"/appraisal/{room.cycle.pk}/board/export.csv",
        f"/appraisal/sheets/{room.sheet}/export.xlsx",
    ):
        assert room.client.get(url).headers["Content-Disposition"].startswith("attachment")
    assert room.client.get(f"{room.page}export.pdf").status_code == 404


def test_illustrative_figures_say_so_on_the_page_and_in_the_file(room: Room) -> None:
    Cycle.objects.filter(pk=room.cycle.pk).update(is_illustrative=True)
    for url in (room.page, "/appraisal/", f"/appraisal/{room.cycle.pk}/board/"):
        assert "số liệu minh họa" in said(room.client.get(url))
    file = room.client.get(f"/appraisal/{room.cycle.pk}/board/export.xlsx")
    assert file.status_code == 200


def test_the_board_says_how_far_it_is_and_what_hinders(room: Room) -> None:
    room.decide()
    page = said(room.client.get(f"/appraisal/{room.cycle.pk}/board/"))
    assert "Đã thẩm định 1 / 8" in page
    assert "Sở Tư pháp được giao thẩm định nhưng chưa có ai giữ vai trò thẩm định viên." in page
    Assessment.objects.filter(pk=room.other).update(state=states.SCORING)
    page = said(room.client.get(f"/appraisal/{room.cycle.pk}/board/"))
    assert "Đơn vị chưa nộp 1 Phường Phường Cầu Giấy" in page


@pytest.mark.parametrize(
    ("who", "desk", "deed"),
    [
        ("auditor", 200, 403),
        ("city_leader", 200, 403),
        ("clerk", 403, 403),
        ("neighbour", 403, 403),
        ("administrator", 403, 403),
        ("stranger", 403, 403),
    ],
)
def test_others_read_or_stay_outside(room: Room, who: str, desk: int, deed: int) -> None:
    client = room.enter(who)
    assert [client.get(url).status_code for url in ("/appraisal/", room.page, room.cell)] == [
        desk,
        desk,
        302 if desk == 200 else 403,
    ]
    assert room.decide(client).status_code == deed
    assert client.post(f"{room.page}accept/", {"row": [f"{room.sheet}:0:1"]}).status_code == deed
    assert not Entry.objects.exclude(decision="").exists()


def test_no_byte_of_what_is_not_theirs_reaches_an_appraiser(room: Room) -> None:
    room.decide(do="ask", word="qzsecret")
    by = appraiser(room.cast, "Sở Tư pháp")
    person = Person.objects.get(pk=by.person)
    Person.objects.filter(pk=person.pk).update(must_change_password=False)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    own = rounds.leaf(room.cycle, "II/1").pk
    found = {}
    for url in (
        "/appraisal/",
        "/appraisal/?by=unit",
        f"/appraisal/{room.cycle.pk}/export.csv",
        f"/appraisal/{room.cycle.pk}/board/",
        room.page,
        f"{room.page}export.csv",
        room.cell,
        f"/appraisal/sheets/{room.sheet}/",
        f"/appraisal/sheets/{room.sheet}/export.csv",
        f"/appraisal/{room.cycle.pk}/criteria/{own}/",
    ):
        answer = client.get(url)
        seen = answer.content + repr(sorted(answer.headers.items())).encode()
        assert (b"qzsecret" in seen, b"17/20" in seen) == (False, False)
        found[url] = answer.status_code
    assert list(found.values()) == [200, 200, 200, 403, 404, 404, 404, 200, 200, 200]
    assert room.decide(client).status_code == 404
    rows = {"row": [f"{room.sheet}:1:1"]}
    assert client.post(f"{room.page}accept/", rows).status_code == 403
    assert Entry.objects.exclude(decision="").count() == 1


def test_a_leaf_out_of_right_is_not_found_and_not_decided(room: Room) -> None:
    room.cycle.rights.all().delete()
    assert room.client.get(room.page).status_code == 200
    assert room.decide().status_code == 403
    missing = f"/appraisal/{room.cycle.pk}/criteria/999999/"
    assert [room.client.get(url).status_code for url in (missing, "/appraisal/999/board/")] == [404, 404]


def test_the_unit_sees_what_was_asked_when_explanations_open_and_what_was_returned_at_once(
    room: Room,
) -> None:
    clerk = room.enter("clerk")
    room.decide(do="ask", word="Báo cáo nào?")
    assert "Không có gì phải giải trình." in said(clerk.get("/explanations/"))
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    second = rounds.leaf(room.cycle, "I/2").pk
    url = f"/appraisal/sheets/{room.sheet}/{second}/decide/"
    room.client.post(url, {"do": "return", "word": "Sai kỳ", "until": day, "seen": "0"})
    page = said(clerk.get("/explanations/", follow=True))
    assert ("Sai kỳ" in page, "Báo cáo nào?" in page, "Chấm lại tiêu chí này" in page) == (True, False, True)
    rounds.move_to(room.cycle, "explanation")
    page = said(clerk.get("/explanations/", follow=True))
    assert "Báo cáo nào?" in page


def test_an_explanation_is_written_and_the_next_one_follows(room: Room) -> None:
    room.decide(do="ask", word="Báo cáo nào?")
    rounds.move_to(room.cycle, "explanation")
    clerk, url = room.enter("clerk"), f"/explanations/{room.sheet}/{room.leaf}/"
    bare = clerk.post(url, {"word": "", "seen": "0"})
    assert (bare.status_code, "Chưa ghi lý do" in said(bare)) == (422, True)
    wrong = clerk.post(url, {"word": "Có", "seen": "0", "deed": "claim", "a.done": "30", "a.total": "20"})
    assert (wrong.status_code, 'value="30"' in wrong.content.decode()) == (422, True)
    told = said(clerk.post(url, {"word": "Báo cáo 208/BC-UBND", "seen": "0"}, follow=True))
    assert "Đã gửi giải trình tiêu chí I.1." in told
    assert "Đã giải trình 1 / 1" in told
    late = clerk.post(url, {"word": "Khác", "seen": "0"})
    assert (late.status_code, "vừa ghi “giải trình”" in said(late)) == (422, True)
    text = clerk.get(f"/explanations/{room.sheet}/export.csv").content.decode("utf-8-sig")
    assert "Báo cáo 208/BC-UBND" in text


def test_nobody_else_finds_the_explanations_of_a_unit(room: Room) -> None:
    room.decide(do="ask", word="Báo cáo nào?")
    rounds.move_to(room.cycle, "explanation")
    for who, status in (("neighbour", 404), ("lawyer", 404), ("reform", 403), ("auditor", 403)):
        client = room.enter(who)
        assert client.get(f"/explanations/{room.sheet}/").status_code == status
        assert client.get(f"/explanations/{room.sheet}/export.csv").status_code == status
        sent = client.post(f"/explanations/{room.sheet}/{room.leaf}/", {"word": "x", "seen": "0"})
        assert sent.status_code == status
    unflagged = rounds.leaf(room.cycle, "I/2").pk
    clerk = room.enter("clerk")
    assert clerk.post(f"/explanations/{room.sheet}/{unflagged}/", {"word": "x"}).status_code == 302


def test_every_page_asks_the_same_of_the_database_for_two_units_and_for_twelve(room: Room) -> None:
    urls = (
        room.page,
        "/appraisal/",
        "/appraisal/?by=unit",
        f"/appraisal/{room.cycle.pk}/board/",
        f"/appraisal/sheets/{room.sheet}/",
    )
    few = [_asked(room.client, url) for url in urls]
    _more_units(room, 10)
    assert [_asked(room.client, url) for url in urls] == few
    assert max(few) <= 45


def _asked(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def _more_units(room: Room, count: int) -> None:
    stage = room.cycle.stages.get(key="self")
    for number in range(count):
        unit = Unit.objects.create(
            code=f"x-{number}",
            name=f"Phường Thêm {number}",
            kind="commune",
            province=room.cast.city,
            parent=room.cast.city,
            position=1000 + number,
            since=date(2020, 1, 1),
            search="",
        )
        Unit.objects.filter(pk=unit.pk).update(lineage=f"/{room.cast.city.pk}/{unit.pk}/")
        sheet = room.cycle.assessments.create(
            unit=unit, group=room.cycle.groups.get(), state=states.SUBMITTED
        )
        cell = Cell.objects.create(
            cycle=room.cycle,
            assessment=sheet,
            criterion_id=room.leaf,
            stage=stage,
            number=1,
            state="scored",
            points_micro=2_000_000,
            is_standing=True,
            changed_at=AT,
        )
        Entry.objects.create(
            cell=cell,
            number=1,
            answer={"done": "20", "total": "20"},
            state="scored",
            points_micro=2_000_000,
            origin="form",
            at=AT,
            by_name="x",
        )
