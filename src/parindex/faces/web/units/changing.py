"""The desk of the administrator: units added, renamed, merged, split, ended; asked twice, done once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parindex.cycle.units import queries
from parindex.cycle.units.actions import changing
from parindex.cycle.units.checks import Unfit
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.showing import Step
from parindex.faces.web.units import deeds
from parindex.faces.web.units.deeds import Asked, Deed
from parindex.faces.web.units.forms import ChangeForm


def add(request: Request) -> HttpResponse:
    """Add a unit to the directory."""
    return _change(request, deeds.adding(), unit=None, back=reverse("units"))


def change(request: Request, key: int, deed: str) -> HttpResponse:
    """Make one change of one unit: the form, then what follows from it, then the deed."""
    unit = queries.get(key, by=request.actor)
    require(request.actor, Permission.UNIT_EDIT, at=unit.place)
    found = next((each for each in deeds.open_to(unit) if each.key == deed), None)
    if found is None or not unit.exists_on(request.today):
        raise Http404
    return _change(request, found, unit=unit, back=reverse("unit", args=[key]))


@require_POST
def take_alias(request: Request, key: int) -> HttpResponse:
    """Remove another way the name is printed."""
    unit = queries.get(key, by=request.actor)
    changing.take_alias(unit, text=request.POST.get("text", ""), by=request.actor, at=request.at)
    messages.success(request, _("Đã bỏ cách viết này."))
    return redirect("unit", key)


def _change(request: Request, deed: Deed, *, unit: Any, back: str) -> HttpResponse:
    others = _others(request, unit)
    form = deed.form(request.POST or None, others=others, today=request.today)
    follows: tuple[str, ...] = ()
    if form.is_valid():
        asked = Asked(unit, _chosen(form, others), form.cleaned_data, request.actor, request.at)
        if "confirmed" not in request.POST:
            follows = deed.follows(asked)
        elif _is_done(request, deed, asked, form):
            return redirect(back)
    context = {"form": form, "deed": deed, "unit": unit, "back": back, "follows": follows}
    context["steps"] = _steps(unit, back)
    return render(request, "web/units/change.html", context, status=422 if form.errors else 200)


def _is_done(request: Request, deed: Deed, asked: Asked, form: ChangeForm) -> bool:
    """Whether the change was made; else the form says why not."""
    try:
        deed.do(asked)
    except Unfit as unfit:
        form.add_error(None, unfit.words.in_language(request.language))
        return False
    messages.success(request, _("Đã ghi vào danh mục và nhật ký."))
    return True


def _others(request: Request, unit: Any) -> list[Any]:
    """The units that a change may name: those the person keeps, but not the unit itself."""
    kept = queries.permitted(request.actor, Permission.UNIT_EDIT, on=request.today)
    return [each for each in kept if unit is None or each.pk != unit.pk]


def _chosen(form: ChangeForm, others: list[Any]) -> tuple[Any, ...]:
    picked = form.cleaned_data.get("into") or form.cleaned_data.get("parent") or ()
    keys = {picked} if isinstance(picked, int) else set(picked)
    return tuple(each for each in others if each.pk in keys)


def _steps(unit: Any, back: str) -> tuple[Step, ...]:
    own = (Step(unit.name, back),) if unit else ()
    return (Step(_("Đơn vị"), reverse("units")), *own)
