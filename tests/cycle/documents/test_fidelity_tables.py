"""What an adversary of fidelity found: documents as other programs and authors make them."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import reading
from parindex.cycle.documents.blocks import Blocks, Cell, Line, Paragraph, Row, Table
from parindex.cycle.documents.formats import markdown
from parindex.cycle.documents.outline import CriteriaTable, Reading, TaskTable
from tests.cycle.documents.texts import (
    CRITERIA_HEAD,
    SOURCE,
    TASK_HEAD,
    TODAY,
    criteria,
    directory,
    read,
)

ABOVE = "Phụ lục 1\n\nChỉ tiêu PAR INDEX năm 2026\n\n"
PIPES = "| STT | Tiêu chí | Điểm tối đa | Kết quả năm 2025 | Mục tiêu năm 2026 |\n|---|---|---|---|---|\n"


def of_markdown(text: str) -> Reading:
    """The reading of a markdown text."""
    return reading.read(markdown.read(text), source=SOURCE, directory=directory(), today=TODAY)


def of_blocks(*blocks: Paragraph | Table) -> Reading:
    """The reading of literal blocks."""
    return reading.read(Blocks(blocks), source=SOURCE, directory=directory(), today=TODAY)


def grid(*rows: str) -> Table:
    """A table of rows written "a|b|c"."""
    cells = (tuple(Cell((Line(text),)) if text else Cell() for text in row.split("|")) for row in rows)
    return Table(tuple(Row(one) for one in cells))


def points(table: object) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Path, name, max, result and target of the rows of a criteria table."""
    assert isinstance(table, CriteriaTable)
    return [(row.path, row.name, row.max, row.result, row.target) for row in table.rows]


def test_a_note_cut_by_a_page_end_is_kept_whole() -> None:
    found = read(
        f"{ABOVE}{CRITERIA_HEAD}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n\tGhi chú: phần một\t\t\t\t\n\n"
        f"{CRITERIA_HEAD}\tphần hai\t\t\t\tSở Tư pháp\n2\tThể chế\t3\t2\t3\tSở Tư pháp\n"
    )

    table = found.tables[0]
    assert isinstance(table, CriteriaTable)
    assert [row.cells for row in found.raw] == [("", "Ghi chú: phần một phần hai", "", "", "", "")]
    assert [[lead.text for lead in row.leads] for row in table.rows] == [
        ["Sở Nội vụ Sở Tư pháp"],
        ["Sở Tư pháp"],
    ]


def test_a_section_with_a_deadline_cut_by_a_page_end_loses_nothing() -> None:
    found = read(
        f"Nhiệm vụ năm 2026\n\n{TASK_HEAD}I\tCHỈ ĐẠO\tNăm 2026\t\t\t\n\n{TASK_HEAD}"
        "\tđiều hành\t\tSở Tài chính\t\t\n1\tBan hành\tQuý I\tSở Nội vụ\t\t\n"
    )

    assert "Sở Tài chính" in str(found.as_json("vi")["raw"]) + str(found.as_json("vi")["tables"])


def test_a_second_lead_brings_its_note() -> None:
    head = CRITERIA_HEAD.replace("\n", "\tGhi chú\n")
    found = read(
        f"{ABOVE}{head}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\tghi một\n\t\t\t\t\tSở Tư pháp\tghi hai\n"
        "2\tThể chế\t3\t2\t3\tSở Tư pháp\t\n"
    )

    table = found.tables[0]
    assert isinstance(table, CriteriaTable)
    assert [lead.text for lead in table.rows[0].leads] == ["Sở Nội vụ", "Sở Tư pháp"]
    assert " ".join(note.text for note in table.rows[0].other) == "ghi một ghi hai"


@pytest.mark.parametrize(
    "heading",
    ["S TT", "S<br>TT", "ST T", "T T", "Tt", "S.TT", "STT (1)", "TT/Mã", "Mã TC", "Số hiệu", "No.", ""],
)
def test_the_column_of_codes_under_any_heading(heading: str) -> None:
    head = CRITERIA_HEAD.replace("STT", heading)

    found = read(f"{ABOVE}{head}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n1.1\tKế hoạch\t3\t2\t3\t\n")

    assert points(found.tables[0]) == [("1", "Chỉ đạo", "3", "2", "3"), ("1/1.1", "Kế hoạch", "3", "2", "3")]
    assert found.findings == ()


