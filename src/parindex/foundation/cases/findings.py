"""Findings about case files: codes, severities, the user's sentence and its remedy."""

from __future__ import annotations

from collections.abc import Sequence

from parindex.engine.values.findings import Finding, Severity, Words

CASES_UNREADABLE = "CASES_UNREADABLE"
CASES_NOT_UTF8 = "CASES_NOT_UTF8"
CASES_RECODED = "CASES_RECODED"
CASES_TOO_MANY = "CASES_TOO_MANY"
CASES_EMPTY = "CASES_EMPTY"
CASES_WITHOUT_COLUMN = "CASES_WITHOUT_COLUMN"
CASES_COLUMN_TWICE = "CASES_COLUMN_TWICE"
CASES_COLUMN_TYPE = "CASES_COLUMN_TYPE"
CASES_BROKEN_ROW = "CASES_BROKEN_ROW"
CASES_WRONG_VALUE = "CASES_WRONG_VALUE"
CASES_MORE_WRONG = "CASES_MORE_WRONG"
CASES_TWICE = "CASES_TWICE"
CASES_WITHOUT_ID = "CASES_WITHOUT_ID"
_LONGEST = 60


class Rejected(Exception):
    """The file is not taken; its findings say why. Nothing of it was kept."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(" ".join(each.message.vi for each in findings))
        self.findings = findings


def _error(
    code: str, message: Words, remedy: Words, *, row: int | None = None, column: str | None = None
) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, remedy=remedy, row=row, column=column)


def unreadable() -> Finding:
    """The file is cut off, damaged, or no table at all."""
    return _error(
        CASES_UNREADABLE,
        Words(
            "Không đọc được tệp: tệp bị hỏng, bị cắt cụt hoặc không đúng định dạng.",
            "The file cannot be read: it is damaged, cut off or of another format.",
        ),
        Words(
            "Xuất lại tệp từ hệ thống nguồn (CSV UTF-8, Excel .xlsx hoặc Parquet) rồi nạp lại.",
            "Export it again from the source system (CSV in UTF-8, Excel .xlsx or Parquet) and load that.",
        ),
    )


def not_utf8(*, row: int) -> Finding:
    """A row has bytes that are no UTF-8."""
    return _error(
        CASES_NOT_UTF8,
        Words(
            f"Dòng {row}: có ký tự không theo bảng mã UTF-8.",
            f"Row {row}: it has bytes that are not UTF-8.",
        ),
        Words(
            "Mở tệp, chọn lưu dạng “CSV UTF-8” rồi nạp lại; một tệp chỉ dùng một bảng mã.",
            "Save the file as “CSV UTF-8” and load that; one file has one encoding.",
        ),
        row=row,
    )


def recoded(encoding: str) -> Finding:
    """The file was in another encoding and was converted."""
    return Finding(
        code=CASES_RECODED,
        severity=Severity.INFO,
        message=Words(
            f"Tệp dùng bảng mã {encoding}, đã chuyển sang UTF-8.",
            f"The file was in {encoding} and was converted to UTF-8.",
        ),
        remedy=Words(
            "Xem lại vài tên đơn vị có dấu; lần sau nên xuất tệp UTF-8.",
            "Look at some names with diacritics; export in UTF-8 next time.",
        ),
    )


def too_many(most: int) -> Finding:
    """The file holds more than is taken at once."""
    return _error(
        CASES_TOO_MANY,
        Words(
            f"Tệp có nhiều dòng, cột hoặc chữ hơn mức đọc một lần (tối đa {most} hồ sơ).",
            f"The file has more rows, columns or text than are read at once ({most} cases at most).",
        ),
        Words(
            "Chia tệp theo nửa tháng hoặc theo tháng rồi nạp từng tệp.",
            "Split it by half-months or months and load the parts one by one.",
        ),
    )


def empty() -> Finding:
    """The file has headings and no case."""
    return _error(
        CASES_EMPTY,
        Words("Tệp không có hồ sơ nào.", "The file has no case."),
        Words("Kiểm tra lại đã chọn đúng tệp chưa.", "Check that this is the right file."),
    )


def without_column(titles: Sequence[Words]) -> Finding:
    """None of some columns is there, and counting needs one of them."""
    vi = " hoặc ".join(f"“{each.vi}”" for each in titles)
    en = " or ".join(f"“{each.en}”" for each in titles)
    return _error(
        CASES_WITHOUT_COLUMN,
        Words(f"Tệp không có cột {vi}.", f"The file has no column {en}."),
        Words(
            f"Ghi tên cột {vi} ở dòng đầu của bảng.",
            f"Head a column {en} in the first row of the table.",
        ),
        column=titles[0].vi,
    )


def column_twice(title: Words, first: int, second: int) -> Finding:
    """Two columns have the same meaning."""
    return _error(
        CASES_COLUMN_TWICE,
        Words(
            f"Cột {first} và cột {second} đều là “{title.vi}”.",
            f"Columns {first} and {second} are both “{title.en}”.",
        ),
        Words("Giữ lại một cột.", "Keep one of them."),
        column=title.vi,
    )


def column_type(title: Words, found: str) -> Finding:
    """A column of a Parquet file has a type that cannot mean what its name says."""
    return _error(
        CASES_COLUMN_TYPE,
        Words(
            f"Cột “{title.vi}” có kiểu {found[:_LONGEST]}, không dùng được.",
            f"The column “{title.en}” has the type {found[:_LONGEST]}, which cannot be used.",
        ),
        Words(
            "Ngày cần kiểu DATE, TIMESTAMP hoặc chữ; có/không cần BOOLEAN, số nguyên hoặc chữ; "
            "tên và mã cần kiểu chữ.",
            "Days are DATE, TIMESTAMP or text; yes and no BOOLEAN, whole numbers or text; "
            "names and codes are text.",
        ),
        column=title.vi,
    )


def broken_row(*, row: int) -> Finding:
    """A row of a CSV file has not as many cells as the headings, or a quotation mark too few."""
    return _error(
        CASES_BROKEN_ROW,
        Words(
            f"Dòng {row}: số ô không khớp với dòng tên cột, hoặc thiếu dấu nháy kép.",
            f"Row {row}: it has more or fewer cells than the headings, or lacks a quotation mark.",
        ),
        Words(
            "Sửa dòng này; ô có dấu ngăn cột hoặc xuống dòng phải đặt trong dấu nháy kép.",
            "Mend this row; put cells that hold a separator or a line break in quotation marks.",
        ),
        row=row,
    )


_WRONG = {
    "blank": Words("để trống", "is blank"),
    "unreadable": Words("không đọc được “{said}”", "cannot be read: “{said}”"),
    "far": Words("“{said}” nằm ngoài khoảng thời gian cho phép", "“{said}” is out of all bounds"),
    "after": Words("“{said}” sau ngày chốt của kỳ", "“{said}” is after the last day of the period"),
    "before": Words("“{said}” trước ngày tiếp nhận", "“{said}” is before the day of receipt"),
    "long": Words("quá dài", "is too long"),
}


def wrong_value(title: Words, fault: str, said: str, *, row: int) -> Finding:
    """A cell cannot be what its column says."""
    words, shown = _WRONG[fault], said[:_LONGEST]
    return _error(
        CASES_WRONG_VALUE,
        Words(
            f"Dòng {row}, cột “{title.vi}”: {words.vi.format(said=shown)}.",
            f"Row {row}, column “{title.en}”: it {words.en.format(said=shown)}.",
        ),
        Words(
            "Ngày ghi dạng 05/05/2026 hoặc 2026-05-05; có/không ghi “Có”, “Không”, 1, 0 hoặc x.",
            "Write days as 05/05/2026 or 2026-05-05; yes and no as “Có”, “Không”, 1, 0 or x.",
        ),
        row=row,
        column=title.vi,
    )


def more_wrong(rest: int) -> Finding:
    """Further rows are wrong beside those that are told."""
    return _error(
        CASES_MORE_WRONG,
        Words(f"Còn {rest} dòng sai khác.", f"{rest} further rows are wrong."),
        Words(
            "Sửa ở hệ thống nguồn, xuất lại rồi nạp lại cả tệp.",
            "Correct them in the source system, export again and load the whole file.",
        ),
    )


def twice(cases: int) -> Finding:
    """Ids stand in several rows of the file."""
    return Finding(
        code=CASES_TWICE,
        severity=Severity.WARNING,
        message=Words(
            f"{cases} dòng lặp mã hồ sơ đã có ở dòng sau; chỉ tính dòng sau cùng.",
            f"{cases} rows repeat a case id that stands further below; only the last row counts.",
        ),
        remedy=Words(
            "Nếu đó là các hồ sơ khác nhau, sửa mã hồ sơ rồi nạp lại.",
            "If they are different cases, correct their ids and load again.",
        ),
    )


def without_id() -> Finding:
    """The file has no ids, so that cases of other files cannot be recognised."""
    return Finding(
        code=CASES_WITHOUT_ID,
        severity=Severity.WARNING,
        message=Words(
            "Tệp không có cột “Mã hồ sơ”: hồ sơ đã có ở tệp khác sẽ không nhận ra được.",
            "The file has no column “Mã hồ sơ” (case id): cases of other files cannot be recognised.",
        ),
        remedy=Words(
            "Mỗi hồ sơ chỉ để ở tệp của một kỳ, hoặc thêm cột “Mã hồ sơ”.",
            "Keep each case in the file of one period, or add the column “Mã hồ sơ”.",
        ),
    )
