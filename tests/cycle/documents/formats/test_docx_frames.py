"""Tables inside a frame of a Word document: a text box, or the one cell of a table that only lays out."""

from __future__ import annotations

from parindex.cycle.documents.blocks import Paragraph, Table
from tests.cycle.documents.formats.packing import paragraph
from tests.cycle.documents.formats.test_docx import cell, cells, grid, read, said, tc, tr

INNER = grid(tr(tc("TT"), tc("Việc"), tc("Hạn")), tr(tc("1"), tc("Họp"), tc("")), columns=3)
HELD = [(cell("TT"), cell("Việc"), cell("Hạn")), (cell("1"), cell("Họp"), cell())]


def boxed(content: str) -> str:
    """A paragraph with a text box."""
    return (
        "<w:p><w:r><w:t>ngoài</w:t></w:r><w:r><w:pict><w:txbxContent>"
        f"{content}</w:txbxContent></w:pict></w:r></w:p>"
    )


def test_a_table_in_the_one_cell_of_a_table_is_a_table() -> None:
    outer = grid(tr(f"<w:tc>{paragraph('trên')}{INNER}{paragraph('dưới')}</w:tc>"), columns=1)
    above, table, below = read(outer)

    assert isinstance(above, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(below, Paragraph)
    assert (above.text, cells(table), below.text) == ("trên", HELD, "dưới")


def test_blank_cells_around_make_no_table_of_a_frame() -> None:
    outer = grid(
        tr(tc(""), tc("Tên bảng")),
        tr(tc(""), f"<w:tc>{INNER}{paragraph('')}</w:tc>"),
        columns=2,
        borders="nil",
    )
    title, table = read(outer)

    assert isinstance(title, Paragraph)
    assert title.text == "Tên bảng"
    assert cells(table) == HELD


def test_a_table_in_a_frame_in_a_frame() -> None:
    outer = grid(tr(f"<w:tc>{INNER}{paragraph('')}</w:tc>"), columns=1)
    outermost = grid(tr(f"<w:tc>{outer}{paragraph('')}</w:tc>"), columns=1)

    assert cells(*read(outermost)) == HELD


def test_a_table_in_a_text_box_is_a_table() -> None:
    outside, table = read(boxed(INNER + paragraph("")))

    assert isinstance(outside, Paragraph)
    assert outside.text == "ngoài"
    assert cells(table) == HELD


def test_a_small_table_in_a_text_box_is_lines() -> None:
    small = grid(tr(tc("a"), tc("b")), tr(tc("c"), tc("d")))

    assert said(boxed(small + paragraph(""))) == ["ngoài", "a", "b", "c", "d"]


def test_a_text_box_in_a_cell_is_lines_of_the_cell() -> None:
    rows = (tr(f"<w:tc>{boxed(INNER)}</w:tc>", tc("b")),)

    assert cells(*read(grid(*rows))) == [(cell("ngoài", "TT", "Việc", "Hạn", "1", "Họp"), cell("b"))]
