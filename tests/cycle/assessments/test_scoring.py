"""Self-scoring: by rule, while the leaf is open, by those who may; nothing written twice, nothing lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions import scoring
from parindex.cycle.assessments.actions.ledger import Overtaken
from parindex.cycle.assessments.actions.ownledger import LONGEST_NOTE, WrongValue
from parindex.cycle.assessments.actions.scoring import Saved
from parindex.cycle.assessments.models import Cell, Cycle, Duty, Entry, Extension, Reopening, Stage
from parindex.cycle.assessments.queries import moments, places
from parindex.engine.access.checks import Refused
from parindex.engine.scoring.answers import AnswerRefused
from parindex.foundation.audit.models import HistoryRow
from tests.cast import AT, Cast
from tests.cycle import rounds


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


def save(
    cycle: Cycle,
    cast: Cast,
    path: str,
    answer: Any,
    *,
    who: str = "clerk",
    seen: int = 0,
    note: str = "",
    unit: Any = None,
) -> Saved:
    """One save in the ward's sheet."""
    return scoring.save(
        rounds.sheet(cycle, unit or cast.ward),
        rounds.leaf(cycle, path).pk,
        answer=answer,
        note=note,
        seen=seen,
        by=cast.actor(who),
        at=AT,
    )


def told(said: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """The history of these events with their facts."""
    rows = HistoryRow.objects.filter(event__in=said).order_by("pk")
    return [(each.event, each.facts) for each in rows]


def test_an_answer_earns_points_by_rule_and_is_told(cycle: Cycle, cast: Cast) -> None:
    saved = save(cycle, cast, "I/1", {"done": "17", "total": "20"}, note=" theo báo cáo ")

    line = Entry.objects.get()
    assert (saved.number, saved.state, saved.points_micro, saved.is_new) == (1, "scored", 1_700_000, True)
    assert (line.answer, line.note, line.origin, line.by_name, line.at) == (
        {"done": "17", "total": "20"},
        "theo báo cáo",
        states.FORM,
        "Trần Văn Cán Bộ",
        saved.at,
    )
    assert told(["cell.scored"]) == [("cell.scored", {"cycle": cycle.name, "path": "I/1", "number": 1})]


def test_a_leaf_is_cleared_and_then_counts_nothing(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "I/2", {"yes": True})
    saved = save(cycle, cast, "I/2", None, seen=1)

    assert (saved.number, saved.state, saved.points_micro) == (2, "unanswered", 0)
    assert [each.answer for each in Entry.objects.order_by("number")] == [{"yes": True}, None]


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("I/1", {"done": "21", "total": "20"}),
        ("I/1", {"done": "1", "total": "2", "ratio": "0.5"}),
        ("I/1", {}),
        ("I/1", {"count": "1"}),
        ("I/2", {"yes": "có"}),
        ("II/1", {"count": "1.425"}),
        ("II/1", {"not_applicable": True, "reason": " "}),
    ],
)
def test_an_answer_the_rule_cannot_use_is_refused_and_nothing_is_written(
    cycle: Cycle, cast: Cast, path: str, answer: Any
) -> None:
    with pytest.raises(AnswerRefused) as refused:
        save(cycle, cast, path, answer)

    assert (refused.value.path, bool(refused.value.remedy.vi)) == (path, True)
    assert not Entry.objects.exists()
    assert told(["cell.scored"]) == []


def test_the_same_save_sent_again_is_one_line(cycle: Cycle, cast: Cast) -> None:
    first = save(cycle, cast, "I/2", {"yes": True})
    again = save(cycle, cast, "I/2", {"yes": True})
    unchanged = save(cycle, cast, "I/2", {"yes": True}, seen=1)
    by_another = save(cycle, cast, "I/2", {"yes": True}, seen=1, who="leader")

    assert [each.is_new for each in (first, again, unchanged, by_another)] == [True, False, False, False]
    assert {each.number for each in (first, again, unchanged, by_another)} == {1}
    assert len(told(["cell.scored"])) == 1


