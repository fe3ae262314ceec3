"""Codes printed in the column of names, beside a blank column of codes or without one."""

from __future__ import annotations

from tests.cycle.documents.texts import CRITERIA_HEAD, criteria, read, tasks, told


def shape(rows: str) -> list[tuple[str, str, str]]:
    """Path, code and name of each row."""
    table = criteria(rows)
    assert table.total is None
    return [(row.path, row.code, row.name) for row in table.rows]


def test_all_codes_stand_in_the_names() -> None:
    rows = (
        "\t1. Chỉ đạo\t3\t2\t3\tSở Y tế\n\t1.1 Kế hoạch\t1\t1\t1\t\n\t1.2. Kiểm tra\t2\t1\t2\t\n"
        "\t2. Thể chế\t2\t1\t2\tSở Y tế\n\t2.1 Rà soát\t2\t1\t2\t\n"
    )

    assert shape(rows) == [
        ("1", "1", "Chỉ đạo"),
        ("1/1.1", "1.1", "Kế hoạch"),
        ("1/1.2", "1.2", "Kiểm tra"),
        ("2", "2", "Thể chế"),
        ("2/2.1", "2.1", "Rà soát"),
    ]
    assert told(f"PAPI\n\n{CRITERIA_HEAD}{rows}") == []


def test_codes_of_components_stand_in_the_names() -> None:
    rows = (
        "1\tChỉ đạo\t3\t2\t3\tSở Y tế\n\t1.1 Kế hoạch\t1\t1\t1\t\n\t- Kiểm tra\t1\t1\t1\t\n"
        "2\tThể chế\t2\t1\t2\tSở Y tế\n\t2.1 Rà soát\t2\t1\t2\t\n"
    )

    assert shape(rows) == [
        ("1", "1", "Chỉ đạo"),
        ("1/1.1", "1.1", "Kế hoạch"),
        ("1/1.1/1", "-", "Kiểm tra"),
        ("2", "2", "Thể chế"),
        ("2/2.1", "2.1", "Rà soát"),
    ]


def test_a_number_without_a_stop_is_a_code_where_codes_stand_below_it() -> None:
    rows = (
        "\t1 Chỉ đạo\t3\t2\t3\tSở Y tế\n\t1.1 Kế hoạch\t3\t2\t3\t\n"
        "\t2 Thể chế\t2\t1\t2\tSở Y tế\n\t2.1 Rà soát\t2\t1\t2\t\n\t3 Việc khác\t1\t1\t1\t\n"
    )
    table = criteria(rows)

    assert [(row.path, row.name) for row in table.rows] == [
        ("1", "Chỉ đạo"),
        ("1/1.1", "Kế hoạch"),
        ("2", "Thể chế"),
        ("2/2.1", "Rà soát"),
    ]
    assert read(f"PAPI\n\n{CRITERIA_HEAD}{rows}").raw[0].cells[1] == "3 Việc khác"


def test_words_before_the_code_of_a_domain() -> None:
    rows = (
        "\tLĨNH VỰC I: CHỈ ĐẠO\t3\t2\t3\tSở Y tế\n1\tKế hoạch\t3\t2\t3\t\n"
        "\tLĨNH VỰC II: THỂ CHẾ\t2\t2\t2\tSở Y tế\n1\tRà soát\t2\t2\t2\t\n"
    )

    assert shape(rows) == [
        ("I", "LĨNH VỰC I", "CHỈ ĐẠO"),
        ("I/1", "1", "Kế hoạch"),
        ("II", "LĨNH VỰC II", "THỂ CHẾ"),
        ("II/1", "1", "Rà soát"),
    ]


def test_a_domain_without_figures_whose_code_stands_in_its_name() -> None:
    rows = "\tI. CHỈ ĐẠO\t\t\t\t\n1\tKế hoạch\t3\t2\t3\tSở Y tế\n\tGhi chú chung\t\t\t\t\n"

    assert shape(rows) == [("I", "I", "CHỈ ĐẠO"), ("I/1", "1", "Kế hoạch")]


def test_tasks_and_sections_whose_numbers_stand_in_their_texts() -> None:
    rows = (
        "\tI. CHỈ ĐẠO\t\t\t\t\n\t1. Ban hành kế hoạch\tTháng 6/2026\tSở Y tế\t\t\n"
        "\t1.1. Kiểm tra\t\tSở Nội vụ\t\t\n\t2. Chỉ có chữ\t\t\t\t\n"
    )

    assert [(row.section, row.section_title, row.number, row.text) for row in tasks(rows).rows] == [
        ("I", "CHỈ ĐẠO", "1", "Ban hành kế hoạch"),
        ("I", "CHỈ ĐẠO", "1.1", "Kiểm tra"),
        ("I", "CHỈ ĐẠO", "", "2. Chỉ có chữ"),
    ]


def test_a_list_within_a_task_that_a_page_cuts_begins_no_task() -> None:
    rows = "1\tBan hành:\tTháng 6/2026\tSở Y tế\t\t\n\n\t2. Quy chế phối hợp\t\tvà Sở Nội vụ\t\t\n"

    assert [(row.number, row.text) for row in tasks(rows).rows] == [("1", "Ban hành: 2. Quy chế phối hợp")]
