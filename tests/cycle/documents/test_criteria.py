"""Criteria tables: paths, figures, totals, leads, rows cut by pages."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.outline import Lead, Note, RawRow, TotalRow
from tests.cycle.documents import texts
from tests.cycle.documents.texts import CRITERIA_HEAD, criteria, read, told


def shape(rows: str) -> list[tuple[str, str, str]]:
    """Path, code and name of each row."""
    return [(row.path, row.code, row.name) for row in criteria(rows).rows]


def test_dotted_codes() -> None:
    rows = "2.\tThể chế\t4\t3\t4\n2.1\tRà soát\t4\t3\t4\n2.1.1.\tKịp thời\t1\t1\t1\n3\tThủ tục\t1\t1\t1\n"

    assert shape(rows) == [
        ("2", "2", "Thể chế"),
        ("2/2.1", "2.1", "Rà soát"),
        ("2/2.1/2.1.1", "2.1.1", "Kịp thời"),
        ("3", "3", "Thủ tục"),
    ]


def test_numbers_that_restart_inside_roman_domains() -> None:
    rows = "I\tMột\t2\t2\t2\n1\tA\t2\t2\t2\n1.1\tB\t2\t2\t2\nII\tHai\t2\t2\t2\n1\tC\t2\t2\t2\n"

    assert [path for path, _, _ in shape(rows)] == ["I", "I/1", "I/1/1.1", "II", "II/1"]


def test_bullets_take_their_place_under_the_parent() -> None:
    rows = "1.\tMột\t4\t2\t4\n-\tA\t2\t1\t2\n-\tB\t2\t1\t2\n2.\tHai\t2\t1\t2\n–\tC\t2\t1\t2\n"

    assert [(path, code) for path, code, _ in shape(rows)] == [
        ("1", "1"),
        ("1/1", "-"),
        ("1/2", "-"),
        ("2", "2"),
        ("2/1", "-"),
    ]


def test_parts_letters_and_codes_with_their_domain() -> None:
    rows = (
        "A\tThẩm định\t4\t2\t4\nI\tMột\t2\t1\t2\n1\tB\t2\t1\t2\na)\tý\t1\t1\t1\n"
        "II\tHai\t1\t1\t1\nII.1\tC\t1\t1\t1\n"
    )

    assert [path for path, _, _ in shape(rows)] == ["A", "A/I", "A/I/1", "A/I/1/a)", "A/II", "A/II/II.1"]


def test_codes_inside_the_names_when_there_is_no_column_of_codes() -> None:
    table = read(
        "Chỉ số\n\nNội dung\tĐiểm chuẩn\tĐiểm đạt\n"
        "I. Chỉ đạo\t3\t2\n1. Kế hoạch\t2\t1\n- Báo cáo\t1\t1\nTổng\t3\t2\n"
    ).tables[0]

    assert [(row.path, row.code, row.name) for row in table.rows] == [
        ("I", "I", "Chỉ đạo"),
        ("I/1", "1", "Kế hoạch"),
        ("I/1/1", "-", "Báo cáo"),
    ]
    assert table.total == TotalRow("Tổng", "3", "2", at=texts.at_row(4, block=1))


@pytest.mark.parametrize("place", ["first", "last"])
@pytest.mark.parametrize("name", ["TỔNG ĐIỂM", "Tổng cộng", "CHỈ SỐ CHUNG:", ""])
def test_the_total_is_named_or_not_first_or_last(place: str, name: str) -> None:
    domain, total = "1\tMột\t100\t90\t95\n", f"\t{name}\t100\t90.5\t>95,00\n"
    table = criteria(total + domain if place == "first" else domain + total)

    assert [row.path for row in table.rows] == ["1"]
    at = texts.at_row(1 if place == "first" else 2, block=1)
    assert table.total == TotalRow(name, "100", "90.5", "95.00", ">", at)


def test_a_total_named_in_the_column_of_codes() -> None:
    table = criteria("1\tMột\t100\t90\t95\nTổng cộng\t\t100\t90\t95\n")

    assert (len(table.rows), table.total and table.total.name) == (1, "Tổng cộng")


@pytest.mark.parametrize(
    ("printed", "value", "comparator"),
    [
        ("95", "95", "="),
        (">92.00", "92.00", ">"),
        ("≥ 92,5", "92.5", ">="),
        ("<=3", "3", "<="),
        ("< 3", "3", "<"),
        ("85%", "85", "="),
        ("trên 85%", "85", ">"),
        ("từ 85% trở lên", "85", ">="),
        ("-", None, "="),
        ("", None, "="),
        ("khá", None, "="),
    ],
)
def test_figures_as_printed_with_a_point(printed: str, value: str | None, comparator: str) -> None:
    row = criteria(f"1\tMột\t100\t90\t{printed}\n").rows[0]

    assert (row.target, row.comparator) == (value, comparator)


def test_commas_and_unreadable_figures_are_told() -> None:
    rows = "1\tMột\t3,33\tchưa rõ\t2\tSở Nội vụ\n"

    assert told(f"PAPI\n\n{CRITERIA_HEAD}{rows}") == [
        ("DECIMAL_COMMA", "t1", "1", "max", "3,33", "3.33"),
        ("NUMBER_UNREAD", "t1", "1", "result", "chưa rõ", None),
    ]


def test_leads_are_inherited_within_the_domain_only() -> None:
    rows = (
        "1\tMột\t4\t2\t4\n1.1\tA\t2\t1\t2\tSở Y tế\n1.2\tB\t2\t1\t2\n2\tHai\t2\t1\t2\n"
        "2.1\tC\t2\t1\t2\tSở Nội vụ\n"
    )
    health, home = Lead("Sở Y tế", None, ("Sở Y tế",)), Lead("Sở Nội vụ", None, ("Sở Nội vụ",))

    assert [(row.path, row.leads, row.leads_inherited) for row in criteria(rows).rows] == [
        ("1", (), False),
        ("1/1.1", (health,), False),
        ("1/1.2", (health,), True),
        ("2", (), False),
        ("2/2.1", (home,), False),
    ]


def test_columns_in_any_order_and_further_columns() -> None:
    table = read(
        "Bảng\n\nGhi chú\tĐơn vị phụ trách\tChỉ tiêu phấn đấu 2026\tĐiểm đạt 2024\tĐiểm "
        "đạt 2025\tĐiểm chuẩn\tNội dung\tTT\n"
        "mới\tSở Y tế\t2\t1\t1.5\t2\tKế hoạch\t1\n"
    ).tables[0]
    row = table.rows[0]

    assert (row.code, row.name, row.max, row.result, row.target) == ("1", "Kế hoạch", "2", "1.5", "2")
    assert row.other == (Note("Ghi chú", "mới"), Note("Điểm đạt 2024", "1"))
    assert (table.result_year, table.target_year) == (2025, 2026)


def test_a_header_of_two_rows_and_a_row_that_numbers_the_columns() -> None:
    table = read(
        "Bảng điểm\n\nSTT\tTiêu chí\tĐiểm\t\t\tChủ trì\n"
        "\t\tTối đa\tNăm 2025\tMục tiêu 2026\t\n(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n"
        "1\tMột\t3\t2\t3\tSở Y tế\n"
    ).tables[0]

    assert [column.heading for column in table.columns] == [
        "STT",
        "Tiêu chí",
        "Điểm Tối đa",
        "Điểm Năm 2025",
        "Điểm Mục tiêu 2026",
        "Chủ trì",
    ]
    assert [(row.code, row.max, row.result, row.target) for row in table.rows] == [("1", "3", "2", "3")]


def test_a_table_goes_on_after_a_page_end() -> None:
    slipped = "STT\tTieu chí\tĐiểm tôi đa\tKết quả năm 2025\tMục tiêu năm 2026\tĐơn vị chủ trì\n"
    text = (
        f"Chỉ số\n\n{CRITERIA_HEAD}1\tMột\t2\t1\t2\tSở Y tế\n\n{slipped}2\tHai\t2\t1\t2\t\n\n"
        f"3\tBa\t2\t1\t2\t\n"
    )

    tables = read(text).tables

    assert [[row.path for row in table.rows] for table in tables] == [["1", "2", "3"]]


def test_a_heading_between_begins_another_table() -> None:
    text = f"PAR INDEX\n\n{CRITERIA_HEAD}1\tMột\t2\t1\t2\n\nPhụ lục 3\nSIPAS\n\n1\tHai\t100\t1\t2\t\n"

    assert [(table.annex, table.title, len(table.rows)) for table in read(text).tables] == [
        (None, "PAR INDEX", 1),
        (3, "SIPAS", 1),
    ]


def test_a_row_cut_by_a_page_end_is_joined_column_by_column() -> None:
    text = (
        f"PAPI\n\n{CRITERIA_HEAD}1\tMột\t2\t1\t2\tSở Y tế (khám\n2\tHai\t2\t1\t2\t\n\n"
        "\tba bốn\t\t\t\tbệnh); Sở Nội vụ\n"
    )
    rows = read(text).tables[0].rows
    leads = (Lead("Sở Y tế", "khám bệnh", ("Sở Y tế",)), Lead("Sở Nội vụ", None, ("Sở Nội vụ",)))

    assert [(row.name, row.leads, row.leads_inherited) for row in rows] == [
        ("Một", leads, False),
        ("Hai ba bốn", (), False),
    ]
    assert ("ROW_JOINED", "t1", "2", None, None, None) in told(text)


def test_a_row_not_understood_is_kept_raw() -> None:
    text = f"PAPI\n\n{CRITERIA_HEAD}1\tMột\t2\t1\t2\tSở Y tế\n\tNhóm khác\t\t\t\t\n2\tHai\t2\t1\t2\tSở Y tế\n"
    found = read(text)

    assert found.raw == (RawRow(("", "Nhóm khác", "", "", "", ""), "t1", texts.at_row(2, block=1)),)
    assert told(text) == [("ROW_UNREAD", "t1", None, None, "Nhóm khác", None)]


@pytest.mark.parametrize(
    ("title", "index"),
    [
        ("Chỉ tiêu PARINDEX năm 2026", "PAR INDEX"),
        ("Chỉ tiêu PAR-Index", "PAR INDEX"),
        ("Chỉ số CCHC của phường", "PAR INDEX"),
        ("Chỉ số Hải lòng của người dân", "SIPAS"),
        ("Chỉ số hiệu quả quản trị và hành chính công", "PAPI"),
        ("Chỉ số SIPAS, PAPI", None),
        ("Bảng một", None),
    ],
)
def test_the_index_of_the_title(title: str, index: str | None) -> None:
    assert criteria("1\tMột\t2\t1\t2\n", above=f"{title}\n\n").index == index


def test_annex_title_and_caption() -> None:
    above = (
        "Phụ lục IV\nCÁC CHỈ TIÊU CẢI THIỆN PAPI\nNĂM 2026\n(Kèm theo Kế hoạch số /KH-UBND\n"
        "ngày / /2026 của UBND xã)\n\n"
    )
    table = criteria("1\tMột\t2\t1\t2\n", above=above)

    assert (table.annex, table.title, table.caption) == (
        4,
        "CÁC CHỈ TIÊU CẢI THIỆN PAPI NĂM 2026",
        "(Kèm theo Kế hoạch số /KH-UBND ngày / /2026 của UBND xã)",
    )


def test_prose_between_the_title_and_the_table_is_no_title() -> None:
    above = "PHỤ LỤC SỐ 01: CHỈ TIÊU PAPI\n(Kèm theo Kế hoạch)\n\n1. Các đơn vị thực hiện như sau.\n\n"
    table = criteria("1\tMột\t2\t1\t2\n", above=above)

    assert (table.annex, table.title, table.caption) == (1, "CHỈ TIÊU PAPI", "(Kèm theo Kế hoạch)")


def test_a_caption_above_the_title() -> None:
    table = criteria("1\tMột\t2\t1\t2\n", above="Phụ lục I\n(Kèm theo Kế hoạch)\nCHỈ TIÊU PAPI\n\n")

    assert (table.annex, table.title, table.caption) == (1, "CHỈ TIÊU PAPI", "(Kèm theo Kế hoạch)")


def test_a_row_with_figures_but_no_code_is_raw_where_others_have_codes() -> None:
    text = f"PAPI\n\n{CRITERIA_HEAD}1\tMột\t2\t1\t2\tSở Y tế\n\tThêm\t1\t1\t1\t\n2\tHai\t2\t1\t2\tSở Y tế\n"

    assert [row.path for row in read(text).tables[0].rows] == ["1", "2"]
    assert told(text) == [("ROW_UNREAD", "t1", None, None, "Thêm | 1 | 1 | 1", None)]


def test_rows_without_any_codes_take_their_places() -> None:
    rows = (
        read("PAPI\n\nChỉ số\tĐiểm tối đa\tKết quả\nMột\t2\t1\nHai\t2\t1\nBa\t2\t1\nTổng\t6\t3\n")
        .tables[0]
        .rows
    )

    assert [(row.path, row.code, row.name) for row in rows] == [
        ("1", "", "Một"),
        ("2", "", "Hai"),
        ("3", "", "Ba"),
    ]


def test_a_row_is_no_header_because_of_its_words() -> None:
    rows = (
        "1\tNội dung nhiệm vụ\t2\t1\t2\tcơ quan chủ trì\n\n"
        "2\tNhiệm vụ, tiêu chí\tđiểm tối đa\tkết quả năm 2025\tmục tiêu năm 2026\tđơn vị chủ trì\n"
    )

    assert [row.path for row in criteria(rows).rows] == ["1", "2"]


def test_a_partner_in_the_cell_of_the_lead_is_a_note() -> None:
    row = criteria("1\tMột\t2\t1\t2\tChủ trì: Sở Y tế; Sở Nội vụ (phối hợp)\n").rows[0]

    assert (row.leads, row.other) == (
        (Lead("Chủ trì: Sở Y tế", None, ("Sở Y tế",)),),
        (Note("", "Sở Nội vụ (phối hợp)"),),
    )
