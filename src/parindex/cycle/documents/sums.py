"""Sums and means of criteria tables, exact, with the tolerance that rounding explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parindex.cycle.documents import findings
from parindex.cycle.documents.blocks import At
from parindex.cycle.documents.findings import Code
from parindex.cycle.documents.outline import CriteriaTable, CriterionRow, TotalRow
from parindex.engine.values import points
from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import fold

_COLUMNS = ("max", "result", "target")
_LEAST_OF_MAX = 2
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class _Parent:
    """A row or the total with what it states."""

    path: str
    depth: int
    figures: dict[str, str | None]
    comparator: str
    at: At


def number(text: str | None) -> Decimal | None:
    """The exact number of a printed figure."""
    if text is None:
        return None
    try:
        return points.figure(text)
    except points.NotAFigure:
        return None


def of_table(table: CriteriaTable) -> tuple[Finding, ...]:
    """Every parent against its children, and the total against the domains."""
    children: dict[str, list[CriterionRow]] = defaultdict(list)
    for row in table.rows:
        children[row.parent].append(row)
    parents = [_of_row(row) for row in _first_of_each(table.rows) if children[row.path]]
    if table.total:
        parents.insert(0, _of_total(table.total))
    means = {parent.path for parent in parents if _is_mean(parent, _below(children, parent))}
    # a single child with its parent's maximum is a sum of one, unless the table has real means
    has_means = any(len(_below(children, parent)) > 1 for parent in parents if parent.path in means)
    found: list[Finding] = []
    for parent in parents:
        rows = _below(children, parent)
        is_mean = parent.path in means and has_means
        for column in _COLUMNS:
            finding = _mean(table, parent, rows, column) if is_mean else _sum(table, parent, rows, column)
            if finding:
                found.append(finding)
    return tuple(found)


def names_satisfaction(name: str) -> bool:
    """Whether a criterion imports the satisfaction index."""
    folded = fold(name)
    return "sipas" in folded or "chi so hai long" in folded


def conflicts(table: str, row: CriterionRow, total: TotalRow) -> Iterable[Finding]:
    """The overall satisfaction, scaled to the criterion's points, against what the criterion states."""
    most = number(row.max)
    if most is None:
        return
    for column in ("result", "target"):
        printed, source = getattr(row, column), getattr(total, column)
        stated, overall = number(printed), number(source)
        if stated is None or overall is None:
            continue
        computed = overall * most / 100
        half = max(_half_unit(printed), _half_unit(source) * most / 100)
        signs = (row.comparator, total.comparator) if column == "target" else ("=", "=")
        if not _agree(stated, computed, half, *signs):
            yield findings.make(
                Code.INDEX_CONFLICT,
                table=table,
                path=row.path,
                column=column,
                stated=printed,
                computed=points.shortest(computed),
                at=row.at,
            )


def _agree(stated: Decimal, computed: Decimal, half: Decimal, own: str, source: str) -> bool:
    """Whether two statements can both be true, ``half`` apart."""
    low = stated - half <= computed
    high = computed <= stated + half
    if own == "=" and source == "=":
        return low and high
    if (own[0] == "<" and source[0] == "<") or (own[0] == ">" and source[0] == ">"):
        return True
    if own[0] == ">" or source[0] == "<":
        return low
    return high


def _of_row(row: CriterionRow) -> _Parent:
    figures = {"max": row.max, "result": row.result, "target": row.target}
    return _Parent(row.path, row.depth, figures, row.comparator, row.at)


def _of_total(total: TotalRow) -> _Parent:
    figures = {"max": total.max, "result": total.result, "target": total.target}
    return _Parent("total", 0, figures, total.comparator, total.at)


def _first_of_each(rows: Sequence[CriterionRow]) -> list[CriterionRow]:
    """Of rows with equal paths only the first owns the children."""
    return list({row.path: row for row in reversed(rows)}.values())[::-1]


def _below(children: dict[str, list[CriterionRow]], parent: _Parent) -> list[CriterionRow]:
    return children["" if parent.path == "total" else parent.path]


def _is_mean(parent: _Parent, rows: Sequence[CriterionRow]) -> bool:
    """Children that each have their parent's maximum are averaged, not added."""
    most = number(parent.figures["max"])
    return most is not None and bool(rows) and all(number(row.max) == most for row in rows)


