"""The sheet as a whole over HTTP: approval, locks on every way in, papers, the past."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parindex.cycle.assessments import states
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry, Stage
from parindex.cycle.assessments.queries import moments
from parindex.faces.web.scoring import wording
from tests.cast import Cast
from tests.cycle import rounds
from tests.faces.web.scoringdesk import Enter, cycle, enter, post, way

__all__ = ["cycle", "enter"]


# approval


def test_the_officer_lays_and_the_leader_submits(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    post(enter("clerk"), way(cycle, cast, "I/1", "save/"), done="17", total="20", seen="0")
    told = enter("clerk").post(way(cycle, cast, deed="lay/"), follow=True).content.decode()
    assert "Chưa làm được" in told
    assert "(I/1)" in told
    post(enter("clerk"), way(cycle, cast, "I/1", "save/"), done="17", total="20", note="chờ ký", seen="1")
    assert (
        "Đã trình lãnh đạo"
        in enter("clerk").post(way(cycle, cast, deed="lay/"), follow=True).content.decode()
    )
    leader = enter("leader")
    page = leader.get(way(cycle, cast, deed="submit/")).content.decode()
    for said in ("1,70", "Nên xem lại", "I/2", "Tiêu chí chưa nhập tính 0 điểm", "Hạn nộp", "Trả lại để sửa"):
        assert said in page, said
    assert (
        "ghi lý do"
        in leader.post(way(cycle, cast, deed="hand-back/"), {"reason": " "}, follow=True).content.decode()
    )
    leader.post(way(cycle, cast, deed="hand-back/"), {"reason": "xem I/2"})
    assert Assessment.objects.get(unit=cast.ward).state == states.SCORING
    done = leader.post(way(cycle, cast, deed="submit/"), follow=True).content.decode()
    assert "Đã nộp bản tự chấm điểm" in done
    assert Assessment.objects.get(unit=cast.ward).state == states.SUBMITTED
    again = leader.post(way(cycle, cast, deed="submit/"), follow=True).content.decode()
    assert "Phiếu vừa đổi trạng thái" in again
    assert "Lê Thị Lãnh Đạo duyệt và nộp" in again


def test_nobody_submits_what_stops(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    post(enter("clerk"), way(cycle, cast, "I/1", "save/"), done="17", total="20", seen="0")
    page = enter("leader").get(way(cycle, cast, deed="submit/")).content.decode()
    assert "Phải xử lý trước khi nộp" in page
    assert (
        "Chưa làm được"
        in enter("leader").post(way(cycle, cast, deed="submit/"), follow=True).content.decode()
    )
    assert Assessment.objects.get(unit=cast.ward).state == states.SCORING


def test_the_page_of_the_leader_after_the_deadline(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    rounds.move_to(cycle, "appraisal-1")
    page = enter("leader").get(way(cycle, cast, deed="submit/")).content.decode()

    assert "Đã hết thời hạn của bước này." in page
    assert "Khi nộp:" not in page


@pytest.mark.parametrize(("who", "status"), [("clerk", 403), ("neighbour_leader", 404), ("reform", 403)])
def test_only_the_leader_has_the_page(cycle: Cycle, cast: Cast, enter: Enter, who: str, status: int) -> None:
    assert enter(who).get(way(cycle, cast, deed="submit/")).status_code == status


# locked, whatever the way in

YAML = """
schema: parindex/answers/1
framework: xa-phuong-thu
units: {"Phường Yên Hòa": {"I/1": {done: 1, total: 20}, "I/2": {yes: false}}}
"""


def _late(cycle: Cycle) -> None:
    rounds.move_to(cycle, "appraisal-1")


def _laid(cycle: Cycle) -> None:
    cycle.assessments.update(state=states.APPROVAL)


def _submitted(cycle: Cycle) -> None:
    cycle.assessments.update(state=states.SUBMITTED)


def _frozen(cycle: Cycle) -> None:
    Cycle.objects.filter(pk=cycle.pk).update(state=states.FROZEN)


@pytest.mark.parametrize("lock", [_late, _laid, _submitted, _frozen])
def test_no_way_in_changes_what_is_locked(
    cycle: Cycle, cast: Cast, enter: Enter, lock: Callable[[Cycle], None]
) -> None:
    client, leaf = enter("leader"), way(cycle, cast, "I/1")
    post(client, leaf + "save/", done="17", total="20", note="chờ ký", seen="0")
    book = workbook(client, way(cycle, cast, deed="sheet.xlsx"))
    for line in book.worksheets[0].iter_rows(min_row=4):
        line[4].value = "1" if line[7].value in ("done", "total", "count") else line[4].value
    data = BytesIO()
    book.save(data)
    lock(cycle)
    before = [
        list(rows.order_by("pk").values()) for rows in (Cell.objects, Entry.objects, Assessment.objects)
    ]
    raw = json.dumps({"answer": {"done": "1", "total": "20"}, "seen": 1})
    load = way(cycle, cast, deed="load/")
    answers = [
        client.post(leaf + "save/", {"a.done": "1", "a.total": "20", "seen": "1"}),
        client.post(leaf + "save/", raw, content_type="application/json"),
        client.post(leaf, {"a.done": "1", "a.total": "20", "seen": "1"}),
        client.post(leaf, {"use": "offer", "seen": "1"}),
        client.post(load, {"file": SimpleUploadedFile("a.yaml", YAML.encode())}),
        client.post(load, {"file": SimpleUploadedFile("a.xlsx", data.getvalue())}),
    ]
    if lock in (_late, _frozen):
        answers += [
            client.post(way(cycle, cast, deed=deed), {"reason": "x"})
            for deed in ("lay/", "submit/", "hand-back/")
        ]

    assert [each.status_code for each in answers[:6]] == [423, 423, 423, 423, 422, 422]
    after = [list(rows.order_by("pk").values()) for rows in (Cell.objects, Entry.objects, Assessment.objects)]
    assert after == before


# papers


def workbook(client: Client, url: str) -> openpyxl.Workbook:
    """The sheet as saved from the desk."""
    return openpyxl.load_workbook(BytesIO(client.get(url).content))


def test_the_workbook_is_filled_in_and_loaded_again(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    client = enter("clerk")
    post(client, way(cycle, cast, "I/1", "save/"), done="17", total="20,5", note="cũ", seen="0")
    book = workbook(client, way(cycle, cast, deed="sheet.xlsx"))
    page = book.worksheets[0]
    fields = {(row[6].value, row[7].value): row[4] for row in page.iter_rows(min_row=4)}
    assert (fields["I/1", "total"].value, fields["I/1", "note"].value) == ("20,5", "cũ")
    assert ("I/3", "share") not in fields
    fields["I/1", "done"].value = 18
    fields["I/2", "yes"].value = "Có"
    fields["II/1", "reason"].value = "không được giao"
    data = BytesIO()
    book.save(data)
    sent = SimpleUploadedFile("phieu.xlsx", data.getvalue())
    told = client.post(way(cycle, cast, deed="load/"), {"file": sent}, follow=True).content.decode()

    assert "Đã nạp 3 tiêu chí" in told
    kept = {each.cell.criterion.path: (each.answer, each.note) for each in Entry.objects.order_by("pk")}
    assert kept == {
        "I/1": ({"done": "18", "total": "20.5"}, "cũ"),
        "I/2": ({"yes": True}, ""),
        "II/1": ({"not_applicable": True, "reason": "không được giao"}, ""),
    }


def test_a_file_with_faults_loads_nothing_and_tells_them(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    client = enter("clerk")
    book = workbook(client, way(cycle, cast, deed="sheet.xlsx"))
    fields = {(row[6].value, row[7].value): row[4] for row in book.worksheets[0].iter_rows(min_row=4)}
    fields["I/1", "done"].value, fields["I/1", "total"].value = "21", "20"
    fields["I/2", "yes"].value = "Có"
    data = BytesIO()
    book.save(data)
    answer = client.post(
        way(cycle, cast, deed="load/"), {"file": SimpleUploadedFile("a.xlsx", data.getvalue())}
    )

    assert (answer.status_code, "I/1" in answer.content.decode()) == (422, True)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("data", [b"PK hong", b"schema: la/1", b"\xff\xfe", b"a: [b"])
def test_a_file_of_something_else_is_refused(cycle: Cycle, cast: Cast, enter: Enter, data: bytes) -> None:
    answer = enter("clerk").post(way(cycle, cast, deed="load/"), {"file": SimpleUploadedFile("a.xlsx", data)})

    assert answer.status_code == 422
    assert enter("clerk").post(way(cycle, cast, deed="load/")).status_code == 422


def test_the_paper_has_what_officials_file(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    post(enter("clerk"), way(cycle, cast, "I/1", "save/"), done="17", total="20", note="chờ ký", seen="0")
    page = enter("auditor").get(way(cycle, cast, deed="print/")).content.decode()

    for said in (
        "PHIẾU TỰ CHẤM ĐIỂM",
        "17/20",
        "Mục I.1",
        "chờ ký",
        "1,70",
        "Lãnh đạo đơn vị",
        "Tổng điểm tự chấm",
    ):
        assert said in page, said


# the past


def test_the_ledger_and_the_past_are_read(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    client, url = enter("clerk"), way(cycle, cast, "I/1", "save/")
    post(client, url, done="17", total="20", seen="0")
    Stage.objects.filter(cycle=cycle, key="self").update(opens_at=moments.database_now() - timedelta(days=3))
    post(client, url, done="18", total="20", note="bổ sung", seen="1")
    ledger = enter("auditor").get(way(cycle, cast, "I/1", "ledger/")).content.decode()
    assert all(said in ledger for said in ("17/20", "18/20", "bổ sung", "Trần Văn Cán Bộ"))
    past = client.get(way(cycle, cast, deed="past/"))
    assert "18/20" in past.content.decode()
    before = client.get(way(cycle, cast, deed="past/"), {"at": "2020-01-01T00:00:00"}).content.decode()
    assert ("18/20" in before, "1/1/2020" in before) == (False, True)
    pair = client.get(
        way(cycle, cast, deed="past/"), {"one": "self", "other": "appraisal-1"}
    ).content.decode()
    assert "Chênh lệch" in pair
    for wrong in ("hôm qua", "2026-13-45T00:00", "0001-01-01T00:00"):
        assert "chưa đọc được" in client.get(way(cycle, cast, deed="past/"), {"at": wrong}).content.decode()


def test_an_untouched_leaf_has_an_empty_ledger(cycle: Cycle, cast: Cast, enter: Enter) -> None:
    assert "Chưa ai ghi gì" in enter("clerk").get(way(cycle, cast, "I/2", "ledger/")).content.decode()


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("done 21.5 lớn hơn total 20", "số đã hoàn thành 21,5 lớn hơn tổng số 20"),
        ("“count” là -1, không phải số nguyên", "số lượng là -1, không phải số nguyên"),
        ("chưa ghi lý do (reason)", "chưa ghi lý do"),
        ("không có lựa chọn “tot”", "không có lựa chọn “tot”"),
    ],
)
def test_sentences_of_the_engine_speak_of_fields(sentence: str, said: str) -> None:
    assert wording.named(sentence) == said


def test_a_remedy_in_the_syntax_of_files_says_what_to_do_at_a_form() -> None:
    assert (
        wording.remedy("Ghi {done: …, total: …} hoặc {ratio: …}.")
        == "Hãy điền đủ và đúng các ô của tiêu chí này."
    )
