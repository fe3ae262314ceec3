"""What the cycles ask of a person, as things to do on the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.agenda.queries import rounds
from parindex.cycle.agenda.queries.owing import Owing
from parindex.cycle.agenda.queries.rounds import Due
from parindex.faces.web.cycles import clock
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day, words


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing to do: what, where, until when."""

    icon: str
    title: str
    detail: str
    when: str
    chip: Chip | None
    url: str
    button: str
    is_late: bool


def turns(due: tuple[Due, ...], *, now: datetime) -> tuple[Turn, ...]:
    """What is due, as lines of the first page."""
    return tuple(_turn(each, now=now) for each in due)


def of_tasks(owing: Owing, *, on: date) -> tuple[Turn, ...]:
    """What the assigned tasks ask for, as lines of the first page: what is late first."""
    drawn = (
        (
            owing.late,
            _("Nhiệm vụ quá hạn"),
            _("quá hạn từ ngày %(day)s") % {"day": day(owing.since)},
            f"{reverse('tasks')}?standing=late&role=lead",
            _("Báo cáo"),
            True,
        ),
        (
            owing.soon,
            _("Nhiệm vụ sắp đến hạn"),
            _("sớm nhất ngày %(day)s") % {"day": day(owing.nearest)},
            f"{reverse('tasks')}?role=lead",
            _("Báo cáo"),
            owing.nearest == on,
        ),
        (
            owing.waiting,
            _("Báo cáo hoàn thành chờ xác nhận"),
            "",
            f"{reverse('tasks')}?standing=done",
            _("Xác nhận"),
            False,
        ),
        (
            owing.asked,
            _("Đề nghị gia hạn chờ quyết định"),
            "",
            f"{reverse('tasks')}?standing=asked",
            _("Xem"),
            False,
        ),
        (
            owing.behind,
            _("Các đơn vị quá hạn nhiệm vụ được giao"),
            "",
            reverse("tasks-leaders"),
            _("Xem"),
            False,
        ),
    )
    return tuple(
        Turn(
            icon="clock",
            title=title,
            detail=detail,
            when="",
            chip=Chip(
                ngettext("%(n)s nhiệm vụ", "%(n)s nhiệm vụ", count) % {"n": count}, "bad" if late else "warn"
            ),
            url=url,
            button=button,
            is_late=late,
        )
        for count, title, detail, url, button, late in drawn
        if count
    )


def _turn(each: Due, *, now: datetime) -> Turn:
    icon, address, button = _WAYS[each.what]
    days = (each.until - now).days if each.until else None
    return Turn(
        icon=icon,
        title=_title(each),
        detail=" · ".join(part for part in (each.about, words(each.stage)) if part),
        when=clock.until(each.until) if each.until else "",
        chip=_chip(each, days, now=now),
        url=_url(each, address),
        button=_button(button),
        is_late=days is not None and days < 2,
    )


def _url(each: Due, address: str) -> str:
    if each.what == rounds.APPRAISE:
        return f"{reverse(address)}?cycle={each.key}"
    if each.what == rounds.RECORD:
        return reverse(address)
    return reverse(address, args=[each.key])


_WAYS = {
    rounds.SCORE: ("check", "sheet", "score"),
    rounds.APPROVE: ("check", "sheet", "approve"),
    rounds.EXPLAIN: ("list", "explanation-sheet", "explain"),
    rounds.APPRAISE: ("shield", "appraisal", "appraise"),
    rounds.CLOSES: ("calendar", "cycle", "see"),
    rounds.RECORD: ("bars", "measures", "record"),
}


def _button(key: str) -> str:
    return {
        "score": _("Tự chấm điểm"),
        "approve": _("Xem và duyệt"),
        "explain": _("Giải trình"),
        "appraise": _("Thẩm định"),
        "see": _("Xem kỳ"),
        "record": _("Ghi số liệu"),
    }[key]


def _title(each: Due) -> str:
    return {
        rounds.SCORE: _("Tự chấm điểm: %(title)s"),
        rounds.APPROVE: _("Duyệt và nộp bản tự chấm: %(title)s"),
        rounds.EXPLAIN: _("Giải trình: %(title)s"),
        rounds.APPRAISE: _("Thẩm định: %(title)s"),
        rounds.CLOSES: _("Sắp hết hạn: %(title)s"),
        rounds.RECORD: _("Số liệu còn thiếu: %(title)s"),
    }[each.what] % {"title": each.title}


def _chip(each: Due, days: int | None, *, now: datetime) -> Chip | None:
    counted = _counted(each)
    if counted:
        return Chip(counted, "warn")
    if each.until is None or days is None:
        return None
    return Chip(clock.left(each.until, now), "bad" if days < 2 else "warn" if days < 7 else "info")


def _counted(each: Due) -> str:
    if not each.count:
        return ""
    said = {
        rounds.EXPLAIN: ngettext("%(n)s tiêu chí cần trả lời", "%(n)s tiêu chí cần trả lời", each.count),
        rounds.APPRAISE: ngettext("%(n)s ô chờ thẩm định", "%(n)s ô chờ thẩm định", each.count),
        rounds.CLOSES: ngettext("%(n)s đơn vị chưa nộp", "%(n)s đơn vị chưa nộp", each.count),
        rounds.RECORD: ngettext("%(n)s số liệu chưa đủ đơn vị", "%(n)s số liệu chưa đủ đơn vị", each.count),
    }
    return said[each.what] % {"n": each.count}
