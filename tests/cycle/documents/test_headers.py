"""Headers of several rows, and rows that only number the columns."""

from __future__ import annotations

from parindex.cycle.documents import reading
from parindex.cycle.documents.blocks import Blocks, Cell, Line, Merge, Row, Table
from parindex.cycle.documents.outline import CriteriaTable, Reading
from tests.cycle.documents import texts

UP, LEFT = Cell(merge=Merge.UP), Cell(merge=Merge.LEFT)


def shown(*rows: tuple[str | Cell, ...]) -> Reading:
    """The reading of one table."""
    cells = (tuple(one if isinstance(one, Cell) else cell(one) for one in row) for row in rows)
    table = Table(tuple(Row(row) for row in cells))
    return reading.read(Blocks((table,)), source=texts.SOURCE, directory=texts.directory(), today=texts.TODAY)


def cell(text: str) -> Cell:
    """A cell of one line."""
    return Cell((Line(text),)) if text else Cell()


HEAD = (
    ("STT", "Lĩnh vực", "Chỉ số PAR INDEX", LEFT, LEFT, "Đơn vị chủ trì"),
    (UP, UP, "Điểm tối đa", "Năm 2025 và 2026", LEFT, UP),
    (UP, UP, UP, "Kết quả năm 2025", "Mục tiêu năm 2026", UP),
)
HEADINGS = [
    "STT",
    "Lĩnh vực",
    "Chỉ số PAR INDEX Điểm tối đa",
    "Chỉ số PAR INDEX Năm 2025 và 2026 Kết quả năm 2025",
    "Chỉ số PAR INDEX Năm 2025 và 2026 Mục tiêu năm 2026",
    "Đơn vị chủ trì",
]
INDEX = ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
ROW = ("1", "Chỉ đạo", "3", "2.5", "3", "Sở Y tế")


def figures(table: CriteriaTable) -> list[tuple[str, str | None, str | None, str | None, int | None]]:
    """Path, figures and place of each row."""
    return [(row.path, row.max, row.result, row.target, row.at.row) for row in table.rows]


def test_a_header_of_three_rows() -> None:
    for rows in ((*HEAD, ROW), (*HEAD, INDEX, ROW)):
        found = shown(*rows)
        table = found.tables[0]

        assert isinstance(table, CriteriaTable)
        assert [column.heading for column in table.columns] == HEADINGS
        assert figures(table) == [("1", "3", "2.5", "3", 1)]
        assert (table.result_year, table.target_year, found.raw) == (2025, 2026, ())


def test_a_header_of_three_rows_that_is_repeated_after_a_page_end() -> None:
    found = shown(*HEAD, INDEX, ROW, *HEAD, INDEX, ("2", "Thể chế", "2", "1", "2", "Sở Y tế"))
    table = found.tables[0]

    assert isinstance(table, CriteriaTable)
    assert figures(table) == [("1", "3", "2.5", "3", 1), ("2", "2", "1", "2", 2)]
    assert found.raw == ()


def test_a_row_that_numbers_the_columns_ends_the_header() -> None:
    found = shown(
        ("TT", "Tiêu chí", "Kết quả", LEFT, LEFT, "Chủ trì"),
        (UP, UP, "Khung", "Của kỳ trước", "Của kỳ này", UP),
        (UP, UP, "Điểm tối đa", "Kết quả năm 2025", "Mục tiêu năm 2026", "(tên đơn vị)"),
        ("A", "B", "1", "2", "3", "4"),
        ROW,
    )
    table = found.tables[0]

    assert isinstance(table, CriteriaTable)
    assert table.columns[5].heading == "Chủ trì (tên đơn vị)"
    assert figures(table) == [("1", "3", "2.5", "3", 1)]


def test_points_without_headings_of_points_are_no_tasks() -> None:
    found = shown(
        ("STT", "Nội dung", "Điểm cấp tỉnh", "Điểm cấp xã", "Đơn vị chủ trì"),
        ("1", "Chỉ đạo", "3", "2.5", "Sở Y tế"),
        ("2", "Thể chế", "2", "1.5", "Sở Y tế"),
    )

    assert found.tables == ()
    assert "Chỉ đạo" in str(found.as_json("vi"))
