"""One search over everything the person may read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from parindex.faces.web.asking import Request


def search(request: Request) -> HttpResponse:
    """What holds the words sought, without diacritics."""
    return render(request, "web/search/search.html", {})
