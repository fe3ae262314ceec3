"""The real documents: counts, figures, paths, leads, deadlines, findings, citations."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from parindex.cycle.documents.outline import CriteriaTable, DeadlineKind, Reading, TaskTable
from tests.cycle.documents import texts
from tests.seeds import needs_seeds, seed

pytestmark = needs_seeds


@cache
def read(number: str) -> Reading:
    """The reading of a seed."""
    return texts.read(seed(number).read_text(encoding="utf-8"))


def criteria(number: str, at: int = 0) -> CriteriaTable:
    """A criteria table of a seed."""
    table = read(number).tables[at]
    assert isinstance(table, CriteriaTable)
    return table


def tasks() -> TaskTable:
    """The task table of the plan of 2024."""
    table = read("001").tables[0]
    assert isinstance(table, TaskTable)
    return table


def findings(number: str, *codes: str) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """Findings of these codes: code, table, path, stated, computed."""
    return [
        (one.code, one.table, one.path, one.stated, one.computed)
        for one in read(number).findings
        if one.code in codes
    ]


def figures(table: CriteriaTable, path: str) -> tuple[str | None, ...]:
    """Maximum, result and target of a criterion."""
    row = next(row for row in table.rows if row.path == path)
    return row.max, row.result, row.target


def test_the_annex_of_2026() -> None:
    table = criteria("000")

    assert (len(table.rows), table.annex, table.index, table.result_year, table.target_year) == (
        112,
        2,
        "PAR INDEX",
        2025,
        2026,
    )
    assert table.total
    assert (table.total.max, table.total.result, table.total.target) == ("100", "92.90", "96.47")
    assert read("000").document.kind == "annex"
    assert findings(
        "000", "SUM_ROUNDING", "SUM_MISMATCH", "TOTAL_MISMATCH", "LEAD_MISSING", "ROW_UNREAD"
    ) == [
        ("SUM_ROUNDING", "t1", "total", "92.90", "92.8981"),
        ("SUM_ROUNDING", "t1", "total", "96.47", "96.466"),
        ("LEAD_MISSING", "t1", "3/3.1", None, None),
        ("LEAD_MISSING", "t1", "3/3.2", None, None),
        ("LEAD_MISSING", "t1", "3/3.3", None, None),
    ]


def test_figures_of_2026_stand_as_printed() -> None:
    table = criteria("000")

    assert figures(table, "3") == ("12", "11.850", "12")
    assert figures(table, "2/2.5/2.5.1") == ("1", "0.8679", "0.87")
    assert figures(table, "7/7.4/7.4.6") == ("1.5", "0.4497", "1.5")
    assert figures(table, "8/8.5") == ("1.5", "1.4792", "1.5")


def test_leads_of_2026_reach_down_within_their_domain() -> None:
    rows = {row.path: row for row in criteria("000").rows}

    assert [rows[path].leads_inherited for path in ("5", "5/5.1", "5/5.6/5.6.4", "6/6.3")] == [
        False,
        True,
        True,
        True,
    ]
    assert [lead.text for lead in rows["5/5.6/5.6.4"].leads] == ["Sở Nội vụ"]
    assert rows["8"].leads == ()
    assert [lead.units for lead in rows["7/7.4/7.4.4"].leads] == [
        ("Trung tâm Phục vụ hành chính công Thành phố",)
    ]


def test_the_head_of_the_plan_of_2024() -> None:
    head = read("001").document

    assert (head.kind, head.number, head.issued_on, head.place) == (
        "plan",
        "164/KH-UBND",
        date(2024, 5, 30),
        "Hà Nội",
    )
    assert head.title
    assert head.title.endswith("PAPI năm 2024 của thành phố Hà Nội")


def test_the_tables_of_the_plan_of_2024() -> None:
    shapes = [(one.id, one.annex, len(one.rows)) for one in read("001").tables]

    assert shapes == [("t1", 1, 75), ("t2", 2, 100), ("t3", None, 11), ("t4", 4, 36)]
    assert [criteria("001", at).index for at in (1, 2, 3)] == ["PAR INDEX", "SIPAS", "PAPI"]
    totals = [criteria("001", at).total for at in (1, 2, 3)]
    assert [(one.max, one.result, one.target, one.comparator) for one in totals if one] == [
        ("100", "91.43", "92.00", ">"),
        ("100", "83.57", "85", ">"),
        ("80", "43.9603", "46", "="),
    ]
    assert read("001").raw == ()


def test_the_tasks_of_the_plan_of_2024() -> None:
    rows = tasks().rows

    assert [row.number for row in rows if row.number] == [str(number) for number in range(1, 74)]
    assert [(row.section, row.continues) for row in rows if not row.number] == [("III", None), ("V", "18")]
    assert [(row.part, row.section) for row in rows if row.number in ("1", "31", "32", "47", "48", "73")] == [
        (None, "I"),
        (None, "VII"),
        ("B", "I"),
        ("B", "II"),
        ("C", "I"),
        ("C", "VIII"),
    ]


def test_deadlines_of_the_plan_of_2024() -> None:
    rows = {row.number: row.deadline for row in tasks().rows}
    kinds = [(number, rows[number].kind, rows[number].due) for number in ("1", "8", "10", "22", "27")]

    assert kinds == [
        ("1", DeadlineKind.MONTH, date(2024, 5, 31)),
        ("8", DeadlineKind.YEAR, date(2024, 12, 31)),
        ("10", DeadlineKind.MONTH, date(2024, 12, 31)),
        ("22", DeadlineKind.QUARTER, date(2024, 6, 30)),
        ("27", DeadlineKind.QUARTER, date(2024, 12, 31)),
    ]
    assert [rows[number].kind.value for number in ("6", "7", "23", "29", "50", "55", "71")] == [
        "event",
        "continuous",
        "recurring",
        "unstated",
        "recurring",
        "other",
        "event",
    ]
    assert (rows["23"].frequency, rows["50"].frequency) == ("quarterly", "yearly")


def test_leads_of_the_plan_of_2024() -> None:
    rows = {row.number: row for row in tasks().rows if row.number}

    assert [len(lead.units) for lead in rows["2"].leads] == [5, 1]
    assert [(lead.text, lead.scope is None) for lead in rows["7"].leads] == [
        ("Văn phòng UBND Thành phố", True),
        ("Sở Nội vụ", False),
    ]
    assert [len(rows[number].leads) for number in ("9", "41", "29")] == [3, 3, 0]
    assert [lead.groups for lead in rows["1"].partners] == [("departments", "districts")]
    assert len(rows["10"].deliverables) == 3
    assert len(rows["8"].deliverables) == 2


def test_sums_of_the_plan_of_2024() -> None:
    assert findings("001", "SUM_MISMATCH", "TOTAL_MISMATCH", "MEAN_OUT_OF_RANGE") == [
        ("SUM_MISMATCH", "t2", "5/5.5", "1.85", "1.83"),
        ("SUM_MISMATCH", "t2", "5/5.7", "3.4", "3.37"),
    ]
    assert [(table, path, computed) for _, table, path, _, computed in findings("001", "SUM_ROUNDING")] == [
        ("t2", "2", "9.48"),
        ("t2", "4", "9.92"),
        ("t2", "4/4.1", "6.01"),
        ("t2", "4/4.1", "6.04"),
        ("t2", "5", "12.85"),
        ("t2", "5/5.7", "3.22"),
        ("t2", "7", "13.38"),
        ("t4", "3", "9.99"),
        ("t4", "3", "4.2759"),
        ("t4", "5", "9.99"),
        ("t4", "7", "9.99"),
        ("t4", "8", "9.99"),
    ]


def test_other_findings_of_the_plan_of_2024() -> None:
    assert findings(
        "001", "CODE_GAP", "CODE_DUPLICATE", "TARGET_BELOW_RESULT", "RESULT_ABOVE_MAX", "TARGET_ABOVE_MAX"
    ) == [
        ("CODE_GAP", "t2", "8/8.6", "8.6", "8.5"),
        ("TARGET_BELOW_RESULT", "t2", "5/5.1", "1", "1.75"),
        ("TARGET_BELOW_RESULT", "t2", "6/6.1", "3.65", "3.67"),
        ("TARGET_BELOW_RESULT", "t2", "6/6.1/6.1.3", "0.85", "0.98"),
    ]
    assert findings("001", "INDEX_CONFLICT", "DECIMAL_COMMA", "NUMBER_UNREAD", "ROW_UNREAD") == [
        ("INDEX_CONFLICT", "t2", "8/8.1", "8.37", "8.357"),
        ("DECIMAL_COMMA", "t4", "5/3", "2,3956", "2.3956"),
    ]
    assert findings("001", "LEAD_MISSING", "DEADLINE_MISSING") == [
        ("DEADLINE_MISSING", "t1", "18", None, None),
        ("LEAD_MISSING", "t1", "29", None, None),
        ("DEADLINE_MISSING", "t1", "29", None, None),
    ]


def test_rows_joined_in_the_plan_of_2024() -> None:
    joined = [(table, path) for _, table, path, _, _ in findings("001", "ROW_JOINED")]

    assert joined == [
        *(("t1", number) for number in ("4", "10", "13", "22", "41", "43", "46", "71")),
        ("t2", "7/7.1/7.1.3"),
        ("t3", "I/4"),
        ("t4", "6/3"),
    ]
    scopes = [lead.scope for lead in next(row for row in criteria("001", 2).rows if row.path == "I/3").leads]
    assert len(scopes) == 9
    assert all(scopes)


def test_the_ward_of_2026() -> None:
    table = criteria("002")

    assert (len(table.rows), table.index, table.annex) == (130, "PAR INDEX", None)
    assert table.total
    assert (table.total.max, table.total.result, table.total.target) == ("100", "93.17", "100")
    assert figures(table, "V/9/9.4") == ("1", "0.45", "1")
    assert figures(table, "VIII/3/3.3") == ("9", "8.72", "9")
    assert findings("002", "SUM_MISMATCH", "SUM_ROUNDING", "TOTAL_MISMATCH", "LEAD_MISSING", "CODE_GAP") == []
    assert [draft.section for draft in read("002").drafts] == [
        *["2.1"] * 7,
        *["2.2"] * 3,
        *["2.3"] * 2,
        *["2.4"] * 2,
        *["2.5"] * 2,
        "2.6",
    ]


def test_the_plan_of_2024_states_no_task_in_prose() -> None:
    assert read("001").drafts == ()


def test_citations_of_the_report_of_2025() -> None:
    cited = {(one.kind, one.number): one for one in read("004").citations}

    assert len(cited) == 64
    assert {number: (cited["Quyết định", number].issued_on, cited[(
        "Quyết "
        "định"
    ), number].issuer) for number in (
        "5666/QĐ-UBND", "6830/QĐ-UBND", "766/QĐ-TTg", "37/2025/QĐ-UBND")} == {
        "5666/QĐ-UBND": (date(2025, 11, 17), "UBND Thành phố"),
        "6830/QĐ-UBND": (date(2024, 12, 31), "UBND Thành phố"),
        "766/QĐ-TTg": (date(2023, 6, 23), "Thủ tướng Chính phủ"),
        "37/2025/QĐ-UBND": (date(2025, 6, 27), "UBND Thành phố"),
    }  # fmt: skip
    assert cited["Kế hoạch", "134/KH-UBND"].issuer == "UBND Thành phố"
    assert cited["Nghị quyết", "76NQ-CP"].issued_on is None
    assert cited["Nghị quyết", "76/NQ-CP"].issued_on == date(2021, 7, 15)
    assert findings("004", "CITATION_CONFLICT") == [
        ("CITATION_CONFLICT", None, None, "2024-12-10", "2025-12-10")
    ]


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_nothing_of_a_document_is_lost(number: str) -> None:
    form = read(number).as_json()
    said = [passage["text"] for passage in form["text"]]
    for table in form["tables"]:
        said += table["columns"]
        for row in table["rows"]:
            said += [str(value) for value in row.values()]
        said.append(str(table.get("total")))
    answer = " ".join(" ".join(said).split())
    words = seed(number).read_text(encoding="utf-8").replace("*", " ")

    missing = {word for word in words.split() if word.isalpha() and word not in answer}
    assert missing == set()
