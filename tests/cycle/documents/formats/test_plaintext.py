"""Plain text as extractors leave it."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.blocks import At, Blocks, Cell, Line, Paragraph, Start, Style, Table, Unusable
from parindex.cycle.documents.formats import plaintext


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text."""
    return [block.text for block in plaintext.read(text).blocks if isinstance(block, Paragraph)]


def grid(text: str) -> list[list[str]]:
    """The cells of the first table of a text."""
    table = next(block for block in plaintext.read(text).blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    text = "Kế hoạch cải cách hành chính năm 2026 của phường, xã và các đơn vị"

    assert plaintext.read(text.encode(encoding)) == Blocks((Paragraph(text, At(block=0)),))


def test_windows_1258() -> None:
    # ế is ê with a combining acute in this code page
    assert plaintext.read(b"K\xea\xec ho\xe0ch n\xe3m 2026").blocks == (
        Paragraph("Kế hoàch năm 2026", At(block=0)),
    )


def test_other_line_ends_and_composed_letters() -> None:
    assert paragraphs("Ke\u0302\u0301 hoạch\r\n\r\nHai\rBa") == ["Kế hoạch", "Hai", "Ba"]


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03", b"ab\x00cd", bytes(range(128, 256)) * 4, b"\x1b\x02abc"]
)
def test_what_is_no_text_is_unusable(data: bytes) -> None:
    with pytest.raises(Unusable, match="Tệp không phải là văn bản thuần đọc được") as raised:
        plaintext.read(data)

    assert raised.value.en.startswith("The file is not readable plain text.")


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Năm 2025 là năm đầu tiên triển khai thực hiện mô hình mới của chính \n"
        "quyền, theo Nghị quyết số 57-\nNQ/TW giai đoạn 2021\n- 2030 của Đảng.\n- Mục mới"
    )

    assert paragraphs(text) == [
        "Năm 2025 là năm đầu tiên triển khai thực hiện mô hình mới của chính quyền, theo "
        "Nghị quyết số 57-NQ/TW "
        "giai đoạn 2021 - 2030 của Đảng.",
        "- Mục mới",
    ]


def test_a_paragraph_over_a_page_end_goes_on_below_the_notes() -> None:
    text = (
        "Thành phố đã ban hành các kế hoạch về chuyển đổi số của cả năm 20251 \n"
        "và nhiều kế hoạch khác của Hội đồng nhân dân và của\n\n"
        "1 Kế hoạch một của Thành phố.\n2 Kế hoạch hai dài đến mức phải xuống dòng để\nviết hết.\n"
        " UBND Thành phố.\nĐoạn sau."
    )
    blocks = plaintext.read(text).blocks

    assert [(block.text, block.style) for block in blocks if isinstance(block, Paragraph)] == [
        (
            "Thành phố đã ban hành các kế hoạch về chuyển đổi số của cả năm 20251 và nhiều "
            "kế hoạch khác của Hội đồng "
            "nhân dân và của UBND Thành phố.",
            Style.BODY,
        ),
        ("1 Kế hoạch một của Thành phố.", Style.FOOTNOTE),
        ("2 Kế hoạch hai dài đến mức phải xuống dòng để viết hết.", Style.FOOTNOTE),
        ("Đoạn sau.", Style.BODY),
    ]


def test_notes_in_square_brackets_lose_their_marks() -> None:
    blocks = plaintext.read("Theo kế hoạch[1] của xã.\n\n[1] Kế hoạch số 5.").blocks

    assert blocks == (
        Paragraph("Theo kế hoạch của xã.", At(block=0)),
        Paragraph("Kế hoạch số 5.", At(block=1), Style.FOOTNOTE),
    )


def test_short_lines_stay_apart() -> None:
    text = "TM. ỦY BAN NHÂN DÂN \nKT. CHỦ TỊCH\nPhụ lục 2\nCÁC CHỈ TIÊU\n(Kèm theo Kế hoạch\nsố /KH)"

    assert paragraphs(text) == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "Phụ lục 2",
        "CÁC CHỈ TIÊU",
        "(Kèm theo Kế hoạch số /KH)",
    ]


def test_tags_and_emphasis_go() -> None:
    text = (
        "**TM. ỦY BAN\nCHỦ TỊCH**\n\nKết thúc *trước tháng 11* (*viết tắt*) 2*3 < 7 &amp; (*) "
        "<i>nghiêng</i> __đậm__"
    )

    assert paragraphs(text) == [
        "TM. ỦY BAN",
        "CHỦ TỊCH",
        "Kết thúc trước tháng 11 (viết tắt) 2*3 < 7 & (*) nghiêng đậm",
    ]


def test_tab_separated_rows_are_as_wide_as_the_widest() -> None:
    assert grid("a\tb\tc\nd\te\n\t\tf") == [["a", "b", "c"], ["d", "e", ""], ["", "", "f"]]


def test_a_blank_line_ends_a_table() -> None:
    assert [type(block) for block in plaintext.read("a\tb\n\nc\td\nChữ").blocks] == [Table, Table, Paragraph]


def test_a_line_in_small_letters_goes_on_with_the_cell_above() -> None:
    assert grid("1\tKế hoạch\ncủa xã\n2\tHai") == [["1", "Kế hoạch của xã"], ["2", "Hai"]]


def test_a_quoted_cell_over_several_lines() -> None:
    assert grid('1\t"Một\nHai"\tBa\n2\t"Bốn" năm\tSáu') == [["1", "Một Hai", "Ba"], ["2", '"Bốn" năm', "Sáu"]]


def test_lists_and_paragraphs_in_cells() -> None:
    table = plaintext.read("1\t<ul><li>Một</li><li>Hai</li></ul>\t<p>Ba</p> <p>Bốn<br>Năm</p>").blocks[0]

    assert isinstance(table, Table)
    assert [cell.lines for cell in table.rows[0].cells[1:]] == [
        (Line("Một", Start.ITEM), Line("Hai", Start.ITEM)),
        (Line("Ba"), Line("Bốn"), Line("Năm", Start.BREAK)),
    ]


def test_pipe_tables() -> None:
    text = "| a | b \\| c |\n|---|:-:|\n| | <b>d</b> |\n\nChữ | chữ\n|"

    assert grid(text) == [["a", "b | c"], ["", "d"]]
    assert paragraphs(text) == ["Chữ | chữ", "|"]


def test_a_blank_cell_has_no_lines() -> None:
    table = plaintext.read("a\t \tb").blocks[0]

    assert isinstance(table, Table)
    assert table.rows[0].cells[1] == Cell()
