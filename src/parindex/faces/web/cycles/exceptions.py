"""One unit of a cycle, and the exceptions the office makes for it: each with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parindex.cycle.assessments import kinds, states
from parindex.cycle.assessments.actions import opening, scheduling
from parindex.cycle.assessments.actions.opening import WrongValue
from parindex.cycle.assessments.cyclepages import UnitPage
from parindex.cycle.assessments.queries import cycles, members
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import addresses
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles import clock, pages
from parindex.faces.web.cycles import words as said
from parindex.faces.web.cycles.forms import AdmitForm, ExtendForm, ReopenForm
from parindex.faces.web.templatetags.words import moment, words


@require_safe
def unit(request: Request, key: int) -> HttpResponse:
    """One unit of a cycle with the exceptions made for it."""
    return _shown(request, key)


@require_POST
def extend(request: Request, key: int) -> HttpResponse:
    """Give one unit longer for one stage."""
    sheet = _managed(request, key)
    form = _extending(members.page(key, by=request.actor, at=request.at), request.POST)
    if not form.is_valid():
        return _shown(request, key, extend=form)

    def deed() -> None:
        data = form.cleaned_data
        stage = cycles.stage(data["stage"], by=request.actor)
        scheduling.extend(
            sheet, stage, until=data["until"], reason=data["reason"], by=request.actor, at=request.at
        )
        messages.success(request, _("Đã gia hạn đến %(at)s.") % {"at": clock.until(data["until"])})

    return _done(request, key, form, deed, name="extend")


@require_POST
def reopen(request: Request, key: int) -> HttpResponse:
    """Open one cell for the unit again."""
    sheet = _managed(request, key)
    form = ReopenForm(request.POST, criteria=members.criteria(sheet.cycle), prefix="reopen")
    if not form.is_valid():
        return _shown(request, key, reopen=form)

    def deed() -> None:
        data = form.cleaned_data
        criterion = members.criterion(sheet.cycle, data["criterion"])
        assert criterion is not None, "the form offers criteria of this cycle only"
        scheduling.reopen(
            sheet, criterion, until=data["until"], reason=data["reason"], by=request.actor, at=request.at
        )
        told = {"path": criterion.path, "at": clock.until(data["until"])}
        messages.success(request, _("Đã mở lại tiêu chí %(path)s đến %(at)s.") % told)

    return _done(request, key, form, deed, name="reopen")


@require_POST
def admit(request: Request, key: int) -> HttpResponse:
    """Have a unit that missed the deadline counted all the same."""
    sheet = _managed(request, key)
    form = AdmitForm(request.POST, prefix="admit")
    if not form.is_valid():
        return _shown(request, key, admit=form)

    def deed() -> None:
        scheduling.admit(sheet, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)
        messages.success(request, _("Đã ghi quyết định: đơn vị vẫn được thẩm định và tính điểm."))

    return _done(request, key, form, deed, name="admit")


@require_POST
def leave_out(request: Request, key: int) -> HttpResponse:
    """Take a unit out of a cycle that is not open yet."""
    sheet = _managed(request, key)
    cycle, name = sheet.cycle_id, sheet.unit.name
    try:
        opening.leave_out(sheet, by=request.actor, at=request.at)
        messages.success(request, _("Đã bỏ %(unit)s khỏi kỳ.") % {"unit": name})
    except states.NotPossible:
        messages.warning(request, said.overtaken())
    return redirect("cycle", cycle)


def _managed(request: Request, key: int) -> Any:
    sheet = members.sheet(key, by=request.actor)
    require(request.actor, Permission.CYCLE_MANAGE, at=sheet.cycle.owner.place)
    return sheet


def _done(
    request: Request, key: int, form: forms.Form, deed: Callable[[], None], *, name: str
) -> HttpResponse:
    """Do the deed; what is refused is said beside the form that was sent."""
    try:
        deed()
    except WrongValue as wrong:
        field = str(wrong)
        form.add_error(field if field in form.fields else None, said.wrong(field))
        return _shown(request, key, **{name: form})
    except states.NotPossible:
        messages.warning(request, said.overtaken())
    return redirect("cycle-unit", key)


def _shown(request: Request, key: int, **sent: forms.Form) -> HttpResponse:
    data = members.page(key, by=request.actor, at=request.at)
    may_except = "except" in data.may
    criteria = members.criteria(members.sheet(key, by=request.actor).cycle) if may_except else ()
    offered = {
        "extend": sent.get("extend") or _extending(data, None),
        "reopen": sent.get("reopen") or ReopenForm(criteria=criteria, prefix="reopen"),
        "admit": sent.get("admit") or AdmitForm(prefix="admit"),
    }
    context = {
        "head": pages.head(data.item, now=request.at, is_within=True),
        "unit": data.unit,
        "state": said.sheet(data.unit),
        "progress": f"{data.unit.answered}/{data.leaves}",
        "submitted": moment(data.unit.submitted_at) if data.unit.submitted_at else "",
        "notes": pages.notes(data.unit),
        "extensions": tuple(pages.exception(each, data.item) for each in data.extensions),
        "reopenings": tuple(pages.exception(each, data.item) for each in data.reopenings),
        "forms": offered if may_except else {},
        "may_admit": may_except and data.unit.state != states.SUBMITTED and not data.unit.admitted_because,
        "has_sheet": "sheet" in addresses.RULES and request.actor.can_anywhere(Permission.ASSESSMENT_READ),
    }
    return render(request, "web/cycles/unit.html", context, status=422 if sent else 200)


def _extending(data: UnitPage, sent: Any) -> ExtendForm:
    stages = [
        (each.stage, words(each.title))
        for each in data.item.stages
        if each.act not in (kinds.FREEZE, kinds.PUBLISH)
    ]
    here = data.item.stage
    return ExtendForm(sent, stages=stages, prefix="extend", initial={"stage": here.stage if here else None})
