"""The list of sheets; the desk of one with its inspector; a leaf saved without scripts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parindex.cycle.assessments.actions import scoring
from parindex.cycle.assessments.queries import leaf as leaves
from parindex.cycle.assessments.queries import offered, places, sheet
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.assessments.sheetpages import SheetPage
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.evidence import panel as panels
from parindex.faces.web.scoring import answers, inspector, lists, pages, refusals, sending

MOST_SOUGHT = 200


@require_safe
def sheets(request: Request) -> HttpResponse:
    """Every sheet the person may read."""
    page = lists.sheets(request.GET, by=request.actor)
    return render(request, "web/scoring/list.html", {"page": page})


@require_safe
def desk(request: Request, key: int) -> HttpResponse:
    """The desk of one sheet, at its first leaf that wants something done."""
    reading = opened(request, key)
    shown = sheet.page_of(reading)
    first = next((row for row in shown.own if row.is_open), None) or next(iter(shown.own), None)
    first = first or next((row for row in shown.rows if row.is_leaf), None)
    return _desk(request, reading, shown, here=first.criterion if first else None)


@require_http_methods(["GET", "HEAD", "POST"])
def leaf(request: Request, key: int, criterion: int) -> HttpResponse:
    """The desk at one leaf, or the inspector alone; a form sent here is saved without scripts."""
    reading = opened(request, key)
    if request.method == "POST":
        return _save(request, reading, criterion)
    return _desk(request, reading, sheet.page_of(reading), here=criterion)


def opened(request: Request, key: int) -> Reading:
    """The sheet, open for reading; not found for those who may not."""
    return Reading(places.get(key, by=request.actor), by=request.actor)


def leaf_shown(
    request: Request, reading: Reading, shown: SheetPage, criterion: int, **refused: Any
) -> inspector.Inspector:
    """The inspector of one leaf; Http404 when the sheet has none such for the reader."""
    try:
        found = leaves.page(reading, shown, criterion)
    except leaves.NoSuchLeaf:
        raise Http404 from None
    own = reading.book.leaves[criterion]
    place = places.scoring_place(reading.assessment, own.line, by=request.actor)
    may_score = request.actor.can(Permission.ASSESSMENT_SCORE, at=place)
    is_open = may_score and found.row.is_own and found.row.lock is None
    return inspector.inspector(
        shown,
        found,
        own.spec.rule,
        may_score=may_score,
        person=request.actor.person,
        offer=offered.of(reading.assessment).get(criterion) if is_open else None,
        **refused,
    )


def _desk(
    request: Request,
    reading: Reading,
    shown: SheetPage,
    *,
    here: int | None,
    status: int = 200,
    **refused: Any,
) -> HttpResponse:
    found = None if here is None else leaf_shown(request, reading, shown, here, **refused)
    panel = None if here is None else panels.build(shown.key, here, by=request.actor, at=request.at)
    if request.htmx and found is not None:
        return render(request, "web/scoring/inspector.html", {"leaf": found, "panel": panel}, status=status)
    page = pages.desk(
        shown,
        reading.assessment.unit.place,
        here=here,
        show=request.GET.get("show", ""),
        sought=request.GET.get("q", "")[:MOST_SOUGHT],
        by=request.actor,
        part=reading.part is not None,
    )
    return render(
        request, "web/scoring/desk.html", {"page": page, "leaf": found, "panel": panel}, status=status
    )


def _save(request: Request, reading: Reading, criterion: int) -> HttpResponse:
    """Save a leaf sent as a plain form; what is refused is shown again with the reason."""
    own = reading.book.leaves.get(criterion)
    if own is None:
        raise Http404
    typed, note = answers.sent(request.POST), request.POST.get("note", "")
    try:
        sent = sending.read(request, own)
        if request.POST.get("use") == "offer":
            sent = _of_measures(reading, criterion, sent)
        scoring.save(
            reading.assessment,
            criterion,
            answer=sent.answer,
            note=sent.note,
            seen=sent.seen,
            by=request.actor,
            at=request.at,
        )
    except refusals.KINDS as problem:
        told = refusals.of(problem, own)
        shown = sheet.page_of(opened(request, reading.assessment.pk))
        return _desk(
            request,
            reading,
            shown,
            here=criterion,
            status=told.status,
            typed=typed,
            note=note,
            faults=told.faults,
            other=told.other,
        )
    messages.success(request, _("Đã lưu tiêu chí %(path)s.") % {"path": own.spec.path})
    return redirect(_next(request, reading, criterion))


def _of_measures(reading: Reading, criterion: int, sent: sending.Sent) -> sending.Sent:
    """The same with the answer that measures give in place of the fields."""
    offer = offered.of(reading.assessment).get(criterion)
    return sent if offer is None else replace(sent, answer=offer.answer)


def _next(request: Request, reading: Reading, criterion: int) -> str:
    """The leaf itself, or the one after it where that was asked for."""
    order = list(reading.book.leaves)
    at = order.index(criterion) + (1 if request.POST.get("go") == "next" else 0)
    return pages.leaf_url(reading.assessment.pk, order[min(at, len(order) - 1)])
