"""Columns of codes: by any heading, else by what stands in them."""

from __future__ import annotations

import pytest

from parindex.cycle.documents import codes, columns, headers
from parindex.cycle.documents.blocks import Cell, Line, Row, Table
from parindex.cycle.documents.outline import Role
from tests.cycle.documents.texts import CRITERIA_HEAD, TASK_HEAD, criteria, read


def grid(*rows: str) -> Table:
    """A table of rows written "a|b|c"."""
    cells = (tuple(Cell((Line(text),)) if text else Cell() for text in row.split("|")) for row in rows)
    return Table(tuple(Row(one) for one in cells))


def roles(*rows: str) -> list[Role]:
    """The roles of the columns that the head of a table names."""
    found = headers.find(grid(*rows))
    assert found
    return [column.role for column in found[2]]


@pytest.mark.parametrize(
    "heading",
    [
        "S TT",
        "ST T",
        "T T",
        "Tt",
        "S.TT",
        "STT (1)",
        "TT/Mã",
        "Mã TC",
        "Mã số",
        "Số hiệu",
        "No.",
        "No",
        "Số TT",
        "stt",
    ],
)
def test_a_heading_of_codes_however_it_is_set(heading: str) -> None:
    assert columns.is_code_heading(heading)
    assert roles(f"{heading}|Nhiệm vụ|Cơ quan chủ trì|Thời hạn")[0] is Role.CODE


@pytest.mark.parametrize("heading", ["", "Nợ", "Số lượng", "Mã/Tên", "(1)", "Ghi chú"])
def test_a_heading_of_no_codes(heading: str) -> None:
    assert not columns.is_code_heading(heading)


@pytest.mark.parametrize("heading", ["", "Order"])
def test_codes_below_a_heading_that_says_nothing(heading: str) -> None:
    assert roles(f"{heading}|Nhiệm vụ|Cơ quan chủ trì", "I|Chỉ đạo|", "1|Ban hành|Sở Nội vụ") == [
        Role.CODE,
        Role.NAME,
        Role.LEAD,
    ]


@pytest.mark.parametrize("cells", [("2025", "2026"), ("Sở Nội vụ", "1"), ("", "")])
def test_a_column_that_holds_other_than_codes(cells: tuple[str, str]) -> None:
    found = roles("|Tiêu chí|Điểm tối đa", *(f"{cell}|Chỉ đạo|1" for cell in cells))

    assert found == [Role.OTHER, Role.NAME, Role.MAX]


def test_a_column_of_notes_holds_no_codes_whatever_stands_there() -> None:
    assert roles("Ghi chú|Tiêu chí|Điểm tối đa", "1|Chỉ đạo|1")[0] is Role.OTHER


def test_a_column_of_codes_behind_the_name_is_none() -> None:
    assert roles("Tiêu chí||Điểm tối đa", "Chỉ đạo|1|1")[:2] == [Role.NAME, Role.OTHER]


def test_of_two_columns_of_codes_the_nearest_to_the_name_counts() -> None:
    assert roles("||Tiêu chí|Điểm tối đa", "I|1|Chỉ đạo|1")[:2] == [Role.OTHER, Role.CODE]


def test_codes_without_heading_below_a_head_of_two_rows() -> None:
    found = roles("|Tiêu chí|Điểm|", "||Điểm tối đa|Kết quả năm 2025", "1|Chỉ đạo|3|2")

    assert found == [Role.CODE, Role.NAME, Role.MAX, Role.RESULT]


def test_a_table_without_heading_of_codes_goes_on_after_a_page_end() -> None:
    head = TASK_HEAD.replace("TT\t", "\t", 1)

    found = read(
        f"Nhiệm vụ năm 2026\n\n{head}1\tBan hành\tQuý I\tSở Nội vụ\t\t\n\n"
        f"{head}2\tKiểm tra\tQuý II\tSở Tư pháp\t\t\n"
    )

    assert [[row.number for row in table.rows] for table in found.tables] == [["1", "2"]]
    assert found.raw == ()


def test_the_first_criterion_below_a_narrow_heading_is_no_total() -> None:
    head = CRITERIA_HEAD.replace("STT", "S<br>TT")

    table = read(
        f"Chỉ số PAR INDEX\n\n{head}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n1.1\tKế hoạch\t3\t2\t3\t\n"
    ).tables[0]

    assert [row.path for row in table.rows] == ["1", "1/1.1"]
    assert [column.role for column in table.columns][:2] == [Role.CODE, Role.NAME]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Tt", codes.Kind.WORDS),
        ("No", codes.Kind.WORDS),
        ("Xa", codes.Kind.WORDS),
        ("IIa", codes.Kind.NUMBER),
        ("A1b", codes.Kind.NUMBER),
    ],
)
def test_a_capital_and_a_small_letter_make_a_word(printed: str, kind: codes.Kind) -> None:
    assert codes.read(printed).kind is kind


@pytest.mark.parametrize("printed", ["①", "（1）", "１"])
def test_numbers_in_other_signs_stay_as_printed_and_count_as_numbers(printed: str) -> None:
    rows = f"1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n1.1\tKế hoạch\t3\t2\t3\t\n{printed}\tLập\t3\t2\t3\t\n"

    row = criteria(rows).rows[-1]

    assert (row.code, row.path) == (printed, "1/1.1/(1)" if printed == "（1）" else "1")
