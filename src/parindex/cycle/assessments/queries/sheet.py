"""The sheet of a unit: every row, in a fixed and small number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parindex.cycle.assessments import sheets, standing
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.queries import calendar, places
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.assessments.sheetpages import Row, SheetPage
from parindex.engine.access.actors import Actor
from parindex.engine.scoring.specs import Source, walk


def page(key: int, *, by: Actor) -> SheetPage:
    """One readable sheet; Assessment.DoesNotExist otherwise."""
    return page_of(Reading(places.get(key, by=by), by=by))


def page_of(reading: Reading) -> SheetPage:
    """The sheet that ``reading`` reads."""
    held, cycle = reading.assessment, reading.cycle
    spec = reading.book.spec
    return SheetPage(
        key=held.pk,
        unit=held.unit_id,
        unit_name=held.unit.name,
        cycle=cycle.pk,
        cycle_name=cycle.name,
        framework=str(cycle.version),
        since=cycle.since,
        until=cycle.until,
        state=held.state,
        cycle_state=cycle.state,
        is_illustrative=cycle.is_illustrative,
        decimals=spec.decimals,
        display_decimals=spec.display_decimals,
        now=reading.now,
        stages=calendar.stages(cycle.kind, reading.windows, extended=reading.extended, now=reading.now),
        rows=_rows(reading),
        lock=reading.lock,
        approved_at=held.approved_at,
        approved_by=held.approved_by_name,
        submitted_at=held.submitted_at,
    )


@dataclass(slots=True)
class _Sum:
    """What is below one parent."""

    max_micro: int = 0
    out_micro: int = 0
    own_micro: int | None = None
    standing_micro: int | None = None


def _rows(reading: Reading) -> tuple[Row, ...]:
    book, part = reading.book, reading.part
    found: list[Row] = []
    sums: dict[str, _Sum] = defaultdict(_Sum)
    kept: set[str] = set()
    for step in walk(book.spec):
        key = book.key_of[step.node.path]
        leaf = book.leaves.get(key)
        row = Row(
            criterion=key,
            path=step.node.path,
            code=step.node.code,
            name=step.node.name,
            depth=step.depth + 1,
            is_leaf=leaf is not None,
            source=leaf.source.value if leaf else "",
            owner=step.owner or "",
            max_micro=leaf.max_micro if leaf else 0,
        )
        if leaf is not None and (part is None or part & set(leaf.line)):
            row = _leaf_row(reading, leaf, row)
            _add(sums, row)
            kept.update(_above(row.path), (row.path,))
        found.append(row)
    return tuple(_summed(row, sums[row.path]) for row in found if row.path in kept)


def _leaf_row(reading: Reading, leaf: Leaf, row: Row) -> Row:
    cells = reading.lines.get(leaf.criterion, {})
    stands = next((each for each in cells.values() if each.is_standing), None)
    own = sheets.own(cells, reading.windows) if leaf.source is Source.SELF else None
    counted = own or stands
    duty, is_mine = _nearest_duty(reading, leaf)
    return replace(
        row,
        out_micro=counted.cell_out if counted else 0,
        own_micro=own.cell_points if own else None,
        standing_micro=stands.cell_points if stands else None,
        state=counted.state if counted else sheets.UNTOUCHED,
        number=own.number if own else 0,
        decision=standing.decision(reading.windows, cells),
        findings=reading.lacking.get(leaf.criterion, ()),
        evidence=len(reading.evidence.get(leaf.criterion, ())),
        duty=duty,
        is_mine=is_mine,
        lock=reading.lock_of(leaf),
    )


def _nearest_duty(reading: Reading, leaf: Leaf) -> tuple[str, bool]:
    return next((reading.duties[key] for key in reversed(leaf.line) if key in reading.duties), ("", False))


def _above(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:length]) for length in range(1, len(parts)))


def _add(sums: dict[str, _Sum], row: Row) -> None:
    for path in _above(row.path):
        above = sums[path]
        above.max_micro += row.max_micro
        above.out_micro += row.out_micro
        if row.own_micro is not None:
            above.own_micro = (above.own_micro or 0) + row.own_micro
        if row.standing_micro is not None:
            above.standing_micro = (above.standing_micro or 0) + row.standing_micro


def _summed(row: Row, below: _Sum) -> Row:
    if row.is_leaf:
        return row
    return replace(
        row,
        max_micro=below.max_micro,
        out_micro=below.out_micro,
        own_micro=below.own_micro,
        standing_micro=below.standing_micro,
    )
