"""Markdown: headings, paragraphs, lists, pipe tables, footnotes; no phrase is lost."""

from __future__ import annotations

import re

from parindex.cycle.documents.blocks import At, Block, Blocks, Paragraph, Row, Style, Table
from parindex.cycle.documents.formats import decoding, htmltable, markup, pipes
from parindex.cycle.documents.formats.wrapping import Wrapping

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}([-*_])(\s*\1){2,}\s*$")
_NOTE = re.compile(r"\[\^([^\]]+)\]:\s*(.*)$")
_NOTE_MARK = re.compile(r"\[\^[^\]]+\]")
_FENCE = re.compile(r"\s{0,3}(```|~~~|:{3,}(?:\s|$))")
_ATTRIBUTES = re.compile(r"\{(?:-|[#.][^\s{}]+)(?:\s[^{}]*)?\}$")
_SPAN = re.compile(r"\[([^\[\]]{1,2000})\]\{[.#][^{}]{1,200}\}")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_HARD_BREAK = re.compile(r"(\\| {2,})$")


def read(data: bytes | str) -> Blocks:
    """The blocks of a markdown file. Raises Unusable when the bytes are no text."""
    text = decoding.plain(data) if isinstance(data, str) else decoding.text_of(data)
    text = htmltable.as_pipes(text.replace("\f", "\n\n"))
    lines = [_unmarked(_QUOTE.sub("", line)) for line in text.split("\n")]
    blocks: list[Block] = []
    wrapping = Wrapping()
    position = 0
    while position < len(lines):
        position = _step(lines, position, blocks, wrapping)
    _close(blocks, wrapping)
    return Blocks(tuple(blocks))


def _unmarked(line: str) -> str:
    """``line`` without a converter's attributes, and without the marks of notes in a row of a table."""
    line = _SPAN.sub(r"\1", line)
    return _NOTE_MARK.sub("", line) if "|" in line and not _NOTE.match(line.strip()) else line


def _step(lines: list[str], position: int, blocks: list[Block], wrapping: Wrapping) -> int:
    """Read what begins at this line; the next line to read."""
    line = lines[position]
    if pipes.begins(lines, position):
        table, end = pipes.table(lines, position)
        if table is not None:
            _close(blocks, wrapping)
            blocks.append(_placed(table, len(blocks)))
            return end
    if _FENCE.match(line) or _RULE.match(line) or not line.strip():
        wrapping.blank()
    elif heading := _HEADING.match(line):
        _alone(_ATTRIBUTES.sub("", heading[2]), Style.HEADING, blocks, wrapping)
    elif note := _NOTE.match(line.strip()):
        _alone(note[2], Style.FOOTNOTE, blocks, wrapping)
    elif _UNDERLINE.match(line) and wrapping.open:
        wrapping.blank()
    else:
        wrapping.line(_NOTE_MARK.sub("", _HARD_BREAK.sub("", line)).strip(" "))
    return position + 1


def _alone(text: str, style: Style, blocks: list[Block], wrapping: Wrapping) -> None:
    _close(blocks, wrapping)
    if words := _plain(_NOTE_MARK.sub("", text)):
        blocks.append(Paragraph(words, At(block=len(blocks)), style))


def _close(blocks: list[Block], wrapping: Wrapping) -> None:
    for text, style in wrapping.flush():
        if words := _plain(text):
            blocks.append(Paragraph(words, At(block=len(blocks)), style))


def _plain(text: str) -> str:
    return markup.revealed(markup.plain(markup.unescaped(text)))


def _placed(table: Table, block: int) -> Table:
    rows = tuple(Row(row.cells, At(row=number, block=block)) for number, row in enumerate(table.rows, 1))
    return Table(rows, At(block=block))
