"""The stages of a cycle as they hold for one unit at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from parindex.cycle.assessments import kinds
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.sheetpages import StageItem


def stages(
    kind: str, windows: Iterable[Window], *, extended: Iterable[tuple[int, datetime]], now: datetime
) -> tuple[StageItem, ...]:
    """The stages of a cycle of ``kind`` as they hold for one unit at ``now``."""
    found = []
    for each in windows:
        later = [until for stage, until in extended if stage == each.stage]
        closes_at = max(each.closes_at, later[-1]) if later else each.closes_at
        turn = "coming" if now < each.opens_at else "now" if now < closes_at else "past"
        found.append(
            StageItem(
                stage=each.stage,
                key=each.key,
                act=each.act,
                title=kinds.stage(kind, each.key).title,
                opens_at=each.opens_at,
                closes_at=closes_at,
                is_extended=closes_at != each.closes_at,
                turn=turn,
            )
        )
    return tuple(found)
