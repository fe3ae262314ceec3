"""What one row of the sheet says of its state, in a word and a colour."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parindex.cycle.assessments import gaps, states
from parindex.cycle.assessments.sheetpages import Row
from parindex.engine.values.findings import Finding
from parindex.faces.web.showing import Chip


def of(row: Row) -> Chip | None:
    """The chip of a leaf; None for what has nothing to say."""
    if not row.is_leaf:
        return None
    if row.decision:
        return _decided(row.decision)
    if not row.is_own:
        return Chip(_sources()[row.source])
    return scored(row.state, row.findings)


def scored(state: str, findings: tuple[Finding, ...]) -> Chip:
    """The chip of a leaf the unit scores itself."""
    codes = {each.code for each in findings}
    if gaps.UNANSWERED in codes:
        return Chip(_("chưa nhập"), "warn")
    if gaps.EVIDENCE_MISSING in codes:
        return Chip("! " + _("thiếu minh chứng"), "bad")
    if codes:
        return Chip("! " + _("cần xem"), "warn")
    if state == states.NOT_APPLICABLE:
        return Chip(_("không áp dụng"), "info")
    return Chip("✓ " + _("đủ"), "ok")


def sheet(state: str, cycle_state: str) -> Chip:
    """The chip of a whole sheet."""
    if cycle_state in (states.FROZEN, states.PUBLISHED):
        return Chip("✓ " + _("kết quả đã chốt"), "ok")
    return {
        states.SCORING: Chip(_("đang tự chấm"), "info"),
        states.APPROVAL: Chip(_("chờ lãnh đạo duyệt"), "warn"),
        states.SUBMITTED: Chip("✓ " + _("đã nộp"), "ok"),
    }[state]


def decision_words(decision: str) -> str:
    """What the appraisers decided, in words."""
    return {
        "": "",
        states.ACCEPTED: _("công nhận"),
        states.CHANGED: _("sửa điểm"),
        states.ASKED: _("yêu cầu giải trình"),
        states.RETURNED: _("trả lại để làm lại"),
        states.EXPLAINED: _("đã giải trình"),
    }[decision]


def state_words(state: str) -> str:
    """The state of an answer, in words."""
    return {
        "": _("chưa nhập"),
        states.SCORED: _("đã chấm"),
        states.UNANSWERED: _("chưa nhập"),
        states.NOT_APPLICABLE: _("không áp dụng"),
    }[state]


def _decided(decision: str) -> Chip:
    tones = {
        states.ACCEPTED: ("✓ ", "ok"),
        states.CHANGED: ("! ", "warn"),
        states.ASKED: ("? ", "info"),
        states.RETURNED: ("↩ ", "bad"),
        states.EXPLAINED: ("✓ ", "info"),
    }
    mark, tone = tones[decision]
    return Chip(mark + decision_words(decision), tone)


def _sources() -> dict[str, str]:
    return {
        "survey": _("khảo sát"),
        "imported": _("chỉ số đã công bố"),
        "council": _("hội đồng chấm"),
        "bonus": _("điểm thưởng"),
        "penalty": _("điểm trừ"),
    }
