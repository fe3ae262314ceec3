"""Markdown: headings, emphasis, tables, footnotes; no phrase is lost."""

from __future__ import annotations

from parindex.cycle.documents.blocks import At, Line, Paragraph, Start, Style, Table
from parindex.cycle.documents.formats import markdown


def grid(text: str) -> list[list[str]]:
    """The cells of the first table of a text."""
    table = next(block for block in markdown.read(text).blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_headings_paragraphs_and_lists() -> None:
    text = "# **KẾ HOẠCH** #\n\nMột *hai*\nba bốn\n\n- Năm\n- Sáu \\- bảy\n\n1\\. Tám\n\n---\n\n> Chín\n"

    assert [
        (block.text, block.style) for block in markdown.read(text).blocks if isinstance(block, Paragraph)
    ] == [
        ("KẾ HOẠCH", Style.HEADING),
        ("Một hai ba bốn", Style.BODY),
        ("- Năm", Style.BODY),
        ("- Sáu - bảy", Style.BODY),
        ("1. Tám", Style.BODY),
        ("Chín", Style.BODY),
    ]


def test_footnotes_stand_below_without_their_marks() -> None:
    assert markdown.read("Theo kế hoạch[^1] của xã.\n\n[^1]: Kế hoạch số 5.\n").blocks == (
        Paragraph("Theo kế hoạch của xã.", At(block=0)),
        Paragraph("Kế hoạch số 5.", At(block=1), Style.FOOTNOTE),
    )


def test_tables_with_escapes_breaks_and_lists() -> None:
    text = "| TT | Việc |\n| --- | --- |\n| 1 | **A** \\| b \\* c |\n| 2 | <ul><li>D</li><li>E</li></ul> |\n"
    table = markdown.read(text).blocks[0]

    assert isinstance(table, Table)
    assert grid(text) == [["TT", "Việc"], ["1", "A | b * c"], ["2", "D E"]]
    assert table.rows[2].cells[1].lines == (Line("D", Start.ITEM), Line("E", Start.ITEM))
    assert table.rows[2].at == At(row=3, block=0)


def test_a_table_without_outer_pipes() -> None:
    assert grid("TT | Việc\n--- | ---\n1 | A\n") == [["TT", "Việc"], ["1", "A"]]


def test_an_html_table_with_spans() -> None:
    text = (
        "<table><tr><th rowspan='2'>TT</th><th colspan=2>Điểm</th></tr><tr><th>Tối đa</th><th>Đạt</th></tr>"
        "<tr><td>1</td><td>2</td><td>3</td></tr></table>"
    )

    assert grid(text) == [["TT", "Điểm", ""], ["", "Tối đa", "Đạt"], ["1", "2", "3"]]


def test_a_line_with_one_pipe_is_no_table() -> None:
    assert markdown.read("a | b\n").blocks == (Paragraph("a | b", At(block=0)),)
