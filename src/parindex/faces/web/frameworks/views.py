"""Versions of frameworks: list, tree, check, publish, suspend, correct, export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parindex.cycle.documents import queries as documents
from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import actions, queries, states
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Words
from parindex.faces.web import exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.frameworks import lists, pages
from parindex.faces.web.frameworks.forms import SuspendForm
from parindex.faces.web.templatetags.words import words


@require_safe
def frameworks(request: Request) -> HttpResponse:
    """Every version the person may see."""
    may_upload = request.actor.can_anywhere(Permission.DOCUMENT_UPLOAD)
    may_draft = request.actor.can_anywhere(Permission.FRAMEWORK_DRAFT)
    data = queries.listed(by=request.actor)
    page = lists.frameworks(data, request.GET, may_upload=may_upload, may_draft=may_draft)
    return render(request, "web/frameworks/list.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as it is limited, as a file."""
    saved = lists.frameworks_export(queries.listed(by=request.actor), request.GET)
    return exporting.answer(saved, kind=kind)


@require_safe
def framework(request: Request, key: int) -> HttpResponse:
    """One version with its tree, findings and deeds."""
    data = queries.page(key, by=request.actor)
    source = data.version.source
    readable = source is not None and documents.visible(request.actor).filter(pk=source).exists()
    page = pages.page(data, may_read_source=readable)
    return render(request, "web/frameworks/framework.html", {"page": page})


@require_POST
def check(request: Request, key: int) -> HttpResponse:
    """Check a draft; without errors it may be published."""
    version = queries.get(key, by=request.actor)
    try:
        actions.check(version, by=request.actor, at=request.at)
        messages.success(request, _("Đã kiểm tra: không có lỗi. Có thể công bố."))
    except actions.NotReady:
        messages.error(
            request, _("Còn lỗi nên chưa công bố được. Hãy sửa các lỗi dưới đây rồi kiểm tra lại.")
        )
    except states.NotPossible:
        _overtaken(request)
    return redirect("framework", key)


def publish(request: Request, key: int) -> HttpResponse:
    """Ask, naming the consequences; then put the version in force."""
    version = queries.get(key, by=request.actor)
    require(request.actor, Permission.FRAMEWORK_PUBLISH, at=version.framework.owner.place)
    if request.method != "POST":
        return _ask(request, version, deed="publish")
    try:
        actions.publish(version, by=request.actor, at=request.at)
        messages.success(request, _("Đã công bố. Từ giờ bản này không sửa được nữa."))
    except actions.NotReady:
        messages.error(
            request, _("Còn lỗi nên chưa công bố được. Hãy sửa các lỗi dưới đây rồi kiểm tra lại.")
        )
    except states.NotPossible:
        _overtaken(request)
    return redirect("framework", key)


def suspend(request: Request, key: int) -> HttpResponse:
    """Ask for the reason; then take the version out of force."""
    version = queries.get(key, by=request.actor)
    require(request.actor, Permission.FRAMEWORK_PUBLISH, at=version.framework.owner.place)
    form = SuspendForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, version, deed="suspend", form=form)
    try:
        actions.suspend(version, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)
    except states.NotPossible:
        _overtaken(request)
    return redirect("framework", key)


@require_POST
def resume(request: Request, key: int) -> HttpResponse:
    """Put a suspended version back in force."""
    version = queries.get(key, by=request.actor)
    try:
        actions.resume(version, by=request.actor, at=request.at)
    except states.NotPossible:
        messages.warning(request, _("Năm này đã có bản khác đang áp dụng, nên không áp dụng lại bản này."))
    return redirect("framework", key)


@require_safe
def file(request: Request, key: int) -> HttpResponse:
    """The framework file (YAML)."""
    version = queries.get(key, by=request.actor)
    answer = HttpResponse(queries.file_of(version), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, queries.name_of(version)) or "attachment"
    return answer


@require_safe
def workbook(request: Request, key: int) -> HttpResponse:
    """The framework as a workbook, which can be imported again."""
    version = queries.get(key, by=request.actor)
    try:
        data = queries.workbook_of(version)
    except Unusable as wrong:
        messages.error(request, words(Words(wrong.vi, wrong.en)))
        return redirect("framework", key)
    name = queries.name_of(version).replace(".yaml", ".xlsx")
    answer = HttpResponse(data, content_type=exporting.XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _ask(request: Request, version: Any, *, deed: str, form: SuspendForm | None = None) -> HttpResponse:
    """The page that names what follows from publishing or suspending."""
    page = pages.page(queries.page(version.pk, by=request.actor), may_read_source=False)
    status = 422 if form is not None and form.errors else 200
    return render(request, f"web/frameworks/{deed}.html", {"page": page, "form": form}, status=status)


def _overtaken(request: Request) -> None:
    messages.warning(
        request,
        _("Trạng thái vừa thay đổi nên việc này không làm được nữa. Dưới đây là trạng thái mới nhất."),
    )
