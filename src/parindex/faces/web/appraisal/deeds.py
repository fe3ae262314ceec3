"""Decisions taken at the desk: on one cell, on selected units, on the rest of a sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parindex.cycle.assessments.actions import appraising, deciding
from parindex.cycle.assessments.actions.batches import Accepted
from parindex.cycle.assessments.queries import cells, worklists
from parindex.cycle.assessments.replies import Mistyped
from parindex.cycle.assessments.spoken import WrongLeaf
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.specs import RuleSpec
from parindex.faces.web import asking
from parindex.faces.web.appraisal import desks, reading, ways
from parindex.faces.web.appraisal.inspector import Attempt, Points
from parindex.faces.web.appraisal.ways import CRITERION, Way
from parindex.faces.web.asking import Request
from parindex.faces.web.scoring import figures
from parindex.faces.web.templatetags.words import words as spoken


@require_POST
def decide(request: Request, key: int, leaf: int) -> HttpResponse:
    """Write a decision on one cell and go on to the next; what cannot be written stays on the page."""
    held, rule = cells.held(key, leaf, by=request.actor, at=request.at)
    way = ways.of_cell(key, leaf, cycle=held.cycle_id, asked=request.GET)
    sent = reading.attempt(request.POST)
    if request.POST.get("do") == "preview":
        return _again(request, way, replace(sent, preview=_points(request, key, leaf, rule)))
    try:
        said = _done(request, held, leaf, rule)
    except reading.REFUSALS as problem:
        return _again(request, way, reading.refused(sent, problem), status=422)
    messages.success(request, said)
    following = asking.number(request.POST, "next")
    here = key if way.desk == CRITERION else leaf
    return redirect(way.selected(following if following is not None else here))


def _done(request: Request, held: Any, leaf: int, rule: RuleSpec) -> str:
    """Do what the form says; returns the sentence that tells it."""
    fields, where = request.POST, _where(request)
    word, claim = fields.get("word", ""), asking.number(fields, "claim")
    unit = {"unit": held.unit.name}
    match fields.get("do", ""), fields.get("deed", ""):
        case "ask", _any:
            appraising.ask(held, leaf, question=word, **where)
            return _("Đã yêu cầu %(unit)s giải trình.") % unit
        case "return", _any:
            until = reading.deadline(fields.get("until", ""))
            appraising.give_back(held, leaf, reason=word, until=until, **where)
            return _("Đã trả lại tiêu chí cho %(unit)s.") % unit
        case "record", _any:
            deciding.record(held, leaf, answer=reading.answer(rule, fields), **where)
            return _("Đã ghi quyết định của hội đồng về %(unit)s.") % unit
        case "save", "accept":
            appraising.accept(held, leaf, claim=claim, note=word, **where)
            return _("Đã công nhận %(unit)s.") % unit
        case "save", "change" | "zero" | "keep" as deed:
            answer = _other_answer(request, deed, held.pk, leaf, rule)
            appraising.change(held, leaf, answer=answer, reason=word, claim=claim, **where)
            return _("Đã sửa số liệu của %(unit)s.") % unit
    raise WrongLeaf("deed")


def _where(request: Request) -> dict[str, Any]:
    seen = asking.number(request.POST, "seen") or 0
    return {"seen": seen, "by": request.actor, "at": request.at}


def _other_answer(request: Request, deed: str, key: int, leaf: int, rule: RuleSpec) -> Any:
    """The answer in the place of the unit's: typed, none, or that of the appraisal before."""
    if deed == "change":
        return reading.answer(rule, request.POST)
    if deed == "zero":
        return None
    return cells.cell(key, leaf, by=request.actor, at=request.at).office_answer


@require_POST
def preview(request: Request, key: int, leaf: int) -> HttpResponse:
    """What the figures in the form are worth, as one types."""
    _held, rule = cells.held(key, leaf, by=request.actor, at=request.at)
    points = _points(request, key, leaf, rule)
    return render(request, "web/appraisal/preview.html", {"preview": points})


def _points(request: Request, key: int, leaf: int, rule: RuleSpec) -> Points:
    try:
        answer = reading.answer(rule, request.POST)
        worth, why = cells.preview(key, leaf, answer, by=request.actor, at=request.at)
    except (Mistyped, AnswerRefused) as problem:
        fault = reading.refused(Attempt(), problem).faults[0]
        return Points("", (fault.message, fault.remedy))
    return Points(figures.points_of(worth, 2), tuple(spoken(each) for each in why))


def _again(request: Request, way: Way, sent: Attempt, *, status: int = 200) -> HttpResponse:
    """The page once more, with what was sent."""
    match = request.resolver_match
    assert match is not None
    key, leaf = match.kwargs["key"], match.kwargs["leaf"]
    draw = desks.of_criterion if way.desk == CRITERION else desks.of_unit
    selected = key if way.desk == CRITERION else leaf
    page = draw(way, attempt=sent, selected=selected, by=request.actor, at=request.at)
    return render(request, "web/appraisal/desk.html", {"page": page}, status=status)


@require_POST
def accept_many(request: Request, cycle: int, leaf: int) -> HttpResponse:
    """Accept the selected units of one criterion."""
    held = worklists.cycle(cycle, by=request.actor, at=request.at)
    require(request.actor, Permission.ASSESSMENT_APPRAISE, at=held.owner.place)
    seen = reading.picked(request.POST)
    way = Way(CRITERION, cycle, leaf, request.GET)
    if not seen:
        messages.info(request, _("Chưa chọn dòng nào. Hãy đánh dấu các đơn vị rồi công nhận."))
        return redirect(way.page())
    sheets = worklists.sheets(cycle, (each.assessment for each in seen))
    found = appraising.accept_many(held, leaf, sheets, seen=seen, by=request.actor, at=request.at)
    _tell(request, found, unit=ngettext("%(n)s đơn vị", "%(n)s đơn vị", found.count))
    return redirect(way.page())


@require_POST
def accept_all(request: Request, key: int) -> HttpResponse:
    """Accept the rest of a unit's sheet."""
    held = worklists.sheet(key, by=request.actor, at=request.at)
    found = appraising.accept_all(held, by=request.actor, at=request.at)
    _tell(request, found, unit=ngettext("%(n)s tiêu chí", "%(n)s tiêu chí", found.count))
    return redirect(Way(ways.UNIT, held.cycle_id, key, request.GET).page())


def _tell(request: Request, found: Accepted, *, unit: str) -> None:
    """What was accepted, and what was not and why."""
    if found.count:
        messages.success(request, _("Đã công nhận %(what)s.") % {"what": unit % {"n": found.count}})
    reasons: dict[str, list[str]] = {}
    for each in found.skipped:
        reasons.setdefault(spoken(each.why), []).append(each.unit)
    for why, names in reasons.items():
        listed = ", ".join(dict.fromkeys(names[:12])) + ("…" if len(names) > 12 else "")
        messages.warning(
            request,
            _("Không công nhận %(count)s dòng (%(units)s). %(why)s")
            % {"count": len(names), "units": listed, "why": why},
        )
    if not found.count and not found.skipped:
        messages.info(request, _("Không còn gì chờ quyết định trong các dòng này."))
