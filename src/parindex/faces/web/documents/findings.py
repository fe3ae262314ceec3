"""Findings on the review desk: how much each weighs, where it stands, what leads to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from parindex.cycle.documents import review
from parindex.cycle.documents.outline import CriterionRow, TaskRow
from parindex.cycle.documents.queries import Review
from parindex.engine.values.findings import Finding, Severity, Words
from parindex.faces.web.documents import pages
from parindex.faces.web.documents.ways import Ways, row_id

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Place:
    """One finding with the way to its place and to its remedy."""

    key: str
    severity: str
    weight: str
    where: str
    message: Words
    remedy: Words
    is_kept: bool
    row_id: str
    column: str
    url: str
    source_url: str
    edit_url: str


def of_table(findings: tuple[Finding, ...], table: str) -> list[Finding]:
    """The findings of the table chosen, or all; heaviest first, in the order of the document."""
    weights = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    return sorted(
        (each for each in findings if not table or each.table == table), key=lambda f: weights[f.severity]
    )


def weight(severity: str) -> str:
    """How much a finding weighs, in a word."""
    return {"error": _("Lỗi"), "warning": _("Cảnh báo"), "info": _("Thông tin")}[severity]


def column_words(table: Any, column: str | None) -> str:
    """The column a finding stands in: Mục tiêu 2024."""
    years = {"result": getattr(table, "result_year", None), "target": getattr(table, "target_year", None)}
    title = {
        "max": _("Điểm tối đa"),
        "result": _("Kết quả"),
        "target": _("Mục tiêu"),
        "code": _("Mã"),
        "name": _("Tên"),
        "lead": _("Chủ trì"),
        "deadline": _("Thời hạn"),
    }.get(column or "", "")
    year = years.get(column or "")
    return f"{title} {year}" if year else title


Spots = Mapping[tuple[str, str], list[int]]
"""Where in which table the rows of a path or a number stand."""


def spots(desk: Review) -> Spots:
    """Every row of the reading by its table and its path or number, found once for all findings."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for table in desk.reading.tables:
        rows: tuple[CriterionRow | TaskRow, ...] = table.rows
        for at, row in enumerate(rows):
            found[table.id, row.path if isinstance(row, CriterionRow) else row.number].append(at)
    return found


def position_of(finding: Finding, desk: Review, known: Spots) -> tuple[Any, int | None] | None:
    """The table a finding is about, and where its row stood as read (None: the total); None if nowhere."""
    table = next((each for each in desk.reading.tables if each.id == finding.table), None)
    if table is None or finding.path is None:
        return None
    if finding.path == TOTAL:
        return table, None
    hits = known.get((table.id, finding.path), [])
    near = [at for at in hits if finding.row is None or table.rows[at].at.row == finding.row] or hits
    return (table, desk.positions[table.id][near[-1]]) if near else None


def place(finding: Finding, desk: Review, ways: Ways, *, known: Spots) -> Place:
    """One finding with the way to its place."""
    found = position_of(finding, desk, known)
    table = found[0] if found else next((t for t in desk.reading.tables if t.id == finding.table), None)
    row = "" if found is None else TOTAL if found[1] is None else str(found[1])
    said = _code(finding.path) if finding.path else pages.table_title(table) if table else _("Toàn văn bản")
    column = column_words(table, finding.column)
    key = review.fingerprint(finding)
    is_open = found is not None and finding.table not in desk.accepted
    at = {"table": finding.table or "", "row": row}
    page = {"page": str(finding.page)} if finding.page else {}
    return Place(
        key=key,
        severity=finding.severity.value,
        weight=weight(finding.severity.value),
        where=" · ".join(part for part in (said, column) if part),
        message=finding.message,
        remedy=finding.remedy,
        is_kept=key in desk.kept,
        row_id=row_id(finding.table or "", row) if found else "source",
        column={"lead": "leads"}.get(finding.column or "", finding.column or ""),
        url=ways.desk(**at) if found else ways.desk(**page) if page else "",
        source_url=ways.source(**at) if found else ways.source(**page),
        edit_url=ways.row(finding.table or "", found[1]) if found and is_open else "",
    )


def _code(path: str) -> str:
    return _("Tổng cộng") if path == TOTAL else path.rpartition("/")[2]