def test_a_section_with_a_note_is_said_once() -> None:
    found = read(
        f"Nhiệm vụ năm 2026\n\n{TASK_HEAD}I\tCHỈ ĐẠO CHUNG\tNăm 2026\t\t\t\n"
        "1\tBan hành\tQuý I\tSở Nội vụ\t\t\n"
    )

    assert (
        str(found.as_json("vi")["tables"]).count("CHỈ ĐẠO CHUNG") + str(found.raw).count("CHỈ ĐẠO CHUNG") == 1
    )
    assert "Năm 2026" in str(found.as_json("vi")["tables"]) + str(found.raw)


@pytest.mark.parametrize(
    ("result", "target"),
    [
        ("Kết quả 2025", "Chỉ tiêu 2026"),
        ("Kết quả thẩm định 2025", "Dự kiến 2026"),
        ("Thực hiện 2025", "Kế hoạch 2026"),
        ("Điểm BNV thẩm định năm 2025", "Điểm mục tiêu 2026"),
        ("Kết quả năm 2025", "Kết quả dự kiến năm 2026"),
    ],
)
def test_headings_of_results_and_targets(result: str, target: str) -> None:
    text = f"{ABOVE}STT\tTiêu chí\tĐiểm tối đa\t{result}\t{target}\n1\tChỉ đạo\t3\t2.5\t2.8\n"

    table = read(text).tables[0]

    assert points(table) == [("1", "Chỉ đạo", "3", "2.5", "2.8")]
    assert isinstance(table, CriteriaTable)
    assert (table.result_year, table.target_year) == (2025, 2026)


@pytest.mark.parametrize(
    "heading",
    [
        "Đơn vị",
        "Phòng/đơn vị",
        "Phòng, đơn vị",
        "Đơn vị được giao",
        "Cơ quan chủ trì, phối hợp",
        "Đơn vị chủ trì/phối hợp",
    ],
)
def test_headings_of_leads(heading: str) -> None:
    found = read(
        f"Nhiệm vụ năm 2026\n\nSTT\tNội dung\t{heading}\tThời gian\n1\tBan hành\tSở Nội vụ\tQuý I/2026\n"
    )

    table = found.tables[0]
    assert isinstance(table, TaskTable)
    assert [(row.number, [one.text for one in row.leads]) for row in table.rows] == [("1", ["Sở Nội vụ"])]


@pytest.mark.parametrize("heading", ["Hoàn thành", "Hoàn thành trước ngày", "Hạn", "Tháng/quý"])
def test_headings_of_deadlines(heading: str) -> None:
    found = read(
        f"Nhiệm vụ năm 2026\n\nSTT\tNhiệm vụ\tCơ quan chủ trì\t{heading}\n"
        "1\tBan hành\tSở Nội vụ\tQuý I/2026\n"
    )

    table = found.tables[0]
    assert isinstance(table, TaskTable)
    assert [row.deadline.due for row in table.rows] == [date(2026, 3, 31)]


def test_what_stands_below_a_table_is_no_part_of_the_title() -> None:
    found = read(f"{ABOVE}{CRITERIA_HEAD}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n\nNgười lập biểu\n\nNguyễn Văn An\n")

    assert found.document.title == "Chỉ tiêu PAR INDEX năm 2026"
    assert [passage.text for passage in found.text] == [
        "Phụ lục 1",
        "Chỉ tiêu PAR INDEX năm 2026",
        "Người lập biểu",
        "Nguyễn Văn An",
    ]


def test_titles_of_two_tables_stay_apart() -> None:
    found = of_blocks(
        Paragraph("KẾ HOẠCH"),
        Paragraph("Cải cách hành chính năm 2026"),
        Paragraph("Bảng 1. Chỉ tiêu PAR INDEX năm 2026"),
        grid("STT|Tiêu chí|Điểm tối đa|Kết quả năm 2025", "1|Chỉ đạo|3|2"),
        Paragraph("Nguồn: Sở Nội vụ"),
        Paragraph("Bảng 2. Nhiệm vụ"),
        grid("TT|Nhiệm vụ|Thời hạn|Cơ quan chủ trì", "1|Ban hành kế hoạch|Quý I/2026|Sở Nội vụ"),
    )

    assert found.document.title == "Cải cách hành chính năm 2026"
    assert [passage.text for passage in found.text] == [
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2026",
        "Bảng 1. Chỉ tiêu PAR INDEX năm 2026",
        "Nguồn: Sở Nội vụ",
        "Bảng 2. Nhiệm vụ",
    ]


