"""The ledger of a cell: lines in order, one standing stage, the second writer told, the group's leader."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions.ledger import Ledger, Line, Overtaken, Written
from parindex.cycle.assessments.models import Cell, Cycle, Entry
from tests.cast import Cast
from tests.cycle import rounds


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


def put(cycle: Cycle, unit: Any, path: str, answer: Any, *, cast: Cast, who: str, seen: int = 0) -> Written:
    """Write one answer at the self stage."""
    with transaction.atomic():
        ledger = Ledger(rounds.sheet(cycle, unit).pk)
        leaf = ledger.book.leaf(path)
        window = gates.scoring(ledger.facts(leaf.criterion))
        line = Line(origin=states.FORM, answer=answer, worth=ledger.worth(leaf, answer))
        return ledger.write(leaf, window, line, seen=seen, by=cast.actor(who))


def decide(cycle: Cycle, unit: Any, path: str, line: Line, *, cast: Cast, seen: int = 0) -> Written:
    """Write one line at the appraisal that is open."""
    with transaction.atomic():
        ledger = Ledger(rounds.sheet(cycle, unit).pk)
        window = gates.appraising(ledger.facts())
        return ledger.write(ledger.book.leaf(path), window, line, seen=seen, by=cast.actor("reform"))


def standing(cycle: Cycle) -> list[tuple[str, str, int]]:
    """Unit, stage and points of every cell that stands."""
    rows = Cell.objects.filter(cycle=cycle, is_standing=True).order_by("pk")
    return [(each.assessment.unit.name, each.stage.key, each.points_micro or 0) for each in rows]


def test_lines_are_numbered_and_the_last_one_stands(cycle: Cycle, cast: Cast) -> None:
    put(cycle, cast.ward, "I/1", {"done": "17", "total": "20"}, cast=cast, who="clerk")
    put(cycle, cast.ward, "I/1", {"done": "18", "total": "20"}, cast=cast, who="leader", seen=1)
    lines = [(e.number, e.answer, e.points_micro, e.by_name) for e in Entry.objects.all()]
    assert lines == [
        (1, {"done": "17", "total": "20"}, 1_700_000, "Trần Văn Cán Bộ"),
        (2, {"done": "18", "total": "20"}, 1_800_000, "Lê Thị Lãnh Đạo"),
    ]
    assert standing(cycle) == [("Phường Yên Hòa", "self", 1_800_000)]


def test_the_second_writer_is_told_and_nothing_is_lost(cycle: Cycle, cast: Cast) -> None:
    put(cycle, cast.ward, "I/2", {"yes": True}, cast=cast, who="clerk")
    with pytest.raises(Overtaken) as told:
        put(cycle, cast.ward, "I/2", {"yes": False}, cast=cast, who="leader")
    assert (told.value.entry.answer, told.value.entry.by_name) == ({"yes": True}, "Trần Văn Cán Bộ")
    assert Entry.objects.count() == 1


def test_the_same_line_sent_again_is_one_line(cycle: Cycle, cast: Cast) -> None:
    first = put(cycle, cast.ward, "I/2", {"yes": True}, cast=cast, who="clerk")
    again = put(cycle, cast.ward, "I/2", {"yes": True}, cast=cast, who="clerk")
    assert (first.is_new, again.is_new, again.entry) == (True, False, first.entry)
    with pytest.raises(Overtaken):
        put(cycle, cast.ward, "I/2", {"yes": True}, cast=cast, who="leader")


def test_the_latest_stage_with_points_stands(cycle: Cycle, cast: Cast) -> None:
    put(cycle, cast.ward, "I/1", {"done": "20", "total": "20"}, cast=cast, who="clerk")
    cycle.assessments.update(state=states.SUBMITTED)
    rounds.move_to(cycle, "appraisal-1")
    with transaction.atomic():
        ledger = Ledger(rounds.sheet(cycle, cast.ward).pk)
        leaf = ledger.book.leaf("I/1")
        lower = {"done": "18", "total": "20"}
        changed = Line(
            states.FORM, lower, ledger.worth(leaf, lower), decision=states.CHANGED, note="Thiếu 2 nhiệm vụ"
        )
    decide(cycle, cast.ward, "I/1", changed, cast=cast)
    assert standing(cycle) == [("Phường Yên Hòa", "appraisal-1", 1_800_000)]
    asked = Line(states.FORM, decision=states.ASKED, note="Báo cáo nào?")
    decide(cycle, cast.ward, "I/1", asked, cast=cast, seen=1)
    assert standing(cycle) == [("Phường Yên Hòa", "self", 2_000_000)]


def test_a_better_leader_lowers_the_others_of_the_group(cycle: Cycle, cast: Cast) -> None:
    put(cycle, cast.ward, "II/2", {"value": "4"}, cast=cast, who="clerk")
    assert standing(cycle) == [("Phường Yên Hòa", "self", 1_000_000)]
    put(cycle, cast.other_ward, "II/2", {"value": "8"}, cast=cast, who="neighbour")
    assert standing(cycle) == [
        ("Phường Yên Hòa", "self", 500_000),
        ("Phường Cầu Giấy", "self", 1_000_000),
    ]
    put(cycle, cast.other_ward, "II/2", {"value": "5"}, cast=cast, who="neighbour", seen=1)
    assert standing(cycle) == [
        ("Phường Yên Hòa", "self", 800_000),
        ("Phường Cầu Giấy", "self", 1_000_000),
    ]


def test_what_does_not_apply_is_kept_apart(cycle: Cycle, cast: Cast) -> None:
    answer = {"not_applicable": True, "reason": "Không được giao"}
    put(cycle, cast.ward, "I/1", answer, cast=cast, who="clerk")
    cell = Cell.objects.get()
    assert (cell.state, cell.points_micro, cell.out_micro) == ("not_applicable", 0, 2_000_000)


@pytest.mark.parametrize(
    "statement", ["UPDATE assessments_entry SET note = 'x'", "DELETE FROM assessments_entry"]
)
def test_the_database_refuses_to_change_a_line(cycle: Cycle, cast: Cast, statement: str) -> None:
    put(cycle, cast.ward, "I/2", {"yes": True}, cast=cast, who="clerk")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_closed_stage_says_when_it_closed(cycle: Cycle, cast: Cast) -> None:
    rounds.move_to(cycle, "appraisal-1")
    with pytest.raises(gates.Locked) as refused:
        put(cycle, cast.ward, "I/2", {"yes": True}, cast=cast, who="clerk")
    closed = cycle.stages.get(key="self").closes_at
    assert (refused.value.lock.why.en, refused.value.lock.moment) == (
        "The deadline of this stage has passed.",
        closed,
    )
