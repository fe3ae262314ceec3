"""What the forms of the appraisal desk send, read; what cannot be read stays on the page with its fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from parindex.cycle.assessments import replies
from parindex.cycle.assessments.actions.appraising import NotDifferent, NothingToAccept
from parindex.cycle.assessments.actions.batches import Seen
from parindex.cycle.assessments.actions.ledger import Overtaken
from parindex.cycle.assessments.gates import Locked
from parindex.cycle.assessments.replies import Mistyped
from parindex.cycle.assessments.spoken import WordMissing, WrongLeaf
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.specs import EMPTY_RULE, RuleSpec
from parindex.faces.web.appraisal import words
from parindex.faces.web.appraisal.inspector import Attempt, Fault
from parindex.faces.web.scoring import answers
from parindex.faces.web.templatetags.words import moment
from parindex.faces.web.templatetags.words import words as spoken

REFUSALS = (
    Mistyped,
    AnswerRefused,
    NotDifferent,
    NothingToAccept,
    WordMissing,
    WrongLeaf,
    Locked,
    Overtaken,
)
"""What keeps a deed from being done and is told beside the form."""


def attempt(fields: QueryDict) -> Attempt:
    """What stands in the form."""
    return Attempt(
        typed=answers.sent(fields),
        deed=fields.get("deed", "")[:20],
        word=fields.get("word", "")[:20_000],
        until=fields.get("until", "")[:20],
    )


def answer(rule: RuleSpec | None, fields: QueryDict) -> Any:
    """The answer that the fields make. Raises Mistyped."""
    return replies.answer(rule or EMPTY_RULE, answers.sent(fields))


def deadline(text: str) -> datetime:
    """The end of the day that ``text`` names. Raises WordMissing."""
    try:
        chosen = date.fromisoformat(text)
        return timezone.make_aware(datetime.combine(chosen + timedelta(days=1), time()))
    except (ValueError, OverflowError):
        raise WordMissing("until") from None


def picked(fields: QueryDict) -> tuple[Seen, ...]:
    """The selected rows: which unit, and which lines of its cell were seen."""
    found = []
    for text in fields.getlist("row")[:5000]:
        parts = text.split(":")
        if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 16 for part in parts):
            found.append(Seen(*(int(part) for part in parts)))
    return tuple(found)


def refused(sent: Attempt, problem: Exception) -> Attempt:
    """``sent`` with what kept it from being written."""
    if isinstance(problem, Overtaken):
        return replace(sent, other=_other(problem))
    if isinstance(problem, Mistyped):
        faults = tuple(Fault(spoken(e.words), spoken(e.remedy), e.key) for e in problem.faults)
        return replace(sent, faults=faults)
    return replace(sent, faults=(_fault(problem),))


def _fault(problem: Exception) -> Fault:
    if isinstance(problem, AnswerRefused):
        return Fault(f"{spoken(problem.words)}.", spoken(problem.remedy))
    if isinstance(problem, Locked):
        when = moment(problem.lock.moment) if problem.lock.moment else ""
        return Fault(" ".join((spoken(problem.lock.why), when)).strip(), spoken(problem.lock.remedy))
    if isinstance(problem, WordMissing):
        return _missing(str(problem))
    if isinstance(problem, NotDifferent):
        return Fault(
            _("Số liệu này đúng bằng số liệu của đơn vị."), _("Hãy chọn Công nhận, hoặc sửa số liệu khác đi.")
        )
    if isinstance(problem, NothingToAccept):
        return Fault(
            _("Đơn vị không trả lời tiêu chí này nên không có gì để công nhận."),
            _("Hãy nhập số liệu kèm lý do, hoặc trả lại cho đơn vị."),
        )
    return Fault(
        _("Điểm của tiêu chí này không do thẩm định viên quyết định."),
        _("Hãy xem nguồn điểm của tiêu chí trong bộ tiêu chí."),
    )


def _missing(field: str) -> Fault:
    if field == "until":
        return Fault(
            _("Thời hạn trả lại phải sau hôm nay và trước khi chốt kết quả."),
            _("Hãy chọn ngày khác."),
            "until",
        )
    return Fault(
        _("Chưa ghi lý do, hoặc lý do dài quá 4.000 chữ."),
        _("Hãy ghi lý do để đơn vị và người thẩm định sau hiểu được quyết định này."),
        "word",
    )


def _other(problem: Overtaken) -> str:
    """What the other person wrote."""
    entry = problem.entry
    if not entry.number:
        return _("Dòng bạn đã xem không còn như cũ.")
    said = {
        "by": entry.by_name,
        "what": words.decision(entry.decision),
        "at": moment(entry.at),
        "note": f": {entry.note}" if entry.note else "",
    }
    return _("%(by)s vừa ghi “%(what)s” lúc %(at)s%(note)s.") % said
