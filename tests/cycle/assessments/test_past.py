"""The ledger read back: every line, any past instant at any stage, two stages side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions import scoring
from parindex.cycle.assessments.actions.ledger import Ledger, Line
from parindex.cycle.assessments.models import Attachment, Cycle
from parindex.cycle.assessments.queries import ledger, moments, places
from parindex.cycle.assessments.queries.ledger import PastSheet
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.evidence.models import Item
from tests.cast import AT, Cast
from tests.cycle import rounds


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


def read(cycle: Cycle, cast: Cast, *, who: str = "clerk") -> Reading:
    """The ward's sheet opened by somebody."""
    by = cast.actor(who)
    return Reading(places.get(rounds.sheet(cycle, cast.ward).pk, by=by), by=by)


def save(cycle: Cycle, cast: Cast, path: str, answer: Any, *, seen: int = 0, who: str = "clerk") -> None:
    """One self-score."""
    unit = cast.other_ward if who == "neighbour" else cast.ward
    held = rounds.sheet(cycle, unit)
    scoring.save(
        held, rounds.leaf(cycle, path).pk, answer=answer, note="", seen=seen, by=cast.actor(who), at=AT
    )


def decide(cycle: Cycle, cast: Cast, path: str, decision: str, *, answer: Any = None, seen: int = 0) -> None:
    """One decision of the office at the appraisal that is open."""
    with transaction.atomic():
        held = Ledger(rounds.sheet(cycle, cast.ward).pk)
        leaf = held.book.leaf(path)
        worth = held.worth(leaf, answer) if answer is not None else None
        line = Line(states.FORM, answer, worth, decision=decision, note="lý do")
        held.write(leaf, gates.appraising(held.facts()), line, seen=seen, by=cast.actor("reform"))


def plain(sheet: PastSheet, stage: str = "") -> dict[str, tuple[Any, int | None]]:
    """Answer and points of every leaf that had something, standing or at one stage."""
    cells = {row.path: row.at(stage) if stage else row.standing for row in sheet.rows}
    return {path: (cell.answer, cell.points_micro) for path, cell in cells.items() if cell is not None}


def test_stage_one_is_rebuilt_after_later_stages_have_changed_everything(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "I/1", {"done": "17", "total": "20"})
    halfway = moments.database_now()
    save(cycle, cast, "I/1", {"done": "18", "total": "20"}, seen=1)
    save(cycle, cast, "I/2", {"yes": True})
    save(cycle, cast, "II/1", {"count": "1"})
    save(cycle, cast, "II/2", {"value": "4"})
    save(cycle, cast, "II/2", {"value": "2"}, who="neighbour")
    end = moments.database_now()
    before = ledger.as_of(read(cycle, cast), end)

    save(cycle, cast, "II/2", {"value": "8"}, who="neighbour", seen=1)
    cycle.assessments.update(state=states.SUBMITTED)
    rounds.move_to(cycle, "appraisal-1")
    decide(cycle, cast, "I/1", states.CHANGED, answer={"done": "16", "total": "20"})
    decide(cycle, cast, "I/2", states.ASKED)
    decide(cycle, cast, "II/1", states.CHANGED, answer={"count": "3"})
    decide(cycle, cast, "II/2", states.CHANGED, answer={"value": "1"})
    rounds.move_to(cycle, "appraisal-2")
    decide(cycle, cast, "I/1", states.CHANGED, answer={"done": "20", "total": "20"})
    decide(cycle, cast, "I/2", states.CHANGED, answer={"yes": False})
    now = ledger.as_of(read(cycle, cast), moments.database_now())

    assert ledger.as_of(read(cycle, cast), end) == before
    assert plain(before) == {
        "I/1": ({"done": "18", "total": "20"}, 1_800_000),
        "I/2": ({"yes": True}, 1_000_000),
        "II/1": ({"count": "1"}, 1_500_000),
        "II/2": ({"value": "4"}, 1_000_000),
    }
    assert before.total_micro() == 5_300_000
    assert plain(ledger.as_of(read(cycle, cast), halfway)) == {
        "I/1": ({"done": "17", "total": "20"}, 1_700_000)
    }
    assert plain(now) == {
        "I/1": ({"done": "20", "total": "20"}, 2_000_000),
        "I/2": ({"yes": False}, 0),
        "II/1": ({"count": "3"}, 500_000),
        "II/2": ({"value": "1"}, 125_000),
    }
    assert {path: answer for path, (answer, _) in plain(now, "self").items()} == {
        path: answer for path, (answer, _) in plain(before).items()
    }


