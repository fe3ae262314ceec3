"""An official document as a PDF, set by typst in fonts of our own: the bytes depend on the content alone."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any, Final

import typst

from parindex.foundation.writers import content, decree, grid
from parindex.foundation.writers.content import (
    Annex,
    Block,
    Cell,
    Content,
    Heading,
    Letterhead,
    Line,
    Rows,
    Table,
)

_HERE: Final = "parindex.foundation.writers"
# Half a sheet: a taller row is let go overleaf, or its foot would be cut off.
_TALLEST_LINES: Final = 22
_MILLIMETRES_A_LETTER: Final = 1.9


def write(document: Content) -> bytes:
    """``document`` as PDF bytes; the same content gives the same bytes."""
    told = json.dumps(_told(document), ensure_ascii=False)
    return bytes(
        typst.compile(
            _template(),
            font_paths=_fonts(),
            format="pdf",
            sys_inputs={"document": told},
            timestamp=0,
        )
    )


@cache
def _template() -> bytes:
    return resources.files(_HERE).joinpath("official.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts and typst's: a font of the machine would change the bytes."""
    folder = resources.files(_HERE).joinpath("fonts")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


def _told(document: Content) -> dict[str, Any]:
    """The document in the shape the template reads."""
    return {
        "layout": {
            "font": decree.STAND_IN,
            "body": decree.BODY_SIZE,
            "table": decree.TABLE_SIZE,
            "letterhead": decree.HEADING_SIZE,
            "nation": decree.NATION_SIZE,
            "kept": grid.KEPT_TOGETHER,
            "recipients": decree.RECIPIENTS_SIZE,
            "number": decree.PAGE_NUMBER_SIZE,
            "indent": decree.FIRST_LINE_MM,
            "gap": decree.PARAGRAPH_GAP_PT,
            "sheets": {paper.value: asdict(sheet) for paper, sheet in decree.SHEETS.items()},
        },
        "main": bool(document.letterhead or document.kind or document.title or document.body),
        "letterhead": _letterhead(document.letterhead),
        "kind": document.kind,
        "title": document.title.splitlines(),
        "addressee": document.addressee,
        "body": [_block(block, measure=160) for block in document.body],
        "told": content.RECIPIENTS,
        "recipients": list(document.recipients),
        "signature": asdict(document.signature) if document.signature else None,
        "annexes": [_annex(annex) for annex in document.annexes],
    }


def _letterhead(head: Letterhead | None) -> dict[str, Any] | None:
    if head is None:
        return None
    return {
        "parent": head.parent,
        "issuer": head.issuer.splitlines(),
        "number": head.number_line(gap=decree.PEN_GAP),
        "nation": content.NATION,
        "motto": content.MOTTO,
        "place": head.place_line(gap=decree.PEN_DAY_GAP),
    }


def _annex(annex: Annex) -> dict[str, Any]:
    measure = decree.SHEETS[annex.paper].measure
    return {
        "paper": annex.paper.value,
        "label": annex.label,
        "title": annex.title.splitlines(),
        "caption": annex.caption.splitlines(),
        "blocks": [_block(block, measure=measure) for block in annex.blocks],
    }


def _block(block: Block, *, measure: int) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"is": "table", **_table(block, measure=measure)}
    if isinstance(block, Heading):
        return {"is": "heading", "level": block.level, "text": block.text}
    return {"is": "paragraph", "role": block.role.value, "runs": _runs(block.line)}


def _table(table: Table, *, measure: int) -> dict[str, Any]:
    places = grid.places((*table.head, *table.rows), width=len(table.columns))
    unit = measure / sum(column.width for column in table.columns)
    widths = [column.width * unit for column in table.columns]
    free = [table.keep is Rows.SPLIT or _is_tall(row, widths) for row in places[len(table.head) :]]
    return {
        "widths": [column.width for column in table.columns],
        "aligns": [column.align.value for column in table.columns],
        "head": [_cells(row.cells, breakable=False) for row in table.head],
        "rows": [
            _cells(row.cells, breakable=breakable) for row, breakable in zip(table.rows, free, strict=True)
        ],
    }


def _is_tall(row: tuple[grid.Place, ...], widths: list[float]) -> bool:
    """Whether a row may need more than half a sheet: an estimate from its letters, on the careful side."""
    for column, place in enumerate(row):
        if place.begins:
            width = sum(widths[column : column + place.cell.across])
            lines = len(place.cell.lines) + len(place.cell.text) * _MILLIMETRES_A_LETTER / width
            if lines / place.cell.down > _TALLEST_LINES:
                return True
    return False


def _cells(cells: tuple[Cell, ...], *, breakable: bool) -> list[dict[str, Any]]:
    return [
        {
            "across": cell.across,
            "down": cell.down,
            "align": cell.align.value if cell.align else None,
            "breakable": breakable,
            "lines": [{"start": line.start.value, "runs": _runs(line)} for line in cell.lines],
        }
        for cell in cells
    ]


def _runs(line: Line) -> list[dict[str, Any]]:
    return [
        {"text": content.printable(run.text), "bold": run.bold, "italic": run.italic, "note": run.note}
        for run in line.runs
    ]
