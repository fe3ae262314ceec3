"""Corrections of what was read: one field at a time, then every check again; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from parindex.cycle.documents import checks, deadlines, heads, leads
from parindex.cycle.documents.blocks import Cell, Line
from parindex.cycle.documents.outline import (
    CriteriaTable,
    CriterionRow,
    Head,
    Lead,
    Reading,
    TaskRow,
    TaskTable,
    TotalRow,
)
from parindex.cycle.units.directory import Directory
from parindex.engine.values import points
from parindex.engine.values.findings import Finding, Severity
from parindex.engine.values.vietnamese import squeeze

T = TypeVar("T", bound=Any)
TOTAL = -1
WHOLE_TABLE = -2
REMOVED = "removed"
COMPARATORS = ("=", ">", ">=", "<", "<=")
FIGURES = ("max", "result", "target")

HEAD_FIELDS = ("kind", "number", "issued_on", "place", "issuer", "title")
TABLE_FIELDS = ("index", "title", "caption", "annex", "result_year", "target_year")
TOTAL_FIELDS = ("name", *FIGURES, "comparator")
CRITERION_FIELDS = ("code", "name", *FIGURES, "comparator", "leads", REMOVED)
TASK_FIELDS = (
    *("number", "text", "deadline", "leads", "partners", "deliverables", "section", "section_title"),
    REMOVED,
)


class WrongValue(ValueError):
    """The value cannot stand in the field; the text is the name of the field."""


@dataclass(frozen=True, slots=True)
class Change:
    """A new value of one field: table "" is the document's head, row TOTAL or WHOLE_TABLE is special."""

    table: str
    row: int
    field: str
    value: str


def apply(reading: Reading, changes: Sequence[Change], *, directory: Directory, on: date) -> Reading:
    """``reading`` with the changes made in order and every check done again. Raises WrongValue."""
    tables = {table.id: table for table in reading.tables}
    head = reading.document
    removed: dict[str, set[int]] = {}
    for change in changes:
        if change.table == "":
            head = _of_head(head, change)
        elif change.table not in tables:
            raise WrongValue("table")
        elif change.field == REMOVED:
            _mark(removed.setdefault(change.table, set()), tables[change.table], change)
        else:
            tables[change.table] = _of_table(tables[change.table], change, directory=directory, on=on)
    standing_rows = (_without(tables[each.id], removed.get(each.id, set())) for each in reading.tables)
    after = tuple(_inheriting(table) for table in standing_rows)
    mended = {_place(tables[each.table], each) for each in changes if each.table}
    checked = set(_checked(reading.tables))
    lasting = (each for each in reading.findings if each not in checked)
    kept = tuple(each for each in lasting if (each.table, each.path, each.column) not in mended)
    return replace(reading, document=head, tables=after, findings=(*_checked(after), *kept))


def _checked(tables: Sequence[CriteriaTable | TaskTable]) -> tuple[Finding, ...]:
    """What the checks say of the tables, each by itself and all together."""
    alone = (finding for table in tables for finding in checks.of_table(table))
    return (*alone, *checks.between(tables))


def _place(table: CriteriaTable | TaskTable, change: Change) -> tuple[str, str | None, str]:
    """The table, path and column that a finding about the changed field names."""
    column = "lead" if change.field == "leads" else change.field
    if change.row == TOTAL:
        return (table.id, "total", column)
    if not 0 <= change.row < len(table.rows):
        return (table.id, None, column)
    row = _row(table, change.row)
    return (table.id, row.path if isinstance(row, CriterionRow) else row.number, column)


def standing(reading: Reading, changes: Sequence[Change]) -> dict[str, tuple[int, ...]]:
    """For each table the positions, as read, of the rows that no change removed."""
    gone: dict[str, set[int]] = {}
    for change in changes:
        if change.field == REMOVED:
            rows = gone.setdefault(change.table, set())
            (rows.add if change.value else rows.discard)(change.row)
    return {
        table.id: tuple(at for at in range(len(table.rows)) if at not in gone.get(table.id, set()))
        for table in reading.tables
    }


