"""The ranking of each group, best first: rank, tie and class of every unit."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parindex.engine.ranking import classing
from parindex.engine.ranking.classing import Blocked
from parindex.engine.ranking.scores import Score, Unrankable
from parindex.engine.ranking.settings import Settings, Ties
from parindex.engine.values import points
from parindex.engine.values.findings import Words

# A score alone, or with tie-breaks: there a criterion that does not apply comes after every number of points.
_Comparable = Any


@dataclass(frozen=True, slots=True)
class Placing:
    """One unit's place: its rounded score, its rank, whether it shares it, its class.

    ``blocked`` are the classes its score had reached and a condition kept it from.
    """

    unit: str
    score: Decimal
    rank: int
    tied: bool
    class_name: str | None
    blocked: tuple[Blocked, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """One group, best first; units that tie stand in the order they came in."""

    group: str
    placings: tuple[Placing, ...]


def rank(scores: Sequence[Score], settings: Settings) -> tuple[Ranking, ...]:
    """Rank and class every group of ``scores`` apart, in the order the groups first appear.

    Raises Unrankable for a missing score, a unit twice in a group, classes that contradict
    themselves, and points of a criterion that a setting needs and nobody gave.
    """
    settings.check()
    groups: dict[str, list[Score]] = {}
    seen: dict[tuple[str, str], int] = {}
    for at, score in enumerate(scores):
        _check(score, at, first=seen.setdefault((score.group, score.unit), at), settings=settings)
        groups.setdefault(score.group, []).append(score)
    return tuple(Ranking(group, _placings(members, settings)) for group, members in groups.items())


def ranks(keys: Sequence[_Comparable], ties: Ties) -> list[int]:
    """The rank of every key in the order given, the greatest first; equal keys share one.

    Keys are whole numbers of one unit, or anything exact that can be compared and hashed.
    """
    shared = Counter(keys)
    number, rank_of = 1, {}
    for key in sorted(shared, reverse=True):
        rank_of[key] = number
        number += 1 if ties is Ties.DENSE else shared[key]
    return [rank_of[key] for key in keys]


def _placings(members: list[Score], settings: Settings) -> tuple[Placing, ...]:
    order = sorted(
        ((_key(score, settings), score) for score in members),
        key=lambda pair: pair[0],
        reverse=True,  # stable in reverse too: ties keep their order
    )
    best_first = [score for _, score in order]
    numbers = ranks([key for key, _ in order], settings.ties)
    classes = classing.classes(best_first, settings)
    shared = {number for number, after in itertools.pairwise(numbers) if number == after}
    return tuple(
        Placing(
            unit=score.unit,
            score=points.half_up(classing.earned(score), settings.decimals),
            rank=number,
            tied=number in shared,
            class_name=reached.name,
            blocked=reached.blocked,
        )
        for score, number, reached in zip(best_first, numbers, classes, strict=True)
    )


def _key(score: Score, settings: Settings) -> _Comparable:
    """What decides the place: the score, then the points of each tie-break."""
    first = classing.compared(score, settings.compare, settings.decimals)
    if not settings.tiebreaks:
        return first
    breaks = (score.part(path) for path in settings.tiebreaks)
    return (
        first,
        *((0, 0) if each is None or each.points is None else (1, Fraction(each.points)) for each in breaks),
    )


def _check(score: Score, at: int, *, first: int, settings: Settings) -> None:
    if score.points is None:
        raise Unrankable(
            Words(f"“{score.unit}” chưa có điểm.", f"“{score.unit}” has no score."),
            Words("Hãy ghi điểm (0 nếu không đạt điểm nào), hoặc bỏ đơn vị khỏi bảng.",
                  "State its score (0 if it earned nothing), or leave the unit out."),
            at=at,
        )  # fmt: skip
    if first != at:
        raise Unrankable(
            Words(f"“{score.unit}” có hai lần trong nhóm “{score.group}”.",
                  f"“{score.unit}” stands twice in the group “{score.group}”."),
            Words("Hãy giữ một dòng cho mỗi đơn vị.", "Keep one row for each unit."),
            at=at, first=first,
        )  # fmt: skip
    for path in (*settings.tiebreaks, *classing.needed(settings.classes)):
        if score.part(path) is None:
            raise Unrankable(
                Words(f"“{score.unit}” thiếu điểm của tiêu chí {path} mà cách xếp hạng cần đến.",
                      f"“{score.unit}” lacks the points of {path}, which the settings need."),
                Words("Hãy kèm điểm của tiêu chí đó, hoặc bỏ điều kiện ấy.",
                      "Give the points of that criterion, or drop the condition."),
                at=at,
            )  # fmt: skip
