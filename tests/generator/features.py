"""Which features really occurred: the round trip fails if one never did."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from parindex.foundation.writers.content import Content, Start, Table
from tests.generator.model import Codes, CriteriaModel, Cut, DocumentModel, Listing, TasksModel


class Feature(StrEnum):
    """What real documents do to their tables."""

    DOTTED = "dotted Arabic codes"
    ROMAN = "Roman domains with restarting numbers"
    BULLETS = "bullets for codes"
    MERGED_ACROSS = "cells merged across columns"
    MERGED_DOWN = "cells merged down rows"
    HEAD_AGAIN = "a head repeated after a page break"
    HEAD_SLIPPED = "a repeated head with a slip"
    NO_HEAD = "a table that goes on without its head"
    CUT_CRITERION = "a criterion cut by a page break"
    CUT_TASK = "a task cut by a page break"
    LIST = "a list in a cell"
    DASHES = "dashes in a cell"
    BLANK_OWNER = "a blank owner"
    COMMA = "a decimal comma"
    COMPARATOR = "a comparator"
    TWO_ROW_HEAD = "a head of two rows"
    SHUFFLED = "columns in another order"
    SECOND = "a second assignment"
    PARTS = "parts with sections"
    SCOPE = "a lead with a scope"
    STOP = "a full stop after every code"
    PARAGRAPHS = "a text of two paragraphs"
    NARROW = "columns narrower than a date"
    PRINTED_CUT = "a row cut by a page of the PDF"


def of(model: DocumentModel, content: Content) -> Iterator[Feature]:
    """The features of one document, but for those only a printed page shows."""
    yield from _drawn(content)
    for annex in model.annexes:
        if isinstance(annex.table, CriteriaModel):
            yield from _criteria(annex.table)
        else:
            yield from _tasks(annex.table)


def _drawn(content: Content) -> Iterator[Feature]:
    tables = [block for annex in content.annexes for block in annex.blocks if isinstance(block, Table)]
    cells = [cell for table in tables for row in (*table.head, *table.rows) for cell in row.cells]
    if any(cell.across > 1 for cell in cells):
        yield Feature.MERGED_ACROSS
    if any(cell.down > 1 for cell in cells):
        yield Feature.MERGED_DOWN
    if any(line.start is Start.ITEM for cell in cells for line in cell.lines):
        yield Feature.LIST
    if any(len(cell.lines) > 1 and cell.lines[0].text.startswith("- ") for cell in cells):
        yield Feature.DASHES


def _criteria(table: CriteriaModel) -> Iterator[Feature]:
    yield {Codes.DOTTED: Feature.DOTTED, Codes.ROMAN: Feature.ROMAN, Codes.BULLETS: Feature.BULLETS}[
        table.codes
    ]
    yield from _cut(table.cut)
    if table.cut is not Cut.NONE and not table.rows[table.cut_after].name.isupper():
        yield Feature.CUT_CRITERION
    if any(not row.parties for row in table.rows):
        yield Feature.BLANK_OWNER
    if any(row.comma and "." in row.result for row in table.rows):
        yield Feature.COMMA
    if any(party.scope for row in table.rows for party in row.parties):
        yield Feature.SCOPE
    if table.comparator != "=":
        yield Feature.COMPARATOR
    if table.stop:
        yield Feature.STOP
    if table.narrow:
        yield Feature.NARROW
    if table.two_row_head:
        yield Feature.TWO_ROW_HEAD
    if table.order != ("code", "name", "max", "result", "target", "lead"):
        yield Feature.SHUFFLED


def _tasks(table: TasksModel) -> Iterator[Feature]:
    yield from _cut(table.cut)
    if table.narrow:
        yield Feature.NARROW
    tasks = [task for group in table.groups for task in group.tasks]
    if table.cut is not Cut.NONE:
        yield Feature.CUT_TASK
    if any(task.more for task in tasks):
        yield Feature.PARAGRAPHS
    if any(task.second for task in tasks):
        yield Feature.SECOND
    if any(not task.leads for task in tasks):
        yield Feature.BLANK_OWNER
    if len({group.mark for group in table.groups}) > 2:
        yield Feature.PARTS
    if any(task.listing is Listing.LIST and len(task.products) > 1 for task in tasks):
        yield Feature.LIST


def _cut(cut: Cut) -> Iterator[Feature]:
    if cut is Cut.HEAD_AGAIN:
        yield Feature.HEAD_AGAIN
    if cut is Cut.HEAD_SLIPPED:
        yield Feature.HEAD_SLIPPED
    if cut is Cut.NO_HEAD:
        yield Feature.NO_HEAD
