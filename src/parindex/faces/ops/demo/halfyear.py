"""The six-month round of 2026: self-scored and appraised once, in the second appraisal now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from parindex.cycle.assessments import kinds
from parindex.cycle.assessments.actions import appraising, carrying, opening, scheduling
from parindex.cycle.assessments.actions.carrying import CarriedLine, CarriedSheet
from parindex.cycle.assessments.queries import cycles
from parindex.engine.access.actors import SYSTEM
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import FrameworkSpec, Source
from parindex.faces.ops.demo import calendar, city, courses, criteria, evidence
from parindex.faces.ops.demo.calendar import Calendar
from parindex.faces.ops.demo.courses import Days
from parindex.faces.ops.illustrating import seasons
from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.illustrating.figures import Figure
from parindex.faces.ops.telling import now, tell, today

NAME = "Đánh giá cải cách hành chính 6 tháng đầu năm 2026 của xã, phường"
GROUP = "Xã, phường"
SEASON = seasons.HALF_2026
SINCE, UNTIL = date(2026, 1, 1), date(2026, 7, 1)
UNITS, LATE = 20, 2
"""How many communes submitted, and how many took part but missed the deadline."""
_SPANS = {
    "self": (-75, -50),
    "appraisal-1": (-50, -25),
    "explanation": (-25, -14),
    "appraisal-2": (-14, 30),
    "freeze": (30, 45),
    "publication": (45, 60),
}
_WAITING, _SILENT = 30, 40
"""Of a hundred leaves: not appraised yet; of a hundred questions: not answered."""
_RETURNED = (
    ("I/8", "thamdinh.noivu", 0, "Số liệu và báo cáo kèm theo không thống nhất (số liệu minh họa)."),
    ("IV/2", "thamdinh.noivu", 1, "Chưa có danh sách công chức kèm theo (số liệu minh họa)."),
    ("II/3", "thamdinh.tuphap", 0, "Thiếu báo cáo về thi hành pháp luật (số liệu minh họa)."),
)
_DAYS_TO_ANSWER = 7


def build() -> None:
    """Build the round unless it is there: all at once or not at all."""
    if cycles.visible(SYSTEM).filter(name=NAME).exists():
        return
    tell("Đang lập đợt đánh giá 6 tháng đầu năm 2026…")
    with transaction.atomic():
        days = calendar.around(today(), _SPANS)
        units = _units()
        cycle = _prepared(units, days)
        carrying.carry(cycle, [_sheet(unit, days) for unit in units[:UNITS]], by=city.office(), at=now())
        opening.open_cycle(cycle, by=city.office(), at=now())
        _extend(cycle)
        _return_some(cycle, units)


def _units() -> list[Any]:
    """The wards with demonstration accounts first, then communes from all over the city."""
    named = [city.unit(name) for name in (city.WARD, city.BEST, city.NEIGHBOUR)]
    others = [unit for unit in city.communes() if unit not in named]
    return [*named, *others[::6]][: UNITS + LATE]


def _prepared(units: list[Any], days: Calendar) -> Any:
    by = city.office()
    cycle = opening.prepare(
        owner=city.unit(city.NAME),
        version=criteria.in_force(),
        kind=kinds.INTERNAL.key,
        name=NAME,
        since=SINCE,
        until=UNTIL,
        starts_at=calendar.midnight(days["self"][0]),
        is_carried=True,
        is_illustrative=True,
        by=by,
        at=now(),
    )
    calendar.arrange(cycle, days)
    opening.enrol(cycle, units, group=GROUP, by=by, at=now())
    return cycle


def _sheet(unit: Any, days: Calendar) -> CarriedSheet:
    spec = criteria.spec()
    figures = _own(spec, seasons.sheet(spec, unit.name, SEASON))
    items = evidence.keep(unit, spec, figures, SEASON)
    told = courses.sheet(unit, spec, figures, items, season=SEASON, days=_days(days))
    return _until_now(told, Chance(SEASON.seed).of(unit.name))


def _own(spec: FrameworkSpec, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Half-way through the year nobody was asked in a survey, and no council has met."""
    own = {step.node.path for step in specs.walk(spec) if (step.node.source or Source.SELF) is Source.SELF}
    return tuple(each if each.path in own else Figure(each.path, None, None) for each in figures)


def _days(days: Calendar) -> Days:
    """Work goes on within each window but for its last days."""
    first = {stage: span[0] + timedelta(days=1) for stage, span in days.items()}
    return Days(first, {stage: (span[1] - span[0]).days - 3 for stage, span in days.items()})


def _until_now(sheet: CarriedSheet, chance: Chance) -> CarriedSheet:
    """Without what is still to come: some leaves wait for the appraiser, some questions for the unit."""

    def is_past(line: CarriedLine) -> bool:
        place = chance.of(line.path)
        if line.stage == courses.SELF:
            return True
        if line.stage == courses.SECOND or place.of("waiting").happens(percent=_WAITING):
            return False
        return line.stage == courses.FIRST or not place.of("silent").happens(percent=_SILENT)

    kept = tuple(line for line in sheet.lines if is_past(line))
    stood = {(line.path, line.stage) for line in kept}
    return replace(
        sheet,
        lines=kept,
        evidence=tuple(each for each in sheet.evidence if (each.path, each.stage) in stood),
    )


def _extend(cycle: Any) -> None:
    """Yên Hòa may still explain."""
    sheet = cycle.assessments.get(unit=city.unit(city.WARD))
    scheduling.extend(
        sheet,
        cycle.stages.get(key=courses.EXPLAINING),
        until=calendar.midnight(today() + timedelta(days=_SPANS["appraisal-2"][1] - 5)),
        reason="Phường chờ cơ quan phối hợp xác nhận số liệu (số liệu minh họa)",
        by=city.office(),
        at=now(),
    )


def _return_some(cycle: Any, units: list[Any]) -> None:
    """A few leaves were given back to be scored anew."""
    until = calendar.midnight(today() + timedelta(days=_DAYS_TO_ANSWER))
    for path, username, position, reason in _RETURNED:
        appraising.give_back(
            cycle.assessments.get(unit=units[position]),
            cycle.version.criteria.get(path=path).pk,
            reason=reason,
            until=until,
            seen=0,
            by=city.actor(username),
            at=now(),
        )
