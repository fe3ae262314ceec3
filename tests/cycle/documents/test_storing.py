"""Readings and blocks are stored as JSON and come back equal."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from parindex.cycle.documents import storing
from parindex.cycle.documents.blocks import At, Blocks, Cell, Line, Merge, Paragraph, Row, Start, Style, Table
from parindex.cycle.documents.outline import (
    Citation,
    CriteriaTable,
    CriterionRow,
    Deadline,
    DeadlineKind,
    Head,
    Lead,
    Reading,
    Source,
    TaskRow,
    TaskTable,
    TotalRow,
)
from parindex.engine.values.findings import Finding, Severity, Words


def _again(kind: object, value: object) -> object:
    return storing.from_json(kind, json.loads(json.dumps(storing.to_json(value))))


def test_a_reading_comes_back_equal() -> None:
    reading = Reading(
        source=Source("kế hoạch.docx", "ab" * 32, "text/plain"),
        pages=3,
        document=Head(kind="plan", number="1/KH-UBND", issued_on=date(2026, 5, 12), title="Cải thiện"),
        tables=(
            CriteriaTable(
                id="t1",
                rows=(CriterionRow("1", "1", "Một", max="2", leads=(Lead("Sở A", "mục 1", ("Sở A",)),)),),
                total=TotalRow("Tổng", "100", at=At(page=2, row=9, box=(1.0, 2.0, 3.0, 4.5))),
                result_year=2025,
            ),
            TaskTable(
                id="t2",
                rows=(TaskRow("1", "Làm", Deadline("6/2026", DeadlineKind.MONTH, date(2026, 6, 30))),),
            ),
        ),
        citations=(Citation("Quyết định", "5/QĐ-UBND", date(2025, 1, 2)),),
        findings=(
            Finding("LEAD_MISSING", Severity.WARNING, Words("a", "b"), Words("c", "d"), table="t1", row=4),
        ),
    )

    assert _again(Reading, reading) == reading


def test_blocks_come_back_equal() -> None:
    blocks = Blocks(
        (
            Paragraph("Tiêu đề", At(page=1, block=0), Style.HEADING, bold=True),
            Table(
                (Row((Cell((Line("a", Start.ITEM),)), Cell(merge=Merge.LEFT)), repeats=True),), bordered=False
            ),
        ),
        pages=1,
    )

    assert _again(Blocks, blocks) == blocks


def test_decimals_and_days_are_texts() -> None:
    assert storing.to_json((Decimal("1.50"), date(2026, 1, 2), None)) == ["1.50", "2026-01-02", None]
    assert storing.from_json(tuple[Decimal, date], ["1.50", "2026-01-02"]) == (
        Decimal("1.50"),
        date(2026, 1, 2),
    )


def test_what_is_unknown_is_refused() -> None:
    with pytest.raises(storing.NotStorable):
        storing.to_json(object())
