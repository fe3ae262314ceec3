"""Checks of read tables: what their figures, codes, leads and deadlines say of themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from parindex.cycle.documents import findings, sequences, sums
from parindex.cycle.documents.blocks import At
from parindex.cycle.documents.findings import Code
from parindex.cycle.documents.outline import (
    CriteriaTable,
    CriterionRow,
    DeadlineKind,
    Lead,
    Role,
    TaskTable,
    TotalRow,
)
from parindex.cycle.documents.sums import number
from parindex.engine.values.findings import Finding


def of_table(table: CriteriaTable | TaskTable) -> tuple[Finding, ...]:
    """All findings about one table by itself, row by row after the sums."""
    return of_criteria(table) if isinstance(table, CriteriaTable) else of_tasks(table)


def of_criteria(table: CriteriaTable) -> tuple[Finding, ...]:
    """Sums, bounds, codes, leads of a criteria table."""
    found = [*sums.of_table(table), *sequences.of_criteria(table)]
    parents = {row.parent for row in table.rows}
    total = [_total_as_row(table.total)] if table.total else []
    for row in [*total, *table.rows]:
        found.extend(_bounds(table, row))
    for row in table.rows:
        if table.has(Role.LEAD) and not row.leads and row.path not in parents:
            found.append(
                findings.make(Code.LEAD_MISSING, table=table.id, path=row.path, column="lead", at=row.at)
            )
        if not row.leads_inherited:
            found.extend(_unknown(table.id, row.path, row.leads, row.at, column="lead"))
    return tuple(found)


def of_tasks(table: TaskTable) -> tuple[Finding, ...]:
    """Numbers, leads, deadlines of a task table."""
    found = list(sequences.of_tasks(table))
    for row in table.rows:
        path = row.number or row.continues or None
        if not row.is_only_text:
            if table.has(Role.LEAD) and not row.leads:
                found.append(
                    findings.make(Code.LEAD_MISSING, table=table.id, path=path, column="lead", at=row.at)
                )
            if table.has(Role.DEADLINE) and row.deadline.kind is DeadlineKind.UNSTATED:
                found.append(
                    findings.make(
                        Code.DEADLINE_MISSING, table=table.id, path=path, column="deadline", at=row.at
                    )
                )
        found.extend(_unknown(table.id, path, row.leads, row.at, column="lead"))
        found.extend(_unknown(table.id, path, row.partners, row.at, column=None))
    return tuple(found)


def between(tables: Iterable[CriteriaTable | TaskTable]) -> tuple[Finding, ...]:
    """Where two tables of one document disagree: the satisfaction index inside the reform index."""
    criteria = [table for table in tables if isinstance(table, CriteriaTable)]
    sources = [table for table in criteria if table.index == "SIPAS" and table.total]
    found: list[Finding] = []
    for target in (table for table in criteria if table.index == "PAR INDEX"):
        row = _importing(target)
        for source in sources[:1]:
            if row and source.total:
                found.extend(sums.conflicts(target.id, row, source.total))
    return tuple(found)


def _importing(table: CriteriaTable) -> CriterionRow | None:
    """The criterion into which the satisfaction index is imported: of several the weightiest."""
    named = [row for row in table.rows if sums.names_satisfaction(row.name)]
    parents: dict[str, int] = defaultdict(int)
    for row in table.rows:
        parents[row.parent] += 1
    leaves = [row for row in named if not parents[row.path]]
    return max(leaves or named, key=lambda row: number(row.max) or Decimal(0), default=None)


def _total_as_row(total: TotalRow) -> CriterionRow:
    return CriterionRow(
        "total", "", total.name, total.max, total.result, total.target, total.comparator, at=total.at
    )


def _bounds(table: CriteriaTable, row: CriterionRow) -> Iterable[Finding]:
    most, result, target = number(row.max), number(row.result), number(row.target)
    if most is not None and result is not None and result > most:
        yield _bound(table, row, Code.RESULT_ABOVE_MAX, "result", row.result, row.max)
    if most is not None and target is not None and target > most:
        yield _bound(table, row, Code.TARGET_ABOVE_MAX, "target", row.target, row.max)
    if result is not None and target is not None and target < result and row.comparator not in ("<", "<="):
        yield _bound(table, row, Code.TARGET_BELOW_RESULT, "target", row.target, row.result)


def _bound(
    table: CriteriaTable, row: CriterionRow, code: Code, column: str, stated: str | None, computed: str | None
) -> Finding:
    return findings.make(
        code, table=table.id, path=row.path, column=column, stated=stated, computed=computed, at=row.at
    )


def _unknown(
    table: str, path: str | None, leads: Sequence[Lead], at: At, *, column: str | None
) -> Iterable[Finding]:
    for lead in leads:
        if not lead.is_known:
            yield findings.make(
                Code.UNIT_UNKNOWN, table=table, path=path, column=column, stated=lead.text, at=at
            )
