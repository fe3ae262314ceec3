"""Corrections of a reading, field by field, without a database: what may stand where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from parindex.cycle.documents import review
from parindex.cycle.documents.outline import (
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
)
from parindex.cycle.documents.review import REMOVED, TOTAL, WHOLE_TABLE, Change, WrongValue
from parindex.cycle.units.directory import Directory
from parindex.engine.values.findings import Finding, Severity, Words
from tests.cast import DIRECTORY

UNITS = Directory.load(DIRECTORY)
ON = date(2026, 5, 12)
TASK = TaskRow(
    "1",
    "Làm",
    Deadline("Tháng 6/2026", DeadlineKind.MONTH, date(2026, 6, 30)),
    leads=(Lead("Sở Nội vụ", "mục 1", ("Sở Nội vụ",)), Lead("Sở Tư pháp", None, ("Sở Tư pháp",))),
    deliverables=("Báo cáo", "Kế hoạch"),
)
READING = Reading(
    source=Source("a.txt", "ab" * 32, "text/plain"),
    pages=None,
    document=Head(kind="plan", issued_on=ON),
    tables=(
        CriteriaTable(
            id="t1",
            rows=(
                CriterionRow("1", "1", "Lĩnh vực", max="2", result="1"),
                CriterionRow("1/1.1", "1.1", "Tiêu chí", max="2", result="1"),
            ),
        ),
        TaskTable(id="t2", rows=(TASK,)),
    ),
)


def changed(*changes: Change) -> Reading:
    return review.apply(READING, changes, directory=UNITS, on=ON)


def criteria(*changes: Change) -> CriteriaTable:
    table = changed(*changes).tables[0]
    assert isinstance(table, CriteriaTable)
    return table


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (Change("t9", 0, "name", "x"), "table"),
        (Change("t9", 0, REMOVED, "1"), "table"),
        (Change("t1", 2, "name", "x"), "row"),
        (Change("t1", -3, "name", "x"), "row"),
        (Change("t1", 2, REMOVED, "1"), "row"),
        (Change("t2", 1, "text", "x"), "row"),
        (Change("t1", WHOLE_TABLE, "rows", "x"), "rows"),
        (Change("t1", WHOLE_TABLE, "id", "x"), "id"),
        (Change("t2", WHOLE_TABLE, "result_year", "2025"), "result_year"),
        (Change("t1", WHOLE_TABLE, "target_year", "hai"), "target_year"),
        (Change("t1", WHOLE_TABLE, "target_year", "20261"), "target_year"),
        (Change("t1", 0, "code", ""), "code"),
        (Change("t1", 0, "code", "1/2"), "code"),
        (Change("t1", 0, "path", "x"), "path"),
        (Change("t1", 0, "comparator", "≈"), "comparator"),
        (Change("t1", 0, "max", "1,2,3"), "max"),
        (Change("t2", 0, "at", "x"), "at"),
        (Change("t1", TOTAL, "code", "x"), "code"),
        (Change("", 0, "source", "x"), "source"),
        (Change("", 0, "kind", "thơ"), "kind"),
        (Change("", 0, "issued_on", "31/02/2026"), "issued_on"),
    ],
)
def test_what_cannot_stand_there_names_the_field(change: Change, field: str) -> None:
    with pytest.raises(WrongValue, match=f"^{field}$"):
        changed(change)


def test_an_emptied_figure_or_year_is_none() -> None:
    assert criteria(Change("t1", 1, "result", " ")).rows[1].result is None
    years = criteria(
        Change("t1", WHOLE_TABLE, "result_year", "2025"), Change("t1", WHOLE_TABLE, "annex", "2")
    )
    assert (years.result_year, years.annex) == (2025, 2)
    assert criteria(Change("t1", WHOLE_TABLE, "result_year", "")).result_year is None
    assert changed(Change("", 0, "issued_on", "")).document.issued_on is None


def test_a_decimal_comma_is_read_and_a_mixture_is_not() -> None:
    assert criteria(Change("t1", 1, "max", "2,75")).rows[1].max == "2.75"
    with pytest.raises(WrongValue):
        criteria(Change("t1", 1, "max", "1.000,5"))


def test_a_total_may_be_added_where_none_was_printed() -> None:
    total = criteria(Change("t1", TOTAL, "result", "1"), Change("t1", TOTAL, "comparator", "")).total
    assert total is not None
    assert (total.result, total.comparator) == ("1", "=")


def test_a_new_code_moves_all_below() -> None:
    assert [row.path for row in criteria(Change("t1", 0, "code", "II.")).rows] == ["II", "II/1.1"]
    assert [row.path for row in criteria(Change("t1", 1, "code", "9")).rows] == ["1", "1/9"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change("", 0, "issued_on", ""), "2026-05-12"),
        (Change("", 0, "number", ""), ""),
        (Change("t1", WHOLE_TABLE, "index", ""), ""),
        (Change("t1", 1, "max", ""), "2"),
        (Change("t1", 1, REMOVED, ""), ""),
        (Change("t2", 0, "deadline", ""), "Tháng 6/2026"),
        (Change("t2", 0, "leads", ""), "Sở Nội vụ (mục 1)\nSở Tư pháp"),
        (Change("t2", 0, "deliverables", ""), "Báo cáo\nKế hoạch"),
    ],
)
def test_what_stands_in_a_field_is_told_as_text(change: Change, text: str) -> None:
    assert review.value_of(READING, change) == text


@pytest.mark.parametrize(
    "change",
    [
        Change("t9", 0, "name", ""),
        Change("t1", 5, "name", ""),
        Change("t1", 5, REMOVED, ""),
        Change("t1", TOTAL, "max", ""),
        Change("t1", 0, "line", ""),
        Change("t2", WHOLE_TABLE, "rows", ""),
    ],
)
def test_what_stands_nowhere_is_refused(change: Change) -> None:
    with pytest.raises(WrongValue):
        review.value_of(READING, change)


def test_rows_out_of_both_kinds_of_tables() -> None:
    after = changed(Change("t1", 1, REMOVED, "1"), Change("t2", 0, REMOVED, "1"))

    assert [len(table.rows) for table in after.tables] == [1, 0]
    back = changed(Change("t1", 1, REMOVED, "1"), Change("t1", 1, REMOVED, ""))
    assert back.tables == READING.tables


def test_the_finding_of_a_mended_field_goes_and_others_of_the_reader_stay() -> None:
    words = Words("a", "b")
    mended = Finding("UNIT_UNKNOWN", Severity.WARNING, words, words, table="t2", path="1", column="lead")
    other = replace(mended, path="7")
    of_total = replace(mended, table="t1", path="total", column="max")
    of_table = replace(mended, table="t1", path=None, column="index")
    reading = replace(READING, findings=(mended, other, of_total, of_table))
    changes = (
        Change("t2", 0, "leads", "Sở Nội vụ"),
        Change("t1", TOTAL, "max", "2"),
        Change("t1", WHOLE_TABLE, "index", "PAPI"),
    )

    left = review.apply(reading, changes, directory=UNITS, on=ON).findings

    assert [each for each in left if each.code == "UNIT_UNKNOWN"] == [other]
