"""The cycle of 2025: carried over with all its stages, frozen and published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from parindex.cycle.assessments import kinds
from parindex.cycle.assessments.actions import carrying, opening
from parindex.cycle.assessments.queries import cycles
from parindex.cycle.results.actions import freezing, releasing
from parindex.cycle.results.terms import Terms
from parindex.engine.access.actors import SYSTEM
from parindex.engine.ranking.settings import Class, Settings
from parindex.engine.scoring.specs import FrameworkSpec
from parindex.faces.ops.demo import calendar, city, courses, criteria, evidence, measuring
from parindex.faces.ops.demo.courses import Days
from parindex.faces.ops.illustrating import facts, seasons
from parindex.faces.ops.illustrating.figures import Figure
from parindex.faces.ops.telling import now, tell

NAME = "Chỉ số cải cách hành chính năm 2025 của xã, phường"
GROUP = "Xã, phường"
SEASON = seasons.YEAR_2025
SINCE, UNTIL = date(2025, 1, 1), date(2026, 1, 1)
_CALENDAR = {
    "self": (date(2025, 12, 1), date(2025, 12, 26)),
    "appraisal-1": (date(2025, 12, 26), date(2026, 1, 21)),
    "explanation": (date(2026, 1, 21), date(2026, 2, 1)),
    "appraisal-2": (date(2026, 2, 1), date(2026, 3, 1)),
    "freeze": (date(2026, 3, 1), date(2026, 3, 30)),
    "publication": (date(2026, 3, 30), date(2026, 3, 31)),
}
_DAYS = Days(
    first={
        courses.SELF: date(2025, 12, 22),
        courses.FIRST: date(2025, 12, 29),
        courses.EXPLAINING: date(2026, 1, 22),
        courses.SECOND: date(2026, 2, 2),
    },
    count={courses.SELF: 4, courses.FIRST: 18, courses.EXPLAINING: 8, courses.SECOND: 11},
)
# The thresholds of the classes were not published.
TERMS = Terms(
    Settings(
        classes=(
            Class("A", from_score=Decimal(90)),
            Class("B", from_score=Decimal(80)),
            Class("C", from_score=Decimal(0)),
        )
    ),
    note="Ngưỡng xếp loại A, B, C là tạm đặt để minh họa; ngưỡng chính thức chưa được công bố.",
)


def build() -> None:
    """Carry the cycle over unless it is there: the files first, then all the rest at once or not at all."""
    if cycles.visible(SYSTEM).filter(name=NAME).exists():
        return
    spec = criteria.spec()
    units = city.communes()
    sheets = {unit: seasons.sheet(spec, unit.name, SEASON) for unit in units}
    kept = {}
    for position, unit in enumerate(units, start=1):
        if position % 25 == 1:
            tell(f"Đang lập minh chứng minh họa năm 2025: {position}/{len(units)} xã, phường…")
        kept[unit] = evidence.keep(unit, spec, sheets[unit], SEASON)
    tell("Đang chuyển kỳ đánh giá năm 2025 của các xã, phường…")
    with transaction.atomic():
        _carry(spec, sheets, kept)


def _carry(
    spec: FrameworkSpec, sheets: Mapping[Any, tuple[Figure, ...]], kept: Mapping[Any, Mapping[str, Any]]
) -> None:
    by = city.office()
    version = criteria.in_force()
    measuring.read(version, spec, sheets, since=SINCE, until=UNTIL, as_of=date(2025, 12, 31))
    cycle = _prepared(version, sheets)
    carrying.carry(
        cycle,
        [
            courses.sheet(unit, spec, sheet, kept[unit], season=SEASON, days=_DAYS)
            for unit, sheet in sheets.items()
        ],
        by=by,
        at=now(),
    )
    tell("Đang chốt và công bố kết quả năm 2025…")
    issue = freezing.freeze(cycle, TERMS, by=by, at=now())
    releasing.release(issue, decision=facts.facts().decision, by=by, at=now())


def _prepared(version: Any, sheets: Mapping[Any, tuple[Figure, ...]]) -> Any:
    by = city.office()
    cycle = opening.prepare(
        owner=city.unit(city.NAME),
        version=version,
        kind=kinds.INTERNAL.key,
        name=NAME,
        since=SINCE,
        until=UNTIL,
        starts_at=calendar.midnight(_CALENDAR["self"][0]),
        is_carried=True,
        is_illustrative=True,
        by=by,
        at=now(),
    )
    calendar.arrange(cycle, _CALENDAR)
    opening.enrol(cycle, sheets, group=GROUP, by=by, at=now())
    return cycle
