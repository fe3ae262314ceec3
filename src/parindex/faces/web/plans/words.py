"""How plans, deadlines, groups of units, fields of tasks and refusals are said."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.plans.kinds import Kind
from parindex.cycle.plans.queries.replies import Standing
from parindex.faces.web.showing import Chip


def kind_words(kind: str) -> str:
    """A kind of deadline."""
    return {
        "date": _("Đến ngày"),
        "month": _("Trong tháng"),
        "quarter": _("Trong quý"),
        "year": _("Trong năm"),
        "continuous": _("Thường xuyên"),
        "recurring": _("Định kỳ"),
        "relative": _("Sau một việc khác"),
        "event": _("Theo sự kiện"),
        "unstated": _("Không ghi thời hạn"),
        "other": _("Khác"),
    }.get(kind, kind)


def group_words(group: str) -> str:
    """A collective expression."""
    return {
        "departments": _("các sở, ngành"),
        "districts": _("cấp huyện"),
        "communes": _("các xã, phường"),
        "all": _("mọi đơn vị"),
        "related": _("đơn vị liên quan"),
        "divisions": _("phòng, đơn vị trực thuộc"),
        "other": _("đơn vị khác"),
    }.get(group, group)


def document_kind(kind: str) -> str:
    """What an assigning document calls itself."""
    return dict(document_kinds()).get(kind, kind)


def document_kinds() -> list[tuple[str, str]]:
    """Every kind of assigning document."""
    return [
        (Kind.PLAN.value, pgettext("một", "Kế hoạch")),
        (Kind.PROGRAMME.value, _("Chương trình")),
        (Kind.DIRECTIVE.value, _("Chỉ thị")),
        (Kind.CONCLUSION.value, _("Kết luận")),
        (Kind.DECISION.value, _("Quyết định")),
        (Kind.RESOLUTION.value, _("Nghị quyết")),
        (Kind.NOTICE.value, pgettext("loại văn bản", "Thông báo")),
        (Kind.LETTER.value, _("Công văn")),
        (Kind.OTHER.value, _("Văn bản khác")),
    ]


def field_words(field: str) -> str:
    """A field of a task, or what happened to it."""
    return {
        "number": _("Số thứ tự"),
        "text": _("Nội dung"),
        "deadline": _("Thời hạn"),
        "leads": _("Chủ trì"),
        "partners": _("Phối hợp"),
        "deliverables": _("Sản phẩm"),
        "division": _("Phân công"),
        "added": _("Thêm nhiệm vụ"),
        "cancelled": _("Hủy nhiệm vụ"),
        "restored": _("Khôi phục nhiệm vụ"),
    }.get(field, field)


def standing(value: Standing) -> Chip:
    """How a unit stands with its own plan."""
    return {
        Standing.NONE: Chip(_("chưa lập")),
        Standing.DRAFT: Chip(_("đang dự thảo"), "info"),
        Standing.ISSUED: Chip(_("đã ban hành"), "ok"),
        Standing.ISSUED_LATE: Chip(_("ban hành muộn"), "warn"),
        Standing.LATE: Chip(_("quá hạn chưa ban hành"), "bad"),
    }[value]


def wrong(field: str) -> str:
    """Why what stands in a field cannot stand there, and what to do."""
    return {
        "reason": _("Hãy ghi lý do."),
        "text": _("Hãy ghi nội dung nhiệm vụ."),
        "title": _("Hãy ghi trích yếu của kế hoạch."),
        "decision": _("Hãy ghi số, ký hiệu văn bản hủy."),
        "number": _("Hãy ghi số, ký hiệu của kế hoạch."),
        "on": _("Ngày ban hành không được ở tương lai và không được trước kế hoạch của cấp trên."),
        "tasks": _("Kế hoạch chưa có nhiệm vụ nào. Hãy thêm nhiệm vụ trước khi ban hành."),
        "answered": _("Kế hoạch này chưa ban hành hoặc là của chính đơn vị, không lập kế hoạch theo được."),
        "chosen": _("Hãy chọn ít nhất một nhiệm vụ."),
        "division": _("Hãy ghi phòng, bộ phận hoặc chọn người phụ trách."),
        "person": _("Người này không thuộc đơn vị."),
        "groups": _("Hãy chọn nhóm đơn vị phải ban hành kế hoạch."),
        "within": _("Số ngày từ 1 đến 365, và kế hoạch phải có ngày ban hành để đếm."),
        "by_day": _("Ngày này trước ngày ban hành kế hoạch."),
        "gain": _("Điểm dự kiến là số dương, không quá điểm tối đa của tiêu chí; ví dụ 0,5."),
        "criterion": _("Hãy chọn một tiêu chí của bộ tiêu chí đang xem được."),
        "file": _("Danh mục quá dài: mỗi lần nhập tối đa 20.000 nhiệm vụ."),
        "section": _("Mục này không thuộc kế hoạch."),
    }.get(field, _("Giá trị này chưa dùng được. Hãy nhập lại như văn bản ghi."))
