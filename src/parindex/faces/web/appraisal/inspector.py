"""The inspector of the appraisal desk: what the unit says, why, how others were decided, and the decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from parindex.cycle.assessments import questions, states
from parindex.cycle.assessments.gates import Lock
from parindex.cycle.assessments.queries import cells, rights
from parindex.cycle.assessments.turns import Turn
from parindex.cycle.assessments.worklist import CellPage, Precedent, Said
from parindex.engine.access.actors import Actor
from parindex.engine.scoring.specs import EMPTY_RULE
from parindex.faces.web.appraisal import words
from parindex.faces.web.appraisal.ways import Way
from parindex.faces.web.cycles import clock
from parindex.faces.web.evidence import panel
from parindex.faces.web.scoring import answers
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day, moment
from parindex.faces.web.templatetags.words import words as spoken


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with what was sent, and what to do instead."""

    message: str
    remedy: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """What another answer would be worth, and why."""

    value: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a person sent that was not written: it stays on the page, with what kept it."""

    typed: dict[str, str] = field(default_factory=dict)
    deed: str = ""
    word: str = ""
    until: str = ""
    faults: tuple[Fault, ...] = ()
    other: str = ""
    """What somebody else wrote meanwhile."""
    preview: Points | None = None


NO_ATTEMPT = Attempt()


@dataclass(frozen=True, slots=True)
class Fields:
    """What the template of a question asks of its leaf."""

    key: int
    is_editable: bool = True


@dataclass(frozen=True, slots=True)
class Deed:
    """One way to decide."""

    key: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger."""

    stage: str
    what: str
    inputs: str
    points: str
    note: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How the same was decided at another unit."""

    unit: str
    chip: Chip
    inputs: str
    points: str
    note: str
    word: str
    by: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Why nothing can be decided, since or until when, and who can open it."""

    why: str
    when: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Inspector:
    """The whole inspector."""

    key: int
    fields: Fields
    title: str
    sub: str
    chip: Chip
    head: str
    """Self-scored so much."""
    points: str
    max: str
    inputs: str
    trace: tuple[str, ...]
    note: str
    note_title: str
    word: str
    word_title: str
    until: str
    evidence: panel.Panel | None
    said: tuple[Line, ...]
    elsewhere: tuple[Elsewhere, ...]
    closed: Closed | None
    is_council: bool
    deeds: tuple[Deed, ...]
    block: answers.Block | None
    may_ask: bool
    seen: int
    claim: int
    least_day: str
    most_day: str
    next: str
    decide_url: str
    preview_url: str
    attempt: Attempt


def inspector(
    way: Way, other: int, *, following: str, attempt: Attempt = NO_ATTEMPT, by: Actor, at: datetime
) -> Inspector:
    """The inspector of row ``other`` of a list; ``following`` is the row a person goes on to."""
    assessment, leaf = (other, way.key) if way.desk == "criterion" else (way.key, other)
    page = cells.cell(assessment, leaf, by=by, at=at)
    is_council = page.leaf.source in rights.COUNCIL
    row, head = page.full.row, page.cycle
    shown = attempt.typed or answers.standing(page.leaf.spec.rule, _standing(page, is_council=is_council))
    is_open = page.lock is None
    return Inspector(
        key=other,
        fields=Fields(leaf),
        title=row.sheet.unit_name if way.desk == "criterion" else words.leaf_named(page.leaf),
        sub=words.leaf_named(page.leaf) if way.desk == "criterion" else row.sheet.unit_name,
        chip=words.turn(row.turn, is_overdue=page.full.is_overdue),
        head=_head(page, is_council=is_council),
        points=words.micro(page.claim_micro, head),
        max=words.micro(page.leaf.max_micro, head),
        inputs=spoken(page.full.inputs) if page.full.claim else "",
        trace=tuple(spoken(each) for each in page.trace) if page.claim_answer is not None else (),
        note=page.full.note,
        note_title=_("Giải trình của đơn vị") if _is_explained(page) else _("Đơn vị ghi"),
        word=page.full.word,
        word_title=_word_title(page),
        until=clock.until(page.full.until) if page.full.until else "",
        evidence=_evidence(assessment, leaf, by=by, at=at) if row.sheet.is_submitted else None,
        said=tuple(_line(each, page) for each in page.said),
        elsewhere=tuple(_precedent(each, page) for each in page.elsewhere),
        closed=None if is_open else _closed(page.lock),
        is_council=is_council,
        deeds=_deeds(page, attempt) if is_open and not is_council else (),
        block=_block(page, shown) if is_open else None,
        may_ask=page.may_ask and is_open and not is_council,
        seen=row.number,
        claim=page.full.claim,
        least_day=f"{timezone.localdate(at):%Y-%m-%d}",
        most_day=f"{timezone.localdate(page.returned_by):%Y-%m-%d}" if page.returned_by else "",
        next=following,
        decide_url=way.cell("appraisal-decide", other),
        preview_url=way.cell("appraisal-preview", other),
        attempt=attempt,
    )


