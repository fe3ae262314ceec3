"""Registers in words: values, faults, conditions, what is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from parindex.cycle.registers.conditions import Condition, How
from parindex.cycle.registers.counts import Count, Rhythm, Way
from parindex.cycle.registers.fields import YES, Field, Kind
from parindex.cycle.registers.states import State
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day, is_english, spoken, words


def value(field: Field, text: str) -> str:
    """A value as people read it."""
    if not text:
        return ""
    if field.kind is Kind.DATE:
        return day(date.fromisoformat(text))
    if field.kind is Kind.YES_NO:
        return _("Có") if text == YES else _("Không")
    return spoken(text) if field.kind is Kind.NUMBER else text


def typed(field: Field, text: str) -> str:
    """A value as it stands in a form."""
    if field.kind is Kind.DATE and text:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return spoken(text) if field.kind is Kind.NUMBER else text


def fault(wanted: str) -> str:
    """What to write instead."""
    return {
        "required": _("Cột này bắt buộc."),
        "future": _("Chỉ ghi việc đã diễn ra; kiểm tra lại ngày."),
        "long": _("Hãy rút gọn dưới 2.000 ký tự."),
        "date": _("Hãy ghi ngày, ví dụ 25/12/2026."),
        "number": _("Hãy ghi số thường, ví dụ 12 hoặc 0,5."),
        "choice": _("Hãy chọn một mục trong danh sách."),
        "yes_no": _("Hãy chọn Có hoặc Không."),
    }[wanted]


def kind(each: Kind) -> str:
    """What may stand in a field."""
    return {
        Kind.TEXT: _("Chữ"),
        Kind.DATE: _("Ngày"),
        Kind.NUMBER: _("Số"),
        Kind.CHOICE: _("Chọn một mục"),
        Kind.YES_NO: _("Có / Không"),
    }[each]


def state(each: str, *, is_handled: bool, handled_as: str) -> Chip:
    """How an entry stands."""
    if each == State.WITHDRAWN.value:
        return Chip(_("đã rút"), "bad")
    if each == State.DRAFT.value:
        return Chip(_("bản nháp"), "warn")
    if not handled_as:
        return Chip(_("đã ghi"), "ok")
    return Chip(handled_as, "ok") if is_handled else Chip(unhandled(handled_as), "warn")


def unhandled(handled_as: str) -> str:
    """What is not handled yet, by the word for what is: “Đã khắc phục”, “chưa khắc phục”."""
    what = handled_as[:1].lower() + handled_as[1:]
    return _("chưa xử lý") if is_english() else f"chưa {what.removeprefix('đã ')}"


def how(each: How) -> str:
    """A comparison."""
    return {
        How.IS: _("là"),
        How.IS_NOT: _("không phải là"),
        How.FILLED: _("đã ghi"),
        How.BLANK: _("để trống"),
        How.NOT_AFTER: _("không sau ngày ở cột"),
        How.AT_LEAST: _("từ … trở lên"),
        How.AT_MOST: _("không quá"),
    }[each]


def rhythm(each: Rhythm) -> str:
    """Which part of a year a figure is about."""
    return {
        Rhythm.YEAR: _("theo năm"),
        Rhythm.HALF: _("theo 6 tháng"),
        Rhythm.QUARTER: _("theo quý"),
        Rhythm.MONTH: _("theo tháng"),
    }[each]


def way(each: Way) -> str:
    """How entries become a figure."""
    return {
        Way.COUNT: _("Đếm số dòng"),
        Way.RATIO: _("Tỷ lệ dòng đạt trên tổng số dòng"),
        Way.SUM: _("Cộng một cột số"),
    }[each]


def conditions(tests: Sequence[Condition], fields: Sequence[Field]) -> str:
    """Conditions in one sentence; blank for none."""
    known = {each.key: each for each in fields}
    return "; ".join(_condition(test, known) for test in tests if test.field in known)


def count(each: Count, fields: Sequence[Field]) -> str:
    """What is counted, in one sentence."""
    known = {field.key: field for field in fields}
    where, part = conditions(each.where, fields), conditions(each.part, fields)
    among = _(" trong các dòng có %(where)s") % {"where": where} if where else ""
    if each.way is Way.RATIO:
        return _("Số dòng có %(part)s%(among)s, trên tổng số") % {"part": part, "among": among}
    if each.way is Way.SUM:
        column = words(known[each.field].label) if each.field in known else each.field
        return _("Tổng cột “%(column)s”%(among)s") % {"column": column, "among": among}
    return _("Số dòng có %(where)s") % {"where": where} if where else _("Số dòng đã ghi")


def _condition(test: Condition, known: Mapping[str, Field]) -> str:
    field = known[test.field]
    said = f"“{words(field.label)}” {how(test.how)}"
    if test.how in (How.FILLED, How.BLANK):
        return said
    other = known.get(test.value) if test.how is How.NOT_AFTER else None
    return f"{said} “{words(other.label) if other else value(field, test.value)}”"
