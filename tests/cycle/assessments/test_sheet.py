"""The sheet of a unit: rows and sums, locks, duties, findings; queries do not grow with the rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import opening, scoring
from parindex.cycle.assessments.models import Assessment, Cycle, Duty, Extension, Reopening
from parindex.cycle.assessments.queries import leaf, moments, places, sheet, sheetlists
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.assessments.sheetpages import LeafPage, Row, SheetPage
from tests.cast import AT, Cast
from tests.cycle import rounds


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


def save(
    cycle: Cycle, cast: Cast, path: str, answer: Any, *, unit: Any = None, seen: int = 0, note: str = ""
) -> None:
    """One answer of the ward, or of the other one."""
    who = "neighbour" if unit is cast.other_ward else "clerk"
    held = rounds.sheet(cycle, unit or cast.ward)
    by = cast.actor(who)
    scoring.save(held, rounds.leaf(cycle, path).pk, answer=answer, note=note, seen=seen, by=by, at=AT)


def shown(cycle: Cycle, cast: Cast, *, who: str = "clerk") -> SheetPage:
    """The ward's sheet as somebody sees it."""
    return sheet.page(rounds.sheet(cycle, cast.ward).pk, by=cast.actor(who))


def row(page: SheetPage, path: str) -> Row:
    """One row by its path."""
    return next(each for each in page.rows if each.path == path)


def inspected(cycle: Cycle, cast: Cast, path: str, *, who: str = "clerk") -> LeafPage:
    """One leaf of the ward in the inspector."""
    by = cast.actor(who)
    reading = Reading(places.get(rounds.sheet(cycle, cast.ward).pk, by=by), by=by)
    return leaf.page(reading, sheet.page_of(reading), rounds.leaf(cycle, path).pk)


def test_a_fresh_sheet_has_every_row_and_nothing_in_it(cycle: Cycle, cast: Cast) -> None:
    page = shown(cycle, cast)

    assert [(each.path, each.depth, each.is_own, each.max_micro, each.own_micro) for each in page.rows] == [
        ("I", 1, False, 6_000_000, None),
        ("I/1", 2, True, 2_000_000, None),
        ("I/2", 2, True, 1_000_000, None),
        ("I/3", 2, False, 3_000_000, None),
        ("II", 1, False, 4_000_000, None),
        ("II/1", 2, True, 2_000_000, None),
        ("II/2", 2, True, 1_000_000, None),
        ("II/3", 2, False, 1_000_000, None),
    ]
    assert (page.answered, len(page.own), page.own_micro, page.own_max_micro) == (0, 4, 0, 6_000_000)
    assert {
        each.path: [finding.code for finding in each.findings] for each in page.rows if each.findings
    } == {path: ["LEAF_UNANSWERED"] for path in ("I/1", "I/2", "II/1", "II/2")}
    assert [(each.key, each.turn) for each in page.stages][:2] == [("self", "now"), ("appraisal-1", "coming")]
    assert page.lock is None


def test_parents_add_up_what_is_below(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "I/1", {"done": "17", "total": "20"})
    save(cycle, cast, "I/2", {"yes": True})
    save(cycle, cast, "II/1", {"not_applicable": True, "reason": "không được giao"})
    page = shown(cycle, cast)

    assert [
        (each.path, each.own_micro, each.standing_micro, each.out_micro)
        for each in page.rows
        if each.depth == 1
    ] == [
        ("I", 2_700_000, 2_700_000, 0),
        ("II", 0, 0, 2_000_000),
    ]
    assert (page.answered, page.own_micro, page.own_max_micro) == (3, 2_700_000, 4_000_000)
    assert [each.code for each in row(page, "I/1").findings] == ["EVIDENCE_MISSING"]
    assert row(page, "I/2").findings == ()
    assert (row(page, "I/1").number, row(page, "I/1").state, row(page, "II/1").state) == (
        1,
        "scored",
        "not_applicable",
    )


