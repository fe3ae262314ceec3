"""Words and colours of the appraisal desk: turns, decisions, stages, differences."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parindex.cycle.assessments import kinds, states
from parindex.cycle.assessments.turns import Turn
from parindex.cycle.assessments.worklist import Alarm, CycleHead, LeafHead
from parindex.engine.values import points
from parindex.faces.web.scoring import figures
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import MINUS, day, words
from parindex.faces.web.templatetags.words import spoken as spoken_figure

_TURNS = {
    Turn.WAITING: ("", gettext_noop("chờ thẩm định"), ""),
    Turn.ANSWERED: ("✎ ", gettext_noop("đơn vị đã trả lời"), "info"),
    Turn.ASKED: ("? ", gettext_noop("chờ giải trình"), "warn"),
    Turn.RETURNED: ("↩ ", gettext_noop("đã trả lại"), "warn"),
    Turn.ACCEPTED: ("✓ ", gettext_noop("công nhận"), "ok"),
    Turn.CHANGED: ("✓ ", gettext_noop("sửa số liệu"), "info"),
    Turn.BLANK: ("", gettext_noop("không trả lời"), ""),
    Turn.ABSENT: ("", gettext_noop("chưa nộp"), "bad"),
}
"""A sign, a word and a colour for each turn."""


def turn(which: Turn, *, is_overdue: bool = False) -> Chip:
    """Where a leaf stands, in a word, a sign and a colour."""
    if is_overdue:
        return Chip("! " + _("trả lại, quá hạn"), "bad")
    mark, said, tone = _TURNS[which]
    return Chip(mark + _(said), tone)


def flag(decision: str, *, is_answered: bool) -> Chip:
    """What appraisers flagged, as the unit reads it."""
    if is_answered:
        return Chip("✓ " + _("đã giải trình"), "ok")
    return {
        states.ASKED: Chip("? " + _("cần giải trình"), "warn"),
        states.CHANGED: Chip("! " + _("bị sửa số liệu"), "warn"),
        states.RETURNED: Chip("↩ " + _("bị trả lại"), "bad"),
    }[decision]


def decision(which: str) -> str:
    """What a line of the ledger decided."""
    return {
        "": _("tự chấm"),
        states.ACCEPTED: _("công nhận"),
        states.CHANGED: _("sửa số liệu"),
        states.ASKED: _("yêu cầu giải trình"),
        states.RETURNED: _("trả lại"),
        states.EXPLAINED: _("giải trình"),
    }[which]


def stage(head: CycleHead, key: str) -> str:
    """The title of a stage."""
    return words(kinds.stage(head.kind, key).title)


def leaf_named(leaf: LeafHead) -> str:
    """Code and name of a leaf."""
    return f"{leaf_code(leaf)} {leaf.spec.name}"


def leaf_code(leaf: LeafHead) -> str:
    """The path of a leaf as officials write it: I.1.1 for I/1/1.1."""
    parts = leaf.spec.path.split("/")
    own = parts[-1]
    above = parts[0]
    return above if len(parts) == 1 else f"{above}.{own}"


def micro(value: int | None, head: CycleHead) -> str:
    """Points with the decimals of the framework."""
    return figures.points_of(value, head.display_decimals)


def difference(value: int | None, head: CycleHead) -> str:
    """A difference with its sign; nothing for none."""
    if not value:
        return ""
    said = figures.points_of(abs(value), head.display_decimals)
    return f"{MINUS if value < 0 else '+'}{said}"


def mean(total: int, count: int, head: CycleHead) -> str:
    """The mean of differences, rounded to the decimals of the framework."""
    if not count:
        return figures.NOTHING
    rounded = points.fixed(Decimal(total) / count / 10**points.MICRO, head.display_decimals)
    signed = rounded if rounded.startswith("-") or not rounded.strip("0.") else f"+{rounded}"
    return spoken_figure(signed)


def alarms(alarm: Alarm) -> tuple[Chip, ...]:
    """What to look at twice in the evidence."""
    found = []
    if alarm.is_missing:
        found.append(Chip(_("thiếu minh chứng"), "bad"))
    if alarm.is_shared:
        found.append(Chip(_("tệp dùng chung với đơn vị khác"), "warn"))
    if alarm.is_outside:
        found.append(Chip(_("văn bản ngoài kỳ đánh giá"), "warn"))
    return tuple(found)


def span(head: CycleHead) -> str:
    """From when to when the appraisal of the page runs."""
    if head.stage is None:
        return ""
    since, until = day(head.stage.opens_at), day(figures.last_day(head.stage.closes_at))
    return _("%(stage)s, %(since)s – %(until)s") % {
        "stage": stage(head, head.stage.key),
        "since": since,
        "until": until,
    }


def units(count: int) -> str:
    """So many units."""
    return ngettext("%(n)s đơn vị", "%(n)s đơn vị", count) % {"n": count}


def criteria(count: int) -> str:
    """So many criteria."""
    return ngettext("%(n)s tiêu chí", "%(n)s tiêu chí", count) % {"n": count}


def absent(count: int) -> str:
    """So many units that have not submitted."""
    return ngettext("%(n)s đơn vị chưa nộp", "%(n)s đơn vị chưa nộp", count) % {"n": count}


def until(moment: datetime) -> str:
    """The last day of a deadline."""
    return _("đến %(day)s") % {"day": day(figures.last_day(moment))}