def test_a_bonus_without_number_is_no_total() -> None:
    found = read(f"{ABOVE}{CRITERIA_HEAD}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n\tĐiểm thưởng\t2\t1\t2\t\n")

    table = found.tables[0]
    assert isinstance(table, CriteriaTable)
    assert table.total is None
    assert "TOTAL_MISMATCH" not in [one.code for one in found.findings]
    assert "Điểm thưởng" in str(found.as_json("vi"))


def test_codes_printed_in_the_column_of_names() -> None:
    table = criteria(
        "\t1. Chỉ đạo\t3\t2.5\t3\tSở Nội vụ\n\t1.1 Kế hoạch\t1\t1\t1\t\n\t1.2 Kiểm tra\t2\t1.5\t2\t\n"
        "\t2. Thể chế\t2\t2\t2\tSở Tư pháp\n\t2.1 Rà soát\t2\t2\t2\t\n"
    )

    assert table.total is None
    assert points(table) == [
        ("1", "Chỉ đạo", "3", "2.5", "3"),
        ("1/1.1", "Kế hoạch", "1", "1", "1"),
        ("1/1.2", "Kiểm tra", "2", "1.5", "2"),
        ("2", "Thể chế", "2", "2", "2"),
        ("2/2.1", "Rà soát", "2", "2", "2"),
    ]


def test_only_components_print_their_codes_in_the_names() -> None:
    table = criteria(
        "1\tChỉ đạo\t3\t2.5\t3\tSở Nội vụ\n\t1.1 Kế hoạch\t1\t1\t1\t\n\t1.2 Kiểm tra\t2\t1.5\t2\t\n"
    )

    assert (table.total, [row.path for row in table.rows]) == (None, ["1", "1/1.1", "1/1.2"])


def test_a_year_of_results_beside_a_plan_of_a_year() -> None:
    text = f"{ABOVE}STT\tTiêu chí\tĐiểm tối đa\tNăm 2025\tKế hoạch 2026\n1\tChỉ đạo\t3\t2.5\t2.8\n"

    table = read(text).tables[0]

    assert points(table) == [("1", "Chỉ đạo", "3", "2.5", "2.8")]
    assert isinstance(table, CriteriaTable)
    assert (table.result_year, table.target_year) == (2025, 2026)


def test_points_and_rates_of_two_years() -> None:
    text = (
        f"{ABOVE}STT\tTiêu chí\tĐiểm tối đa\tNăm 2024\t\tNăm 2025\t\tMục tiêu năm 2026\n"
        "\t\t\tĐiểm\tTỷ lệ\tĐiểm\tTỷ lệ\t\n1\tChỉ đạo\t3\t2.4\t80%\t2.5\t83%\t2.8\n"
    )

    table = read(text).tables[0]

    assert points(table) == [("1", "Chỉ đạo", "3", "2.5", "2.8")]
    assert isinstance(table, CriteriaTable)
    assert (table.result_year, table.target_year) == (2025, 2026)


@pytest.mark.parametrize("words", ["(Tiếp theo)", "Tiếp theo", "Phụ lục 1 (tiếp theo)", "PHỤ LỤC 1 (tiếp)"])
def test_words_that_say_that_a_table_goes_on_are_no_heading(words: str) -> None:
    found = read(
        f"{ABOVE}{CRITERIA_HEAD}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n1.1\tKế hoạch\t1\t1\t1\t\n\n{words}\n\n"
        f"{CRITERIA_HEAD}1.2\tKiểm tra\t2\t1\t2\t\n"
    )

    assert [[row[0] for row in points(table)] for table in found.tables] == [["1", "1/1.1", "1/1.2"]]
    assert words in [passage.text for passage in found.text]


def test_a_header_of_three_rows_still_heads_criteria() -> None:
    text = (
        f"{ABOVE}STT\tTiêu chí\tChỉ số PAR INDEX\t\t\tĐơn vị chủ trì\n\t\tĐiểm tối đa\tNăm 2025 và 2026\t\t\n"
        "\t\t\tKết quả năm 2025\tMục tiêu năm 2026\t\n1\tChỉ đạo\t3\t2.5\t2.8\tSở Nội vụ\n"
    )

    found = read(text)

    assert points(found.tables[0]) == [("1", "Chỉ đạo", "3", "2.5", "2.8")]
    assert found.raw == ()
