"""Findings about tables of figures: codes, severities, the user's sentence and its remedy."""

from __future__ import annotations

from parindex.engine.values.findings import Finding, Severity, Words

TABLE_WITHOUT_UNITS = "TABLE_WITHOUT_UNITS"
TABLE_WITHOUT_FIGURES = "TABLE_WITHOUT_FIGURES"
TABLE_IS_EMPTY = "TABLE_IS_EMPTY"
UNIT_UNKNOWN = "UNIT_UNKNOWN"
UNIT_DOUBTFUL = "UNIT_DOUBTFUL"
UNIT_TWICE = "UNIT_TWICE"
FIGURE_UNREADABLE = "FIGURE_UNREADABLE"
PART_ABOVE_WHOLE = "PART_ABOVE_WHOLE"


def _error(code: str, message: Words, remedy: Words, *, row: int | None = None) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, remedy=remedy, row=row)


def without_units() -> Finding:
    """No column of the table names units."""
    return _error(
        TABLE_WITHOUT_UNITS,
        Words("Không thấy cột tên hoặc mã đơn vị.", "No column names units or their codes."),
        Words(
            "Dòng đầu bảng cần có cột “Đơn vị” (tên) hoặc “Mã đơn vị”.",
            "Head one column “Đơn vị” (the name) or “Mã đơn vị” (the code).",
        ),
    )


def without_figures(*, is_pair: bool) -> Finding:
    """No column of the table holds figures of the shape wanted."""
    columns = "“Số đạt” và “Tổng số”" if is_pair else "“Giá trị”"
    return _error(
        TABLE_WITHOUT_FIGURES,
        Words(f"Không thấy cột {columns}.", f"The table has no columns {columns}."),
        Words(
            f"Dòng đầu bảng cần có cột {columns}; tải bảng mẫu ở trang số liệu này.",
            f"Head the columns {columns}; the export of this measure is a form to fill.",
        ),
    )


def empty() -> Finding:
    """The table has no row with a figure."""
    return _error(
        TABLE_IS_EMPTY,
        Words("Bảng không có dòng số liệu nào.", "The table has no row with a figure."),
        Words("Kiểm tra lại đã chọn đúng tệp chưa.", "Check that this is the right file."),
    )


def unknown_unit(text: str, *, row: int) -> Finding:
    """A row names no unit we know."""
    return _error(
        UNIT_UNKNOWN,
        Words(f"Dòng {row}: không có đơn vị “{text}”.", f"Row {row}: there is no unit “{text}”."),
        Words(
            "Ghi đúng tên hoặc mã đơn vị như trong danh mục.", "Write the name or code as the directory does."
        ),
        row=row,
    )


def doubtful_unit(text: str, *, row: int) -> Finding:
    """A row names several units, for its diacritics are missing."""
    return _error(
        UNIT_DOUBTFUL,
        Words(f"Dòng {row}: “{text}” có thể là nhiều đơn vị.", f"Row {row}: “{text}” may be several units."),
        Words("Ghi đủ dấu, hoặc dùng mã đơn vị.", "Write its diacritics, or use the unit's code."),
        row=row,
    )


def unit_twice(text: str, *, row: int, first: int) -> Finding:
    """Two rows are about one unit."""
    return _error(
        UNIT_TWICE,
        Words(
            f"Dòng {row}: “{text}” đã có ở dòng {first}.",
            f"Row {row}: “{text}” stands in row {first} already.",
        ),
        Words("Giữ lại một dòng cho mỗi đơn vị.", "Keep one row for each unit."),
        row=row,
    )


def unreadable_figure(text: str, *, row: int) -> Finding:
    """A figure cannot be read."""
    return _error(
        FIGURE_UNREADABLE,
        Words(f"Dòng {row}: không đọc được số “{text}”.", f"Row {row}: “{text}” is no figure."),
        Words(
            "Ghi số thường, thập phân dùng dấu phẩy hoặc dấu chấm, không có dấu ngăn hàng nghìn "
            "(ví dụ 0,93 hoặc 93%).",
            "Write a plain number with a decimal comma or point, no thousands sign (0,93 or 93%).",
        ),
        row=row,
    )


def part_above_whole(done: str, total: str, *, row: int) -> Finding:
    """A part is larger than its whole, or below nought."""
    return _error(
        PART_ABOVE_WHOLE,
        Words(
            f"Dòng {row}: số đạt “{done}” không nằm trong tổng số “{total}”.",
            f"Row {row}: the part “{done}” does not lie within the whole “{total}”.",
        ),
        Words("Kiểm tra lại hai số của dòng này.", "Check the two figures of this row."),
        row=row,
    )
