"""Calendars of the demonstration: days told from a first one, in the local time of the city."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from parindex.cycle.assessments.actions import scheduling
from parindex.cycle.assessments.actions.scheduling import Span
from parindex.faces.ops.demo import city
from parindex.faces.ops.telling import now

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

Calendar = Mapping[str, tuple[date, date]]
"""The first day of each stage, and the first day after it."""


def around(day: date, spans: Mapping[str, tuple[int, int]]) -> Calendar:
    """The calendar whose stages lie so many days before or after ``day``."""
    return {
        stage: (day + timedelta(days=first), day + timedelta(days=end))
        for stage, (first, end) in spans.items()
    }


def midnight(day: date) -> datetime:
    """When ``day`` begins in the city."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def arrange(cycle: Any, calendar: Calendar) -> None:
    """Set every stage of ``cycle``."""
    spans = [
        Span(stage.pk, *map(midnight, calendar[stage.key])) for stage in cycle.stages.order_by("position")
    ]
    scheduling.arrange(cycle, spans, by=city.office(), at=now())
