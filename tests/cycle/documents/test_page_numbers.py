"""Page numbers go, other paragraphs of digits stay: nothing is lost."""

from __future__ import annotations

import pytest

from tests.cycle.documents.texts import CRITERIA_HEAD, read

ONE = f"Điểm PAPI\n\n{CRITERIA_HEAD}1\tTiếp công dân\t3\t2\t3\tSở Nội vụ\n"
TWO = "2\tLưu trữ\t1\t1\t1\tSở Nội vụ\n"


def passages(text: str) -> list[str]:
    """The texts of what stands in no table."""
    return [passage.text for passage in read(text).text]


@pytest.mark.parametrize("printed", ["126", "3", "6/2026", "12/34", "- 5"])
def test_paragraphs_of_digits_are_text(printed: str) -> None:
    assert passages(f"Số xã đã xong là:\n\n{printed}\n\nHết.\n") == ["Số xã đã xong là:", printed, "Hết."]


@pytest.mark.parametrize("printed", ["- 3 -", "– 3 –", "Trang 3", "trang 3/12", "- Trang 3 -", "Page 3"])
def test_numbers_dressed_as_page_numbers_are_none(printed: str) -> None:
    assert passages(f"Một.\n\n{printed}\n\nHai.\n") == ["Một.", "Hai."]


def test_digits_between_two_pieces_divide_no_table_and_stay() -> None:
    found = read(f"{ONE}\n2\n\n{CRITERIA_HEAD}{TWO}")

    assert [len(table.rows) for table in found.tables] == [2]
    assert [passage.text for passage in found.text] == ["Điểm PAPI", "2"]


def test_digits_at_the_ends_of_pages_are_their_numbers() -> None:
    assert passages("Một.\n\n1\n\fHai.\n126\nBa.\n\n2\n\fBốn.\n\n3\n\f") == [
        "Một.",
        "Hai.",
        "126",
        "Ba.",
        "Bốn.",
    ]
    assert passages("4\nMột.\n\f5\nHai.\n\f6\nBa.\n") == ["Một.", "Hai.", "Ba."]


def test_other_digits_at_the_ends_of_pages_are_text() -> None:
    assert passages("Một.\n\n12\n\fHai.\n\n40\n") == ["Một.", "12", "Hai.", "40"]
    assert passages("Một.\n\n1\n") == ["Một.", "1"]


def test_a_number_is_no_line_of_a_title() -> None:
    found = read("KẾ HOẠCH\n\nGiữ gìn hồ sơ\n\n126\n\nHồ sơ.\n")

    assert found.document.title == "Giữ gìn hồ sơ"
