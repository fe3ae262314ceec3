"""Totals: rows that speak for the table, and rows without code that do not."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.outline import RawRow, TotalRow
from tests.cycle.documents import texts
from tests.cycle.documents.texts import CRITERIA_HEAD, criteria, read, told

ROWS = "1\tMột\t3\t2\t3\tSở Y tế\n1.1\tA\t3\t2\t3\t\n2\tHai\t2\t1\t2\tSở Y tế\n"


@pytest.mark.parametrize("name", ["Điểm thưởng", "Điểm cộng thêm", "Điểm trừ", "Việc làm thêm"])
def test_a_last_row_beside_the_total_is_no_total(name: str) -> None:
    text = f"PAPI\n\n{CRITERIA_HEAD}{ROWS}\t{name}\t1\t1\t1\t\n"

    reading = read(text)

    assert [(row.path, row.max) for row in criteria(f"{ROWS}\t{name}\t1\t1\t1\t\n").rows] == [
        ("1", "3"),
        ("1/1.1", "3"),
        ("2", "2"),
    ]
    assert criteria(f"{ROWS}\t{name}\t1\t1\t1\t\n").total is None
    assert reading.raw == (RawRow(("", name, "1", "1", "1", ""), "t1", texts.at_row(4, block=1)),)
    assert told(text) == [("ROW_UNREAD", "t1", None, None, f"{name} | 1 | 1 | 1", None)]


@pytest.mark.parametrize(
    "name", ["Tỉnh Cà Mau", "Chỉ số CCHC", "Điểm tổng hợp", "TỔNG ĐIỂM (1+2)", "Cộng", "PAR INDEX", ""]
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_row_of_the_whole_is_the_total(name: str, is_first: bool) -> None:
    total = f"\t{name}\t5\t3\t5\t\n"

    table = criteria(total + ROWS if is_first else ROWS + total)

    assert table.total == TotalRow(name, "5", "3", "5", at=texts.at_row(1 if is_first else 4, block=1))
    assert len(table.rows) == 3


def test_a_row_with_the_maximum_of_every_domain_is_the_total_of_means() -> None:
    rows = (
        "\tThành phố\t100\t85\t90\t\nI\tTiếp cận\t100\t80\t90\tSở Y tế\nII\tPhục vụ\t100\t90\t90\tSở Y tế\n"
    )

    assert criteria(rows).total == TotalRow("Thành phố", "100", "85", "90", at=texts.at_row(1, block=1))


def test_sums_of_parts_are_no_total() -> None:
    rows = f"{ROWS}\tCộng lĩnh vực 2\t2\t1\t2\t\n"

    assert criteria(rows).total is None
    assert criteria(f"{rows}\tCộng\t5\t3\t5\t\n").total == TotalRow(
        "Cộng", "5", "3", "5", at=texts.at_row(5, block=1)
    )


def test_a_table_without_maxima_has_a_total_no_less_than_its_domains() -> None:
    head = "STT\tLĩnh vực\tKết quả năm 2025\tMục tiêu năm 2026\n"
    rows = "1\tMột\t80\t85\n2\tHai\t90\t95\n"

    total = read(f"PAPI\n\n{head}\tToàn xã\t86\t90\n{rows}").tables[0].as_json()["total"]
    none = read(f"PAPI\n\n{head}{rows}\tViệc khác\t2\t3\n").tables[0].as_json()["total"]

    assert total == {"name": "Toàn xã", "max": None, "result": "86", "target": "90", "comparator": "="}
    assert none is None


def test_a_table_without_codes_has_no_total_that_is_not_named() -> None:
    table = (
        read("PAPI\n\nNội dung\tĐiểm tối đa\tKết quả\nMột\t5\t4\nHai\t3\t2\nBa\t2\t1\n").tables[0].as_json()
    )

    assert [(row["path"], row["name"]) for row in table["rows"]] == [("1", "Một"), ("2", "Hai"), ("3", "Ba")]
    assert table["total"] is None


def test_a_dash_before_the_total_is_no_code() -> None:
    total = TotalRow("Tổng", "5", "3", "5", at=texts.at_row(4, block=1))

    assert criteria(f"{ROWS}-\tTổng\t5\t3\t5\t\n").total == total
    assert criteria(f"{ROWS}-\tTổng hợp báo cáo\t2\t1\t2\t\n").total is None
