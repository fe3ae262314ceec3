"""Correcting the text or the deadline of a task of a plan, with the reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parindex.cycle.plans import checks, queries
from parindex.cycle.plans.actions import amending
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.plans import pages
from parindex.faces.web.remembering import RememberingForm, merged, tell_others
from parindex.faces.web.showing import Step


class TaskForm(RememberingForm):
    """What may be corrected of a task, and why."""

    text = forms.CharField(
        label=pgettext_lazy("một", "Nhiệm vụ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
    )
    deadline = forms.CharField(
        label=gettext_lazy("Thời hạn"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Như văn bản ghi: 30/6/2026, Tháng 6/2026, Quý II, Thường xuyên…"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do, căn cứ"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text=gettext_lazy("Ví dụ: số văn bản điều chỉnh. Lý do được ghi vào nhật ký."),
    )


def correct(request: Request, key: int) -> HttpResponse:
    """Correct one task; the page of the task shows it as corrected."""
    task = queries.task(key, by=request.actor)
    require(request.actor, Permission.PLAN_EDIT, at=task.plan.unit.place)
    form = TaskForm(request.POST or None, initial=_initial(task))
    if form.is_valid():
        form = _saved(request, task, form)
        if not form.errors:
            messages.success(request, _("Đã sửa nhiệm vụ cùng lý do."))
            return redirect("task", key)
    plan = Step(task.plan.number or task.plan.title, reverse("plan", args=[task.plan_id]))
    own = Step(_("Nhiệm vụ %(number)s") % {"number": task.number}, reverse("task", args=[key]))
    context = {"form": form, "steps": (*pages.steps(), plan, own), "back": own.url}
    return render(request, "web/plans/correct.html", context, status=422 if form.errors else 200)


def _initial(task: Any) -> dict[str, str]:
    return {"text": task.text, "deadline": task.deadline_text}


def _saved(request: Request, task: Any, form: TaskForm) -> TaskForm:
    """The form, every changed field of it kept; else with errors that say why not."""
    reason = form.cleaned_data["reason"]
    try:
        with transaction.atomic():
            for field in filter(form.is_changed, amending.FIELDS):
                value, was = form.typed(field), form.was(field)
                amending.correct(
                    task, field=field, value=value, was=was, reason=reason, by=request.actor, at=request.at
                )
    except checks.WrongValue as wrong:
        form.add_error(str(wrong), _("Giá trị này chưa dùng được. Hãy nhập lại như văn bản ghi."))
    except checks.Overtaken:
        now = TaskForm(initial=_initial(queries.task(task.pk, by=request.actor)))
        return tell_others(TaskForm(merged(form, now=now)), sent=form)
    return form
