"""What the cycles ask of each person: only what is theirs, and only while it can be done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parindex.cycle.agenda.queries import rounds as agenda
from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import appraising, dividing, scheduling, scoring
from parindex.cycle.assessments.models import Assessment, Cycle, Stage
from parindex.cycle.assessments.queries import moments
from parindex.cycle.measures import actions as measures
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, PEOPLE, Cast
from tests.cycle import rounds


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle of both wards, in the middle of self-scoring."""
    return rounds.opened(cast)


def due(cast: Cast) -> dict[str, list[tuple[str, str, int]]]:
    """What is due for everybody who has something to do: the deed, where, how many."""
    now = moments.database_now()
    found = {who: agenda.due(by=cast.actor(who), at=now) for who in PEOPLE}
    return {
        who: [(each.what, each.about, each.count) for each in told] for who, told in found.items() if told
    }


def waiting(cast: Cast) -> dict[str, int]:
    """The counts of the navigation that are not nought."""
    now = moments.database_now()
    found = {who: agenda.waiting(by=cast.actor(who), at=now) for who in PEOPLE}
    return {who: count for who, count in found.items() if count}


def submit(cycle: Cycle) -> None:
    cycle.assessments.update(state=states.SUBMITTED, submitted_at=AT, submitted_by=1)


def test_a_sheet_is_due_for_those_who_score_it(cast: Cast, cycle: Cycle) -> None:
    own, other = [("score", "Phường Yên Hòa", 0)], [("score", "Phường Cầu Giấy", 0)]
    assert due(cast) == {"clerk": own, "leader": own, "neighbour": other, "neighbour_leader": other}
    assert waiting(cast) == {"clerk": 1, "leader": 1, "neighbour": 1, "neighbour_leader": 1}


def test_a_sheet_before_its_leader_is_due_for_the_leader_alone(cast: Cast, cycle: Cycle) -> None:
    submit(cycle)
    cycle.assessments.filter(unit=cast.ward).update(state=states.APPROVAL)
    assert due(cast) == {"leader": [("approve", "Phường Yên Hòa", 0)]}
    assert waiting(cast) == {"leader": 1}


def test_after_the_deadline_nothing_is_due_but_for_the_extended(cast: Cast, cycle: Cycle) -> None:
    rounds.move_to(cycle, "appraisal-1")
    assert (due(cast), waiting(cast)) == ({}, {})
    until = moments.database_now() + timedelta(days=2)
    stage, by = cycle.stages.get(key="self"), cast.actor("reform")
    scheduling.extend(rounds.sheet(cycle, cast.ward), stage, until=until, reason="Bão", by=by, at=AT)
    assert sorted(due(cast)) == ["clerk", "leader"]
    (told,) = agenda.due(by=cast.actor("clerk"), at=moments.database_now())
    assert told.until == until


def test_a_part_is_due_for_whoever_it_was_given_to(cast: Cast, cycle: Cycle) -> None:
    submit(cycle)
    cycle.assessments.filter(unit=cast.other_ward).update(state=states.SCORING)
    dividing.assign(
        rounds.sheet(cycle, cast.other_ward),
        rounds.leaf(cycle, "II"),
        person=cast.people["lawyer"],
        by=cast.actor("neighbour"),
        at=AT,
    )
    assert due(cast)["lawyer"] == [("score", "Phường Cầu Giấy", 0)]


def test_what_waits_for_an_appraiser_is_counted(cast: Cast, cycle: Cycle) -> None:
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/2")
    scoring.save(sheet, leaf.pk, answer={"yes": True}, note="", seen=0, by=cast.actor("clerk"), at=AT)
    submit(cycle)
    rounds.move_to(cycle, "appraisal-1")
    assert due(cast) == {"reform": [("appraise", "Thành phố Hà Nội", 1)]}
    appraising.ask(sheet, leaf.pk, question="Ở đâu?", seen=0, by=cast.actor("reform"), at=AT)
    assert due(cast) == {}
    rounds.move_to(cycle, "explanation")
    own = [("explain", "Phường Yên Hòa", 1)]
    ends = [("closes", "Thành phố Hà Nội", 0)]
    assert due(cast) == {"clerk": own, "leader": own, "reform": ends}


def test_a_stage_that_ends_soon_is_told_to_the_office(cast: Cast, cycle: Cycle) -> None:
    submit(cycle)
    cycle.assessments.filter(unit=cast.ward).update(state=states.SCORING)
    now = moments.database_now()
    Stage.objects.filter(cycle=cycle, key="self").update(closes_at=now + timedelta(days=3))
    assert due(cast)["reform"] == [("closes", "Thành phố Hà Nội", 1)]


def test_measures_with_missing_figures_are_told_once_a_cycle(cast: Cast, cycle: Cycle) -> None:
    submit(cycle)
    for shape, leaf in (("single", "I/3"), ("pair", "I/1")):
        measure = measures.keep(owner=cast.city, code=shape, name=shape, shape=shape, by=SYSTEM, at=AT)
        measures.feed(measure, rounds.leaf(cycle, leaf), by=SYSTEM, at=AT)
    assert due(cast) == {"reform": [("record", "Thành phố Hà Nội", 2)]}


def test_a_cycle_that_is_not_open_asks_for_nothing(cast: Cast, cycle: Cycle) -> None:
    for state in (states.PREPARING, states.FROZEN):
        Cycle.objects.update(state=state)
        assert (due(cast), waiting(cast)) == ({}, {})
    assert Assessment.objects.count() == 2
