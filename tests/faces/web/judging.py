"""Sheets before their appraisers, and the addresses of the appraisal desk with the records of one unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import appraising, opening, scoring
from parindex.cycle.assessments.models import Cycle
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.permissions import Permission as P
from tests.cast import AT, Cast
from tests.cycle import rounds

ANSWER = {"done": "19", "total": "20"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A cycle in appraisal and another in explanation, and the sheets of one unit in both."""

    cycle: int
    sheet: int
    leaf: int
    told: int
    """The sheet of the unit in the cycle whose explanations are open."""


def judge(cast: Cast, marks: Sequence[tuple[Any, str]], *, version: Any) -> dict[int, Judged]:
    """Have each unit, full of its marker, stand before appraisers in one cycle and explain in another."""
    judged = _round(cast, marks, version=version, name="Kỳ thẩm định")
    told = _round(cast, marks, version=version, name="Kỳ giải trình")
    leaf = rounds.leaf(judged, "I/1").pk
    for unit, mark in marks:
        sheet = rounds.sheet(told, unit)
        appraising.ask(sheet, leaf, question=f"{mark}draft?", seen=0, by=cast.actor("reform"), at=AT)
        again = rounds.sheet(judged, unit)
        second = rounds.leaf(judged, "I/2").pk
        appraising.change(
            again,
            second,
            answer={"yes": False},
            reason=f"{mark}draft",
            seen=0,
            by=cast.actor("reform"),
            at=AT,
        )
    rounds.move_to(told, "explanation")
    return {
        unit.pk: Judged(
            cycle=judged.pk,
            sheet=rounds.sheet(judged, unit).pk,
            leaf=leaf,
            told=rounds.sheet(told, unit).pk,
        )
        for unit, _ in marks
    }


def _round(cast: Cast, marks: Sequence[tuple[Any, str]], *, version: Any, name: str) -> Cycle:
    cycle = rounds.prepared(cast, version=version, name=name)
    units = [unit for unit, _ in marks]
    opening.enrol(cycle, units, group="Phường", by=SYSTEM, at=AT)
    opening.open_cycle(cycle, by=SYSTEM, at=AT)
    rounds.move_to(cycle, "self")
    for unit, mark in marks:
        sheet = rounds.sheet(cycle, unit)
        for path, answer in (("I/1", ANSWER), ("I/2", {"yes": True})):
            leaf = rounds.leaf(cycle, path).pk
            scoring.save(sheet, leaf, answer=answer, note=f"{mark}draft", seen=0, by=SYSTEM, at=AT)
    cycle.assessments.update(state=states.SUBMITTED)
    rounds.move_to(cycle, "appraisal-1")
    return cycle


def judging(judged: Judged, knock: Callable[..., Any]) -> tuple[Any, ...]:
    """Every page of the desk, and every form of it well filled."""
    cycle, sheet, leaf = judged.cycle, judged.sheet, judged.leaf
    seen: dict[str, Any] = {"to_see": P.RESULT_READ}
    deed: dict[str, Any] = {"to_do": P.ASSESSMENT_APPRAISE}
    own: dict[str, Any] = {"to_see": P.ASSESSMENT_SCORE}

    def post(name: str, *args: Any, data: dict[str, Any], **rest: Any) -> Any:
        return knock(name, *args, method="post", data=data, **rest)

    return (
        knock("appraisal"),
        knock("appraisal-export", cycle, "csv", **seen),
        knock("appraisal-board", cycle, **seen),
        knock("appraisal-board-export", cycle, "xlsx", **seen),
        knock("appraisal-criterion", cycle, leaf, **seen),
        knock("appraisal-criterion-export", cycle, leaf, "csv", **seen),
        knock("appraisal-unit", sheet, **seen),
        knock("appraisal-unit-export", sheet, "xlsx", **seen),
        knock("appraisal-cell", sheet, leaf, **seen),
        post("appraisal-accept", cycle, leaf, data={"row": [f"{sheet}:0:1"]}, **deed),
        post("appraisal-accept-all", sheet, data={"sure": "1"}, **deed),
        post("appraisal-preview", sheet, leaf, data={"a.done": "1", "a.total": "2"}, **deed),
        post(
            "appraisal-decide",
            sheet,
            leaf,
            data={"do": "save", "deed": "accept", "seen": "0", "claim": "1"},
            **deed,
        ),
        post("appraisal-decide", sheet, leaf, data={"do": "ask", "word": "Vì sao?", "seen": "0"}, **deed),
        knock("explanations"),
        knock("explanation-sheet", judged.told, **own),
        knock("explanation-export", judged.told, "csv", **own),
        post("explanation", judged.told, leaf, data={"word": "Vì thế", "seen": "0"}, **own),
    )
