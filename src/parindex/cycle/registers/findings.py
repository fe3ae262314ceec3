"""Findings about registers and tables of entries: codes, the user's sentence and its remedy."""

from __future__ import annotations

from parindex.engine.values.findings import Finding, Severity, Words

REGISTER_WITHOUT_FIELDS = "REGISTER_WITHOUT_FIELDS"
FIELD_WRONG = "FIELD_WRONG"
FIELD_KEPT = "FIELD_KEPT"
CONDITION_UNFIT = "CONDITION_UNFIT"
ENTRIES_WITHOUT_COLUMN = "ENTRIES_WITHOUT_COLUMN"
ENTRIES_MISSING = "ENTRIES_MISSING"
ENTRY_BLANK = "ENTRY_BLANK"
ENTRY_UNREADABLE = "ENTRY_UNREADABLE"
ENTRY_TWICE = "ENTRY_TWICE"
ENTRY_IN_FUTURE = "ENTRY_IN_FUTURE"

_WANTED = {
    "long": Words("Rút gọn nội dung dưới 2.000 ký tự.", "Shorten it to under 2,000 letters."),
    "date": Words("Ghi ngày dạng 25/12/2026.", "Write the day as 25/12/2026."),
    "number": Words(
        "Ghi số thường, ví dụ 12 hoặc 0,5; không có dấu ngăn hàng nghìn.",
        "Write a plain number such as 12 or 0,5, without a thousands sign.",
    ),
    "yes_no": Words("Ghi “Có” hoặc “Không”.", "Write “Có” (yes) or “Không” (no)."),
}


def _error(
    code: str, message: Words, remedy: Words, *, row: int | None = None, column: str | None = None
) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, remedy=remedy, row=row, column=column)


def without_fields() -> Finding:
    """A register has no field, or too many."""
    return _error(
        REGISTER_WITHOUT_FIELDS,
        Words("Sổ cần ít nhất một cột và nhiều nhất 40 cột.", "A register has from one to forty fields."),
        Words("Thêm một cột, ví dụ “Nội dung”.", "Add a field such as “Nội dung” (what it is about)."),
    )


def wrong_field(name: str) -> Finding:
    """A field has no name, bears another's key, or offers nothing to choose from."""
    return _error(
        FIELD_WRONG,
        Words(
            f"Cột “{name}” thiếu tên, trùng mã với cột khác hoặc chưa có lựa chọn.",
            f"The field “{name}” lacks a name, bears another's key or offers no choices.",
        ),
        Words(
            "Đặt tên và mã riêng cho mỗi cột; cột lựa chọn cần từ hai lựa chọn trở lên.",
            "Name each field and give it a key of its own; a field of choice needs two choices or more.",
        ),
        column=name,
    )


def kept_field(name: str) -> Finding:
    """A field that entries may hold was dropped or turned into another kind."""
    return _error(
        FIELD_KEPT,
        Words(
            f"Cột “{name}” đã có dữ liệu nên không bỏ, không đổi kiểu được.",
            f"Entries hold the field “{name}”: it can neither be dropped nor change its kind.",
        ),
        Words("Giữ cột này và thêm cột mới.", "Keep the field and add another one."),
        column=name,
    )


def unfit_condition(field: str) -> Finding:
    """A condition asks something that the field cannot answer."""
    return _error(
        CONDITION_UNFIT,
        Words(
            f"Điều kiện trên cột “{field}” không dùng được với kiểu của cột.",
            f"The condition on the field “{field}” does not suit its kind.",
        ),
        Words("Chọn lại cột, phép so và giá trị.", "Choose the field, the comparison and the value anew."),
        column=field,
    )


def without_column(name: str) -> Finding:
    """The table lacks a column that must be filled."""
    return _error(
        ENTRIES_WITHOUT_COLUMN,
        Words(f"Không thấy cột “{name}”.", f"The table has no column “{name}”."),
        Words(
            "Tải tệp mẫu của sổ và giữ nguyên dòng tiêu đề.",
            "Fill in the form of this register; keep its heads.",
        ),
        column=name,
    )


def missing() -> Finding:
    """The table has no entry at all."""
    return _error(
        ENTRIES_MISSING,
        Words("Bảng không có dòng nào để ghi vào sổ.", "The table has no entry."),
        Words("Kiểm tra lại đã chọn đúng tệp chưa.", "Check that this is the right file."),
    )


def blank(column: str, *, row: int) -> Finding:
    """A field that must be filled is blank."""
    return _error(
        ENTRY_BLANK,
        Words(f"Dòng {row}, cột “{column}”: còn trống.", f"Row {row}, column “{column}”: it is blank."),
        Words("Điền ô này; cột này bắt buộc.", "Fill the cell in: this column must be."),
        row=row,
        column=column,
    )


def unreadable(text: str, wanted: str, *, row: int, column: str, choices: tuple[str, ...] = ()) -> Finding:
    """A cell cannot stand in its field."""
    listed = ", ".join(choices)
    remedy = _WANTED.get(wanted) or Words(f"Ghi một trong: {listed}.", f"Write one of: {listed}.")
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return _error(
        ENTRY_UNREADABLE,
        Words(
            f"Dòng {row}, cột “{column}”: không nhận “{shown}”.",
            f"Row {row}, column “{column}”: “{shown}” cannot stand here.",
        ),
        remedy,
        row=row,
        column=column,
    )


def twice(*, row: int, first: int | None) -> Finding:
    """A line stands above it already, or in the register."""
    where = Words(f"dòng {first}", f"row {first}") if first else Words("trong sổ", "the register")
    return _error(
        ENTRY_TWICE,
        Words(f"Dòng {row}: trùng hoàn toàn với {where.vi}.", f"Row {row}: it equals {where.en} entirely."),
        Words(
            "Bỏ dòng trùng, hoặc ghi rõ chỗ khác nhau.", "Drop the line, or write what makes it different."
        ),
        row=row,
    )


def in_future(*, row: int, column: str) -> Finding:
    """Something is said to have happened on a day that is yet to come."""
    return _error(
        ENTRY_IN_FUTURE,
        Words(
            f"Dòng {row}, cột “{column}”: ngày chưa đến.",
            f"Row {row}, column “{column}”: the day is yet to come.",
        ),
        Words("Chỉ ghi việc đã diễn ra; kiểm tra lại năm.", "Enter what has happened; check the year."),
        row=row,
        column=column,
    )
