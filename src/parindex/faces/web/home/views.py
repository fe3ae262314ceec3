"""The first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from parindex.faces.web.asking import Request


def home(request: Request) -> HttpResponse:
    """What is due and what is new for this person."""
    return render(request, "web/home/home.html", {})
