"""Task tables: parts and sections, tasks, further assignments, rows cut by page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from parindex.cycle.documents import (
    codes,
    cuts,
    deadlines,
    findings,
    items,
    leads,
    namecodes,
    tables,
    titles,
)
from parindex.cycle.documents.blocks import At, Cell, Line
from parindex.cycle.documents.codes import Kind
from parindex.cycle.documents.findings import Code
from parindex.cycle.documents.outline import Column, Note, Passage, RawRow, Role, TaskRow, TaskTable
from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import squeeze

_CELLS = (Role.DEADLINE, Role.LEAD, Role.PARTNER, Role.DELIVERABLE)


@dataclass(frozen=True, slots=True)
class Result:
    """One task table, its unread rows, headings without rows, and what reading found."""

    table: TaskTable
    raw: tuple[RawRow, ...]
    text: tuple[Passage, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Line:
    """One row in the making: its cells by role, joined over page ends."""

    code: str
    text: Cell
    cells: dict[Role, Cell]
    other: dict[tuple[int, str], str]
    at: At
    printed: tuple[str, ...]
    named: tuple[int, ...] = ()
    is_joined: bool = False

    @property
    def kind(self) -> Kind:
        return codes.read(self.code).kind

    @property
    def is_heading(self) -> bool:
        return self.kind in (Kind.PART, Kind.ROMAN)

    def has(self, *roles: Role) -> bool:
        return any(self.cells[role].lines for role in roles)


@dataclass(slots=True)
class _Walk:
    """State while rows become tasks."""

    id: str
    directory: leads.Directory
    on: date
    year: int | None
    part: _Line | None = None
    section: _Line | None = None
    number: str = ""
    rows: list[TaskRow] = field(default_factory=list)
    raw: list[RawRow] = field(default_factory=list)
    text: list[Passage] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    headings: list[_Line] = field(default_factory=list)


def read(
    grid: tables.Grid,
    *,
    id: str,
    directory: leads.Directory,
    on: date,
    year: int | None,
) -> Result:
    """The task table that a grid holds; ``year`` is the document's, for deadlines without one."""
    heading = titles.above(grid.above)
    walk = _Walk(id, directory, on, year)
    for line in _joined(grid):
        _take(walk, line)
    for line in walk.headings:
        if id_of(line) not in walk.used and line.text.lines:
            walk.text.append(Passage(squeeze(f"{line.code} {line.text.text}"), line.at))
    table = TaskTable(
        id=id,
        rows=tuple(walk.rows),
        annex=heading.annex,
        title=heading.title,
        caption=heading.caption,
        columns=grid.columns,
        at=grid.at,
    )
    return Result(table, tuple(walk.raw), tuple(walk.text), tuple(walk.findings))


def id_of(line: _Line) -> int:
    """The place of a heading row in its table."""
    return line.at.row or 0


def _joined(grid: tables.Grid) -> list[_Line]:
    """The rows, those cut by page ends whole again."""
    lines: list[_Line] = []
    for record in grid.records:
        line = _line(grid, record)
        if record.is_after_break and lines and not line.code and _continues(line, lines[-1]):
            _join(grid.columns, lines, line)
        else:
            lines.append(line)
    return lines


def _line(grid: tables.Grid, record: tables.Record) -> _Line:
    code = grid.cell(record, Role.CODE).text
    text = grid.cell(record, Role.NAME)
    if not any(column.role is Role.CODE for column in grid.columns):
        code, rest = codes.leading(text.text)
        text = _cell(rest) if code else text
    elif not code:
        code, text = _named_code(grid, record)
    elif codes.read(code).kind is Kind.WORDS:
        inner, rest = codes.leading(code)
        text = _cell(f"{rest} {text.text}") if inner else _cell(f"{code} {text.text}")
        code = inner
    used = (Role.CODE, Role.NAME, *_CELLS)
    other = {
        (place, column.heading): cell.text
        for place, (column, cell) in enumerate(zip(grid.columns, record.cells, strict=True))
        if column.role not in used and cell.text
    }
    printed = tuple(cell.text for cell in record.cells)
    cells = {role: grid.cell(record, role) for role in _CELLS}
    named = tuple(at for at, one in enumerate(grid.columns) if one.role in (Role.CODE, Role.NAME))
    return _Line(code, text, cells, other, record.at, printed, named)


