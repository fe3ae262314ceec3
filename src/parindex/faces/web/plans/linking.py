"""The criteria a task is to gain points of: searched, suggested, linked with the expected gain."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.plans import queries
from parindex.cycle.plans.actions import linking as actions
from parindex.cycle.plans.queries import linking
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.plans import deeds, links
from parindex.faces.web.plans.correcting import must_work_on
from parindex.faces.web.plans.deeds import Page
from parindex.faces.web.plans.forms import LinkForm
from parindex.faces.web.showing import Choice

MOST = 30


def criteria(request: Request, key: int) -> HttpResponse:
    """The criteria of one task; others searched or suggested, and linked."""
    task = queries.task(key, by=request.actor)
    must_work_on(task.plan, request)
    form = LinkForm(request.POST or None)
    if form.is_valid() and _linked(request, task, form):
        messages.success(request, _("Đã gắn tiêu chí vào nhiệm vụ."))
        return redirect("task-criteria", key)
    sought, version = request.GET.get("q", "")[:200], asking.number(request.GET, "version")
    found = linking.candidates(
        task, words=sought, version=version, by=request.actor, on=request.today, most=MOST
    )
    own = deeds.step_of_task(task)
    page = Page(
        _("Tiêu chí của nhiệm vụ"), task.text, (*deeds.steps(), deeds.step_of(task.plan), own), "", own.url
    )
    return deeds.answer(
        request,
        form,
        page,
        template="criteria",
        links=links.of(task, may_correct=True),
        found=found,
        sought=sought,
        versions=_versions(request, task, version),
    )


@require_POST
def end(request: Request, key: int, link: int) -> HttpResponse:
    """Take a criterion off a task."""
    task = queries.task(key, by=request.actor)
    must_work_on(task.plan, request)
    actions.unlink(linking.get(link, task=task), by=request.actor, at=request.at)
    messages.success(request, _("Đã bỏ tiêu chí khỏi nhiệm vụ."))
    return redirect("task-criteria", key)


def _linked(request: Request, task: Any, form: LinkForm) -> bool:
    data = form.cleaned_data
    criterion = frameworks.criterion(data["criterion"], by=request.actor)
    return deeds.done(
        form,
        lambda: actions.link(
            task, criterion, gain=data["gain"], note=data["note"], by=request.actor, at=request.at
        ),
    )


def _versions(request: Request, task: Any, chosen: int | None) -> tuple[Choice, ...]:
    rows = linking.versions(task, by=request.actor)
    return tuple(Choice(str(row.pk), str(row), is_here=row.pk == chosen) for row in rows)
