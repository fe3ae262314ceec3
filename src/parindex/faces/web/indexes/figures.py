"""Figures of an index as they are printed, and the strip of them at the head of its page."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.targets.pages import FigureItem, IndexPage
from parindex.engine.values import points
from parindex.faces.web.showing import Figure
from parindex.faces.web.templatetags.words import figure, sign


def even(value: Decimal | None) -> str:
    """A figure with at least two decimals, so that a column stands straight."""
    if value is None:
        return ""
    shortest = points.shortest(value)
    return points.fixed(value, max(2, points.decimals(shortest)))


def of(item: FigureItem | None) -> str:
    """A result or target: its value, or its text where it is no number."""
    if item is None:
        return ""
    return item.text if item.value is None else even(item.value)


def aim(item: FigureItem | None) -> str:
    """A target with its sign: ≥ 87,00."""
    return f"{sign(item.comparator)} {figure(of(item))}".strip() if item else "–"


def strip(data: IndexPage) -> tuple[Figure, ...]:
    """The figures at the head of the page."""
    total = data.total
    found = [_result(data), _target(data)]
    if total.shortfall is not None:
        found.append(Figure(_("Điểm chưa đạt"), figure(even(total.shortfall)), note=_where_lost(data)))
    if data.rank or data.rank_target or data.group or data.group_target:
        found.append(_rank(data))
    below = sum(1 for each in data.rows if each.is_leaf and each.is_below_max)
    leaves = sum(1 for each in data.rows if each.is_leaf)
    found.append(
        Figure(_("Tiêu chí chưa đạt tối đa"), str(below), unit=f"/ {leaves}", note=_owned(data))
        if total.result
        else Figure(_("Tiêu chí"), str(leaves), note=_("chưa có kết quả để so sánh"))
    )
    return tuple(each for each in found if each)


def _result(data: IndexPage) -> Figure:
    name = _("Kết quả %(year)s") % {"year": data.result_year} if data.result_year else _("Kết quả")
    share = data.total.share
    note = (
        _("đạt %(share)s %% điểm tối đa") % {"share": figure(f"{points.half_up(share, 2):f}")}
        if share is not None
        else _("chưa có kết quả")
    )
    return Figure(name, figure(of(data.total.result)), unit=f"/ {figure(_plain(data.total.max))}", note=note)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else points.shortest(value)


def _target(data: IndexPage) -> Figure:
    name = _("Mục tiêu %(year)s") % {"year": data.target_year} if data.target_year else _("Mục tiêu")
    item, result = data.total.target, data.total.result
    note = "" if item else _("chưa đặt mục tiêu")
    if item and item.value is not None and result and result.value is not None:
        more = item.value - result.value
        note = (
            _("cần thêm %(more)s điểm") % {"more": figure(even(more))} if more > 0 else _("đã đạt mục tiêu")
        )
    return Figure(name, aim(item), note=note)


def _where_lost(data: IndexPage) -> str:
    """Which two domains hold most of what is lost: 59 % ở lĩnh vực 7 và 8."""
    lost = sorted(
        ((each.shortfall, each.code) for each in data.rows if not each.parent and each.shortfall),
        key=lambda pair: -pair[0],
    )[:2]
    if len(lost) < 2 or not data.total.shortfall:
        return ""
    share = sum((Fraction(part) for part, _code in lost), Fraction(0)) * 100 / Fraction(data.total.shortfall)
    return _("%(share)s %% ở lĩnh vực %(one)s và %(two)s") % {
        "share": f"{points.half_up(share, 0):f}",
        "one": lost[0][1],
        "two": lost[1][1],
    }


def _rank(data: IndexPage) -> Figure:
    """The rank before the group; what is reached before what is aimed at."""
    found = [
        (_("Xếp hạng"), data.rank),
        (_("Nhóm"), data.group),
        (_("Mục tiêu xếp hạng"), data.rank_target),
        (_("Mục tiêu nhóm"), data.group_target),
    ]
    (title, first), *rest = [(name, item.text) for name, item in found if item]
    note = " · ".join(f"{name.lower()}: {text}" for name, text in rest)
    return Figure(title, first, note=note, is_text=True)


def _owned(data: IndexPage) -> str:
    count = len(data.owners)
    return ngettext("%(n)s đơn vị chủ trì", "%(n)s đơn vị chủ trì", count) % {"n": count} if count else ""
