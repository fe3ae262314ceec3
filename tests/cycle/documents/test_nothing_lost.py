"""Every phrase of the source stands somewhere in the answer, and once."""

from __future__ import annotations

import pytest

from parindex.cycle.documents import reading
from parindex.cycle.documents.blocks import Blocks, Cell, Line, Row, Table
from parindex.cycle.documents.outline import CriteriaTable, RawRow, TaskTable
from tests.cycle.documents.texts import CRITERIA_HEAD, SOURCE, TASK_HEAD, TODAY, at_row, directory, read

CRITERIA = f"Chỉ tiêu PAR INDEX năm 2026\n\n{CRITERIA_HEAD}"
TASKS = f"Nhiệm vụ năm 2026\n\n{TASK_HEAD}"


def test_a_note_among_criteria_that_goes_on_after_a_page_end_is_kept_whole() -> None:
    found = read(
        f"{CRITERIA}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n\tGhi chú: phần một\t\t\t\t\n\n"
        f"{CRITERIA_HEAD}\tphần hai\t\t\t\t\n2\tThể chế\t3\t2\t3\tSở Tư pháp\n"
    )

    assert [row.cells for row in found.raw] == [("", "Ghi chú: phần một phần hai", "", "", "", "")]


def test_a_lead_that_goes_on_is_kept_by_the_group_that_names_one() -> None:
    found = read(
        f"{CRITERIA}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n\tNhóm một\t\t\t\tSở Tư pháp\n\n"
        f"{CRITERIA_HEAD}\tcòn lại\t\t\t\tSở Tài chính\n2\tThể chế\t3\t2\t3\t\n"
    )

    assert found.raw == (
        RawRow(("", "Nhóm một còn lại", "", "", "", "Sở Tư pháp Sở Tài chính"), "t1", at_row(2, block=1)),
    )


def test_words_in_the_column_of_codes_go_on_with_the_name() -> None:
    found = read(
        f"{CRITERIA}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n\tNhóm một\t\t\t\t\n\n"
        f"{CRITERIA_HEAD}còn\tlại\t\t\t\t\n2\tThể chế\t3\t2\t3\t\n"
    )

    assert [row.cells for row in found.raw] == [("", "Nhóm một còn lại", "", "", "", "")]


def test_a_second_lead_brings_its_note() -> None:
    head = CRITERIA.replace("chủ trì\n", "chủ trì\tGhi chú\n")

    found = read(f"{head}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\tghi một\n\t\t\t\t\tSở Tư pháp\tghi hai\n")

    table = found.tables[0]
    assert isinstance(table, CriteriaTable)
    assert [lead.text for lead in table.rows[0].leads] == ["Sở Nội vụ", "Sở Tư pháp"]
    assert [note.text for note in table.rows[0].other] == ["ghi một ghi hai"]


def test_a_second_lead_stays_with_the_row_above_that_names_none() -> None:
    found = read(
        f"{CRITERIA}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n1.1\tKế hoạch\t3\t2\t3\t\n\t\t\t\t\tSở Tư pháp\n"
    )

    table = found.tables[0]
    assert isinstance(table, CriteriaTable)
    assert [[lead.text for lead in row.leads] for row in table.rows] == [["Sở Nội vụ"], ["Sở Tư pháp"]]


def test_a_second_lead_of_a_group_stays_with_the_group() -> None:
    found = read(f"{CRITERIA}1\tChỉ đạo\t3\t2\t3\t\n\tNhóm một\t\t\t\tSở Nội vụ\n\t\t\t\t\tSở Tư pháp\n")

    assert [row.cells for row in found.raw] == [("", "Nhóm một", "", "", "", "Sở Nội vụ Sở Tư pháp")]


def test_a_row_without_words_that_goes_on_among_tasks_is_kept_whole() -> None:
    head = TASKS.replace("Sản phẩm\n", "Sản phẩm\tGhi chú\n")
    again = TASK_HEAD.replace("Sản phẩm\n", "Sản phẩm\tGhi chú\n")

    found = read(
        f"{head}1\tBan hành\tQuý I\tSở Nội vụ\t\t\t\n2\t\t\t\t\t\tlưu ý\n\n{again}\t\t\t\t\t\triêng\n"
    )

    assert [row.cells for row in found.raw] == [("2", "", "", "", "", "", "lưu ý riêng")]


