"""Gains: what the tasks of a plan were to bring, beside what units gained once the next cycle was frozen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, Sum

from parindex.cycle.assessments.models import Cycle
from parindex.cycle.frameworks.models import Criterion, Succession
from parindex.cycle.monitoring import specs
from parindex.cycle.monitoring.queries import base
from parindex.cycle.plans import queries as plans
from parindex.cycle.plans.models import LEAD, Plan, TaskCriterion
from parindex.cycle.results.models import Issue, LeafScore
from parindex.cycle.results.queries import issues
from parindex.engine.access.actors import Actor
from parindex.engine.values import points

_PLACES = 4


@dataclass(frozen=True, slots=True)
class Gain:
    """One criterion of one task: the gain expected, and the mean gain of the units that owe the task.

    ``realised`` is None while no issue after the plan, or none before it, may be read; ``units`` are those
    counted in both.
    """

    task: int
    number: str
    text: str
    path: str
    name: str
    expected: Decimal | None
    realised: Decimal | None
    units: int
    since: str = ""
    until: str = ""
    """The cycles compared."""


def of_plan(key: int, *, by: Actor) -> tuple[Gain, ...]:
    """The gains of one visible plan, task by task; Plan.DoesNotExist otherwise.

    The newest readable issue of a cycle before the year of the plan is compared with the newest of that year
    or later; a criterion is followed from year to year by confirmed successions alone.
    """
    plan = plans.get(key, by=by)
    links = TaskCriterion.objects.filter(task__plan=plan, task__cancelled_on=None)
    rows = links.select_related("task", "criterion").order_by(
        "task__table", "task__position", "criterion__position", "pk"
    )
    read = _Read(plan, by=by)
    return tuple(_gain(row, read, by=by) for row in rows)


class _Read:
    """The issues before and after a plan that the reader may see, by framework version."""

    def __init__(self, plan: Plan, *, by: Actor) -> None:
        self.year = specs.issued_on(plan).year
        self.issues: list[Issue] = []
        cycles = Cycle.objects.filter(issues__isnull=False).distinct().order_by("-since", "-until", "-pk")
        for key in cycles.values_list("pk", flat=True):
            try:
                self.issues.append(issues.issue(key, by=by))
            except issues.NoSuchResult:
                continue

    def pair(self, versions: set[int]) -> tuple[Issue, Issue] | None:
        """The newest issue before the year of the plan and the newest since, of these versions."""
        known = [each for each in self.issues if each.cycle.version_id in versions]
        before = next((each for each in known if each.cycle.since.year < self.year), None)
        after = next((each for each in known if each.cycle.since.year >= self.year), None)
        return (before, after) if before and after else None


def _gain(row: TaskCriterion, read: _Read, *, by: Actor) -> Gain:
    criteria = _through_the_years(row.criterion)
    pair = read.pair(set(criteria))
    gains: list[int] = []
    if pair is not None:
        owing = base.visible(by).filter(task=row.task_id, role=LEAD).order_by()
        units = set(owing.values_list("unit", flat=True))
        before, after = (_reached(each, criteria[each.cycle.version_id], units) for each in pair)
        gains = [after[unit] - before[unit] for unit in before if unit in after]
    mean = Fraction(sum(gains), len(gains) * 10**points.MICRO) if gains else None
    return Gain(
        task=row.task_id,
        number=row.task.number,
        text=row.task.text,
        path=row.criterion.path,
        name=row.criterion.name,
        expected=None if row.gain_micro is None else points.from_micro(row.gain_micro),
        realised=None if mean is None else points.half_up(mean, _PLACES),
        units=len(gains),
        since=pair[0].cycle.name if pair else "",
        until=pair[1].cycle.name if pair else "",
    )


def _through_the_years(criterion: Criterion) -> dict[int, Criterion]:
    """The criterion of each framework version that this one is, was or became."""
    found = {criterion.version_id: criterion}
    asked = [criterion.pk]
    while asked:
        key = asked.pop()
        near = Succession.objects.filter(Q(criterion=key) | Q(previous=key)).order_by("pk")
        for each in near.select_related("criterion", "previous"):
            for one in (each.criterion, each.previous):
                if one.version_id not in found:
                    found[one.version_id] = one
                    asked.append(one.pk)
    return found


def _reached(issue: Issue, criterion: Criterion, units: set[int]) -> dict[int, int]:
    """The points of the units at a criterion, with all below it."""
    below = Q(criterion=criterion.pk) | Q(
        criterion__version=criterion.version_id, criterion__path__startswith=f"{criterion.path}/"
    )
    rows = LeafScore.objects.filter(below, unit_score__issue=issue, unit_score__unit__in=units)
    summed = rows.order_by().values_list("unit_score__unit").annotate(points=Sum("points_micro"))
    return dict(summed)
