"""Shaping a draft: criteria are added, moved and taken out; what it says of itself is changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parindex.cycle.frameworks import actions, queries, specs, states
from parindex.cycle.frameworks.settling import Way
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.frameworks import correcting, editing, fields, pages
from parindex.faces.web.frameworks.editing import Typed
from parindex.faces.web.frameworks.forms import AboutForm, AddForm
from parindex.faces.web.showing import Step


@require_safe
def edit(request: Request, key: int) -> HttpResponse:
    """The editor, its first criterion on the desk."""
    version = _version(request, key)
    if version.state not in states.OPEN:
        _locked(request)
        return redirect("framework", key)
    return redirect("framework-criterion", queries.criteria_of(version)[0].key)


@require_POST
def add(request: Request, key: int) -> HttpResponse:
    """A new criterion under the one that is told, or a new domain."""
    version = _version(request, key)
    form = AddForm(request.POST, auto_id="below-%s")
    above = asking.number(request.POST, "above")
    parent = None if above is None else queries.criterion(above, by=request.actor)
    if form.is_valid():
        try:
            made = actions.add(version, above=parent, by=request.actor, at=request.at, **form.cleaned_data)
            return redirect("framework-criterion", made.pk)
        except actions.WrongValue as wrong:
            name = str(wrong) if str(wrong) in form.fields else None
            form.add_error(name, _("Mã không được có dấu “/”; nội dung không để trống."))
        except actions.Overtaken:
            messages.warning(request, _("Người khác vừa bỏ tiêu chí này."))
            return redirect("framework-edit", key)
        except states.NotPossible:
            _locked(request)
            return redirect("framework", key)
    shown = parent or queries.criterion(queries.criteria_of(version)[0].key, by=request.actor)
    page = editing.page(shown, typed=Typed(add=form))
    return render(request, "web/frameworks/editor.html", {"page": page, "desk": page.desk}, status=422)


@require_POST
def move(request: Request, key: int) -> HttpResponse:
    """One step up, down, in or out, with everything below."""
    criterion = _criterion(request, key)
    way = request.POST.get("way", "")
    if way in set(Way):
        was = request.POST.get("was", criterion.path)
        try:
            actions.move(criterion, way=Way(way), was=was, by=request.actor, at=request.at)
        except actions.Overtaken:
            messages.warning(request, _("Người khác vừa chuyển tiêu chí này. Dưới đây là chỗ mới nhất."))
        except actions.WrongValue:
            messages.warning(request, _("Không chuyển thêm được theo hướng ấy."))
        except states.NotPossible:
            _locked(request)
            return redirect("framework", criterion.version.pk)
    return redirect("framework-criterion", key)


def remove(request: Request, key: int) -> HttpResponse:
    """Ask, naming what goes with it; then take the criterion out."""
    criterion = _criterion(request, key)
    version = criterion.version
    if request.method == "POST":
        was = request.POST.get("was", "")
        try:
            actions.remove(criterion, was=was, by=request.actor, at=request.at)
            messages.success(request, _("Đã bỏ %(code)s.") % {"code": criterion.code})
            return redirect("framework-edit", version.pk)
        except actions.Overtaken:
            messages.warning(request, _("Người khác vừa sửa tiêu chí này. Hãy xem lại trước khi bỏ."))
        except actions.InUse:
            messages.warning(
                request,
                _("Đã có kết quả, mục tiêu hoặc tiêu chí năm khác gắn với tiêu chí này nên không bỏ được."),
            )
        except actions.WrongValue:
            messages.warning(request, _("Bộ tiêu chí phải còn ít nhất một tiêu chí."))
        except states.NotPossible:
            _locked(request)
            return redirect("framework", version.pk)
    below = [row for row in queries.criteria_of(version) if row.path.startswith(f"{criterion.path}/")]
    context = {
        "criterion": criterion,
        "below": below,
        "was": specs.fingerprint(criterion),
        "steps": (*_steps(version), Step(criterion.code, reverse("framework-criterion", args=[key]))),
    }
    return render(request, "web/frameworks/remove.html", context)


def about(request: Request, key: int) -> HttpResponse:
    """What a draft says of itself."""
    version = _version(request, key)
    form = AboutForm(request.POST or None, initial=fields.localised(specs.said(version)))
    form.fields["id"].widget.attrs["placeholder"] = specs.identity(version)
    if form.is_valid():
        form = correcting.amended(request, version, form)
        if not form.errors:
            return redirect("framework", key)
    context = {"form": form, "steps": _steps(version), "key": key}
    return render(request, "web/frameworks/about.html", context, status=422 if form.errors else 200)


def _version(request: Request, key: int) -> Any:
    version = queries.get(key, by=request.actor)
    require(request.actor, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    return version


def _criterion(request: Request, key: int) -> Any:
    found = queries.criterion(key, by=request.actor)
    require(request.actor, Permission.FRAMEWORK_DRAFT, at=found.version.framework.owner.place)
    return found


def _steps(version: Any) -> tuple[Step, ...]:
    named = pages.named(queries.item(version))
    return (*pages.steps(), Step(named, reverse("framework", args=[version.pk])))


def _locked(request: Request) -> None:
    messages.warning(request, _("Bộ tiêu chí đã công bố nên không sửa được. Hãy lập bản mới."))
