"""Make the sample documents from samples/data/*.yaml: ``python tools/make_samples.py [--check]``."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from parindex.foundation.writers import docx, markdown, pdf, plaintext, xlsx
from parindex.foundation.writers.content import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Content,
    Heading,
    Letterhead,
    Line,
    Paper,
    Paragraph,
    Role,
    Row,
    Run,
    Signature,
    Start,
    Table,
)

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "samples" / "data"
SAMPLES = ROOT / "samples"
# What the installed demonstration loads lies in the package; samples/ only points to it.
PACKAGED = ROOT / "src" / "parindex" / "faces" / "ops" / "samples"
LOADED_BY_DEMO = {
    "ke-hoach-thanh-pho-2026.docx",
    "ke-hoach-thanh-pho-2026.pdf",
    "ke-hoach-phuong-yen-hoa-2026.docx",
    "ke-hoach-phuong-yen-hoa-2026.pdf",
    "ke-hoach-thanh-pho-2024.pdf",
}

CRITERIA = (
    Column(7, Align.CENTRE),
    Column(40),
    Column(9, Align.CENTRE, figures=True),
    Column(11, Align.CENTRE, figures=True),
    Column(11, Align.CENTRE, figures=True),
    Column(22),
)
TASKS = (Column(5, Align.CENTRE), Column(32), Column(13, Align.CENTRE), Column(18), Column(16), Column(16))
_NOTE = re.compile(r"\{([^}]*)\}")
_ROLES = {"p": Role.BODY, "basis": Role.BASIS, "item": Role.ITEM, "note": Role.BASIS}
_DOMAIN = re.compile(r"[0-9]+|[IVX]+|")


def documents() -> Iterator[tuple[Path, bytes]]:
    """Every sample file and its bytes."""
    for source in sorted(DATA.glob("*.yaml")):
        content = read(yaml.safe_load(source.read_text(encoding="utf-8")))
        written = {
            "docx": docx.write(content),
            "xlsx": xlsx.write(content),
            "pdf": pdf.write(content),
            "md": markdown.write(content),
            "txt": plaintext.write(content, marks=plaintext.Marks.TAGS),
        }
        for ending, data in written.items():
            name = f"{source.stem}.{ending}"
            yield (PACKAGED if name in LOADED_BY_DEMO else SAMPLES) / name, data


def read(told: Mapping[str, Any]) -> Content:
    """The document a data file tells."""
    return Content(
        letterhead=_letterhead(told["letterhead"]),
        kind=told["kind"],
        title=told["title"],
        addressee=told.get("addressee", ""),
        body=tuple(_block(block) for block in told["body"]),
        recipients=tuple(told["recipients"]),
        signature=Signature(tuple(told["signature"]["authority"]), told["signature"].get("name", "")),
        annexes=tuple(_annex(annex) for annex in told["annexes"]),
    )


def _letterhead(told: Mapping[str, Any]) -> Letterhead:
    return Letterhead(
        parent=told.get("parent", ""),
        issuer=told["issuer"],
        symbol=told["symbol"],
        place=told["place"],
        year=told["year"],
        number=told.get("number", ""),
        issued_on=told.get("issued_on"),
    )


def _annex(told: Mapping[str, Any]) -> Annex:
    return Annex(
        label=told["label"],
        title=told["title"],
        caption=told["caption"],
        blocks=tuple(_block(block) for block in told["blocks"]),
        paper=Paper(told.get("paper", "portrait")),
    )


def _block(told: Mapping[str, Any]) -> Block:
    ((kind, value),) = told.items()
    if kind in {"h1", "h2", "h3"}:
        return Heading(value, int(kind[1]))
    if kind == "criteria":
        return _criteria(value)
    if kind == "tasks":
        return _tasks(value)
    if kind == "plain":
        columns = tuple(
            Column(width, Align.CENTRE if width < 20 else Align.LEFT) for width in value["widths"]
        )
        return Table(
            columns, _head(value["head"]), tuple(Row(tuple(map(_cell, row))) for row in value["rows"])
        )
    return Paragraph(Line(tuple(_noted(value))), _ROLES[kind])


def _noted(text: str) -> Iterator[Run]:
    """Runs; what stands in braces is a footnote."""
    pieces = _NOTE.split(text)
    for words, note in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        yield Run(words, note=note)


def _head(told: Sequence[Any]) -> tuple[Row, ...]:
    """One row of names, or two where "^" joins to the left and "<" to the row above."""
    rows = told if isinstance(told[0], list) else [told]
    heads = []
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        for column, name in enumerate(row):
            if name == "^":
                last = cells.pop()
                cells.append(Cell(last.lines, across=last.across + 1, down=last.down))
            elif name != "<":
                below = number + 1 < len(rows) and rows[number + 1][column] == "<"
                cells.append(Cell((Line((Run(name, bold=True),)),), down=2 if below else 1))
        heads.append(Row(tuple(cells)))
    return tuple(heads)


def _cell(text: str, bold: bool = False, italic: bool = False) -> Cell:
    """Each line of ``text`` a paragraph; a line behind a dash is a list item."""
    lines = []
    for piece in text.splitlines():
        start = Start.ITEM if piece.startswith("- ") else Start.PARAGRAPH
        lines.append(Line((Run(piece.removeprefix("- "), bold=bold, italic=italic),), start))
    return Cell(tuple(lines))


def _criteria(told: Mapping[str, Any]) -> Table:
    rows = told["rows"]
    heights = _lead_heights(rows) if told.get("merged_leads") else [1] * len(rows)
    drawn = []
    for row, height in zip(rows, heights, strict=True):
        domain = _DOMAIN.fullmatch(row[0]) is not None and (
            not row[0] or row[1].isupper() or row[0].isalpha()
        )
        component = row[0].count(".") == 2
        cells = [_cell(text, bold=domain, italic=component) for text in row[:5]]
        if height:
            cells.append(Cell(_cell(row[5]).lines, down=height))
        drawn.append(Row(tuple(cells)))
    return Table(CRITERIA, _head(told["head"]), tuple(drawn))


def _lead_heights(rows: Sequence[Sequence[str]]) -> list[int]:
    """How far down each lead reaches: over the blank ones below it in the same domain; 0 where covered."""
    heights: list[int] = []
    top = 0
    for number, row in enumerate(rows):
        opens_domain = "." not in row[0]
        if row[5] or opens_domain or not rows[top][5]:
            top = number
            heights.append(1)
        else:
            heights[top] += 1
            heights.append(0)
    return heights


def _tasks(told: Mapping[str, Any]) -> Table:
    drawn = []
    for row in told["rows"]:
        if len(row) == 2:
            title = Cell(_cell(row[1], bold=True).lines, across=len(TASKS) - 1)
            drawn.append(Row((_cell(row[0], bold=True), title)))
        else:
            drawn.append(Row(tuple(map(_cell, row))))
    return Table(TASKS, _head(told["head"]), tuple(drawn))


def main() -> int:
    """Write the samples, or with --check say which differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a sample differs")
    check = parser.parse_args().check
    stale = [(path, data) for path, data in documents() if not path.exists() or path.read_bytes() != data]
    for path, data in stale:
        print(f"{'differs' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.write_bytes(data)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
