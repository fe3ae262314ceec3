"""Workbooks (.xlsx) to blocks: every visible sheet in order, numbers as displayed.

Hidden rows and columns are read like the others (a filter hides rows that still count); a hidden
sheet with text is named in a finding and not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parindex.cycle.documents.blocks import At, Block, Blocks, Line, Paragraph, Start, Table
from parindex.cycle.documents.formats import drawings, grids, letters, limits, packages, sheets
from parindex.cycle.documents.formats.drawings import Box
from parindex.cycle.documents.formats.grids import Placed
from parindex.cycle.documents.formats.packages import Package
from parindex.cycle.documents.formats.sheets import Book, Filled, S, Sheet
from parindex.engine.values import vietnamese
from parindex.engine.values.findings import Finding, Severity, Words

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TITLE = re.compile(r"(phu luc|phu bieu|bieu mau|bieu so|bieu \d|bang \d|\(?kem theo)")
_WIDE = 3


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows that follow one another and are all of a table, or all text around tables."""

    is_table: bool
    rows: tuple[int, ...]


def read(data: bytes) -> Blocks:
    """The blocks of the workbook in ``data``. Raises blocks.Unusable for what is no workbook."""
    package = packages.opened(data)
    main = package.main()
    relations = package.relations(main)
    related = dict(relations.values())
    workbook = package.xml(main)
    shared = sheets.book(
        package.xml(related.get("sharedStrings", "")), package.xml(related.get("styles", "")), workbook
    )
    blocks: list[Block] = []
    findings: list[Finding] = []
    done = set()
    for item in workbook.findall(f"{S}sheets/{S}sheet"):
        kind, part = relations.get(item.get(_ID, ""), ("", ""))
        if kind == "worksheet" and part in package.names and part not in done:
            done.add(part)
            _read_sheet(package, part, item, shared, blocks, findings)
    numbered = tuple(
        replace(block, at=replace(block.at, block=i)) for i, block in enumerate(limits.within(blocks))
    )
    return Blocks(blocks=numbered, findings=tuple(findings))


def _read_sheet(
    package: Package, part: str, item: Any, shared: Book, blocks: list[Block], findings: list[Finding]
) -> None:
    sheet = sheets.read(package.part(part), shared)
    name = letters.clean(item.get("name", ""))
    if item.get("state", "visible") != "visible":
        if sheet.rows:
            findings.append(_hidden(name))
        return
    if sheet.uncomputed:
        findings.append(_uncomputed(name, sheet.uncomputed))
    boxes = list(drawings.read(package, part))
    for band in _bands(sheet):
        while boxes and boxes[0].row <= band.rows[0]:
            blocks += _boxed(boxes.pop(0), name)
        if band.is_table:
            blocks.append(_table(sheet, band.rows, name))
        else:
            blocks += _paragraphs(sheet, band.rows, name)
    blocks += [paragraph for box in boxes for paragraph in _boxed(box, name)]


def _boxed(box: Box, name: str) -> Iterator[Paragraph]:
    """The text of a shape that lies over the sheet."""
    at = At(sheet=name, cell=sheets.reference(box.row, box.column))
    return (Paragraph(text=text, at=at) for text in box.texts)


def _bands(sheet: Sheet) -> list[_Band]:
    """The rows of a sheet in runs of table rows and runs of text rows."""
    is_ruled = any(cell.look.bordered for cells in sheet.rows.values() for cell in cells)
    bands = []
    for run in _runs(sheet):
        tabular = _ruled_rows(sheet, run) if is_ruled else _wide_rows(sheet, run)
        start = 0
        for end in range(1, len(run) + 1):
            if end == len(run) or tabular[end] != tabular[start]:
                bands.append(_Band(tabular[start], tuple(run[start:end])))
                start = end
    return bands


def _runs(sheet: Sheet) -> list[list[int]]:
    """Rows with text that follow one another; rows blank but drawn, or under a merged cell, part nothing."""
    runs: list[list[int]] = []
    reach = 0
    for number in sorted(sheet.rows):
        while reach + 1 < number and reach + 1 in sheet.ruled:
            reach += 1
        if not runs or number > reach + 1:
            runs.append([])
        runs[-1].append(number)
        reach = max([reach, *(cell.row + cell.rows - 1 for cell in sheet.rows[number])])
    return runs


def _is_title(cells: Sequence[Filled]) -> bool:
    return len(cells) == 1 and bool(_TITLE.match(vietnamese.fold(cells[0].text)))


def _ruled_rows(sheet: Sheet, run: Sequence[int]) -> list[bool]:
    return [
        not _is_title(sheet.rows[number])
        and (any(cell.look.bordered for cell in sheet.rows[number]) or len(sheet.rows[number]) > _WIDE)
        for number in run
    ]


