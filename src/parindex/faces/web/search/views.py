"""One search over everything the person may read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parindex.faces.web.asking import Request
from parindex.faces.web.search import pages


@require_safe
def search(request: Request) -> HttpResponse:
    """What holds the words sought, without diacritics."""
    page = pages.search(request.GET.get("q", "")[:200].strip(), by=request.actor, on=request.today)
    return render(request, "web/search/search.html", {"page": page})
