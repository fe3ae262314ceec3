"""Tasks brought into a plan: from the prose of a document after a look, from a list in a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parindex.cycle.documents import queries as documents
from parindex.cycle.documents import states as document_states
from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.plans import queries, tables
from parindex.cycle.plans.actions import importing, taking
from parindex.cycle.plans.actions.taking import Chosen
from parindex.cycle.plans.queries import prose
from parindex.cycle.plans.queries.prose import DraftItem
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Words
from parindex.faces.web.asking import Request
from parindex.faces.web.plans import deeds
from parindex.faces.web.plans.correcting import must_work_on
from parindex.faces.web.plans.deeds import Page
from parindex.faces.web.showing import Step
from parindex.faces.web.templatetags.words import words

FILES = (".xlsx", ".csv", ".txt")


class ListForm(forms.Form):
    """A list of tasks, taken as a whole or not at all."""

    file = forms.FileField(
        label=gettext_lazy("Danh mục nhiệm vụ (.xlsx hoặc .csv)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(FILES)}),
    )
    despite = forms.BooleanField(
        label=gettext_lazy("Vẫn nhập khi còn cảnh báo (không có lỗi)"), required=False
    )

    def clean_file(self) -> Any:
        """The kind and the size are checked before anything is read."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(FILES):
            raise ValidationError(_("Chỉ nhận tệp .xlsx hoặc .csv. Hãy chọn tệp khác."))
        if file.size > settings.UPLOAD_LIMIT:
            raise ValidationError(_("Tệp này quá lớn. Hãy kiểm tra lại đã chọn đúng tệp chưa."))
        return file


def bring(request: Request, key: int) -> HttpResponse:
    """A list of tasks from a file; told row by row what is wrong with it."""
    plan = queries.get(key, by=request.actor)
    must_work_on(plan, request)
    form = ListForm(request.POST or None, request.FILES or None)
    found: tuple[Finding, ...] = ()
    if form.is_valid():
        made, found = _brought(request, plan, form)
        if made:
            said = ngettext("Đã nhập %(n)s nhiệm vụ.", "Đã nhập %(n)s nhiệm vụ.", made) % {"n": made}
            messages.success(request, said)
            return redirect("plan", key)
        if found:
            form.add_error(None, _("Chưa nhập nhiệm vụ nào. Hãy xem từng dòng ở trên rồi gửi lại tệp."))
    own = deeds.step_of(plan)
    page = Page(_("Nhập danh mục nhiệm vụ"), own.title, (*deeds.steps(), own), _("Nhập danh mục"), own.url)
    return deeds.answer(request, form, page, template="import", findings=found)


def _brought(request: Request, plan: Any, form: ListForm) -> tuple[int, tuple[Finding, ...]]:
    """How many tasks were taken, and what is doubtful of the list."""
    data, brought = form.cleaned_data, importing.Brought(0, ())
    try:
        found = tables.read(data["file"].read())
    except Unusable as wrong:
        form.add_error("file", words(Words(wrong.vi, wrong.en)))
        return 0, ()

    def done() -> None:
        nonlocal brought
        brought = importing.bring(
            plan, found, file=data["file"].name, despite=data["despite"], by=request.actor, at=request.at
        )

    deeds.done(form, done)
    return brought.tasks, brought.findings


def drafts(request: Request, document: int) -> HttpResponse:
    """The tasks found in the prose of a document; those chosen are taken into its plan."""
    found = documents.get(document, by=request.actor)
    require(request.actor, Permission.PLAN_EDIT, at=found.owner.place)
    try:
        rows = prose.of(found)
    except document_states.NotPossible as unread:
        raise Http404 from unread
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen, made = _chosen(request, rows), []
        if deeds.done(
            form,
            lambda: made.append(taking.take_drafts(found, chosen, by=request.actor, at=request.at)),
        ):
            messages.success(request, _("Đã lấy các nhiệm vụ được chọn vào kế hoạch."))
            return redirect("plan", made[0].pk)
    own = Step(found.number or found.name, reverse("document", args=[document]))
    page = Page(_("Nhiệm vụ trong lời văn"), found.title, (own,), _("Lấy vào kế hoạch"), own.url)
    known = prose.plan_of(found)
    plan = deeds.step_of(known) if known else None
    return deeds.answer(request, form, page, template="drafts", rows=rows, plan=plan)


def _chosen(request: Request, rows: tuple[DraftItem, ...]) -> list[Chosen]:
    """What the person ticked, with the words as the person put them."""
    ticked = set(deeds.numbers(request.POST.getlist("take")))
    return [
        Chosen(
            position=row.position,
            text=request.POST.get(f"text-{row.position}", row.text)[:20_000],
            deadline=request.POST.get(f"deadline-{row.position}", row.deadline)[:400],
            leads=request.POST.get(f"leads-{row.position}", row.lead)[:2000],
            section=row.section,
            page=row.page,
            row=row.row,
        )
        for row in rows
        if row.position in ticked and row.task is None
    ]
