"""Pieces of one table: what stands between them, and what never goes on with a table."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.outline import CriteriaTable, Reading, TaskTable
from tests.cycle.documents.texts import CRITERIA_HEAD, TASK_HEAD, read

ONE = "1\tTiếp công dân\t3\t2\t3\tSở Nội vụ\n1.1\tLịch tiếp\t1\t1\t1\t\n"
TWO = "1.2\tSổ tiếp\t2\t1\t2\t\n2\tLưu trữ\t1\t1\t1\tSở Nội vụ\n"


def pieces(between: str, *, above: str = "Phụ lục 1\n\nĐiểm PAPI", head: str = CRITERIA_HEAD) -> Reading:
    """The reading of a table in two pieces, the head of the second optional."""
    return read(f"{above}\n\n{CRITERIA_HEAD}{ONE}\n{between}\n\n{head}{TWO}")


def rows(reading: Reading) -> list[list[str]]:
    """The paths or numbers of the rows of every table."""
    return [
        [row.path for row in table.rows]
        if isinstance(table, CriteriaTable)
        else [row.number for row in table.rows]
        for table in reading.tables
        if isinstance(table, CriteriaTable | TaskTable)
    ]


@pytest.mark.parametrize("head", [CRITERIA_HEAD, ""])
@pytest.mark.parametrize(
    "between",
    [
        "(Tiếp theo)",
        "Tiếp theo",
        "(tiếp theo và hết)",
        "(tiếp theo trang 3)",
        "PHỤ LỤC 1 (tiếp theo)",
        "Phụ lục số 1 - tiếp theo",
        "Phụ lục 1 (tiếp)\n\nĐiểm PAPI",
        "Điểm PAPI (tiếp theo)",
    ],
)
def test_words_that_say_the_table_goes_on_are_no_heading(between: str, head: str) -> None:
    found = pieces(between, head=head)

    assert rows(found) == [["1", "1/1.1", "1/1.2", "2"]]
    assert (found.tables[0].annex, found.tables[0].title, found.tables[0].caption) == (1, "Điểm PAPI", None)
    assert [one.text for one in found.text] == ["Phụ lục 1", "Điểm PAPI", *between.split("\n\n")]
    assert found.findings == ()


@pytest.mark.parametrize(
    "between", ["Phụ lục 2 (tiếp theo)", "Phụ lục 2", "Điểm SIPAS", "Các việc làm tiếp theo", "Tiếp dân"]
)
def test_a_heading_between_pieces_divides_them(between: str) -> None:
    assert rows(pieces(between)) == [["1", "1/1.1"], ["1/1.2", "2"]]


def test_a_table_goes_on_under_words_inside_it() -> None:
    found = pieces("", head=f"PHỤ LỤC 1 (tiếp theo)\t\t\t\t\t\n{CRITERIA_HEAD}")

    assert rows(found) == [["1", "1/1.1", "1/1.2", "2"]]
    assert [one.text for one in found.text] == ["Phụ lục 1", "Điểm PAPI", "PHỤ LỤC 1 (tiếp theo)"]


def test_tasks_go_on_too() -> None:
    first, second = "1\tMở sổ\tQuý I/2026\tSở Y tế\t\tSổ\n", "2\tĐóng sổ\tQuý II/2026\tSở Y tế\t\tSổ\n"

    found = read(f"Việc phải làm\n\n{TASK_HEAD}{first}\nViệc phải làm (tiếp)\n\n{TASK_HEAD}{second}")

    assert rows(found) == [["1", "2"]]


def test_a_lead_that_is_written_short_is_no_signature() -> None:
    found = read(f"Điểm PAPI\n\n{CRITERIA_HEAD}{ONE}\n-\tSổ tiếp\t2\t1\t2\tKT.HT\n")

    assert rows(found) == [["1", "1/1.1", "1/1.1/1"]]


def test_a_signature_goes_on_with_no_table() -> None:
    found = read(f"Điểm PAPI\n\n{CRITERIA_HEAD}{ONE}\n\t\t\tTL. CHỦ TỊCH\t\t\n\t\t\tTrần Thị An\t\t\n")

    assert rows(found) == [["1", "1/1.1"]]
    assert [one.text for one in found.text] == ["Điểm PAPI", "TL. CHỦ TỊCH", "Trần Thị An"]
