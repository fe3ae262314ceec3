"""How assignments are said: standings, entries, days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.monitoring.pages import ALL, ASKED, TODO, AssignmentItem
from parindex.cycle.monitoring.states import Kind, Standing
from parindex.faces.web import drawing
from parindex.faces.web.drawing import Bar
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day

SOON = 7
TONES = {
    Standing.NOT_STARTED: "",
    Standing.ON_TRACK: "info",
    Standing.LATE: "bad",
    Standing.DONE: "ok",
    Standing.DONE_LATE: "warn",
    Standing.VERIFIED: "ok",
    Standing.CANCELLED: "",
}


def standing(which: Standing) -> str:
    """How an assignment stands."""
    return {
        Standing.NOT_STARTED: _("Chưa thực hiện"),
        Standing.ON_TRACK: _("Đang thực hiện"),
        Standing.LATE: _("Quá hạn"),
        Standing.DONE: _("Chờ xác nhận"),
        Standing.DONE_LATE: _("Hoàn thành muộn, chờ xác nhận"),
        Standing.VERIFIED: _("Đã xác nhận hoàn thành"),
        Standing.CANCELLED: _("Không thực hiện nữa"),
    }[which]


def standings() -> tuple[tuple[str, str], ...]:
    """The ways to narrow a list by standing."""
    return (
        (TODO, _("Chưa hoàn thành")),
        (ASKED, _("Đang xin gia hạn")),
        *((each.value, standing(each)) for each in Standing),
        (ALL, _("Mọi tình trạng")),
    )


def chip(which: Standing) -> Chip:
    """How an assignment stands, in colour."""
    return Chip(standing(which), TONES[which])


def entry(kind: Kind) -> Chip:
    """What an entry is."""
    text, tone = {
        Kind.PROGRESS: (_("Báo cáo tiến độ"), "info"),
        Kind.DONE: (_("Báo cáo hoàn thành"), "info"),
        Kind.VERIFIED: (_("Xác nhận hoàn thành"), "ok"),
        Kind.RETURNED: (_("Trả lại"), "warn"),
        Kind.CANCELLED: (_("Không thực hiện nữa"), ""),
        Kind.RESTORED: (_("Theo dõi lại"), "info"),
        Kind.HANDED: (_("Chuyển giao cho đơn vị kế thừa"), ""),
        Kind.DUE: (_("Thời hạn"), "info"),
        Kind.ACCOUNT: (_("Giải trình trách nhiệm"), "warn"),
    }[kind]
    return Chip(text, tone)


def remaining(each: AssignmentItem, *, on: date) -> Chip | None:
    """How long is left, or how long it is late; nothing for what is done or far away."""
    if each.due_on is None or each.standing not in _OPEN:
        return None
    days = (each.due_on - on).days
    if days < 0 and each.standing is not Standing.LATE:
        return None
    if days < 0:
        return Chip(ngettext("quá %(n)s ngày", "quá %(n)s ngày", -days) % {"n": -days}, "bad")
    if days > SOON:
        return None
    text = ngettext("còn %(n)s ngày", "còn %(n)s ngày", days) % {"n": days} if days else _("hôm nay")
    return Chip(text, "warn")


_OPEN = frozenset({Standing.NOT_STARTED, Standing.ON_TRACK, Standing.LATE})


def due(each: AssignmentItem) -> str:
    """The day it is due, or the deadline as printed where it has none."""
    if each.due_on is not None:
        return day(each.due_on)
    return each.deadline or _("không ghi thời hạn")


def period(each: AssignmentItem) -> str:
    """Which turn of a task that recurs."""
    if each.since is None or each.until is None:
        return ""
    return _("kỳ %(turn)s") % {"turn": each.turn}


def progress(done: int | None, total: int | None) -> Bar | None:
    """How much is done, as a bar; none where it was not counted."""
    if done is None or not total:
        return None
    return drawing.bar(most=Decimal(total), result=Decimal(done), goal=None)


def counted(done: int | None, total: int | None, counted_in: str) -> str:
    """How much is done, in figures: 12/20 thủ tục."""
    if done is None:
        return ""
    figures = f"{done}/{total}" if total is not None else str(done)
    return f"{figures} {counted_in}".strip()


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, to be told beside both."""
    return f"{round(100 * part / whole)}%" if whole else "–"


def clock(text: str, cap: bool) -> str:
    """A count, or that there are more."""
    return _("hơn %(n)s") % {"n": text} if cap else text
