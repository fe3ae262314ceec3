"""Forecasting: what next year's points come to by the targets set, and by the gains expected of tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Node:
    """One criterion, or the total (path TOTAL, above all): micro-points, None where nothing is stated."""

    path: str
    parent: str
    most: int | None
    result: int | None
    target: int | None = None
    gains: int = 0
    """Expected of the tasks that are linked to this very criterion, together."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What one criterion comes to; ``base`` is its result or, where none is stated, that of its parts.

    ``to_targets`` and ``to_tasks`` are what is added to the base; ``capped`` is what tasks promise
    beyond the maximum and is not counted. ``adds`` says whether its parts add up to it at all.
    """

    path: str
    base: int | None
    to_targets: int
    to_tasks: int
    capped: int
    has_target: bool
    adds: bool

    @property
    def by_targets(self) -> int | None:
        """The points by the targets; None where nothing is known."""
        if self.base is None and not self.has_target:
            return None
        return (self.base or 0) + self.to_targets

    @property
    def by_tasks(self) -> int | None:
        """The points by the gains expected of tasks; None where nothing is known."""
        if self.base is None and not self.to_tasks:
            return None
        return (self.base or 0) + self.to_tasks


def forecast(nodes: Iterable[Node]) -> dict[str, Forecast]:
    """The forecast of every criterion, by path; parents follow from their parts where these add up.

    A gain never lifts a criterion above its maximum. A parent's own target counts only where no part
    of it has one: the parts say more exactly where the points come from.
    """
    rows = list(nodes)
    parts: dict[str, list[Node]] = defaultdict(list)
    for node in rows:
        if node.path != TOTAL:
            parts[node.parent or TOTAL].append(node)
    found: dict[str, Forecast] = {}
    for node in sorted(rows, key=_depth, reverse=True):
        found[node.path] = _of(node, [found[each.path] for each in parts[node.path]], parts[node.path])
    return found


def _depth(node: Node) -> int:
    return 0 if node.path == TOTAL else node.path.count("/") + 1


def _of(node: Node, below: Sequence[Forecast], parts: Sequence[Node]) -> Forecast:
    adds = bool(parts) and _add_up(node, parts)
    base = node.result
    if base is None and adds and all(each.base is not None for each in below):
        base = sum(each.base or 0 for each in below)
    promised = node.gains + (sum(each.to_tasks for each in below) if adds else 0)
    to_tasks = _within(promised, base or 0, node.most)
    has_parts_target = adds and any(each.has_target for each in below)
    to_targets = 0
    if has_parts_target:
        to_targets = _within(sum(each.to_targets for each in below), base or 0, node.most)
    elif node.target is not None:
        to_targets = (node.target if node.most is None else min(node.target, node.most)) - (base or 0)
    return Forecast(
        path=node.path,
        base=base,
        to_targets=to_targets,
        to_tasks=to_tasks,
        capped=promised - to_tasks,
        has_target=has_parts_target or node.target is not None,
        adds=adds,
    )


def _add_up(node: Node, parts: Sequence[Node]) -> bool:
    """Whether the maxima of the parts make that of the whole: means and imported figures do not."""
    known = [each.most for each in parts if each.most is not None]
    return node.most is None or len(known) < len(parts) or sum(known) == node.most


def _within(added: int, base: int, most: int | None) -> int:
    """What of ``added`` the maximum leaves room for."""
    return added if most is None else min(added, max(most - base, 0))
