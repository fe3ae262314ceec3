"""The list of sheets a person may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Q, Sum

from parindex.cycle.assessments import specs, states
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Assessment, Cycle, Extension, Stage
from parindex.cycle.assessments.queries import calendar, lines, moments, places
from parindex.cycle.assessments.sheetpages import SheetItem, SheetList, StageItem
from parindex.engine.access.actors import Actor
from parindex.engine.scoring.specs import Source
from parindex.engine.values.vietnamese import fold


def listed(*, by: Actor, words: str = "", first: int = 0, most: int = 50) -> SheetList:
    """The sheets ``by`` may read, newest cycle first: ``most`` of them from number ``first`` (from 0) on.

    ``words`` limits them to units whose names hold every one. A fixed number of queries.
    """
    found = places.visible(by).exclude(cycle__state=states.PREPARING)
    for word in fold(words).split():
        found = found.filter(unit__search__contains=word)
    rows = list(found[first : first + most])
    cycles = {each.cycle_id: each.cycle for each in rows}
    windows = _windows(cycles)
    extended: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for sheet, stage, until in (
        Extension.objects.filter(assessment__cycle__in=cycles)
        .order_by("pk")
        .values_list("assessment", "stage", "until")
    ):
        extended[sheet].append((stage, until))
    counted = _counted([each.pk for each in rows])
    now = moments.database_now()
    items = tuple(
        _item(
            each,
            calendar.stages(each.cycle.kind, windows[each.cycle_id], extended=extended[each.pk], now=now),
            counted,
        )
        for each in rows
    )
    return SheetList(items, count=found.order_by().count())


def _windows(cycles: Mapping[int, Cycle]) -> Mapping[int, tuple[Window, ...]]:
    found: dict[int, tuple[Window, ...]] = defaultdict(tuple)
    for each in Stage.objects.filter(cycle__in=cycles).order_by("position", "pk"):
        found[each.cycle_id] += (Window(each.pk, each.key, each.act, each.opens_at, each.closes_at),)
    return found


def _counted(keys: list[int]) -> Mapping[int, tuple[int, int, int]]:
    """Answered leaves, their points, and what does not apply, by sheet: of the unit's own leaves."""
    answered = Count("pk", filter=~Q(state=states.UNANSWERED))
    by_sheet = lines.own_words(keys).order_by().values("assessment")
    counted = by_sheet.annotate(answered=answered, points=Sum("points_micro"), out=Sum("out_micro"))
    return {each["assessment"]: (each["answered"], each["points"] or 0, each["out"] or 0) for each in counted}


def _item(
    each: Assessment, shown: tuple[StageItem, ...], counted: Mapping[int, tuple[int, int, int]]
) -> SheetItem:
    book = specs.book(each.cycle.version)
    own = [leaf for leaf in book.leaves.values() if leaf.source is Source.SELF]
    answered, points, out = counted.get(each.pk, (0, 0, 0))
    return SheetItem(
        key=each.pk,
        unit=each.unit_id,
        unit_name=each.unit.name,
        cycle_name=each.cycle.name,
        is_illustrative=each.cycle.is_illustrative,
        framework=str(each.cycle.version),
        group=each.group.name,
        state=each.state,
        cycle_state=each.cycle.state,
        stage=next((stage for stage in shown if stage.turn == "now"), None),
        answered=answered,
        leaves=len(own),
        own_micro=points,
        own_max_micro=sum(leaf.max_micro for leaf in own) - out,
        display_decimals=book.spec.display_decimals,
        submitted_at=each.submitted_at,
    )
