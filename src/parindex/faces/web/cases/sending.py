"""Sending a case file, having it read again, setting it aside."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parindex.cycle.cases import queries, states
from parindex.cycle.cases.actions import sending
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import Refused
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.cases import pages
from parindex.faces.web.cases.forms import SendForm
from parindex.faces.web.documents.uploads import TOO_LARGE
from parindex.faces.web.shell import views as shell
from parindex.faces.web.templatetags.words import words
from parindex.foundation.files.refusals import Unacceptable


def send(request: Request) -> HttpResponse:
    """Take a case file in; the same file of the same period leads to where it already is."""
    if getattr(request, TOO_LARGE, False):
        return shell.too_large(request)
    form = SendForm(request.POST or None, request.FILES or None, today=request.today)
    if form.is_valid():
        try:
            return _sent(request, form)
        except Unacceptable as refused:
            form.add_error("file", words(refused.words))
        except sending.WrongPeriod:
            form.add_error("last", _("Kỳ này không dùng được. Hãy kiểm tra lại hai ngày."))
    context = {"form": form, "page": pages.send()}
    return render(request, "web/cases/send.html", context, status=422 if form.errors else 200)


def _sent(request: Request, form: SendForm) -> HttpResponse:
    owners = units.permitted(request.actor, Permission.CASE_LOAD, on=request.today)
    province = owners.filter(province=None).first()
    if province is None:
        raise Refused(Permission.CASE_LOAD)
    file = form.cleaned_data["file"]
    sent = sending.send(
        file.read(),
        name=file.name,
        since=form.cleaned_data["since"],
        until=form.cleaned_data["until"],
        owner=province,
        by=request.actor,
        at=request.at,
    )
    if not sent.is_new:
        messages.info(request, _("Đúng tệp này của kỳ này đã được gửi trước đó; đây là tệp đã có."))
    return redirect("case-file", sent.batch.pk)


@require_POST
def read_again(request: Request, key: int) -> HttpResponse:
    """Have the original read once more."""
    found = queries.get(key, by=request.actor)
    try:
        sending.read_again(found, by=request.actor, at=request.at)
    except states.NotPossible:
        messages.info(request, _("Tệp này đang được đọc."))
    return redirect("case-file", key)


@require_POST
def set_aside(request: Request, key: int) -> HttpResponse:
    """Have a file count no more."""
    found = queries.get(key, by=request.actor)
    try:
        sending.set_aside(found, by=request.actor, at=request.at)
        messages.success(request, _("Đã gác tệp lại. Số liệu được đếm lại trong ít giây nữa."))
    except states.NotPossible:
        messages.info(request, _("Tệp này đang được đọc hoặc đã được gác lại."))
    return redirect("case-file", key)
