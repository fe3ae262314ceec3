"""Sheets: which figures of one version belong to one unit, in which years; the newest and the nearest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q

from parindex.cycle.frameworks.models import Version
from parindex.cycle.targets.models import Figure, Result, Target
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission

FEW = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures one version gives one unit: results of one year, targets of another."""

    unit: int
    version: int
    result_year: int | None
    target_year: int | None

    @property
    def year(self) -> int:
        """The year the sheet is found by: that of its results, else the one before its targets."""
        return self.result_year if self.result_year is not None else (self.target_year or 1) - 1


def readable(by: Actor, *, field: str = "unit") -> Q:
    """The condition that the figures of ``field`` may be read: units in reach, and one's own province."""
    if by.is_system:
        return Q()
    return units.within(by.scope(Permission.INDEX_READ), field=field) | Q(**{f"{field}__in": by.provinces})


def of(*, by: Actor, unit: int | None = None) -> tuple[Sheet, ...]:
    """Every sheet the reader may see, of one unit or of all; newest first."""
    return _sheets(readable(by) & (Q(unit=unit) if unit is not None else Q()))


def _sheets(wanted: Q) -> tuple[Sheet, ...]:
    results = _years(Result, wanted)
    targets = _years(Target, wanted)
    found = [
        Sheet(*key, result_year=results.get(key), target_year=targets.get(key))
        for key in {**results, **targets}
    ]
    return tuple(sorted(found, key=lambda sheet: (-sheet.year, -sheet.version, sheet.unit)))


def near(by: Actor) -> tuple[Sheet, ...]:
    """The sheets of the reader's own units and provinces, else of a few units; newest first."""
    own = {grant.place.unit for grant in by.grants} | by.provinces
    return _sheets(readable(by) & Q(unit__in=own)) or _sheets(readable(by) & Q(unit__in=_some_units(by)))


def _some_units(by: Actor) -> set[int]:
    """A few units whose figures the reader may see."""
    found: set[int] = set()
    for model in (Result, Target):
        rows = model._default_manager.filter(readable(by)).order_by("unit_id")
        found |= set(rows.values_list("unit_id", flat=True).distinct()[:FEW])
    return found


def firsts(found: tuple[Sheet, ...]) -> list[tuple[Sheet, Version]]:
    """The newest sheet of each index of each unit, with its version; by unit and index."""
    rows = Version.objects.select_related("framework").filter(pk__in={sheet.version for sheet in found})
    versions = {row.pk: row for row in rows}
    newest: dict[tuple[int, int], tuple[Sheet, Version]] = {}
    for sheet in found:
        version = versions[sheet.version]
        newest.setdefault((sheet.unit, version.framework_id), (sheet, version))

    def place(pair: tuple[Sheet, Version]) -> tuple[int, str, str]:
        return pair[0].unit, pair[1].framework.index, pair[1].framework.level

    return sorted(newest.values(), key=place)


def unit_names(found: Iterable[Sheet]) -> dict[int, str]:
    """What the units of sheets are called."""
    return dict(Unit.objects.filter(pk__in={sheet.unit for sheet in found}).values_list("pk", "name"))


def _years(model: type[Figure], wanted: Q) -> dict[tuple[int, int], int]:
    """The newest year of each unit and version."""
    rows = model._default_manager.filter(wanted).order_by().values_list("unit_id", "version_id")
    return {(unit, version): year for unit, version, year in rows.annotate(newest=Max("year"))}
