"""What an adversary of the reader found: every case here was once read wrongly."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import deadlines, figures, leads
from parindex.cycle.documents.blocks import Cell, Line, Unusable
from parindex.cycle.documents.formats import opening
from parindex.cycle.documents.outline import CriteriaTable, DeadlineKind
from tests.cycle.documents.texts import CRITERIA_HEAD, criteria, directory, read, tasks, told

TITLE = "Phụ lục 1\n\nChỉ tiêu PAR INDEX\n\n"


def named(*lines: str, on: date = date(2025, 9, 1)) -> list[tuple[str, str | None, list[str], list[str]]]:
    """What the lines of a cell name: text, scope, units and groups."""
    found = leads.read(Cell(tuple(map(Line, lines))), directory=directory(), on=on)
    return [(one.text, one.scope, list(one.units), list(map(str, one.groups))) for one in found]


def cited(text: str) -> list[tuple[str, str, date | None, str | None]]:
    """The citations of a text."""
    return [(one.kind, one.number, one.issued_on, one.issuer) for one in read(text).citations]


def test_points_and_rates_under_one_heading_are_a_header_of_two_rows() -> None:
    text = (
        f"{TITLE}STT\tNội dung\tĐiểm tối đa\tKết quả năm 2022\t\tMục tiêu năm 2023\tPhụ trách\n"
        "\t\t\tĐiểm\tTỷ lệ (%)\t\t\n"
        "I\tChỉ đạo\t3\t2.5\t83.33\t3\tSở Nội vụ\n"
        "1\tKế hoạch\t3\t2.5\t83.33\t3\t\n"
    )

    reading = read(text)

    table = reading.tables[0]
    assert isinstance(table, CriteriaTable)
    assert [(row.path, row.result, row.at.row) for row in table.rows] == [("I", "2.5", 1), ("I/1", "2.5", 2)]
    assert (table.result_year, table.target_year, reading.raw) == (2022, 2023, ())
    assert table.columns[3].heading == "Kết quả năm 2022 Điểm"
    assert table.columns[4].heading == "Kết quả năm 2022 Tỷ lệ (%)"


def test_a_signature_below_a_total_is_no_part_of_it() -> None:
    text = (
        f"{TITLE}{CRITERIA_HEAD}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n\tTổng\t3\t2\t3\t\n\n"
        "Nơi nhận: - Như trên; - Lưu: VT.\tGIÁM ĐỐC Phạm Văn Hoài\n"
    )

    reading = read(text)

    table = reading.tables[0]
    assert isinstance(table, CriteriaTable)
    assert table.total is not None
    assert table.total.name == "Tổng"


def test_a_piece_wider_than_its_table_is_read_and_nothing_lost() -> None:
    text = (
        f"{TITLE}{CRITERIA_HEAD}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n\n2\tThể chế\t1\t1\t1\tSở Tư pháp\tcột thừa\n"
    )

    shown = str(read(text).as_json("vi"))

    assert "Thể chế" in shown
    assert "cột thừa" in shown


@pytest.mark.parametrize(
    ("printed", "kind", "due"),
    [
        ("Tuần 2 tháng 5/2025", DeadlineKind.MONTH, date(2025, 5, 31)),
        ("Theo Kế hoạch số 12/KH-UBND ngày 05/02/2025", DeadlineKind.OTHER, None),
        ("Quí II/2025", DeadlineKind.QUARTER, date(2025, 6, 30)),
        ("Tháng 13/2025", DeadlineKind.OTHER, None),
        ("30/02/2025", DeadlineKind.OTHER, None),
        ("Quý V/2025", DeadlineKind.OTHER, None),
    ],
)
def test_deadlines(printed: str, kind: DeadlineKind, due: date | None) -> None:
    found = deadlines.read(printed, year=2025)

    assert (found.text, found.kind, found.due) == (printed, kind, due)


def test_once_a_quarter_recurs() -> None:
    found = deadlines.read("1 lần/quý", year=2025)

    assert (found.kind, found.frequency) == (DeadlineKind.RECURRING, "quarterly")


@pytest.mark.parametrize("printed", ["٣", "９.５", "1e3", "½"])
def test_only_plain_digits_are_figures(printed: str) -> None:
    assert figures.read(printed).value is None


@pytest.mark.parametrize(
    ("printed", "comparator", "value"),
    [("đạt 95%", "=", "95"), ("từ 85%", ">=", "85"), ("Đạt từ 85,5%", ">=", "85.5")],
)
def test_figures_in_words(printed: str, comparator: str, value: str) -> None:
    figure = figures.read(printed)

    assert (figure.comparator, figure.value) == (comparator, value)


def test_a_code_without_end_is_no_code() -> None:
    endless = "1." * 5000

    table = criteria(f"1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n{endless}\tKế hoạch\t3\t2\t3\t\n")

    assert max(len(row.path) for row in table.rows) < 100


def test_a_number_ends_at_the_full_stop() -> None:
    text = "Thay bởi Quyết định số 600/QĐ-UBND. Chỉ thị 15/CT-UBND ngày 5/5/2025 của Chủ tịch UBND tỉnh."

    assert cited(text) == [
        ("Quyết định", "600/QĐ-UBND", None, None),
        ("Chỉ thị", "15/CT-UBND", date(2025, 5, 5), "Chủ tịch UBND tỉnh"),
    ]


def test_documents_of_two_kinds_share_no_issuer() -> None:
    text = (
        "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; Thông tư số 01/2023/TT-VPCP "
        "ngày 05/4/2023 của Văn phòng Chính phủ."
    )

    assert cited(text) == [
        ("Luật", "72/2025/QH15", None, None),
        ("Thông tư", "01/2023/TT-VPCP", date(2023, 4, 5), "Văn phòng Chính phủ"),
    ]


def test_a_date_in_figures_is_the_date_of_issue() -> None:
    text = "Số: 0123/KH-UBND\n\nCà Mau, ngày 01/02/2025\n\nKẾ HOẠCH\n\nCải thiện chỉ số năm 2025\n"

    head = read(text).document

    assert (head.place, head.issued_on, head.title) == (
        "Cà Mau",
        date(2025, 2, 1),
        "Cải thiện chỉ số năm 2025",
    )


def test_number_and_date_below_the_title_are_no_title() -> None:
    text = "KẾ HOẠCH\n\nCải thiện chỉ số năm 2026\n\nSố: 05/KH-UBND\n\nCần Thơ, ngày 02 tháng 01 năm 2026\n"

    head = read(text).document

    assert (head.number, head.issued_on, head.title) == (
        "05/KH-UBND",
        date(2026, 1, 2),
        "Cải thiện chỉ số năm 2026",
    )


def test_pipes_without_outer_bars_are_a_table() -> None:
    rows = ["STT|Tiêu chí|Điểm tối đa|Điểm năm 2025|Mục tiêu 2026|Phụ trách", "I|CHỈ ĐẠO|2|1.5|2|Sở Nội vụ"]
    rows += ["1|Kế hoạch|2|1.5|2|", "|Tổng|2|1.5|2|"]

    table = read(f"{TITLE}{chr(10).join(rows)}\n").tables[0]

    assert isinstance(table, CriteriaTable)
    assert [row.path for row in table.rows] == ["I", "I/1"]
    assert table.total is not None
    assert (table.total.name, table.total.max) == ("Tổng", "2")


def test_a_line_that_ends_within_a_citation_goes_on() -> None:
    text = (
        "Căn cứ Kế hoạch số 18/KH-UBND ngày\n20/01/2026 của UBND tỉnh Quảng Ninh; Nghị quyết số 76/NQ-\n"
        "CP ngày 15 tháng 7 năm 2021 của Chính phủ.\n"
    )

    assert cited(text) == [
        ("Kế hoạch", "18/KH-UBND", date(2026, 1, 20), "UBND tỉnh Quảng Ninh"),
        ("Nghị quyết", "76/NQ-CP", date(2021, 7, 15), "Chính phủ"),
    ]


def test_a_list_of_departments_goes_on_over_semicolons() -> None:
    assert named("Các sở: Xây dựng; Y tế; Tài chính") == [
        ("Các sở: Xây dựng", None, ["Sở Xây dựng"], []),
        ("Y tế", None, ["Sở Y tế"], []),
        ("Tài chính", None, ["Sở Tài chính"], []),
    ]


def test_numbers_before_lines_hide_no_names() -> None:
    found = named("1. Sở Nội vụ", "2. Sở Tài chính")

    assert [unit for one in found for unit in one[2]] == ["Sở Nội vụ", "Sở Tài chính"]


def test_a_word_doubled_by_a_page_end_hides_no_unit() -> None:
    found = named("Sở Nội vụ, Văn phòng UBND Thành phố phố, Sở Tài chính")

    assert found[0][2] == ["Sở Nội vụ", "Văn phòng UBND Thành phố", "Sở Tài chính"]


def test_a_sum_that_meets_a_comparator_exactly_is_no_difference() -> None:
    text = f"{TITLE}{CRITERIA_HEAD}1\tA\t9\t8\ttrên 8.5\tSở Nội vụ\n1.1\ta\t9\t8\ttừ 8.5 trở lên\t\n"

    assert told(text) == []


def test_a_caption_is_no_draft() -> None:
    text = "1. Mục đích\n\n(Kèm theo Kế hoạch /KH-UBND ngày tháng năm 2026 của UBND phường)\n"

    assert read(text).drafts == ()


def test_tasks_cut_by_a_page_keep_what_the_head_of_the_next_page_says() -> None:
    rows = "1\tViệc một\tThường\tSở Nội vụ\t\tBáo cáo\n\n\t\txuyên\t\t\tĐịnh kỳ\n"

    table = tasks(rows)

    assert [(row.number, row.deadline.kind) for row in table.rows] == [("1", DeadlineKind.CONTINUOUS)]


def test_columns_with_one_heading_keep_all_their_cells() -> None:
    text = (
        f"{TITLE}STT\tTiêu chí\tĐiểm tối đa\tKết quả năm 2025\tMục tiêu năm 2026\tChủ trì\tGhi chú\tGhi chú\n"
        "1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\tlần đầu\tlần hai\n"
    )

    table = read(text).tables[0]

    assert isinstance(table, CriteriaTable)
    assert [(note.column, note.text) for note in table.rows[0].other] == [
        ("Ghi chú", "lần đầu"),
        ("Ghi chú", "lần hai"),
    ]


def test_what_stands_below_a_table_is_no_title_of_its_annex() -> None:
    text = f"{TITLE}{CRITERIA_HEAD}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n\nGhi chú cuối bảng\n"

    head = read(text).document

    assert (head.kind, head.title) == ("annex", "Chỉ tiêu PAR INDEX")


def test_an_html_table_in_a_text_is_a_table() -> None:
    heads = "".join(f"<td>{head}</td>" for head in CRITERIA_HEAD.strip().split("\t"))
    row = "".join(
        f"<td>{cell}</td>" for cell in ("1", "<b>Chỉ đạo</b>", "3", "2", "3", "Sở Nội vụ<br/>(CCHC)")
    )

    table = read(f"{TITLE}<table><tr>{heads}</tr><tr>{row}</tr></table>\n").tables[0]

    assert isinstance(table, CriteriaTable)
    assert [(one.path, one.name, one.leads[0].scope) for one in table.rows] == [("1", "Chỉ đạo", "CCHC")]


@pytest.mark.parametrize("name", ["trang.txt", "trang.md", "trang.docx"])
def test_a_file_of_nothing_but_blanks_is_empty(name: str) -> None:
    with pytest.raises(Unusable) as refused:
        opening.open_source(b" \r\n\t\n", name=name)

    assert refused.value.en.startswith("The file is empty")


def test_one_column_for_lead_and_partners_names_the_leads() -> None:
    text = (
        "Nhiệm vụ năm 2026\n\nTT\tNhiệm vụ\tThời hạn\tCơ quan chủ trì, phối hợp\tSản phẩm\n"
        "1\tViệc một\tQuý I/2026\tSở Nội vụ; Sở Y tế\tBáo cáo\n"
    )

    rows = read(text).tables[0].rows

    assert [unit for row in rows for lead in row.leads for unit in lead.units] == ["Sở Nội vụ", "Sở Y tế"]
    assert told(text) == []
