"""Reading indexes: the dense tree of a unit's index, a criterion, the list of what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Max, Q

from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.frameworks.models import Criterion, Succession, Version
from parindex.cycle.frameworks.pages import CriterionItem, VersionItem
from parindex.cycle.targets.models import Figure, Result, Target
from parindex.cycle.targets.pages import (
    CriterionPage,
    FigureItem,
    IndexPage,
    IndexRow,
    IndexSummary,
    OwnerChoice,
    UnitIndexes,
    YearFigures,
)
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values import points

FEW = 4


class NoSuchIndex(LookupError):
    """The unit has no such index the reader may see."""


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


def sheets(*, by: Actor, unit: int | None = None) -> tuple[Sheet, ...]:
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


def index_page(*, unit: int, index: str, by: Actor, year: int | None = None, level: str = "") -> IndexPage:
    """One index of a unit: of the year asked for, else the newest. Raises NoSuchIndex."""
    scene = _scene(unit=unit, index=index, by=by, year=year, level=level)
    rows = scene.rows()
    version = scene.item
    return IndexPage(
        unit=scene.unit.pk,
        unit_name=scene.unit.name,
        index=version.index,
        level=version.level,
        year=scene.sheet.year,
        result_year=scene.sheet.result_year,
        target_year=scene.sheet.target_year,
        years=scene.years,
        version=version,
        total=scene.total(),
        rows=rows,
        owners=_owner_choices(rows),
        rank=scene.results.get("rank"),
        rank_target=scene.targets.get("rank"),
        group=scene.results.get("group"),
        group_target=scene.targets.get("group"),
        source=version.source,
        source_name=version.source_name,
        may_correct=by.can(Permission.TARGET_EDIT, at=scene.unit.place),
    )


def criterion_page(
    *, unit: int, index: str, path: str, by: Actor, year: int | None = None, level: str = ""
) -> CriterionPage:
    """One criterion of an index of a unit. Raises NoSuchIndex."""
    scene = _scene(unit=unit, index=index, by=by, year=year, level=level)
    rows = scene.rows()
    here = next((number for number, row in enumerate(rows) if row.path == path), None)
    if here is None:
        raise NoSuchIndex(path)
    row = rows[here]
    stored = Criterion.objects.select_related("version__source", "version__framework").get(
        pk=scene.criteria[here].key
    )
    return CriterionPage(
        unit=scene.unit.pk,
        unit_name=scene.unit.name,
        index=scene.item.index,
        level=scene.item.level,
        year=scene.sheet.year,
        result_year=scene.sheet.result_year,
        target_year=scene.sheet.target_year,
        row=row,
        ancestors=_ancestors(rows, row),
        children=tuple(each for each in rows if each.parent == row.path),
        before=rows[here - 1] if here else None,
        after=rows[here + 1] if here + 1 < len(rows) else None,
        years=_through_the_years(stored, unit=scene.unit, by=by),
        source=frameworks.place_of(stored),
        version=scene.item,
        may_read_version=_may_read(scene.item, by=by),
        may_correct=by.can(Permission.TARGET_EDIT, at=scene.unit.place),
    )


def bearers(*, unit: int, version: int, by: Actor) -> tuple[Unit, Version]:
    """The unit and the version whose figures the reader sees together. Raises NoSuchIndex."""
    if not any(sheet.version == version for sheet in sheets(by=by, unit=unit)):
        raise NoSuchIndex(version)
    rows = Version.objects.select_related("framework__owner")
    return Unit.objects.get(pk=unit), rows.get(pk=version)


def _may_read(version: VersionItem, *, by: Actor) -> bool:
    """Whether the version itself is open to the reader: figures are seen before their framework is issued."""
    return frameworks.visible(by).filter(pk=version.key).exists()


def indexes_of(unit: int, *, by: Actor) -> UnitIndexes:
    """Every index of one visible unit that the reader may see. Raises Unit.DoesNotExist."""
    seen = units.get(unit, by=by)
    return UnitIndexes(unit=seen.pk, unit_name=seen.name, rows=_summaries(sheets(by=by, unit=unit)))


def newest(*, by: Actor) -> tuple[IndexSummary, ...]:
    """The newest sheet of every index of every unit the reader may see."""
    return _summaries(sheets(by=by))


def nearest(*, by: Actor) -> tuple[IndexSummary, ...]:
    """The newest sheet of every index of the reader's own units and provinces.

    Where these have none, of a few units the reader may see: what a page shows that has room for little.
    """
    return _summaries(near_sheets(by))


def near_sheets(by: Actor) -> tuple[Sheet, ...]:
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


_Figures = dict[int | str, FigureItem]
"""Figures by criterion; totals, ranks and groups by kind."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a page of one index is made of, fetched once."""

    unit: Unit
    sheet: Sheet
    item: VersionItem
    years: tuple[int, ...]
    criteria: tuple[CriterionItem, ...]
    results: _Figures
    targets: _Figures

    def rows(self) -> tuple[IndexRow, ...]:
        return tuple(
            row_of(each, result=self.results.get(each.key), target=self.targets.get(each.key))
            for each in self.criteria
        )

    def total(self) -> IndexRow:
        return _whole(self.item.total, result=self.results.get("total"), target=self.targets.get("total"))


