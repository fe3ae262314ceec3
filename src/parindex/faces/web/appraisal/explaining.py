"""Explanations of units: what was asked, changed or returned, and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from parindex.cycle.assessments import questions, replies, states
from parindex.cycle.assessments.actions import explaining
from parindex.cycle.assessments.queries import explanations
from parindex.cycle.assessments.worklist import Explanations, Flagged
from parindex.engine.access.actors import Actor
from parindex.engine.scoring.specs import EMPTY_RULE
from parindex.faces.web import asking, exporting, showing
from parindex.faces.web.appraisal import exports, inspector, queues, reading, words
from parindex.faces.web.appraisal.inspector import Attempt, Closed, Fields
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles import clock
from parindex.faces.web.evidence import panel
from parindex.faces.web.scoring import answers
from parindex.faces.web.showing import Chip, Figure, Saved, Step
from parindex.faces.web.templatetags.words import moment
from parindex.faces.web.templatetags.words import words as spoken


@dataclass(frozen=True, slots=True)
class Line:
    """One flagged criterion."""

    key: int
    id: str
    code: str
    title: str
    own: str
    office: str
    word: str
    chip: Chip
    until: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Answering:
    """The flagged criterion that is open: what was said, and the form."""

    fields: Fields
    code: str
    title: str
    chip: Chip
    asked: str
    word: str
    own: str
    own_inputs: str
    office: str
    office_inputs: str
    until: str
    score_url: str
    """Where a returned criterion is scored anew; blank while it is closed."""
    note: str
    claimed: str
    explained: str
    closed: Closed | None
    block: answers.Block
    has_claim: bool
    seen: int
    save_url: str
    next: str
    evidence: panel.Panel | None
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one sheet."""

    title: str
    cycle: str
    about: str
    is_illustrative: bool
    steps: tuple[Step, ...]
    stages: tuple[tuple[str, str, str], ...]
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    answering: Answering | None
    saved: Saved


@dataclass(frozen=True, slots=True)
class Pile:
    """One sheet in the list of sheets."""

    title: str
    about: str
    is_illustrative: bool
    count: str
    to_answer: int
    missed: int
    until: str
    url: str


@dataclass(frozen=True, slots=True)
class Piles:
    """Every sheet of the person's units with something to explain."""

    piles: tuple[Pile, ...] = field(default_factory=tuple)


@require_safe
def listed(request: Request) -> HttpResponse:
    """The sheets with something to explain; a single one is shown at once."""
    found = explanations.sheets(by=request.actor, at=request.at)
    if len(found) == 1:
        return redirect("explanation-sheet", found[0].sheet.key)
    return render(request, "web/appraisal/explanations.html", {"page": Piles(tuple(_pile(e) for e in found))})


@require_safe
def sheet(request: Request, key: int) -> HttpResponse:
    """What one unit has to explain."""
    data = explanations.sheet(key, by=request.actor, at=request.at)
    page = _page(data, asking.number(request.GET, "leaf"), by=request.actor, at=request.at)
    return render(request, "web/appraisal/explanation.html", {"page": page})


@require_safe
def export(request: Request, key: int, kind: str) -> HttpResponse:
    """The same as a file."""
    data = explanations.sheet(key, by=request.actor, at=request.at)
    return exporting.answer(exports.explanations(data), kind=kind)


@require_POST
def explain(request: Request, key: int, leaf: int) -> HttpResponse:
    """Write an explanation and go on to the next; what cannot be written stays on the page."""
    held = explanations.own(request.actor).get(pk=key)
    data = explanations.sheet(key, by=request.actor, at=request.at)
    flagged = next((each for each in data.rows if each.leaf.key == leaf), None)
    if flagged is None:
        return redirect("explanation-sheet", key)
    sent = reading.attempt(request.POST)
    try:
        rule = flagged.leaf.spec.rule or EMPTY_RULE
        claims = request.POST.get("deed") == "claim"
        answer = replies.answer(rule, answers.sent(request.POST)) if claims else None
        explaining.explain(
            held,
            leaf,
            note=request.POST.get("word", ""),
            answer=answer,
            seen=asking.number(request.POST, "seen") or 0,
            by=request.actor,
            at=request.at,
        )
    except reading.REFUSALS as problem:
        page = _page(data, leaf, attempt=reading.refused(sent, problem), by=request.actor, at=request.at)
        return render(request, "web/appraisal/explanation.html", {"page": page}, status=422)
    code = words.leaf_code(flagged.leaf)
    messages.success(request, _("Đã gửi giải trình tiêu chí %(code)s.") % {"code": code})
    following = asking.number(request.POST, "next")
    return redirect(_url(key, following if following is not None else leaf))


def _url(key: int, leaf: int) -> str:
    return f"{reverse('explanation-sheet', args=[key])}?leaf={leaf}"


def _pile(data: Explanations) -> Pile:
    count, still_open = len(data.rows), _still_open(data)
    return Pile(
        title=data.sheet.unit_name,
        about=data.cycle.name,
        is_illustrative=data.cycle.is_illustrative,
        count=ngettext("%(n)s tiêu chí", "%(n)s tiêu chí", count) % {"n": count},
        to_answer=still_open,
        missed=data.to_answer - still_open,
        until=clock.until(data.closes_at) if data.closes_at else "",
        url=reverse("explanation-sheet", args=[data.sheet.key]),
    )


