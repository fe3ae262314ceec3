"""Counts of cases into readings of measures: those that changed, with where they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from parindex.cycle.cases import states, sums
from parindex.cycle.cases.models import Batch
from parindex.cycle.cases.sums import MEASURES, Kept, Period, Sum
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import specs
from parindex.cycle.measures.actions import Read
from parindex.cycle.measures.figures import Figure
from parindex.cycle.measures.models import Measure, Reading
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.cases.counts import Count

_Known = dict[tuple[int, Period], dict[int, Figure]]


def record(
    batch: Batch,
    counts: Sequence[Count],
    units: Mapping[str, int],
    batches: Sequence[Batch],
    *,
    by: Actor,
    at: datetime,
) -> int:
    """Record every figure of the covered periods that is another one than before; returns how many are new.

    A unit that has cases no more reads nought, where it has read something.
    """
    require(by, Permission.CASE_LOAD, at=batch.owner.place)
    periods = sums.periods([(each.since, each.until) for each in batches])
    if not periods:
        return 0
    as_of = max(each.until for each in batches) - timedelta(days=1)
    source = _source(batch, batches)
    kept = [(each, _measure(each, batch, by=by, at=at)) for each in MEASURES]
    known = _in_force([measure.pk for _, measure in kept])
    rows, new = Unit.objects.in_bulk(set(units.values())), 0
    for period in periods:
        done = sums.by_unit(counts, units, period)
        for each, measure in kept:
            changed = _changed(each, done, known.get((measure.pk, period), {}))
            absent = set(changed) - set(rows)
            rows |= Unit.objects.in_bulk(absent) if absent else {}
            if changed:
                new += measures.record(
                    measure,
                    [Read(rows[unit], figure) for unit, figure in changed.items()],
                    since=period[0],
                    until=period[1],
                    as_of=as_of,
                    source=source,
                    by=by,
                    at=at,
                )
    return new


def _source(batch: Batch, batches: Sequence[Batch]) -> str:
    """Where the figures come from. The file itself is not handed on: it names the cases of every unit."""
    last = max(each.until for each in batches) - timedelta(days=1)
    if batch.state == states.SET_ASIDE:
        return f"Đếm lại sau khi gác tệp hồ sơ “{batch.name}”, đến ngày {last:%d/%m/%Y}"
    return f"Tệp hồ sơ “{batch.name}”, {batch.cases} hồ sơ, đến ngày {last:%d/%m/%Y}"


def _measure(kept: Kept, batch: Batch, *, by: Actor, at: datetime) -> Measure:
    province = Unit.objects.get(pk=batch.owner.place.lineage[0])
    return measures.keep(
        owner=province,
        code=kept.code,
        name=kept.name,
        shape=kept.shape,
        counted_in="hồ sơ",
        note=kept.note,
        by=by,
        at=at,
    )


def _in_force(measure_keys: Sequence[int]) -> _Known:
    found: _Known = {}
    rows = Reading.objects.filter(measure__in=measure_keys).order_by("number", "pk")
    for each in rows.iterator():
        found.setdefault((each.measure_id, (each.since, each.until)), {})[each.unit_id] = specs.figure(each)
    return found


def _changed(kept: Kept, done: Mapping[int, Sum], known: Mapping[int, Figure]) -> dict[int, Figure]:
    now = {unit: kept.figure(each) for unit, each in done.items()}
    nought = kept.figure(Sum())
    now |= {unit: nought for unit in known if unit not in now}
    return {unit: figure for unit, figure in now.items() if known.get(unit) != figure}