def test_two_stages_stand_side_by_side(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "I/1", {"done": "18", "total": "20"})
    save(cycle, cast, "I/2", {"yes": True})
    cycle.assessments.update(state=states.SUBMITTED)
    rounds.move_to(cycle, "appraisal-1")
    decide(cycle, cast, "I/1", states.CHANGED, answer={"done": "16", "total": "20"})
    decide(cycle, cast, "I/2", states.ASKED)
    past = ledger.as_of(read(cycle, cast, who="reform"), moments.database_now())

    pairs = {each.path: each for each in ledger.side_by_side(past, "self", "appraisal-1")}
    assert pairs["I/1"].difference_micro == -200_000
    assert pairs["I/2"].difference_micro is None
    assert pairs["I/2"].other is not None
    assert (pairs["I/2"].other.decision, pairs["I/2"].other.points_micro) == (states.ASKED, None)
    assert (pairs["II/1"].one, pairs["II/1"].other, pairs["II/1"].difference_micro) == (None, None, None)


def test_a_question_lets_the_earlier_points_stand(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "I/2", {"yes": True})
    cycle.assessments.update(state=states.SUBMITTED)
    rounds.move_to(cycle, "appraisal-1")
    decide(cycle, cast, "I/2", states.ASKED)
    past = ledger.as_of(read(cycle, cast), moments.database_now())

    assert plain(past) == {"I/2": ({"yes": True}, 1_000_000)}
    assert plain(past, "appraisal-1") == {"I/2": (None, None)}


def test_every_line_of_a_leaf_is_told_in_order(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "I/2", {"yes": True})
    save(cycle, cast, "I/2", {"yes": False}, seen=1, who="leader")
    cycle.assessments.update(state=states.SUBMITTED)
    rounds.move_to(cycle, "appraisal-1")
    decide(cycle, cast, "I/2", states.CHANGED, answer={"yes": True})
    lines = ledger.lines_of(read(cycle, cast), rounds.leaf(cycle, "I/2").pk)

    assert [
        (each.stage_key, each.number, each.answer, each.decision, each.points_micro, each.by_name)
        for each in lines
    ] == [
        ("self", 1, {"yes": True}, "", 1_000_000, "Trần Văn Cán Bộ"),
        ("self", 2, {"yes": False}, "", 0, "Lê Thị Lãnh Đạo"),
        ("appraisal-1", 1, {"yes": True}, "changed", 1_000_000, "Nguyễn Thị Cải Cách"),
    ]


def test_evidence_is_shown_as_it_was_then(cycle: Cycle, cast: Cast) -> None:
    item = Item.objects.create(
        unit=cast.ward,
        form="link",
        link="https://a.gov.vn",
        number="12/KH-UBND",
        added_at=AT,
        added_by=1,
        added_by_name="Ai",
    )
    added = moments.database_now()
    shown = Attachment.objects.create(
        assessment=rounds.sheet(cycle, cast.ward),
        criterion=rounds.leaf(cycle, "I/1"),
        stage=cycle.stages.get(key="self"),
        item=item,
        pages="trang 3",
        added_at=added,
    )
    removed = moments.database_now()
    Attachment.objects.filter(pk=shown.pk).update(removed_at=removed, removed_by=1)
    reading = read(cycle, cast)

    def then(moment: datetime) -> tuple[str, ...]:
        return next(row.evidence for row in ledger.as_of(reading, moment).rows if row.path == "I/1")

    assert then(added) == ("12/KH-UBND",)
    assert then(removed) == ()
    (told,) = ledger.evidence_of(reading, rounds.leaf(cycle, "I/1").pk)
    assert (told.name, told.pages, told.added_at, told.removed_at) == (
        "12/KH-UBND",
        "trang 3",
        added,
        removed,
    )


def test_the_instants_people_ask_for(cycle: Cycle, cast: Cast) -> None:
    assert len(ledger.moments_of(read(cycle, cast))) == 1
    rounds.move_to(cycle, "explanation")
    ends = [each.closes_at for each in cycle.stages.order_by("position")[:2]]
    assert list(ledger.moments_of(read(cycle, cast)))[:-1] == ends
