"""Courses: from the claim to what stands in the end, in the order of the stages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from parindex.cycle.assessments.actions.carrying import CarriedLine, CarriedSheet
from parindex.engine.scoring.specs import Source
from parindex.faces.ops.demo import calendar, courses
from parindex.faces.ops.demo.courses import Days
from parindex.faces.ops.illustrating import proving, seasons
from tests.faces.ops.illustrating import city

STAGES = (courses.SELF, courses.FIRST, courses.EXPLAINING, courses.SECOND)
DAYS = Days(
    first={stage: date(2026, month, 5) for month, stage in enumerate(STAGES, start=1)},
    count=dict.fromkeys(STAGES, 10),
)
DECIDED = ("accepted", "changed")


@dataclass(frozen=True)
class Unit:
    """A unit as the deeds know it."""

    pk: int
    name: str


@dataclass(frozen=True)
class Item:
    """A piece of evidence."""

    pk: int


def told(name: str) -> CarriedSheet:
    items = {domain.path: Item(position) for position, domain in enumerate(city.framework().criteria)}
    return courses.sheet(
        Unit(7, name), city.framework(), city.sheets()[name], items, season=seasons.YEAR_2025, days=DAYS
    )


def by_leaf(sheet: CarriedSheet) -> dict[str, list[CarriedLine]]:
    found: dict[str, list[CarriedLine]] = defaultdict(list)
    for line in sheet.lines:
        found[line.path].append(line)
    return found


@pytest.fixture(params=[city.FIRST, city.RECORDED, *city.units()[::21]])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_what_stands_in_the_end_is_the_figure_of_the_unit(name: str) -> None:
    last = {path: lines[-1].answer for path, lines in by_leaf(told(name)).items()}

    assert last == {
        figure.path: figure.answer for figure in city.sheets()[name] if figure.claimed is not None
    }


def test_each_leaf_goes_through_the_stages_once_and_in_order(name: str) -> None:
    for path, lines in by_leaf(told(name)).items():
        stages = [STAGES.index(line.stage) for line in lines]
        assert stages == sorted(set(stages)), path
        assert [line.at for line in lines] == sorted(line.at for line in lines), path


def test_who_is_asked_explains_and_is_decided_on(name: str) -> None:
    source = {node.path: node.source for node in city.leaves(city.framework())}
    for path, lines in by_leaf(told(name)).items():
        if source[path] not in (None, Source.SELF):
            assert len(lines) == 1
            continue
        decisions = [line.decision for line in lines]
        assert decisions[0] == ""
        assert decisions[-1] in DECIDED
        assert ("asked" in decisions) <= ("explained" in decisions)
        assert all(line.note for line in lines if line.decision in ("asked", "changed", "explained"))
        assert all((line.answer is None) is (line.decision in ("asked", "explained")) for line in lines)


def test_evidence_is_the_paper_of_the_domain_at_its_section(name: str) -> None:
    positions = {domain.path: position for position, domain in enumerate(city.framework().criteria)}
    sheet = told(name)

    assert sheet.evidence
    for each in sheet.evidence:
        assert each.item == positions[each.path.partition("/")[0]]
        assert each.pages == proving.section(each.path)
        assert each.stage in (courses.SELF, courses.EXPLAINING)


def test_the_same_unit_is_told_the_same() -> None:
    assert told(city.RECORDED) == told(city.RECORDED)
    assert told(city.RECORDED).lines != told(city.FIRST).lines


def test_work_is_done_in_working_hours_of_its_days() -> None:
    moments = [line.at.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")) for line in told(city.RECORDED).lines]

    assert {moment.hour for moment in moments} <= set(range(8, 17))
    assert all(5 <= moment.day < 15 for moment in moments)


def test_a_calendar_lies_around_its_day() -> None:
    found = calendar.around(date(2026, 3, 1), {"self": (-12, 45), "freeze": (45, 60)})

    assert found == {
        "self": (date(2026, 2, 17), date(2026, 4, 15)),
        "freeze": (date(2026, 4, 15), date(2026, 4, 30)),
    }
    assert calendar.midnight(date(2026, 3, 1)) == datetime(2026, 3, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
