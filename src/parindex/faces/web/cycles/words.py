"""Cycles and sheets in words and colours."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parindex.cycle.assessments import states
from parindex.cycle.assessments.cyclepages import UnitItem
from parindex.faces.web.showing import Chip


def state(key: str) -> Chip:
    """Where a cycle stands."""
    return {
        states.PREPARING: Chip(_("đang chuẩn bị"), "warn"),
        states.OPEN: Chip(_("đang mở"), "info"),
        states.FROZEN: Chip(_("đã chốt kết quả"), "ok"),
        states.PUBLISHED: Chip("✓ " + _("đã công bố"), "ok"),
    }[key]


def sheet(unit: UnitItem) -> Chip | None:
    """Where the sheet of a unit stands; None for those who may not know."""
    return {
        "": None,
        states.SCORING: Chip(_("đang tự chấm"), "info"),
        states.APPROVAL: Chip(_("chờ lãnh đạo duyệt"), "warn"),
        states.SUBMITTED: Chip("✓ " + _("đã nộp"), "ok"),
    }[unit.state]


def missed(counts: str) -> str:
    """What a unit that submits nothing gets."""
    return {
        "zero": _("Đơn vị không nộp đúng hạn: tính 0 điểm toàn bộ."),
        "scored": _("Đơn vị không nộp đúng hạn: tính phần đã chấm đến lúc hết hạn."),
    }[counts]


def wrong(field: str) -> str:
    """What to do about a value that cannot stand in a field."""
    return {
        "version": _("Bộ tiêu chí này không còn được áp dụng. Hãy chọn bộ khác."),
        "name": _("Đã có kỳ mang tên này. Hãy đặt tên khác."),
        "until": _("Hạn này đã qua hoặc không muộn hơn hạn đang có. Hãy chọn thời điểm muộn hơn."),
        "reason": _("Kỳ đã mở nên cần ghi lý do."),
        "group": _("Tên nhóm không dùng được. Hãy đặt tên khác, không quá 120 chữ."),
        "units": _("Có đơn vị không thuộc tỉnh, thành phố này. Hãy chọn lại."),
        "stage": _("Bước này không gia hạn được. Hãy chọn bước khác."),
        "criterion": _("Tiêu chí này không thuộc bộ tiêu chí của kỳ. Hãy chọn lại."),
        "unit": _("Đơn vị này không nhận việc được ở đây. Hãy chọn đơn vị khác."),
        "person": _("Người này hiện không giữ vai trò ở đơn vị nào. Hãy chọn người khác."),
    }.get(field, _("Giá trị này chưa dùng được. Hãy kiểm tra lại."))


def overtaken() -> str:
    """The cycle moved on since the page was shown."""
    return _("Trạng thái vừa thay đổi nên việc này không làm được nữa. Dưới đây là trạng thái mới nhất.")
