"""The language a request asked for, before anybody has signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def chosen_language(request: HttpRequest) -> str:
    """What the switch left in the cookie; else Vietnamese."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
