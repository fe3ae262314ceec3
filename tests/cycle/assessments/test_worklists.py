"""What the appraisal desk reads: rows, counts, one cell, the board; limited to rights, in few queries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import appraising, explaining, granting
from parindex.cycle.assessments.models import Assessment, Attachment, Cycle, Reopening
from parindex.cycle.assessments.queries import cells, heads, moments, progress, tallies, worklists
from parindex.cycle.assessments.queries.worklists import Chosen
from parindex.cycle.assessments.turns import Turn
from parindex.cycle.evidence.models import Item
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.files.models import StoredFile
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.cycle.appraisers import appraiser, waiting
from tests.cycle.assessments.test_appraising import Desk


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """The first appraisal, both wards waiting."""
    return Desk(waiting(cast), cast, appraiser(cast, "Sở Nội vụ"))


def now() -> datetime:
    return moments.database_now()


def listed(desk: Desk, **chosen: Any) -> list[tuple[str, str]]:
    """Unit and turn of every row of the criterion."""
    found = worklists.criterion(desk.cycle.pk, desk.leaf, chosen=Chosen(**chosen), by=desk.by, at=now())
    return [(each.row.sheet.unit_name, each.row.turn.value) for each in found.rows]


def test_one_criterion_across_all_units_says_what_each_claims_and_where_it_stands(desk: Desk) -> None:
    desk.do("change")
    page = worklists.criterion(desk.cycle.pk, desk.leaf, by=desk.by, at=now())
    first, second = page.rows
    assert (first.row.sheet.unit_name, first.inputs.vi, first.row.own_micro, first.row.office_micro) == (
        "Phường Yên Hòa",
        "17/20",
        1_700_000,
        1_600_000,
    )
    assert (first.row.turn, first.word, first.by_name, first.row.number, first.claim) == (
        Turn.CHANGED,
        "Thiếu",
        desk.by.name,
        1,
        1,
    )
    assert (second.row.turn, second.row.office_micro, second.row.number, second.row.may_decide) == (
        Turn.WAITING,
        None,
        0,
        True,
    )
    assert (page.tally.decided, page.tally.open, page.difference_micro, page.compared) == (1, 1, -100_000, 1)
    assert (page.before, page.after.spec.path if page.after else "") == (None, "I/2")


@pytest.mark.parametrize(
    ("deeds", "shown", "rows"),
    [
        ("", "open", ["Phường Yên Hòa", "Phường Cầu Giấy"]),
        ("accept", "open", ["Phường Cầu Giấy"]),
        ("accept", "done", ["Phường Yên Hòa"]),
        ("ask", "talk", ["Phường Yên Hòa"]),
        ("ask", "open", ["Phường Cầu Giấy"]),
        ("return", "talk", ["Phường Yên Hòa"]),
        ("return save", "open", ["Phường Yên Hòa", "Phường Cầu Giấy"]),
        ("return save", "talk", ["Phường Yên Hòa"]),
        ("ask explanation explain appraisal-2", "open", ["Phường Yên Hòa", "Phường Cầu Giấy"]),
        ("accept", "all", ["Phường Yên Hòa", "Phường Cầu Giấy"]),
        ("accept", "nonsense", ["Phường Yên Hòa", "Phường Cầu Giấy"]),
    ],
)
def test_the_list_is_narrowed_to_what_is_to_be_done(
    desk: Desk, deeds: str, shown: str, rows: list[str]
) -> None:
    for word in deeds.split():
        desk.do(word)
    assert [unit for unit, _ in listed(desk, shown=shown)] == rows


def test_the_list_is_searched_ordered_and_cut(desk: Desk) -> None:
    desk.do("change")
    assert listed(desk, words="cau giay") == [("Phường Cầu Giấy", "waiting")]
    assert [unit for unit, _ in listed(desk, order="turn")] == ["Phường Cầu Giấy", "Phường Yên Hòa"]
    assert [unit for unit, _ in listed(desk, order="less")] == ["Phường Yên Hòa", "Phường Cầu Giấy"]
    assert [unit for unit, _ in listed(desk, order="changed")] == ["Phường Yên Hòa", "Phường Cầu Giấy"]
    assert listed(desk, first=1, most=1) == [("Phường Cầu Giấy", "waiting")]
    page = worklists.criterion(desk.cycle.pk, desk.leaf, chosen=Chosen(most=1), by=desk.by, at=now())
    assert (page.found, len(page.rows), page.tally.all) == (2, 1, 2)


def test_evidence_is_counted_and_looked_at_twice(desk: Desk) -> None:
    from_file = _shown_by_both(desk)
    page = worklists.criterion(desk.cycle.pk, desk.leaf, by=desk.by, at=now())
    first, second = page.rows
    assert (first.evidence, first.alarm.is_shared, first.alarm.is_outside) == (2, True, True)
    assert (second.evidence, second.alarm.is_shared, second.alarm.is_outside) == (1, True, False)
    assert (page.shared_files, from_file) == (1, 3)
    other = worklists.criterion(desk.cycle.pk, rounds.leaf(desk.cycle, "I/2").pk, by=desk.by, at=now())
    assert [each.alarm.is_missing for each in other.rows] == [False, False]


def _shown_by_both(desk: Desk) -> int:
    file = StoredFile.objects.create(sha256="a" * 64, size=1, media_type="application/pdf", stored_at=AT)
    stage = desk.cycle.stages.get(key="self")
    made = 0
    for sheet in desk.cycle.assessments.order_by("pk"):
        items = [
            Item.objects.create(
                unit=sheet.unit, form="file", file=file, name="x.pdf", added_at=AT, added_by=1
            )
        ]
        if sheet.unit_id == desk.cast.ward.pk:
            items.append(
                Item.objects.create(
                    unit=sheet.unit,
                    form="link",
                    link="https://a.vn",
                    issued_on=date(2020, 1, 1),
                    added_at=AT,
                    added_by=1,
                )
            )
        for item in items:
            Attachment.objects.create(
                assessment=sheet, criterion_id=desk.leaf, stage=stage, item=item, added_at=AT, added_by=1
            )
            made += 1
    return made


def test_claimed_points_without_evidence_are_marked_where_evidence_is_asked_for(desk: Desk) -> None:
    page = worklists.criterion(desk.cycle.pk, desk.leaf, by=desk.by, at=now())
    assert [each.alarm.is_missing for each in page.rows] == [True, True]


def test_a_return_past_its_deadline_is_overdue(desk: Desk) -> None:
    desk.do("return")
    Reopening.objects.update(until=now().replace(year=2020))
    page = worklists.criterion(desk.cycle.pk, desk.leaf, by=desk.by, at=now())
    assert (page.rows[0].is_overdue, page.rows[1].is_overdue) == (True, False)
    assert progress.progress(desk.cycle.pk, by=desk.cast.actor("reform"), at=now()).overdue == 1


def test_the_list_of_a_unit_holds_what_the_person_appraises_and_no_more(desk: Desk) -> None:
    page = worklists.unit(desk.sheet.pk, by=desk.by, at=now())
    paths = [page.leaves[each.row.leaf].spec.path for each in page.rows]
    assert (paths, page.tally.open) == (["I/1", "I/2"], 2)
    whole = worklists.unit(desk.sheet.pk, by=desk.cast.actor("auditor"), at=now())
    assert [whole.leaves[each.row.leaf].spec.path for each in whole.rows] == [
        "I/1",
        "I/2",
        "II/1",
        "II/2",
        "II/3",
    ]
    assert (whole.may_decide, page.may_decide) == (False, True)
    assert whole.tally.open > 0
    assert (whole.to_decide, page.to_decide) == (0, 2)


def test_the_queue_counts_what_waits_by_criterion_and_by_unit(desk: Desk) -> None:
    desk.do("ask")
    found = worklists.queue(desk.cycle.pk, by=desk.by, at=now())
    by_leaf = [(leaf.spec.path, dict(tally.counts)) for leaf, tally in found.leaves]
    assert by_leaf == [
        ("I/1", {Turn.ASKED: 1, Turn.WAITING: 1}),
        ("I/2", {Turn.WAITING: 2}),
    ]
    assert [(sheet.unit_name, tally.open, tally.away) for sheet, tally in found.sheets] == [
        ("Phường Yên Hòa", 1, 1),
        ("Phường Cầu Giấy", 2, 0),
    ]
    assert (found.tally.all, found.council) == (4, ())


WAYS = (
    "",
    "accept",
    "change",
    "zero",
    "ask",
    "return",
    "return save",
    "accept appraisal-2",
    "ask explanation explain",
    "ask explanation claim appraisal-2 change",
    "change explanation explain appraisal-2",
    "change explanation explain appraisal-2 accept",
    "change appraisal-2 return",
    "change appraisal-2 return save",
)


@pytest.mark.parametrize("deeds", WAYS)
def test_the_database_counts_as_the_rule_says(desk: Desk, deeds: str) -> None:
    for word in deeds.split():
        desk.do(word)
    page = worklists.criterion(desk.cycle.pk, desk.leaf, by=desk.by, at=now())
    queue = worklists.queue(desk.cycle.pk, by=desk.by, at=now())
    counted = next(tally for leaf, tally in queue.leaves if leaf.key == desk.leaf)
    assert dict(counted.counts) == dict(page.tally.counts)
    board = progress.progress(desk.cycle.pk, by=desk.cast.actor("reform"), at=now())
    mine = {code: tally for code, _, tally in board.domains}["I"]
    assert mine.decided == queue.tally.decided


def test_sheets_that_were_not_submitted_and_blank_leaves_are_counted_apart(cast: Cast) -> None:
    cycle = waiting(cast)
    Assessment.objects.filter(cycle=cycle, unit=cast.other_ward).update(state=states.SCORING)
    by = appraiser(cast, "Sở Nội vụ")
    found = worklists.queue(cycle.pk, by=by, at=now())
    assert dict(found.tally.counts) == {Turn.WAITING: 2, Turn.ABSENT: 2}
    assert (found.tally.to_decide, found.tally.all) == (2, 4)
    board = progress.progress(cycle.pk, by=cast.actor("reform"), at=now())
    assert [each.unit_name for each in board.absent] == ["Phường Cầu Giấy"]


def test_of_a_sheet_that_was_not_submitted_nothing_is_told(desk: Desk) -> None:
    Assessment.objects.filter(pk=desk.sheet.pk).update(state=states.SCORING)
    row = worklists.criterion(desk.cycle.pk, desk.leaf, by=desk.by, at=now()).rows[0]
    assert (row.row.turn, row.row.own_micro, row.inputs.en, row.note) == (
        Turn.ABSENT,
        None,
        "not answered",
        "",
    )
    page = cells.cell(desk.sheet.pk, desk.leaf, by=desk.by, at=now())
    assert (page.claim_answer, page.claim_micro, page.said) == (None, None, ())
    assert page.lock is not None
    assert page.lock.why.en == "The unit has not submitted its sheet."


def test_the_board_tells_agencies_domains_groups_and_what_nobody_appraises(desk: Desk) -> None:
    reform = desk.cast.actor("reform")
    desk.do("accept")
    board = progress.progress(desk.cycle.pk, by=reform, at=now())
    assert [(code, tally.decided, tally.all) for code, _, tally in board.domains] == [
        ("I", 1, 4),
        ("II", 0, 4),
    ]
    assert [(name, tally.decided, tally.all) for name, tally in board.agencies] == [
        ("Sở Nội vụ", 1, 4),
        ("Sở Tư pháp", 0, 4),
    ]
    assert [(name, tally.all) for name, tally in board.groups] == [("Phường", 8)]
    assert [each.code for each in board.findings] == ["AGENCY_WITHOUT_APPRAISER"]
    for right in desk.cycle.rights.filter(agency=desk.cast.units["Sở Tư pháp"]):
        granting.withdraw(right, by=reform, at=AT)
    board = progress.progress(desk.cycle.pk, by=reform, at=now())
    assert [(each.code, each.path, each.message.en) for each in board.findings] == [
        (
            "LEAF_WITHOUT_APPRAISER",
            "II",
            "Domain II: no agency has the right to appraise 2 criteria (II/1, II/2).",
        )
    ]


def test_a_unit_that_only_its_own_agency_appraises_is_found(desk: Desk) -> None:
    law = desk.cast.units["Sở Tư pháp"]
    desk.cycle.assessments.create(unit=law, group=desk.cycle.groups.get(), state=states.SUBMITTED)
    appraiser(desk.cast, "Sở Tư pháp")
    board = progress.progress(desk.cycle.pk, by=desk.cast.actor("reform"), at=now())
    assert [(each.code, each.message.en) for each in board.findings] == [
        ("OWN_UNIT_WITHOUT_APPRAISER", "2 criteria of Sở Tư pháp may be appraised by that unit alone.")
    ]


def test_a_right_for_one_unit_counts_on_the_board(desk: Desk) -> None:
    granting.grant(
        desk.cycle,
        rounds.leaf(desk.cycle, "I/1"),
        agency=desk.cast.units["Sở Tư pháp"],
        assessment=desk.sheet,
        by=desk.cast.actor("reform"),
        at=AT,
    )
    desk.do("accept")
    board = progress.progress(desk.cycle.pk, by=desk.cast.actor("reform"), at=now())
    assert dict(board.agencies)["Sở Tư pháp"].decided == 1
    assert dict(board.agencies)["Sở Tư pháp"].all == 5


@pytest.mark.parametrize("who", ["clerk", "neighbour", "leader", "lawyer", "stranger", "administrator"])
def test_nobody_without_a_right_or_an_overview_finds_anything(desk: Desk, who: str) -> None:
    by = desk.cast.actor(who)
    assert worklists.cycles(by=by, at=now()) == ()
    for read in (
        lambda: worklists.queue(desk.cycle.pk, by=by, at=now()),
        lambda: worklists.criterion(desk.cycle.pk, desk.leaf, by=by, at=now()),
        lambda: worklists.unit(desk.sheet.pk, by=by, at=now()),
        lambda: cells.cell(desk.sheet.pk, desk.leaf, by=by, at=now()),
        lambda: progress.progress(desk.cycle.pk, by=by, at=now()),
    ):
        with pytest.raises((Cycle.DoesNotExist, Assessment.DoesNotExist)):
            read()


def test_an_appraiser_sees_neither_other_criteria_nor_the_board(desk: Desk) -> None:
    other = rounds.leaf(desk.cycle, "II/1").pk
    for read in (
        lambda: worklists.criterion(desk.cycle.pk, other, by=desk.by, at=now()),
        lambda: cells.cell(desk.sheet.pk, other, by=desk.by, at=now()),
        lambda: progress.progress(desk.cycle.pk, by=desk.by, at=now()),
    ):
        with pytest.raises((Cycle.DoesNotExist, Assessment.DoesNotExist)):
            read()


def test_an_appraiser_does_not_see_their_own_unit(desk: Desk) -> None:
    law, by = desk.cast.units["Sở Tư pháp"], appraiser(desk.cast, "Sở Tư pháp")
    own = desk.cycle.assessments.create(unit=law, group=desk.cycle.groups.get(), state=states.SUBMITTED)
    page = worklists.criterion(desk.cycle.pk, rounds.leaf(desk.cycle, "II/1").pk, by=by, at=now())
    assert [each.row.sheet.unit_name for each in page.rows] == ["Phường Yên Hòa", "Phường Cầu Giấy"]
    with pytest.raises(Assessment.DoesNotExist):
        worklists.unit(own.pk, by=by, at=now())


def test_a_cell_says_why_what_was_said_and_what_may_be_done(desk: Desk) -> None:
    desk.do("ask")
    rounds.move_to(desk.cycle, "explanation")
    desk.do("claim")
    rounds.move_to(desk.cycle, "appraisal-2")
    page = cells.cell(desk.sheet.pk, desk.leaf, by=desk.by, at=now())
    assert (page.full.row.turn, page.full.note, page.claim_answer, page.claim_micro, page.full.claim) == (
        Turn.ANSWERED,
        "Đã bổ sung báo cáo",
        {"done": "19", "total": "20"},
        1_900_000,
        1,
    )
    assert "19/20" in page.trace[0].vi
    assert [(each.stage, each.decision, each.points_micro, each.note) for each in page.said] == [
        ("self", "", 1_700_000, ""),
        ("appraisal-1", "asked", None, "Báo cáo nào?"),
        ("explanation", "explained", None, "Đã bổ sung báo cáo"),
    ]
    assert (page.lock, page.may_ask, page.office_answer) == (None, False, None)


@pytest.mark.parametrize(
    ("stage", "who", "why"),
    [
        ("self", "appraiser", "The time of this stage has not come."),
        ("explanation", "appraiser", "The time of this stage has not come."),
        ("freeze", "appraiser", "The deadline of this stage has passed."),
        ("appraisal-1", "auditor", "This criterion of this unit is not yours to appraise."),
    ],
)
def test_a_closed_cell_says_why(desk: Desk, stage: str, who: str, why: str) -> None:
    rounds.move_to(desk.cycle, stage)
    by = desk.by if who == "appraiser" else desk.cast.actor(who)
    lock = cells.cell(desk.sheet.pk, desk.leaf, by=by, at=now()).lock
    assert lock is not None
    assert lock.why.en == why


def test_another_answer_shows_its_points_before_it_is_saved(desk: Desk) -> None:
    worth, why = cells.preview(desk.sheet.pk, desk.leaf, {"done": "10", "total": "20"}, by=desk.by, at=now())
    assert (worth, "80 %" in why[0].vi or "80 %" in why[1].vi) == (0, True)


def test_like_explanations_show_how_they_were_decided(desk: Desk) -> None:
    desk.do("ask")
    other = rounds.sheet(desk.cycle, desk.cast.other_ward)
    appraising.ask(other, desk.leaf, question="Vì sao?", seen=0, by=desk.by, at=AT)
    rounds.move_to(desk.cycle, "explanation")
    desk.do("explain")
    note, neighbour = "Phường đã bổ sung báo cáo rồi ạ", desk.cast.actor("neighbour")
    explaining.explain(other, desk.leaf, note=note, seen=0, by=neighbour, at=AT)
    rounds.move_to(desk.cycle, "appraisal-2")
    appraising.accept(other, desk.leaf, seen=0, note="Đủ báo cáo", by=desk.by, at=AT)
    (found,) = cells.cell(desk.sheet.pk, desk.leaf, by=desk.by, at=now()).elsewhere
    assert (found.unit_name, found.decision, found.word, found.points_micro, found.likeness >= 60) == (
        "Phường Cầu Giấy",
        "accepted",
        "Đủ báo cáo",
        1_700_000,
        True,
    )
    with pytest.raises(Cycle.DoesNotExist):
        cells.cell(desk.sheet.pk, desk.leaf, by=desk.cast.actor("clerk"), at=now())


def test_changed_answers_of_other_units_are_shown_with_their_reason(desk: Desk) -> None:
    other = rounds.sheet(desk.cycle, desk.cast.other_ward)
    where: dict[str, Any] = {"seen": 0, "by": desk.by, "at": AT}
    appraising.change(other, desk.leaf, answer={"done": "16", "total": "20"}, reason="Thiếu dấu", **where)
    (found,) = cells.cell(desk.sheet.pk, desk.leaf, by=desk.by, at=now()).elsewhere
    assert (found.likeness, found.decision, found.word) == (0, "changed", "Thiếu dấu")


def _more_units(desk: Desk, count: int) -> None:
    group = desk.cycle.groups.get()
    for number in range(count):
        unit = Unit.objects.create(
            code=f"x-{number}",
            name=f"Phường Thêm {number}",
            kind="commune",
            province=desk.cast.city,
            parent=desk.cast.city,
            position=1000 + number,
            search="",
        )
        Unit.objects.filter(pk=unit.pk).update(lineage=f"/{desk.cast.city.pk}/{unit.pk}/")
        desk.cycle.assessments.create(unit=unit, group=group, state=states.SUBMITTED)


def _asked(read: Any) -> int:
    read()
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


def test_every_list_asks_the_same_of_the_database_for_two_units_and_for_twenty(desk: Desk) -> None:
    reform = desk.cast.actor("reform")
    reads = {
        "criterion": lambda: worklists.criterion(desk.cycle.pk, desk.leaf, by=desk.by, at=now()),
        "unit": lambda: worklists.unit(desk.sheet.pk, by=desk.by, at=now()),
        "queue": lambda: worklists.queue(desk.cycle.pk, by=desk.by, at=now()),
        "cell": lambda: cells.cell(desk.sheet.pk, desk.leaf, by=desk.by, at=now()),
        "progress": lambda: progress.progress(desk.cycle.pk, by=reform, at=now()),
    }
    few = {name: _asked(read) for name, read in reads.items()}
    _more_units(desk, 18)
    desk.do("many")
    assert {name: _asked(read) for name, read in reads.items()} == few
    assert max(few.values()) <= 14


def test_the_system_reads_everything(desk: Desk) -> None:
    hall = heads.hall(desk.cycle.pk, by=SYSTEM, at=now())
    assert len(tallies.by_leaf_and_group(hall, hall.reach.cells())) == 4
