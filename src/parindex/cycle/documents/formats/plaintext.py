"""Plain text as extractors leave it: tab-separated and pipe tables between hard-wrapped paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from parindex.cycle.documents.blocks import At, Block, Blocks, Cell, Paragraph, Row, Style, Table
from parindex.cycle.documents.formats import decoding, formfeeds, htmltable, limits, markup, pipes
from parindex.cycle.documents.formats.wrapping import Wrapping
from parindex.engine.values.vietnamese import squeeze

_CODE = re.compile(r"(?:\(?(?:[IVXivx]+|[A-Za-zđĐ]|\d[\d.,]*[a-zđ]?)|[-–+•])?[.)]?")
_NOTE = re.compile(r"\[(\d{1,3})\]\s+(?=\S)")


def read(data: bytes | str) -> Blocks:
    """The blocks of a text file. Raises Unusable when the bytes are no text."""
    text = decoding.plain(data) if isinstance(data, str) else decoding.text_of(data)
    blocks: list[Block] = []
    wrapping = Wrapping()
    rows = htmltable.as_pipes(formfeeds.as_blanks(text).replace("\v", "\n")).split("\n")
    position = 0
    while position < len(rows):
        table, end = _table_at(rows, position)
        if table is None:
            _feed(wrapping, rows[position])
            position += 1
            continue
        _close(blocks, wrapping)
        blocks.append(_placed(_as_wide(table, blocks), len(blocks)))
        position = end
    _close(blocks, wrapping)
    return Blocks(_with_notes(list(limits.within(blocks))))


def _with_notes(blocks: list[Block]) -> tuple[Block, ...]:
    """Notes printed as "[1] …" lose their marks, below and in the text that points to them."""
    opening = (_NOTE.match(block.text) for block in blocks if isinstance(block, Paragraph))
    marks = {match[1] for match in opening if match}
    if not marks:
        return tuple(blocks)
    pointer = re.compile(rf"(?<=\S)\s?\[(?:{'|'.join(marks)})\]")
    return tuple(_noted(block, pointer) for block in blocks)


def _noted(block: Block, pointer: re.Pattern[str]) -> Block:
    if isinstance(block, Table):
        return replace(block, rows=tuple(_unpointed(row, pointer) for row in block.rows))
    if match := _NOTE.match(block.text):
        return replace(block, text=block.text[match.end() :], style=Style.FOOTNOTE)
    return replace(block, text=pointer.sub("", block.text))


def _unpointed(row: Row, pointer: re.Pattern[str]) -> Row:
    cells = (
        Cell(tuple(replace(line, text=pointer.sub("", line.text)) for line in cell.lines), cell.merge)
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))


def _feed(wrapping: Wrapping, line: str) -> None:
    if line.strip():
        wrapping.line(line)
    else:
        wrapping.blank()


def _close(blocks: list[Block], wrapping: Wrapping) -> None:
    for text, style in wrapping.flush():
        words = markup.plain(text)
        if words:
            blocks.append(Paragraph(words, At(block=len(blocks)), style))


def _as_wide(table: Table, blocks: list[Block]) -> Table:
    """A piece whose blank last cells were stripped, as wide as the table it goes on from."""
    above = blocks[-1] if blocks else None
    missing = len(above.rows[0].cells) - len(table.rows[0].cells) if isinstance(above, Table) else 0
    if missing <= 0 or not all(_CODE.fullmatch(row.cells[0].text) for row in table.rows):
        return table
    return replace(table, rows=tuple(Row((*row.cells, *[Cell()] * missing), row.at) for row in table.rows))


def _placed(table: Table, block: int) -> Table:
    rows = tuple(Row(row.cells, At(row=number, block=block)) for number, row in enumerate(table.rows, 1))
    return Table(rows, At(block=block))


def _table_at(lines: list[str], position: int) -> tuple[Table | None, int]:
    """The table that begins at ``position``, if one does, and the line after it."""
    if "\t" in lines[position].strip("\n ") and lines[position].strip():
        return _tabbed(lines, position)
    if pipes.begins(lines, position):
        return pipes.table(lines, position)
    return None, position


def _tabbed(lines: list[str], position: int) -> tuple[Table | None, int]:
    """Lines with tabs up to the first blank line; a cell in quotes may hold line ends."""
    grid: list[list[str]] = []
    end = position
    while end < len(lines) and lines[end].strip():
        fields, after = _fields(lines, end)
        if len(fields) > 1:
            grid.append(fields)
        elif grid and _runs_on(grid[-1], lines[end]):
            _append_to_last(grid[-1], lines[end])
        else:
            break
        end = after
    width = max(map(len, grid))
    if width < 2 or not any(field.strip() for fields in grid for field in fields):
        return None, position
    rows = tuple(
        Row(tuple(_cell(field) for field in fields + [""] * (width - len(fields)))) for fields in grid
    )
    return Table(rows), end


def _fields(lines: list[str], position: int) -> tuple[list[str], int]:
    """The cells of one line; a quoted cell runs on to the line that closes it."""
    fields = lines[position].split("\t")
    last = fields[-1].lstrip()
    if not last.startswith('"') or last.count('"') % 2 == 0:
        return [_unquoted(field) for field in fields], position + 1
    for end in range(position + 1, min(position + 40, len(lines))):
        if '"' in lines[end] and lines[end].split("\t")[0].rstrip().endswith('"'):
            inside = "<br>".join([fields[-1], *lines[position + 1 : end]])
            head, *rest = lines[end].split("\t")
            whole = [*fields[:-1], f"{inside}<br>{head}", *rest]
            return [_unquoted(field) for field in whole], end + 1
    return [_unquoted(field) for field in fields], position + 1


def _unquoted(field: str) -> str:
    """A cell that a spreadsheet quoted because of its line ends."""
    inner = field.strip()
    if len(inner) > 1 and inner[0] == inner[-1] == '"' and "<br>" in inner:
        return inner[1:-1].replace('""', '"')
    return field


def _runs_on(row: list[str], line: str) -> bool:
    """Whether a line without tabs only goes on with the last cell above."""
    return line.strip()[:1].islower() and any(field.strip() for field in row)


def _append_to_last(row: list[str], line: str) -> None:
    last = max(index for index, field in enumerate(row) if field.strip())
    row[last] = f"{row[last].rstrip()} {line.strip()}"


def _cell(field: str) -> Cell:
    return Cell(markup.lines(field)) if squeeze(field) else Cell()
