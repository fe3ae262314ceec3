"""People who appraise, and sheets that wait for them."""

from __future__ import annotations

from typing import Any

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import scoring
from parindex.cycle.assessments.models import Cell, Cycle
from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import joining
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.engine.access.roles import role
from parindex.engine.values.vietnamese import fold
from tests.cast import AT, TODAY, Cast
from tests.cycle import rounds

GOOD = {
    "I/1": {"done": "17", "total": "20"},
    "I/2": {"yes": True},
    "II/1": {"count": "1"},
    "II/2": {"value": "4"},
}
"""What a unit answers to the four leaves it scores itself."""


def appraiser(cast: Cast, unit: str, *, name: str = "", key: str = "appraiser") -> Actor:
    """Somebody who appraises for ``unit``, new in the system."""
    joined = joining.invite(
        fold(name or f"tham dinh {unit}").replace(" ", "."),
        full_name=name or f"Thẩm định viên {unit}",
        email="",
        role=role(key),
        unit=cast.units[unit],
        since=TODAY,
        by=SYSTEM,
        at=AT,
    )
    return units.actor_for(joined.membership.person, on=TODAY)


def scored(cycle: Cycle, cast: Cast, *, unit: Any = None, who: str = "clerk", answers: Any = None) -> None:
    """Have a unit answer and submit."""
    sheet = rounds.sheet(cycle, unit or cast.ward)
    for path, answer in (answers or GOOD).items():
        leaf = rounds.leaf(cycle, path)
        scoring.save(sheet, leaf.pk, answer=answer, note="", seen=0, by=cast.actor(who), at=AT)
    cycle.assessments.filter(pk=sheet.pk).update(state=states.SUBMITTED)


def waiting(cast: Cast, *, at_stage: str = "appraisal-1") -> Cycle:
    """A cycle in which both wards have submitted, in the middle of ``at_stage``."""
    cycle = rounds.opened(cast)
    scored(cycle, cast)
    scored(cycle, cast, unit=cast.other_ward, who="neighbour")
    rounds.move_to(cycle, at_stage)
    return cycle


def standing(cycle: Cycle, unit: Any, path: str) -> tuple[str, int | None]:
    """The stage that stands for one leaf of one unit, and its points."""
    cell = Cell.objects.select_related("stage").get(
        cycle=cycle, assessment__unit=unit, criterion__path=path, is_standing=True
    )
    return cell.stage.key, cell.points_micro
