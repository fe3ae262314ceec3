"""The list of case files; one file: being read, refused, or loaded with what it made."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from parindex.cycle.cases import queries, states
from parindex.faces.web import asking, exporting, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.cases import pages
from parindex.foundation.files import queries as files
from parindex.foundation.jobs import queries as jobs


@require_safe
def cases(request: Request) -> HttpResponse:
    """Every case file the person may see."""
    state = _state(request)
    rows = queries.listed(by=request.actor, state=state)
    number = asking.number(request.GET, "sheet", most=10**6) or 1
    sheet = showing.sheet(rows.count(), number=number, query={"state": state})
    cut = list(rows[max(sheet.first - 1, 0) : sheet.last])
    return render(request, "web/cases/list.html", {"page": pages.cases(cut, request.GET, sheet=sheet)})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as it is limited, as a file."""
    rows = queries.listed(by=request.actor, state=_state(request))
    return exporting.answer(pages.cases_export(list(rows)), kind=kind)


@require_safe
def batch(request: Request, key: int) -> HttpResponse:
    """One file with what was found in it and what it made."""
    return render(request, "web/cases/batch.html", {"page": _page(request, key)})


@require_safe
def progress(request: Request, key: int) -> HttpResponse:
    """How far the reading is; tells the browser to load the page anew at its end."""
    page = _page(request, key)
    if not page.is_reading:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "web/cases/progress.html", {"page": page})


@require_safe
def original(request: Request, key: int) -> HttpResponse:
    """The file as it came in."""
    found = queries.get(key, by=request.actor)
    answer = HttpResponse(files.content(found.file), content_type=found.file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return answer


@require_safe
def found(request: Request, key: int, kind: str) -> HttpResponse:
    """What was found in a file, as a file."""
    each = queries.get(key, by=request.actor)
    return exporting.answer(pages.found_export(each, queries.findings_of(each)), kind=kind)


def _page(request: Request, key: int) -> pages.Batch:
    each = queries.get(key, by=request.actor)
    is_loaded = each.state == states.LOADED
    measures = queries.measures_of(each, by=request.actor) if is_loaded else ()
    progress = jobs.progress_of(f"cases.batch:{key}")
    return pages.batch(each, queries.findings_of(each), measures, progress)


def _state(request: Request) -> str:
    state = request.GET.get("state", "")
    return state if state in states.ALL else ""
