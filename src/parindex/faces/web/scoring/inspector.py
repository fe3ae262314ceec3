"""The inspector: one leaf with its fields, its points and why, its evidence, what appraisers said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.assessments import kinds, states
from parindex.cycle.assessments.queries.offered import Offer
from parindex.cycle.assessments.sheetpages import LeafPage, LineItem, SheetPage
from parindex.cycle.measures.pages import OfferedFigure
from parindex.engine.scoring.specs import RuleSpec
from parindex.engine.values.findings import Finding
from parindex.faces.web.scoring import answers, chips, figures
from parindex.faces.web.scoring.pages import LockLine, leaf_url, lock_line
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day, moment, spoken, words


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Something the leaf lacks, with its remedy."""

    tone: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line of a later stage: what was decided, why, by whom."""

    stage: str
    chip: Chip | None
    points: str
    answer: str
    note: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with what was sent; ``key`` names the field, blank for the whole."""

    key: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Other:
    """What somebody else wrote meanwhile."""

    by: str
    at: str
    answer: str
    note: str
    number: int
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What measures give to the leaf: the figures it is made of, and the fields it fills."""

    figures: tuple[tuple[str, str], ...]
    fields: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class Inspector:
    """One leaf in the inspector."""

    key: int
    sheet: int
    path: str
    crumb: tuple[str, ...]
    name: str
    points: str
    max: str
    is_own: bool
    is_editable: bool
    lock: LockLine | None
    block: answers.Block
    note: str
    seen: int
    trace: tuple[str, ...]
    why: str
    rule: str
    evidence_required: bool
    evidence_note: str
    criterion_note: str
    duty: str
    last: str
    said: tuple[SaidLine, ...]
    findings: tuple[FindingLine, ...]
    answer: str
    before: str
    after: str
    url: str
    save_url: str
    preview_url: str
    ledger_url: str
    faults: tuple[Fault, ...] = ()
    other: Other | None = None
    draft_key: str = ""
    offer: Offered | None = None
    explain_url: str = ""


def inspector(
    sheet: SheetPage,
    leaf: LeafPage,
    rule: RuleSpec | None,
    *,
    may_score: bool,
    person: int | None,
    typed: dict[str, str] | None = None,
    note: str | None = None,
    faults: tuple[Fault, ...] = (),
    other: Other | None = None,
    offer: Offer | None = None,
) -> Inspector:
    """The inspector of ``leaf``; ``typed`` is what a refused form sent, else what stands is shown."""
    row, places = leaf.row, sheet.display_decimals
    shown = answers.standing(rule, leaf.answer) if typed is None else typed
    args = [sheet.key, row.criterion]
    return Inspector(
        key=row.criterion,
        sheet=sheet.key,
        path=row.path,
        crumb=(*(code for code, _name in leaf.line), row.code),
        name=row.name,
        points=figures.points_of(leaf.points_micro, places),
        max=figures.points_of(row.max_micro - (row.out_micro if row.state == "scored" else 0), 0),
        is_own=row.is_own,
        is_editable=row.is_own and row.lock is None and may_score,
        lock=lock_line(row.lock) if row.lock != sheet.lock else None,
        block=answers.block(leaf.question, shown),
        note=leaf.note if note is None else note,
        seen=row.number,
        trace=tuple(words(each) for each in leaf.trace),
        why=why(figures.points_of(leaf.points_micro, places)),
        rule=rule_words(leaf.citation, leaf.status),
        evidence_required=leaf.evidence_required,
        evidence_note=leaf.evidence_note,
        criterion_note=leaf.criterion_note,
        duty=row.duty,
        last=last_words(leaf.last),
        said=tuple(said(each, rule, places) for each in leaf.appraisals),
        findings=finding_lines(row.findings),
        answer=answers.said(rule, leaf.answer),
        before=leaf_url(sheet.key, leaf.before) if leaf.before else "",
        after=leaf_url(sheet.key, leaf.after) if leaf.after else "",
        url=leaf_url(sheet.key, row.criterion),
        save_url=reverse("leaf-save", args=args),
        preview_url=reverse("leaf-preview", args=args),
        ledger_url=reverse("leaf-ledger", args=args),
        faults=faults,
        other=other,
        draft_key=f"parindex:draft:{person}:{sheet.key}:{row.criterion}",
        offer=None if offer is None else _offered(offer, leaf, rule),
        explain_url=_explain_url(sheet, leaf) if may_score else "",
    )


def _offered(offer: Offer, leaf: LeafPage, rule: RuleSpec | None) -> Offered:
    names = {f"{answers.PREFIX}{key}": text for key, text in answers.standing(rule, offer.answer).items()}
    return Offered(
        figures=tuple((each.measure_name, _figure(each)) for each in offer.figures),
        fields=json.dumps(names, ensure_ascii=False),
        is_taken=leaf.answer == offer.answer,
    )


def _figure(figure: OfferedFigure) -> str:
    value = spoken(figure.value) + (f"/{spoken(figure.whole)}" if figure.whole else "")
    marked = f" · {_('minh họa')}" if figure.is_illustrative else ""
    return f"{value} · {_('đến %(day)s') % {'day': day(figure.as_of)}} · {figure.source}{marked}"


def _explain_url(sheet: SheetPage, leaf: LeafPage) -> str:
    """Where a question or a change of the appraisers is answered while that stage is open."""
    is_open = any(each.act == kinds.EXPLAIN and each.turn == "now" for each in sheet.stages)
    if not is_open or leaf.row.decision not in (states.ASKED, states.CHANGED):
        return ""
    return f"{reverse('explanation-sheet', args=[sheet.key])}?leaf={leaf.row.criterion}"


def why(points: str) -> str:
    """The head of the reasons."""
    if points == figures.NOTHING:
        return _("Cách tính điểm")
    return _("Vì sao %(points)s điểm?") % {"points": points}


def rule_words(citation: str, status: str) -> str:
    """Where the rule comes from and how sure that is."""
    sure = {
        "confirmed": _("đã xác nhận"),
        "assumed": _("giả định"),
        "illustrative": _("minh họa"),
        "": "",
    }[status]
    parts = [citation, _("quy tắc %(sure)s") % {"sure": sure} if sure else ""]
    return " · ".join(part for part in parts if part)


def last_words(line: LineItem | None) -> str:
    """Who wrote what stands, and when."""
    if line is None:
        return ""
    said = {"measure": _("lấy từ số liệu"), "file": _("nạp từ tệp"), "carried": _("chuyển từ hệ thống cũ")}
    how = f" · {said[line.origin]}" if line.origin in said else ""
    return f"{line.by_name} · {moment(line.at)}{how}"


def said(line: LineItem, rule: RuleSpec | None, places: int) -> SaidLine:
    """A line of a later stage in words."""
    decided = chips.decision_words(line.decision)
    tone = {"accepted": "ok", "changed": "warn", "returned": "bad"}.get(line.decision, "info")
    return SaidLine(
        stage=words(line.stage),
        chip=Chip(decided, tone) if decided else None,
        points=figures.points_of(line.points_micro, places),
        answer=answers.said(rule, line.answer) if line.answer is not None else "",
        note=line.note,
        by=line.by_name,
        at=moment(line.at),
    )


def finding_lines(findings: tuple[Finding, ...]) -> tuple[FindingLine, ...]:
    """What a leaf lacks in the reader's words."""
    return tuple(
        FindingLine(each.severity.value, words(each.message), words(each.remedy)) for each in findings
    )


def other_of(entry: Any, rule: RuleSpec | None) -> Other:
    """What somebody else wrote, to be laid beside one's own."""
    return Other(
        by=entry.by_name,
        at=moment(entry.at) if entry.at else "",
        answer=answers.said(rule, entry.answer),
        note=entry.note,
        number=entry.number,
        fields=tuple(answers.standing(rule, entry.answer).items()),
    )
