"""What each stage made of the one before: totals of units, and every cell whose points changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from django.db import connection
from django.db.models import F, QuerySet, Window
from django.db.models.functions import Lag

from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry, Stage
from parindex.cycle.results import sheets
from parindex.cycle.results.pages import ChangedCell, DifferencePage, StageRow
from parindex.cycle.results.queries import cards, issues
from parindex.engine.access.actors import Actor
from parindex.engine.values import points

MOST = 300
# What a stage adds to a unit: its points less those the leaf had before; first of the leaves units score
# themselves, then of those they do not (surveys, figures, bonus). Django cannot sum over a window.
_ADDED = """
SELECT assessment_id, stage_id,
    SUM(CASE WHEN kind IN ('', 'self') THEN points_micro - before_micro ELSE 0 END),
    SUM(CASE WHEN kind IN ('', 'self') THEN 0 ELSE points_micro - before_micro END)
FROM (
    SELECT cell.assessment_id, cell.stage_id, criterion.kind, cell.points_micro,
    COALESCE(LAG(cell.points_micro) OVER (
        PARTITION BY cell.assessment_id, cell.criterion_id ORDER BY stage.position
    ), 0) AS before_micro
    FROM assessments_cell cell
    JOIN assessments_stage stage ON stage.id = cell.stage_id
    JOIN frameworks_criterion criterion ON criterion.id = cell.criterion_id
    WHERE cell.cycle_id = %s AND cell.points_micro IS NOT NULL
) steps
GROUP BY assessment_id, stage_id
"""


@dataclass(frozen=True, slots=True)
class Added:
    """What a stage added to a unit, in micro-points: on the leaves it scores itself, and on all others."""

    scored: int = 0
    besides: int = 0


def stage_differences(key: int, *, by: Actor, start: int = 0, most: int = MOST) -> DifferencePage:
    """Totals after every stage and ``most`` of the changed cells; for those who see unpublished results.

    The totals are sums of leaves; the changed cells begin after the first ``start``. Raises NoSuchResult.
    """
    cycle = issues.cycle(key, by=by)
    stages = cards.counting_stages(cycle.pk)
    added, own = _added(cycle), issues.own_units(by)
    units, changed = sheets.in_order(cycle.assessments.all()), _changed(cycle)
    return DifferencePage(
        cycle=issues.newest_item(cycle, by=by),
        stages=tuple(cards.stage_item(each, cycle.kind) for each in stages),
        rows=tuple(_row(each, added.get(each.pk, {}), stages, is_own=each.unit_id in own) for each in units),
        changed=_cells(changed[start : start + most], cycle),
        count=changed.count(),
    )


def _added(cycle: Cycle) -> dict[int, dict[int, Added]]:
    """What each stage added, by assessment and stage."""
    found: dict[int, dict[int, Added]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ADDED, [cycle.pk])
        for assessment, stage, scored, besides in cursor.fetchall():
            found.setdefault(assessment, {})[stage] = Added(int(scored), int(besides))
    return found


def _row(sheet: Assessment, added: Mapping[int, Added], stages: Sequence[Stage], *, is_own: bool) -> StageRow:
    """A unit after every stage; compared are only the leaves it scores itself, and its last word on them."""
    each = [added.get(stage.pk, Added()) for stage in stages]
    later = [one for one, stage in zip(each, stages, strict=True) if stage.act not in sheets.SCORED_BY_UNITS]
    return StageRow(
        unit=sheet.unit_id,
        unit_name=sheet.unit.name,
        group=sheet.group.name,
        is_own=is_own,
        totals=tuple(
            points.from_micro(total) for total in accumulate(one.scored + one.besides for one in each)
        ),
        difference=_shortest(sum(one.scored for one in later)),
        besides=_shortest(sum(one.besides for one in each)),
    )


def _shortest(micro: int) -> Decimal:
    return Decimal(points.shortest(points.from_micro(micro)))


def _changed(cycle: Cycle) -> QuerySet[Cell]:
    """The cells that gave other points than the stage before, unit by unit."""
    before = Window(
        Lag("points_micro"),
        partition_by=[F("assessment"), F("criterion")],
        order_by=F("stage__position").asc(),
    )
    rows = Cell.objects.filter(cycle=cycle.pk, points_micro__isnull=False).annotate(before=before)
    rows = rows.filter(before__isnull=False).exclude(points_micro=F("before"))
    rows = rows.select_related("assessment__unit", "criterion", "stage")
    order = ("assessment__group__position", "assessment__unit__position", "criterion__position")
    return rows.order_by(*order, "stage__position", "pk")


def _cells(cells: Sequence[Cell] | QuerySet[Cell], cycle: Cycle) -> tuple[ChangedCell, ...]:
    """The cells with the word that was last said of each."""
    found = list(cells)
    last = Entry.objects.filter(cell__in=[each.pk for each in found], number=F("cell__number"))
    entries = {each.cell_id: each for each in last}
    return tuple(_cell(each, entries[each.pk], cycle) for each in found)


def _cell(cell: Cell, entry: Entry, cycle: Cycle) -> ChangedCell:
    return ChangedCell(
        unit=cell.assessment.unit_id,
        unit_name=cell.assessment.unit.name,
        path=cell.criterion.path,
        criterion_name=cell.criterion.name,
        before=points.from_micro(getattr(cell, "before", 0)),
        after=points.from_micro(cell.points_micro or 0),
        stage=cards.stage_item(cell.stage, cycle.kind).title,
        note=entry.note,
        by=entry.by_name,
    )
