"""Dividing the sheet of a unit among its divisions and officers, or a province's among its departments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import dividing
from parindex.cycle.assessments.actions.opening import WrongValue
from parindex.cycle.assessments.queries import members
from parindex.faces.web import addresses
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles import words as said
from parindex.faces.web.cycles.forms import AssignForm
from parindex.faces.web.showing import Step


def divide(request: Request, key: int) -> HttpResponse:
    """Whose work each criterion of a sheet is; a form to give another away."""
    sheet = members.divided(key, by=request.actor)
    data = members.division(sheet, by=request.actor, on=request.today)
    form = AssignForm(request.POST or None, criteria=data.criteria, units=data.units, people=data.people)
    if request.method == "POST" and data.is_locked:
        messages.warning(request, said.overtaken())
        return redirect("sheet-divide", key)
    if form.is_valid() and _assigned(request, sheet, form):
        return redirect("sheet-divide", key)
    steps = [
        Step(pgettext("nhiều", "Kỳ đánh giá"), reverse("cycles")),
        Step(data.cycle_name, reverse("cycle", args=[data.cycle])),
    ]
    if "sheet" in addresses.RULES:
        steps.append(Step(data.unit_name, reverse("sheet", args=[key])))
    context = {
        "page": data,
        "form": form,
        "steps": steps,
        "is_illustrative": sheet.cycle.is_illustrative,
    }
    return render(request, "web/cycles/divide.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: Request, key: int) -> HttpResponse:
    """Take a criterion back."""
    duty = members.duty(key, by=request.actor)
    sheet, path = duty.assessment_id, duty.criterion.path
    try:
        dividing.unassign(duty, by=request.actor, at=request.at)
        messages.success(
            request,
            _("Đã thu lại tiêu chí %(path)s; ai chấm điểm cho đơn vị đều nhập được.") % {"path": path},
        )
    except states.NotPossible:
        messages.warning(request, said.overtaken())
    return redirect("sheet-divide", sheet)


def _assigned(request: Request, sheet: Any, form: AssignForm) -> bool:
    """Give the criterion away; False when a field is refused."""
    data = form.cleaned_data
    criterion = members.criterion(sheet.cycle, data["criterion"])
    assert criterion is not None, "the form offers criteria of this cycle only"
    unit = members.agency(data["unit"], by=request.actor) if data["unit"] else None
    person = (
        members.person(sheet, data["person"], by=request.actor, on=request.today) if data["person"] else None
    )
    try:
        dividing.assign(sheet, criterion, unit=unit, person=person, by=request.actor, at=request.at)
    except WrongValue as wrong:
        form.add_error(str(wrong) if str(wrong) in form.fields else None, said.wrong(str(wrong)))
        return False
    except states.NotPossible:
        messages.warning(request, said.overtaken())
        return True
    messages.success(
        request,
        _("Đã giao tiêu chí %(path)s cho %(whom)s.")
        % {"path": criterion.path, "whom": person.full_name if person else unit},
    )
    return True
