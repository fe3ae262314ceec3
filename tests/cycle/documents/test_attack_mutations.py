"""Samples damaged at random: read without a fault, always alike, and no phrase is lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.cycle.documents import reading
from parindex.cycle.documents.blocks import Block, Blocks, Cell, Line, Merge, Paragraph, Row, Table
from parindex.cycle.documents.formats import opening
from tests.cycle.documents.texts import SOURCE, TODAY, directory

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NAMES = sorted(path.name for path in SAMPLES.glob("*.txt"))
PHRASES = (
    "",
    "-",
    "I",
    "1.1",
    "V",
    "A",
    "Tổng",
    "2,5",
    "> 5",
    "Sở Nội vụ",
    "Thường xuyên",
    "Quý V/2025",
    "(chưa đóng",
    "đã đóng)",
    "Phụ lục 3",
    "- một - hai",
    "Các Sở: Nội vụ, Y tế",
    "Nơi nhận:",
    "STT",
    "5.5.5.5.5",
    "Nghị định số 1/2020/NĐ-CP",
    "31/02/2025",
    ";;;",
)


@cache
def sample(name: str) -> Blocks:
    """The blocks of one sample."""
    return opening.open_source((SAMPLES / name).read_bytes(), name=name).blocks


@st.composite
def damaged(draw: st.DrawFn) -> Blocks:
    """A sample with a few rows, columns, cells and paragraphs gone, doubled, swapped or cut."""
    source = sample(draw(st.sampled_from(NAMES)))
    blocks = list(source.blocks)
    for _ in range(draw(st.integers(1, 5))):
        tables = [at for at, block in enumerate(blocks) if isinstance(block, Table)]
        anywhere = st.integers(0, len(blocks) - 1)
        place = draw(anywhere | st.sampled_from(tables) if tables else anywhere)
        blocks[place : place + 1] = _damaged(draw, blocks[place])
    return replace(source, blocks=tuple(blocks))


def _damaged(draw: st.DrawFn, block: Block) -> list[Block]:
    if isinstance(block, Paragraph):
        end = draw(st.integers(1, max(1, len(block.text))))
        other = Paragraph(draw(st.sampled_from(PHRASES[1:])), block.at)
        return draw(st.sampled_from([[], [replace(block, text=block.text[:end])], [block, other]]))
    # the first row is the head: a repeated head is dropped although one of its cells reads otherwise
    row = draw(st.integers(min(1, len(block.rows) - 1), len(block.rows) - 1))
    column = draw(st.integers(0, len(block.rows[0].cells) - 1))
    deed = draw(st.sampled_from((_without_row, _doubled, _cut, _swapped, _filled, _without_column, _merged)))
    pieces = deed(block, row, column, draw(st.sampled_from(PHRASES)))
    return [piece for piece in pieces if piece.rows and piece.rows[0].cells]


def _without_row(table: Table, row: int, _column: int, _phrase: str) -> list[Table]:
    return [replace(table, rows=table.rows[:row] + table.rows[row + 1 :])]


def _doubled(table: Table, row: int, _column: int, _phrase: str) -> list[Table]:
    return [replace(table, rows=table.rows[: row + 1] + table.rows[row:])]


def _cut(table: Table, row: int, _column: int, _phrase: str) -> list[Table]:
    return [replace(table, rows=table.rows[:row]), replace(table, rows=table.rows[row:])]


def _swapped(table: Table, _row: int, column: int, _phrase: str) -> list[Table]:
    rows = (replace(row, cells=(row.cells[column], *_others(row, column))) for row in table.rows)
    return [replace(table, rows=tuple(rows))]


def _without_column(table: Table, _row: int, column: int, _phrase: str) -> list[Table]:
    return [replace(table, rows=tuple(replace(row, cells=_others(row, column)) for row in table.rows))]


def _filled(table: Table, row: int, column: int, phrase: str) -> list[Table]:
    cell = Cell((Line(phrase),)) if phrase else Cell()
    return [replace(table, rows=_with_cell(table, row, column, cell))]


def _merged(table: Table, row: int, column: int, _phrase: str) -> list[Table]:
    return [replace(table, rows=_with_cell(table, row, column, Cell((), Merge.UP)))]


def _with_cell(table: Table, row: int, column: int, cell: Cell) -> tuple[Row, ...]:
    cells = table.rows[row].cells
    changed = replace(table.rows[row], cells=(*cells[:column], cell, *cells[column + 1 :]))
    return (*table.rows[:row], changed, *table.rows[row + 1 :])


def _others(row: Row, column: int) -> tuple[Cell, ...]:
    return row.cells[:column] + row.cells[column + 1 :]


def _letters(text: str) -> str:
    """Only letters and digits: marks between items and decimal commas are no phrase."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _shown(value: object) -> str:
    """Every text of an answer, one after another."""
    if isinstance(value, dict):
        return " ".join(map(_shown, value.values()))
    if isinstance(value, list):
        return " ".join(map(_shown, value))
    return _letters(value) if isinstance(value, str) else ""


def _phrases(blocks: Blocks) -> list[str]:
    found: list[str] = []
    for block in blocks.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
            continue
        found += [line.text for row in block.rows for cell in row.cells for line in cell.lines]
    return found


@settings(max_examples=60, deadline=None)
@given(damaged())
def test_damaged_samples_lose_nothing(blocks: Blocks) -> None:
    answers = [
        reading.read(blocks, source=SOURCE, directory=directory(), today=TODAY).as_json("vi")
        for _ in range(2)
    ]

    assert json.dumps(answers[0]) == json.dumps(answers[1])
    shown = _shown(answers[0])
    pieces = [
        piece for phrase in _phrases(blocks) for piece in re.split(r"[;()]| - |^- |, |^\(?\d+[.)] ", phrase)
    ]
    assert {piece for piece in pieces if _letters(piece) not in shown} == set()