def _wide_rows(sheet: Sheet, run: Sequence[int]) -> list[bool]:
    """Without rules, a table reaches from its first wide row to its last, titles parting tables."""
    widths = [0 if _is_title(sheet.rows[number]) else len(sheet.rows[number]) for number in run]
    tabular = [False] * len(run)
    start = None
    for index, width in enumerate([*widths, 0]):
        if start is None and width >= _WIDE:
            start = index
        ended = index == len(run) or _is_title(sheet.rows[run[index]])
        if start is not None and ended:
            last = max(i for i in range(start, index) if widths[i] >= 2)
            tabular[start : last + 1] = [True] * (last + 1 - start)
            start = None
    return tabular


def _table(sheet: Sheet, numbers: Sequence[int], name: str) -> Table:
    cells = [cell for number in numbers for cell in sheet.rows[number]]
    index_of = {number: index for index, number in enumerate(numbers)}
    last = max([cell.column for cell in cells] + [max(sheet.blank.get(number) or {0}) for number in numbers])
    placed = [
        Placed(
            row=index_of[cell.row],
            column=cell.column,
            lines=_lines(cell.text),
            rows=bisect_left(numbers, cell.row + cell.rows) - index_of[cell.row],
            columns=min(cell.columns, last - cell.column + 1),
        )
        for cell in cells
    ]
    # A blank column inside the rules is a column too: the table may go on from one with a heading there.
    placed += [
        Placed(index_of[number], column) for number in numbers for column in sheet.blank.get(number, ())
    ]
    first = min(cell.column for cell in placed)
    placed = [replace(cell, column=cell.column - first) for cell in placed]
    ats = [
        At(row=index + 1, sheet=name, cell=sheets.reference(number, first))
        for index, number in enumerate(numbers)
    ]
    return Table(rows=grids.rows(placed, ats=ats), at=replace(ats[0], row=None), bordered=True)


def _lines(text: str) -> tuple[Line, ...]:
    pieces = (letters.line(piece, Start.BREAK) for piece in re.split(r"\r\n|\r|\n|\v", text))
    found = [piece for piece in pieces if piece.text]
    if found and found[0].start is Start.BREAK:
        found[0] = replace(found[0], start=Start.PARAGRAPH)
    return tuple(found)


def _paragraphs(sheet: Sheet, numbers: Sequence[int], name: str) -> Iterator[Paragraph]:
    """Text around tables; two texts side by side in several rows are read column by column."""
    pending: dict[int, list[Filled]] = {}
    for index, number in enumerate(numbers):
        cells = sheet.rows[number]
        if pending and not _goes_on(sheet, numbers[index : index + _WIDE], tuple(pending)):
            yield from _poured(pending, name)
        if pending or len(cells) == 2:
            for cell in cells:
                pending.setdefault(cell.column, []).append(cell)
        else:
            for cell in cells:
                yield from _written(cell, name)
    yield from _poured(pending, name)


def _goes_on(sheet: Sheet, numbers: Sequence[int], columns: tuple[int, ...]) -> bool:
    """Whether the next row still has texts side by side in these columns, perhaps after a single one."""
    for number in numbers:
        cells = sheet.rows[number]
        places = {cell.column for cell in cells}
        if not places <= set(columns) or any(cell.column + cell.columns > columns[-1] for cell in cells[:-1]):
            return False
        if len(places) == 2:
            return True
        if cells[0].column + cells[0].columns > columns[-1] and cells[0].column < columns[-1]:
            return False
    return False


def _poured(pending: dict[int, list[Filled]], name: str) -> Iterator[Paragraph]:
    for column in sorted(pending):
        for cell in pending[column]:
            yield from _written(cell, name)
    pending.clear()


def _written(cell: Filled, name: str) -> Iterator[Paragraph]:
    for piece in re.split(r"\r\n|\r|\n|\v", cell.text):
        text = letters.paragraph(piece)
        if text:
            yield Paragraph(
                text=text,
                at=At(sheet=name, cell=sheets.reference(cell.row, cell.column)),
                bold=cell.look.bold,
                italic=cell.look.italic,
                centred=cell.look.centred,
            )


def _hidden(name: str) -> Finding:
    return Finding(
        code="SHEET_HIDDEN",
        severity=Severity.INFO,
        message=Words(
            vi=f"Trang tính “{name}” đang ẩn nên không được đọc.",
            en=f"The sheet “{name}” is hidden and was not read.",
        ),
        remedy=Words(
            vi="Nếu cần nội dung này, hãy bỏ ẩn trang tính, lưu lại rồi gửi lại tệp.",
            en="If its content is needed, unhide the sheet, save the file and send it again.",
        ),
    )


def _uncomputed(name: str, places: Sequence[str]) -> Finding:
    shown = ", ".join(places[:5]) + (", …" if len(places) > 5 else "")
    return Finding(
        code="NUMBER_UNREAD",
        severity=Severity.WARNING,
        message=Words(
            vi=f"Trang tính “{name}” có {len(places)} ô công thức chưa được tính ({shown}).",
            en=f"The sheet “{name}” has {len(places)} formula cells never computed ({shown}).",
        ),
        remedy=Words(
            vi="Hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại.",
            en="Open the file in Excel or LibreOffice, save it and send it again.",
        ),
    )
