"""The list of documents, upload, reading under way, review, acceptance."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parindex.cycle.documents import actions, queries, states
from parindex.cycle.units import queries as units
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.documents import lists, originals, pages, rows
from parindex.faces.web.documents import review as desks
from parindex.faces.web.documents.forms import UploadForm
from parindex.faces.web.documents.uploads import TOO_LARGE, media_type
from parindex.faces.web.shell import views as shell
from parindex.foundation.jobs import queries as jobs


@require_safe
def documents(request: Request) -> HttpResponse:
    """All documents the person may read."""
    page = lists.documents(request.GET, by=request.actor, on=request.today)
    return render(request, "web/documents/list.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as it is limited, as a file."""
    return exporting.answer(lists.export(request.GET, by=request.actor), kind=kind)


def upload(request: Request) -> HttpResponse:
    """Take a file in; the same file again leads to the document it already is."""
    owners = tuple(units.permitted(request.actor, Permission.DOCUMENT_UPLOAD, on=request.today))
    form = UploadForm(request.POST or None, request.FILES or None, owners=owners)
    if getattr(request, TOO_LARGE, False):
        return shell.too_large(request)
    if form.is_valid():
        owner = next(unit for unit in owners if unit.pk == form.cleaned_data["owner"])
        file = form.cleaned_data["file"]
        data = file.read()
        taken = actions.upload(
            data,
            name=file.name,
            media_type=media_type(data, name=file.name),
            owner=owner,
            by=request.actor,
            at=request.at,
        )
        if not taken.is_new:
            messages.info(request, _known(taken.document))
        return redirect("document", taken.document.pk)
    return render(
        request,
        "web/documents/upload.html",
        {"form": form, "page": pages.upload()},
        status=422 if form.errors else 200,
    )


def _known(document: Any) -> str:
    if document.state == states.SET_ASIDE:
        return _("Đúng tệp này đã được tải lên và gác lại trước đó. Muốn dùng lại, hãy bấm “Đọc lại”.")
    return _("Đúng tệp này đã được tải lên trước đó; đây là văn bản đã có.")


@require_safe
def document(request: Request, key: int) -> HttpResponse:
    """One document: being read, not readable, or the review desk."""
    document = queries.get(key, by=request.actor)
    if document.state in {states.READING, states.FAILED} or document.reading is None:
        waiting = pages.waiting(document, progress_of(key), actor=request.actor, language=request.language)
        name = "reading" if document.state == states.READING else "failed"
        return render(request, f"web/documents/{name}.html", {"page": waiting})
    desk, table = queries.review_of(document), request.GET.get("table", "")
    row = request.GET.get("row") or originals.printed_row(
        desk, table=table, printed=request.GET.get("printed", "")
    )
    source = originals.pane(document, desk, table=table, row=row, page=originals.number(request))
    wanted = rows.Wanted(asking.number(request.GET, "sheet") or 0, request.GET.get("q", "")[:200], row)
    page = desks.desk(document, desk, table=table, wanted=wanted, source=source, actor=request.actor)
    return render(request, "web/documents/review.html", {"page": page})


@require_safe
def progress(request: Request, key: int) -> HttpResponse:
    """How far the reading is; tells the browser to load the page anew at its end."""
    document = queries.get(key, by=request.actor)
    if document.state != states.READING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    page = pages.waiting(document, progress_of(key), actor=request.actor, language=request.language)
    return render(request, "web/documents/progress.html", {"page": page})


def accept(request: Request, key: int) -> HttpResponse:
    """Ask which tables to take over, naming what follows; then take them over."""
    document = queries.get(key, by=request.actor)
    states.step(document.state, states.ACCEPTED)
    if request.method == "POST":
        return _take(request, document)
    shown = pages.accept(document, queries.review_of(document))
    return render(request, "web/documents/accept.html", {"page": shown})


def _take(request: Request, document: Any) -> HttpResponse:
    try:
        version = asking.number(request.POST, "version") or 0
        tables = request.POST.getlist("table")
        actions.accept(document, tables, version=version, by=request.actor, at=request.at)
    except actions.Overtaken:
        messages.warning(request, _("Văn bản vừa được sửa. Hãy xem lại số liệu rồi tiếp nhận."))
        return redirect("document", document.pk)
    except actions.NothingToAccept:
        messages.warning(request, _("Chưa chọn bảng nào, hoặc các bảng đã chọn được tiếp nhận trước đó."))
        return redirect("document-accept", document.pk)
    messages.success(request, _("Đã tiếp nhận. Bộ tiêu chí và kế hoạch được lập trong ít giây nữa."))
    return redirect("document", document.pk)


@require_POST
def read_again(request: Request, key: int) -> HttpResponse:
    """Have the original read once more."""
    document = queries.get(key, by=request.actor)
    try:
        actions.read_again(document, by=request.actor, at=request.at)
    except states.NotPossible:
        messages.warning(request, _("Văn bản này đang được đọc hoặc đã tiếp nhận, nên không đọc lại."))
    return redirect("document", key)


@require_POST
def take_again(request: Request, key: int) -> HttpResponse:
    """Have the index and the plan made again of what was accepted."""
    actions.take_again(queries.get(key, by=request.actor), by=request.actor, at=request.at)
    messages.success(request, _("Đang lập lại chỉ số và kế hoạch từ các bảng đã tiếp nhận."))
    return redirect("document", key)


@require_POST
def set_aside(request: Request, key: int) -> HttpResponse:
    """Put a document away."""
    document = queries.get(key, by=request.actor)
    try:
        actions.set_aside(document, by=request.actor, at=request.at)
    except states.NotPossible:
        messages.warning(request, _("Văn bản ở trạng thái này không gác lại được."))
    return redirect("document", key)


def progress_of(key: int) -> jobs.Progress | None:
    """The progress of the job that reads the document."""
    return jobs.progress_of(f"documents.document:{key}")
