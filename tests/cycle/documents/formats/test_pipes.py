"""Tables drawn with pipes as converters write them: merged cells repeated, cells over several lines."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.blocks import At, Line, Paragraph, Style, Table
from parindex.cycle.documents.formats import markdown, plaintext

HEAD = "| TT | Việc | Hạn | Chủ trì |\n|---|---|---|---|\n"


def table(text: str) -> Table:
    """The first table of a markdown text."""
    return next(block for block in markdown.read(text).blocks if isinstance(block, Table))


def grid(text: str) -> list[list[str]]:
    """The cells of the first table of a markdown text."""
    return [[cell.text for cell in row.cells] for row in table(text).rows]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("| I | CHUNG | CHUNG | CHUNG |", ["I", "CHUNG", "", ""]),
        ("| I. CHUNG | I. CHUNG | I. CHUNG | I. CHUNG |", ["I. CHUNG", "", "", ""]),
        ("| | CHUNG | CHUNG | CHUNG |", ["", "CHUNG", "", ""]),
        ("| Tổng cộng | Tổng cộng | 5 | 5 |", ["Tổng cộng", "", "5", "5"]),
        ("| 1 | 5 | 5 | 5 |", ["1", "5", "5", "5"]),
        ("| 1 | Họp | Sở Y tế | Sở Y tế |", ["1", "Họp", "Sở Y tế", "Sở Y tế"]),
    ],
)
def test_what_is_repeated_over_a_merged_range_is_said_once(printed: str, said: list[str]) -> None:
    assert grid(f"{HEAD}{printed}\n")[1] == said
    text = plaintext.read(f"{HEAD}{printed}\n").blocks[0]
    assert isinstance(text, Table)
    assert [cell.text for cell in text.rows[1].cells] == said


def test_a_name_beside_a_number_is_repeated_only_thrice() -> None:
    assert grid("| TT | Việc | Sản phẩm |\n|---|---|---|\n| 1 | Báo cáo | Báo cáo |\n")[1] == [
        "1",
        "Báo cáo",
        "Báo cáo",
    ]


def test_a_header_of_two_rows_is_said_once() -> None:
    text = "| TT | Điểm | Điểm | Chủ trì |\n|---|---|---|---|\n"
    text += "| TT | Tối đa | Đạt | Chủ trì |\n| 1 | 2 | 2 | A |\n"

    assert grid(text) == [["TT", "Điểm", "", "Chủ trì"], ["", "Tối đa", "Đạt", ""], ["1", "2", "2", "A"]]


def test_a_task_repeated_for_a_second_lead_is_said_once() -> None:
    text = f"{HEAD}| 2 | Họp | Quý I | Sở Y tế |\n| 2 | Họp | Quý II | Sở Nội vụ |\n"

    assert grid(text)[1:] == [["2", "Họp", "Quý I", "Sở Y tế"], ["", "", "Quý II", "Sở Nội vụ"]]


@pytest.mark.parametrize("second", ["| 2 | Họp | Quý I | Sở Y tế |", "| 2 | Họp | 3 | 4 |"])
def test_a_row_printed_twice_stays(second: str) -> None:
    text = f"{HEAD}| 2 | Họp | Quý I | Sở Y tế |\n{second}\n"

    assert grid(text)[2] == [cell.strip() for cell in second.strip("|").split("|")]


def test_lines_between_two_rules_are_one_row() -> None:
    text = (
        "+----+--------+---------+\n| TT | Tên    | Chủ trì |\n"
        "|    | việc   |         |\n+====+========+=========+\n"
        "| 1  | Kiểm   | - Sở Y  |\n|    | tra    |   tế    |\n|    |        | - Sở X  |\n"
        "|    | Hai    |         |\n+----+--------+---------+\n"
        "| 2  | Họp    |         |\n+----+--------+---------+\n"
    )

    assert grid(text) == [
        ["TT", "Tên việc", "Chủ trì"],
        ["1", "Kiểm tra Hai", "- Sở Y tế - Sở X"],
        ["2", "Họp", ""],
    ]
    assert table(text).rows[1].cells[2].lines[1].text == "- Sở X"


def test_a_blank_line_in_a_cell_parts_its_paragraphs() -> None:
    text = "+---+-----+\n| 1 | Một |\n|   |     |\n|   | Hai |\n+===+=====+\n| 2 | Ba  |\n+---+-----+\n"

    assert table(text).rows[0].cells[1].lines == (Line("Một"), Line("Hai"))


def test_lines_of_a_frame_without_rules_between_them_are_rows() -> None:
    text = "+---+-----+\n| A | B   |\n+---+-----+\n| 1 | Một |\n| 2 | Hai |\n+---+-----+\n"

    assert grid(text) == [["A", "B"], ["1", "Một"], ["2", "Hai"]]


def test_notes_lose_their_marks_in_cells() -> None:
    text = "| Việc | Điểm |\n|---|---|\n| Họp[^1] | 1.5[^b] |\n\n[^1]: Theo quy chế | mới.\n"

    assert grid(text) == [["Việc", "Điểm"], ["Họp", "1.5"]]
    assert markdown.read(text).blocks[1] == Paragraph("Theo quy chế | mới.", At(block=1), Style.FOOTNOTE)


def test_notes_of_a_text_lose_their_marks_in_cells() -> None:
    read = plaintext.read("Việc\tĐiểm\nHọp [1]\t1.5[1]\nHọp [2]\t2\n\n[1] Theo quy chế.\n").blocks[0]

    assert isinstance(read, Table)
    assert [[cell.text for cell in row.cells] for row in read.rows] == [
        ["Việc", "Điểm"],
        ["Họp", "1.5"],
        ["Họp [2]", "2"],
    ]


def test_what_a_converter_writes_for_a_blank_cell_is_blank() -> None:
    assert grid("| Chỉ tiêu | Unnamed: 1 |\n|---|---|\n| NaN | nan |\n| 1 | Nan |\n") == [
        ["Chỉ tiêu", ""],
        ["", ""],
        ["1", "Nan"],
    ]


def test_attributes_of_a_converter_are_no_text() -> None:
    text = (
        '# KẾ HOẠCH {#ke-hoach .unnumbered}\n\n::: {custom-style="Title"}\n'
        "[Năm]{.underline} 2026\n:::\n\n## Mục {a}\n"
    )

    assert [block.text for block in markdown.read(text).blocks if isinstance(block, Paragraph)] == [
        "KẾ HOẠCH",
        "Năm 2026",
        "Mục {a}",
    ]


def test_twenty_thousand_lines_of_one_cell_are_read_in_a_breath() -> None:
    lines = [f"| {number} |" for number in range(20_000)]

    assert len(markdown.read("\n\n".join(["\n".join(lines), "Hết"])).blocks) > 1
