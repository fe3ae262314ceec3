"""Findings about fanning a plan out: codes, severities, the user's sentence and its remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parindex.engine.values.findings import Finding, Severity, Words

TASK_WITHOUT_LEAD = "TASK_WITHOUT_LEAD"
LEAD_NAMES_NOBODY = "LEAD_NAMES_NOBODY"
UNIT_OUT_OF_REACH = "UNIT_OUT_OF_REACH"
TASK_WITHOUT_DEADLINE = "TASK_WITHOUT_DEADLINE"
DEADLINE_WITHOUT_DAY = "DEADLINE_WITHOUT_DAY"
DEADLINE_WAITS = "DEADLINE_WAITS"
DUE_BEFORE_ISSUE = "DUE_BEFORE_ISSUE"
UNIT_ENDS_BEFORE_DUE = "UNIT_ENDS_BEFORE_DUE"
LEAD_NO_MORE = "LEAD_NO_MORE"
LEAD_NOT_ASSIGNED = "LEAD_NOT_ASSIGNED"
_SHOWN = 3


class Where:
    """The task a finding is about, and where it stands in its document."""

    def __init__(self, number: str, *, table: str, page: int | None, row: int | None) -> None:
        """Keep the place."""
        self.number, self.table, self.page, self.row = number, table, page, row

    @property
    def vi(self) -> str:
        """How a sentence begins: the task by its number, or by its row."""
        return f"Nhiệm vụ {self.number}" if self.number else f"Nhiệm vụ ở dòng {self.row or '?'}"

    @property
    def en(self) -> str:
        """The same in English."""
        return f"Task {self.number}" if self.number else f"The task in row {self.row or '?'}"

    def finding(
        self, code: str, severity: Severity, message: Words, remedy: Words, *, column: str
    ) -> Finding:
        """A finding about this task."""
        return Finding(
            code=code,
            severity=severity,
            message=Words(f"{self.vi}: {message.vi}", f"{self.en}: {message.en}"),
            remedy=remedy,
            table=self.table,
            path=self.number,
            column=column,
            page=self.page,
            row=self.row,
        )


def without_lead(where: Where) -> Finding:
    """A task names nobody to lead it: it is not assigned."""
    return where.finding(
        "TASK_WITHOUT_LEAD",
        Severity.WARNING,
        Words("không ghi đơn vị chủ trì nên chưa giao được.", "no lead is stated, so it is not assigned."),
        Words(
            "Bổ sung đơn vị chủ trì ở trang kế hoạch rồi giao nhiệm vụ lại; phần đã giao giữ nguyên.",
            "State the lead on the page of the plan and assign again; what is assigned stays as it is.",
        ),
        column="lead",
    )


def names_nobody(where: Where, text: str, *, column: str) -> Finding:
    """A printed lead or partner names no unit for certain."""
    return where.finding(
        "LEAD_NAMES_NOBODY",
        Severity.WARNING if column == "lead" else Severity.INFO,
        Words(f"“{text}” không chỉ rõ đơn vị nào.", f"“{text}” names no unit for certain."),
        Words(
            "Ghi tên từng đơn vị, hoặc “UBND cấp xã”, “các sở, ban, ngành”, rồi giao nhiệm vụ lại.",
            "Name each unit, or “UBND cấp xã”, “các sở, ban, ngành”, and assign again.",
        ),
        column=column,
    )


def out_of_reach(where: Where, text: str, owner: str, *, column: str) -> Finding:
    """A printed lead or partner is no unit of the plan's owner to assign to."""
    return where.finding(
        "UNIT_OUT_OF_REACH",
        Severity.WARNING if column == "lead" else Severity.INFO,
        Words(f"“{text}” không thuộc {owner} nên không giao.", f"“{text}” does not belong to {owner}."),
        Words(
            "Gửi văn bản đề nghị phối hợp; trên hệ thống chỉ giao cho đơn vị của mình.",
            "Ask them by letter; here only one's own units are assigned to.",
        ),
        column=column,
    )


def without_deadline(where: Where) -> Finding:
    """A task states no deadline: it is not assigned."""
    return where.finding(
        "TASK_WITHOUT_DEADLINE",
        Severity.WARNING,
        Words("không ghi thời hạn nên chưa giao được.", "no deadline is stated, so it is not assigned."),
        Words(
            "Ghi thời hạn (hoặc “Thường xuyên”) ở trang kế hoạch rồi giao nhiệm vụ lại.",
            "State a deadline (or “Thường xuyên”) on the page of the plan and assign again.",
        ),
        column="deadline",
    )


