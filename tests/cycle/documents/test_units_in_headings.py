"""Headings that say "unit", "expected" and "assessed": what they mean beside other columns."""

from __future__ import annotations

import pytest

from parindex.cycle.documents import columns
from parindex.cycle.documents.outline import Role


def roles(*headings: str) -> list[Role]:
    """The roles that a row of headings names."""
    found = columns.of_headings(headings)
    assert found
    return [column.role for column in found]


@pytest.mark.parametrize(
    "heading", ["Đơn vị", "Phòng/đơn vị", "Phòng, đơn vị", "Các đơn vị", "Cơ quan, đơn vị"]
)
def test_a_unit_beside_a_deadline_leads(heading: str) -> None:
    assert roles("STT", "Nội dung", heading, "Thời gian") == [Role.CODE, Role.NAME, Role.LEAD, Role.DEADLINE]


@pytest.mark.parametrize("lead", ["Cơ quan chủ trì", "Cơ quan thực hiện"])
def test_a_unit_beside_who_leads_is_a_note(lead: str) -> None:
    assert roles("STT", "Nội dung", "Đơn vị", lead, "Thời gian")[2:4] == [Role.OTHER, Role.LEAD]


def test_a_unit_among_points_is_the_unit_of_a_measure() -> None:
    assert roles("STT", "Chỉ tiêu", "Đơn vị", "Điểm tối đa")[2] is Role.OTHER


def test_an_assigned_unit_leads_anywhere() -> None:
    assert roles("STT", "Tiêu chí", "Đơn vị được giao", "Điểm tối đa")[2] is Role.LEAD


def test_a_result_that_is_expected_is_the_target() -> None:
    found = roles("STT", "Tiêu chí", "Điểm tối đa", "Kết quả năm 2025", "Kết quả dự kiến năm 2026")

    assert found[3:] == [Role.RESULT, Role.TARGET]


def test_a_result_that_is_expected_of_a_task_is_a_product() -> None:
    found = roles("STT", "Nhiệm vụ", "Thời hạn", "Kết quả dự kiến năm 2026")

    assert found[3] is Role.DELIVERABLE


def test_points_that_somebody_assessed_are_the_result() -> None:
    found = roles("STT", "Tiêu chí", "Điểm tối đa", "Điểm Bộ Nội vụ thẩm định năm 2025")

    assert found[3] is Role.RESULT
