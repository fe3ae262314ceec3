"""Headings that several columns share, and headings that only name a year, an end or a person."""

from __future__ import annotations

import pytest

from parindex.cycle.documents import columns
from parindex.cycle.documents.outline import Column, Note, Role
from tests.cycle.documents.texts import read


def roles(*headings: str) -> list[Role]:
    """The roles of the headings of a header."""
    return [column.role for column in columns.of_headings(headings) or ()]


@pytest.mark.parametrize("target", ["Kế hoạch 2026", "Chỉ tiêu 2026", "KH năm 2026", "Dự kiến 2026"])
@pytest.mark.parametrize("result", ["Năm 2025", "2025", "Thực hiện 2025", "Đạt được năm 2025"])
def test_a_year_beside_a_plan(result: str, target: str) -> None:
    found = columns.of_headings(("TT", "Tiêu chí", "Điểm tối đa", result, target, "Phụ trách"))

    assert found == (
        Column(Role.CODE, "TT"),
        Column(Role.NAME, "Tiêu chí"),
        Column(Role.MAX, "Điểm tối đa"),
        Column(Role.RESULT, result, 2025),
        Column(Role.TARGET, target, 2026),
        Column(Role.LEAD, "Phụ trách"),
    )


def test_years_over_points_and_rates() -> None:
    table = (
        read(
            "PAPI\n\nSTT\tTiêu chí\tĐiểm tối đa\tNăm 2024\t\tNăm 2025\t\tMục tiêu năm 2026\n"
            "\t\t\tĐiểm\tTỷ lệ\tĐiểm\tTỷ lệ\t\n1\tMột\t3\t2\t66%\t2.5\t83%\t3\n"
        )
        .tables[0]
        .as_json()
    )

    assert (table["result_year"], table["target_year"]) == (2025, 2026)
    assert [(row["max"], row["result"], row["target"], row["other"]) for row in table["rows"]] == [
        (
            "3",
            "2.5",
            "3",
            [
                {"column": "Năm 2024 Điểm", "text": "2"},
                {"column": "Năm 2024 Tỷ lệ", "text": "66%"},
                {"column": "Năm 2025 Tỷ lệ", "text": "83%"},
            ],
        )
    ]


def test_the_end_is_the_deadline_and_the_start_a_note() -> None:
    table = read(
        "Nhiệm vụ\n\nTT\tNhiệm vụ\tTiến độ\t\tCơ quan chủ trì\n\t\tBắt đầu\tKết thúc\t\n"
        "1\tKế hoạch\t01/2026\t02/2026\tSở Y tế\n"
    ).tables[0]
    row = table.rows[0]

    assert [column.role for column in table.columns] == [
        Role.CODE,
        Role.NAME,
        Role.OTHER,
        Role.DEADLINE,
        Role.LEAD,
    ]
    assert (row.as_json()["deadline"]["text"], row.other) == (
        "02/2026",
        (Note("Tiến độ Bắt đầu", "01/2026"),),
    )


@pytest.mark.parametrize("heading", ["Hoàn thành", "Kết thúc", "Hạn", "Hoàn thành trước ngày"])
def test_a_heading_that_only_says_the_end(heading: str) -> None:
    assert roles("STT", "Nhiệm vụ", "Chủ trì", "Thời gian bắt đầu", heading) == [
        Role.CODE,
        Role.NAME,
        Role.LEAD,
        Role.OTHER,
        Role.DEADLINE,
    ]


@pytest.mark.parametrize("heading", ["Mức độ hoàn thành", "Tỷ lệ hoàn thành"])
def test_how_much_is_done_is_no_deadline(heading: str) -> None:
    assert roles("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", heading)[-1] is Role.OTHER


@pytest.mark.parametrize("person", ["Người phụ trách", "Lãnh đạo phụ trách", "Chuyên viên theo dõi"])
@pytest.mark.parametrize("lead", ["Đơn vị chủ trì", "Cơ quan thực hiện", "Phòng phụ trách"])
def test_who_leads_stands_before_persons(person: str, lead: str) -> None:
    assert roles("TT", "Công việc", person, lead, "Thời hạn") == [
        Role.CODE,
        Role.NAME,
        Role.OTHER,
        Role.LEAD,
        Role.DEADLINE,
    ]


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Lĩnh vực", "Tiêu chí", "Tiêu chí"),
        ("Nhóm tiêu chí", "Tiêu chí", "Tiêu chí"),
        ("Lĩnh vực/Tiêu chí", "Nội dung đánh giá", "Lĩnh vực/Tiêu chí"),
        ("Tiêu chí", "Lĩnh vực", "Tiêu chí"),
    ],
)
def test_areas_yield_to_what_stands_in_them(first: str, second: str, name: str) -> None:
    found = columns.of_headings(("STT", first, second, "Điểm tối đa", "Kết quả năm 2025"))

    assert found is not None
    assert [column.heading for column in found if column.role is Role.NAME] == [name]


def test_weights_and_converted_points() -> None:
    assert roles("Mã", "Tiêu chí", "Trọng số", "Điểm", "Điểm quy đổi") == [
        Role.CODE,
        Role.NAME,
        Role.MAX,
        Role.OTHER,
        Role.RESULT,
    ]


def test_names_stand_in_the_columns_of_areas_and_of_criteria() -> None:
    head = "STT\tTiêu chí\tTiêu chí thành phần\tĐiểm tối đa\tKết quả năm 2025\n"
    rows = "1\tChỉ đạo\t\t2\t1\n1.1\t\tKế hoạch\t2\t1\n\t\tKhác\t1\t1\n\t\tTổng\t2\t1\n"
    found = read(f"PAPI\n\n{head}{rows}")
    table = found.tables[0].as_json()

    assert [(row["path"], row["name"], row.get("other")) for row in table["rows"]] == [
        ("1", "Chỉ đạo", None),
        ("1/1.1", "Kế hoạch", None),
    ]
    assert table["total"] == {"name": "Tổng", "max": "2", "result": "1", "target": None, "comparator": "="}
    assert [row.cells for row in found.raw] == [("", "", "Khác", "1", "1")]


@pytest.mark.parametrize(
    ("result", "target"),
    [
        ("Điểm Bộ thẩm định năm 2025", "Điểm mục tiêu 2026"),
        ("Kết quả năm 2025", "Kết quả dự kiến năm 2026"),
        ("Điểm đạt 2025", "Điểm dự kiến đạt năm 2026"),
    ],
)
def test_results_and_targets_told_by_their_years(result: str, target: str) -> None:
    assert roles("STT", "Tiêu chí", "Điểm tối đa", result, target)[3:] == [Role.RESULT, Role.TARGET]


@pytest.mark.parametrize(
    "heading", ["Đơn vị", "Cơ quan", "Phòng/đơn vị", "Phòng, đơn vị", "Đơn vị được giao"]
)
def test_units_alone_lead_tasks(heading: str) -> None:
    assert roles("STT", "Nội dung", heading, "Tháng/quý") == [
        Role.CODE,
        Role.NAME,
        Role.LEAD,
        Role.DEADLINE,
    ]


def test_a_unit_beside_points_may_be_of_measure() -> None:
    assert roles("STT", "Tiêu chí", "Đơn vị", "Điểm tối đa")[2] is Role.OTHER
    assert roles("STT", "Nội dung", "Đơn vị", "Chủ trì", "Thời hạn")[2:4] == [Role.OTHER, Role.LEAD]
