"""History in sentences."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parindex.faces.web import exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.history import pages


@require_safe
def history(request: Request) -> HttpResponse:
    """What happened where the person may read history, and the state of the chain."""
    page = pages.history(request.GET, by=request.actor, language=request.language)
    return render(request, "web/history/history.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The newest rows as they are limited, as a file."""
    saved = pages.export(request.GET, by=request.actor, language=request.language)
    return exporting.answer(saved, kind=kind)
