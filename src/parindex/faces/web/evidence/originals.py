"""The stored file itself: given out as a download, shown as pictures of its pages or as its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from parindex.cycle.assessments.queries import attachments
from parindex.cycle.evidence import checks, pictures, queries
from parindex.cycle.evidence.told import Extract
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.evidence import saying

SEALED = "sandbox; default-src 'none'"
"""What a browser that opens an original after all may do with it: nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The way to another page: on the page of the piece, and alone."""

    page: str
    part: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of a piece: a page as a picture, its beginning as text, an address, or why nothing is."""

    title: str
    page: str = ""
    number: int = 0
    count: int = 0
    before: Turn | None = None
    after: Turn | None = None
    text: Extract | None = None
    link: str = ""
    original: str = ""
    why: str = ""


@require_safe
def original(request: Request, key: int) -> HttpResponse:
    """The very bytes that were added, never shown in the browser."""
    item = attachments.item(key, by=request.actor, at=request.at)
    try:
        data = queries.content(item)
    except queries.Withheld as withheld:
        raise Http404 from withheld
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, item.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SEALED
    return answer


@require_safe
def page(request: Request, key: int, number: int) -> HttpResponse:
    """One page as a picture; it never changes, so the browser may keep it and only asks whether it may."""
    item = attachments.item(key, by=request.actor, at=request.at)
    if item.file is None or not has_pages(item):
        raise Http404
    etag = quote_etag(f"{item.file.sha256}-{number}")
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304)
    try:
        picture = pictures.png(queries.content(item), item.kind, number=number)
    except pictures.NoSuchPage as missing:
        raise Http404 from missing
    return HttpResponse(
        picture, content_type="image/png", headers={"ETag": etag, "Cache-Control": "private, no-cache"}
    )


@require_safe
def preview(request: Request, key: int) -> HttpResponse:
    """The preview alone, to be put beside a leaf."""
    item = attachments.item(key, by=request.actor, at=request.at)
    return render(request, "web/evidence/preview.html", {"preview": previewed(item, number=number(request))})


def previewed(item: Any, *, number: int) -> Preview:
    """What is shown of ``item`` at page ``number``."""
    title = saying.title(number=item.number, name=item.name, said=item.title, link=item.link)
    given = reverse("evidence-original", args=[item.pk]) if is_given(item) else ""
    if item.form == checks.LINK:
        return Preview(title=title, link=item.link)
    if item.form == checks.REFERENCE or item.scan == checks.INFECTED:
        return Preview(title=title, why=item.form if item.form == checks.REFERENCE else item.scan)
    if has_pages(item):
        return _pictured(item, title, given, number=number)
    text = queries.text_of(item)
    return Preview(title=title, text=text, original=given, why="" if text else item.kind)


def has_pages(item: Any) -> bool:
    """Whether pages of it can be pictured."""
    return item.form == checks.FILE and item.kind in pictures.SHOWN and item.scan != checks.INFECTED


def is_given(item: Any) -> bool:
    """Whether the original may be downloaded."""
    return item.form == checks.FILE and item.scan != checks.INFECTED


def number(request: Request) -> int:
    """The page asked for; the first when none is."""
    return asking.number(request.GET, "page") or 1


def _pictured(item: Any, title: str, given: str, *, number: int) -> Preview:
    count = item.pages or 1
    shown = min(max(number, 1), count)
    return Preview(
        title=title,
        page=reverse("evidence-page", args=[item.pk, shown]),
        number=shown,
        count=count,
        before=_turn(item.pk, shown - 1) if shown > 1 else None,
        after=_turn(item.pk, shown + 1) if shown < count else None,
        original=given,
    )


def _turn(key: int, number: int) -> Turn:
    page, part = (
        f"{reverse(name, args=[key])}?page={number}" for name in ("evidence-item", "evidence-preview")
    )
    return Turn(page, part)
