"""Reading indexes: the dense tree of a unit's index, a criterion, the list of what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, Q, Value

from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.frameworks.models import Criterion, Succession, Version
from parindex.cycle.frameworks.pages import CriterionItem, VersionItem
from parindex.cycle.targets import sheets
from parindex.cycle.targets.models import Figure, Result, Target
from parindex.cycle.targets.pages import (
    CriterionPage,
    FigureItem,
    FoundCriterion,
    IndexPage,
    IndexRow,
    IndexSummary,
    OwnerChoice,
    UnitIndexes,
    YearFigures,
)
from parindex.cycle.targets.sheets import Sheet
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values import points
from parindex.engine.values.vietnamese import fold


class NoSuchIndex(LookupError):
    """The unit has no such index the reader may see."""


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
    if not any(sheet.version == version for sheet in sheets.of(by=by, unit=unit)):
        raise NoSuchIndex(version)
    rows = Version.objects.select_related("framework__owner")
    return Unit.objects.get(pk=unit), rows.get(pk=version)


def _may_read(version: VersionItem, *, by: Actor) -> bool:
    """Whether the version itself is open to the reader: figures are seen before their framework is issued."""
    return frameworks.visible(by).filter(pk=version.key).exists()


def indexes_of(unit: int, *, by: Actor) -> UnitIndexes:
    """Every index of one visible unit that the reader may see. Raises Unit.DoesNotExist."""
    seen = units.get(unit, by=by)
    return UnitIndexes(unit=seen.pk, unit_name=seen.name, rows=_summaries(sheets.of(by=by, unit=unit)))


def newest(*, by: Actor) -> tuple[IndexSummary, ...]:
    """The newest sheet of every index of every unit the reader may see."""
    return _summaries(sheets.of(by=by))


def nearest(*, by: Actor) -> tuple[IndexSummary, ...]:
    """The newest sheet of every index of the reader's own units and provinces.

    Where these have none, of a few units the reader may see: what a page shows that has room for little.
    """
    return _summaries(sheets.near(by))


def matching(text: str, *, by: Actor, most: int) -> tuple[FoundCriterion, ...]:
    """At most ``most`` criteria of the nearest indexes that hold every word, diacritics or not."""
    firsts = sheets.firsts(sheets.near(by))
    rows = _criteria_holding(fold(text).split(), versions={version.pk for _sheet, version in firsts})
    hits = [(sheet, version, each) for sheet, version in firsts for each in rows.get(version.pk, ())][:most]
    names = sheets.unit_names(sheet for sheet, _version, _each in hits)
    here = Q(
        unit__in={sheet.unit for sheet, _version, _each in hits},
        criterion__in=[each.pk for _sheet, _version, each in hits],
    )
    results, targets = (_by_place(model, here) for model in (Result, Target))
    return tuple(
        FoundCriterion(
            unit=sheet.unit,
            unit_name=names[sheet.unit],
            index=version.framework.index,
            level=version.framework.level,
            year=sheet.result_year or sheet.target_year,
            row=_row(
                _bare(each),
                result=results.get((sheet.unit, each.pk, sheet.result_year)),
                target=targets.get((sheet.unit, each.pk, sheet.target_year)),
            ),
        )
        for sheet, version, each in hits
    )


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
            _row(each, result=self.results.get(each.key), target=self.targets.get(each.key))
            for each in self.criteria
        )

    def total(self) -> IndexRow:
        return _whole(self.item.total, result=self.results.get("total"), target=self.targets.get("total"))


def _scene(*, unit: int, index: str, by: Actor, year: int | None, level: str) -> _Scene:
    seen = sheets.of(by=by, unit=unit)
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


def _figures_of(model: type[Figure], sheet: Sheet, *, year: int | None) -> _Figures:
    """The results or targets of a sheet in one year."""
    if year is None:
        return {}
    rows = model._default_manager.filter(unit=sheet.unit, version=sheet.version, year=year)
    owner = F("owner__name") if model is Target else Value("")
    wanted = rows.order_by("pk").values_list(
        "pk", "criterion_id", "kind", "value_micro", "text", "comparator", owner
    )
    return {
        kind if criterion is None else criterion: FigureItem(key, _value(micro), text, sign, whose or "")
        for key, criterion, kind, micro, text, sign, whose in wanted
    }


def _row(each: CriterionItem, *, result: FigureItem | None, target: FigureItem | None) -> IndexRow:
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


def _figure(row: Figure | None) -> FigureItem | None:
    """A stored figure as pages hold it."""
    if row is None:
        return None
    return FigureItem(key=row.pk, value=_value(row.value_micro), text=row.text, comparator=row.comparator)


def _value(micro: int | None) -> Decimal | None:
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
    wanted = sheets.readable(by) & Q(unit=unit, criterion__in=line)
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
                result=_figure(results.get(key)),
                target=_figure(targets.get(key)),
            )
        )
    return tuple(found)


def _summaries(found: tuple[Sheet, ...]) -> tuple[IndexSummary, ...]:
    """One line an index: of its newest sheet."""
    pairs = sheets.firsts(found)
    shown = [sheet for sheet, _version in pairs]
    names = sheets.unit_names(shown)
    wholes, aims = (_wholes(model, shown) for model in (Result, Target))
    return tuple(
        _summary(sheet, version, names[sheet.unit], wholes=wholes, aims=aims) for sheet, version in pairs
    )


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
    whole = _figure(wholes.get((*here, "total")))
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
        target=_figure(aims.get((*there, "total"))),
        share=_share(whole, maximum),
        rank=_figure(wholes.get((*here, "rank"))),
    )


def _criteria_holding(words: Iterable[str], *, versions: set[int]) -> dict[int, list[Criterion]]:
    """The criteria of each version that hold every word, in the order of the tree."""
    rows = Criterion.objects.filter(version__in=versions)
    for word in words:
        rows = rows.filter(search__contains=word)
    found: dict[int, list[Criterion]] = {}
    for each in rows.order_by("position", "pk"):
        found.setdefault(each.version_id, []).append(each)
    return found


def _bare(each: Criterion) -> CriterionItem:
    """A criterion without its owners and rule, which a line of the search does not show."""
    return CriterionItem(
        key=each.pk,
        path=each.path,
        code=each.code,
        name=each.name,
        depth=each.depth,
        is_leaf=each.is_leaf,
        max=_value(each.max_micro),
        owners=(),
        has_rule=False,
        search=each.search,
        page=each.source_page,
        row=each.source_row,
    )


def _by_place(model: type[Figure], wanted: Q) -> dict[tuple[int, int | None, int | None], FigureItem | None]:
    """Figures by unit, criterion and year."""
    rows = model._default_manager.filter(wanted).order_by()
    return {(row.unit_id, row.criterion_id, row.year): _figure(row) for row in rows}