def test_the_second_writer_is_told_what_stands(cycle: Cycle, cast: Cast) -> None:
    save(cycle, cast, "I/1", {"done": "17", "total": "20"})
    with pytest.raises(Overtaken) as overtaken:
        save(cycle, cast, "I/1", {"done": "18", "total": "20"}, who="leader")

    assert (overtaken.value.entry.number, overtaken.value.entry.answer) == (1, {"done": "17", "total": "20"})
    assert save(cycle, cast, "I/1", {"done": "18", "total": "20"}, who="leader", seen=1).number == 2


def test_a_line_that_was_never_there_was_not_seen(cycle: Cycle, cast: Cast) -> None:
    with pytest.raises(Overtaken):
        save(cycle, cast, "I/2", {"yes": True}, seen=3)


@pytest.mark.parametrize("path", ["I/3", "II/3"])
def test_what_a_survey_or_a_council_gives_is_not_self_scored(cycle: Cycle, cast: Cast, path: str) -> None:
    with pytest.raises(gates.Locked) as locked:
        save(cycle, cast, path, {"share": "0.9"})

    assert (bool(locked.value.lock.why.vi), bool(locked.value.lock.remedy.en)) == (True, True)


@pytest.mark.parametrize("path", ["I", "II"])
def test_a_parent_has_no_answer(cycle: Cycle, cast: Cast, path: str) -> None:
    with pytest.raises(WrongValue, match="criterion"):
        save(cycle, cast, path, {"yes": True})


def test_an_explanation_has_a_length(cycle: Cycle, cast: Cast) -> None:
    with pytest.raises(WrongValue, match="note"):
        save(cycle, cast, "I/2", {"yes": True}, note="x" * (LONGEST_NOTE + 1))


