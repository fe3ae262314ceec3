"""The original itself: downloaded, a page as a picture, a part beside what was read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from parindex.cycle.documents import queries
from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import pictures
from parindex.cycle.documents.queries import Review
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.documents import paper

PDF = "application/pdf"


@require_safe
def original(request: Request, key: int) -> HttpResponse:
    """The very bytes that were uploaded, never shown in the browser."""
    document = queries.get(key, by=request.actor)
    answer = HttpResponse(queries.original_of(document), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, document.name) or "attachment"
    return answer


@require_safe
def page(request: Request, key: int, number: int) -> HttpResponse:
    """One page of a PDF as a picture; it never changes, so the browser may keep it."""
    document = queries.get(key, by=request.actor)
    if not is_pdf(document):
        raise Http404
    etag = quote_etag(f"{document.file.sha256}-{number}")
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304)
    try:
        picture = pictures.png(queries.original_of(document), number=number)
    except (pictures.NoSuchPage, Unusable) as missing:
        raise Http404 from missing
    return HttpResponse(
        picture, content_type="image/png", headers={"ETag": etag, "Cache-Control": "private, no-cache"}
    )


@require_safe
def source(request: Request, key: int) -> HttpResponse:
    """The pane of the original alone, at the place of a row or at a page."""
    document = queries.get(key, by=request.actor)
    desk = queries.review_of(document)
    shown = pane(
        document,
        desk,
        table=request.GET.get("table", ""),
        row=request.GET.get("row", ""),
        page=number(request),
    )
    return render(request, "web/documents/source.html", {"source": shown})


def is_pdf(document: Any) -> bool:
    """Whether the original has pages that can be pictured."""
    return bool(document.name.lower().endswith(".pdf"))


def number(request: Request) -> int:
    """The page asked for; 0 when none is."""
    return asking.number(request.GET, "page") or 0


def pane(document: Any, desk: Review, *, table: str, row: str, page: int) -> paper.Source:
    """What the pane of the original shows."""
    shown = next((each for each in desk.reading.tables if each.id == table), None)
    asked = paper.wanted(shown, find_row(desk, shown, row), page=page)
    if not is_pdf(document):
        return paper.of_blocks(document.pk, asked, queries.blocks_of(document))
    pages = desk.reading.pages or 1
    size = pictures.size(queries.original_of(document), number=paper.page_number(asked, pages=pages))
    return paper.of_pdf(document.pk, asked, pages=pages, size=(size.width, size.height))


def printed_row(desk: Review, *, table: str, printed: str) -> str:
    """The position, as read, of the row that is the ``printed``-th of its table; "" when there is none."""
    shown = next((each for each in desk.reading.tables if each.id == table), None)
    if shown is None or not printed:
        return ""
    rows: tuple[Any, ...] = shown.rows
    hits = [at for at, row in enumerate(rows) if str(row.at.row) == printed]
    return str(desk.positions[shown.id][hits[0]]) if hits else ""


def find_row(desk: Review, table: Any, row: str) -> Any:
    """The row that stood at position ``row`` as read, or the total; None when there is none."""
    if table is None or not row:
        return None
    if row == "total":
        return getattr(table, "total", None)
    standing = {str(position): at for at, position in enumerate(desk.positions[table.id])}
    return table.rows[standing[row]] if row in standing else None