def _scene(*, unit: int, index: str, by: Actor, year: int | None, level: str) -> _Scene:
    seen = sheets(by=by, unit=unit)
    versions = {
        row.pk: row
        for row in Version.objects.select_related("framework__owner", "source")
        .defer("source__reading")
        .filter(pk__in=[sheet.version for sheet in seen], framework__index=index)
        if not level or row.framework.level == level
    }
    mine = [sheet for sheet in seen if sheet.version in versions]
    wanted = next((sheet for sheet in mine if year is None or sheet.year == year), None)
    if wanted is None:
        raise NoSuchIndex(index)
    version = versions[wanted.version]
    return _Scene(
        unit=Unit.objects.get(pk=unit),
        sheet=wanted,
        item=frameworks.item(version),
        years=tuple(sorted({sheet.year for sheet in mine}, reverse=True)),
        criteria=frameworks.criteria_of(version),
        results=_figures_of(Result, wanted, year=wanted.result_year),
        targets=_figures_of(Target, wanted, year=wanted.target_year),
    )


def _years(model: type[Figure], wanted: Q) -> dict[tuple[int, int], int]:
    """The newest year of each unit and version."""
    rows = model._default_manager.filter(wanted).order_by().values_list("unit_id", "version_id")
    return {(unit, version): year for unit, version, year in rows.annotate(newest=Max("year"))}


def _figures_of(model: type[Figure], sheet: Sheet, *, year: int | None) -> _Figures:
    """The results or targets of a sheet in one year."""
    if year is None:
        return {}
    rows = model._default_manager.filter(unit=sheet.unit, version=sheet.version, year=year)
    wanted = rows.order_by("pk").values_list(
        "pk", "criterion_id", "kind", "value_micro", "text", "comparator"
    )
    return {
        kind if criterion is None else criterion: FigureItem(key, value_of(micro), text, comparator)
        for key, criterion, kind, micro, text, comparator in wanted
    }


def row_of(each: CriterionItem, *, result: FigureItem | None, target: FigureItem | None) -> IndexRow:
    """One line of an index: a criterion with its figures."""
    return IndexRow(
        key=each.key,
        path=each.path,
        parent=each.path.rpartition("/")[0],
        code=each.code,
        name=each.name,
        depth=each.depth,
        is_leaf=each.is_leaf,
        max=each.max,
        result=result,
        target=target,
        share=_share(result, each.max),
        shortfall=_shortfall(result, each.max),
        owners=each.owners,
        search=each.search,
    )


def _whole(maximum: Decimal | None, *, result: FigureItem | None, target: FigureItem | None) -> IndexRow:
    return IndexRow(
        key=None,
        path="total",
        parent="",
        code="",
        name="",
        depth=0,
        is_leaf=False,
        max=maximum,
        result=result,
        target=target,
        share=_share(result, maximum),
        shortfall=_shortfall(result, maximum),
        owners=(),
        search="",
    )


def _shortfall(reached: FigureItem | None, maximum: Decimal | None) -> Decimal | None:
    if reached is None or reached.value is None or maximum is None:
        return None
    return maximum - reached.value


def _share(reached: FigureItem | None, maximum: Decimal | None) -> Fraction | None:
    if reached is None or reached.value is None or not maximum:
        return None
    return Fraction(reached.value) * 100 / Fraction(maximum)


