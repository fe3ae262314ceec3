"""A document from its blocks: head, tables, drafts, citations, text, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from parindex.cycle.documents import (
    checks,
    citations,
    closings,
    columns,
    criteria,
    drafts,
    findings,
    heads,
    leads,
    paragraphs,
    repairs,
    tables,
    tasks,
    titles,
)
from parindex.cycle.documents.blocks import At, Blocks, Paragraph, Table
from parindex.cycle.documents.findings import Code
from parindex.cycle.documents.outline import (
    CriteriaTable,
    Head,
    Passage,
    RawRow,
    Reading,
    Role,
    Source,
    TaskTable,
)
from parindex.engine.values.findings import Finding

__all__ = ["Reading", "Source", "read"]

_WIDEST_LETTERHEAD = 2


@dataclass(slots=True)
class _Parts:
    """What has been read so far."""

    tables: list[CriteriaTable | TaskTable] = field(default_factory=list)
    text: list[Passage] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    raw: list[RawRow] = field(default_factory=list)
    fragments: list[citations.Fragment] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)


def read(blocks: Blocks, *, source: Source, directory: leads.Directory, today: date) -> Reading:
    """Everything that ``blocks`` say. ``today`` dates units where the document has no date."""
    parts = tables.parts(paragraphs.whole(blocks))
    head = heads.read(_top_lines(parts))
    on = heads.day_of(head, today=today)
    year = heads.year_of(head)
    made = _Parts()
    for part in parts:
        if isinstance(part, Paragraph):
            _paragraph(made, part)
        elif isinstance(part, tables.Unknown):
            _unknown(made, part.table)
        elif part.is_criteria:
            _criteria(made, part, directory, on, head.title)
        else:
            _tasks(made, part, directory, on, year)
    phrases = [phrase for table in made.tables for phrase in (table.title, table.caption)]
    made.text = list(paragraphs.with_phrases(made.text, (head.title, *phrases), breaks=made.breaks))
    cited = citations.read(made.fragments, own=head.number)
    checked = [finding for table in made.tables for finding in checks.of_table(table)]
    found = (
        *blocks.findings,
        *checked,
        *checks.between(made.tables),
        *made.found,
        *cited.findings,
        *_slips(made),
    )
    return Reading(
        source=source,
        pages=blocks.pages,
        document=head,
        tables=tuple(made.tables),
        drafts=drafts.read(made.text, year=year),
        citations=cited.citations,
        text=tuple(made.text),
        raw=tuple(made.raw),
        findings=found,
    )


def head(blocks: Blocks) -> Head:
    """The head alone: what a file says of itself where nothing more of it is wanted."""
    return heads.read(_top_lines(tables.parts(paragraphs.whole(blocks))))


def _top_lines(parts: Iterable[tables.Part]) -> list[str]:
    """The paragraphs of the document, those of letterheads among them; an empty line for each table."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Paragraph):
            lines.append(part.text)
        elif isinstance(part, tables.Unknown) and _is_layout(part.table):
            lines.extend(text for text, _ in _lines(part.table))
        else:
            lines.append("")
    return lines


def _paragraph(made: _Parts, paragraph: Paragraph) -> None:
    made.fragments.append(citations.Fragment(paragraph.text, paragraph.at))
    _passage(made, paragraph.text, paragraph.at)


def _passage(made: _Parts, text: str, at: At) -> None:
    """Text that says something: rules and page numbers do not."""
    if re.search(r"[^\W_]", text) and not tables.is_dressed_number(text):
        made.text.append(Passage(text, at))


def _unknown(made: _Parts, table: Table) -> None:
    """A letterhead or a list of two columns is text; rows of a wider table are unread."""
    if _is_layout(table):
        for text, at in _lines(table):
            made.fragments.append(citations.Fragment(text, at))
            _passage(made, text, at)
        return
    made.breaks.append(len(made.text))
    for row in table.rows:
        cells = tuple(cell.text for cell in row.cells)
        if not any(cells):
            continue
        made.raw.append(RawRow(cells, None, row.at))
        made.fragments.extend(citations.Fragment(cell, row.at) for cell in cells)
        stated = " | ".join(filter(None, cells))
        made.found.append(findings.make(Code.ROW_UNREAD, at=row.at, stated=stated))


def _is_layout(table: Table) -> bool:
    filled = {place for row in table.rows for place, cell in enumerate(row.cells) if cell.lines}
    is_narrow = not table.bordered or len(filled) <= _WIDEST_LETTERHEAD
    return is_narrow or closings.is_signature(table.rows[0].cells)


def _lines(table: Table) -> Iterable[tuple[str, At]]:
    for row in table.rows:
        for cell in row.cells:
            for line in cell.lines:
                yield line.text, row.at


def _criteria(
    made: _Parts, grid: tables.Grid, directory: leads.Directory, on: date, title: str | None
) -> None:
    result = criteria.read(grid, id=_next_id(made), directory=directory, on=on, document_title=title)
    made.breaks.append(len(made.text))
    made.tables.append(result.table)
    made.raw.extend(result.raw)
    made.found.extend(result.findings)
    for row in result.table.rows:
        made.fragments.append(citations.Fragment(row.name, row.at))
        made.fragments.extend(citations.Fragment(note.text, row.at) for note in row.other)
    made.fragments.extend(citations.Fragment(cell, raw.at) for raw in result.raw for cell in raw.cells)


def _tasks(made: _Parts, grid: tables.Grid, directory: leads.Directory, on: date, year: int | None) -> None:
    heading = titles.above(grid.above)
    deadline = next((column for column in grid.columns if column.role is Role.DEADLINE), None)
    own = (deadline.year if deadline else None) or columns.year_of(heading.title or "") or year
    result = tasks.read(grid, id=_next_id(made), directory=directory, on=on, year=own)
    made.breaks.append(len(made.text))
    made.tables.append(result.table)
    made.raw.extend(result.raw)
    made.text.extend(result.text)
    made.found.extend(result.findings)
    for row in result.table.rows:
        cells: Sequence[str] = (
            row.text,
            row.deadline.text,
            *(lead.text for lead in (*row.leads, *row.partners)),
            *row.deliverables,
            *(note.text for note in row.other),
        )
        made.fragments.extend(citations.Fragment(cell, row.at) for cell in cells)
    made.fragments.extend(citations.Fragment(cell, raw.at) for raw in result.raw for cell in raw.cells)


def _next_id(made: _Parts) -> str:
    return f"t{len(made.tables) + 1}"


def _slips(made: _Parts) -> Iterable[Finding]:
    """Proposals for scanning slips: per row of a table, and once per slip in the text."""
    for table in made.tables:
        for row in table.rows:
            name = row.name if isinstance(table, CriteriaTable) else row.text  # type: ignore[union-attr]
            path = row.path if isinstance(table, CriteriaTable) else row.number  # type: ignore[union-attr]
            for slip in repairs.proposals(name):
                yield findings.make(
                    Code.TEXT_REPAIRED,
                    table=table.id,
                    path=path or None,
                    column="name",
                    stated=slip.printed,
                    computed=slip.proposed,
                    at=row.at,
                )
    seen: set[repairs.Proposal] = set()
    for passage in made.text:
        for slip in repairs.proposals(passage.text):
            if slip not in seen:
                seen.add(slip)
                yield findings.make(
                    Code.TEXT_REPAIRED, stated=slip.printed, computed=slip.proposed, at=passage.at
                )
