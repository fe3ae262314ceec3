"""Coverage: lost points without a task, tasks without a criterion, and what next year comes to by both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from parindex.cycle.plans import queries
from parindex.cycle.plans.models import Task, TaskCriterion
from parindex.cycle.plans.pages import TaskItem
from parindex.cycle.targets import checks, forecasting
from parindex.cycle.targets.forecasting import TOTAL, Forecast, Node
from parindex.cycle.targets.pages import FigureItem, IndexPage, IndexRow
from parindex.engine.access.actors import Actor
from parindex.engine.values import points
from parindex.engine.values.findings import Finding


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: what it lost, its tasks (its own and those of what stands above), what it comes to.

    ``tasks`` counts tasks, ``gain`` is what its own promise; by_targets and by_tasks are the forecasts,
    ``capped`` is what was promised beyond the maximum.
    """

    index: IndexRow
    tasks: int
    gain: Decimal
    by_targets: Decimal | None
    by_tasks: Decimal | None
    capped: Decimal

    @property
    def is_open(self) -> bool:
        """Whether points are lost here and no task is to win them back."""
        return self.index.is_leaf and self.index.is_below_max and not self.tasks


@dataclass(frozen=True, slots=True)
class Coverage:
    """One index of a unit beside the tasks of its plans of the target year."""

    data: IndexPage
    target_year: int
    rows: tuple[Row, ...]
    total: Row
    adds: bool
    lost: Decimal
    uncovered: Decimal
    tasks: int
    loose: int
    """How many tasks have no criterion of this index."""
    first_loose: tuple[TaskItem, ...]
    findings: tuple[Finding, ...]


def of(data: IndexPage, *, by: Actor, on: date, most: int) -> Coverage:
    """What covers an index that the reader sees; at most ``most`` of the tasks without a criterion."""
    year = data.target_year or data.year + 1
    tasks = _tasks(data.unit, year=year, by=by)
    links = _links(tasks, data)
    forecasts = forecasting.forecast(_nodes(data, links))
    rows = tuple(_row(each, links, forecasts[each.path]) for each in data.rows)
    linked = TaskCriterion.objects.filter(criterion__version=data.version.key).values("task")
    loose = tasks.exclude(pk__in=linked)
    leaves = [row for row in rows if row.index.is_leaf and row.index.is_below_max]
    return Coverage(
        data=data,
        target_year=year,
        rows=rows,
        total=_row(data.total, links, forecasts[TOTAL]),
        adds=forecasts[TOTAL].adds,
        lost=_sum(leaves),
        uncovered=_sum([row for row in leaves if row.is_open]),
        tasks=tasks.count(),
        loose=loose.count(),
        first_loose=queries.items(loose.select_related("section", "plan").order_by("pk")[:most], on=on),
        findings=checks.of_targets(data),
    )


_Links = dict[str, list[tuple[int, int]]]
"""The tasks of each path and what they promise."""


def _tasks(unit: int, *, year: int, by: Actor) -> QuerySet[Task]:
    """The tasks in force of the unit's own plans of a year; a draft counts for the year to come."""
    plans = queries.visible(by).filter(Q(issued_on__year=year) | Q(issued_on=None), unit=unit)
    return Task.objects.filter(plan__in=plans.values("pk"), cancelled_on=None)


def _links(tasks: QuerySet[Task], data: IndexPage) -> _Links:
    paths = {row.key: row.path for row in data.rows}
    found: _Links = defaultdict(list)
    rows = TaskCriterion.objects.filter(task__in=tasks.values("pk"), criterion__version=data.version.key)
    for task, criterion, gain in rows.order_by("pk").values_list("task", "criterion", "gain_micro"):
        found[paths[criterion]].append((task, gain or 0))
    return found


def _nodes(data: IndexPage, links: _Links) -> list[Node]:
    return [_node(data.total, TOTAL, []), *(_node(row, row.path, links[row.path]) for row in data.rows)]


def _node(row: IndexRow, path: str, linked: list[tuple[int, int]]) -> Node:
    return Node(
        path=path,
        parent=row.parent,
        most=None if row.max is None else points.to_micro(row.max),
        result=_micro(row.result),
        target=_micro(row.target),
        gains=sum(gain for _task, gain in linked),
    )


def _micro(figure: FigureItem | None) -> int | None:
    return None if figure is None or figure.value is None else points.to_micro(figure.value)


def _row(row: IndexRow, links: _Links, found: Forecast) -> Row:
    own = links.get(row.path, [])
    covering = {task for path in _upward(row.path) for task, _gain in links.get(path, [])}
    return Row(
        index=row,
        tasks=len(covering),
        gain=points.from_micro(sum(gain for _task, gain in own)),
        by_targets=_points(found.by_targets),
        by_tasks=_points(found.by_tasks),
        capped=points.from_micro(found.capped),
    )


def _upward(path: str) -> list[str]:
    """The path and every path above it."""
    codes = path.split("/")
    return ["/".join(codes[:length]) for length in range(len(codes), 0, -1)]


def _points(micro: int | None) -> Decimal | None:
    return None if micro is None else points.from_micro(micro)


def _sum(rows: list[Row]) -> Decimal:
    missing = (points.to_micro(row.index.shortfall) for row in rows if row.index.shortfall is not None)
    return points.from_micro(sum(missing))
