"""Finding codes of importing a list of tasks, each with its weight, its sentence and its remedy."""

from __future__ import annotations

from enum import StrEnum

from parindex.engine.values.findings import Finding, Severity, Words


class Code(StrEnum):
    """What an imported list of tasks can get wrong."""

    COLUMNS = "TASK_COLUMNS_MISSING"
    TEXT = "TASK_TEXT_MISSING"
    NUMBER = "TASK_NUMBER_TWICE"
    LEAD = "TASK_LEAD_MISSING"
    UNKNOWN = "TASK_LEAD_UNKNOWN"
    DEADLINE = "TASK_DEADLINE_MISSING"
    UNREAD = "TASK_DEADLINE_UNREAD"
    PAST = "TASK_DEADLINE_PAST"
    STATE = "TASK_STATE_UNKNOWN"


_ERRORS = frozenset({Code.COLUMNS, Code.TEXT, Code.NUMBER, Code.STATE})

_SENTENCES: dict[Code, tuple[Words, Words]] = {
    Code.COLUMNS: (
        Words(
            "Không thấy cột “Nhiệm vụ” cùng cột “Chủ trì” hoặc “Thời hạn”.",
            "There is no column “Nhiệm vụ” with a column “Chủ trì” or “Thời hạn”.",
        ),
        Words(
            "Đặt tên cột ở dòng đầu: Số, Nhiệm vụ, Chủ trì, Phối hợp, Thời hạn, Trạng thái, Sản phẩm.",
            "Name the columns in the first row: Số, Nhiệm vụ, Chủ trì, Phối hợp, Thời hạn, Trạng thái, "
            "Sản phẩm.",
        ),
    ),
    Code.TEXT: (
        Words(
            "Dòng {row}, cột Nhiệm vụ: để trống.",
            "Row {row}, column Nhiệm vụ: is blank.",
        ),
        Words(
            "Ghi nội dung nhiệm vụ hoặc xóa dòng này.",
            "Write what the task is, or delete the row.",
        ),
    ),
    Code.NUMBER: (
        Words(
            "Dòng {row}, cột Số: “{stated}” đã có ở dòng khác trong cùng mục.",
            "Row {row}, column Số: “{stated}” stands in another row of the section as well.",
        ),
        Words("Đánh số lại một trong hai dòng.", "Number one of the two rows anew."),
    ),
    Code.LEAD: (
        Words(
            "Dòng {row}, cột Chủ trì: chưa ghi đơn vị nào.",
            "Row {row}, column Chủ trì: names nobody.",
        ),
        Words(
            "Ghi đơn vị chủ trì; để trống thì nhiệm vụ không giao được cho ai.",
            "Name the lead; without one the task cannot be given to anybody.",
        ),
    ),
    Code.UNKNOWN: (
        Words(
            "Dòng {row}, cột {column}: danh bạ không có “{stated}”.",
            "Row {row}, column {column}: the directory does not know “{stated}”.",
        ),
        Words(
            "Sửa tên theo danh bạ; đơn vị đã giải thể thì ghi đơn vị kế thừa.",
            "Write the name as in the directory; of a dissolved unit, its successor.",
        ),
    ),
    Code.DEADLINE: (
        Words(
            "Dòng {row}, cột Thời hạn: để trống.",
            "Row {row}, column Thời hạn: is blank.",
        ),
        Words(
            "Ghi thời hạn, hoặc ghi “Thường xuyên” nếu làm cả năm.",
            "Write the deadline, or “Thường xuyên” for work of the whole year.",
        ),
    ),
    Code.UNREAD: (
        Words(
            "Dòng {row}, cột Thời hạn: không hiểu “{stated}”.",
            "Row {row}, column Thời hạn: “{stated}” is not understood.",
        ),
        Words(
            "Ghi như 30/6/2026, Tháng 6/2026, Quý II/2026, Hằng quý, Thường xuyên.",
            "Write as 30/6/2026, Tháng 6/2026, Quý II/2026, Hằng quý, Thường xuyên.",
        ),
    ),
    Code.PAST: (
        Words(
            "Dòng {row}, cột Thời hạn: “{stated}” đã qua khi kế hoạch ban hành.",
            "Row {row}, column Thời hạn: “{stated}” was over when the plan was issued.",
        ),
        Words("Kiểm tra lại ngày, tháng, năm.", "Check day, month and year."),
    ),
    Code.STATE: (
        Words(
            "Dòng {row}, cột Trạng thái: không hiểu “{stated}”.",
            "Row {row}, column Trạng thái: “{stated}” is not understood.",
        ),
        Words(
            "Ghi một trong: Chưa thực hiện, Đang thực hiện, Đã hoàn thành, Quá hạn.",
            "Write one of: Chưa thực hiện, Đang thực hiện, Đã hoàn thành, Quá hạn.",
        ),
    ),
}


def make(code: Code, *, row: int | None = None, column: str = "", stated: str = "") -> Finding:
    """A finding about one cell of an imported list; rows count as in the file."""
    message, remedy = _SENTENCES[code]
    said = {"row": row, "column": column, "stated": stated[:80]}
    return Finding(
        code=code.value,
        severity=Severity.ERROR if code in _ERRORS else Severity.WARNING,
        message=Words(message.vi.format(**said), message.en.format(**said)),
        remedy=remedy,
        column=column or None,
        stated=stated or None,
        row=row,
    )
