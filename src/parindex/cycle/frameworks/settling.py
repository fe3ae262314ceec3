"""Settling a tree: places, paths and maxima again, after something of it changed; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parindex.cycle.frameworks import drafting
from parindex.engine.scoring.specs import Aggregate, join

LONGEST_CODE = 60


class Way(StrEnum):
    """Where a criterion is moved: among its siblings, below the one before it, or beside its parent."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


class NoWay(ValueError):
    """The criterion cannot be moved there."""


@dataclass(frozen=True, slots=True)
class Node:
    """One criterion: its key, its parent's, and what it states; nodes come in the order of the tree."""

    key: int
    parent: int | None
    code: str
    max_text: str
    aggregate: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a criterion stands, and its maximum in micro-points: its own, else the sum of its children's."""

    key: int
    parent: int | None
    position: int
    depth: int
    path: str
    is_leaf: bool
    max_micro: int | None


def settle(nodes: Sequence[Node], *, aggregate: Aggregate) -> tuple[Place, ...]:
    """Every criterion in its place, in the order of the tree; siblings stay in the order given."""
    children: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes:
        children[node.parent].append(node)
    found: list[Place] = []
    for node, depth, path in _walk(children, None, depth=0, above=""):
        found.append(
            Place(
                key=node.key,
                parent=node.parent,
                position=len(found) + 1,
                depth=depth,
                path=path,
                is_leaf=not children[node.key],
                max_micro=_maximum(node, children, aggregate),
            )
        )
    return tuple(found)


def moved(nodes: Sequence[Node], key: int, way: Way) -> tuple[tuple[int, int | None], ...]:
    """(key, parent) of every criterion in its new order, ``key`` one step further. Raises NoWay."""
    parents = {node.key: node.parent for node in nodes}
    siblings = [node.key for node in nodes if node.parent == parents[key]]
    at = siblings.index(key)
    order = [node.key for node in nodes if node.key != key]
    if way in {Way.UP, Way.DOWN}:
        other = at + (1 if way is Way.DOWN else -1)
        if not 0 <= other < len(siblings):
            raise NoWay(way)
        order.insert(order.index(siblings[other]) + (way is Way.DOWN), key)
    elif way is Way.IN:
        if at == 0:
            raise NoWay(way)
        parents[key] = siblings[at - 1]
        order.append(key)
    else:
        above = parents[key]
        if above is None:
            raise NoWay(way)
        parents[key] = parents[above]
        order.insert(order.index(above) + 1, key)
    return tuple((each, parents[each]) for each in order)


def _walk(
    children: dict[int | None, list[Node]], above_key: int | None, *, depth: int, above: str
) -> Iterator[tuple[Node, int, str]]:
    for position, node in enumerate(children[above_key], start=1):
        path = join(above, node.code, position=position)
        yield node, depth, path
        yield from _walk(children, node.key, depth=depth + 1, above=path)


def _maximum(node: Node, children: dict[int | None, list[Node]], default: Aggregate) -> int | None:
    if node.max_text:
        return drafting.micro(node.max_text)
    if not children[node.key] or Aggregate(node.aggregate or default) is not Aggregate.SUM:
        return None
    below = [_maximum(child, children, default) for child in children[node.key]]
    return None if None in below else sum(each for each in below if each is not None)