def test_a_leader_moves_the_points_that_are_shown(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "II/2", {"value": "4"})
    save(cycle, cast, "II/2", {"value": "8"}, unit=cast.other_ward)

    assert row(shown(cycle, cast), "II/2").own_micro == 500_000
    found = inspected(cycle, cast, "II/2")
    assert found.points_micro == 500_000
    (why,) = found.trace
    assert ("tốt nhất trong nhóm" in why.vi, "8" in why.vi + why.en) == (True, False)


def test_locks_say_why(cycle: Cycle, cast: Cast) -> None:
    page = shown(cycle, cast)
    locks = {each.path: each.lock.why.vi for each in page.rows if each.lock}
    assert locks == {
        "I/3": "Điểm lấy từ kết quả khảo sát, đơn vị không tự chấm.",
        "II/3": "Hội đồng quyết định điểm thưởng.",
    }
    rounds.move_to(cycle, "appraisal-1")
    cycle.assessments.update(state=states.SUBMITTED)
    now = moments.database_now()
    Reopening.objects.create(
        assessment=rounds.sheet(cycle, cast.ward),
        criterion=rounds.leaf(cycle, "I/2"),
        stage=cycle.stages.get(key="appraisal-1"),
        reason="thiếu biên bản",
        until=now + timedelta(days=1),
        opened_at=now,
        opened_by=1,
        opened_by_name="Sở",
    )
    page = shown(cycle, cast)
    assert page.lock is not None
    assert page.lock.why.vi == "Đơn vị đã nộp bản tự chấm điểm."
    assert [each.path for each in page.own if each.lock is None] == ["I/2"]


def test_an_extension_shows_in_the_calendar(cycle: Cycle, cast: Cast) -> None:
    rounds.move_to(cycle, "appraisal-1")
    until = moments.database_now() + timedelta(hours=5)
    Extension.objects.create(
        assessment=rounds.sheet(cycle, cast.ward),
        stage=cycle.stages.get(key="self"),
        until=until,
        reason="mất điện",
        granted_at=until,
        granted_by=1,
    )
    first = shown(cycle, cast).stages[0]

    assert (first.closes_at, first.is_extended, first.turn) == (until, True, "now")
    assert shown(cycle, cast).lock is None


def test_duties_name_whose_work_a_leaf_is(cycle: Cycle, cast: Cast) -> None:
    held = rounds.sheet(cycle, cast.ward)
    Duty.objects.create(assessment=held, criterion=rounds.leaf(cycle, "II"), unit=cast.units["Sở Tư pháp"])
    Duty.objects.create(assessment=held, criterion=rounds.leaf(cycle, "I/2"), person=cast.people["clerk"].pk)

    mine = shown(cycle, cast)
    assert [(each.path, each.duty, each.is_mine) for each in mine.rows if each.duty] == [
        ("I/2", "Trần Văn Cán Bộ", True),
        ("II/1", "Sở Tư pháp", False),
        ("II/2", "Sở Tư pháp", False),
        ("II/3", "Sở Tư pháp", False),
    ]
    theirs = shown(cycle, cast, who="lawyer")
    assert [each.path for each in theirs.rows] == ["II", "II/1", "II/2", "II/3"]
    assert [each.path for each in theirs.rows if each.is_mine] == ["II/1", "II/2", "II/3"]
    with pytest.raises(leaf.NoSuchLeaf):
        inspected(cycle, cast, "I/1", who="lawyer")


@pytest.mark.parametrize("who", ["neighbour", "neighbour_leader", "administrator", "stranger", "lawyer"])
def test_others_do_not_see_the_sheet(cycle: Cycle, cast: Cast, who: str) -> None:
    with pytest.raises(Assessment.DoesNotExist):
        shown(cycle, cast, who=who)
    assert cast.ward.pk not in {each.unit for each in sheetlists.listed(by=cast.actor(who)).rows}