def _named_code(grid: tables.Grid, record: tables.Record) -> tuple[str, Cell]:
    """The number in the text where the cell of numbers is blank: of an assignment, or of a section."""
    text = grid.cell(record, Role.NAME)
    code, rest = codes.leading(text.text)
    dated, led = (bool(grid.cell(record, role).lines) for role in (Role.DEADLINE, Role.LEAD))
    is_task = dated or (led and not record.is_after_break)
    is_section = namecodes.is_heading(code) and not any(grid.cell(record, role).lines for role in _CELLS)
    if code and not namecodes.is_bullet(code) and (is_task or is_section):
        return code, _cell(rest)
    return "", text


def _cell(text: str) -> Cell:
    return Cell((Line(squeeze(text)),)) if squeeze(text) else Cell()


def _continues(line: _Line, above: _Line) -> bool:
    """Whether a row without a number goes on with the one above the page end."""
    text, deadline = line.text.text, line.cells[Role.DEADLINE].text
    if above.is_heading and not line.has(*_CELLS):
        return text[:1].islower()
    if not deadline:
        return True
    return (not text or text[:1].islower()) and not deadlines.is_itself(deadline)


def _join(table: Sequence[Column], lines: Sequence[_Line], piece: _Line) -> None:
    """Each piece goes to the nearest row above that has text in that column."""
    lines[-1].is_joined = True
    if piece.text.lines:
        above = next((line for line in reversed(lines) if line.text.lines), lines[-1])
        above.text = cuts.glued(above.text, piece.text)
    for place, (column, text) in enumerate(zip(table, piece.printed, strict=True)):
        role = column.role
        if not text or role in (Role.CODE, Role.NAME):
            continue
        above = next((line for line in reversed(lines) if line.printed[place]), lines[-1])
        above.printed = cuts.lengthened(above.printed, text, place=place)
        if role in _CELLS:
            above.cells[role] = cuts.glued(above.cells[role], piece.cells[role])
        else:
            key = (place, column.heading)
            above.other[key] = squeeze(f"{above.other.get(key, '')} {text}")


def _take(walk: _Walk, line: _Line) -> None:
    """One whole row: a part, a section, a task, a further assignment, or unread."""
    if line.is_heading:
        _enter(walk, line)
    elif not line.text.lines and not line.has(*_CELLS):
        _unread(walk, line)
    else:
        _row(walk, line)


def _enter(walk: _Walk, line: _Line) -> None:
    if line.kind is Kind.PART:
        walk.part, walk.section = line, None
    else:
        walk.section = line
    walk.headings.append(line)
    if line.has(*_CELLS) or line.other:
        _unread(walk, line, said=line.named)
    if line.is_joined:
        walk.findings.append(findings.make(Code.ROW_JOINED, table=walk.id, at=line.at, name=line.code))


def _unread(walk: _Walk, line: _Line, *, said: Sequence[int] = ()) -> None:
    """Keep the cells of a row that is not understood, but for those ``said`` elsewhere."""
    cells = tuple("" if place in said else text for place, text in enumerate(line.printed))
    walk.raw.append(RawRow(cells, walk.id, line.at))
    stated = " | ".join(filter(None, cells))
    walk.findings.append(findings.make(Code.ROW_UNREAD, table=walk.id, at=line.at, stated=stated))


def _row(walk: _Walk, line: _Line) -> None:
    code = codes.read(line.code)
    continues = walk.number if not line.code and not line.text.lines else None
    walk.number = code.text or ("" if line.text.lines else walk.number)
    for heading in filter(None, (walk.part, walk.section)):
        walk.used.add(id_of(heading))
    led, helped = leads.parted(line.cells[Role.LEAD], directory=walk.directory, on=walk.on)
    walk.rows.append(
        TaskRow(
            number=code.text,
            text=line.text.text,
            deadline=deadlines.read(line.cells[Role.DEADLINE].text, year=walk.year),
            leads=led,
            partners=helped + leads.read(line.cells[Role.PARTNER], directory=walk.directory, on=walk.on),
            deliverables=items.of_products(line.cells[Role.DELIVERABLE]),
            part=codes.read(walk.part.code).text if walk.part else None,
            part_title=walk.part.text.text if walk.part else None,
            section=codes.read(walk.section.code).text if walk.section else None,
            section_title=walk.section.text.text if walk.section else None,
            continues=continues,
            at=line.at,
            other=tuple(Note(heading, text) for (_, heading), text in line.other.items()),
        )
    )
    if line.is_joined:
        path = code.text or continues or None
        walk.findings.append(findings.make(Code.ROW_JOINED, table=walk.id, path=path, at=line.at))
