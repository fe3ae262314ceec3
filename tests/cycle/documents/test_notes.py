"""Notes in the last rows of a table are text; rows like them elsewhere stay rows."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.blocks import At
from parindex.cycle.documents.outline import CriteriaTable, Passage, TaskTable
from tests.cycle.documents.texts import CRITERIA_HEAD, TASK_HEAD, read

TASK = "1\tMở sổ\tQuý I/2026\tSở Y tế\t\tSổ\n"
CRITERION = "1\tTiếp công dân\t3\t2\t3\tSở Nội vụ\n"


def left(text: str) -> tuple[list[str], list[str], int, list[str]]:
    """Names of the rows of the first table, passages, raw rows, codes of findings."""
    found = read(text)
    table = found.tables[0]
    assert isinstance(table, CriteriaTable | TaskTable)
    names = [row.name if hasattr(row, "name") else row.text for row in table.rows]
    return names, [one.text for one in found.text], len(found.raw), [one.code for one in found.findings]


@pytest.mark.parametrize(
    "note",
    ["Ghi chú: việc của năm cũ", "(*) Việc của năm cũ", "Nguồn: Sở Y tế", "* Ghi chú:", "Chú thích (1) Mới"],
)
@pytest.mark.parametrize("cells", ["{}\t\t\t\t\t\n", "\t{}\t\t\t\t\n"])
def test_notes_below_rows_are_text(note: str, cells: str) -> None:
    row = cells.format(note)

    assert left(f"Việc\n\n{TASK_HEAD}{TASK}{row}") == (["Mở sổ"], ["Việc", note], 0, [])
    assert left(f"PAPI\n\n{CRITERIA_HEAD}{CRITERION}{row}") == (["Tiếp công dân"], ["PAPI", note], 0, [])


@pytest.mark.parametrize("mark", ["(*)", "Ghi chú:", "Nguồn:"])
def test_a_note_may_begin_in_the_column_of_codes(mark: str) -> None:
    rows = f"{TASK}{mark}\tTheo sổ\t\t\t\t\n-\tSổ cũ\t\t\t\t\n"

    assert left(f"Việc\n\n{TASK_HEAD}{rows}") == (
        ["Mở sổ"],
        ["Việc", f"{mark} Theo sổ", "- Sổ cũ"],
        0,
        [],
    )


def test_what_follows_a_note_is_a_note() -> None:
    found = read(f"PAPI\n\n{CRITERIA_HEAD}{CRITERION}Ghi chú:\t\t\t\t\t\n\tĐiểm tạm tính\t\t\t\t\n")

    assert found.text == (
        Passage("PAPI", At(block=0)),
        Passage("Ghi chú:", At(row=2, block=1)),
        Passage("Điểm tạm tính", At(row=3, block=1)),
    )


def test_notes_on_a_page_of_their_own_lengthen_no_row() -> None:
    names, text, *_ = left(f"Việc\n\n{TASK_HEAD}{TASK}\n{TASK_HEAD}\t(*) Việc của năm cũ\t\t\t\t\n")

    assert (names, text) == (["Mở sổ"], ["Việc", "(*) Việc của năm cũ"])


@pytest.mark.parametrize(
    "row",
    [
        "\tGhi chú: mở sổ\t\tSở Y tế\t\t\n",
        "\tGhi chú hồ sơ đến\t\t\t\t\n",
        "*\tĐóng sổ\t\t\t\t\n",
        "2\tGhi chú: sổ\t\t\t\t\n",
        "\tNguồn lực\t\t\t\t\n",
    ],
)
def test_rows_that_are_no_notes(row: str) -> None:
    assert len(left(f"Việc\n\n{TASK_HEAD}{TASK}{row}")[0]) == 2


def test_a_note_between_rows_is_a_row() -> None:
    rows = f"{TASK}\tGhi chú: gấp\t\t\t\t\n2\tĐóng sổ\tQuý II/2026\tSở Y tế\t\tSổ\n"

    assert left(f"Việc\n\n{TASK_HEAD}{rows}")[:2] == (["Mở sổ", "Ghi chú: gấp", "Đóng sổ"], ["Việc"])


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize(
    "rows",
    [
        ("\t\t\tTM. ỦY BAN NHÂN DÂN\t\t", "\t\t\tCHỦ TỊCH\t\t"),
        ("\tKT. GIÁM ĐỐC\t\t\t\t", "\tPHÓ GIÁM ĐỐC\t\t\t\t"),
        ("Nơi nhận:\t\tTHỦ TRƯỞNG\t\t\t", "- Như trên;\t\tTrần Thị An\t\t\t"),
        ("\tNgười lập biểu\t\tThủ trưởng\tKế toán\t", "\tTrần Thị An\t\tLê Văn Bê\t\t"),
    ],
)
def test_signatures_below_rows_are_text(rows: tuple[str, ...], blank: str) -> None:
    signature = blank + "".join(f"{row}\n" for row in rows)
    printed = [cell for row in rows for cell in row.split("\t") if cell]

    assert left(f"Việc\n\n{TASK_HEAD}{TASK}{signature}") == (["Mở sổ"], ["Việc", *printed], 0, [])
    assert left(f"PAPI\n\n{CRITERIA_HEAD}{CRITERION}{signature}") == (
        ["Tiếp công dân"],
        ["PAPI", *printed],
        0,
        [],
    )


def test_a_signature_above_numbered_rows_closes_nothing() -> None:
    rows = f"{TASK}\tKT. GIÁM ĐỐC\t\t\t\t\n2\tĐóng sổ\tQuý II/2026\tSở Y tế\t\tSổ\n"

    assert left(f"Việc\n\n{TASK_HEAD}{rows}")[0] == ["Mở sổ", "KT. GIÁM ĐỐC", "Đóng sổ"]
