"""Signing in and out, being locked out, one's own account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from parindex.cycle.units import queries as units
from parindex.engine.access.actors import SYSTEM
from parindex.faces.web.asking import Request
from parindex.faces.web.signin import pages
from parindex.faces.web.signin.forms import PasswordForm, SignInForm
from parindex.foundation.accounts import actions as accounts
from parindex.foundation.accounts import queries as account_queries


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """Ask for name and password; lead on to where the person wanted to go."""
    if request.user.is_authenticated:
        return redirect(_wanted(request))
    form = SignInForm(request.POST or None)
    if form.is_valid():
        person = auth.authenticate(request, **form.cleaned_data)
        if person is not None:
            actor = units.actor_for(person, on=request.today)
            # First what history keeps: nobody is signed in without it.
            accounts.enter(person, place=actor.home, by=actor, at=request.at)
            auth.login(request, person)
            return redirect(_wanted(request))
        form.add_error(
            None, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt.")
        )
    status = 422 if form.errors else 200
    return render(request, "web/signin/sign_in.html", {"form": form, "next": _wanted(request)}, status=status)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session."""
    auth.logout(request)
    return redirect("sign-in")


@never_cache
@sensitive_post_parameters()
def password(request: Request) -> HttpResponse:
    """Change one's own password; the only page open to a temporary one."""
    form = PasswordForm(request.POST or None, person=request.user)
    if form.is_valid():
        chosen = form.cleaned_data["chosen"]
        accounts.change_own_password(
            request.user, password=chosen, place=request.actor.home, by=request.actor, at=request.at
        )
        auth.update_session_auth_hash(request, request.user)
        messages.success(request, _("Đã đổi mật khẩu. Lần đăng nhập sau hãy dùng mật khẩu mới."))
        return redirect("home")
    page = pages.password(request.user)
    context = {
        "form": form,
        "page": page,
        "layout": "web/gate.html" if page.is_temporary else "web/base.html",
    }
    return render(request, "web/signin/password.html", context, status=422 if form.errors else 200)


def profile(request: Request) -> HttpResponse:
    """Who I am, what I may do and where."""
    return render(
        request,
        "web/signin/profile.html",
        {"page": pages.profile(request.user, request.actor, on=request.today)},
    )


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Too many wrong passwords: why, until when, whom to ask."""
    wait, now = get_cool_off(request) or timedelta(), timezone.now()
    username = (credentials or {}).get("username", "")
    person = account_queries.named(username)
    if person is not None:
        place = units.actor_for(person, on=timezone.localdate(now)).home
        accounts.lock_out(person, since=now - wait, place=place, by=SYSTEM, at=now)
    page = pages.Locked(
        username=username, tries=settings.AXES_FAILURE_LIMIT, until=now + wait if wait else None
    )
    return render(request, "web/signin/locked.html", {"page": page}, status=429)


def _wanted(request: Request) -> str:
    """Where to go after signing in: never off this server."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"