def _still_open(data: Explanations) -> int:
    """How many criteria wait for an answer that the unit may still give."""
    waiting = [each for each in data.rows if not each.is_answered]
    return sum(each.is_reopened or each.lock is None for each in waiting)


def _page(
    data: Explanations,
    chosen: int | None,
    *,
    attempt: Attempt = inspector.NO_ATTEMPT,
    by: Actor,
    at: datetime,
) -> Page:
    waiting = [each for each in data.rows if not each.is_answered]
    here = next((each for each in data.rows if each.leaf.key == chosen), None)
    here = here or next(iter((*waiting, *data.rows)), None)
    return Page(
        title=_("Giải trình"),
        cycle=data.cycle.name,
        about=data.sheet.unit_name,
        is_illustrative=data.cycle.is_illustrative,
        steps=(Step(_("Giải trình"), reverse("explanations")),),
        stages=queues.stages(data.cycle),
        figures=_figures(data),
        lines=tuple(_line(each, data, here=here) for each in data.rows),
        answering=_answering(here, data, attempt, by=by, at=at) if here else None,
        saved=showing.saved("explanation-export", {}, data.sheet.key),
    )


def _figures(data: Explanations) -> tuple[Figure, ...]:
    done = len(data.rows) - data.to_answer
    still_open = _still_open(data)
    missed = data.to_answer - still_open
    until = clock.until(data.closes_at) if data.closes_at else "–"
    late = ngettext("%(n)s tiêu chí không trả lời kịp", "%(n)s tiêu chí không trả lời kịp", missed)
    note = late % {"n": missed} if missed else ""
    return (
        Figure(_("Còn phải trả lời"), str(still_open), note=note, tone="down" if missed else ""),
        Figure(_("Đã giải trình"), str(done), unit=f"/ {len(data.rows)}"),
        Figure(_("Hạn giải trình"), until, is_text=True),
    )


def _line(each: Flagged, data: Explanations, *, here: Flagged | None) -> Line:
    return Line(
        key=each.leaf.key,
        id=f"row-{each.leaf.key}",
        code=words.leaf_code(each.leaf),
        title=each.leaf.spec.name,
        own=words.micro(each.own_micro, data.cycle),
        office=words.micro(each.office_micro, data.cycle),
        word=each.word,
        chip=words.flag(each.decision, is_answered=each.is_answered),
        until=words.until(each.until) if each.until else "",
        url=_url(data.sheet.key, each.leaf.key),
        is_here=here is not None and each.leaf.key == here.leaf.key,
    )


def _answering(each: Flagged, data: Explanations, attempt: Attempt, *, by: Actor, at: datetime) -> Answering:
    rule = each.leaf.spec.rule or EMPTY_RULE
    shown = attempt.typed or answers.standing(rule, each.claimed)
    key, leaf = data.sheet.key, each.leaf.key
    said = {"by": each.by_name, "what": words.decision(each.decision), "at": moment(each.at)}
    return Answering(
        fields=Fields(leaf),
        code=words.leaf_code(each.leaf),
        title=each.leaf.spec.name,
        chip=words.flag(each.decision, is_answered=each.is_answered),
        asked=_("%(by)s, %(what)s lúc %(at)s") % said,
        word=each.word,
        own=words.micro(each.own_micro, data.cycle),
        own_inputs=spoken(each.own_inputs),
        office=words.micro(each.office_micro, data.cycle) if each.office_micro is not None else "",
        office_inputs=spoken(each.office_inputs) if each.office_inputs else "",
        until=clock.until(each.until) if each.until else "",
        score_url=_score_url(each, key),
        note=attempt.word or each.note,
        claimed=spoken(each.claimed_inputs) if each.claimed_inputs else "",
        explained=f"{each.explained_by}, {moment(each.explained_at)}" if each.explained_at else "",
        closed=_closed(each),
        block=answers.block(questions.of(rule, max=each.leaf.spec.max), shown),
        has_claim=attempt.deed == "claim" if attempt.deed else each.claimed is not None,
        seen=each.number,
        save_url=reverse("explanation", args=[key, leaf]),
        next=_next(data, each),
        evidence=_evidence(key, leaf, by=by, at=at),
        attempt=attempt,
    )


def _score_url(each: Flagged, key: int) -> str:
    is_open = each.decision == states.RETURNED and each.is_reopened
    return reverse("sheet-leaf", args=[key, each.leaf.key]) if is_open else ""


def _closed(each: Flagged) -> Closed | None:
    if each.lock is None:
        return None
    when = moment(each.lock.moment) if each.lock.moment else ""
    return Closed(spoken(each.lock.why), when, spoken(each.lock.remedy))


def _next(data: Explanations, here: Flagged) -> str:
    place = data.rows.index(here)
    turned = (*data.rows[place + 1 :], *data.rows[:place])
    return next((str(each.leaf.key) for each in turned if not each.is_answered), "")


def _evidence(key: int, leaf: int, *, by: Actor, at: datetime) -> panel.Panel | None:
    return panel.build(key, leaf, by=by, at=at)
