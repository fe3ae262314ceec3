"""Checks of targets: below the last result, above the maximum, parts that do not add up; pure."""

from __future__ import annotations

from parindex.cycle.documents import checks as printed
from parindex.cycle.documents.findings import Code
from parindex.cycle.documents.outline import CriteriaTable, CriterionRow, TotalRow
from parindex.cycle.targets.pages import FigureItem, IndexPage, IndexRow
from parindex.engine.values import points
from parindex.engine.values.findings import Finding

_BOUNDS = frozenset({Code.TARGET_ABOVE_MAX.value, Code.TARGET_BELOW_RESULT.value})
_SUMS = frozenset({Code.SUM_MISMATCH.value, Code.TOTAL_MISMATCH.value, Code.MEAN_OUT_OF_RANGE.value})


def of_targets(page: IndexPage) -> tuple[Finding, ...]:
    """What is doubtful of the targets of an index, by the very arithmetic that documents are checked by."""
    total = page.total
    table = CriteriaTable(
        id="targets",
        rows=tuple(_row(row) for row in page.rows),
        total=TotalRow(
            max=_number(total),
            result=_text(total.result),
            target=_text(total.target),
            comparator=_sign(total.target),
        ),
    )
    found = printed.of_criteria(table)
    return tuple(
        each for each in found if each.code in _BOUNDS or (each.code in _SUMS and each.column == "target")
    )


def _row(row: IndexRow) -> CriterionRow:
    return CriterionRow(
        path=row.path,
        code=row.code,
        name=row.name,
        max=_number(row),
        result=_text(row.result),
        target=_text(row.target),
        comparator=_sign(row.target),
    )


def _number(row: IndexRow) -> str | None:
    return None if row.max is None else points.shortest(row.max)


def _text(figure: FigureItem | None) -> str | None:
    return None if figure is None else figure.text


def _sign(figure: FigureItem | None) -> str:
    return "=" if figure is None else figure.comparator