def figure_of(row: Figure | None) -> FigureItem | None:
    """A stored figure as pages hold it."""
    if row is None:
        return None
    return FigureItem(key=row.pk, value=value_of(row.value_micro), text=row.text, comparator=row.comparator)


def value_of(micro: int | None) -> Decimal | None:
    """Points of millionths of a point."""
    return None if micro is None else points.from_micro(micro)


def _owner_choices(rows: Iterable[IndexRow]) -> tuple[OwnerChoice, ...]:
    counted = Counter(
        (owner.unit, owner.unit_name or owner.text)
        for row in rows
        if row.is_leaf
        for owner in set(row.owners)
    )
    return tuple(
        OwnerChoice(unit=unit, name=name, leaves=leaves)
        for (unit, name), leaves in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0][1]))
    )


def _ancestors(rows: tuple[IndexRow, ...], row: IndexRow) -> tuple[IndexRow, ...]:
    by_path = {each.path: each for each in rows}
    found = []
    parent = row.parent
    while parent:
        if parent in by_path:
            found.append(by_path[parent])
        parent = parent.rpartition("/")[0]
    return tuple(reversed(found))


def _through_the_years(criterion: Criterion, *, unit: Unit, by: Actor) -> tuple[YearFigures, ...]:
    """The criterion and those of earlier years that a person confirmed it continues, newest first."""
    line = [criterion.pk]
    while (
        previous := Succession.objects.filter(criterion=line[-1]).values_list("previous", flat=True).first()
    ):
        line.append(previous)
    rows = {row.pk: row for row in Criterion.objects.filter(pk__in=line)}
    wanted = readable(by) & Q(unit=unit, criterion__in=line)
    results = {(each.criterion_id, each.year): each for each in Result.objects.filter(wanted)}
    targets = {(each.criterion_id, each.year): each for each in Target.objects.filter(wanted)}
    found = []
    for key in sorted({**results, **targets}, key=lambda pair: (-pair[1], line.index(pair[0] or 0))):
        row = rows[key[0] or 0]
        found.append(
            YearFigures(
                year=key[1],
                path=row.path,
                max=None if row.max_micro is None else points.from_micro(row.max_micro),
                result=figure_of(results.get(key)),
                target=figure_of(targets.get(key)),
            )
        )
    return tuple(found)


def _summaries(found: tuple[Sheet, ...]) -> tuple[IndexSummary, ...]:
    """One line an index: of its newest sheet."""
    pairs = firsts(found)
    shown = [sheet for sheet, _version in pairs]
    names = unit_names(shown)
    wholes, aims = (_wholes(model, shown) for model in (Result, Target))
    return tuple(
        _summary(sheet, version, names[sheet.unit], wholes=wholes, aims=aims) for sheet, version in pairs
    )


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


def _wholes(model: type[Figure], shown: Sequence[Sheet]) -> dict[tuple[int, int, int, str], Figure]:
    """Totals and ranks of sheets by unit, version, year and kind; of no other units or years."""
    rows = model._default_manager.filter(
        criterion=None,
        kind__in=("total", "rank"),
        unit__in={sheet.unit for sheet in shown},
        version__in={sheet.version for sheet in shown},
        year__in={year for sheet in shown for year in (sheet.result_year, sheet.target_year) if year},
    )
    return {(row.unit_id, row.version_id, row.year, row.kind): row for row in rows.order_by()}


def _summary(
    sheet: Sheet,
    version: Version,
    unit_name: str,
    *,
    wholes: dict[tuple[int, int, int, str], Figure],
    aims: dict[tuple[int, int, int, str], Figure],
) -> IndexSummary:
    here = (sheet.unit, sheet.version, sheet.result_year or 0)
    there = (sheet.unit, sheet.version, sheet.target_year or 0)
    whole = figure_of(wholes.get((*here, "total")))
    maximum = points.figure(version.total_text) if version.total_text else None
    return IndexSummary(
        unit=sheet.unit,
        unit_name=unit_name,
        index=version.framework.index,
        level=version.framework.level,
        result_year=sheet.result_year,
        target_year=sheet.target_year,
        max=maximum,
        result=whole,
        target=figure_of(aims.get((*there, "total"))),
        share=_share(whole, maximum),
        rank=figure_of(wholes.get((*here, "rank"))),
    )
