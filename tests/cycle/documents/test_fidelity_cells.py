"""What an adversary of fidelity found: cells, dates and marks as other programs write them."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import deadlines, figures, reading
from parindex.cycle.documents.blocks import Blocks, Cell, Line, Paragraph, Row, Table
from parindex.cycle.documents.formats import markdown
from parindex.cycle.documents.outline import CriteriaTable, DeadlineKind, Reading, TaskTable
from tests.cycle.documents.texts import (
    SOURCE,
    TODAY,
    criteria,
    directory,
    read,
    tasks,
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


def test_a_heading_repeated_over_merged_cells_is_said_once() -> None:
    found = of_markdown(
        "# Nhiệm vụ năm 2026\n\n| TT | Nhiệm vụ | Thời hạn | Cơ quan chủ trì |\n|---|---|---|---|\n"
        "| I | CHỈ ĐẠO | CHỈ ĐẠO | CHỈ ĐẠO |\n| 1 | Ban hành | Quý I/2026 | Sở Nội vụ |\n"
        "| II. THỂ CHẾ | II. THỂ CHẾ | II. THỂ CHẾ | II. THỂ CHẾ |\n"
        "| 2 | Rà soát | Quý II/2026 | Sở Tư pháp |\n"
    )

    table = found.tables[0]
    assert isinstance(table, TaskTable)
    assert [(row.number, row.section, row.section_title) for row in table.rows] == [
        ("1", "I", "CHỈ ĐẠO"),
        ("2", "II", "THỂ CHẾ"),
    ]
    assert (found.raw, found.findings) == ((), ())


def test_a_header_repeated_over_merged_cells() -> None:
    found = of_markdown(
        "# Chỉ tiêu PAR INDEX\n\n| STT | Tiêu chí | Điểm | Điểm | Điểm |\n|---|---|---|---|---|\n"
        "| STT | Tiêu chí | Tối đa | Kết quả năm 2025 | Mục tiêu năm 2026 |\n| 1 | Chỉ đạo | 3 | 2.5 | 3 |\n"
        "| Tổng cộng | Tổng cộng | 3 | 2.5 | 3 |\n"
    )

    table = found.tables[0]
    assert points(table) == [("1", "Chỉ đạo", "3", "2.5", "3")]
    assert isinstance(table, CriteriaTable)
    assert table.total is not None
    assert table.total.name == "Tổng cộng"


def test_footnote_marks_in_cells_go() -> None:
    found = of_markdown(
        f"# Chỉ tiêu PAR INDEX\n\n{PIPES}| 1 | Kiểm tra[^1] | 2 | 1.5[^2] | 2 |\n\n"
        "[^1]: Theo kế hoạch.\n[^2]: Tạm tính.\n"
    )

    assert points(found.tables[0]) == [("1", "Kiểm tra", "2", "1.5", "2")]
    assert found.findings == ()


def test_lines_between_the_rules_of_a_grid_are_one_row() -> None:
    found = of_markdown(
        "# Chỉ tiêu PAR INDEX\n\n"
        "+-----+----------+--------+---------+\n| STT | Tiêu chí | Điểm   | Kết quả |\n"
        "|     |          | tối đa | 2025    |\n+=====+==========+========+=========+\n"
        "| 1   | Chỉ đạo  | 3      | 2.5     |\n|     | chung    |        |         |\n"
        "+-----+----------+--------+---------+\n"
    )

    assert points(found.tables[0]) == [("1", "Chỉ đạo chung", "3", "2.5", None)]
    assert found.raw == ()


@pytest.mark.parametrize(
    ("printed", "kind", "due"),
    [
        ("2026-06-30", DeadlineKind.DATE, date(2026, 6, 30)),
        ("2026-06-30 00:00:00", DeadlineKind.DATE, date(2026, 6, 30)),
        ("15 Tháng Mười Hai 2026", DeadlineKind.DATE, date(2026, 12, 15)),
        ("Q2/2026", DeadlineKind.QUARTER, date(2026, 6, 30)),
    ],
)
def test_dates_as_workbooks_display_them(printed: str, kind: DeadlineKind, due: date) -> None:
    found = deadlines.read(printed, year=2026)

    assert (found.text, found.kind, found.due) == (printed, kind, due)


def test_of_a_start_and_an_end_the_end_is_the_deadline() -> None:
    text = (
        "Nhiệm vụ năm 2026\n\nTT\tNhiệm vụ\tThời gian bắt đầu\tThời gian kết thúc\tCơ quan chủ trì\n"
        "1\tBan hành\t01/2026\t02/2026\tSở Nội vụ\n"
    )

    table = read(text).tables[0]

    assert isinstance(table, TaskTable)
    (row,) = table.rows
    assert (row.deadline.text, row.deadline.due) == ("02/2026", date(2026, 2, 28))
    assert [(note.column, note.text) for note in row.other] == [("Thời gian bắt đầu", "01/2026")]


def test_the_unit_in_charge_leads_before_the_person_in_charge() -> None:
    text = (
        "Nhiệm vụ năm 2026\n\nTT\tNhiệm vụ\tNgười phụ trách\tĐơn vị chủ trì\tThời hạn\n"
        "1\tBan hành\tNguyễn Văn An\tSở Nội vụ\tQuý I/2026\n"
    )

    table = read(text).tables[0]

    assert isinstance(table, TaskTable)
    assert [[lead.text for lead in row.leads] for row in table.rows] == [["Sở Nội vụ"]]


@pytest.mark.parametrize(
    "cell",
    [
        "Chủ trì: Sở Nội vụ; Phối hợp: Sở Tư pháp",
        "<p>Chủ trì: Sở Nội vụ</p><p>Phối hợp: Sở Tư pháp</p>",
        "- Cơ quan chủ trì: Sở Nội vụ;<br>- Cơ quan phối hợp: Sở Tư pháp.",
    ],
)
def test_a_cell_that_names_lead_and_partner(cell: str) -> None:
    (row,) = tasks(f"1\tBan hành\tQuý I/2026\t{cell}\t\tBáo cáo\n").rows

    assert [(lead.units, lead.groups) for lead in row.leads] == [(("Sở Nội vụ",), ())]
    assert [(lead.units, lead.groups) for lead in row.partners] == [(("Sở Tư pháp",), ())]


@pytest.mark.parametrize(
    ("printed", "paths"),
    [
        (("I", "I-1", "I-2"), ["I", "I/I-1", "I/I-2"]),
        (("1", "1.1", "1.1.a"), ["1", "1/1.1", "1/1.1/1.1.a"]),
        (("1", "1.1)", "1.2)"), ["1", "1/1.1", "1/1.2"]),
        (("1", "1 .1", "1. 2"), ["1", "1/1.1", "1/1.2"]),
    ],
)
def test_codes_as_authors_write_them(printed: tuple[str, ...], paths: list[str]) -> None:
    table = criteria(
        "".join(f"{code}\tTiêu chí thứ {place}\t1\t1\t1\tSở Nội vụ\n" for place, code in enumerate(printed))
    )

    assert ([row.path for row in table.rows], table.total) == (paths, None)


def test_a_number_alone_within_a_page_is_no_page_number() -> None:
    found = read(
        "KẾ HOẠCH\n\nCải cách hành chính năm 2026\n\nI. SỐ LIỆU\n\nSố đơn vị hoàn thành:\n\n126\n\nHết.\n"
    )

    assert "126" in " ".join(passage.text for passage in found.text).split()


def test_the_criterion_and_not_its_domain_names_a_row() -> None:
    found = of_blocks(
        Paragraph("Chỉ tiêu PAR INDEX năm 2026"),
        grid(
            "STT|Lĩnh vực|Tiêu chí|Điểm tối đa|Kết quả năm 2025",
            "1|Chỉ đạo|Lập kế hoạch|1|1",
            "2||Kiểm tra|2|1.5",
        ),
    )

    assert points(found.tables[0]) == [
        ("1", "Lập kế hoạch", "1", "1", None),
        ("2", "Kiểm tra", "2", "1.5", None),
    ]


def test_a_table_of_tags_in_plain_text() -> None:
    found = read(
        "Nhiệm vụ năm 2026\n\n<table><tr><td>TT</td><td>Nhiệm vụ</td><td>Thời hạn</td>"
        "<td>Cơ quan chủ trì</td></tr>"
        "<tr><td>1</td><td>Ban hành</td><td>Quý I/2026</td><td>Sở Nội vụ</td></tr></table>\n"
    )

    table = found.tables[0]
    assert isinstance(table, TaskTable)
    assert [(row.number, row.text, row.deadline.text) for row in table.rows] == [
        ("1", "Ban hành", "Quý I/2026")
    ]


@pytest.mark.parametrize(
    ("printed", "value", "comparator"),
    [("≥85% trở lên", "85", ">="), ("Tối thiểu đạt 85%", "85", ">="), ("> = 85", "85", ">=")],
)
def test_figures_as_authors_write_them(printed: str, value: str, comparator: str) -> None:
    found = figures.read(printed)

    assert (found.value, found.comparator) == (value, comparator)


def test_the_head_of_a_table_set_in_blanks_is_no_title() -> None:
    found = read(
        "PHỤ LỤC 1\nChỉ tiêu PAR INDEX năm 2026\n\n"
        "STT    Tiêu chí       Điểm tối đa    Kết quả năm 2025\n1      Chỉ đạo        3              2.5\n"
    )

    assert found.document.title == "Chỉ tiêu PAR INDEX năm 2026"