def value_of(reading: Reading, change: Change) -> str:
    """What stands in the field of ``change``, as text. Raises WrongValue for an unknown place.

    ``reading`` must hold every row as read: rows are counted before any was removed.
    """
    if change.table == "":
        return _as_text(_field(reading.document, HEAD_FIELDS, change.field))
    table = next((each for each in reading.tables if each.id == change.table), None)
    if table is None:
        raise WrongValue("table")
    if change.row == WHOLE_TABLE:
        return _as_text(_field(table, TABLE_FIELDS, change.field))
    if change.row == TOTAL and isinstance(table, CriteriaTable) and table.total is not None:
        return _as_text(_field(table.total, TOTAL_FIELDS, change.field))
    row = _row(table, change.row)
    if change.field == REMOVED:
        return ""
    known = CRITERION_FIELDS if isinstance(row, CriterionRow) else TASK_FIELDS
    return _as_text(_field(row, known, change.field))


def fingerprint(finding: Finding) -> str:
    """What a finding is remembered by when it is kept: its code and its place, and what it saw there."""
    parts = (finding.code, finding.table, finding.path, finding.column, finding.stated, finding.computed)
    return "|".join("" if part is None else part for part in parts)[:200]


def weighing(findings: Iterable[Finding], *, kept: frozenset[str] = frozenset()) -> int:
    """How many findings still wait for a person: warnings and errors nobody kept."""
    waiting = (each for each in findings if each.severity is not Severity.INFO)
    return sum(1 for each in waiting if fingerprint(each) not in kept)


def day_of(reading: Reading, *, today: date) -> date:
    """The day at which the units that a document names are looked up."""
    return heads.day_of(reading.document, today=today)


def _of_head(head: Head, change: Change) -> Head:
    _field(head, HEAD_FIELDS, change.field)
    text = squeeze(change.value)
    if change.field == "issued_on":
        return replace(head, issued_on=_day(text))
    if change.field == "kind":
        return replace(head, kind=_among(text, ("plan", "annex", "report", "decision", "other"), "kind"))
    return _with(head, change.field, text or None)


def _of_table(
    table: CriteriaTable | TaskTable, change: Change, *, directory: Directory, on: date
) -> CriteriaTable | TaskTable:
    if change.row == WHOLE_TABLE:
        return _of_whole(table, change)
    if isinstance(table, TaskTable):
        task = _of_task(_task(table, change.row), change, directory=directory, on=on)
        return replace(table, rows=_put(table.rows, change.row, task))
    if change.row == TOTAL:
        return replace(table, total=_of_total(table.total or TotalRow(), change))
    if change.field == "code":
        return _renamed(table, change)
    row = _of_criterion(_criterion(table, change.row), change, directory=directory, on=on)
    return replace(table, rows=_put(table.rows, change.row, row))


def _of_whole(table: CriteriaTable | TaskTable, change: Change) -> CriteriaTable | TaskTable:
    if not hasattr(table, change.field) or change.field not in TABLE_FIELDS:
        raise WrongValue(change.field)
    text = squeeze(change.value)
    if change.field in {"annex", "result_year", "target_year"}:
        return _with(table, change.field, _count(text, change.field))
    return _with(table, change.field, text or None)


def _of_total(total: TotalRow, change: Change) -> TotalRow:
    _field(total, TOTAL_FIELDS, change.field)
    return _with(total, change.field, _plain(change))


def _of_criterion(row: CriterionRow, change: Change, *, directory: Directory, on: date) -> CriterionRow:
    _field(row, CRITERION_FIELDS, change.field)
    if change.field == "leads":
        return replace(row, leads=_items(change.value, directory=directory, on=on), leads_inherited=False)
    return _with(row, change.field, _plain(change))


def _of_task(row: TaskRow, change: Change, *, directory: Directory, on: date) -> TaskRow:
    _field(row, TASK_FIELDS, change.field)
    if change.field in {"leads", "partners"}:
        return _with(row, change.field, _items(change.value, directory=directory, on=on))
    if change.field == "deadline":
        return replace(row, deadline=deadlines.read(squeeze(change.value), year=on.year))
    if change.field == "deliverables":
        pieces = (squeeze(line) for line in change.value.splitlines())
        return replace(row, deliverables=tuple(piece for piece in pieces if piece))
    text = squeeze(change.value)
    return _with(row, change.field, text if change.field in {"number", "text"} else text or None)


