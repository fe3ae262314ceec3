"""What every request passes before a view sees it: size, NUL characters, the actor, the address's rule."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from parindex.cycle.documents import states
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused
from parindex.faces.web import addresses
from parindex.faces.web.asking import Request
from parindex.faces.web.shell import views as shell
from parindex.faces.web.shell.language import chosen_language

GetResponse = Callable[[HttpRequest], HttpResponseBase]
NOBODY = Actor(person=None, name="")

# What a form adds around the file itself.
_ENVELOPE = 256 * 1024

# The largest number that a database takes as a key.
_LAST_KEY = 2**63 - 1


def refuse_oversize(get_response: GetResponse) -> GetResponse:
    """Refuse by the announced length, before a byte of the body is read."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.UPLOAD_LIMIT + _ENVELOPE:
            return shell.too_large(request)
        return get_response(request)

    return middleware


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """Refuse NUL characters, which PostgreSQL cannot store, in the address and in form fields."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\0" in asked or "\0" in request.path:
            return shell.unreadable(request)
        return get_response(request)

    def process_view(request: HttpRequest, *_: object) -> HttpResponse | None:
        fields = request.POST.lists() if request.method == "POST" else ()
        if any("\0" in value for name, values in fields for value in (name, *values)):
            return shell.unreadable(request)
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def speak(get_response: GetResponse) -> GetResponse:
    """Vietnamese, unless the switch said otherwise; what language the browser came in does not count."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with translation.override(chosen_language(request)):
            answer = get_response(request)
            answer.headers.setdefault("Content-Language", translation.get_language() or "vi")
        return answer

    return middleware


def act_as_person(get_response: GetResponse) -> GetResponse:
    """Give the request its actor, its moment and its language; hold it to the rule of its address."""

    def middleware(request: Request) -> HttpResponseBase:
        request.at = timezone.now()
        request.today = timezone.localdate(request.at)
        request.actor = NOBODY
        if request.user.is_authenticated:
            request.actor = units.actor_for(request.user, on=request.today)
            translation.activate(request.user.language)
        request.language = translation.get_language() or "vi"
        answer = _barred(request) or get_response(request)
        if request.user.is_authenticated:
            answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    def process_exception(request: Request, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Refused):
            return shell.refused(request, problem)
        if isinstance(problem, states.NotPossible):
            return _back_to_document(request)
        return shell.not_found(request, problem) if isinstance(problem, ObjectDoesNotExist) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware  # type: ignore[return-value]


def _barred(request: Request) -> HttpResponseBase | None:
    """The answer that stands in for the view when the address's rule does not admit the person."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    name = match.view_name
    rule = addresses.RULES[name]
    if rule.who is addresses.Who.ANYONE:
        return None
    if not request.user.is_authenticated:
        return _ask_to_sign_in(request)
    if request.user.must_change_password and name not in addresses.WITH_TEMPORARY_PASSWORD:
        return redirect("password")
    if not addresses.admits(rule, request.actor):
        return shell.refused(request)
    if any(isinstance(value, int) and value > _LAST_KEY for value in match.kwargs.values()):
        return shell.not_found(request)
    return None


def _back_to_document(request: Request) -> HttpResponse:
    """The document does not stand where it stood when the page was made: show it as it stands now."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect("document", resolve(request.path_info).kwargs["key"])


def _ask_to_sign_in(request: Request) -> HttpResponseBase:
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect_to_login(request.get_full_path())
