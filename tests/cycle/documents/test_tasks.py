"""Task tables: parts, sections, further assignments, rows cut by pages."""

from __future__ import annotations

from datetime import date

from parindex.cycle.documents.outline import Deadline, DeadlineKind, Lead, Note, Passage
from tests.cycle.documents import texts
from tests.cycle.documents.texts import TASK_HEAD, read, tasks, told

HEALTH = Lead("Sở Y tế", None, ("Sở Y tế",))
HOME = Lead("Sở Nội vụ", None, ("Sở Nội vụ",))


def test_a_task_with_everything() -> None:
    rows = (
        "B\tPhần hai\nI\tMục một\n"
        "7.\tXây dựng<br>quy chế\tTháng 6/2026\tSở Y tế\t- Sở Nội vụ - Hội X\t<ul><li>Quy "
        "chế</li><li>Biên bản</li></ul>\n"
    )
    row = tasks(rows).rows[0]

    assert row.as_json() == {
        "number": "7",
        "part": "B",
        "part_title": "Phần hai",
        "section": "I",
        "section_title": "Mục một",
        "text": "Xây dựng quy chế",
        "deadline": {"text": "Tháng 6/2026", "kind": "month", "due": "2026-06-30"},
        "leads": [{"text": "Sở Y tế", "scope": None, "units": ["Sở Y tế"], "groups": []}],
        "partners": [
            {"text": "Sở Nội vụ", "scope": None, "units": ["Sở Nội vụ"], "groups": []},
            {"text": "Hội X", "scope": None, "units": [], "groups": []},
        ],
        "deliverables": ["Quy chế", "Biên bản"],
        "at": {"page": None, "row": 3},
    }


def test_roman_numbers_are_sections_and_other_capitals_parts() -> None:
    rows = (
        "A\tPhần A\nIX\tMục chín\n1\tMột\tQuý I\tSở Y tế\nC\tPhần C\n2\tHai\tQuý I\tSở Y tế\n"
        "V\tMục năm\n3\tBa\tQuý I\tSở Y tế\n"
    )

    assert [(row.number, row.part, row.section) for row in tasks(rows).rows] == [
        ("1", "A", "IX"),
        ("2", "C", None),
        ("3", "C", "V"),
    ]


def test_a_row_of_only_text_is_a_row_without_complaints() -> None:
    text = (
        f"Nhiệm vụ\n\n{TASK_HEAD}III\tThủ tục\n\tThực hiện theo kế hoạch riêng\nIV\tBộ máy\n"
        f"1\tMột\tQuý I/2026\tSở Y tế\n"
    )
    row = read(text).tables[0].rows[0]

    assert (row.number, row.section, row.text, row.deadline) == (
        "",
        "III",
        "Thực hiện theo kế hoạch riêng",
        Deadline(),
    )
    assert told(text) == []


def test_a_further_assignment_continues_its_task() -> None:
    rows = "18\tTập huấn\tNăm 2026\tSở Y tế\tSở Nội vụ\tLớp\n\t\t\tSở Nội vụ\tSở Y tế\t\n"
    first, second = tasks(rows).rows

    assert (first.leads, first.partners, first.continues) == ((HEALTH,), (HOME,), None)
    assert (second.number, second.text, second.continues) == ("", "", "18")
    assert (second.leads, second.partners, second.deadline) == ((HOME,), (HEALTH,), Deadline())
    assert second.as_json()["continues"] == "18"


def test_after_a_page_end_pieces_go_where_there_is_text() -> None:
    text = (
        f"Nhiệm vụ\n\n{TASK_HEAD}1\tBáo cáo kết quả\tKhi triển khai các dự\tSở Y tế\t\tBáo cáo của\n\n"
        f"{TASK_HEAD}\tnăm\tán\t\tSở Nội vụ\tSở\n2\tHai\tQuý I/2026\tSở Y tế\n"
    )
    first, second = read(text).tables[0].rows

    assert (first.text, first.deadline.text, first.deadline.kind) == (
        "Báo cáo kết quả năm",
        "Khi triển khai các dự án",
        DeadlineKind.EVENT,
    )
    assert (first.partners, first.deliverables, second.number) == ((HOME,), ("Báo cáo của Sở",), "2")
    assert told(text) == [("ROW_JOINED", "t1", "1", None, None, None)]