def without_day(where: Where, text: str) -> Finding:
    """A deadline gives no day: the task is assigned without a due date."""
    return where.finding(
        "DEADLINE_WITHOUT_DAY",
        Severity.WARNING,
        Words(
            f"thời hạn “{text}” không xác định được ngày; đã giao, chưa có hạn.",
            f"the deadline “{text}” gives no day; assigned without a due date.",
        ),
        Words(
            "Ấn định hạn ở trang nhiệm vụ, hoặc sửa thời hạn trong kế hoạch.",
            "Set the due date on the page of the task, or correct the deadline in the plan.",
        ),
        column="deadline",
    )


def waits(where: Where, event: str) -> Finding:
    """A deadline waits for an event."""
    return where.finding(
        "DEADLINE_WAITS",
        Severity.INFO,
        Words(f"hạn được tính khi có sự kiện “{event}”.", f"it falls due after the event “{event}”."),
        Words(
            "Ghi nhận ngày xảy ra sự kiện để hệ thống tính hạn.",
            "Record the day of the event, and the due dates are reckoned.",
        ),
        column="deadline",
    )


def before_issue(where: Where, due_on: date, issued_on: date) -> Finding:
    """A task was due before its plan was issued."""
    return where.finding(
        "DUE_BEFORE_ISSUE",
        Severity.WARNING,
        Words(
            f"hạn {due_on:%d/%m/%Y} trước ngày ban hành {issued_on:%d/%m/%Y}.",
            f"it is due on {due_on:%d/%m/%Y}, before the issue on {issued_on:%d/%m/%Y}.",
        ),
        Words(
            "Đối chiếu với văn bản gốc; nếu in nhầm, ấn định lại hạn theo văn bản đính chính.",
            "Compare with the original; if it is misprinted, set the due date by its correction.",
        ),
        column="deadline",
    )


def ends_before_due(where: Where, units: Sequence[tuple[str, date]]) -> Finding:
    """Units that a task is assigned to end before it is due."""
    named = ", ".join(f"{name} ({until:%d/%m/%Y})" for name, until in units[:_SHOWN])
    more = len(units) - _SHOWN
    return where.finding(
        "UNIT_ENDS_BEFORE_DUE",
        Severity.WARNING,
        Words(
            f"kết thúc hoạt động trước hạn: {named}" + (f" và {more} đơn vị khác." if more > 0 else "."),
            f"these end before it is due: {named}" + (f" and {more} more." if more > 0 else "."),
        ),
        Words(
            "Việc dở dang tự chuyển cho đơn vị kế thừa; đơn vị không có kế thừa thì giao lại hoặc hủy.",
            "Open work goes over to successors by itself; where there is none, assign anew or cancel.",
        ),
        column="lead",
    )


def lead_no_more(where: Where, units: Sequence[str]) -> Finding:
    """Units owe a task that is led by others since the plan was amended."""
    return where.finding(
        "LEAD_NO_MORE",
        Severity.WARNING,
        Words(
            f"đơn vị chủ trì đã thay đổi, nhưng vẫn đang giao cho: {_listed(units, 'đơn vị khác')}.",
            f"its leads were changed, but these still owe it: {_listed(units, 'more', joint='and')}.",
        ),
        Words(
            "Dừng theo dõi phần việc cũ ở trang nhiệm vụ, ghi số văn bản điều chỉnh.",
            "Cancel what they owe on the page of the task, by the number of the amending document.",
        ),
        column="lead",
    )


def lead_not_assigned(where: Where, units: Sequence[str]) -> Finding:
    """Units lead a task since the plan was amended, and were not assigned it yet."""
    return where.finding(
        "LEAD_NOT_ASSIGNED",
        Severity.WARNING,
        Words(
            f"đơn vị chủ trì đã thay đổi, chưa giao cho: {_listed(units, 'đơn vị khác')}.",
            f"its leads were changed, not yet assigned to: {_listed(units, 'more', joint='and')}.",
        ),
        Words(
            "Giao nhiệm vụ lại; phần đã giao giữ nguyên.", "Assign again; what is assigned stays as it is."
        ),
        column="lead",
    )


def _listed(names: Sequence[str], others: str, *, joint: str = "và") -> str:
    """The first of the names, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" {joint} {more} {others}" if more > 0 else "")
