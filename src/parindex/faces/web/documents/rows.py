"""The rows that were read, as the review desk shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.documents import review
from parindex.cycle.documents.outline import CriteriaTable, CriterionRow, TaskRow
from parindex.cycle.documents.queries import Review
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import showing
from parindex.faces.web.documents import findings, pages
from parindex.faces.web.documents.ways import Ways, row_id
from parindex.faces.web.showing import Sheet
from parindex.faces.web.templatetags.words import day, figure, sign

SHEET = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row that was read."""

    text: str
    label: str = ""
    note: str = ""
    is_figure: bool = False
    is_code: bool = False
    is_main: bool = False
    is_corrected: bool = False
    is_inherited: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was read; ``position`` is where it stood as read."""

    id: str
    name: str
    words: str
    cells: tuple[Cell, ...]
    depth: int
    flag: str
    is_here: bool
    is_total: bool
    url: str
    source_url: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column."""

    title: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A row that a person took out, with the way to put it back."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Table:
    """The table shown."""

    key: str
    title: str
    count: str
    columns: tuple[Heading, ...]
    rows: tuple[Row, ...]
    removed: tuple[Removed, ...]
    is_accepted: bool
    edit_url: str
    sheet: Sheet
    sought: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a table is to be shown: a sheet of it, the rows that hold some words, the row looked at."""

    sheet: int = 0
    words: str = ""
    here: str = ""


def table(table: Any, desk: Review, ways: Ways, *, wanted: Wanted, known: findings.Spots) -> Table:
    """One sheet of the table: the one asked for, else the one that holds the row looked at."""
    standing = _standing(table, desk, words=wanted.words)
    number = wanted.sheet or _sheet_of(wanted.here, [at for at, _row in standing])
    query = {"table": table.id, "q": wanted.words}
    sheet = showing.sheet(len(standing), number=number, query=query, size=SHEET)
    flags = _flags(table, desk, known)
    rows = [
        one_row(table, row, at, desk, ways, flags=flags, here=wanted.here)
        for at, row in standing[max(sheet.first - 1, 0) : sheet.last]
    ]
    return Table(
        key=table.id,
        title=pages.table_title(table),
        count=pages.count(table),
        columns=_criteria_columns(table) if isinstance(table, CriteriaTable) else _task_columns(),
        rows=tuple(rows),
        removed=tuple(_removed(table.id, at, ways) for at in gone(table.id, desk)),
        is_accepted=table.id in desk.accepted,
        edit_url=ways.table(table.id),
        sheet=sheet,
        sought=wanted.words,
    )


def _standing(table: Any, desk: Review, *, words: str) -> list[tuple[int | None, Any]]:
    """The rows with where they stood as read, then the total (None); those that hold every word."""
    total = getattr(table, "total", None)
    rows: list[tuple[int | None, Any]] = [*zip(desk.positions[table.id], table.rows, strict=True)]
    everything = [*rows, (None, total)] if total is not None else rows
    sought = fold(words).split()
    if not sought:
        return everything
    return [(at, row) for at, row in everything if all(word in _words(row) for word in sought)]


def _words(row: Any) -> str:
    cells = _task_cells(row, set()) if isinstance(row, TaskRow) else _criterion_cells(row, set())
    return fold(" ".join(cell.text for cell in cells))


def _sheet_of(here: str, positions: list[int | None]) -> int:
    """The sheet on which the row ``here`` stands; the first for a row that is nowhere."""
    standing = {findings.TOTAL if at is None else str(at): place for place, at in enumerate(positions)}
    return standing.get(here, 0) // SHEET + 1


def gone(table: str, desk: Review) -> list[int]:
    """The positions, as read, of rows that were taken out."""
    touched = {at for each, at, field in desk.corrected if each == table and field == review.REMOVED}
    return sorted(touched - set(desk.positions[table]))


def _removed(table: str, at: int, ways: Ways) -> Removed:
    return Removed(_("dòng đọc được thứ %(number)s") % {"number": at + 1}, ways.row(table, at))


def _flags(table: Any, desk: Review, known: findings.Spots) -> dict[int | None, str]:
    """The heaviest finding nobody kept, for each row."""
    flags: dict[int | None, str] = {}
    for finding in reversed(findings.of_table(desk.reading.findings, table.id)):
        found = findings.position_of(finding, desk, known)
        if found and review.fingerprint(finding) not in desk.kept:
            flags[found[1]] = finding.severity.value
    return flags


def one_row(
    table: Any,
    row: Any,
    at: int | None,
    desk: Review,
    ways: Ways,
    *,
    flags: dict[int | None, str],
    here: str = "",
) -> Row:
    """One row of the table as the desk shows it."""
    key = findings.TOTAL if at is None else str(at)
    corrected = {
        field
        for each, position, field in desk.corrected
        if each == table.id and position == (-1 if at is None else at)
    }
    cells = _task_cells(row, corrected) if isinstance(row, TaskRow) else _criterion_cells(row, corrected)
    name = row.text if isinstance(row, TaskRow) else row.name
    return Row(
        id=row_id(table.id, key),
        name=f"{getattr(row, 'code', '') or getattr(row, 'number', '')} {name}".strip()[:80],
        words=fold(" ".join(cell.text for cell in cells)),
        cells=cells,
        depth=min(row.depth, 5) if isinstance(row, CriterionRow) else 0,
        flag=flags.get(at, ""),
        is_here=here == key,
        is_total=at is None,
        url=ways.desk(table=table.id, row=key),
        source_url=ways.source(table=table.id, row=key),
        edit_url=ways.row(table.id, at),
    )


def _criteria_columns(table: CriteriaTable) -> tuple[Heading, ...]:
    return (
        Heading(_("Mã")),
        Heading(_("Nội dung")),
        Heading(_("Tối đa"), is_figure=True),
        Heading(f"{_('Kết quả')} {table.result_year or ''}".strip(), is_figure=True),
        Heading(f"{_('Mục tiêu')} {table.target_year or ''}".strip(), is_figure=True),
        Heading(_("Chủ trì")),
    )


def _task_columns() -> tuple[Heading, ...]:
    return tuple(
        Heading(each)
        for each in (
            _("STT"),
            pgettext("một", "Nhiệm vụ"),
            _("Thời hạn"),
            _("Chủ trì"),
            _("Phối hợp"),
            _("Sản phẩm"),
        )
    )


def _criterion_cells(row: Any, corrected: set[str]) -> tuple[Cell, ...]:
    leads = getattr(row, "leads", ())
    inherited = bool(getattr(row, "leads_inherited", False))
    target = "" if row.target is None else f"{sign(row.comparator)} {figure(row.target)}".strip()
    return (
        Cell(getattr(row, "code", ""), is_code=True, is_corrected="code" in corrected),
        Cell(row.name, is_main=True, is_corrected="name" in corrected),
        Cell(
            "" if row.max is None else figure(row.max),
            _("Tối đa"),
            is_figure=True,
            is_corrected="max" in corrected,
        ),
        Cell(
            "" if row.result is None else figure(row.result),
            _("Kết quả"),
            is_figure=True,
            is_corrected="result" in corrected,
        ),
        Cell(target, _("Mục tiêu"), is_figure=True, is_corrected=bool({"target", "comparator"} & corrected)),
        Cell(people(leads), _("Chủ trì"), is_corrected="leads" in corrected, is_inherited=inherited),
    )


def _task_cells(row: TaskRow, corrected: set[str]) -> tuple[Cell, ...]:
    due = day(row.deadline.due) if row.deadline.due else ""
    return (
        Cell(row.number or ("+" if row.continues else ""), is_code=True, is_corrected="number" in corrected),
        Cell(
            row.text or _("(tiếp nhiệm vụ %(number)s)") % {"number": row.continues or ""},
            is_main=True,
            is_corrected="text" in corrected,
        ),
        Cell(
            row.deadline.text,
            _("Thời hạn"),
            note=due if due != row.deadline.text else "",
            is_corrected="deadline" in corrected,
        ),
        Cell(people(row.leads), _("Chủ trì"), is_corrected="leads" in corrected),
        Cell(people(row.partners), _("Phối hợp"), is_corrected="partners" in corrected),
        Cell("; ".join(row.deliverables), _("Sản phẩm"), is_corrected="deliverables" in corrected),
    )


def people(leads: Any) -> str:
    """Leads or partners in one line, each with its scope."""
    return "; ".join(f"{lead.text} ({lead.scope})" if lead.scope else lead.text for lead in leads)
