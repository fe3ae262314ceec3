"""Changing a task of a plan: added by hand, corrected, cancelled by decision, restored; with the reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parindex.cycle.plans import checks, queries
from parindex.cycle.plans.actions import amending
from parindex.cycle.plans.actions.amending import Stated
from parindex.cycle.plans.queries import fields
from parindex.cycle.plans.states import NotPossible
from parindex.engine.access.checks import Refused
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.plans import deeds
from parindex.faces.web.plans.deeds import Page
from parindex.faces.web.plans.forms import AddForm, CancelForm, RestoreForm, TaskForm
from parindex.faces.web.plans.pages import section_words
from parindex.faces.web.remembering import merged, tell_others


def add(request: Request, key: int) -> HttpResponse:
    """Add a task to a plan by hand."""
    plan = queries.get(key, by=request.actor)
    must_work_on(plan, request)
    sections = [(each.key, section_words(each)) for each in queries.sections(plan)]
    form = AddForm(request.POST or None, sections=sections)
    if form.is_valid():
        data = form.cleaned_data
        stated = Stated(**{name: data[name] for name in (*amending.FIELDS, "section")})
        if deeds.done(
            form,
            lambda: amending.add(plan, stated, reason=data["reason"], by=request.actor, at=request.at),
        ):
            messages.success(request, _("Đã thêm nhiệm vụ vào kế hoạch."))
            return redirect("plan", key)
    own = deeds.step_of(plan)
    page = Page(_("Thêm nhiệm vụ"), own.title, (*deeds.steps(), own), _("Thêm"), own.url)
    return deeds.answer(request, form, page)


def correct(request: Request, key: int) -> HttpResponse:
    """Correct one task; the page of the task shows it as corrected."""
    task = queries.task(key, by=request.actor)
    must_work_on(task.plan, request)
    form = TaskForm(request.POST or None, initial=_initial(task))
    if form.is_valid():
        form = _saved(request, task, form)
        if not form.errors:
            messages.success(request, _("Đã sửa nhiệm vụ cùng lý do."))
            return redirect("task", key)
    own = deeds.step_of_task(task)
    context = {"form": form, "steps": (*deeds.steps(), deeds.step_of(task.plan), own), "back": own.url}
    return render(request, "web/plans/correct.html", context, status=422 if form.errors else 200)


def cancel(request: Request, key: int) -> HttpResponse:
    """Cancel a task by a decision."""
    task = queries.task(key, by=request.actor)
    must_work_on(task.plan, request)
    form = CancelForm(request.POST or None, initial={"on": request.today})
    if form.is_valid() and deeds.done(
        form, lambda: amending.cancel(task, **form.cleaned_data, by=request.actor, at=request.at)
    ):
        messages.success(request, _("Đã hủy nhiệm vụ. Nhiệm vụ vẫn được lưu cùng văn bản hủy."))
        return redirect("task", key)
    return deeds.answer(request, form, _page(task, _("Hủy nhiệm vụ"), _("Hủy nhiệm vụ")))


def restore(request: Request, key: int) -> HttpResponse:
    """Take the cancellation of a task back."""
    task = queries.task(key, by=request.actor)
    must_work_on(task.plan, request)
    form = RestoreForm(request.POST or None)
    if form.is_valid() and deeds.done(
        form, lambda: amending.restore(task, **form.cleaned_data, by=request.actor, at=request.at)
    ):
        messages.success(request, _("Đã khôi phục nhiệm vụ."))
        return redirect("task", key)
    return deeds.answer(request, form, _page(task, _("Khôi phục nhiệm vụ"), _("Khôi phục")))


def must_work_on(plan: Any, request: Request) -> None:
    """Refuse whoever may not change the tasks of the plan."""
    if not queries.may_work_on(plan, by=request.actor):
        raise Refused(Permission.PLAN_EDIT)


def _page(task: Any, title: str, button: str) -> Page:
    own = deeds.step_of_task(task)
    return Page(title, task.text, (*deeds.steps(), deeds.step_of(task.plan), own), button, own.url)


def _initial(task: Any) -> dict[str, str]:
    return {field: fields.of(task, field) for field in amending.FIELDS}


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
    except NotPossible:
        form.add_error(None, _("Nhiệm vụ đã bị hủy nên không sửa được. Hãy khôi phục trước khi sửa."))
    except checks.Overtaken:
        now = TaskForm(initial=_initial(queries.task(task.pk, by=request.actor)))
        return tell_others(TaskForm(merged(form, now=now)), sent=form)
    return form
