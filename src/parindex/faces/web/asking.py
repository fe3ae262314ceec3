"""The request as our views see it: with the actor, the day and the moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from parindex.engine.access.actors import Actor


class Request(HttpRequest):
    """A request that has passed our middleware. The clock is read once, there."""

    user: Any
    actor: Actor
    at: datetime
    today: date
    htmx: HtmxDetails
    language: str
