"""People, their roles and passwords; the table of roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parindex.cycle.units import queries
from parindex.cycle.units.actions import joining, keeping
from parindex.cycle.units.checks import Unfit
from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import role
from parindex.faces.web import exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.people import pages
from parindex.faces.web.people.forms import EndForm, InviteForm, RoleForm
from parindex.foundation.accounts import actions as accounts


@require_safe
def people(request: Request) -> HttpResponse:
    """People at the units the reader may see."""
    page = pages.people(request.GET, by=request.actor, on=request.today, language=request.language)
    return render(request, "web/people/list.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as it is limited, as a file."""
    saved = pages.export(request.GET, by=request.actor, on=request.today, language=request.language)
    return exporting.answer(saved, kind=kind)


@require_safe
def roles(request: Request) -> HttpResponse:
    """Every role and what it may do."""
    return render(request, "web/people/roles.html", {"page": pages.roles()})


@require_safe
def person(request: Request, key: int) -> HttpResponse:
    """One person and their roles."""
    page = pages.person(_rows(request, key), by=request.actor, on=request.today)
    return render(request, "web/people/person.html", {"page": page})


@never_cache
def invite(request: Request) -> HttpResponse:
    """Make an account with a first role; the temporary password is shown once."""
    units = tuple(queries.permitted(request.actor, Permission.MEMBERSHIP_GRANT, on=request.today))
    form = InviteForm(request.POST or None, units=units, today=request.today)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("full_name", "email", "since")}
        unit, held = _unit(units, form), role(form.cleaned_data["role"])
        try:
            invited = joining.invite(
                form.cleaned_data["username"], **given, role=held, unit=unit, by=request.actor, at=request.at
            )
            return _told(request, invited.membership.person, invited.password)
        except accounts.NameTaken:
            form.add_error("username", _("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."))
        except Unfit as unfit:
            form.add_error(None, unfit.words.in_language(request.language))
    context = {"form": form, "steps": pages.steps()}
    return render(request, "web/people/invite.html", context, status=422 if form.errors else 200)


def grant(request: Request, key: int) -> HttpResponse:
    """Give a person one more role."""
    someone = _rows(request, key)[0].person
    units = tuple(queries.permitted(request.actor, Permission.MEMBERSHIP_GRANT, on=request.today))
    form = RoleForm(request.POST or None, units=units, today=request.today)
    if form.is_valid():
        unit, held, since = _unit(units, form), role(form.cleaned_data["role"]), form.cleaned_data["since"]
        try:
            joining.add_membership(
                someone, role=held, unit=unit, since=since, by=request.actor, at=request.at
            )
            return redirect("person", key)
        except Unfit as unfit:
            form.add_error(None, unfit.words.in_language(request.language))
    context = {"form": form, "steps": pages.steps(), "person": someone.full_name, "key": key}
    return render(request, "web/people/grant.html", context, status=422 if form.errors else 200)


def end(request: Request, key: int, membership: int) -> HttpResponse:
    """Take a role back from a day."""
    found = queries.membership(membership, by=request.actor)
    if found.person_id != key:
        raise Http404
    form = EndForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        try:
            joining.end_membership(found, on=form.cleaned_data["on"], by=request.actor, at=request.at)
            return redirect("person", key)
        except Unfit as unfit:
            form.add_error("on", unfit.words.in_language(request.language))
    held = pages.held(found, by=request.actor, on=request.today)
    context = {
        "form": form,
        "held": held,
        "person": found.person.full_name,
        "steps": pages.steps(),
        "key": key,
    }
    return render(request, "web/people/end.html", context, status=422 if form.errors else 200)


@require_POST
@never_cache
def reset_password(request: Request, key: int) -> HttpResponse:
    """Give a temporary password, shown once."""
    person, password = _rows(request, key)[0].person, accounts.temporary_password()
    keeping.reset_password(person, password=password, by=request.actor, at=request.at)
    return _told(request, person, password)


@require_POST
def close(request: Request, key: int) -> HttpResponse:
    """Stop a person from signing in."""
    try:
        keeping.close(_rows(request, key)[0].person, by=request.actor, at=request.at)
    except Unfit as unfit:
        messages.warning(request, unfit.words.in_language(request.language))
    return redirect("person", key)


@require_POST
def reopen(request: Request, key: int) -> HttpResponse:
    """Let a person sign in again."""
    keeping.reopen(_rows(request, key)[0].person, by=request.actor, at=request.at)
    return redirect("person", key)


def _rows(request: Request, key: int) -> list[Any]:
    """The readable memberships of a person, newest first; Http404 when there is none."""
    rows = list(queries.memberships(request.actor).filter(person=key).order_by("-since", "-pk"))
    if not rows:
        raise Http404
    return rows


def _unit(units: tuple[Any, ...], form: RoleForm) -> Any:
    return next(unit for unit in units if unit.pk == form.cleaned_data["unit"])


def _told(request: Request, someone: Any, password: str) -> HttpResponse:
    """The page that shows a temporary password, once."""
    context = {"person": someone, "password": password, "steps": pages.steps()}
    return render(request, "web/people/told.html", context)
