"""Searching the criteria of the indexes that are nearest to a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.frameworks.pages import CriterionItem
from parindex.cycle.targets import queries
from parindex.cycle.targets.models import Figure, Result, Target
from parindex.cycle.targets.pages import FigureItem, FoundCriterion
from parindex.engine.access.actors import Actor
from parindex.engine.values.vietnamese import fold


def matching(text: str, *, by: Actor, most: int) -> tuple[FoundCriterion, ...]:
    """At most ``most`` criteria of the nearest indexes that hold every word, diacritics or not."""
    firsts = queries.firsts(queries.near_sheets(by))
    rows = _criteria_holding(fold(text).split(), versions={version.pk for _sheet, version in firsts})
    hits = [(sheet, version, each) for sheet, version in firsts for each in rows.get(version.pk, ())][:most]
    names = queries.unit_names(sheet for sheet, _version, _each in hits)
    here = Q(
        unit__in={sheet.unit for sheet, _version, _each in hits},
        criterion__in=[each.pk for _sheet, _version, each in hits],
    )
    results, targets = (_figures(model, here) for model in (Result, Target))
    return tuple(
        FoundCriterion(
            unit=sheet.unit,
            unit_name=names[sheet.unit],
            index=version.framework.index,
            level=version.framework.level,
            year=sheet.result_year or sheet.target_year,
            row=queries.row_of(
                _bare(each),
                result=results.get((sheet.unit, each.pk, sheet.result_year)),
                target=targets.get((sheet.unit, each.pk, sheet.target_year)),
            ),
        )
        for sheet, version, each in hits
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
        max=queries.value_of(each.max_micro),
        owners=(),
        has_rule=False,
        search=each.search,
        page=each.source_page,
        row=each.source_row,
    )


def _figures(model: type[Figure], wanted: Q) -> dict[tuple[int, int | None, int | None], FigureItem | None]:
    """Figures by unit, criterion and year."""
    rows = model._default_manager.filter(wanted).order_by()
    return {(row.unit_id, row.criterion_id, row.year): queries.figure_of(row) for row in rows}