def _plain(change: Change) -> str | None:
    text = squeeze(change.value)
    if change.field == "comparator":
        return _among(text or "=", COMPARATORS, "comparator")
    if change.field not in FIGURES:
        return text
    if not text:
        return None
    number = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    try:
        points.figure(number)
    except points.NotAFigure as wrong:
        raise WrongValue(change.field) from wrong
    return number


def _renamed(table: CriteriaTable, change: Change) -> CriteriaTable:
    """A new code for a row: its path follows, and the paths of all below it."""
    row = _criterion(table, change.row)
    code = squeeze(change.value).rstrip(".")
    if not code or "/" in code:
        raise WrongValue("code")
    path = f"{row.parent}/{code}" if row.parent else code
    old = f"{row.path}/"

    def moved(each: CriterionRow) -> CriterionRow:
        return replace(each, path=f"{path}/{each.path[len(old) :]}") if each.path.startswith(old) else each

    below = _put(table.rows, change.row, replace(row, code=code, path=path))
    return replace(table, rows=tuple(moved(each) for each in below))


def _inheriting(table: CriteriaTable | TaskTable) -> CriteriaTable | TaskTable:
    """Leads of criteria handed down again, after a lead above may have changed."""
    if isinstance(table, TaskTable):
        return table
    rows: list[CriterionRow] = []
    above: tuple[str, tuple[Lead, ...]] = ("", ())
    for row in table.rows:
        domain = row.path.partition("/")[0]
        handed = above[1] if above[0] == domain else ()
        is_blank = row.leads_inherited or not row.leads
        own = replace(row, leads=handed, leads_inherited=bool(handed)) if is_blank else row
        rows.append(own)
        above = (domain, own.leads)
    return replace(table, rows=tuple(rows))


def _without(table: CriteriaTable | TaskTable, removed: set[int]) -> CriteriaTable | TaskTable:
    if isinstance(table, TaskTable):
        return replace(table, rows=tuple(row for at, row in enumerate(table.rows) if at not in removed))
    return replace(table, rows=tuple(row for at, row in enumerate(table.rows) if at not in removed))


def _mark(removed: set[int], table: CriteriaTable | TaskTable, change: Change) -> None:
    _row(table, change.row)
    if change.value:
        removed.add(change.row)
    else:
        removed.discard(change.row)


def _items(text: str, *, directory: Directory, on: date) -> tuple[Lead, ...]:
    """The units of a corrected cell, one a line or parted by ";" as in a document."""
    lines = (squeeze(line) for line in text.splitlines())
    cells = (Cell((Line(line),)) for line in lines if line)
    return tuple(lead for cell in cells for lead in leads.read(cell, directory=directory, on=on))


def _row(table: CriteriaTable | TaskTable, at: int) -> CriterionRow | TaskRow:
    return _task(table, at) if isinstance(table, TaskTable) else _criterion(table, at)


def _task(table: TaskTable, at: int) -> TaskRow:
    if not 0 <= at < len(table.rows):
        raise WrongValue("row")
    return table.rows[at]


def _criterion(table: CriteriaTable, at: int) -> CriterionRow:
    if not 0 <= at < len(table.rows):
        raise WrongValue("row")
    return table.rows[at]


def _put(rows: tuple[T, ...], at: int, row: T) -> tuple[T, ...]:
    return (*rows[:at], row, *rows[at + 1 :])


def _with(value: T, field: str, new: Any) -> T:
    """``value`` with another content of one field, whose name was checked before."""
    changed: dict[str, Any] = {field: new}
    return replace(value, **changed)


def _field(value: object, known: tuple[str, ...], name: str) -> Any:
    if name not in known:
        raise WrongValue(name)
    return getattr(value, name)


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(_item_text(item) for item in value)
    return str(getattr(value, "text", value))


def _item_text(item: Any) -> str:
    if isinstance(item, str):
        return item
    return f"{item.text} ({item.scope})" if item.scope else str(item.text)


def _among(text: str, known: tuple[str, ...], field: str) -> str:
    if text not in known:
        raise WrongValue(field)
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise WrongValue("issued_on") from wrong


def _count(text: str, field: str) -> int | None:
    if text and not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise WrongValue(field)
    return int(text) if text else None
