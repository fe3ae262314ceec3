"""Where two reckonings differ: points, scores, ranks and classes; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parindex.cycle.results.reckoning import LeafLine, UnitLine
from parindex.engine.values import points

_FIELDS = ("group", "position", "points_micro", "max_micro", "score_micro", "rank", "is_tied", "class_name")
_OF_LEAF = ("state", "points_micro", "max_micro")


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not the same: of a unit, or of one leaf of it where ``path`` is not blank."""

    unit: int
    path: str
    what: str
    stored: str
    fresh: str


def tables(stored: Sequence[UnitLine], fresh: Sequence[UnitLine]) -> tuple[Difference, ...]:
    """Every value of two tables that differs, unit by unit."""
    before, after = ({each.unit: each for each in lines} for lines in (stored, fresh))
    found: list[Difference] = []
    for unit in dict.fromkeys((*before, *after)):
        found.extend(_units(unit, before.get(unit), after.get(unit)))
    return tuple(found)


def difference(unit: int, path: str, name: str, stored: Any, fresh: Any) -> Difference:
    """One value that differs; stored points are told as points."""
    what = name.removesuffix("_micro")
    tell = _points if what != name else _shown
    return Difference(unit, path, what, tell(stored), tell(fresh))


def _units(unit: int, stored: UnitLine | None, fresh: UnitLine | None) -> Iterator[Difference]:
    if stored is None or fresh is None:
        yield Difference(unit, "", "unit", _shown(stored and unit), _shown(fresh and unit))
        return
    yield from _values(unit, "", _FIELDS, stored, fresh)
    before, after = _by_path(stored), _by_path(fresh)
    for path in dict.fromkeys((*before, *after)):
        yield from _values(unit, path, _OF_LEAF, before.get(path), after.get(path))


def _values(unit: int, path: str, names: Sequence[str], stored: Any, fresh: Any) -> Iterator[Difference]:
    for name in names:
        before, after = getattr(stored, name, None), getattr(fresh, name, None)
        if before != after:
            yield difference(unit, path, name, before, after)


def _by_path(line: UnitLine) -> Mapping[str, LeafLine]:
    return {leaf.path: leaf for leaf in line.leaves}


def _points(micro: int | None) -> str:
    return "–" if micro is None else points.shortest(points.from_micro(micro))


def _shown(value: Any) -> str:
    return "–" if value is None else str(value)
