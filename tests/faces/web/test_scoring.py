"""The self-scoring desk without a browser: who sees what, what saves answer, what works without scripts."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import appraising
from parindex.cycle.assessments.models import Cell, Cycle, Entry, Stage
from parindex.cycle.assessments.queries import moments
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import figures
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.faces.web.scoringdesk import Enter, cycle, enter, post, way

__all__ = ["cycle", "enter"]


# saving


def test_a_save_answers_what_stands(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    status, told = post(enter("clerk"), way(cycle, cast, "I/1", "save/"), done="17", total="20", seen="0")

    assert status == 200
    assert {key: told[key] for key in ("number", "state", "micro", "out", "points", "row", "open")} == {
        "number": 1,
        "state": "scored",
        "micro": 1_700_000,
        "out": 0,
        "points": "1,70",
        "row": "1,70",
        "open": True,
    }
    assert told["chip"] == {"text": "! thiếu minh chứng", "tone": "bad"}
    assert [each["tone"] for each in told["findings"]] == ["error"]


def test_a_decimal_comma_and_a_point_save_the_same(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    client, url = enter("clerk"), way(cycle, cast, "II/2", "save/")
    post(client, url, value="1,425", seen="0")
    _, told = post(client, url, value="1.425", seen="1")

    assert told["number"] == 1
    assert Entry.objects.get().answer == {"value": "1.425"}


def test_an_explanation_stands_in_for_evidence(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    url = way(cycle, cast, "I/1", "save/")
    _, told = post(enter("clerk"), url, done="17", total="20", note="báo cáo chờ ký", seen="0")

    assert (told["chip"], told["findings"], told["open"]) == ({"text": "✓ đủ", "tone": "ok"}, [], False)


@pytest.mark.parametrize(
    ("fields", "key", "said"),
    [
        ({"done": "1.425.000", "total": "20"}, "done", "“1.425.000” có dấu phân cách hàng nghìn"),
        ({"done": "mười", "total": "20"}, "done", "“mười” không phải là số"),
        ({"done": "21", "total": "20"}, "", "Số đã hoàn thành 21 lớn hơn tổng số 20"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field_with_the_remedy(
    cycle: Cycle, cast: Cast, enter: Enter, fields: dict[str, str], key: str, said: str
) -> None:
    for deed in ("save/", "preview/"):
        status, told = post(enter("clerk"), way(cycle, cast, "I/1", deed), seen="0", **fields)
        (fault,) = told["faults"]
        assert (status, fault["key"], fault["message"], bool(fault["remedy"])) == (422, key, said, True)
    assert not Entry.objects.exists()


def test_the_second_writer_gets_the_other_version_with_its_fields(
    cycle: Cycle, cast: Cast, enter: Enter
) -> None:
    url = way(cycle, cast, "I/1", "save/")
    post(enter("leader"), url, done="17", total="20.5", note="bản của lãnh đạo", seen="0")
    status, told = post(enter("clerk"), url, done="18", total="20.5", seen="0")

    assert status == 409
    assert {key: told["other"][key] for key in ("by", "answer", "note", "number", "fields")} == {
        "by": "Lê Thị Lãnh Đạo",
        "answer": "17/20,5",
        "note": "bản của lãnh đạo",
        "number": 1,
        "fields": {"done": "17", "total": "20,5"},
    }
    assert Entry.objects.count() == 1


def test_a_retry_of_a_save_is_one_line(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    url = way(cycle, cast, "I/2", "save/")
    answers = [post(enter("clerk"), url, yes="true", seen="0") for _ in range(3)]

    assert [(status, told["number"]) for status, told in answers] == [(200, 1)] * 3
    assert Entry.objects.count() == 1


def test_a_locked_leaf_says_why_and_who_opens_it(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    rounds.move_to(cycle, "appraisal-1")
    status, told = post(enter("clerk"), way(cycle, cast, "I/2", "save/"), yes="true", seen="0")

    (fault,) = told["faults"]
    assert (status, fault["message"], "Sở Nội vụ" in fault["remedy"]) == (
        423,
        "Đã hết thời hạn của bước này.",
        True,
    )
    assert not Cell.objects.exists()


def test_a_raw_answer_is_taken_as_json(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    url = way(cycle, cast, "I/1", "save/")
    sent = {"answer": {"done": 17, "total": 20.50}, "note": "máy gửi", "seen": 0}
    answer = enter("clerk").post(url, json.dumps(sent), content_type="application/json")

    assert (answer.status_code, answer.json()["number"]) == (200, 1)
    assert Entry.objects.get().answer == {"done": "17", "total": "20.5"}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"answer": {"yes": true}, "points": 3}',
        '{"answer": {"yes": true}, "seen": -1}',
        '{"answer": {"yes": true}, "note": ["a"]}',
        '{"note": "x"}',
        '{"answer": {"not_applicable": true, "reason": "a\\u0000b"}}',
        '{"answer": {"not_applicable": true, "reason": "\\ud800"}}',
        "[" * 5000,
    ],
)
def test_json_that_is_no_save_is_refused(cycle: Cycle, cast: Cast, enter: Enter, body: str) -> None:
    url = way(cycle, cast, "I/2", "save/")
    answer = enter("clerk").post(url, body, content_type="application/json")

    assert (answer.status_code, len(answer.json()["faults"])) == (400, 1)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("neighbour", 404), ("neighbour_leader", 404), ("lawyer", 404), ("auditor", 403), ("reform", 403)],
)
def test_nobody_else_saves(cycle: Cycle, cast: Cast, enter: Enter, who: str, status: int) -> None:
    for deed in ("save/", "preview/"):
        url = way(cycle, cast, "I/2", deed)
        assert enter(who).post(url, {"a.yes": "true", "seen": "0"}).status_code == status
    assert not Entry.objects.exists()


@pytest.mark.parametrize("path", ["I", "II"])
def test_a_parent_cannot_be_saved(cycle: Cycle, cast: Cast, enter: Enter, path: str) -> None:
    assert enter("clerk").post(way(cycle, cast, path, "save/"), {"a.yes": "true"}).status_code == 404


def test_a_try_tells_points_and_why_and_saves_nothing(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    status, told = post(
        enter("clerk"), way(cycle, cast, "I/1", "preview/"), done="1.425", total="2000", seen="0"
    )

    assert (status, told["points"], told["why"]) == (200, "0,00", "Vì sao 0,00 điểm?")
    assert len(told["trace"]) >= 2
    assert [each["key"] for each in told["doubts"]] == ["done"]
    assert "1425" in told["doubts"][0]["message"]
    assert not Entry.objects.exists()


def test_a_try_of_nothing_has_no_points(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    _, told = post(enter("clerk"), way(cycle, cast, "I/1", "preview/"), seen="0")

    assert (told["points"], told["why"]) == ("–", "Cách tính điểm")


def test_a_save_takes_few_queries_and_always_as_many(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    client, url = enter("clerk"), way(cycle, cast, "I/1", "save/")
    post(client, url, done="1", total="20", seen="0")
    counts = []
    for number in (1, 2, 3):
        with CaptureQueriesContext(connection) as asked:
            post(client, url, done=str(number + 1), total="20", seen=str(number))
        counts.append(len(asked))

    assert len(set(counts)) == 1
    assert counts[0] <= 24


# the page


def test_the_desk_shows_the_way_of_the_sheet(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    post(enter("clerk"), way(cycle, cast, "I/1", "save/"), done="17", total="20", seen="0")
    page = enter("clerk").get(way(cycle, cast)).content.decode()

    for said in (
        "1/4 tiêu chí đã chấm",
        "còn ",
        "Cần làm (4)",
        "! thiếu minh chứng",
        "khảo sát",
        "điểm thưởng",
        "Trình lãnh đạo duyệt",
        "Vì sao 1,70 điểm?",
        "Tài liệu kiểm chứng",
    ):
        assert said in page, said
    assert '<b id="own">1,70</b>' in page


def test_the_desk_in_english_holds_no_vietnamese_of_ours(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    page = enter("clerk", "en").get(way(cycle, cast)).content.decode()

    for said in ("criteria scored", "To do (4)", "not answered", "Lay before the leader", "days left"):
        assert said in page, said
    for ours in ("chưa nhập", "Cần làm", "Trình lãnh đạo", "tạm tính", "Giải trình"):
        assert ours not in page, ours


@pytest.mark.parametrize(
    ("show", "sought", "left"),
    [
        ("", "", ["I", "I/1", "I/2", "I/3", "II", "II/1", "II/2", "II/3"]),
        ("todo", "", ["I", "I/2", "II", "II/1", "II/2"]),
        ("", "doi thoai", ["I", "I/2"]),
        ("todo", "ky luat", ["II", "II/1"]),
        ("", "khong co", []),
        ("mine", "", []),
    ],
)
def test_the_tree_is_filtered_without_scripts(
    cycle: Cycle, cast: Cast, enter: Enter, show: str, sought: str, left: list[str]
) -> None:
    post(enter("clerk"), way(cycle, cast, "I/1", "save/"), ratio="1", note="đủ", seen="0")
    page = enter("clerk").get(way(cycle, cast), {"show": show, "q": sought}).content.decode()

    rows = [line for line in page.splitlines() if 'data-path="' in line and "<tr" in line]
    shown = [
        line.split('data-path="')[1].split('"')[0]
        for line in rows
        if " hidden>" not in line.split("</td>")[0]
    ]
    assert shown == left


def test_one_leaf_is_given_alone_to_the_page(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    url = way(cycle, cast, "I/2")
    part = enter("clerk").get(url, headers={"HX-Request": "true"}).content.decode()
    whole = enter("clerk").get(url).content.decode()

    assert "<html" not in part
    assert part.lstrip().startswith("<aside")
    assert "<html" in whole
    assert 'aria-selected="true"' in whole


def test_those_who_oversee_read_and_cannot_write(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    for who in ("reform", "auditor", "city_leader"):
        page = enter(who).get(way(cycle, cast, "I/1")).content.decode()
        assert "data-editable" not in page
        assert "Trình lãnh đạo duyệt" not in page
        assert "readonly" in page


def test_a_locked_sheet_says_why(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    rounds.move_to(cycle, "appraisal-1")
    page = enter("clerk").get(way(cycle, cast, "I/1")).content.decode()

    assert "Đã hết thời hạn của bước này." in page
    assert "Mốc thời gian" in page
    assert "data-editable" not in page


def test_the_last_day_counts_hours(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    stage = Stage.objects.filter(cycle=cycle, key="self")
    for rest, said in (
        (timedelta(hours=5, minutes=30), "còn 5 giờ"),
        (timedelta(minutes=20), "còn chưa đầy 1 giờ"),
    ):
        stage.update(closes_at=moments.database_now() + rest)
        assert said in enter("clerk").get(way(cycle, cast)).content.decode()


def test_the_sheet_takes_as_many_queries_full_as_empty(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    client, url = enter("clerk"), way(cycle, cast, "I/1")
    client.get(url)
    with CaptureQueriesContext(connection) as empty:
        client.get(url)
    for path, fields in (("I/1", {"ratio": "1"}), ("I/2", {"yes": "true"}), ("II/1", {"count": "0"})):
        post(client, way(cycle, cast, path, "save/"), seen="0", **fields)
    with CaptureQueriesContext(connection) as full:
        client.get(url)

    assert abs(len(full) - len(empty)) <= 1


def test_the_list_leads_to_ones_own_sheet_only(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    own, other = (
        enter("clerk").get("/scoring/").content.decode(),
        enter("neighbour").get("/scoring/").content.decode(),
    )

    assert ("Phường Yên Hòa" in own, "Phường Cầu Giấy" in own) == (True, False)
    assert ("Phường Yên Hòa" in other, "Phường Cầu Giấy" in other) == (False, True)
    assert "Chưa có phiếu tự chấm điểm" in enter("lawyer").get("/scoring/").content.decode()
    found = enter("reform").get("/scoring/", {"q": "cau giay"}).content.decode()
    assert ("Phường Yên Hòa" in found, "Phường Cầu Giấy" in found) == (False, True)


def measured(cycle: Cycle, cast: Cast) -> None:
    """Tasks done, read once for the ward, feeding its first criterion."""
    by = cast.actor("reform")
    measure = measures.keep(
        owner=cast.city, code="nhiem-vu", name="Nhiệm vụ trong kế hoạch", shape="pair", by=by, at=AT
    )
    measures.feed(measure, rounds.leaf(cycle, "I/1"), by=by, at=AT)
    read = measures.Read(cast.ward, figures.pair("17", "20"))
    period = {"since": cycle.since, "until": cycle.until, "as_of": cycle.since, "source": "Báo cáo 12/BC"}
    measures.record(measure, [read], by=by, at=AT, **period)


def test_a_figure_that_is_measured_is_offered_and_taken(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    measured(cycle, cast)
    client, url = enter("clerk"), way(cycle, cast, "I/1")
    page = client.get(url).content.decode()
    for said in ("Nhiệm vụ trong kế hoạch", "17/20", "Báo cáo 12/BC", "Dùng số liệu này"):
        assert said in page, said
    assert "Dùng số liệu này" not in enter("auditor").get(url).content.decode()
    client.post(url, {"seen": "0", "use": "offer", "note": "theo số liệu"})
    assert [(each.answer, each.note) for each in Entry.objects.all()] == [
        ({"done": "17", "total": "20"}, "theo số liệu")
    ]
    assert "khớp với số liệu" in client.get(url).content.decode()


def test_a_question_of_the_appraisers_leads_to_the_explanation(
    cycle: Cycle, cast: Cast, enter: Enter
) -> None:
    post(enter("clerk"), way(cycle, cast, "I/2", "save/"), yes="true", seen="0")
    cycle.assessments.update(state=states.SUBMITTED)
    rounds.move_to(cycle, "appraisal-1")
    held, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/2")
    appraising.ask(held, leaf.pk, question="Biên bản nào?", seen=0, by=cast.actor("reform"), at=AT)
    before = enter("clerk").get(way(cycle, cast, "I/2")).content.decode()
    rounds.move_to(cycle, "explanation")
    after = enter("clerk").get(way(cycle, cast, "I/2")).content.decode()

    assert ("Biên bản nào?" in before, "Giải trình tiêu chí này" in before) == (True, False)
    link = f"/explanations/{held.pk}/?leaf={leaf.pk}"
    assert f'href="{link}"' in after
    led = enter("clerk").get(link)
    assert (led.status_code, "Biên bản nào?" in led.content.decode()) == (200, True)


# without scripts


def test_a_leaf_is_saved_as_a_plain_form(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    client, url = enter("clerk"), way(cycle, cast, "I/1")
    sent = {"a.done": "17", "a.total": "20", "note": "x", "seen": "0"}
    stays = client.post(url, sent)
    goes = client.post(url, sent | {"a.done": "18", "seen": "1", "go": "next"})

    assert (stays.status_code, stays["Location"]) == (302, url)
    assert (goes.status_code, goes["Location"]) == (302, way(cycle, cast, "I/2"))
    assert "Đã lưu tiêu chí I/1." in client.get(url).content.decode()


def test_a_refused_form_comes_back_with_what_was_typed(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    answer = enter("clerk").post(
        way(cycle, cast, "I/1"), {"a.done": "21", "a.total": "20", "note": "giữ", "seen": "0"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "lớn hơn tổng số 20" in page
    assert 'value="21"' in page
    assert ">giữ</textarea>" in page


def test_an_overtaken_form_shows_both_and_saves_on_the_second_try(
    cycle: Cycle, cast: Cast, enter: Enter
) -> None:
    url = way(cycle, cast, "I/1")
    enter("leader").post(url, {"a.done": "17", "a.total": "20", "seen": "0"})
    client = enter("clerk")
    told = client.post(url, {"a.done": "18", "a.total": "20", "seen": "0"})

    page = told.content.decode()
    assert (told.status_code, "Lê Thị Lãnh Đạo vừa sửa" in page, 'value="18"' in page) == (409, True, True)
    assert 'name="seen" value="1"' in page
    assert client.post(url, {"a.done": "18", "a.total": "20", "seen": ["0", "1"]}).status_code == 302
    assert [each.answer["done"] for each in Entry.objects.order_by("number")] == ["17", "18"]
