"""How the demonstration city and its communes stand in indexes of other bodies: illustrative figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import families, figures
from parindex.cycle.measures.actions import Read
from parindex.cycle.measures.queries import indexes
from parindex.engine.access.actors import SYSTEM
from parindex.faces.ops.demo import city
from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.telling import now, tell

SOURCE = "Số liệu minh họa"
MONTHS = ((2026, 8), (2026, 9), (2026, 10))
YEARS = (2023, 2024, 2025)
YEARLY = {"DTI": (68, 4, 63), "PCI": (66, 20, 63), "PGI": (21, 12, 63), "PII": (61, 1, 63)}
"""Around which value and rank of how many provinces the city is drawn."""
_CHANCE = Chance("parindex-standings-2026")


def build() -> None:
    """Follow the indexes and record what they say, unless they are there."""
    if indexes.visible(SYSTEM).exists():
        return
    tell("Đang ghi các chỉ số khác…")
    owner, by = city.unit(city.NAME), city.office()
    keeper = city.unit(city.OFFICE)
    for key in YEARLY:
        index = measures.keep_index(families.family(key), owner=owner, kept_by=keeper, by=by, at=now())
        for year in YEARS:
            _record(index, _of_city(index, owner, year), since=date(year, 1, 1), until=date(year + 1, 1, 1))
    index = measures.keep_index(families.family("766"), owner=owner, kept_by=keeper, by=by, at=now())
    for year, month in MONTHS:
        _record(
            index,
            _of_month(index, owner, f"{year}-{month}"),
            since=date(year, month, 1),
            until=date(year, month + 1, 1),
        )


def _record(index: Any, reads: Mapping[int, Sequence[Read]], *, since: date, until: date) -> None:
    measures.record_index(
        index,
        reads,
        since=since,
        until=until,
        as_of=until - timedelta(days=1),
        source=SOURCE,
        is_illustrative=True,
        by=city.office(),
        at=now(),
    )


def _of_city(index: Any, owner: Any, year: int) -> dict[int, list[Read]]:
    """Value, rank and target of the city in one year."""
    around, rank, most = YEARLY[index.family]
    here, facets = _CHANCE.of(index.family, str(year)), indexes.facets(index)
    value = around + Decimal(here.of("value").number(-150, 150)) / 100
    placed = min(most, max(1, rank + here.of("rank").number(-3, 3)))
    told = {"": value, "rank": Decimal(placed), "target": Decimal(around + 1)}
    return {facets[facet].pk: [Read(owner, _figure(number))] for facet, number in told.items()}


def _of_month(index: Any, owner: Any, month: str) -> dict[int, list[Read]]:
    """Value, rank and parts of the city and of every commune in one month."""
    parts, facets = indexes.parts(index), indexes.facets(index)
    reads: dict[int, list[Read]] = {each.key: [] for each in parts}
    totals: list[tuple[Decimal, Any]] = []
    for unit in (owner, *city.communes()):
        total = Decimal(0)
        for each in parts:
            here = _CHANCE.of(unit.name, month, each.name)
            value = Decimal(each.most) * here.number(780, 1000) / 1000
            value = value.quantize(Decimal("0.01"))
            reads[each.key].append(Read(unit, _figure(value)))
            total += value
        totals.append((total, unit))
    reads[index.pk] = [Read(unit, _figure(total)) for total, unit in totals]
    communes = sorted(totals[1:], key=lambda each: (-each[0], each[1].pk))
    ranks = [Read(unit, _figure(Decimal(place))) for place, (_total, unit) in enumerate(communes, start=1)]
    reads[facets["rank"].pk] = [*ranks, Read(owner, _figure(Decimal(_CHANCE.of(month).number(5, 15))))]
    return reads


def _figure(value: Decimal) -> figures.Figure:
    return figures.single(str(value))
