"""The board: one column for each standing, with how many stand so and the first of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from parindex.cycle.monitoring.pages import Chosen, Column
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


def board(chosen: Chosen, *, by: Actor, on: date, most: int) -> tuple[Column, ...]:
    """The columns of what ``chosen`` leaves, ``most`` cards each; its own standing is not looked at."""
    seen = base.visible(by)
    counts: dict[Standing, int] = {}
    keys: dict[Standing, list[int]] = {}
    for each in COLUMNS:
        rows = lists.narrowed(seen, replace(chosen, standing=each.value), by=by, on=on)
        keys[each] = list(lists.in_order(rows)[:most].values_list("pk", flat=True))
        # a column that is shown whole is counted already
        counts[each] = base.capped(rows) if len(keys[each]) == most else len(keys[each])
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
