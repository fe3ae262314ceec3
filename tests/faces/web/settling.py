"""Results frozen and not yet published, and their addresses with the records of one unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from parindex.cycle.assessments.actions import opening
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results.actions import freezing
from parindex.cycle.results.terms import Terms, UnitFlag
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.permissions import Permission as P
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.cycle.results import played

FIGURES = {"qzward": "0.4815162", "qzother": "0.4815263", "qzcity": "0.4815364"}
"""What each unit reads for one criterion: no other number of the city looks like that."""


def settle(cast: Cast, marks: Sequence[tuple[Any, str]], *, version: Any) -> int:
    """A cycle whose results are frozen; reasons, facts and figures of each unit are full of its marker."""
    cycle = rounds.prepared(cast, version=version, name="Kỳ đã chốt")
    units = [unit for unit, _ in marks]
    opening.enrol(cycle, units, group="Phường", by=SYSTEM, at=AT)
    opening.open_cycle(cycle, by=SYSTEM, at=AT)
    for unit, mark in marks:
        answers = {
            "I/1": {"done": "17", "total": "20"},
            "I/2": {"yes": True},
            "II/1": {"not_applicable": True, "reason": f"{mark}draft"},
            "II/2": {"value": FIGURES[mark]},
            "II/3": {"points": "0.5", "reason": f"{mark}draft"},
        }
        played.score(cycle, unit, answers, cast=cast)
        played.accept(cycle, unit, answers, cast=cast)
    played.submitted(cycle, *units)
    rounds.move_to(cycle, "freeze")
    cycle.refresh_from_db()
    flags = tuple(UnitFlag(unit.pk, f"{mark}draft", f"{mark}draft") for unit, mark in marks)
    freezing.freeze(cycle, Terms(flags=flags), by=SYSTEM, at=moments.database_now())
    return cycle.pk


def settling(cycle: int, own: int, knock: Callable[..., Any]) -> tuple[Any, ...]:
    """Every page of the results, every export, and every deed well filled."""
    seen: dict[str, Any] = {"to_see": P.RESULT_READ}
    freeze: dict[str, Any] = seen | {"to_do": P.RESULT_FREEZE}
    terms = {"ties": "competition", "decimals": "2", "compare": "rounded", "classes_compare": "rounded"}
    again = terms | {"freeze": "1", "reason": "Nhầm"}
    query = {"query": "?path=II/2"}
    return (
        knock("results"),
        *(knock(f"result{page}", cycle, **seen) for page in ("", "-heat", "-stages", "-standings")),
        knock("result-card", cycle, own, **seen),
        knock("result-criterion", cycle, **seen, **query),
        *(knock(f"result{page}-export", cycle, "csv", **seen) for page in ("", "-heat", "-stages")),
        knock("result-criterion-export", cycle, "csv", **seen, **query),
        knock("result-export", cycle, "xlsx", **seen),
        knock("result-card-export", cycle, own, "xlsx", **seen),
        knock("result-freeze", cycle, **freeze),
        knock("result-freeze", cycle, method="post", data=again, **freeze),
        knock("result-resume", cycle, method="post", data={"reason": "Nhầm"}, **freeze),
        knock("result-release", cycle, **seen, to_do=P.RESULT_PUBLISH),
        knock(
            "result-release",
            cycle,
            method="post",
            data={"reason": "12/QĐ-UBND"},
            **seen,
            to_do=P.RESULT_PUBLISH,
        ),
    )