def test_a_leaf_is_asked_and_explained(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "I/1", {"done": "17", "total": "20"}, note="theo báo cáo")
    found = inspected(cycle, cast, "I/1")

    assert [each.key for each in found.question.fields] == ["done", "total", "ratio"]
    assert (found.answer, found.note, found.points_micro) == (
        {"done": "17", "total": "20"},
        "theo báo cáo",
        1_700_000,
    )
    assert found.line == (("I", "Chỉ đạo điều hành"),)
    assert (found.citation, found.status, found.evidence_required) == ("Mục I.1", "assumed", True)
    assert (found.before, found.after) == (None, rounds.leaf(cycle, "I/2").pk)
    assert found.last is not None
    assert (found.last.number, found.last.by_name, found.last.stage.vi) == (
        1,
        "Trần Văn Cán Bộ",
        "Tự chấm điểm",
    )
    assert "85" in " ".join(each.vi for each in found.trace)


def test_a_leaf_of_a_survey_shows_what_stands(cycle: Cycle, cast: Cast) -> None:
    found = inspected(cycle, cast, "I/3")

    assert (found.row.is_own, found.answer, found.last) == (False, None, None)


@pytest.mark.parametrize("path", ["I", "II"])
def test_a_parent_is_no_leaf(cycle: Cycle, cast: Cast, path: str) -> None:
    with pytest.raises(leaf.NoSuchLeaf):
        inspected(cycle, cast, path)


def test_the_sheet_takes_as_many_queries_full_as_empty(cycle: Cycle, cast: Cast) -> None:
    key, by = rounds.sheet(cycle, cast.ward).pk, cast.actor("clerk")
    sheet.page(key, by=by)
    with CaptureQueriesContext(
        connection,
    ) as empty:
        sheet.page(key, by=by)
    for path, answer in (("I/1", {"ratio": "1"}), ("I/2", {"yes": True}), ("II/1", {"count": "0"})):
        save(cycle, cast, path, answer)
    Duty.objects.create(assessment_id=key, criterion=rounds.leaf(cycle, "I"), person=cast.people["clerk"].pk)
    Duty.objects.create(assessment_id=key, criterion=rounds.leaf(cycle, "II"), unit=cast.units["Sở Tư pháp"])
    with CaptureQueriesContext(connection) as full:
        sheet.page(key, by=by)

    assert len(empty) <= len(full) <= len(empty) + 1
    assert len(full) <= 10


def test_the_list_of_sheets_counts_what_is_answered(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "I/1", {"done": "17", "total": "20"})
    save(cycle, cast, "I/2", None, note="đang làm")
    (item,) = sheetlists.listed(by=cast.actor("clerk")).rows

    assert (item.unit_name, item.answered, item.leaves, item.own_micro, item.own_max_micro) == (
        "Phường Yên Hòa",
        1,
        4,
        1_700_000,
        6_000_000,
    )
    assert item.stage is not None
    assert item.stage.key == "self"


def test_the_list_is_limited_by_words_and_by_sheets_of_it(cycle: Cycle, cast: Cast) -> None:
    by = cast.actor("reform")

    assert [each.unit_name for each in sheetlists.listed(by=by).rows] == ["Phường Yên Hòa", "Phường Cầu Giấy"]
    found = sheetlists.listed(by=by, words="cau giay")
    assert ([each.unit_name for each in found.rows], found.count) == (["Phường Cầu Giấy"], 1)
    second = sheetlists.listed(by=by, first=1, most=1)
    assert ([each.unit_name for each in second.rows], second.count) == (["Phường Cầu Giấy"], 2)
    Cycle.objects.update(state=states.PREPARING)
    assert sheetlists.listed(by=by).rows == ()


def test_the_list_takes_as_many_queries_for_one_as_for_three(cycle: Cycle, cast: Cast) -> None:
    by = cast.actor("reform")
    sheetlists.listed(by=by)
    with CaptureQueriesContext(connection) as two:
        sheetlists.listed(by=by)
    more = [cast.units["Xã Thanh Trì"], cast.units["Sở Nội vụ"], cast.units["Sở Tư pháp"]]
    opening.enrol(cycle, more, group="Khác", by=by, at=AT)
    with CaptureQueriesContext(connection) as five:
        assert sheetlists.listed(by=by).count == 5

    assert len(two) == len(five)
