"""Many cells at once: filled from measures, carried over, rescored; equal to one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions import carrying, filling, opening, rescoring, scoring
from parindex.cycle.assessments.actions.carrying import CarriedLine, CarriedSheet, NotCarried
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import figures
from parindex.cycle.measures.actions import Read
from parindex.engine.access.checks import Refused
from parindex.engine.scoring.answers import AnswerRefused
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, Cast
from tests.cycle import rounds

THEN = datetime(2026, 1, 20, 3, 0, tzinfo=UTC)


def fed(cast: Cast, cycle: Cycle, path: str) -> Any:
    """A measure that feeds one leaf of the cycle."""
    by = cast.actor("reform")
    measure = measures.keep(owner=cast.city, code=path, name=path, shape="single", by=by, at=AT)
    measures.feed(measure, rounds.leaf(cycle, path), by=by, at=AT)
    return measure


def read(cast: Cast, measure: Any, **values: str) -> None:
    """What the wards read, by their name in the cast."""
    reads = [Read(getattr(cast, who), figures.single(value)) for who, value in values.items()]
    period = {"since": date(2026, 1, 1), "until": date(2027, 1, 1), "as_of": date(2026, 6, 1)}
    measures.record(measure, reads, source="Khảo sát", by=cast.actor("reform"), at=AT, **period)


def carried(cast: Cast) -> Cycle:
    """A cycle that took place elsewhere, with both wards in it."""
    by = cast.actor("reform")
    cycle = opening.prepare(
        owner=cast.city,
        version=rounds.published(cast),
        kind="internal",
        name="Năm cũ",
        since=date(2025, 1, 1),
        until=date(2026, 1, 1),
        starts_at=datetime(2025, 12, 1, tzinfo=UTC),
        is_carried=True,
        by=by,
        at=AT,
    )
    opening.enrol(cycle, [cast.ward, cast.other_ward], group="Phường", by=by, at=AT)
    return cycle


def cells(cycle: Cycle) -> list[tuple[str, str, str, str, int | None, int, bool]]:
    """Every cell of a cycle in words."""
    rows = Cell.objects.filter(cycle=cycle).select_related("assessment__unit", "criterion", "stage")
    ordered = rows.order_by("assessment__unit__position", "criterion__position", "stage__position")
    return [
        (
            each.assessment.unit.name,
            each.criterion.path,
            each.stage.key,
            each.state,
            each.points_micro,
            each.out_micro,
            each.is_standing,
        )
        for each in ordered
    ]


def test_surveyed_leaves_are_filled_from_measures_and_again_when_they_change(cast: Cast) -> None:
    cycle, by = rounds.opened(cast), cast.actor("reform")
    measure = fed(cast, cycle, "I/3")
    read(cast, measure, ward="0.94", other_ward="0.90")
    assert filling.take_measures(cycle, by=by, at=AT) == 2
    assert filling.take_measures(cycle, by=by, at=AT) == 0
    read(cast, measure, ward="0.95", other_ward="0.90")
    assert filling.take_measures(cycle, by=by, at=AT) == 1
    told = [(e.number, e.answer, e.points_micro, e.origin) for e in Entry.objects.order_by("cell", "number")]
    assert told == [
        (1, {"share": "0.94"}, 2_820_000, "measure"),
        (2, {"share": "0.95"}, 2_850_000, "measure"),
        (1, {"share": "0.9"}, 2_700_000, "measure"),
    ]


def test_a_figure_recorded_reaches_every_open_cycle_by_itself(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    read(cast, fed(cast, cycle, "I/3"), ward="0.94")
    jobs.work_off(clock=lambda: AT)
    assert [(e.answer, e.by_name) for e in Entry.objects.all()] == [({"share": "0.94"}, "Parindex")]


def test_a_cycle_that_opens_takes_what_is_known_already(cast: Cast) -> None:
    by, version = cast.actor("reform"), rounds.published(cast)
    measure = measures.keep(owner=cast.city, code="hl", name="Hài lòng", shape="single", by=by, at=AT)
    criterion = version.criteria.select_related("version__framework__owner").get(path="I/3")
    measures.feed(measure, criterion, by=by, at=AT)
    read(cast, measure, ward="0.9")
    cycle = rounds.opened(cast, version=version)
    jobs.work_off(clock=lambda: AT)
    assert [(path, points) for _, path, _, _, points, _, _ in cells(cycle)] == [("I/3", 2_700_000)]


def test_a_leaf_the_unit_scores_itself_is_never_filled(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    read(cast, fed(cast, cycle, "II/2"), ward="4")
    assert filling.take_measures(cycle, by=cast.actor("reform"), at=AT) == 0


def test_a_figure_the_rule_cannot_use_is_told_and_not_written(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    read(cast, fed(cast, cycle, "I/3"), ward="1.4")
    assert filling.take_measures(cycle, by=cast.actor("reform"), at=AT) == 0
    assert not Cell.objects.exists()


@pytest.mark.parametrize("stage", ["explanation", "freeze", "publication"])
def test_figures_do_not_enter_a_stage_that_does_not_count(cast: Cast, stage: str) -> None:
    cycle = rounds.opened(cast, at_stage=stage)
    read(cast, fed(cast, cycle, "I/3"), ward="0.9")
    with pytest.raises(gates.Locked):
        filling.take_measures(cycle, by=cast.actor("reform"), at=AT)
    with pytest.raises(Refused):
        filling.take_measures(cycle, by=cast.actor("leader"), at=AT)


ANSWERS: dict[str, dict[str, Any]] = {
    "ward": {
        "I/1": {"done": "17", "total": "20"},
        "I/2": {"yes": True},
        "II/1": {"not_applicable": True, "reason": "Không được giao"},
        "II/2": {"value": "4"},
    },
    "other_ward": {"I/1": {"done": "1", "total": "3"}, "II/1": {"count": "1"}, "II/2": {"value": "7"}},
}


def test_carried_cells_equal_those_saved_one_by_one(cast: Cast) -> None:
    cycle = carried(cast)
    opened = rounds.opened(cast, version=cycle.version)
    writers = {"ward": "clerk", "other_ward": "neighbour"}
    sheets = [
        CarriedSheet(
            getattr(cast, who).pk,
            tuple(CarriedLine(path, "self", THEN, "Hệ thống cũ", answer) for path, answer in given.items()),
        )
        for who, given in ANSWERS.items()
    ]
    assert carrying.carry(cycle, sheets, by=cast.actor("reform"), at=AT) == 7
    for who, given in ANSWERS.items():
        sheet = rounds.sheet(opened, getattr(cast, who))
        for path, answer in given.items():
            leaf = rounds.leaf(opened, path).pk
            scoring.save(sheet, leaf, answer=answer, note="", seen=0, by=cast.actor(writers[who]), at=AT)
    assert cells(cycle) == cells(opened)
    assert {(e.at, e.by, e.by_name) for e in Entry.objects.filter(cell__cycle=cycle)} == {
        (THEN, None, "Hệ thống cũ")
    }
    assert set(Assessment.objects.filter(cycle=cycle).values_list("state", flat=True)) == {states.SUBMITTED}


def test_later_stages_of_a_carried_cycle_stand(cast: Cast) -> None:
    cycle = carried(cast)
    full, lower = {"done": "20", "total": "20"}, {"done": "18", "total": "20"}
    lines = (
        CarriedLine("I/1", "self", THEN, "A", full),
        CarriedLine("I/1", "appraisal-1", THEN, "B", decision=states.ASKED, note="Vì sao?"),
        CarriedLine("I/1", "explanation", THEN, "A", decision=states.EXPLAINED, note="Vì thế"),
        CarriedLine("I/1", "appraisal-2", THEN, "B", lower, states.CHANGED, "Thiếu 2"),
    )
    carrying.carry(cycle, [CarriedSheet(cast.ward.pk, lines)], by=cast.actor("reform"), at=AT)
    found = [(stage, points, stands) for _, _, stage, _, points, _, stands in cells(cycle)]
    assert found == [
        ("self", 2_000_000, False),
        ("appraisal-1", None, False),
        ("explanation", None, False),
        ("appraisal-2", 1_800_000, True),
    ]


def test_nothing_is_carried_into_a_cycle_that_is_open(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    with pytest.raises(NotCarried):
        carrying.carry(cycle, [], by=cast.actor("reform"), at=AT)


def test_an_answer_no_rule_can_use_carries_nothing(cast: Cast) -> None:
    cycle = carried(cast)
    lines = (
        CarriedLine("I/2", "self", THEN, "A", {"yes": True}),
        CarriedLine("I/1", "self", THEN, "A", {"done": "21", "total": "20"}),
    )
    with pytest.raises(AnswerRefused):
        carrying.carry(cycle, [CarriedSheet(cast.ward.pk, lines)], by=cast.actor("reform"), at=AT)
    assert not Cell.objects.exists()


def test_rescoring_mends_what_was_tampered_with_and_finds_nothing_else(cast: Cast) -> None:
    cycle, by = rounds.opened(cast), cast.actor("reform")
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/1")
    for path, answer in ANSWERS["ward"].items():
        scoring.save(
            sheet, rounds.leaf(cycle, path).pk, answer=answer, note="", seen=0, by=cast.actor("clerk"), at=AT
        )
    before = cells(cycle)
    assert rescoring.rescore(cycle, by=by, at=AT) == 0
    Cell.objects.filter(criterion=leaf).update(points_micro=2_000_000)
    assert rescoring.rescore(cycle, by=by, at=AT) == 1
    assert cells(cycle) == before