def _mean(table: CriteriaTable, parent: _Parent, rows: Sequence[CriterionRow], column: str) -> Finding | None:
    stated = number(parent.figures[column])
    values = [number(getattr(row, column)) for row in rows]
    known = [value for value in values if value is not None]
    if column == "max" or stated is None or len(known) < len(values) or not known:
        return None
    if _breaks_range(stated, parent.comparator if column == "target" else "=", min(known), max(known)):
        shown = f"{min(known)}–{max(known)}"
        return _make(table, parent, Code.MEAN_OUT_OF_RANGE, column, shown)
    return None


def _breaks_range(stated: Decimal, comparator: str, low: Decimal, high: Decimal) -> bool:
    if comparator[0] == ">":
        return stated > high
    if comparator[0] == "<":
        return stated < low
    return not low <= stated <= high


def _sum(table: CriteriaTable, parent: _Parent, rows: Sequence[CriterionRow], column: str) -> Finding | None:
    printed = parent.figures[column]
    stated = number(printed)
    values = [number(getattr(row, column)) for row in rows]
    if stated is None or printed is None or not rows or any(value is None for value in values):
        return None
    total = sum((value for value in values if value is not None), Decimal(0))
    comparator = parent.comparator if column == "target" else "="
    signs = {row.comparator for row in rows} if column == "target" else {"="}
    # no difference is none below a criterion; a total that must be passed is broken by being met
    if stated == total and (parent.path != "total" or comparator in ("=", ">=", "<=")):
        return None
    if comparator != "=" and (_keeps(total, comparator, stated) or comparator[0] in "".join(signs)):
        # children that are bounds of the same direction can add up to whatever the parent claims
        return None
    if comparator == "=" and signs != {"="} and _may_hold(stated, total, signs):
        return None
    tolerance = _tolerance(table, parent, rows, column)
    shown = points.shortest(total)
    if comparator == "=" and abs(stated - total) <= tolerance:
        return _make(table, parent, Code.SUM_ROUNDING, column, shown)
    code = Code.TOTAL_MISMATCH if parent.path == "total" else Code.SUM_MISMATCH
    return _make(table, parent, code, column, shown)


def _keeps(total: Decimal, comparator: str, stated: Decimal) -> bool:
    """Whether the sum keeps what the comparator says."""
    return {
        ">": total > stated,
        ">=": total >= stated,
        "<": total < stated,
        "<=": total <= stated,
    }[comparator]


def _may_hold(stated: Decimal, total: Decimal, signs: set[str]) -> bool:
    """Whether children that only state bounds allow the stated sum."""
    if any(sign[0] == ">" for sign in signs) and any(sign[0] == "<" for sign in signs):
        return True
    return stated >= total if any(sign[0] == ">" for sign in signs) else stated <= total


def _tolerance(table: CriteriaTable, parent: _Parent, rows: Sequence[CriterionRow], column: str) -> Decimal:
    """0.5·10^-p + n·0.5·10^-c: half a unit of the parent, and of each child."""
    c = _most_decimals(table, parent.depth + 1, column)
    p = (
        _most_decimals(table, parent.depth, column)
        if parent.depth
        else points.decimals(parent.figures[column] or "")
    )
    if column == "max":
        c, p = max(c, _LEAST_OF_MAX), max(p, _LEAST_OF_MAX)
    if parent.path == "total":
        p = max(p, _LEAST_OF_MAX)
    return _HALF.scaleb(-p) + len(rows) * _HALF.scaleb(-c)


def _most_decimals(table: CriteriaTable, depth: int, column: str) -> int:
    printed = (getattr(row, column) for row in table.rows if row.depth == depth)
    return max((points.decimals(text) for text in printed if text), default=0)


def _half_unit(printed: str) -> Decimal:
    return _HALF.scaleb(-points.decimals(printed))


def _make(table: CriteriaTable, parent: _Parent, code: Code, column: str, computed: str) -> Finding:
    return findings.make(
        code,
        table=table.id,
        path=parent.path,
        column=column,
        stated=parent.figures[column],
        computed=computed,
        at=parent.at,
    )
