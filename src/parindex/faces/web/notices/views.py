"""The list of one's notices, and how to be told."""

from __future__ import annotations

from django.conf import settings as configured
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parindex.faces.web.asking import Request
from parindex.faces.web.notices import pages
from parindex.faces.web.notices.forms import WishForm
from parindex.foundation.notices import queries
from parindex.foundation.notices.actions import choosing


@require_safe
def notices(request: Request) -> HttpResponse:
    """What the person was told, newest first."""
    page = pages.notices(request.GET, by=request.actor, language=request.language)
    return render(request, "web/notices/list.html", {"page": page})


@require_safe
def notice(request: Request, key: int) -> HttpResponse:
    """Lead on to what a notice is about; it is seen now."""
    found = queries.get(key, by=request.actor)
    choosing.see(request.user, [found.pk], by=request.actor, at=request.at)
    return redirect(pages.way(found.url))


@require_POST
def see_all(request: Request) -> HttpResponse:
    """Everything is seen now."""
    choosing.see(request.user, by=request.actor, at=request.at)
    return redirect("notices")


def settings(request: Request) -> HttpResponse:
    """When to be told by e-mail."""
    form = WishForm(request.POST or None, wish=queries.wish_of(request.user.pk))
    if form.is_valid():
        choosing.prefer(request.user, form.wish, by=request.actor, at=request.at)
        messages.success(request, _("Đã ghi cách nhận thông báo."))
        return redirect("notices-settings")
    context = {"form": form, "email": request.user.email, "is_mailed": configured.NOTICES_BY_MAIL}
    return render(request, "web/notices/settings.html", context, status=422 if form.errors else 200)
