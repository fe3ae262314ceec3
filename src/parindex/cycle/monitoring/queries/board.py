"""The board: one column for each standing, with how many stand so and the first of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.monitoring.pages import ALL, Chosen, Column
from parindex.cycle.monitoring.queries import base, lists
from parindex.cycle.monitoring.states import Standing
from parindex.engine.access.actors import Actor

COLUMNS = (
    Standing.LATE,
    Standing.NOT_STARTED,
    Standing.ON_TRACK,
    Standing.DONE_LATE,
    Standing.DONE,
    Standing.VERIFIED,
)
"""What asks for something comes first; what was cancelled asks for nothing and is found in the list."""


Keys = dict[Standing, list[int]]
Numbers = dict[Standing, int]


def board(chosen: Chosen, *, by: Actor, on: date, most: int) -> tuple[Column, ...]:
    """The columns of what ``chosen`` leaves, ``most`` cards each; its own standing is not looked at."""
    rows = lists.narrowed(base.visible(by), replace(chosen, standing=ALL), by=by, on=on)
    read = _at_once if chosen.words.strip() else _one_by_one
    keys, counts = read(rows, on=on, most=most)
    cards = {card.key: card for card in lists.items((key for some in keys.values() for key in some), on=on)}
    return tuple(
        Column(
            standing=each,
            count=min(counts[each], base.CAP),
            is_least=counts[each] > base.CAP,
            cards=tuple(cards[key] for key in keys[each]),
        )
        for each in COLUMNS
    )


def _one_by_one(rows: QuerySet[Assignment], *, on: date, most: int) -> tuple[Keys, Numbers]:
    """Column by column: of very many rows each is read to the cap and no further."""
    keys: Keys = {}
    counts: Numbers = {}
    for each in COLUMNS:
        column = rows.filter(base.standing_as(on)[each])
        keys[each] = list(lists.in_order(column)[:most].values_list("pk", flat=True))
        # a column that is shown whole is counted already
        counts[each] = base.capped(column) if len(keys[each]) == most else len(keys[each])
    return keys, counts


def _at_once(rows: QuerySet[Assignment], *, on: date, most: int) -> tuple[Keys, Numbers]:
    """All columns in one go: a search leaves few rows, and finding them is what takes time."""
    whens = [When(condition, then=Value(each.value)) for each, condition in base.standing_as(on).items()]
    place = Window(
        RowNumber(),
        partition_by="stands",
        order_by=(F("due_on").asc(nulls_last=True), F("pk").asc()),
    )
    size = Window(Count("*"), partition_by="stands")
    told = rows.annotate(stands=Case(*whens, output_field=CharField())).annotate(place=place, size=size)
    keys: Keys = {each: [] for each in COLUMNS}
    counts: Numbers = dict.fromkeys(COLUMNS, 0)
    found = told.filter(place__lte=most).order_by("stands", "place").values_list("stands", "pk", "size")
    for stands, key, count in found:
        each = Standing(stands)
        if each in counts:
            keys[each].append(key)
            counts[each] = count
    return keys, counts
