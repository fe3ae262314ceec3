"""Who appraises what in a cycle: the table of rights, given and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import granting
from parindex.cycle.assessments.actions.opening import WrongValue
from parindex.cycle.assessments.cyclepages import RightItem
from parindex.cycle.assessments.queries import cycles, members
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles import pages
from parindex.faces.web.cycles import words as said
from parindex.faces.web.cycles.forms import GrantForm
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.showing import Saved, saved
from parindex.faces.web.templatetags.words import moment


@dataclass(frozen=True, slots=True)
class Line:
    """One right."""

    path: str
    name: str
    agency: str
    whom: str
    since: str
    withdraw_url: str


def rights(request: Request, key: int) -> HttpResponse:
    """The rights in force; a form to give another."""
    cycle = _overseen(request, key)
    may = "grant" in cycles.deeds(cycle, by=request.actor)
    form = _form(request, cycle) if may else None
    if request.method == "POST":
        require(request.actor, Permission.CYCLE_MANAGE, at=cycle.owner.place)
        if form is None:
            messages.warning(request, said.overtaken())
            return redirect("cycle-rights", key)
        if form.is_valid() and _granted(request, cycle, form):
            return redirect("cycle-rights", key)
    (item,) = cycles.items([cycle], by=request.actor, at=request.at)
    context = {
        "head": pages.head(item, now=request.at, is_within=True),
        "form": form,
        "rows": tuple(_line(each, may=may) for each in members.rights_of(cycle)),
        "findings": cycles.unappraised(cycle, at=request.at) if item.state == states.OPEN else (),
        "is_preparing": item.state == states.PREPARING,
        "saved": _saved(key),
    }
    return render(request, "web/cycles/rights.html", context, status=422 if form and form.errors else 200)


def export(request: Request, key: int, kind: str) -> HttpResponse:
    """The rights in force, as a file."""
    cycle = _overseen(request, key)
    columns = (
        Column(_("Mã"), 14),
        Column(_("Tiêu chí"), 60),
        Column(_("Cơ quan thẩm định"), 34),
        Column(_("Của đơn vị nào"), 34),
        Column(_("Từ"), 18),
    )
    lines = [_line(each, may=False) for each in members.rights_of(cycle)]
    rows = [(each.path, each.name, each.agency, each.whom, each.since) for each in lines]
    title = f"{_('Quyền thẩm định')} – {cycle.name}"
    export = Export(f"quyen-tham-dinh-{key}", title, columns, rows)
    return exporting.answer(exporting.marked(export) if cycle.is_illustrative else export, kind=kind)


@require_POST
def withdraw(request: Request, key: int) -> HttpResponse:
    """End a right now; what was decided under it stays."""
    right = cycles.right(key, by=request.actor)
    try:
        granting.withdraw(right, by=request.actor, at=request.at)
        told = {"agency": right.agency.name, "path": right.criterion.path}
        messages.success(
            request,
            _("%(agency)s thôi thẩm định tiêu chí %(path)s. Những gì đã thẩm định vẫn giữ nguyên.") % told,
        )
    except states.NotPossible:
        messages.warning(request, said.overtaken())
    return redirect("cycle-rights", right.cycle_id)


def _overseen(request: Request, key: int) -> Any:
    cycle = cycles.get(key, by=request.actor)
    if not cycles.sees_states(cycle, by=request.actor):
        require(request.actor, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    return cycle


def _form(request: Request, cycle: Any) -> GrantForm:
    groups = [(f"g{each.key}", each.name) for each in cycles.groups(cycle, sees_states=True)]
    units = [(f"u{key}", name) for key, name in members.taking_part(cycle)]
    return GrantForm(
        request.POST or None,
        criteria=members.criteria(cycle),
        agencies=members.agencies(cycle, by=request.actor, on=request.today),
        whom=[*groups, *units],
    )


def _granted(request: Request, cycle: Any, form: GrantForm) -> bool:
    """Give the right; False when a field is refused."""
    data = form.cleaned_data
    whom = data["whom"]
    criterion = members.criterion(cycle, data["criterion"])
    assert criterion is not None, "the form offers criteria of this cycle only"
    try:
        right = granting.grant(
            cycle,
            criterion,
            agency=members.agency(data["agency"], by=request.actor),
            group=cycles.group(cycle, int(whom[1:])) if whom.startswith("g") else None,
            assessment=members.sheet(int(whom[1:]), by=request.actor) if whom.startswith("u") else None,
            by=request.actor,
            at=request.at,
        )
    except WrongValue as wrong:
        form.add_error(None, said.wrong(str(wrong)))
        return False
    except states.NotPossible:
        messages.warning(request, said.overtaken())
        return True
    told = {"agency": right.agency.name, "path": right.criterion.path}
    messages.success(request, _("Đã giao %(agency)s thẩm định tiêu chí %(path)s.") % told)
    return True


def _line(each: RightItem, *, may: bool) -> Line:
    agency = f"{each.agency_name} ({each.person})" if each.person else each.agency_name
    return Line(
        path=each.path,
        name=each.name,
        agency=agency,
        whom=each.unit_name or each.group or _("mọi đơn vị"),
        since=moment(each.since),
        withdraw_url=reverse("right-withdraw", args=[each.key]) if may else "",
    )


def _saved(key: int) -> Saved:
    return saved("cycle-rights-export", {}, key)