def _standing(page: CellPage, *, is_council: bool) -> Any:
    """What the fields of another answer begin with: the last decision, else the unit's claim."""
    if is_council or page.office_answer is not None:
        return page.office_answer
    return page.claim_answer


def _head(page: CellPage, *, is_council: bool) -> str:
    if page.full.row.turn is Turn.ABSENT:
        return _("Đơn vị chưa nộp bản tự chấm điểm")
    if is_council:
        recorded = words.micro(page.full.row.office_micro, page.cycle)
        return _("Hội đồng cho %(points)s điểm") % {"points": recorded}
    if not page.full.claim:
        return _("Đơn vị không trả lời tiêu chí này")
    said = {"points": words.micro(page.claim_micro, page.cycle)}
    if _is_claimed_anew(page):
        return _("Đơn vị đề nghị %(points)s điểm") % said
    return _("Tự chấm %(points)s điểm") % said


def _is_explained(page: CellPage) -> bool:
    return any(each.decision == states.EXPLAINED for each in page.said)


def _is_claimed_anew(page: CellPage) -> bool:
    return _is_explained(page) and page.claim_micro != page.full.row.own_micro


def _word_title(page: CellPage) -> str:
    if not page.full.word:
        return ""
    last = next((each for each in reversed(page.said) if each.note == page.full.word), None)
    what = words.decision(last.decision) if last else ""
    said = {"by": page.full.by_name, "what": what, "at": moment(page.full.at)}
    return _("%(by)s, %(what)s lúc %(at)s") % said


def _evidence(assessment: int, leaf: int, *, by: Actor, at: datetime) -> panel.Panel | None:
    try:
        return panel.build(assessment, leaf, by=by, at=at)
    except ObjectDoesNotExist:
        return None


def _line(each: Said, page: CellPage) -> Line:
    return Line(
        stage=words.stage(page.cycle, each.stage),
        what=words.decision(each.decision),
        inputs=spoken(each.inputs) if each.inputs else "",
        points=words.micro(each.points_micro, page.cycle) if each.points_micro is not None else "",
        note=each.note,
        by=each.by_name,
        at=moment(each.at),
    )


def _precedent(each: Precedent, page: CellPage) -> Elsewhere:
    turn = Turn.ACCEPTED if each.decision == states.ACCEPTED else Turn.CHANGED
    return Elsewhere(
        unit=each.unit_name,
        chip=words.turn(turn),
        inputs=spoken(each.inputs),
        points=words.micro(each.points_micro, page.cycle),
        note=each.note,
        word=each.word,
        by=f"{each.by_name}, {day(each.at)}",
    )


def _closed(lock: Lock | None) -> Closed | None:
    if lock is None:
        return None
    return Closed(spoken(lock.why), moment(lock.moment) if lock.moment else "", spoken(lock.remedy))


def _deeds(page: CellPage, attempt: Attempt) -> tuple[Deed, ...]:
    """Accept, another answer, nothing, or what the first appraisal decided."""
    points = {"points": words.micro(page.claim_micro, page.cycle)}
    pairs = []
    if page.claim_answer is not None:
        pairs.append(("accept", _("Công nhận %(points)s") % points))
    pairs.append(("change", _("Sửa số liệu")))
    if page.claim_answer is not None:
        pairs.append(("zero", _("Không công nhận (0 điểm)")))
    earlier = _earlier(page)
    if earlier is not None:
        kept = {"points": words.micro(page.full.row.office_micro, page.cycle)}
        pairs.append(("keep", _("Giữ kết quả lần trước %(points)s") % kept))
    chosen = attempt.deed or pairs[0][0]
    return tuple(Deed(key, title, key == chosen) for key, title in pairs)


def _earlier(page: CellPage) -> Any:
    """The answer of an earlier appraisal that differs from what the unit claims."""
    stage = page.cycle.stage
    is_earlier = stage is not None and page.full.row.office_stage not in ("", stage.key)
    return page.office_answer if is_earlier and page.office_answer != page.claim_answer else None


def _block(page: CellPage, shown: dict[str, str]) -> answers.Block:
    rule = page.leaf.spec.rule or EMPTY_RULE
    return answers.block(questions.of(rule, max=page.leaf.spec.max), shown)