def test_after_a_page_end_a_row_with_its_own_deadline_is_new() -> None:
    head = f"Nhiệm vụ\n\n{TASK_HEAD}1\tMột\tQuý I/2026\tSở Y tế\n\n"

    assert [row.text for row in read(f"{head}\tViệc mới\tQuý II/2026\tSở Y tế\n").tables[0].rows] == [
        "Một",
        "Việc mới",
    ]
    assert [row.text for row in read(f"{head}\ttiếp theo\tQuý II/2026\tSở Y tế\n").tables[0].rows] == [
        "Một",
        "tiếp theo",
    ]
    assert [row.text for row in read(f"{head}\tViệc cũ\t\tSở Y tế\n").tables[0].rows] == ["Một Việc cũ"]


def test_missing_leads_and_deadlines() -> None:
    text = f"Nhiệm vụ\n\n{TASK_HEAD}1\tMột\t\t\tSở Y tế\n2\tHai\tQuý I/2026\tHội X\n"

    assert told(text) == [
        ("LEAD_MISSING", "t1", "1", "lead", None, None),
        ("DEADLINE_MISSING", "t1", "1", "deadline", None, None),
        ("UNIT_UNKNOWN", "t1", "2", "lead", "Hội X", None),
    ]


def test_numbers_run_over_the_whole_table() -> None:
    text = (
        f"Nhiệm vụ\n\n{TASK_HEAD}I\tMục\n1\tMột\tQuý I/2026\tSở Y tế\nII\tMục\n"
        f"3\tBa\tQuý I/2026\tSở Y tế\n3\tBa\tQuý I/2026\tSở Y tế\n"
    )

    assert told(text) == [
        ("CODE_GAP", "t1", "3", "code", "3", "2"),
        ("CODE_DUPLICATE", "t1", "3", "code", "3", None),
    ]


def test_numbers_that_begin_again_in_a_section_stand_twice() -> None:
    row = "Một\tQuý I/2026\tSở Y tế\n"

    assert told(f"Nhiệm vụ\n\n{TASK_HEAD}I\tMục\n1\t{row}2\t{row}II\tMục\n1\t{row}2\t{row}") == [
        ("CODE_DUPLICATE", "t1", "1", "code", "1", None),
        ("CODE_DUPLICATE", "t1", "2", "code", "2", None),
    ]


def test_the_year_of_the_title_dates_a_month() -> None:
    assert tasks("1\tMột\tTháng 6\tSở Y tế\n").rows[0].deadline.due == date(2026, 6, 30)


def test_a_section_without_rows_is_text() -> None:
    found = read(f"Nhiệm vụ\n\n{TASK_HEAD}I\tMục một\n1\tMột\tQuý I/2026\tSở Y tế\nII\tMục hai\n")

    assert found.text[-1] == Passage("II Mục hai", texts.at_row(3, block=1))


def test_remarks_are_kept() -> None:
    table = read(
        "Nhiệm vụ\n\nTT\tNội dung công việc\tThời gian thực hiện\tĐơn vị thực hiện\tGhi "
        "chú\n1\tMột\tQuý I/2026\tSở Y tế\tđã giao\n"
    ).tables[0]

    assert table.rows[0].other == (Note("Ghi chú", "đã giao"),)


def test_grouped_headings_of_two_rows() -> None:
    table = read(
        "Nhiệm vụ\n\nSTT\tNhiệm vụ, giải pháp\tĐơn vị thực hiện\t\tThời gian\tSản phẩm dự kiến\n"
        "\t\tChủ trì\tPhối hợp\t\t\n1\tMột\tSở Y tế\tSở Nội vụ\tQuý I/2026\tBáo cáo\n"
    ).tables[0]

    assert (table.rows[0].leads, table.rows[0].partners) == ((HEALTH,), (HOME,))


def test_a_partner_named_among_the_leads_is_a_partner() -> None:
    row = tasks("1\tMột\tTháng 6\tChủ trì: Sở Y tế; Phối hợp: Sở Tư pháp\tSở Nội vụ\n").rows[0]

    assert (row.leads, row.partners) == (
        (Lead("Chủ trì: Sở Y tế", None, ("Sở Y tế",)),),
        (Lead("Phối hợp: Sở Tư pháp", None, ("Sở Tư pháp",)), HOME),
    )
