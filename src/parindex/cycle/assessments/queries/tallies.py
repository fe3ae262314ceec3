"""How many leaves stand at each turn, counted in the database: for queues and the progress board."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, Count, F, Max, Q, QuerySet, Value, When

from parindex.cycle.assessments import kinds, states, turns
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Cell
from parindex.cycle.assessments.queries import claims, rights
from parindex.cycle.assessments.queries.heads import Hall
from parindex.cycle.assessments.turns import Turn
from parindex.cycle.assessments.worklist import Sheet, Tally


class Counted(NamedTuple):
    """So many leaves of one criterion and group (or one sheet) stand at one turn."""

    leaf: int
    part: int
    turn: Turn
    number: int


def by_leaf_and_group(hall: Hall, condition: Q) -> tuple[Counted, ...]:
    """The leaves of submitted sheets that units touched, criterion by criterion and group by group."""
    return _counted(hall, condition, part="assessment__group_id")


def by_leaf_and_sheet(hall: Hall, condition: Q) -> tuple[Counted, ...]:
    """The same, sheet by sheet."""
    return _counted(hall, condition, part="assessment_id")


def _counted(hall: Hall, condition: Q, *, part: str) -> tuple[Counted, ...]:
    stages = [each for each in hall.head.windows if each.act in claims.OFFICE]
    inner = _judged(hall, condition, part=part, stages=stages)
    columns = ["leaf", "part", "is_later", "is_answered", *(f"decision_{each.stage}" for each in stages)]
    listed = ", ".join(connection.ops.quote_name(each) for each in columns)
    sql, parameters = inner.query.sql_with_params()
    with connection.cursor() as cursor:
        # names of our own columns around a query of the ORM: nothing in it comes from outside
        asked = ("SELECT", listed, ", COUNT(*) FROM (", sql, ") AS judged GROUP BY", listed)
        cursor.execute(" ".join(asked), parameters)
        rows = cursor.fetchall()
    return tuple(_of_row(*row) for row in rows)


def _judged(hall: Hall, condition: Q, *, part: str, stages: list[Window]) -> QuerySet[Any]:
    """One row a leaf of a unit: the decision of each appraisal, and whether the unit wrote after the last."""
    windows = hall.head.windows
    scoring = [each.stage for each in windows if each.act in claims.SCORING]
    unit = [*scoring, *(each.stage for each in windows if each.act == kinds.EXPLAIN)]
    submitted = Q(assessment__state=states.SUBMITTED) | ~Q(assessment__admitted_because="")
    rows = Cell.objects.filter(condition, submitted, cycle=hall.cycle.pk)
    rows = rows.filter(criterion__in=rights.appraised(hall.book))
    grouped = rows.order_by().values("assessment_id", leaf=F("criterion_id"), part=F(part))
    return grouped.annotate(
        **{
            f"decision_{each.stage}": Max("decision", filter=Q(stage=each.stage), default=Value(""))
            for each in stages
        },
        answered=Count("pk", filter=Q(stage__in=scoring) & ~Q(state=states.UNANSWERED)),
        unit_at=Max("changed_at", filter=Q(stage__in=unit)),
        office_at=Max("changed_at", filter=Q(stage__in=[each.stage for each in stages])),
    ).annotate(
        is_later=Case(When(unit_at__gt=F("office_at"), then=Value(1)), default=Value(0)),
        is_answered=Case(When(answered__gt=0, then=Value(1)), default=Value(0)),
    )


def _of_row(leaf: int, part: int, is_later: int, is_answered: int, *rest: Any) -> Counted:
    *decisions, count = rest
    last = next((each for each in reversed(decisions) if each), "")
    decided = turns.settled(last, is_answered=bool(is_answered), is_later=bool(is_later))
    return Counted(leaf, part, decided, count)


def recorded(hall: Hall, leaves: Iterable[int]) -> dict[int, int]:
    """For how many units the council's decision on each of these leaves is recorded."""
    stages = [each.stage for each in hall.head.windows if each.act in claims.OFFICE]
    rows = Cell.objects.filter(cycle=hall.cycle.pk, criterion__in=list(leaves), stage__in=stages)
    found = rows.exclude(state=states.UNANSWERED).order_by().values_list("criterion_id")
    return dict(found.annotate(units=Count("assessment", distinct=True)))


def tally(counts: Iterable[tuple[Turn, int]]) -> Tally:
    """Counts added up."""
    found: Counter[Turn] = Counter()
    for turn, count in counts:
        found[turn] += count
    return Tally({turn: count for turn, count in found.items() if count})


def tallies(rows: Iterable[Counted], *, by: str) -> dict[int, Tally]:
    """The counts by ``leaf`` or by ``part``."""
    found: dict[int, list[tuple[Turn, int]]] = defaultdict(list)
    for each in rows:
        found[getattr(each, by)].append((each.turn, each.number))
    return {key: tally(counts) for key, counts in found.items()}


def with_untouched(
    rows: Iterable[Counted], sheets: Iterable[Sheet], leaves: Mapping[int, frozenset[int]], *, part: str
) -> tuple[Counted, ...]:
    """``rows`` and the leaves nobody touched: blank on submitted sheets, absent on all others.

    ``leaves`` says by sheet which leaves count; ``part`` is ``group`` or ``key`` of a sheet.
    """
    touched: Counter[tuple[int, int]] = Counter()
    found = list(rows)
    for each in found:
        touched[each.leaf, each.part] += each.number
    blank: Counter[tuple[int, int]] = Counter()
    absent: Counter[tuple[int, int]] = Counter()
    for sheet in sheets:
        counter = blank if sheet.is_submitted else absent
        counter.update((leaf, getattr(sheet, part)) for leaf in leaves.get(sheet.key, ()))
    blank.subtract(touched)
    found += [Counted(*key, Turn.BLANK, count) for key, count in blank.items() if count > 0]
    found += [Counted(*key, Turn.ABSENT, count) for key, count in absent.items()]
    return tuple(found)
