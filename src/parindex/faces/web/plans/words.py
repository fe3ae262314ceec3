"""How deadlines and groups of units are said."""

from __future__ import annotations

from django.utils.translation import gettext as _


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