def test_a_lead_cut_by_a_page_end_goes_on_in_the_nearest_task_that_names_one() -> None:
    found = read(
        f"{TASKS}1\tBan hành\tQuý I\tSở Nội\t\t\n2\tKiểm tra\tQuý I\t\t\t\n\n{TASK_HEAD}\t\t\tvụ\t\t\n"
    )

    table = found.tables[0]
    assert isinstance(table, TaskTable)
    assert [[lead.text for lead in row.leads] for row in table.rows] == [["Sở Nội vụ"], []]


def test_a_row_below_a_repeated_header_is_no_second_row_of_it() -> None:
    head = TASK_HEAD.replace("\n", "\t\n")

    found = read(
        f"Nhiệm vụ năm 2026\n\n{head}1\tBan hành\tQuý I\tSở Nội vụ\t\tKế hoạch\tlưu ý\n\n"
        f"{head}\t\t\t\t\ttuyên truyền\triêng\n2\tKiểm tra\tQuý I\tSở Nội vụ\t\t\t\n"
    )

    table = found.tables[0]
    assert isinstance(table, TaskTable)
    assert [(row.deliverables, [note.text for note in row.other]) for row in table.rows] == [
        (("Kế hoạch tuyên truyền",), ["lưu ý riêng"]),
        ((), []),
    ]


def test_a_section_with_further_cells_is_said_once() -> None:
    found = read(f"{TASKS}I\tCHỈ ĐẠO\tNăm 2026\tSở Nội vụ\t\t\n1\tBan hành\tQuý I\tSở Nội vụ\t\t\n")

    table = found.tables[0]
    assert isinstance(table, TaskTable)
    assert [(row.section, row.section_title, row.text) for row in table.rows] == [
        ("I", "CHỈ ĐẠO", "Ban hành")
    ]
    assert found.raw == (RawRow(("", "", "Năm 2026", "Sở Nội vụ", "", ""), "t1", at_row(1, block=1)),)
    assert [(one.code, one.stated) for one in found.findings if one.code == "ROW_UNREAD"] == [
        ("ROW_UNREAD", "Năm 2026 | Sở Nội vụ")
    ]


def test_a_part_with_further_cells_and_no_rows_is_text_and_raw() -> None:
    found = read(f"{TASKS}1\tBan hành\tQuý I\tSở Nội vụ\t\t\nA\tPHẦN CUỐI\tNăm 2026\t\t\t\n")

    assert [passage.text for passage in found.text] == ["Nhiệm vụ năm 2026", "A PHẦN CUỐI"]
    assert [row.cells for row in found.raw] == [("", "", "Năm 2026", "", "", "")]


def test_a_section_with_a_lead_that_goes_on_after_a_page_end_loses_nothing() -> None:
    found = read(
        f"{TASKS}I\tCHỈ ĐẠO\tNăm 2026\t\t\t\n\n{TASK_HEAD}"
        "\tđiều hành\t\tSở Tài chính\t\t\n1\tBan hành\tQuý I\tSở Nội vụ\t\t\n"
    )

    table = found.tables[0]
    assert isinstance(table, TaskTable)
    assert [row.section_title for row in table.rows] == ["CHỈ ĐẠO điều hành"]
    assert [row.cells for row in found.raw] == [("", "", "Năm 2026", "Sở Tài chính", "", "")]


def uneven(*rows: str) -> Table:
    """A table of rows written "a|b|c", each with its own number of cells."""
    cells = (tuple(Cell((Line(text),)) if text else Cell() for text in row.split("|")) for row in rows)
    return Table(tuple(Row(one) for one in cells))


@pytest.mark.parametrize(
    "rows",
    [
        ("STT|Tiêu chí|Điểm tối đa|Kết quả năm 2025", "1|Chỉ đạo|3|2|ghi chú lẻ", "2|Thể chế"),
        ("TT|Nhiệm vụ|Thời hạn|Cơ quan chủ trì", "I|CHỈ ĐẠO", "1|Ban hành|Quý I|Sở Nội vụ|lẻ|thừa", ""),
        ("Phụ lục", "TT|Nhiệm vụ|Cơ quan", "||chủ trì|Thời hạn", "1|Ban hành", "2|Kiểm tra|Sở Nội vụ|Quý I"),
        ("một|hai|ba", "bốn", "năm|sáu|bảy|tám"),
    ],
)
def test_rows_of_unequal_width_are_read_whole(rows: tuple[str, ...]) -> None:
    found = reading.read(Blocks((uneven(*rows),)), source=SOURCE, directory=directory(), today=TODAY)

    said = str({key: part for key, part in found.as_json("vi").items() if key != "findings"})
    assert [cell for row in rows[1:] for cell in row.split("|") if cell not in said] == []
