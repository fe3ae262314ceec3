"""Grids into whole tables: headers found, pieces joined over pages, repeated heads dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from parindex.cycle.documents import closings, codes, continuing, headers, totals
from parindex.cycle.documents import columns as headings
from parindex.cycle.documents.blocks import At, Blocks, Cell, Paragraph, Row, Table
from parindex.cycle.documents.outline import Column, Role
from parindex.engine.values.vietnamese import fold

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:trang|page)\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_DRESSED = re.compile(
    r"[-–—]\s*(?:(?:trang|page)\s*)?\d{1,4}\s*[-–—]|(?:trang|page)\s*\d{1,4}(?:\s*/\s*\d{1,4})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Record:
    """One row below the header: its cells in the order of the columns."""

    cells: tuple[Cell, ...]
    at: At
    is_after_break: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One whole table: its columns, its rows, the paragraphs standing above it."""

    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    above: tuple[Paragraph, ...] = ()
    at: At = field(default_factory=At)

    @property
    def is_criteria(self) -> bool:
        """Whether it lists criteria; otherwise tasks."""
        return headings.is_criteria({column.role for column in self.columns})

    def cell(self, record: Record, role: Role) -> Cell:
        """The cell of a record in the column with this role; an empty one if there is none."""
        for column, cell in zip(self.columns, record.cells, strict=True):
            if column.role is role:
                return cell
        return Cell()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A table that is neither criteria nor tasks."""

    table: Table


Part = Paragraph | Grid | Unknown


@dataclass(slots=True)
class _Open:
    """The table being put together."""

    columns: tuple[Column, ...]
    header: tuple[tuple[str, ...], ...]
    above: tuple[Paragraph, ...]
    at: At
    records: list[Record] = field(default_factory=list)
    sheet: str | None = None


def parts(blocks: Blocks) -> tuple[Part, ...]:
    """The document in order: paragraphs, whole tables, and tables of no known kind."""
    return _Joining().run(blocks.blocks)


def is_page_number(text: str) -> bool:
    """Whether a paragraph may print nothing but the number of its page."""
    return bool(_PAGE_NUMBER.fullmatch(text))


def is_dressed_number(text: str) -> bool:
    """Whether a paragraph can be nothing but the number of its page: "- 3 -", "Trang 3/12"."""
    return bool(_DRESSED.fullmatch(text.strip()))


def heading_paragraphs(table: Table, end: int) -> tuple[Paragraph, ...]:
    """The rows before the header, each distinct phrase a paragraph."""
    return tuple(
        Paragraph(line.text, row.at) for row in table.rows[:end] for cell in row.cells for line in cell.lines
    )


class _Joining:
    """Walks over the blocks with the table that may still go on."""

    def __init__(self) -> None:
        self.done: list[Part | _Open] = []
        self.open: _Open | None = None
        self.between: list[Paragraph] = []

    def run(self, blocks: Iterable[Paragraph | Table]) -> tuple[Part, ...]:
        for block in blocks:
            if isinstance(block, Paragraph):
                self.between.append(block)
                self.done.append(block)
            elif any(cell.lines for row in block.rows for cell in row.cells):
                self._table(block)
        return tuple(closed for part in self.done for closed in _closed(part))

    def _table(self, table: Table) -> None:
        table = _even(table)
        found = headers.find(table)
        piece = _as_wide(table, self.open) if self.open else table
        goes_on = self.open is not None and _fits(piece, self.open)
        if goes_on and (not found or _is_below_rows(table, found[0])):
            self._without_header(piece)
        elif found:
            start, end, columns = found
            self._with_header(table, start, end, columns)
        else:
            self.done.append(Unknown(table))
            self.between, self.open = [], None

    def _with_header(self, table: Table, start: int, end: int, columns: tuple[Column, ...]) -> None:
        header = tuple(headers.texts_of(row) for row in table.rows[start:end])
        above = heading_paragraphs(table, start)
        rest = table.rows[end:]
        same = (
            self.open
            and not self._has_heading(above)
            and table.at.sheet == self.open.sheet
            and headings.alike(headers.flat(header), headers.flat(self.open.header))
        )
        self.done.extend(above)
        if same and self.open:
            repeated = min(end - start, len(self.open.header))
            _extend(self.open, table.rows[start + repeated :])
        else:
            self._begin(columns, header, table, rest, (*self.between, *above))
        self.between = []

    def _without_header(self, table: Table) -> None:
        assert self.open
        if self._has_annex() or (table.at.sheet != self.open.sheet):
            self._begin(self.open.columns, self.open.header, table, table.rows, tuple(self.between))
        else:
            _extend(self.open, table.rows)
        self.between = []

    def _begin(
        self,
        columns: tuple[Column, ...],
        header: tuple[tuple[str, ...], ...],
        table: Table,
        rest: Sequence[Row],
        above: tuple[Paragraph, ...],
    ) -> None:
        self.open = _Open(columns, header, above, table.at, sheet=table.at.sheet)
        self.done.append(self.open)
        _extend(self.open, rest, is_first=True)

    def _has_heading(self, within: Sequence[Paragraph]) -> bool:
        lines = [line.text for line in (*self.between, *within) if not is_page_number(line.text)]
        return bool(lines) and not self._says_it_goes_on(lines)

    def _has_annex(self) -> bool:
        lines = [line.text for line in self.between if not is_page_number(line.text)]
        is_named = any(continuing.NUMBERED.match(fold(line)) for line in lines)
        return is_named and not self._says_it_goes_on(lines)

    def _says_it_goes_on(self, lines: Sequence[str]) -> bool:
        above = self.open.above if self.open else ()
        return continuing.says_so(lines, above=[line.text for line in above])


def _closed(part: Part | _Open) -> tuple[Part, ...]:
    """A part that is whole; what closes a table in its last rows follows it as paragraphs."""
    if not isinstance(part, _Open):
        return (part,)
    end = closings.end_of_rows(part.columns, [record.cells for record in part.records])
    records = tuple(_named(part.columns, record) for record in part.records[:end])
    grid = Grid(part.columns, records, part.above, part.at)
    closing = (
        Paragraph(line, record.at)
        for record in part.records[end:]
        for line in closings.lines(part.columns, record.cells)
    )
    return (grid, *closing)


def _even(table: Table) -> Table:
    """A table whose rows all have as many cells as the widest, whatever its source gave."""
    width = max(len(row.cells) for row in table.rows)
    rows = (replace(row, cells=(*row.cells, *[Cell()] * (width - len(row.cells)))) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _named(columns: Sequence[Column], record: Record) -> Record:
    """A row whose name stands in another column of names, such as that of domains, with its name in place."""
    place = next((at for at, column in enumerate(columns) if column.role is Role.NAME), None)
    if place is None or record.cells[place].lines or not headings.is_criteria({one.role for one in columns}):
        return record
    others = (at for at, column in enumerate(columns) if at != place and headings.names_rows(column.heading))
    other = next((at for at in others if columns[at].role is Role.OTHER and record.cells[at].lines), None)
    if other is None or not (_code(columns, record) or totals.is_named(record.cells[other].text)):
        return record
    cells = list(record.cells)
    cells[place], cells[other] = cells[other], cells[place]
    return replace(record, cells=tuple(cells))


def _code(columns: Sequence[Column], record: Record) -> str:
    pairs = zip(columns, record.cells, strict=True)
    return next((cell.text for column, cell in pairs if column.role is Role.CODE), "")


def _is_below_rows(table: Table, start: int) -> bool:
    """Whether rows of a table, and no headings, stand above a header inside it."""
    return any(sum(bool(text) for text in headers.texts_of(row)) > 2 for row in table.rows[:start])


def _fits(table: Table, open_table: _Open) -> bool:
    first = table.rows[0].cells
    is_other = headings.is_code_heading(first[0].text) or closings.is_signature(first)
    return len(table.rows[0].cells) == len(open_table.columns) and not is_other


def _as_wide(table: Table, open_table: _Open) -> Table:
    """A piece whose last columns are blank, as wide as the table it may go on from."""
    missing = len(open_table.columns) - len(table.rows[0].cells)
    kinds = [codes.read(headers.texts_of(row)[0]).kind for row in table.rows]
    numbered = sum(kind not in (codes.Kind.NONE, codes.Kind.WORDS) for kind in kinds)
    if not 0 < missing <= len(open_table.columns) - 3 or not table.bordered or numbered * 2 < len(kinds):
        return table
    rows = (replace(row, cells=(*row.cells, *[Cell()] * missing)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _extend(open_table: _Open, rows: Sequence[Row], *, is_first: bool = False) -> None:
    """Add rows; a repeated header and blank rows are none; the first after a page end is marked."""
    is_break = not is_first
    page = open_table.records[-1].at.page if open_table.records else None
    header = headers.flat(open_table.header)
    skip: set[int] = set()
    for place, row in enumerate(rows):
        texts = headers.texts_of(row)
        if place in skip or not any(texts):
            continue
        repeated = _repeats(rows, place, open_table.header, header)
        if repeated or (row.repeats and headings.alike(texts, open_table.header[0])):
            skip.update(range(place, place + max(repeated, 1)))
            is_break = True
            continue
        turned = row.at.page is not None and page is not None and row.at.page != page
        number = len(open_table.records) + 1
        marked = is_break or turned
        open_table.records.append(Record(row.cells, replace(row.at, row=number), marked and number > 1))
        is_break, page = False, row.at.page


def _repeats(
    rows: Sequence[Row], place: int, header: tuple[tuple[str, ...], ...], flat: tuple[str, ...]
) -> int:
    """How many rows from ``place`` on repeat the header."""
    size = len(header)
    texts = tuple(headers.texts_of(row) for row in rows[place : place + size])
    if len(texts) == size and all(headings.alike(one, two) for one, two in zip(texts, header, strict=True)):
        return size
    if size > 1 and len(texts) == size and headings.alike(headers.flat(texts), flat):
        return size
    one = headers.texts_of(rows[place])
    if headings.alike(one, flat) or headers.is_index_row(one):
        return 1
    return 0
