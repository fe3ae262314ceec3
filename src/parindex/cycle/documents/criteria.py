"""Criteria tables: rows with paths, figures and inherited leads; the total; what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from parindex.cycle.documents import (
    codes,
    columns,
    cuts,
    figures,
    findings,
    leads,
    namecodes,
    tables,
    titles,
    totals,
)
from parindex.cycle.documents.blocks import At, Cell, Start
from parindex.cycle.documents.codes import Kind
from parindex.cycle.documents.findings import Code
from parindex.cycle.documents.outline import (
    Column,
    CriteriaTable,
    CriterionRow,
    Lead,
    Note,
    RawRow,
    Role,
    TotalRow,
)
from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import squeeze

_FIGURES = (Role.MAX, Role.RESULT, Role.TARGET)


@dataclass(frozen=True, slots=True)
class Result:
    """One criteria table, its rows that were not understood, and what reading found."""

    table: CriteriaTable
    raw: tuple[RawRow, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Line:
    """One row in the making: texts by role, joined over page ends."""

    code: str
    name: str
    printed: dict[Role, str]
    lead: Cell
    other: dict[tuple[int, str], str]
    at: At
    cells: tuple[str, ...]
    is_joined: bool = False

    def says(self, role: Role, place: int) -> bool:
        """Whether the row has text in the column of this role at this place."""
        return bool(self.name) if role is Role.NAME else bool(self.cells[place])

    def numbers(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """The maximum, the result and the target."""
        values = [figures.read(self.printed.get(role, "")).value for role in _FIGURES]
        most, result, target = (None if value is None else Decimal(value) for value in values)
        return most, result, target

    def has_figure(self) -> bool:
        return any(figures.is_figure(self.printed.get(role, "")) for role in _FIGURES)


@dataclass(slots=True)
class _Walk:
    """State while rows become criteria."""

    id: str
    directory: leads.Directory
    on: date
    paths: codes.Paths = field(default_factory=codes.Paths)
    rows: list[CriterionRow] = field(default_factory=list)
    raw: list[RawRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    inherited: tuple[str, tuple[Lead, ...]] = ("", ())


def read(
    grid: tables.Grid,
    *,
    id: str,
    directory: leads.Directory,
    on: date,
    document_title: str | None,
) -> Result:
    """The criteria table that a grid holds."""
    heading = titles.above(grid.above)
    lines = _joined(grid)
    walk = _Walk(id, directory, on)
    total_line = _total(lines)
    total = None
    has_codes = any(line.code for line in lines)
    for line in lines:
        if line is total_line:
            total = _total_row(walk, line)
        elif not line.code and (has_codes or not line.has_figure()):
            _unread(walk, line)
        else:
            _row(walk, line)
    years = {column.role: column.year for column in grid.columns}
    target_year = years.get(Role.TARGET)
    if target_year is None and Role.TARGET in years:
        target_year = columns.year_of(heading.title or "") or columns.year_of(document_title or "")
    table = CriteriaTable(
        id=id,
        rows=tuple(walk.rows),
        total=total,
        annex=heading.annex,
        index=titles.index_of(heading.title or grid.at.sheet, document=document_title),
        title=heading.title,
        caption=heading.caption,
        result_year=years.get(Role.RESULT),
        target_year=target_year,
        columns=grid.columns,
        at=grid.at,
    )
    return Result(table, tuple(walk.raw), tuple(walk.findings))


def _joined(grid: tables.Grid) -> list[_Line]:
    """The rows, those cut by page ends whole again."""
    lines: list[_Line] = []
    roots = namecodes.roots(grid.cell(record, Role.NAME).text for record in grid.records)
    for record in grid.records:
        line = _line(grid, record, roots)
        continues = record.is_after_break and not line.code and not line.has_figure() and bool(lines)
        only_lead = not line.code and not line.name and not any(line.printed.values()) and bool(lines)
        if continues:
            lines[-1].is_joined = True
            _join(grid.columns, lines, line)
        elif only_lead and line.lead.lines:
            items = Cell(tuple(replace(one, start=Start.ITEM) for one in line.lead.lines))
            _join(grid.columns, lines[-1:], replace(line, lead=items))
        else:
            lines.append(line)
    return lines


def _line(grid: tables.Grid, record: tables.Record, roots: frozenset[str]) -> _Line:
    code = grid.cell(record, Role.CODE).text
    name = grid.cell(record, Role.NAME).text
    if not any(column.role is Role.CODE for column in grid.columns):
        code, name = namecodes.split(name, roots=roots)
    elif not code:
        code, name = _named_code(grid, record, roots)
    elif codes.read(code).kind is Kind.WORDS:
        inner, rest = codes.leading(code)
        code, name = (inner, squeeze(f"{rest} {name}")) if inner else ("", squeeze(f"{code} {name}"))
    other = {
        (place, column.heading): cell.text
        for place, (column, cell) in enumerate(zip(grid.columns, record.cells, strict=True))
        if column.role not in (Role.CODE, Role.NAME, Role.LEAD, *_FIGURES) and cell.text
    }
    return _Line(
        code=code,
        name=name,
        printed={role: grid.cell(record, role).text for role in _FIGURES},
        lead=grid.cell(record, Role.LEAD),
        other=other,
        at=record.at,
        cells=tuple(cell.text for cell in record.cells),
    )


def _named_code(grid: tables.Grid, record: tables.Record, roots: frozenset[str]) -> tuple[str, str]:
    """The code in the name where the cell of codes is blank: only figures make a row of any code."""
    name = grid.cell(record, Role.NAME).text
    code, rest = namecodes.split(name, roots=roots)
    has_figure = any(figures.is_figure(grid.cell(record, role).text) for role in _FIGURES)
    is_domain = not record.is_after_break and (namecodes.is_heading(code) or namecodes.is_deep(code))
    return (code, rest) if code and (has_figure or is_domain) else ("", name)


def _join(table: Sequence[Column], lines: Sequence[_Line], piece: _Line) -> None:
    """Each piece goes to the nearest row above that has text in that column."""
    for place, (column, text) in enumerate(zip(table, piece.cells, strict=True)):
        if not text:
            continue
        role = Role.NAME if column.role is Role.CODE else column.role
        above = next((line for line in reversed(lines) if line.says(role, place)), lines[-1])
        if role is Role.NAME:
            above.name = squeeze(f"{above.name} {text}")
            place = next((at for at, one in enumerate(table) if one.role is role), place)
        elif role is Role.LEAD:
            above.lead = cuts.glued(above.lead, piece.lead)
        elif role in _FIGURES:
            above.printed[role] = squeeze(f"{above.printed[role]} {text}")
        else:
            key = (place, column.heading)
            above.other[key] = squeeze(f"{above.other.get(key, '')} {text}")
        above.cells = cuts.lengthened(above.cells, text, place=place)


def _total(lines: Sequence[_Line]) -> _Line | None:
    """The unnumbered row of totals, if the table has one."""
    place = totals.place_of([totals.Stated(line.code, line.name, line.numbers()) for line in lines])
    return None if place is None else lines[place]


def _unread(walk: _Walk, line: _Line) -> None:
    walk.raw.append(RawRow(line.cells, walk.id, line.at))
    stated = " | ".join(filter(None, line.cells))
    walk.findings.append(findings.make(Code.ROW_UNREAD, table=walk.id, at=line.at, stated=stated))


def _row(walk: _Walk, line: _Line) -> None:
    code = codes.read(line.code)
    path = walk.paths.enter(code)
    values = {role: _figure(walk, line, role, path) for role in _FIGURES}
    own, helped = leads.parted(line.lead, directory=walk.directory, on=walk.on)
    domain = path.partition("/")[0]
    inherited = not own and walk.inherited[0] == domain and bool(walk.inherited[1])
    if own:
        walk.inherited = (domain, own)
    walk.rows.append(
        CriterionRow(
            path=path,
            code=code.text,
            name=line.name,
            max=values[Role.MAX].value,
            result=values[Role.RESULT].value,
            target=values[Role.TARGET].value,
            comparator=values[Role.TARGET].comparator,
            leads=walk.inherited[1] if inherited else own,
            leads_inherited=inherited,
            at=line.at,
            other=(*_notes(line), *(Note("", lead.printed) for lead in helped)),
        )
    )
    if line.is_joined:
        walk.findings.append(findings.make(Code.ROW_JOINED, table=walk.id, path=path, at=line.at))


def _total_row(walk: _Walk, line: _Line) -> TotalRow:
    values = {role: _figure(walk, line, role, "total") for role in _FIGURES}
    notes = list(_notes(line))
    if line.lead.lines:
        notes.append(Note("", line.lead.text))
    if line.is_joined:
        walk.findings.append(findings.make(Code.ROW_JOINED, table=walk.id, path="total", at=line.at))
    return TotalRow(
        name=line.name,
        max=values[Role.MAX].value,
        result=values[Role.RESULT].value,
        target=values[Role.TARGET].value,
        comparator=values[Role.TARGET].comparator,
        at=line.at,
        other=tuple(notes),
    )


def _notes(line: _Line) -> tuple[Note, ...]:
    return tuple(Note(heading, text) for (_, heading), text in line.other.items())


def _figure(walk: _Walk, line: _Line, role: Role, path: str) -> figures.Figure:
    figure = figures.read(line.printed.get(role, ""))
    code = Code.NUMBER_UNREAD if figure.is_unreadable else Code.DECIMAL_COMMA if figure.has_comma else None
    if code:
        walk.findings.append(
            findings.make(
                code,
                table=walk.id,
                path=path,
                column=role.value,
                stated=figure.printed,
                computed=figure.value,
                at=line.at,
            )
        )
    return figure