@pytest.mark.parametrize(
    "who", ["neighbour", "neighbour_leader", "lawyer", "reform", "auditor", "administrator", "stranger"]
)
def test_only_the_unit_scores_itself(cycle: Cycle, cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        save(cycle, cast, "I/2", {"yes": True}, who=who)


def test_whoever_a_leaf_is_given_to_scores_it_and_nothing_else(cycle: Cycle, cast: Cast) -> None:
    sheet = rounds.sheet(cycle, cast.ward)
    law = cast.units["Sở Tư pháp"]
    Duty.objects.create(assessment=sheet, criterion=rounds.leaf(cycle, "II"), unit=law)
    Duty.objects.create(
        assessment=sheet, criterion=rounds.leaf(cycle, "II/2"), person=cast.people["neighbour"].pk
    )

    assert save(cycle, cast, "II/1", {"count": "0"}, who="lawyer").points_micro == 2_000_000
    assert save(cycle, cast, "II/2", {"value": "3"}, who="neighbour").number == 1
    for path, who in (("I/2", "lawyer"), ("II/2", "lawyer"), ("II/1", "neighbour")):
        with pytest.raises(Refused):
            save(cycle, cast, path, None, who=who, seen=1)
    assert [each.unit for each in places.visible(cast.actor("lawyer"))] == [cast.ward]
    assert places.readable_part(sheet, by=cast.actor("lawyer")) == {rounds.leaf(cycle, "II").pk}
    assert places.readable_part(sheet, by=cast.actor("clerk")) is None


def test_a_sheet_is_seen_by_its_unit_and_by_those_who_oversee(cycle: Cycle, cast: Cast) -> None:
    seen = {
        who: sorted(each.unit.name for each in places.visible(cast.actor(who)))
        for who in (
            "clerk",
            "leader",
            "neighbour",
            "reform",
            "auditor",
            "city_leader",
            "lawyer",
            "administrator",
            "stranger",
        )
    }

    both = ["Phường Cầu Giấy", "Phường Yên Hòa"]
    assert seen == {
        "clerk": ["Phường Yên Hòa"],
        "leader": ["Phường Yên Hòa"],
        "neighbour": ["Phường Cầu Giấy"],
        **dict.fromkeys(("reform", "auditor", "city_leader"), both),
        **{who: [] for who in ("lawyer", "administrator", "stranger")},
    }


# locks


@pytest.mark.parametrize("stage", ["appraisal-1", "explanation", "appraisal-2", "freeze", "publication"])
def test_nothing_is_scored_after_the_deadline(cycle: Cycle, cast: Cast, stage: str) -> None:
    rounds.move_to(cycle, stage)
    with pytest.raises(gates.Locked) as locked:
        save(cycle, cast, "I/2", {"yes": True})

    window = cycle.stages.get(key="self")
    assert (locked.value.lock.moment, "hết thời hạn" in locked.value.lock.why.vi) == (window.closes_at, True)
    assert not Entry.objects.exists()


def test_nothing_is_scored_before_the_first_day(cycle: Cycle, cast: Cast) -> None:
    now = moments.database_now()
    Stage.objects.filter(cycle=cycle, key="self").update(opens_at=now + timedelta(hours=1))
    with pytest.raises(gates.Locked, match="has not come"):
        save(cycle, cast, "I/2", {"yes": True})


def test_the_last_moment_counts_and_the_deadline_itself_is_too_late(cycle: Cycle, cast: Cast) -> None:
    now = moments.database_now()
    self_stage = Stage.objects.filter(cycle=cycle, key="self")
    self_stage.update(closes_at=now + timedelta(minutes=5))
    assert save(cycle, cast, "I/2", {"yes": True}).number == 1
    self_stage.update(closes_at=now)
    with pytest.raises(gates.Locked):
        save(cycle, cast, "I/2", {"yes": False}, seen=1)


def test_an_extension_opens_the_sheet_of_one_unit(cycle: Cycle, cast: Cast) -> None:
    rounds.move_to(cycle, "appraisal-1")
    now = moments.database_now()
    Extension.objects.create(
        assessment=rounds.sheet(cycle, cast.ward),
        stage=cycle.stages.get(key="self"),
        until=now + timedelta(hours=2),
        reason="mất điện",
        granted_at=now,
        granted_by=1,
    )

    assert save(cycle, cast, "I/2", {"yes": True}).number == 1
    with pytest.raises(gates.Locked):
        save(cycle, cast, "I/2", {"yes": True}, who="neighbour", unit=cast.other_ward)


def test_a_reopened_cell_is_open_alone_and_for_its_time(cycle: Cycle, cast: Cast) -> None:
    cycle.assessments.update(state=states.SUBMITTED)
    rounds.move_to(cycle, "appraisal-1")
    now = moments.database_now()
    opened = Reopening.objects.create(
        assessment=rounds.sheet(cycle, cast.ward),
        criterion=rounds.leaf(cycle, "I/2"),
        stage=cycle.stages.get(key="appraisal-1"),
        reason="thiếu biên bản",
        until=now + timedelta(days=1),
        opened_at=now,
        opened_by=1,
        opened_by_name="Sở",
    )

    assert save(cycle, cast, "I/2", {"yes": True}).number == 1
    with pytest.raises(gates.Locked):
        save(cycle, cast, "I/1", {"done": "1", "total": "1"})
    Reopening.objects.filter(pk=opened.pk).update(until=now)
    with pytest.raises(gates.Locked):
        save(cycle, cast, "I/2", {"yes": False}, seen=1)


@pytest.mark.parametrize(
    ("sheet", "whole"),
    [(states.SUBMITTED, states.OPEN), (states.APPROVAL, states.OPEN), (states.SCORING, states.FROZEN)],
)
def test_a_sheet_that_went_on_is_locked(cycle: Cycle, cast: Cast, sheet: str, whole: str) -> None:
    save(cycle, cast, "I/2", {"yes": True})
    cycle.assessments.update(state=sheet)
    Cycle.objects.filter(pk=cycle.pk).update(state=whole)
    before = list(Cell.objects.values())
    with pytest.raises(gates.Locked):
        save(cycle, cast, "I/2", {"yes": False}, seen=1)

    assert list(Cell.objects.values()) == before
