"""Ruling lines of a page into grids: rows, columns and the cells that cover several of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from parindex.cycle.documents.formats import limits
from parindex.cycle.documents.formats.pdfium import Rule

NEAR = 3.0
_MEET = 3.5
_OPEN = 6.0
_COVERED = 0.5
# of one page
_MOST_FIELDS = 20_000


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a grid: its first row and column, how many it covers, and its box on the page."""

    row: int
    column: int
    rows: int
    columns: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's edges from left to right and from top to bottom, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def grids(across: Sequence[Rule], down: Sequence[Rule]) -> tuple[Grid, ...]:
    """The grids that rules form, from the top of the page down; a single box is no grid."""
    flat, steep = joined(across), joined(down)
    found = []
    for some_flat, some_steep in _meeting(flat, steep):
        grid = _grid(some_flat, some_steep)
        if grid is not None:
            found.append(grid)
    return tuple(sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0])))


def joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line that touch or overlap, as one."""
    found: list[Rule] = []
    for group in _clusters(sorted(rules, key=lambda rule: rule.at), key=lambda rule: rule.at, near=1.6):
        at = sum(rule.at for rule in group) / len(group)
        for rule in sorted(group, key=lambda rule: rule.start):
            if found and found[-1].at == at and rule.start <= found[-1].end + NEAR:
                found[-1] = Rule(at, found[-1].start, max(found[-1].end, rule.end))
            else:
                found.append(Rule(at, rule.start, rule.end))
    return found


def _clusters(rules: Sequence[Rule], *, key: Callable[[Rule], float], near: float) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and key(rule) - key(group[-1]) > near:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _meeting(flat: list[Rule], steep: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Sets of rules that hang together."""
    left_flat, left_steep = set(range(len(flat))), set(range(len(steep)))
    while left_steep:
        group_flat: set[int] = set()
        group_steep = {left_steep.pop()}
        fresh = set(group_steep)
        while fresh:
            touched = {f for f in left_flat if any(_meet(flat[f], steep[s]) for s in fresh)}
            left_flat -= touched
            group_flat |= touched
            fresh = {s for s in left_steep if any(_meet(flat[f], steep[s]) for f in touched)}
            left_steep -= fresh
            group_steep |= fresh
        if group_flat:
            yield [flat[i] for i in sorted(group_flat)], [steep[i] for i in sorted(group_steep)]


def _meet(flat: Rule, steep: Rule) -> bool:
    return (
        flat.start - _MEET <= steep.at <= flat.end + _MEET
        and steep.start - _MEET <= flat.at <= steep.end + _MEET
    )


def _grid(flat: list[Rule], steep: list[Rule]) -> Grid | None:
    xs = _edges(steep, min(rule.start for rule in flat), max(rule.end for rule in flat))
    ys = _edges(flat, min(rule.start for rule in steep), max(rule.end for rule in steep))
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    if len(xs) * len(ys) > _MOST_FIELDS:
        raise limits.too_long()
    return Grid(tuple(xs), tuple(ys), tuple(_fields(xs, ys, flat, steep)))


def _edges(rules: list[Rule], low: float, high: float) -> list[float]:
    """Where rules lie, and where the crossing rules end if no rule closes the grid there."""
    places: list[float] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if not places or rule.at - places[-1] > NEAR:
            places.append(rule.at)
    if low < places[0] - _OPEN:
        places.insert(0, low)
    if high > places[-1] + _OPEN:
        places.append(high)
    return places


def _fields(xs: list[float], ys: list[float], flat: list[Rule], steep: list[Rule]) -> Iterator[Field]:
    """Places not parted by a rule are one cell."""
    owner = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    walls = [[rule for rule in steep if abs(rule.at - x) <= NEAR] for x in xs]
    floors = [[rule for rule in flat if abs(rule.at - y) <= NEAR] for y in ys]
    for row, column in list(owner):
        if column + 2 < len(xs) and not _covers(walls[column + 1], ys[row], ys[row + 1]):
            _unite(owner, root((row, column)), root((row, column + 1)))
        if row + 2 < len(ys) and not _covers(floors[row + 1], xs[column], xs[column + 1]):
            _unite(owner, root((row, column)), root((row + 1, column)))

    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        members.setdefault(root(place), []).append(place)
    for places in members.values():
        top, left = min(r for r, _ in places), min(c for _, c in places)
        bottom, right = max(r for r, _ in places) + 1, max(c for _, c in places) + 1
        yield Field(top, left, bottom - top, right - left, (xs[left], ys[top], xs[right], ys[bottom]))


def _unite(
    owner: dict[tuple[int, int], tuple[int, int]], first: tuple[int, int], second: tuple[int, int]
) -> None:
    owner[max(first, second)] = min(first, second)


def _covers(rules: list[Rule], start: float, end: float) -> bool:
    drawn = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return drawn >= _COVERED * (end - start)
