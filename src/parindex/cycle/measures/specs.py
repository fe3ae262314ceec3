"""The bridge from readings to the answers that leaves take from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from parindex.cycle.documents import storing
from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.measures import figures, slots
from parindex.cycle.measures.figures import Figure
from parindex.cycle.measures.models import Feed, Reading
from parindex.engine.scoring.specs import RuleSpec

Answer = dict[str, object]


def figure(reading: Reading) -> Figure:
    """The exact figure of a reading."""
    return Figure(reading.value_text) if reading.value_text else Figure(reading.done_text, reading.total_text)


def rule_of(criterion: Criterion) -> RuleSpec | None:
    """The rule of a criterion; None when it has none."""
    if criterion.rule is None:
        return None
    rule: RuleSpec = storing.from_json(RuleSpec, criterion.rule)
    return rule


def answers(version: int, units: Iterable[int], *, since: date, until: date) -> dict[int, dict[int, Answer]]:
    """What the readings of a period answer, by criterion and unit, for the leaves of a framework version."""
    wanted = frozenset(units)
    feeds = list(
        Feed.objects.filter(criterion__version=version)
        .select_related("criterion")
        .order_by("criterion__position", "slot", "pk")
    )
    now = _in_force(feeds, since=since, until=until)
    before = _in_force(feeds, until=since)
    found: dict[int, dict[int, Answer]] = defaultdict(dict)
    for rule, of_leaf in _by_leaf(feeds):
        for unit in sorted(wanted):
            answer = slots.assembled(rule, _slots(rule, of_leaf, unit, now, before))
            if answer is not None:
                found[of_leaf[0].criterion_id][unit] = answer
    return dict(found)


_Readings = dict[tuple[int, int], Figure]


def _by_leaf(feeds: list[Feed]) -> Iterable[tuple[RuleSpec, list[Feed]]]:
    leaves: dict[int, list[Feed]] = defaultdict(list)
    for each in feeds:
        leaves[each.criterion_id].append(each)
    for of_leaf in leaves.values():
        rule = rule_of(of_leaf[0].criterion)
        if rule is not None:
            yield rule, of_leaf


def _slots(
    rule: RuleSpec, feeds: list[Feed], unit: int, now: _Readings, before: _Readings
) -> Iterable[tuple[str, Answer]]:
    for each in feeds:
        inner, read = slots.rule_at(rule, each.slot), now.get((each.measure_id, unit))
        if inner is None or read is None:
            continue
        answer = figures.answer(inner, read, previous=before.get((each.measure_id, unit)))
        if answer is not None:
            yield each.slot, answer


def _in_force(feeds: list[Feed], *, until: date, since: date | None = None) -> _Readings:
    """The last reading of each measure and unit: of one period, or of the period that ends at ``until``."""
    measures = {each.measure_id for each in feeds}
    rows = Reading.objects.filter(measure__in=measures, until=until)
    if since is not None:
        rows = rows.filter(since=since)
    ordered = rows.order_by("since", "number", "pk")
    return {(each.measure_id, each.unit_id): figure(each) for each in ordered}
