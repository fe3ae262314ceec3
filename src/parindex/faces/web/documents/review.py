"""What the review desk shows: figures, findings with their places, the rows that were read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.documents import review
from parindex.cycle.documents.outline import CriteriaTable, CriterionRow, TaskRow
from parindex.cycle.documents.queries import Review
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Severity, Words
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.documents import pages, paper
from parindex.faces.web.showing import Chip, Figure, Step
from parindex.faces.web.templatetags.words import day, figure, sign

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


@dataclass(frozen=True, slots=True)
class Made:
    """Something that was made of the document."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole review desk."""

    title: str
    named: str
    about: str
    state: Chip
    steps: tuple[Step, ...]
    url: str
    original: str
    head_url: str
    accept_url: str
    keep_url: str
    figures: tuple[Figure, ...]
    counts: tuple[Chip, ...]
    findings: tuple[Place, ...]
    table: Table | None
    table_name: str
    source: paper.Source
    open_tables: int
    may_correct: bool
    may_edit: bool
    may_accept: bool
    result: str = ""
    made: tuple[Made, ...] = ()


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses of one document."""

    key: int

    def desk(self, **query: str) -> str:
        """The desk at a table and a row."""
        return _with(reverse("document", args=[self.key]), query)

    def source(self, **query: str) -> str:
        """The source pane alone."""
        return _with(reverse("document-source", args=[self.key]), query)

    def row(self, table: str, position: int | None) -> str:
        """The form of a row, or of the total."""
        if position is None:
            return reverse("document-total", args=[self.key, table])
        return reverse("document-row", args=[self.key, table, position])


def _with(address: str, query: dict[str, str]) -> str:
    return f"{address}?{urlencode(query)}" if query else address


def desk(document: Any, desk: Review, *, table: str, row: str, source: paper.Source, actor: Actor) -> Desk:
    """The review desk of ``document`` at ``table`` and ``row`` (a position as text, or "total")."""
    reading, place, ways = desk.reading, document.owner.place, Ways(document.pk)
    shown = next(
        (each for each in reading.tables if each.id == table), reading.tables[0] if reading.tables else None
    )
    may_correct = actor.can(Permission.DOCUMENT_CORRECT, at=place) and document.state in {"read", "accepted"}
    accepted = shown is not None and shown.id in desk.accepted
    findings = tuple(_place(each, desk, ways) for each in _of_table(reading.findings, table))
    return Desk(
        title=pages.title_of(document),
        named=pages.named(document),
        about=_about(document),
        state=pages.state_chip(document.state),
        steps=pages.steps(),
        url=ways.desk(**({"table": table} if table else {})),
        original=reverse("document-original", args=[document.pk]),
        head_url=reverse("document-head", args=[document.pk]),
        accept_url=reverse("document-accept", args=[document.pk]),
        keep_url=reverse("document-keep", args=[document.pk]),
        figures=_figures(desk, ways, chosen=table),
        counts=_counts(findings),
        findings=findings,
        table=_table(shown, desk, ways, here=row) if shown else None,
        table_name=pages.table_title(shown) if table and shown else "",
        source=source,
        open_tables=sum(1 for each in reading.tables if each.id not in desk.accepted),
        may_correct=may_correct,
        may_edit=may_correct and not accepted,
        may_accept=actor.can(Permission.DOCUMENT_ACCEPT, at=place) and document.state in {"read", "accepted"},
        result=_("Đã tiếp nhận %(count)s bảng. Chỉ số, mục tiêu và kế hoạch được lập từ văn bản này.")
        % {"count": len(desk.accepted)}
        if desk.accepted
        else "",
        made=_made(desk),
    )


def _about(document: Any) -> str:
    parts = [str(document.owner), document.name]
    parts.append(
        _("%(by)s tải lên %(at)s") % {"by": document.uploaded_by_name, "at": day(document.uploaded_at)}
    )
    return " · ".join(parts)


def _of_table(findings: tuple[Finding, ...], table: str) -> list[Finding]:
    """The findings of the table chosen, or all; heaviest first, in the order of the document."""
    weights = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    return sorted(
        (each for each in findings if not table or each.table == table), key=lambda f: weights[f.severity]
    )


def _figures(desk: Review, ways: Ways, *, chosen: str) -> tuple[Figure, ...]:
    """One figure a table, and the documents cited."""
    reading = desk.reading
    strip = [_figure(table, desk, ways, chosen=chosen) for table in reading.tables]
    cited = Figure(_("Văn bản được viện dẫn"), str(len(reading.citations)), note=_cited(reading.citations))
    return (*strip, cited)


def _cited(citations: tuple[Any, ...]) -> str:
    return ", ".join(each.number for each in citations[:3]) + ("…" if len(citations) > 3 else "")


def _figure(table: Any, desk: Review, ways: Ways, *, chosen: str) -> Figure:
    findings = [each for each in desk.reading.findings if each.table == table.id]
    waiting = [
        f for f in findings if f.severity is not Severity.INFO and review.fingerprint(f) not in desk.kept
    ]
    text = ngettext("! %(count)s điểm cần xem", "! %(count)s điểm cần xem", len(waiting)) % {
        "count": len(waiting)
    }
    chips = [Chip(text, "warn") if waiting else Chip("✓ " + _("khớp"), "ok")]
    if table.id in desk.accepted:
        chips.append(Chip("✓ " + _("đã tiếp nhận"), "ok"))
    is_criteria = isinstance(table, CriteriaTable)
    return Figure(
        pages.table_title(table),
        str(len(table.rows)),
        unit=_("tiêu chí") if is_criteria else _("nhiệm vụ"),
        chips=tuple(chips),
        url=ways.desk() if table.id == chosen else ways.desk(table=table.id),
        is_here=table.id == chosen,
    )


def _counts(findings: tuple[Place, ...]) -> tuple[Chip, ...]:
    count = Counter(each.severity for each in findings if not each.is_kept)
    said = (
        ("error", "bad", ngettext("%(n)s lỗi", "%(n)s lỗi", count["error"])),
        ("warning", "warn", ngettext("%(n)s cảnh báo", "%(n)s cảnh báo", count["warning"])),
        ("info", "info", ngettext("%(n)s thông tin", "%(n)s thông tin", count["info"])),
    )
    return tuple(Chip(text % {"n": count[key]}, tone) for key, tone, text in said if count[key])


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


def position_of(finding: Finding, desk: Review) -> tuple[Any, int | None] | None:
    """The table a finding is about, and where its row stood as read (None: the total); None if nowhere."""
    table = next((each for each in desk.reading.tables if each.id == finding.table), None)
    if table is None or finding.path is None:
        return None
    if finding.path == TOTAL:
        return table, None
    key = (lambda row: row.path) if isinstance(table, CriteriaTable) else (lambda row: row.number)
    hits = [at for at, row in enumerate(table.rows) if key(row) == finding.path]
    near = [at for at in hits if finding.row is None or table.rows[at].at.row == finding.row] or hits
    return (table, desk.positions[table.id][near[-1]]) if near else None


def _place(finding: Finding, desk: Review, ways: Ways) -> Place:
    found = position_of(finding, desk)
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


def row_id(table: str, position: str) -> str:
    """The anchor of a row in the page."""
    return f"row-{table}-{position}"


def _table(table: Any, desk: Review, ways: Ways, *, here: str) -> Table:
    flags = _flags(table, desk)
    positions = desk.positions[table.id]
    rows = [
        one_row(table, row, at, desk, ways, flags=flags, here=here)
        for at, row in zip(positions, table.rows, strict=True)
    ]
    total = getattr(table, "total", None)
    if total is not None:
        rows.append(one_row(table, total, None, desk, ways, flags=flags, here=here))
    return Table(
        key=table.id,
        title=pages.table_title(table),
        count=pages.count(table),
        columns=_criteria_columns(table) if isinstance(table, CriteriaTable) else _task_columns(),
        rows=tuple(rows),
        removed=tuple(_removed(table.id, at, ways) for at in gone(table.id, desk)),
        is_accepted=table.id in desk.accepted,
    )


def gone(table: str, desk: Review) -> list[int]:
    """The positions, as read, of rows that were taken out."""
    touched = {at for each, at, field in desk.corrected if each == table and field == review.REMOVED}
    return sorted(touched - set(desk.positions[table]))


def _removed(table: str, at: int, ways: Ways) -> Removed:
    return Removed(_("dòng đọc được thứ %(number)s") % {"number": at + 1}, ways.row(table, at))


def _flags(table: Any, desk: Review) -> dict[int | None, str]:
    """The heaviest finding nobody kept, for each row."""
    flags: dict[int | None, str] = {}
    for finding in reversed(_of_table(desk.reading.findings, table.id)):
        found = position_of(finding, desk)
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
    key = TOTAL if at is None else str(at)
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
        for each in (_("STT"), _("Nhiệm vụ"), _("Thời hạn"), _("Chủ trì"), _("Phối hợp"), _("Sản phẩm"))
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


def _made(desk: Review) -> tuple[Made, ...]:
    taken = [table for table in desk.reading.tables if table.id in desk.accepted]
    made = []
    if any(isinstance(table, CriteriaTable) for table in taken):
        made += [Made(_("Xem chỉ số"), reverse("indexes")), Made(_("Xem bộ tiêu chí"), reverse("frameworks"))]
    if any(not isinstance(table, CriteriaTable) for table in taken):
        made.append(Made(_("Xem kế hoạch"), reverse("plans")))
    return tuple(made)
